"""Flows of the 2011 census between home and work, from full answers of Nomis: table `commuting`.

An answer has two dimensions of areas, where people live and where they work. Kinds of place that
are no area stand among the second. What divides a table further (sex, the way of travelling) is
read as its total alone, against which the parts are held where an answer has them.

Ids of data sets and names of dimensions are as public programs that ask for them have them: of
WU03EW and WF01BEW all dimensions, of WU01UK its id. Codes of places that are no area are those of
the census's own files. No answer was seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.area_codes import is_code
from sectorscope.evidence.columns import each, pasted
from sectorscope.evidence.distinct import Bools, Distinct
from sectorscope.evidence.flows import (
    ENGLAND_AND_WALES,
    POPULATION,
    PROTECTION,
    UNITED_KINGDOM,
    areas_of,
    check_level,
    check_named,
    check_once,
)
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped
from sectorscope.evidence.sources.nomis.cells import Cell, cell
from sectorscope.evidence.sources.nomis.datasets import PARTS
from sectorscope.schema.commuting import AREA

CENSUS = "2011"
WORK = "PLACE_OF_WORK"
_ENDS = (
    *("MEASURES", "MEASURES_NAME", "OBS_VALUE", "OBS_STATUS", "OBS_STATUS_NAME", "OBS_CONF"),
    *("OBS_CONF_NAME", "URN", "RECORD_OFFSET", "RECORD_COUNT"),
)
_FIGURE = ("OBS_VALUE", "OBS_STATUS", "OBS_CONF", "OBS_STATUS_NAME")


@dataclass(frozen=True)
class Flow:
    """One data set of flows.

    title: the census's table. home: the dimension of where people live. divided: a dimension that
    divides it, by the names it may have. parts: how many parts that has. where: whose residents
    it counts. called: words that its name at Nomis holds.
    """

    title: str
    home: str
    divided: tuple[str, ...] = ()
    parts: int = 0
    where: str = ENGLAND_AND_WALES
    called: str = "place of work"


FLOWS: Mapping[str, Flow] = {
    "1203_1": Flow("2011 census, WU01UK", "USUAL_RESIDENCE", ("SEX", "C_SEX"), 2, UNITED_KINGDOM),
    "1208_1": Flow("2011 census, WU03EW", "USUAL_RESIDENCE", ("TRANSPORT_POWPEW11",), 11),
    "1228_1": Flow("2011 census, WF01BEW", "CURRENTLY_RESIDING_IN"),
}
"""By Nomis's number and version."""

_FACETS = sorted({WORK, *(f for flow in FLOWS.values() for f in (flow.home, *flow.divided))})
USED = frozenset(
    {"MEASURES_NAME", *_FIGURE, *(f"{f}{end}" for f in _FACETS for end in ("_CODE", "_NAME"))}
    | {f"{flow.home}_TYPE" for flow in FLOWS.values()}
)
"""Columns that something is read from."""

_PLACES = {
    "mainly work at or from home": "home",
    "offshore installation": "offshore",
    "no fixed place": "no_fixed_place",
    "outside uk": "outside_uk",
}
"""Places of work that are no area, by their names in the 2011 census."""
_CODES = dict(zip((f"OD000000{n}" for n in range(1, 5)), _PLACES.values(), strict=True))
_WHOLE = re.compile(r"(all|total|persons)\b(?! other)", re.IGNORECASE)
"""How the name of the total begins; “All other methods of travel” is a part."""


class Flows(NamedTuple):
    """rows: of table `commuting` but `snapshot`. said: what is doubtful. dropped: rows left out."""

    rows: pa.Table
    said: tuple[str, ...]
    dropped: tuple[Dropped, ...]


def is_of_flows(names: Sequence[str]) -> bool:
    """Whether a file's columns are those of flows."""
    return "URN" in names and f"{WORK}_CODE" in names


def flows(
    snapshot: Snapshot, names: Sequence[str], number: str, cells: Mapping[str, pa.Array]
) -> Flows:
    """Rows of a full answer.

    Args:
        snapshot: the file.
        names: its columns, in order.
        number: Nomis's number and version of the data set, as its records have it.
        cells: columns that are used, and `place`.

    Raises:
        GateRefused: gates `dataset`, `columns`, `mixture`, `classification`, `values`, `no_rows`,
            `rows` (a flow twice).
    """
    flow, by = _known(snapshot, names, number)
    if set(cells["DATE"].unique().to_pylist()) != {CENSUS}:
        raise GateRefused("dataset", f"{snapshot.name} is not of {CENSUS} alone", expected=CENSUS)
    kinds = _kinds(cells, by)
    whole = kinds.where(lambda kind: kind == "whole")
    if not whole.any():
        raise GateRefused(
            "no_rows",
            f"{snapshot.name} has no row of everybody who works",
            expected=f"the total of {by}, a count",
            hint="ask for its value 0.",
        )
    every = pa.table(_columns(cells, flow))
    rows = every.filter(pa.array(whole))
    check_level(*areas_of(rows), snapshot.name)
    check_named(rows, snapshot.name)
    check_once(rows, snapshot.name)
    parts = every.filter(pa.array(kinds.where(lambda kind: kind == "part")))
    said = _unlike(rows, parts, flow)
    left = _left(kinds, whole, by)
    return Flows(rows, (PROTECTION[CENSUS], *said), left)


