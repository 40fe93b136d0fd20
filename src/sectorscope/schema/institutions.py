"""Public bodies as their register lists them: no companies, so that no frame counts them."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

KINDS = {
    "etr": "NHS trusts",
    "ets": "sites of NHS trusts",
    "ect": "care trusts",
    "ectsite": "sites of care trusts",
    "ephp": "independent providers of health care",
    "ephpsite": "sites of independent providers of health care",
    "epraccur": "general practices",
    "ebranchs": "branch surgeries",
    "epharmacyhq": "head offices of pharmacies",
    "edispensary": "pharmacies",
}
"""Lists of organisations that are read, by the names of their files."""

INSTITUTIONS: tuple[Table, ...] = (
    Table(
        "organisation",
        "Organisations of the health service, by the list each stands on: told of, never counted.",
        ("code", "kind"),
        (
            Column("code", "text", "the register's code"),
            Column("name", "text", "as it stands there"),
            Column("kind", "text", "the list it is on, by its file: etr, epraccur"),
            Column("postcode", "text", "in capitals with one blank", missing=True),
            Column("opened", "text", "ISO date", missing=True),
            Column("closed", "text", "ISO date", missing=True),
            Column("parent", "text", "code of the organisation it belongs to", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
)
