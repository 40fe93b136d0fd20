"""Companies a sector could be sized from: one row a company and file, nothing imputed."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

HEADCOUNT_BASES = ("accounts", "band", "given")
"""Where a headcount comes from: the company's filed accounts, a band of sizes, a file's figure."""

FLAGS: dict[str, str] = {
    "repeated": "its number stands on several rows of the file; the best one is kept",
    "repeated_differs": "rows of one number differ in more than the year of their accounts",
    "number_padded": "leading noughts of the company number were lost, and put back",
    "number_mangled": "the company number lost digits in a spreadsheet, and is not used",
    "number_odd": "what stands as the company number has not the form of one",
    "no_text": "no description or website text",
    "no_sic": "no SIC code",
    "sic_padded": "the leading nought of a SIC code was lost, and put back",
    "sic_mangled": "a SIC code lost digits in a spreadsheet, and is not used",
    "sic_unknown": "a SIC code whose division SIC 2007 does not have; it is not used",
    "no_place": "neither a district nor a postcode",
    "postcode_odd": "what stands as the postcode has not the form of one, and is not used",
    "date_unread": "a date that could not be read",
    "no_headcount": "no headcount",
    "headcount_zero": "the headcount is nought",
    "headcount_negative": "the headcount is below nought, and is not used",
    "headcount_text": "what stands as the headcount is no number or band, and is not used",
    "headcount_mangled": "the headcount became a date in a spreadsheet, and is not used",
    "headcount_year": "the headcount is the year of the accounts, and is not used",
    "headcount_fraction": "the headcount is no whole number",
    "headcount_rounded": "the headcount was shortened by a spreadsheet (1.0E+05): an interval",
    "headcount_band": "the headcount is a band of sizes: an interval",
    "headcount_jump": "the headcounts of two years differ a hundredfold: an interval of both",
    "dissolved": "dissolved, closed, converted or removed",
    "liquidation": "in liquidation",
    "insolvent": "in administration, receivership or a voluntary arrangement",
    "strike_off": "proposed to be struck off",
    "dormant": "its code or its accounts say that it is dormant or does not trade",
    "residents": "a residents' property company by its code",
    "holding": "a holding company by its code or its name",
}
"""Every flag a reader sets on a row, and what it means."""

COMPANIES: tuple[Table, ...] = (
    Table(
        "company",
        "Companies as a file gives them: one row a company and file, nothing imputed. What is "
        "doubtful about a row stands in `flags`; which rows count is decided in the frame.",
        ("id", "snapshot"),
        (
            Column("id", "text", "company number, else the file's own id, else `name:` and name"),
            Column("number", "text", "company number, eight characters", missing=True),
            Column("name", "text", "name, as it stands"),
            Column("previous", "text", "earlier names, newest first, as JSON", missing=True),
            Column("text", "text", "description or website text", missing=True),
            Column("website", "text", "website", missing=True),
            Column("category", "text", "legal form, as the file has it", missing=True),
            Column("status", "text", "standing at the register, as it has it", missing=True),
            Column("incorporated", "text", "date of incorporation, ISO 8601", missing=True),
            Column(
                "sics", "text", "SIC 2007 codes as digits, `;` between, as listed", missing=True
            ),
            Column("postcode", "text", "of the registered office, or the file's", missing=True),
            Column("area_code", "text", "code of the district", missing=True),
            Column("area", "text", "name of the district", missing=True),
            Column("headcount", "number", "people, if a single figure is given", missing=True),
            Column("low", "number", "fewest people it can have", missing=True),
            Column(
                "high", "number", "most; missing beside `low` for a band without end", missing=True
            ),
            Column("before", "number", "people a year earlier", missing=True),
            Column(
                "basis", "text", "what the headcount is from", missing=True, values=HEADCOUNT_BASES
            ),
            Column("accounts", "text", "date the accounts are made up to, ISO 8601", missing=True),
            Column("tags", "text", "labels the file gives, `;` between", missing=True),
            Column(
                "day",
                "text",
                "day on which the register stood so, ISO 8601; of its file the last on which one "
                "of the companies read was incorporated; missing in other lists",
                missing=True,
            ),
            Column("flags", "text", "what is doubtful, `;` between, in order; may be empty"),
            Column("others", "text", "what other rows of it say instead, as JSON", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "headcount",
        "Average numbers of employees as filed accounts tag them: one row a document and period. "
        "The frame takes a company's newest of the study's day (docs/how-to/companies.md).",
        ("snapshot", "document", "until"),
        (
            Column("number", "text", "company number, eight characters"),
            Column("document", "text", "file of accounts, as it is called"),
            Column("since", "text", "first day of the period, ISO 8601"),
            Column("until", "text", "last day of the period, ISO 8601"),
            Column("value", "number", "average number of employees of the period", unit="people"),
            Column("comparative", "truth", "whether the accounts give it of an earlier year"),
            *SNAPSHOT_REF,
        ),
    ),
)
