"""Whose an advert is: by a ruling, a reviewed list or an occupation; never by a guess at a name."""

from __future__ import annotations

from typing import Any

import pytest

from sectorscope.pipeline.demand_placing import different, document, placed
from sectorscope.schema import TABLES, from_rows
from sectorscope.study import Config
from tests.support.advertised import STUDY

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
