"""What a Nomis file says it is, and what an analyst declares where it does not say.

A declared label always reads `… (as declared)`; where the file itself speaks, it is believed and
the declaration is not used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.gates.periods import check_dates
from sectorscope.evidence.mappings import entries
from sectorscope.evidence.refusal import GateRefused, nearest

_DECLARED = ("dataset", "basis", "unit", "geography")
_BRES = "Business Register and Employment Survey"
_COUNTS = {"141": "local_units", "142": "enterprises"}
"""Nomis's dataset numbers of UK Business Counts, as they stand in URN (`Nm-142d1…`). Which is which
shows in public administration: of Kirklees 5 of the one (2025), 60 of the other (2022)."""

_UNITS = {"local_units": "local units", "enterprises": "enterprises"}
NOT_STATED = "not stated"
_BAND = "EMPLOYMENT_SIZEBAND_NAME"


@dataclass(frozen=True)
class Labels:
    """Labels of every cell of a file.

    geography: empty where each row states its own. bres: the figures are BRES's, stated or
    declared. unnamed: nobody says what they are.
    """

    dataset: str
    measure: str
    unit: str
    basis: str
    geography: str
    bres: bool = False
    unnamed: bool = False
    warnings: tuple[str, ...] = ()


def label(cells: Mapping[str, pa.Array], mapping: bytes | None) -> Labels:
    """Labels from the rows' own columns, completed by the mapping.

    Raises:
        GateRefused: gate `dataset`: business counts of neither local units nor enterprises; gate
            `fields`: a mapping with an unknown entry; gate `values`: a date that is no year.
    """
    declared = _declared(mapping)
    check_dates(cells["DATE"].unique().to_pylist(), "DATE", months=False)
    if "URN" not in cells:
        return _trimmed(declared, counts=_are_whole(cells["OBS_VALUE"]), banded=_BAND in cells)
    first = {name: column[0].as_py() for name, column in cells.items()}
    number = _number(cells["URN"])
    stated = _counts(number) if "LEGAL_STATUS" in first else _employment(number, first)
    ignored = tuple(f"the mapping's {key} is not used: the file states it" for key in declared)
    return replace(stated, warnings=ignored)


def _are_whole(values: pa.Array) -> bool:
    """Whether no figure has a fraction."""
    return not any(v.partition(".")[2].strip("0") for v in values.unique().to_pylist())


def _trimmed(declared: dict[str, str], *, counts: bool, banded: bool) -> Labels:
    """What is declared of a file that states nothing.

    Args:
        declared: what a mapping says.
        counts: whether all figures are whole; of others nobody but a mapping says what they count.
        banded: whether there are bands of sizes, which businesses have and jobs have not.
    """
    said = {key: _said(declared.get(key)) for key in _DECLARED}
    dataset = declared.get("dataset", "")
    missing = [key for key in _DECLARED if key not in declared]
    warnings = (f"the file does not state its {', '.join(missing)}",) if missing else ()
    unknown = not dataset and (banded or not counts)
    if banded and not dataset:
        warnings += (
            "figures are by bands of sizes, so they count businesses, and nobody says whether "
            "enterprises or local units: none is told; say it in a mapping: dataset = "
            '"UK Business Counts - local units"',
        )
    elif unknown:
        warnings += ("figures have fractions and nobody says what they count: none is told",)
    return Labels(
        said["dataset"],
        NOT_STATED if unknown else _measure(dataset),
        said["unit"],
        said["basis"],
        said["geography"],
        bres=_is_bres(dataset),
        unnamed=not dataset,
        warnings=warnings,
    )


def _said(text: str | None) -> str:
    return f"{text} (as declared)" if text else NOT_STATED


def _is_bres(dataset: str) -> bool:
    return bool(re.search(rf"\bBRES\b|{_BRES}", dataset, re.IGNORECASE))


def _measure(dataset: str) -> str:
    """What a declared dataset counts; employment where nothing is declared, as its readers say."""
    if re.search(r"business counts|local units|enterprises", dataset, re.IGNORECASE):
        return "enterprises" if "enterprise" in dataset.casefold() else "local_units"
    return "employment"


def _counts(number: str) -> Labels:
    measure = _COUNTS.get(number)
    if measure is None:
        raise GateRefused(
            "dataset",
            f"the file holds business counts, but its records are numbered Nm-{number}",
            expected="Nm-141 (local units) or Nm-142 (enterprises)",
        )
    unit = _UNITS[measure]
    return Labels(f"UK Business Counts, {unit} (Nomis {number})", measure, unit, unit, "")


def _employment(number: str, first: dict[str, str]) -> Labels:
    stated = {"EMPLOYMENT_STATUS_NAME", "MEASURE_NAME"} <= first.keys()
    if first.get("EMPLOYMENT_STATUS_TYPE") != "Employment" or not stated:
        raise GateRefused(
            "dataset",
            f"the file's records are numbered Nm-{number}, and it states no employment status",
            expected="BRES or UK Business Counts",
        )
    basis = f"{first['EMPLOYMENT_STATUS_NAME'].lower()}; workplace"
    return Labels(f"{_BRES} (Nomis {number})", "employment", "jobs", basis, "", bres=True)


def _number(records: pa.Array) -> str:
    """Nomis's own number of the dataset, which stands in every record's name."""
    options = pc.ExtractRegexOptions(r"^Nm-(?P<number>\d+)d")
    parts = pc.call_function("extract_regex", [records], options)
    found = parts.drop_null().flatten()[0].unique().to_pylist()
    if len(found) != 1:
        raise GateRefused(
            "dataset",
            f"the file's records come from {len(found)} datasets",
            expected="one, named in URN",
        )
    return found[0]


def _declared(mapping: bytes | None) -> dict[str, str]:
    said = entries(mapping)
    for key, value in said.items():
        if key not in _DECLARED or not isinstance(value, str):
            raise GateRefused(
                "fields",
                f"the mapping has {key} = {value!r}",
                expected="texts " + ", ".join(_DECLARED),
                hint=nearest(key, _DECLARED),
            )
    return said
