"""Vacancies in the sections the definition names: of the United Kingdom, as nobody counts regions.

The newest three months beside the same of a year before. Nothing is said where nothing is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sectorscope.chapters.desk import Desk, gap, literal
from sectorscope.chapters.labour_market_held import MONTHS
from sectorscope.chapters.quotients import blocks_of, shown
from sectorscope.profile import Block, Estimate, Slot, Statement, Uncertainty, naming
from sectorscope.wording import vacancies as wording
from sectorscope.wording.realise import About, Draft, finish

Row = Mapping[str, Any]

SOURCE, MEASURE, DIMENSION = "ons_vacancies", "vacancies", "sic_2007_section"
_PERIOD = re.compile(r"three months to (\d{4})-(\d{2})")


def vacancies(desk: Desk) -> Iterator[Block]:
    """A sentence for each section of the definition's that the survey covers."""
    held = {(r["code"], r["period"]): r for r in desk.rows("statistic") if _is_one(desk, r)}
    covered = {code for code, _ in held}
    wanted = desk.config.official.sections if held else ()
    told = [_told(desk, held, code) for code in wanted if code in covered]
    yield from blocks_of([said for said in told if said])
    lost = [code for code in wanted if code not in covered]
    if lost:
        yield gap(
            "vacancies-not-covered",
            wording.NOT_COVERED,
            wording.NOT_COVERED_TAKES,
            sections=", ".join(lost),
            evidence=(desk.ref("statistic", next(iter(held.values()))),),
        )


def _is_one(desk: Desk, row: Row) -> bool:
    ours = (row["measure"], row["dimension"]) == (MEASURE, DIMENSION)
    return ours and desk.snapshots[row["snapshot"]]["source"] == SOURCE


def _told(desk: Desk, held: Mapping[tuple[str, str], Row], code: str) -> Statement | None:
    """The newest quarter with a figure, and the same one of a year before if it has one too."""
    known = {p: r for (c, p), r in held.items() if c == code and r["value"] is not None}
    if not known:
        return None
    period = max(known)
    newest, before = known[period], known.get(_year_before(period))
    estimates = [_estimate(desk, newest)]
    slots = {
        "region": naming(desk.scope.region),
        "section": naming(f"{newest['label']} (SIC section {code})"),
        "span": literal(wording.SPAN),
        "month": literal(_written(period).rpartition(" ")[0]),
        "year": Slot(kind="period", text=_written(period).rpartition(" ")[2]),
        **_figure(estimates[0], 0, ""),
    }
    template = wording.NEWEST.replace("{interval}", _interval(newest, ""))
    if before:
        estimates.append(_estimate(desk, before))
        slots |= _figure(estimates[1], 1, "_before")
        beside = wording.BEFORE["open" if _overlap(newest, before) else "apart"]
        template += beside.replace("{interval}", _interval(before, "_before"))
    draft = Draft(
        f"{template}.",
        slots,
        tuple(estimates),
        vintage=f"quarter to {_written(period)}",
        geography=f"{newest['area']}, not {desk.scope.region}",
        caveat=f"Basis: {newest['basis']}. {wording.CAVEAT}",
    )
    about = About("sector", "vacancies", code, newest["area"])
    return finish(draft, about, desk.voice, kind="size", basis="official")


def _year_before(period: str) -> str:
    return _PERIOD.sub(lambda found: f"three months to {int(found[1]) - 1}-{found[2]}", period)


def _written(period: str) -> str:
    """`August 2026`, the last month of three."""
    return _PERIOD.sub(lambda found: f"{MONTHS[int(found[2]) - 1]} {found[1]}", period)


def _overlap(newest: Row, before: Row) -> bool:
    """Whether rounding alone could turn which of the two is greater."""
    if newest["low"] is None or before["low"] is None:
        return False
    return newest["low"] <= before["high"] and before["low"] <= newest["high"]


def _interval(row: Row, end: str) -> str:
    return wording.INTERVAL.format(end) if row["low"] is not None else ""


def _figure(estimate: Estimate, at: int, end: str) -> dict[str, Slot]:
    bounded = ("low", "high") if estimate.uncertainty.low is not None else ()
    fields = ("value", *bounded)
    return {f"{name}{end}": shown(estimate, at, ",.0f", field=name) for name in fields}


def _estimate(desk: Desk, row: Row) -> Estimate:
    doubt = Uncertainty(kind="none_published", why=wording.NO_SAMPLING)
    if row["low"] is not None:
        doubt = Uncertainty(
            kind="rounding", low=row["low"], high=row["high"], why=wording.NO_SAMPLING
        )
    return Estimate(
        label=f"Vacancies, {row['label']}, {row['area']}, quarter to {_written(row['period'])}",
        value=row["value"],
        unit=row["unit"],
        standing="published",
        method=f"{row['dataset']}, {row['label']}",
        assumes=f"basis: {row['basis']}",
        uncertainty=doubt,
        inputs=(desk.ref("statistic", row),),
    )
