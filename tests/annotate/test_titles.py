"""A document of kind `title`: occupations ranked by each classification, and none named unsure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sectorscope.annotate.occupations_titles import FEW, Choice, TitleReader
from sectorscope.concepts import Concept, soc
from tests.cli.command import run
from tests.concepts.made import vocabulary

OWN = vocabulary(
    [
        Concept("g1", "Machine tool setters and operators", "group", code="7223"),
        Concept("g2", "Nurses", "group", code="2221"),
        Concept("g3", "Welders", "group", code="7212"),
        Concept(
            "lathe", "lathe operator", "occupation", code="7223", parents=("g1",),
            alternatives=("cnc lathe setter", "lathe turner"),
        ),
        Concept(
            "mill", "milling machine operator", "occupation", code="7223", parents=("g1",),
            alternatives=("cnc mill setter", "miller"),
        ),
        Concept(
            "nurse", "staff nurse", "occupation", code="2221", parents=("g2",),
            alternatives=("ward nurse",),
        ),
        Concept(
            "welder", "welder", "occupation", code="7212", parents=("g3",),
            alternatives=("arc welder",),
        ),
    ],
    "esco",
)  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> TitleReader:
    return TitleReader()


@pytest.fixture(scope="module")
def own() -> TitleReader:
    return TitleReader(OWN)


def of(found: tuple[Choice, ...], scheme: str) -> list[Choice]:
    return [choice for choice in found if choice.scheme == scheme]


def test_every_classification_has_its_ranking_likeliest_first(own: TitleReader):
    found = own.choices("Band 5 Staff Nurse", 3)
    assert list(dict.fromkeys(c.scheme for c in found)) == ["esco", "soc2020", "soc2010"]
    for scheme, code in (("esco", "2221"), ("soc2020", "2237"), ("soc2010", "2231")):
        told = of(found, scheme)
        assert (told[0].code, 1 <= len(told) <= 3) == (code, True)
        assert [c.score for c in told] == sorted((c.score for c in told), reverse=True)
        assert all(0 <= c.score <= c.group <= 1 for c in told)


def test_without_occupations_of_its_own_the_vocabulary_is_passed_over():
    reader = TitleReader(vocabulary([Concept("a", "nursing")]))
    found = reader.choices("Staff nurse")
    assert {c.scheme for c in found} == {"soc2020", "soc2010"}
    assert len(of(found, "soc2020")) == FEW


def test_shares_of_the_groups_that_one_older_group_became_add_up(shipped: TitleReader):
    every = shipped.choices("Nurse", 500)
    older = {c.code: c.score for c in of(every, "soc2010")}
    newer = [c for c in of(every, "soc2020") if soc.in_2010().get(c.code) == "2231"]
    assert len(newer) > 1
    assert older["2231"] == pytest.approx(sum(c.score for c in newer), abs=1e-3)
    assert older["2231"] > max(c.score for c in newer)


def test_what_no_older_group_holds_is_left_out(shipped: TitleReader):
    unknown = set(soc.unit_groups()) - soc.in_2010().keys()
    assert unknown
    found = shipped.choices("Engineering professional", 500)
    assert {c.code for c in of(found, "soc2020")} & unknown
    assert {c.code for c in of(found, "soc2010")} <= set(soc.unit_groups("2010"))


def test_a_sure_title_is_an_annotation_of_its_first_line(shipped: TitleReader):
    text = "\n  Welder (nights) \n12 Mill Lane"
    (one,) = shipped.annotations(text, shipped.choices(text))
    assert (text[one.start : one.end], one.text) == ("Welder (nights)", "Welder (nights)")
    assert (one.concept, one.kind, one.scheme, one.lane) == (
        *("soc2020.5213", "occupation", "soc2020", "title"),
    )
    assert one.detail == {"soc2020": "5213", "soc2010": "5215", "isco": None}
    assert one.context.segment == "title"


@pytest.mark.parametrize("text", ["Engineer", "Opportunity", "", "  \n", "£££", "12345"])
def test_what_is_not_sure_is_no_annotation(shipped: TitleReader, text: str):
    found = shipped.choices(text)
    assert shipped.annotations(text, found) == ()
    assert not any(c.sure for c in found)


def test_the_vocabularys_own_occupation_goes_before_soc(own: TitleReader):
    (one,) = own.annotations("Welder", own.choices("Welder"))
    assert (one.concept, one.scheme, one.kind) == ("welder", "esco", "occupation")
    assert one.detail["isco"] == "7212"
    assert one.detail["soc2020"] == "5213"


def test_where_the_code_is_sure_and_the_occupation_is_not_its_group_is_meant():
    held = TitleReader(OWN)
    (top, *_) = of(held.choices("CNC setter"), "esco")
    unsure = top._replace(score=0.3, group=0.95, sure=True)
    (one,) = held.annotations("CNC setter", (unsure,))
    assert (one.concept, one.label, one.kind) == (
        *("g1", "Machine tool setters and operators", "group"),
    )
    assert one.score == 0.95


def test_a_coding_index_stands_in_for_what_ships_and_each_classification_is_ranked_once():
    index = soc.vocabulary("2020", [("2139", "zorblax wrangler")], "a file")
    held = TitleReader(index)
    found = held.choices("Zorblax wrangler")
    best = of(found, "soc2020")
    assert best[0].code == "2139"
    assert len({c.concept for c in best}) == len(best)
    assert of(TitleReader().choices("Zorblax wrangler"), "soc2020")[:1] != best[:1]


def test_an_index_of_2010_ranks_its_own_groups_beside_those_of_2020():
    index = soc.vocabulary("2010", [("2136", "zorblax wrangler")], "a file")
    found = TitleReader(index).choices("Zorblax wrangler")
    older = of(found, "soc2010")
    assert older[0].code == "2136"
    assert len({c.code for c in older}) == len(older)


def test_a_title_no_longer_than_is_read(shipped: TitleReader):
    text = "Welder (" + "night shift " * 500 + ")"
    (one,) = shipped.annotations(text, shipped.choices(text))
    assert one.label == "Welding trades"
    assert one.end <= 200


# --- as a person types it ----------------------------------------------------------------------


def read(folder: Path, *more: str) -> dict[int, dict[str, Any]]:
    done = run("annotate", "in.jsonl", "--vocabulary", "own.csv", "--fast", *more, cwd=folder)
    assert (done.status, done.err) == (0, "")
    return {line["id"]: line for line in map(json.loads, done.out.splitlines())}


def test_titles_and_texts_can_stand_in_one_file(tmp_path: Path):
    (tmp_path / "own.csv").write_text("label\nwelding\n", "utf-8")
    rows: list[dict[str, Any]] = [
        {"id": 1, "text": "Caf&eacute; welder", "kind": "title"},
        {"id": 2, "text": "You will do welding."},
        {"id": 3, "text": "Welder", "kind": "title"},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    found = read(tmp_path)
    assert [a["kind"] for a in found[2]["annotations"]] == ["skill"]
    assert found[2]["ranking"] == []
    assert [a["kind"] for a in found[3]["annotations"]] == ["occupation"]
    assert found[3]["annotations"][0]["text"] == "Welder"
    (first, *_) = found[3]["ranking"]
    assert list(first) == ["concept", "label", "score", "scheme", "code", "group", "sure"]
    assert (first["concept"], first["code"], first["sure"]) == ("soc2020.5213", "5213", True)
    assert len(found[3]["ranking"]) == 2 * FEW
    for kind in (read(tmp_path, "--rank", "2"), read(tmp_path, "--kind", "title", "--rank", "2")):
        assert len(kind[3]["ranking"]) == 4
    assert len(read(tmp_path, "--kind", "title")[2]["ranking"]) == 2 * FEW
