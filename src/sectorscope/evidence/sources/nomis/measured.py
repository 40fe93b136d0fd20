"""Rows of the data sets of `datasets`: each figure with its measure, unit, basis and interval.

A row of “Confidence” is no figure: it becomes the interval of the figure beside it. 95 % intervals
are the figure give or take the published half-width, or 1.96 times its standard error where a
coefficient of variation (standard error over figure) is published; cut at nought, and at 100 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.columns import pasted
from sectorscope.evidence.distinct import Distinct
from sectorscope.evidence.gates.periods import check_dates
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped
from sectorscope.evidence.sources.nomis.cells import cell
from sectorscope.evidence.sources.nomis.datasets import DATASETS, PARTS, Dataset

_COMMON = ("DATE", "GEOGRAPHY")
_ENDS = (
    *("MEASURES", "MEASURES_NAME", "OBS_VALUE", "OBS_STATUS", "OBS_STATUS_NAME", "OBS_CONF"),
    *("OBS_CONF_NAME", "URN", "RECORD_OFFSET", "RECORD_COUNT"),
)
_NEEDED = ("DATE", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "OBS_VALUE", "OBS_STATUS", "OBS_CONF")
_CONFIDENCE = "Confidence"
_Z = 1.96
"""Standard errors on either side of a figure, of a 95 % interval of a normal distribution."""
INTERVAL = "95% confidence interval"
"""How `basis` says what `low` and `high` of a survey's figures are."""


class Measured(NamedTuple):
    """rows: of table `statistic` but `snapshot`. dropped: rows that are no figure the study has."""

    rows: pa.Table
    dropped: tuple[Dropped, ...]


class _What(NamedTuple):
    """What one row of the file is. why: it is left out; empty for a figure or a spread."""

    measure: str = ""
    unit: str = ""
    why: str = ""
    spread: bool = False


def measured(snapshot: Snapshot, names: Sequence[str], cells: Mapping[str, pa.Array]) -> Measured:
    """Figures of a data set other than BRES and the business counts.

    Args:
        snapshot: the file.
        names: its columns, in order.
        cells: those that are used, and `place`.

    Raises:
        GateRefused: gates `dataset`, `columns`, `mixture`, `values`, `no_rows`.
    """
    dataset = _known(snapshot, names, cells["URN"])
    check_dates(cells["DATE"].unique().to_pylist(), "DATE", months=True)
    what = _what(cells, dataset)
    figures = what.where(lambda w: bool(w.measure))
    if not figures.any():
        raise GateRefused(
            "no_rows",
            f"no row of {snapshot.name} is a figure that is read",
            expected=" or ".join(dataset.measures),
        )
    values = _values(cells)
    held = _spreads(cells, dataset, what, values)
    kept = pa.array(figures)
    rows = pa.table(_row_columns(cells, dataset, what, values, held)).filter(kept)
    dropped = Counter(w for w in what.texts(lambda w: w.why or None).to_pylist() if w)
    return Measured(rows, tuple(Dropped(why, n) for why, n in sorted(dropped.items())))


def _known(snapshot: Snapshot, names: Sequence[str], records: pa.Array) -> Dataset:
    """The data set that the records' own names are of, if the columns are its columns."""
    number = number_of(records)
    dataset = DATASETS.get(number)
    if dataset is None:
        raise GateRefused(
            "dataset",
            f"{snapshot.name} holds records of data set NM_{number}, which nothing is known of",
            expected="one of " + ", ".join(f"NM_{n}" for n in DATASETS),
        )
    missing = [f for f in dataset.facets if f not in names and f"{f}_NAME" not in names]
    if missing:
        raise GateRefused(
            "dataset",
            f"{snapshot.name} holds records of NM_{number} ({dataset.title}), and no column "
            f"{', '.join(missing)}",
            expected=", ".join(dataset.facets),
            hint="ids of siblings are easily taken for each other; save the whole answer.",
        )
    _check_labelled(snapshot, names, dataset)
    known = (*(f + p for f in (*_COMMON, *dataset.facets) for p in PARTS), *_ENDS)
    check_columns(names, needed=_needed(dataset), known=known, name=snapshot.name)
    return dataset


def _needed(dataset: Dataset) -> tuple[str, ...]:
    divided = (f"{f}{part}" for f in dataset.across for part in ("_CODE", "_NAME"))
    return (*_NEEDED, *divided)


def _check_labelled(snapshot: Snapshot, names: Sequence[str], dataset: Dataset) -> None:
    """Refuse an answer without the columns that tell counts, rates and their intervals apart."""
    for column in (f"{dataset.by}_NAME", "MEASURES_NAME"):
        if column not in names:
            raise GateRefused(
                "mixture",
                f"{snapshot.name} has no column {column}, so nothing tells counts, percentages "
                "and their confidence apart",
                expected=f"column {column}",
                hint="save the whole answer of Nomis, without select.",
            )


def number_of(records: pa.Array) -> str:
    """Nomis's own number and version of the data set, `17_5` of `Nm-17d5…`.

    Raises:
        GateRefused: gate `dataset`: the records are of several, or do not say.
    """
    options = pc.ExtractRegexOptions(r"^Nm-(?P<number>\d+d\d+)d")
    parts = pc.call_function("extract_regex", [records], options)
    found = parts.drop_null().flatten()[0].unique().to_pylist()
    if len(found) != 1 or parts.null_count:
        raise GateRefused(
            "dataset",
            f"the file's records come from {len(found)} data sets of Nomis",
            expected="one, named in each URN",
        )
    return found[0].replace("d", "_")


