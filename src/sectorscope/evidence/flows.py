"""Flows between home and work, whichever source gives them: one level of areas, each flow once.

Codes are those of the Office for National Statistics. In tables of England and Wales, Scotland and
Northern Ireland may stand as a whole; beside their own districts they would count people twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.area_codes import is_code
from sectorscope.evidence.refusal import GateRefused
from sectorscope.schema import TABLES
from sectorscope.schema.commuting import AREA

POPULATION: Mapping[str, str] = {
    "2011": "usual residents of {where} aged 16 and over in employment in the week before the "
    "census",
    "2021": "usual residents of {where} aged 16 and over in employment, or away from it for the "
    "time being, in the week before the census",
}
"""Who is counted, by census."""
ENGLAND_AND_WALES, UNITED_KINGDOM = "England and Wales", "the United Kingdom"
PROTECTION: Mapping[str, str] = {
    "2011": "records were swapped between areas, which changes small counts most",
    "2021": "records were swapped between areas and noise was added to counts, to small ones the "
    "likeliest, so that sums may differ from those of other tables",
}
"""By census: what Nomis says at its tables of 2011 (as at WF01BEW), and the Office for National
Statistics of all of Census 2021 ("Protecting personal data in Census 2021 results")."""

_DISTRICTS = frozenset({"E06", "E07", "E08", "E09", "W06", "S12", "N09", "N99"})
_WHOLES = {"S92": frozenset({"S12"}), "N92": frozenset({"N09", "N99"})}
"""Countries that may stand as a whole, and how codes of their districts begin."""
_OTHERS = {
    **dict.fromkeys(("E00", "W00"), "output areas"),
    **dict.fromkeys(("E01", "W01"), "lower layer super output areas"),
    **dict.fromkeys(("E02", "W02"), "middle layer super output areas"),
    **dict.fromkeys(("E10", "E11", "E13"), "counties"),
    "E12": "regions",
    "E41": "merged districts of the 2011 census",
    **dict.fromkeys(("E92", "W92", "K02", "K03", "K04"), "countries"),
}
_KEY = TABLES["commuting"].key


def check_level(homes: Collection[str], works: Collection[str], name: str) -> None:
    """Pass flows between districts; rows of another level among them would count people twice.

    Args:
        homes: codes of where people live.
        works: codes of the areas where they work.
        name: the file's name, for the message.

    Raises:
        GateRefused: gate `classification`: a code that is none, or areas of another level; gate
            `mixture`: districts and areas of another level in one file.
    """
    codes = sorted({*homes, *works})
    for code in codes:
        if not is_code(code):
            raise GateRefused(
                "classification", f"{name} has an area {code!r}", expected="codes like E08000035"
            )
    here = {code[:3] for code in codes}
    odd = _odd(here, {code[:3] for code in homes})
    if not odd:
        return
    kind = _OTHERS.get(odd, f"areas whose codes begin with {odd}")
    if here & _DISTRICTS:
        raise GateRefused(
            "mixture",
            f"{name} has districts and {kind}, which count the same people again",
            expected="districts alone",
        )
    raise GateRefused(
        "classification",
        f"{name} has flows between {kind}",
        expected="flows between districts",
        hint="take the file of districts, such as ODWP01EW_LTLA.csv.",
    )


def _odd(here: set[str], homes: set[str]) -> str:
    """How codes begin that are of another level; empty if there are none."""
    for begins in sorted(here - _DISTRICTS):
        apart = _WHOLES.get(begins)
        if apart is None or begins in homes or here & apart:
            return begins
    return ""


def check_once(rows: pa.Table, name: str) -> None:
    """Pass flows that stand once each.

    Raises:
        GateRefused: gate `rows`, naming the first that stands twice.
    """
    counted = rows.group_by(list(_KEY)).aggregate([("status", "count")])
    if counted.num_rows == rows.num_rows:
        return
    again = counted.filter(pc.call_function("greater", [counted["status_count"], pa.scalar(1)]))
    first = again.slice(0, 1).to_pylist()[0]
    raise GateRefused(
        "rows",
        f"{name} counts twice who lives in {first['home_code']} and works in {first['work_code']}",
        expected="each pair of areas once",
        hint="files of several tables or ages may have been put together.",
    )


def check_named(rows: pa.Table, name: str) -> None:
    """Pass flows whose areas have names, by which sentences tell them.

    Raises:
        GateRefused: gate `values`, with the code of the first that has none.
    """
    for end in ("home", "work"):
        plain = pc.call_function("utf8_trim_whitespace", [rows[end]])
        nameless = rows.filter(pc.call_function("equal", [plain, pa.scalar("")]))
        if nameless.num_rows:
            raise GateRefused(
                "values",
                f"{name} has no name for {nameless[f'{end}_code'][0].as_py()[:20]}",
                expected="the name of each area beside its code",
                hint="save the file as its publisher gives it.",
            )


def areas_of(rows: pa.Table) -> tuple[list[str], list[str]]:
    """Codes of where people live, and of the areas where they work."""
    fixed = rows.filter(pc.call_function("equal", [rows["place"], pa.scalar(AREA)]))
    return rows["home_code"].unique().to_pylist(), fixed["work_code"].unique().to_pylist()
