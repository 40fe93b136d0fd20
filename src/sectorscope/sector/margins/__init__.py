"""Weights of a frame to official margins, and what they add to the variance of an estimate."""

from sectorscope.sector.margins.figures import Figure, from_statistics
from sectorscope.sector.margins.sensitivity import Range, likelier
from sectorscope.sector.margins.skewed import Ends, skewed
from sectorscope.sector.margins.variance import v_frame, v_margin
from sectorscope.sector.margins.weights import Coverage, Weights, weights

__all__ = [
    "Coverage",
    "Ends",
    "Figure",
    "Range",
    "Weights",
    "from_statistics",
    "likelier",
    "skewed",
    "v_frame",
    "v_margin",
    "weights",
]
