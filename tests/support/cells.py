"""Cells of official statistics, as rows of table `statistic`."""

from collections.abc import Mapping
from typing import Any

from sectorscope.profile import EvidenceRef

Row = dict[str, Any]


def ref(row: Mapping[str, Any]) -> EvidenceRef:
    keys = ("dataset", "measure", "area_code", "dimension", "code", "period")
    return EvidenceRef(id="|".join(str(row[k]) for k in keys), source="nomis")


def cell(
    area: str,
    section: str,
    value: float | None,
    *,
    period: str = "2021",
    half: float | None = 0,
    **more: Any,  # noqa: ANN401
) -> Row:
    """Employment in one section of one district; no value means suppressed."""
    known = value is not None
    bounded = known and half is not None
    fields = {
        "dataset": "BRES",
        "measure": "employment",
        "area_code": area,
        "area": f"district {area}",
        "geography": "districts",
        "dimension": "sic_section",
        "code": section,
        "label": f"section {section}",
        "period": period,
        "unit": "jobs",
        "basis": "employment; workplace",
        "value": value,
        "low": value - half if known and half is not None else None,
        "high": value + half if known and half is not None else None,
        "status": "normal" if value else "zero" if known else "suppressed",
        "symbol": None,
        "advice": None,
        "snapshot": "5" * 64,
        "locator": "bytes=0-9",
        "raw": None,
    }
    assert bounded or fields["low"] is None
    return fields | more


def projected(
    code: str,
    first: float | None,
    last: float | None,
    *,
    area: str = "West Vale",
    replacement: float = 500,
    **more: Any,  # noqa: ANN401
) -> list[Row]:
    """One category of the projections: both levels, net change, replacement, requirement."""
    net = None if first is None or last is None else last - first
    total = None if net is None else net + replacement
    figures = (
        ("employment", "2020", first),
        ("employment", "2035", last),
        ("net_change", "2020-2035", net),
        ("replacement_demand", "2020-2035", replacement),
        ("total_requirement", "2020-2035", total),
    )
    common = {
        "dataset": "Skills Imperative 2035",
        "area_code": area,
        "area": area,
        "dimension": "industry_6",
        "label": f"industry {code}",
        "geography": "LSIP area",
        "basis": "employment",
    }
    return [
        cell(area, code, value, period=period, half=None, measure=measure) | common | more
        for measure, period, value in figures
    ]
