"""Innovate UK's funded projects: a workbook with a row for each participant of each project.

The header is looked for, since a notice may stand above it. What is read as the amount is what was
offered; what was spent so far and what the project costs are other figures, and are not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sectorscope.evidence.awards import (
    anonymous,
    blank,
    code_of_place,
    company,
    iso,
    listed,
    pounds,
    said,
    same_scale,
)
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.sheet import SheetRow, sheet_with
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks, load
from sectorscope.evidence.workbook import open_workbook

DATASET = "Innovate UK funded projects"
FUNDER = "Innovate UK"
AMOUNT = "Award Offered (£)"
OLDER = {"Grant Offered (£)": AMOUNT, "Competition Name": "Competition Title"}
"""Columns under the names of earlier issues."""

_USED = (
    *("Competition Title", "Programme Title", "Sector", "Project Number", "Project Title"),
    *("Public Description", "Innovate UK Product Type", "Participant Name", "CRN"),
    *("Is Lead Participant", "Project Start Date", "Project End Date", AMOUNT, "Project Status"),
    *("Participant Withdrawn From Project", "Enterprise Size", "Postcode", "Address Region"),
    "Address Local Authority",
)
_UNUSED = (
    *("Competition Reference", "Application Number", "Competition Year", "Total Costs (£)"),
    *("Actual Spend to Date (£)", "Address LEP", "In Multiple LEPs"),
    "Industrial Strategy Challenge Fund (ISCF)",
)
KNOWN = (*_USED, *_UNUSED)
_TRUTHS = {"yes": True, "y": True, "true": True, "1": True}
_UNTRUTHS = {"no": False, "n": False, "false": False, "0": False}
_ANSWERS = _TRUTHS | _UNTRUTHS | {"": None}
_NOWHERE = frozenset({"", "unknown", "not known", "n/a", "none", "-"})


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `grant`.

    Raises:
        GateRefused: gates `archive`, `columns`, `no_rows`, `values`, `units`.
    """
    made = _grants(data, snapshot.name, snapshot.overridden)
    yield "grant", [row | {"snapshot": snapshot.sha256} for row in made]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What is doubtful about the file, counted."""
    made = _grants(data, snapshot.name, snapshot.overridden)
    counts = {
        "name no district": sum(r["area"] is None for r in made),
        "name no amount": sum(r["amount"] is None for r in made),
        "are of participants that withdrew": sum(r["withdrawn"] for r in made),
        "have no company number that can be used": sum(r["recipient_kind"] is None for r in made),
    }
    said = [f"{n:,} of {len(made):,} awards {what}" for what, n in counts.items() if n]
    return Remarks(("amounts are what was offered, not what was spent", *said))


@lru_cache(maxsize=1)
def _grants(data: bytes, name: str, open_gates: frozenset[str]) -> list[dict[str, Any]]:
    """The rows but for their snapshot: read once, though they are asked for twice."""
    rows = _rows(data, name, "columns" in open_gates)
    if "units" not in open_gates:
        same_scale((row.values[AMOUNT] for row in rows), AMOUNT)
    times = Counter[str]()
    return [_grant(row, times) for row in rows]


def _rows(data: bytes, name: str, overruled: bool) -> list[SheetRow]:
    if not data.startswith(b"PK"):
        inspect(data, name, table=False)
        raise GateRefused("archive", f"{name} is no workbook", expected="an Excel workbook (.xlsx)")
    needed = load("innovate_uk").meta.assertions.columns
    sheet = sheet_with(open_workbook(data), needed, name, _known_as)
    found = [n for n in sheet.names if n in KNOWN] if overruled else sheet.names
    check_columns(found, needed=needed, known=KNOWN, name=name)
    rows = list(sheet.rows())
    if not rows:
        raise GateRefused("no_rows", f"{name} has a header and no rows", expected="at least one")
    return rows


def _known_as(heading: str) -> str:
    plain = " ".join(heading.split())
    return OLDER.get(plain, plain)


def _grant(row: SheetRow, times: Counter[str]) -> dict[str, Any]:
    def cell(name: str) -> str | None:
        text = said(row.values.get(name, ""))
        return None if text is None or text.casefold() in _NOWHERE else text

    project, recipient = cell("Project Number"), cell("Participant Name")
    if project is None or recipient is None:
        raise GateRefused(
            "rows",
            f"the row of {row.place('Project Number')} has no project or no participant",
            expected="both in every row",
            hint="a total or a note below the table? Delete that row.",
        )
    number = company(cell("CRN"))
    identity = f"{project}/{number or recipient}"
    times[identity] += 1
    again = times[identity]
    amount = pounds(row.values[AMOUNT], AMOUNT)
    return blank() | {
        "dataset": DATASET,
        "id": identity if again == 1 else f"{identity} ({again})",
        "project": project,
        "funder": FUNDER,
        "programme": cell("Programme Title") or cell("Competition Title"),
        "category": cell("Innovate UK Product Type"),
        "title": cell("Project Title") or "untitled",
        "abstract": anonymous(cell("Public Description")),
        "recipient": recipient,
        "recipient_id": number,
        "recipient_kind": "company" if number else None,
        "recipient_type": cell("Enterprise Size"),
        "lead": _answer(row, "Is Lead Participant"),
        "withdrawn": bool(_withdrew(row)),
        "postcode": code_of_place(cell("Postcode")),
        "area": cell("Address Local Authority"),
        "area_kind": "district" if cell("Address Local Authority") else None,
        "region": cell("Address Region"),
        "start": iso(cell("Project Start Date")),
        "end": iso(cell("Project End Date")),
        "amount": amount,
        "currency": "GBP" if amount is not None else None,
        "status": cell("Project Status"),
        "topics": listed((cell("Sector"),)),
        "locator": row.place(AMOUNT),
        "raw": row.values[AMOUNT],
    }


def _answer(row: SheetRow, column: str) -> bool | None:
    text = row.values.get(column, "").strip().casefold()
    if text not in _ANSWERS:
        raise GateRefused(
            "values", f"{column} is {text[:40]!r}", expected="Yes or No, or nothing at all"
        )
    return _ANSWERS[text]


def _withdrew(row: SheetRow) -> bool:
    """Whether the column says so, in a word or a sentence; `No` and an empty cell do not."""
    text = row.values.get("Participant Withdrawn From Project", "").strip().casefold()
    return _TRUTHS.get(text, "withdr" in text and not text.startswith(("no ", "not ")))
