"""Formats that questionnaires are exported in; `open_sheet` tells which one it is."""

from sectorscope.evidence.sources.survey.formats.grid import stands
from sectorscope.evidence.sources.survey.formats.shapes import FORMATS, grid_of, open_sheet
from sectorscope.evidence.sources.survey.formats.sheet import Column, Line, Sheet, plain

__all__ = [
    "FORMATS",
    "Column",
    "Line",
    "Sheet",
    "grid_of",
    "open_sheet",
    "plain",
    "stands",
]