def _known(snapshot: Snapshot, names: Sequence[str], number: str) -> tuple[Flow, str]:
    """The data set, and the column that divides it; empty if none does."""
    flow = FLOWS.get(number)
    if flow is None or f"{flow.home}_CODE" not in names:
        raise GateRefused(
            "dataset",
            f"{snapshot.name} holds flows of data set NM_{number}, which are not known",
            expected=" or ".join(f"NM_{n} ({f.title})" for n, f in FLOWS.items()),
            hint="ids of siblings are easily taken for each other; save the whole answer.",
        )
    by = next((f"{d}_NAME" for d in flow.divided if f"{d}_NAME" in names), "")
    if "MEASURES_NAME" not in names or (flow.divided and not by):
        raise GateRefused(
            "mixture",
            f"{snapshot.name} has no column that tells counts of everybody from others",
            expected=" and ".join(("MEASURES_NAME", *(f"{d}_NAME" for d in flow.divided[:1]))),
            hint="save the whole answer of Nomis, without select.",
        )
    facets = ("DATE", flow.home, WORK, *flow.divided)
    known = (*(f + p for f in facets for p in PARTS), *_ENDS)
    needed = (*(f"{f}{p}" for f in (flow.home, WORK) for p in ("_CODE", "_NAME")), *_FIGURE[:3])
    check_columns(names, needed=("DATE", *needed), known=known, name=snapshot.name)
    return flow, by


def _kinds(cells: Mapping[str, pa.Array], by: str) -> Distinct:
    """Of each row `whole`, `part` of what divides the table, or else what it is instead."""
    columns = ["MEASURES_NAME", *([by] if by else [])]

    def kind(texts: tuple[str, ...]) -> str:
        measure, part = texts[0].strip(), texts[-1].strip() if by else "All"
        if measure != "Value":
            return f"MEASURES “{measure}”"
        return "whole" if _WHOLE.match(part) else "part"

    return Distinct.together([cells[name] for name in columns], kind)


def _left(kinds: Distinct, whole: Bools, by: str) -> tuple[Dropped, ...]:
    texts = kinds.texts(lambda k: f"a part only: {by.removesuffix('_NAME')}" if k == "part" else k)
    counted = Counter(texts.filter(pa.array(~whole)).to_pylist())
    return tuple(Dropped(what, n) for what, n in sorted(counted.items()))


def _columns(cells: Mapping[str, pa.Array], flow: Flow) -> dict[str, pa.Array]:
    n = len(cells["place"])
    known = [name for name in _FIGURE if name in cells]
    figures = Distinct.together([cells[c] for c in known], partial(_figure, known))
    work, named = cells[f"{WORK}_CODE"], cells[f"{WORK}_NAME"]
    level = cells.get(f"{flow.home}_TYPE")
    same = {
        "dataset": f"{flow.title} (Nomis)",
        "population": POPULATION[CENSUS].format(where=flow.where),
        "protection": PROTECTION[CENSUS],
        **({} if level is not None else {"geography": "not stated"}),
    }
    return {
        **{k: pa.repeat(pa.scalar(v), n) for k, v in same.items()},
        **({"geography": level} if level is not None else {}),
        "census": cells["DATE"],
        "home_code": cells[f"{flow.home}_CODE"],
        "home": each(cells[f"{flow.home}_NAME"], str.strip, pa.string()),
        "work_code": work,
        "work": each(named, str.strip, pa.string()),
        "place": Distinct.together([work, named], _place).texts(str),
        "value": pa.array(figures.numbers(lambda c: c.value), pa.float64(), from_pandas=True),
        "status": figures.texts(lambda c: c.status),
        "locator": pasted(cells["place"], ";field=OBS_VALUE"),
        "raw": cells["OBS_VALUE"],
    }


def _figure(names: Sequence[str], texts: tuple[str, ...]) -> Cell:
    made = cell(dict(zip(names, texts, strict=True)))
    if made.value is not None and made.value != int(made.value):
        raise GateRefused(
            "mixture", f"OBS_VALUE {texts[0]!r} is no count", expected="a whole number of people"
        )
    return made


def _place(cells: tuple[str, ...]) -> str:
    """What a place of work is; one that is no area goes by its code, else by its name."""
    code, name = (text.strip() for text in cells)
    place = _CODES.get(code) or _PLACES.get(" ".join(name.casefold().split()))
    if place is None and not is_code(code):
        raise GateRefused(
            "classification",
            f"a place of work is {code!r}, {name[:60]!r}",
            expected="an area's code, or " + ", ".join(_PLACES),
        )
    return place or AREA


def _unlike(rows: pa.Table, parts: pa.Table, flow: Flow) -> list[str]:
    """What to say where the parts of flows do not add up to their totals; each part was asked."""
    keys = ["home_code", "work_code"]
    if not parts.num_rows:
        return []
    summed = parts.group_by(keys).aggregate([("value", "sum"), ("value", "count")])
    both = rows.join(summed, keys, join_type="inner")
    full = pc.call_function("equal", [both["value_count"], pa.scalar(flow.parts)])
    sums, totals = both["value_sum"].to_numpy(), both["value"].to_numpy()
    wrong = int(np.sum(full.to_numpy() & (sums != totals) & ~np.isnan(totals)))
    if not wrong:
        return []
    return [f"the parts of {wrong:,} flows do not add up to their total"]
