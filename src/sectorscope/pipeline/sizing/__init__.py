"""The step that sizes a sector: tables `membership`, `size`, `coverage` and `overlap`.

They follow from companies, official figures, the definition and the rulings; the audit's own
probabilities and chances come from the file of its draw, which nothing changes afterwards.
"""

from __future__ import annotations

from typing import Any

from sectorscope.pipeline.companies import Say, companies_of, near_of
from sectorscope.pipeline.knowing import known_by
from sectorscope.pipeline.sizing.base import Base
from sectorscope.pipeline.sizing.covering import coverage
from sectorscope.pipeline.sizing.members import membership
from sectorscope.pipeline.sizing.sizes import overlap, sizes
from sectorscope.store import Tables
from sectorscope.study import Study

_MADE = {"coverage": coverage, "membership": membership, "overlap": overlap, "size": sizes}


def sizing(study: Study, tables: Tables, say: Say | None = None) -> dict[str, list[dict[str, Any]]]:
    """Rows of the four tables; none where the study holds no company that counts.

    Where the file of a draw is missing or altered, sizes are withheld and say so.
    """
    tables = near_of(study, tables)
    frame = companies_of(study, tables)
    if not frame.eligible.any():
        return {name: [] for name in _MADE}
    known = known_by(tables, study.config.study.as_of).tables
    base = Base(study, known, frame, say)
    return {name: list(rows(base)) for name, rows in _MADE.items()}
