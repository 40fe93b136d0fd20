"""Whose an advert is: by a ruling, a reviewed list or an occupation; never by a guess at a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import build, make_run
from sectorscope.pipeline.demand_placing import different, document, placed, unsettled
from sectorscope.profile import DataTable
from sectorscope.schema import TABLES, from_rows
from sectorscope.study import Config, open_study
from tests.evidence.referred import CODED, coding_index
from tests.evidence.samples import WHEN, table
from tests.support.advertised import COLUMNS, INVENTED, OWN, STUDY, adverts, studied

SNAPSHOT = "a" * 64
PLACE = {"snapshot": SNAPSHOT, "locator": "bytes=0-1", "raw": None}


def config() -> Config:
    import tomllib

    return Config.model_validate(tomllib.loads(STUDY.format(segments="", rule="")))


def advert(identity: str, **columns: Any) -> dict[str, Any]:  # noqa: ANN401 - a cell of any kind
    return {"id": identity, "title": f"Post {identity}", "text": "words", **columns, **PLACE}


def company(number: str, name: str) -> dict[str, Any]:
    return {"id": number, "number": number, "name": name, "flags": "", **PLACE}


def member(number: str, z: float | None, *, listed: bool) -> dict[str, Any]:
    said = {"company": number, "target": "sector", "p": 0.6, "z": z, "listed": listed}
    return {**said, "reasons": "", **PLACE}


def whose(
    adverts: list[dict[str, Any]], companies: list[dict[str, Any]], members: list[dict[str, Any]]
) -> set[str]:
    """Ids of the adverts that are the sector's by their employer."""
    rows = {"advert": adverts, "company": companies, "membership": members}
    tables = {name: from_rows(TABLES[name], made) for name, made in rows.items()}
    found = placed(config(), different(tables["advert"]).rows, tables)
    return {r["document"].partition(":")[2] for r in found if r["rule"] == "employer"}


FIRMS = [company("10000001", "Hip Works Ltd"), company("10000002", "Fish Shop Ltd")]


@pytest.mark.parametrize(("share", "counts"), [(0.5, True), (0.49, False), (0.0, False)])
def test_a_company_counts_from_half_its_people_on(share: float, counts: bool):
    mine = [advert("a", employer_number="10000001")]
    found = whose(mine, FIRMS, [member("10000001", share, listed=True)])
    assert bool(found) == counts


def test_a_list_nobody_reviewed_makes_no_advert_the_sectors():
    mine = [advert("a", employer_number="10000001")]
    guessed = [member("10000001", None, listed=True)]
    assert not whose(mine, FIRMS, guessed)
    assert whose(mine, FIRMS, [*guessed, member("10000002", 0.0, listed=False)]) == {"a"}


def test_a_name_counts_where_one_company_alone_has_it():
    mine = [advert("a", employer="HIP WORKS limited"), advert("b", employer="Hip Works Group")]
    members = [member("10000001", 1.0, listed=True), member("10000003", 1.0, listed=True)]
    assert whose(mine, FIRMS, members) == {"a"}
    assert not whose(mine, [*FIRMS, company("10000003", "Hip Works Limited")], members)


def test_a_number_outweighs_a_name():
    mine = [advert("a", employer="Hip Works Ltd", employer_number="10000002")]
    assert not whose(mine, FIRMS, [member("10000001", 1.0, listed=True)])


def test_adverts_alike_but_for_blanks_and_case_are_one():
    rows = [advert("a", text="Two  words"), advert("b", text="two words"), advert("c", text=None)]
    for row in rows:
        row["title"] = "Post"
    found = different(from_rows(TABLES["advert"], rows))
    assert ([document(r) for r in found.rows], found.repeats, found.textless) == (
        [f"{SNAPSHOT[:12]}:a"],
        1,
        1,
    )


