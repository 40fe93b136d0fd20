"""What counts as asked for, given annotations: skills, in parts of an advert that ask."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from sectorscope.pipeline.demand import demand
from sectorscope.pipeline.demand_placing import document
from sectorscope.schema import TABLES, empty, from_rows
from sectorscope.study import Config
from tests.support.advertised import STUDY

PLACE = {"snapshot": "a" * 64, "locator": "bytes=0-1", "raw": None}


def advert(i: int) -> dict[str, Any]:
    soc = "2126" if i < 40 else "4122"
    said = {"title": "Post", "text": f"Words {i}.", "employer": f"Firm {i % 3}", "occupation": soc}
    return {"id": f"{i:03d}", **said, **PLACE}


def marked(i: int, concept: str, **but: Any) -> dict[str, Any]:  # noqa: ANN401 - any column
    row = {
        **{"document": document(advert(i)), "start": 0, "end": 5, "concept": concept},
        **{"label": concept, "scheme": "made", "kind": "skill", "score": 0.9, "lane": "phrases"},
        **{"requirement": "mentioned", "negated": False, "difficulty": False, "training": False},
        **{"segment": "duties", "why": "{}", "vocabulary": "made 1", "annotator": "hand"},
    }
    return {**row, **but}


def made(annotations: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    config = Config.model_validate(tomllib.loads(STUDY.format(segments="", rule="")))
    tables = {
        "advert": from_rows(TABLES["advert"], [advert(i) for i in range(100)]),
        "advert_annotation": from_rows(TABLES["advert_annotation"], annotations),
        **{name: empty(TABLES[name]) for name in ("company", "membership")},
    }
    found = demand(config, tables)
    for name, rows in found.items():
        from_rows(TABLES[name], rows)
    return found


def test_only_what_is_asked_for_counts_and_once_an_advert():
    rows = [marked(i, "cad") for i in range(20)]
    rows += [marked(0, "cad", start=10, end=13)]
    rows += [marked(20, "cad", negated=True), marked(21, "cad", segment="about_us")]
    rows += [marked(22, "cad", kind="group"), marked(90, "cad")]
    (row,) = made(rows)["demand"]
    assert (row["k"], row["n"], row["base_k"], row["base_n"]) == (20, 40, 21, 100)
    assert (row["rank"], row["employers"], row["vocabulary"]) == (1, 3, "made 1")
    shown = [identity for identity, _ in json.loads(row["examples"])]
    assert shown == [f"{i:03d}" for i in range(8)]


def test_the_surest_comes_first_and_not_the_largest_ratio():
    rows = [marked(i, "common") for i in range(30)] + [marked(i, "common") for i in range(40, 45)]
    rows += [marked(i, "rare") for i in range(3)]
    found = sorted(made(rows)["demand"], key=lambda r: r["rank"])
    assert [r["skill"] for r in found] == ["common", "rare"]
    assert found[0]["low"] > found[1]["low"]


def test_without_a_mark_there_is_no_row_and_a_reason():
    found = made([])
    assert found["demand"] == []
    (whole,) = found["demand_base"]
    assert (whole["n"], whole["total"], whole["skills"]) == (40, 100, 0)
    assert "no skill" in whole["withheld"]
