"""What a piece of evidence is called, and the decision it passed through."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sectorscope.chapters import Desk
from sectorscope.concepts.soc import OLDER
from sectorscope.schema.commuting import AREA
from sectorscope.schema.provision import EVERY
from sectorscope.sector.review.reading import AGAIN, FIRST, SETTLED
from sectorscope.store import Tables

Row = Mapping[str, Any]
_LOOKS = {SETTLED: 0, FIRST: 1, AGAIN: 2}
"""By which look a company's ruling stands, the weightiest first."""


def rulings(tables: Tables) -> dict[str, Row]:
    """The ruling that stands on each company, under `company|` and its id.

    As `sector.review.effective` has it: what settled a dispute, else the first look, else another.
    The table keeps no order of rulings; of looks of one kind the earliest by its date stands.
    """
    made: list[tuple[int, str, str, Row]] = []
    for decision in tables.rows("decision"):
        if decision["kind"] == "membership":
            body = json.loads(decision["body"])
            made.append((_LOOKS[body["reading"]], decision["when"], body["company"], decision))
    first = sorted(made, key=lambda one: one[:2], reverse=True)
    return {f"company|{company}": decision for *_, company, decision in first}


def decided_by(table: str, row: Row) -> str:
    """The decision a row passed through, by its id; of a company the ruling on it."""
    if table == "company":
        return f"company|{row['id']}"
    return row.get("decision") or row.get("draw") or ""


def _fact_label(desk: Desk, row: Row) -> str:
    parts = (
        row["source_title"],
        row["source_publisher"],
        row["source_date"],
        row["place"],
        row["source_url"],
    )
    return " · ".join(p for p in parts if p)


def cell_label(row: Row) -> str:
    """What a cell of official statistics is called, or a flow."""
    if "home" in row:
        place = "" if row["place"] == AREA else f" ({row['place'].replace('_', ' ')})"
        return f"{row['dataset']}: live in {row['home']}, work: {row['work']}{place}"
    return f"{row['dataset']}: {row['label']}, {row['area']}, {row['period']}"


def _total_label(desk: Desk, row: Row) -> str:
    named = [] if row["code"] == EVERY else [row["code"]]
    parts = (*named, *([] if row["area"] == EVERY else [row["area"]]), row["period"])
    return f"{row['dataset']}: sum of {row['cells']:,} {row['measure']} cells, {', '.join(parts)}"


def _answer_label(desk: Desk, row: Row) -> str:
    question = desk.consultation.question(row["question"]) or {"text": row["question"]}
    code = next(
        (
            c["label"]
            for c in desk.consultation.codes_of_question(row["question"])
            if c["code"] == row["code"]
        ),
        "",
    )
    noun = desk.voice.noun_one[0].upper() + desk.voice.noun_one[1:]
    meant = f" → {code}" if code else f" → {row['option'] or row['state'].replace('_', ' ')}"
    return f"{noun} {row['business']}: {question['text']}{meant}"


def _company_label(desk: Desk, row: Row) -> str:
    people = f"{row['headcount']:,.0f} people" if row["headcount"] is not None else ""
    known = {"accounts": "by its accounts", "band": "by its band", "given": "as the list has it"}
    basis = known.get(row["basis"] or "", "")
    parts = (f"{row['name']} ({row['id']})", row["area"], f"{people} {basis}".strip())
    return " · ".join(p for p in parts if p)


def _grant_label(desk: Desk, row: Row) -> str:
    amount = "" if row["amount"] is None else f"£{row['amount']:,.0f}"
    parts = (row["title"], row["recipient"], row["funder"], row["project"], amount)
    return " · ".join(p for p in parts if p)


def _size_label(desk: Desk, row: Row) -> str:
    parts = (row["label"], row["measure"], f"{row['reading']} reading", row["method"])
    return "Size: " + ", ".join(parts)


def _advert_label(desk: Desk, row: Row) -> str:
    """Which advert, and nothing of its words: they are not ours to pass on."""
    return f"Advert {row['id']}" + (f", put up {row['posted']}" if row["posted"] else "")


def _demand_label(desk: Desk, row: Row) -> str:
    counts = f"{row['k']:,} of {row['n']:,} adverts"
    held = f"{row['base_k']:,} of the {row['base_n']:,} held"
    return f"Demand: {row['name']}, {row['label']}: {counts}, {held}"


MADE_OF_A_FILE = ("size", "overlap", "coverage", "total", "demand", "demand_base", "shared_demand")
"""Tables whose rows are made of whole files, and lead to no one place in them."""

LABELS: dict[str, Callable[[Desk, Row], str]] = {
    "advert": _advert_label,
    "company": _company_label,
    "demand": _demand_label,
    "demand_base": lambda desk, row: f"Adverts: {row['label']}, {row['n']:,} of {row['total']:,}",
    "shared_demand": lambda desk, row: (
        f"Skills asked for alike: {row['first_label']} and {row['second_label']}"
    ),
    "size": _size_label,
    "overlap": lambda desk, row: f"Overlap: {row['first_label']} and {row['second_label']}",
    "coverage": lambda desk, row: f"Coverage of official employment: {row['cell']}",
    "area": lambda desk, row: f"Look-up of areas: {row['name']} ({row['code']})",
    "area_member": lambda desk, row: (
        f"Look-up of areas: {row['member_name']} in {row['whole_name']}, {row['kind']}"
    ),
    "placed_postcode": lambda desk, row: f"Directory of postcodes: {row['postcode']}",
    "organisation": lambda desk, row: f"{row['name']} ({row['code']})",
    "boundary": lambda desk, row: f"Boundary of {row['name'] or row['code']}, {row['version']}",
    "total": _total_label,
    "employer": lambda desk, row: f"{row['name']}, {row['size_band']}, {row['year']}".strip(", "),
    "standard": lambda desk, row: f"{row['reference']} {row['title']}, level {row['level']}",
    "registered_standard": lambda desk, row: (
        f"{row['title']}, code {row['standard']} in the register of learning aims"
    ),
    "qualification": lambda desk, row: f"{row['number']} {row['title']}",
    "course": lambda desk, row: f"{row['title']}, provider {row['provider']}",
    "published_concept": lambda desk, row: f"ESCO {row['version']}: {row['kind']} “{row['label']}”",
    "occupation_code": lambda desk, row: f"{row['version']}: {row['code']} {row['title']}",
    "occupation_title": lambda desk, row: (
        f"Coding index: {row['title']}, {row['version']} {row['code']}"
        + (f", {OLDER} {row['soc2010']}" if row["soc2010"] and row["version"] != OLDER else "")
    ),
    "fact": _fact_label,
    "statistic": lambda desk, row: cell_label(row),
    "commuting": lambda desk, row: cell_label(row),
    "grant": _grant_label,
    "grant_fund": lambda desk, row: f"Fund of project {row['project']}: £{row['amount']:,.0f}",
    "grant_body": lambda desk, row: f"{row['name']} ({row['id']})",
    "provider_income": lambda desk, row: (
        f"{row['provider_name']}, {row['period']}, {row['dataset']}: {row['kind']}, "
        f"{row['partner']}"
    ),
    "graduate": lambda desk, row: (
        f"{row['provider_name']}, {row['subject']}, {row['period']}, level {row['level']}"
        + ("" if row["activity"] == EVERY else f": {row['activity']}")
    ),
    "assertion": _answer_label,
    "consultation": lambda desk, row: row["title"],
}
"""By the table a row stands in."""
