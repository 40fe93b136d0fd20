"""Adverts of Find an Apprenticeship as it answers, read as source `vacancies` reads them."""

from __future__ import annotations

from sectorscope.evidence.sources.vacancies.faa import SHAPE
from sectorscope.evidence.sources.vacancies.read import Reader

_READER = Reader((SHAPE,))
read, remarks = _READER.read, _READER.remarks