def by_occupation(
    version: str, wanted: list[str], *stated: tuple[str | None, str | None], index: bool = True
) -> tuple[list[str], int]:
    """Codes of the adverts that are the sector's by their occupation; how many are left open."""
    made = config()
    crosswalk = made.sector.crosswalk.model_copy(
        update={"soc": version, "occupations": tuple(wanted)}
    )
    made = made.model_copy(
        update={"sector": made.sector.model_copy(update={"crosswalk": crosswalk})}
    )
    adverts = [advert(str(code), occupation=code, soc=soc) for code, soc in stated]
    entries = [
        {"title": title, "code": newer, "soc2010": older, "version": "SOC 2020", **PLACE}
        for older, newer, _, title, *_ in CODED[:4]
    ]
    rows = {"advert": adverts, "company": [], "membership": []}
    rows |= {"occupation_title": entries} if index else {}
    tables = {name: from_rows(TABLES[name], r) for name, r in rows.items()}
    found = different(tables["advert"]).rows
    ids = [r["document"].partition(":")[2] for r in placed(made, found, tables)]
    return ids, unsettled(made, found, tables)


def test_a_code_of_2010_is_no_code_of_2020_that_has_the_same_digits():
    """2136 were programmers, and are testers of software now."""
    assert by_occupation("SOC 2020", ["2136"], ("2136", "SOC 2010")) == ([], 0)
    assert by_occupation("SOC 2020", ["2134"], ("2136", "SOC 2010")) == (["2136"], 0)
    assert by_occupation("SOC 2010", ["2136"], ("2134", "SOC 2020")) == (["2134"], 0)


def test_a_code_of_the_definitions_version_or_of_none_stated_counts_as_it_stands():
    for version in ("SOC 2020", None):
        assert by_occupation("SOC 2020", ["2136"], ("2136", version)) == (["2136"], 0)


def test_a_group_that_is_several_counts_only_where_the_definition_has_them_all():
    split = ("2139", "SOC 2010")
    assert by_occupation("SOC 2020", ["2135", "2136"], split) == (["2139"], 0)
    assert by_occupation("SOC 2020", ["2135"], split) == ([], 1)
    assert by_occupation("SOC 2020", ["2237"], split) == ([], 0)


def test_without_an_index_a_code_of_another_version_is_left_open_and_counted():
    assert by_occupation("SOC 2020", ["2134"], ("2136", "SOC 2010"), index=False) == ([], 1)
    assert by_occupation("SOC 2020", ["2134"], ("1115", "SOC 2010")) == ([], 1)
    assert by_occupation("SOC 2020", ["2134"], (None, None), index=False) == ([], 0)


def test_an_index_added_later_settles_what_the_box_said_was_left_open(tmp_path: Path):
    study = studied(tmp_path / "study")
    older = {"2126": "2136", "4122": "4122"}
    names = (*COLUMNS[:-1], "soc_2010_code")
    old = [{**a, "soc_2010_code": older[a["soc_code"]]} for a in adverts()]
    data = table(names, [tuple(a[n] for n in names) for a in old])
    (tmp_path / "mapping.toml").write_bytes(INVENTED)
    add_file(
        study.path, data, name="adverts.csv", source="vacancies", retrieved=WHEN,
        mapping_path=tmp_path / "mapping.toml",
    )  # fmt: skip
    before = {r["target"]: r for r in make_run(study).run.tables().rows("demand_base")}["sector"]
    assert (before["by_occupation"], before["unsettled"]) == (0, len(old))
    (box,) = (b for b in build(study).method if isinstance(b, DataTable))
    lines = {row[0].text: row[1].text for row in box.data.rows}
    assert next(v for k, v in lines.items() if "another version of SOC" in k) == f"{len(old)}"
    makers, clerks = ("2136", "2126", "Maker", "maker"), ("4122", "4122", "Clerk", "clerk")
    index = coding_index((*makers, "", "", ""), (*clerks, "", "", ""))
    add_file(study.path, index, name="i.xlsx", source="soc", retrieved=WHEN)
    made = make_run(open_study(study.path))
    assert "demand_base" in made.read
    after = {r["target"]: r for r in made.run.tables().rows("demand_base")}["sector"]
    assert (after["by_occupation"], after["unsettled"]) == (OWN, 0)
