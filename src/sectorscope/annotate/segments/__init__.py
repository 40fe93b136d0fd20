"""A text as sentences and bullets, each with the segment of the document it belongs to."""

from __future__ import annotations

from sectorscope.annotate.segments.pieces import DEMAND, Piece, pieces
from sectorscope.annotate.segments.turns import spoken

__all__ = ["DEMAND", "Piece", "pieces", "spoken"]
