"""Adverts of Reed, as its service answers: read as source `vacancies` reads them."""

from __future__ import annotations

from sectorscope.evidence.sources.vacancies.read import Reader
from sectorscope.evidence.sources.vacancies.reed import SHAPE

_READER = Reader((SHAPE,))
read, remarks = _READER.read, _READER.remarks
