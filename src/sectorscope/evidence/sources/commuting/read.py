"""Commuting of Census 2021 between districts (ODWP01EW), from its CSV or the zip it comes in.

One row is a district where people live, one where they work, and an indicator of the place of
work. Those who work mainly at or from home or at no fixed place are one category, and stand as if
they worked in the district where they live; offshore and outside the United Kingdom have codes of
their own. Those who are not in employment stand there too ("Does not apply") and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa

from sectorscope.evidence.columns import Columns, columns_of, each, of_snapshot, pasted
from sectorscope.evidence.distinct import Distinct
from sectorscope.evidence.flows import (
    ENGLAND_AND_WALES,
    POPULATION,
    PROTECTION,
    areas_of,
    check_level,
    check_named,
    check_once,
)
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.locate import escaped
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks, load
from sectorscope.evidence.unpacking import ZIP, part, parts
from sectorscope.schema import Records
from sectorscope.schema.commuting import AREA

FILE = "ODWP01EW_LTLA.csv"
CENSUS = "2021"
DATASET = "Census 2021, ODWP01EW"
GEOGRAPHY = "lower tier local authorities of Census 2021"
_HOME, _HOME_NAME, _WORK, _WORK_NAME, _PLACE, _PLACE_NAME, _COUNT = COLUMNS = load(
    "commuting"
).meta.assertions.columns
_LEVELS = {
    "Regions code": "regions",
    "Upper tier local authorities code": "upper tier authorities",
    "Middle layer Super Output Areas code": "middle layer super output areas",
    "Output Areas code": "output areas",
}
"""First columns of the zip's other files, and what their rows are of."""

NOT_EMPLOYED = "does not apply"
_FIXED = "working in the uk but not working at or from home"
_INDICATORS = {"-8": NOT_EMPLOYED, "1": "home_or_no_fixed_place", "2": "", "3": AREA}
_SPECIAL = {"888888888": "offshore", "999999999": "outside_uk"}
"""Codes of workplaces that are no area."""
_WHOLE = re.compile(r"[0-9]{1,9}")


class _Opened(NamedTuple):
    """rows: of `commuting` without the snapshot. left: rows by why they were left out.

    others: whether the zip holds files that are not read.
    """

    rows: pa.Table
    left: dict[str, int]
    others: bool


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of table `commuting`: one a flow.

    Raises:
        GateRefused: gates `archive`, `html`, `encoding`, `no_rows`, `rows` (a flow twice),
            `columns`, `values`, `classification` (another level, an unknown indicator), `mixture`.
    """
    yield "commuting", of_snapshot(_opened(data, snapshot.name).rows, snapshot.sha256)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What was done to the counts, when they were taken, and who is left out."""
    opened = _opened(data, snapshot.name)
    said = [
        PROTECTION[CENSUS],
        "the census was taken in March 2021, under restrictions and with many on furlough",
    ]
    if opened.others:
        said.append(f"of the zip's files {FILE} alone is read")
    return Remarks(tuple(said), tuple(Dropped(what, n) for what, n in opened.left.items()))


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str) -> _Opened:
    if not data.startswith(ZIP):
        return _rows(data, name, "", others=False)
    held = parts(data)
    found = [one for one in held if re.split(r"[/\\]", one)[-1].casefold() == FILE.casefold()]
    if len(found) != 1:
        raise GateRefused(
            "archive",
            f"{name} holds {len(found)} files {FILE}",
            expected=f"the zip of ODWP01EW, which has {FILE}",
            hint="tables with other numbers are broken down further, and are not read.",
        )
    within = f"part={escaped(found[0])};"
    return _rows(part(data, found[0]), found[0], within, others=len(held) > 1)


def _rows(data: bytes, name: str, within: str, *, others: bool) -> _Opened:
    inspect(data, name)
    given = columns_of(data)
    _check_header(given, name)
    places = Distinct.together([given.cells[c] for c in (_WORK, _PLACE, _PLACE_NAME)], _place)
    employed = pa.array(places.where(lambda place: place != NOT_EMPLOYED))
    made = _made(given, places, within).filter(employed)
    left = Counter(places.texts(lambda p: p if p == NOT_EMPLOYED else None).drop_null().to_pylist())
    if not made.num_rows:
        raise GateRefused("no_rows", f"{name} counts nobody who works", expected="at least one")
    check_level(*areas_of(made), name)
    check_named(made, name)
    check_once(made, name)
    gone = {"people who are not in employment": left.total()} if left else {}
    return _Opened(made, gone, others)


def _check_header(given: Columns, name: str) -> None:
    for column, what in _LEVELS.items():
        if column in given.names:
            raise GateRefused(
                "classification",
                f"{name} has flows between {what}",
                expected=f"those between districts, in {FILE}",
            )
    check_columns(given.names, needed=COLUMNS, known=COLUMNS, name=name)


def _made(given: Columns, places: Distinct, within: str) -> pa.Table:
    n = len(given)
    same = {
        "census": CENSUS,
        "dataset": DATASET,
        "population": POPULATION[CENSUS].format(where=ENGLAND_AND_WALES),
        "geography": GEOGRAPHY,
        "protection": PROTECTION[CENSUS],
    }
    text = {"home_code": _HOME, "home": _HOME_NAME, "work_code": _WORK, "work": _WORK_NAME}
    raw = given.cells[_COUNT]
    return pa.table(
        {
            **{k: pa.repeat(pa.scalar(v), n) for k, v in same.items()},
            **{k: each(given.cells[c], str.strip, pa.string()) for k, c in text.items()},
            "place": places.texts(str),
            "value": each(raw, _count, pa.float64()),
            "status": each(raw, lambda t: "normal" if _count(t) else "zero", pa.string()),
            "locator": pasted(within, given.places, f";field={_COUNT}"),
            "raw": raw,
        }
    )


def _place(cells: tuple[str, ...]) -> str:
    """What a place of work is, by its code and the indicator, whose label must agree."""
    work, code, label = (cell.strip() for cell in cells)
    said = " ".join(label.casefold().split())
    place = _SPECIAL.get(work) or (NOT_EMPLOYED if work == "-8" else _INDICATORS.get(code, ""))
    agrees = {
        NOT_EMPLOYED: (work, code, said) == ("-8", "-8", NOT_EMPLOYED),
        AREA: said == _FIXED,
        "home_or_no_fixed_place": "home" in said and said != _FIXED,
    }
    if place and agrees.get(place, code == "2"):
        return place
    raise GateRefused(
        "classification",
        f"a place of work {work!r} has the indicator {code!r}, {label[:60]!r}",
        expected="-8, does not apply; 1, at or from home or no fixed place; 2, outside the United "
        "Kingdom or offshore; 3, elsewhere in the United Kingdom",
    )


def _count(text: str) -> float:
    if not _WHOLE.fullmatch(text.strip()):
        raise GateRefused(
            "values", f"{_COUNT} is {text[:20]!r}", expected="a whole number of people"
        )
    return float(text)
