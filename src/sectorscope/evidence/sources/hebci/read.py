"""Indicators of universities and research money by area, one a file, as a third party made them.

A file says which indicator it is by the name of its last column, and of which version its areas
are. What a year is (academic, financial or calendar) it does not say, nor what was done to the
publisher's tables; so nothing here is told as an official figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from sectorscope.evidence.awards import in_bounds
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.rows import Row, rows_with_offsets
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks

DATASET = "Indicators of research and university business by area, made by a third party"


class Indicator(NamedTuple):
    """What a column counts, and in what."""

    label: str
    unit: str


POUNDS, DAYS, COMPANIES = "pounds", "learner days", "companies"
INDICATORS = {
    "ce_cpd_income": Indicator("Income from continuing professional development", POUNDS),
    "ce_cpd_learner_days": Indicator("Learner days of continuing professional development", DAYS),
    "collaborative_research_cash": Indicator("Collaborative research, in cash", POUNDS),
    "consultancy_facilities_non_sme": Indicator(
        "Consultancy and facilities for businesses that are no SMEs", POUNDS
    ),
    "consultancy_facilities_public_third": Indicator(
        "Consultancy and facilities for public and third sector", POUNDS
    ),
    "consultancy_facilities_sme": Indicator("Consultancy and facilities for SMEs", POUNDS),
    "contract_research_non_sme": Indicator(
        "Contract research for businesses that are no SMEs", POUNDS
    ),
    "contract_research_public_third": Indicator(
        "Contract research for public and third sector", POUNDS
    ),
    "contract_research_sme": Indicator("Contract research for SMEs", POUNDS),
    "graduate_startups": Indicator("Active start-ups of graduates", COMPANIES),
    "ip_revenue": Indicator("Income from intellectual property", POUNDS),
    "regeneration_development": Indicator("Income from regeneration and development", POUNDS),
    "spinoff_investment": Indicator("Investment in spin-offs", POUNDS),
    "spinoff_revenue": Indicator("Turnover of spin-offs", POUNDS),
    "total_ukri_funding": Indicator("Funding by UK Research and Innovation", POUNDS),
    "gbp_innovate_uk_funding": Indicator("Funding by Innovate UK", POUNDS),
}
_AREAS = {
    "lep_id": ("lep_year_spec", "local enterprise partnerships", r"E37\d{6}"),
    "nuts_id": ("nuts_year_spec", "NUTS areas", r"UK[A-Z0-9]{1,3}"),
}
_HEAD = 8_192
"""Bytes in which the header of HESA's own tables stands, under their notices."""
_INHABITANTS = 56_490_000
"""People in England at the census of 2021 (ONS): no year has a learner day for each of them."""


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `statistic`.

    Raises:
        GateRefused: gates `html`, `encoding`, `no_rows`, `rows`, `columns`, `values`, `units` (more
            learner days in a year than England has inhabitants).
    """
    area, measure, rows = _opened(data, snapshot.name)
    made = [_cell(row, area, measure) | {"snapshot": snapshot.sha256} for row in rows]
    _check_once(made)
    if "units" not in snapshot.overridden and INDICATORS[measure].unit == DAYS:
        _check_days(made, snapshot.name)
    yield "statistic", made


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What the file does not say of its figures."""
    area, measure, rows = _opened(data, snapshot.name)
    said = [
        "made by a third party from the publisher's tables; what a year is the file does not say"
    ]
    versions = sorted({row.values[_AREAS[area][0]] for row in rows})
    if len(versions) > 1:
        said.append(
            f"areas are of versions {', '.join(versions)}: figures of one code may be of another "
            "area from year to year"
        )
    if measure == "total_ukri_funding":
        said.append("the whole of a project's funding stands where its leader is")
    return Remarks(tuple(said))


@lru_cache(maxsize=2)
def _opened(data: bytes, name: str) -> tuple[str, str, tuple[Row, ...]]:
    inspect(data, name)
    if b"UKPRN," in data[:_HEAD]:
        raise GateRefused(
            "columns",
            f"{name} is by provider, as HESA's own tables are",
            expected="an indicator by area",
            hint="add HESA's own table as hesa.",
        )
    header, rows = rows_with_offsets(data)
    area = next((a for a in _AREAS if a in header.names), "lep_id")
    measures = [n for n in header.names if n in INDICATORS]
    needed = ("year", area, _AREAS[area][0], *(measures[:1] or tuple(INDICATORS)[:1]))
    known = (*needed[:3], *INDICATORS)
    check_columns(header.names, needed=needed, known=known, name=name)
    if len(measures) > 1:
        raise GateRefused(
            "columns", f"{name} holds {' and '.join(measures)}", expected="one indicator a file"
        )
    return area, measures[0], tuple(rows)


def _cell(row: Row, area: str, measure: str) -> dict[str, Any]:
    values, (version, kind, form) = row.values, _AREAS[area]
    code, year, raw = values[area], values["year"], values[measure]
    if not re.fullmatch(form, code):
        raise GateRefused("values", f"{area} is {code[:20]!r}", expected=f"a code of {kind}")
    if not re.fullmatch(r"(?:19|20)\d{2}", year):
        raise GateRefused("values", f"year is {year[:20]!r}", expected="four digits")
    value = _number(raw, measure)
    label, unit = INDICATORS[measure]
    return {
        "dataset": DATASET,
        "measure": measure,
        "area_code": code,
        "area": code,
        "geography": f"{kind}, version {values[version][:10]} as the file has it",
        "dimension": "all",
        "code": "all",
        "label": label,
        "period": year,
        "unit": unit,
        "basis": "third party's indicator; what a year is is not stated",
        "value": value,
        "low": None,
        "high": None,
        "status": "not_available" if value is None else "normal" if value else "zero",
        "symbol": None,
        "advice": None,
        "locator": f"bytes={row.start}-{row.end};field={measure}",
        "raw": raw,
    }


def _number(text: str, measure: str) -> float | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", text.strip()):
        raise GateRefused("values", f"{measure} is {text[:40]!r}", expected="a number, or nothing")
    return in_bounds(float(text), measure)


def _check_once(made: list[dict[str, Any]]) -> None:
    times = Counter((row["area_code"], row["period"]) for row in made)
    for (code, year), count in times.items():
        if count > 1:
            raise GateRefused("rows", f"{code} has {count} figures of {year}", expected="one")


def _check_days(made: list[dict[str, Any]], name: str) -> None:
    """Refuse learner days that were multiplied by a thousand, as pounds of the same table are."""
    by_year = defaultdict[str, float](float)
    for row in made:
        by_year[row["period"]] += row["value"] or 0
    year, most = max(by_year.items(), key=lambda one: one[1])
    if most > _INHABITANTS:
        raise GateRefused(
            "units",
            f"the learner days of {year} in {name} add up to {most:,.0f}",
            expected=f"no more than England has inhabitants ({_INHABITANTS:,})",
            hint="thousands may have been read for units, or units multiplied; look at the source.",
        )