def _what(cells: Mapping[str, pa.Array], dataset: Dataset) -> Distinct:
    """What each row is: a figure, a spread, or to be left out."""
    facet, units = dataset.units
    columns = list(dict.fromkeys(("MEASURES_NAME", f"{dataset.by}_NAME")))
    columns += [f"{facet}_NAME"] if facet else []

    def read(texts: tuple[str, ...]) -> _What:
        row = {name: text.strip() for name, text in zip(columns, texts, strict=True)}
        said, named = row["MEASURES_NAME"], row[f"{dataset.by}_NAME"]
        of_spread = bool(dataset.spread) and said == _CONFIDENCE
        if said != dataset.figure and not of_spread and dataset.by != "MEASURES":
            return _What(why=f"MEASURES “{said}”")
        if not of_spread and named not in dataset.measures:
            return _What(why=f"{dataset.by} “{named}”")
        paid = row[f"{facet}_NAME"] if facet else ""
        unit = units.get(paid.partition(" ")[0]) if facet else ""
        if unit is None:
            return _What(why=f"{facet} “{paid}”")
        if of_spread:
            return _What(spread=True)
        measure, own = dataset.measures[named]
        return _What(measure, own or unit)

    return Distinct.together([cells[name] for name in columns], read)


def _values(cells: Mapping[str, pa.Array]) -> Distinct:
    wanted = ("OBS_VALUE", "OBS_STATUS", "OBS_CONF", "OBS_STATUS_NAME")
    known = [name for name in wanted if name in cells]
    columns = [cells[name] for name in known]
    return Distinct.together(columns, lambda row: cell(dict(zip(known, row, strict=True))))


def _spreads(
    cells: Mapping[str, pa.Array], dataset: Dataset, what: Distinct, values: Distinct
) -> np.ndarray:
    """What “Confidence” says of each row's figure; nan where there is none."""
    numbers = values.numbers(lambda c: c.value)
    spread, figure = what.where(lambda w: w.spread), _of_figure(cells, dataset)
    keys = list(_keys(cells, dataset))
    said = {keys[i]: numbers[i] for i in np.flatnonzero(spread)}
    held = np.full(len(keys), np.nan)
    for i in np.flatnonzero(figure & ~spread) if said else ():
        held[i] = said.get(keys[i], np.nan)
    return held


def _of_figure(cells: Mapping[str, pa.Array], dataset: Dataset) -> np.ndarray:
    """Of which rows the spread is: of a rate it is, of its numerator it is not."""
    return pc.call_function("equal", [cells["MEASURES_NAME"], pa.scalar(dataset.figure)]).to_numpy(
        zero_copy_only=False
    )


def _keys(cells: Mapping[str, pa.Array], dataset: Dataset) -> Iterator[tuple[str, ...]]:
    """What a figure and its spread have in common."""
    names = ["DATE", "GEOGRAPHY_CODE", *(f"{f}_NAME" for f in dataset.facets)]
    yield from zip(*(cells[name].to_pylist() for name in names), strict=True)


def _row_columns(
    cells: Mapping[str, pa.Array],
    dataset: Dataset,
    what: Distinct,
    values: Distinct,
    held: np.ndarray,
) -> dict[str, pa.Array]:
    n = len(cells["place"])
    number = values.numbers(lambda c: c.value)
    half = held if dataset.spread != "variation" else _Z * number * held / 100
    stated = f"{dataset.basis}; {INTERVAL}" if not np.isnan(held).all() else dataset.basis

    def same(text: str | None) -> pa.Array:
        return pa.repeat(pa.scalar(text, pa.string()), n)

    return {
        "dataset": same(f"{dataset.title} (Nomis)"),
        "measure": what.texts(lambda w: w.measure),
        "unit": what.texts(lambda w: w.unit),
        "basis": same(stated),
        "area_code": cells["GEOGRAPHY_CODE"],
        "area": cells["GEOGRAPHY_NAME"],
        "geography": cells["GEOGRAPHY_TYPE"] if "GEOGRAPHY_TYPE" in cells else same("not stated"),
        "dimension": same("/".join(f.casefold() for f in dataset.across) or "all"),
        "code": _joined(cells, dataset, "CODE", n),
        "label": _joined(cells, dataset, "NAME", n),
        "period": cells["DATE"],
        "value": pa.array(number, pa.float64(), from_pandas=True),
        "low": pa.array(np.maximum(number - half, 0), pa.float64(), from_pandas=True),
        "high": pa.array(np.minimum(number + half, _most(dataset)), pa.float64(), from_pandas=True),
        "status": values.texts(lambda c: c.status),
        "symbol": values.texts(lambda c: c.symbol),
        "advice": same(dataset.advice),
        "locator": pasted(cells["place"], ";field=OBS_VALUE"),
        "raw": cells["OBS_VALUE"],
    }


def _most(dataset: Dataset) -> float:
    """The highest that a figure with an interval can be: a percentage stops at a hundred."""
    _, unit = dataset.measures.get(dataset.figure, ("", ""))
    return 100 if unit == "%" else np.inf


def _joined(cells: Mapping[str, pa.Array], dataset: Dataset, part: str, n: int) -> pa.Array:
    """Codes or names of the facets that divide a data set, ` / ` between as gates read it."""
    columns = [cells[f"{facet}_{part}"] for facet in dataset.across]
    if not columns:
        return pa.repeat(pa.scalar("all"), n)
    trimmed = [pc.call_function("utf8_trim_whitespace", [column]) for column in columns]
    if len(trimmed) == 1:
        return trimmed[0]
    return pc.call_function("binary_join_element_wise", [*trimmed, pa.scalar(" / ")])
