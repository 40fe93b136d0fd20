"""Projections in the profile: told together, withheld by audience, released by decision."""

import json
from typing import Any

import pytest

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.projections import projections
from sectorscope.profile import Audience, Block, DataTable, Gap, Paragraph
from sectorscope.study import parse
from tests.support.cells import Row, projected

CONFIG = parse(
    """
[study]
id = "vale"
title = "A sector"
as_of = 2026-01-01
period = "2026"

[sector]
name = "healthcare technologies"
definition = "version 1"

[region]
name = "West Vale"

[official]
industries = ["M", "N"]
area = "West Vale"
comparator = "England"
"""
)
SNAPSHOT = {
    "sha256": "5" * 64,
    "source": "skills_imperative",
    "reconstruction": False,
    "sealed": False,
}


def release(**more: str) -> Row:
    body = {
        "dataset": "Skills Imperative 2035",
        "area_code": "West Vale",
        "dimension": "industry_6",
        "code": "M",
        "ruling": "release",
    }
    return {"id": "d-1", "kind": "release_cell", "body": json.dumps(body | more)}


def told(rows: list[Row], *decisions: Row, audience: Audience = "public") -> list[Block]:
    tables = {"statistic": rows, "decision": list(decisions), "snapshot": [SNAPSHOT]}

    def held(name: str) -> list[Any]:
        return tables.get(name, [])

    return list(projections(Desk(held, CONFIG, audience)))


def sentences(blocks: list[Block]) -> list[str]:
    return [s.text for b in blocks if isinstance(b, Paragraph) for s in b.statements]


def cells(blocks: list[Block]) -> dict[str, list[tuple[str, str]]]:
    tables = [b for b in blocks if isinstance(b, DataTable)]
    return {r[0].text: [(c.text, c.state) for c in r[1:]] for t in tables for r in t.data.rows}


def test_net_change_and_replacement_demand_are_told_together():
    (text,) = sentences(told(projected("M", 20_000, 21_000, replacement=9_000)))
    assert "grow by 1,000 jobs from 2020 to 2035" in text
    assert "9,000 who leave need replacing" in text
    assert "10,000 places to fill" in text


def test_a_fall_is_told_as_one():
    (text,) = sentences(told(projected("M", 21_000, 20_000, replacement=9_000)))
    assert "fall by 1,000 jobs" in text
    assert "8,000 places to fill" in text


def test_the_comparator_stands_beside():
    rows = projected("M", 20_000, 21_000) + projected("M", 200_000, 220_000, area="England")
    (text,) = sentences(told(rows))
    assert "net change +5.0%; England +10.0%" in text


SMALL = projected("M", 5_000, 6_000) + projected("N", 20_000, 30_000)


def test_a_small_category_is_withheld_and_said_to_be():
    blocks = told(SMALL)
    assert len(sentences(blocks)) == 1
    assert {state for _, state in cells(blocks)["industry M"]} == {"withheld"}
    assert {text for text, _ in cells(blocks)["industry M"]} == {"withheld"}
    (gap,) = (b for b in blocks if isinstance(b, Gap))
    assert "industry M" in gap.because.text
    shown = json.dumps([b.model_dump(mode="json") for b in blocks])
    assert "5000" not in shown.replace(",", "")
    assert "|M|" not in shown


# Not named by the definition, so that no gap is told beside the table.
UNNAMED = projected("P", 5_000, 6_000) + projected("N", 20_000, 30_000)


def shows(rows: list[Row], *decisions: Row, audience: Audience = "public") -> bool:
    """Whether the table gives the small category its figures."""
    states = {s for _, s in cells(told(rows, *decisions, audience=audience))["industry P"]}
    assert states in ({""}, {"withheld"})
    return states == {""}


def test_who_sees_a_small_category():
    assert not shows(UNNAMED, audience="public")
    assert not shows(UNNAMED, audience="partner")
    assert shows(UNNAMED, audience="internal")


def test_a_decision_releases_a_category():
    assert shows(UNNAMED, release(code="P"))


@pytest.mark.parametrize(
    "other", [{"area_code": "England"}, {"dimension": "occupation_26"}, {"code": "N"}]
)
def test_a_decision_releases_nothing_else(other: dict[str, str]):
    assert not shows(UNNAMED, release(**({"code": "P"} | other)))


def test_a_decision_on_another_dataset_releases_nothing_here():
    assert not shows(UNNAMED, release(code="P", dataset="Another"))


def test_every_category_may_be_withheld():
    assert not sentences(told(projected("M", 5_000, 6_000)))


def test_nought_is_a_figure():
    blocks = told(projected("M", 20_000, 20_000))
    assert ("+0", "") in cells(blocks)["industry M"]


def test_no_projection_at_all_is_a_gap():
    (gap,) = told([])
    assert isinstance(gap, Gap)
    assert gap.id == "no-projections"


def test_a_category_without_its_net_change_is_no_crash():
    rows = projected("M", 20_000, 21_000)
    broken = [r | {"value": None} if r["measure"] == "net_change" else r for r in rows]
    assert told(broken)


COPY = "Skills Imperative 2035 (tidy copy with changes)"


def estimates(rows: list[Row]) -> set[tuple[float, str]]:
    blocks = [b for b in told(rows) if isinstance(b, Paragraph)]
    (first, *_) = (e for b in blocks for s in b.statements for e in s.estimates)
    return {(first.value, first.method)}


@pytest.mark.parametrize("last", ["copy", "published"])
def test_the_published_workbook_is_told_and_a_copy_only_where_it_is_not_held(last: str):
    published = projected("M", 20_000, 21_000, replacement=9_000)
    copy = [r | {"dataset": COPY} for r in projected("M", 30_000, 35_000, replacement=8_000)]
    both = published + copy if last == "copy" else copy + published
    assert estimates(both) == {(1_000, "as the workbook projects it")}
    assert estimates(published[:-1] + copy) == {
        (5_000, "as a copy of the published workbook, made by others, has it")
    }
