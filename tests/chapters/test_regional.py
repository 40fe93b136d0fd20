"""What the region is made of, in the method box: by look-ups held, cited, gaps for what ended."""

from typing import Any

from sectorscope.pipeline.assemble import assemble
from sectorscope.pipeline.regions import district_remarks
from sectorscope.profile import DataTable, Gap, Profile
from sectorscope.schema import TABLES, from_rows
from sectorscope.store import Tables
from sectorscope.study import parse
from tests.chapters.test_sized import rows

SHA = "c" * 64
WHERE = {"snapshot": SHA, "locator": "bytes=1-10", "raw": "x"}
CONFIG = parse(
    """
[study]
id = "x"
title = "X"
as_of = 2026-01-01
period = "2026"
[sector]
name = "medical technology"
definition = "medtech, version 1"
[region]
name = "Leeds and Craven"
places = [{ code = "E08000035", name = "Leeds" }, { code = "E07000163", name = "Craven" }]
"""
)
AFTER = "until 2023-03-31; since then E06000065 North Yorkshire"
ENDED = (
    "Craven (E07000163), a district of the region, ended on 2023-03-31, and the study speaks of "
    "2026-01-01: since then E06000065 North Yorkshire"
)


def area(code: str, name: str, until: str | None = None) -> dict[str, Any]:
    made = {"code": code, "name": name, "kind": "district", "version": "dated", "since": ""}
    return made | {"until": until, "status": None} | WHERE


def member(**more: object) -> dict[str, Any]:
    return {
        "member": "E08000035", "member_name": "Leeds", "member_kind": "district",
        "whole": "E69000037", "whole_name": "West Yorkshire", "kind": "LSIP area",
        "version": "dated", "since": "2023", "until": "2025",
    } | WHERE | more  # fmt: skip


def tables(*areas: dict[str, Any], members: tuple[dict[str, Any], ...] = ()) -> Tables:
    file = rows()["snapshot"][0] | {"sha256": SHA, "source": "areas", "name": "lads.csv"}
    held = {"snapshot": [file], "area": list(areas), "area_member": list(members)}
    return Tables.from_arrow({n: from_rows(TABLES[n], r) for n, r in held.items()})


def lines(profile: Profile) -> list[list[str]]:
    found = [b for b in profile.method if isinstance(b, DataTable) and b.id == "method-region"]
    return [[cell.text for cell in row] for table in found for row in table.data.rows]


def gaps(profile: Profile) -> list[Gap]:
    return [b for b in profile.method if isinstance(b, Gap) and b.id == "ended-districts"]


BOTH = area("E08000035", "Leeds"), area("E07000163", "Craven", "2023-03-31")


def test_districts_are_listed_with_what_the_look_ups_say_and_cited():
    profile = assemble(CONFIG, tables(*BOTH, members=(member(),)), "public")
    assert lines(profile) == [
        ["Leeds", "E08000035", "yes", "LSIP area West Yorkshire (2023–2025)"],
        ["Craven", "E07000163", AFTER, "not said"],
    ]  # fmt: skip
    labels = {e.label for e in profile.evidence.items if e.source == "areas"}
    assert labels == {
        "Look-up of areas: Leeds (E08000035)", "Look-up of areas: Craven (E07000163)",
        "Look-up of areas: Leeds in West Yorkshire, LSIP area",
    }  # fmt: skip


def test_a_district_that_had_ended_is_a_gap_and_a_remark_of_the_build():
    held = tables(*BOTH)
    (gap,) = gaps(assemble(CONFIG, held, "public"))
    assert gap.because.text.startswith("By the look-ups held Craven had ended by the day")
    assert [ref.id for ref in gap.evidence] == ["area|E07000163|district|Craven|dated|"]
    assert district_remarks(CONFIG, held) == [ENDED]


def test_a_district_in_no_list_is_remarked_and_is_no_gap():
    held = tables(BOTH[0])
    assert lines(assemble(CONFIG, held, "public"))[1][2] == "in no list held"
    assert not gaps(assemble(CONFIG, held, "public"))
    (line,) = district_remarks(CONFIG, held)
    assert line.startswith("Craven (E07000163), a district of the region, is in no look-up")


def test_a_membership_without_a_list_says_that_none_is_held():
    of_2025 = member(version="2025", since="", until=None)
    profile = assemble(CONFIG, tables(members=(of_2025,)), "public")
    assert lines(profile)[0][2:] == ["no list is held", "LSIP area West Yorkshire (2025)"]
    assert not district_remarks(CONFIG, tables(members=(member(),)))


def test_without_look_ups_the_method_box_is_as_it_was():
    profile = assemble(CONFIG, tables(), "public")
    assert lines(profile) == []
    assert not gaps(profile)
