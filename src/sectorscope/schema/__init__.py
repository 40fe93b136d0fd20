"""Every table of a study, declared once: columns, keys, units and what each means.

Checks (`check`) and the data dictionary (`docs/reference/tables.md`) are rendered from here.
Tables are flat: no nested types, so that a content hash needs no convention beyond text.
"""

from __future__ import annotations

from sectorscope.schema.adverts import ADVERTS
from sectorscope.schema.annotations import ANNOTATIONS
from sectorscope.schema.classifications import CLASSIFICATIONS
from sectorscope.schema.commuting import COMMUTING
from sectorscope.schema.companies import COMPANIES
from sectorscope.schema.consultation import CONSULTATION
from sectorscope.schema.courses import COURSES
from sectorscope.schema.demand import DEMAND, READ
from sectorscope.schema.evidence import EVIDENCE
from sectorscope.schema.grants import GRANTS
from sectorscope.schema.institutions import INSTITUTIONS
from sectorscope.schema.lookups import LOOKUPS
from sectorscope.schema.official import OFFICIAL
from sectorscope.schema.places import PLACES
from sectorscope.schema.provision import PROVISION
from sectorscope.schema.sizes import SIZES
from sectorscope.schema.table import (
    Column,
    Records,
    Table,
    check,
    empty,
    from_rows,
    joined,
    whole_text,
)
from sectorscope.schema.totals import TOTALS
from sectorscope.schema.universities import UNIVERSITIES

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        *EVIDENCE,
        *OFFICIAL,
        *COMMUTING,
        *TOTALS,
        *PROVISION,
        *COURSES,
        *UNIVERSITIES,
        *LOOKUPS,
        *GRANTS,
        *PLACES,
        *CLASSIFICATIONS,
        *INSTITUTIONS,
        *COMPANIES,
        *SIZES,
        *CONSULTATION,
        *ANNOTATIONS,
        *ADVERTS,
        READ,
        *DEMAND,
    )
}
"""All tables by name, in the order the data dictionary prints them."""

__all__ = [
    "ANNOTATIONS",
    "COMPANIES",
    "CONSULTATION",
    "SIZES",
    "TABLES",
    "Column",
    "Records",
    "Table",
    "check",
    "empty",
    "from_rows",
    "joined",
    "whole_text",
]
