"""Public bodies as their register lists them: no companies, so that no frame counts them."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

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
