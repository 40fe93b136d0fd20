"""Adverts of vacancies as a file gives them, and what their words ask for beside the economy's."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

PAY_PERIODS = ("year", "month", "week", "day", "hour")
"""What pay is for."""

ADVERTS: tuple[Table, ...] = (
    Table(
        "advert",
        "Adverts of vacancies: one row an advert and file, nothing imputed. Internal: of what they "
        "say only counts and names of concepts leave the study.",
        ("id", "snapshot"),
        (
            Column("id", "text", "the file's own id, else `row:` and the number of its row"),
            Column("title", "text", "job title, as it stands"),
            Column(
                "text",
                "text",
                "the advert's body; each character of an e-mail address or a telephone number is "
                "`*`, so that places in it hold",
                missing=True,
            ),
            Column("employer", "text", "who advertises, as it stands", missing=True),
            Column("employer_number", "text", "company number, eight characters", missing=True),
            Column("area", "text", "place of work, as it stands", missing=True),
            Column("area_code", "text", "code of that place", missing=True),
            Column("posted", "text", "date it was put up, ISO 8601", missing=True),
            Column("closes", "text", "last date to apply, ISO 8601", missing=True),
            Column("salary_low", "number", "least pay that is offered", unit="£", missing=True),
            Column("salary_high", "number", "most pay that is offered", unit="£", missing=True),
            Column("salary_period", "text", "what that is for", missing=True, values=PAY_PERIODS),
            Column("occupation", "text", "SOC unit group, four digits, where stated", missing=True),
            Column(
                "soc", "text", "version of SOC the occupation is of, where stated", missing=True
            ),
            Column("level", "text", "grade or level, as it stands", missing=True),
            Column("url", "text", "where the advert stood", missing=True),
            Column("terms", "text", "terms it may be used under, where stated", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
)
