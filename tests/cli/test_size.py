"""`sectorscope size` and `size simulate`, as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from sectorscope.cli.telling_size import sized as sized_of
from sectorscope.store import Tables
from tests.cli.command import run
from tests.support import sized

KEYS = {
    *("estimate", "low", "high", "method", "floor", "list_total", "strict", "broad", "by"),
    *("coverage", "sensitivity", "crude", "withheld", "reviews_needed"),
}
SUMMARY = {
    *("bias", "rmse", "coverage", "coverage_se", "missed_low", "missed_high", "half_width"),
    *("half_width_p90", "interval_score", "withheld"),
}
NAMES = {
    *("review_then_audit", "threshold", "calibrated_sum", "random_sample", "ppi", "stratified"),
}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    study = sized.studied(tmp_path_factory.mktemp("size") / "study")
    sized.review(study)
    return study.path


def test_the_answer_for_programs_has_everything_that_was_promised(reviewed: Path):
    found = json.loads(run("size", "--json", cwd=reviewed).out)
    assert found.keys() >= KEYS
    assert found["low"] <= sized.truth() <= found["high"]
    assert found["method"] == "review, then audit"
    assert {p["label"] for p in found["by"]} == {"hips", "Leeds", "Bradford"}
    assert found["crude"] is None


def test_a_person_reads_the_size_and_what_stands_beside_it(reviewed: Path):
    told = run("size", cwd=reviewed).out
    assert told.startswith("People in the sector: ")
    for word in ("confirmed by review", "Strict", "Broad", "Leeds", "If reviewers missed"):
        assert word in told


class Facts:
    """Tables that hold nothing but facts."""

    def __init__(self, *facts: dict[str, Any]) -> None:
        self.facts = facts

    def rows(self, table: str) -> list[dict[str, Any]]:
        return list(self.facts) if table == "fact" else []


def fact(order: int, kind: str, value: float) -> dict[str, Any]:
    return {"id": f"f{order}", "order": order, "kind": f"crude_{kind}", "value": value} | {
        "label": kind, "unit": "jobs", "definition": ""
    }  # fmt: skip


def test_the_crude_subtraction_is_of_the_first_three_facts_as_in_the_profile():
    three = fact(1, "excluded", 177000), fact(2, "remainder", 4200), fact(3, "share", 0.3)
    later = fact(5, "remainder", 8400)
    for listed in ((*three, later), (later, *three)):
        assert sized_of(cast("Tables", Facts(*listed)))["crude"] == {
            "excluded": 177000,
            "remainder": 4200,
            "share": 0.3,
            "if_excluded_is_off_by_percent": 1.0,
            "remainder_moves_by_percent": 42.1,
        }
    assert sized_of(cast("Tables", Facts(*three[:2])))["crude"] is None


def test_without_companies_it_says_so_and_ends_well(tmp_path: Path):
    study = sized.studied(tmp_path / "study", companies=0)
    done = run("size", "--json", cwd=study.path)
    assert json.loads(done.out)["withheld"] == "the study holds no companies"
    assert done.status == 0


def population(folder: Path) -> Path:
    lines = ["id,about,staff,medical"]
    lines += [
        f"{i},We make {sized.makes(i)} in the north,{sized.people(i)},{int(i % 5 == 0)}"
        for i in range(220)
    ]
    file = folder / "frame.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


ASKED = ("--truth", "medical", "--headcount", "staff", "--text", "about", "--id", "id", "--fast")
LITTLE = ("--seeds", "30", "--reviews", "30", "--repeats", "3", "--seed", "5", "--json")


def test_a_rehearsal_answers_for_every_way_and_again_the_same(tmp_path: Path):
    file = population(tmp_path)
    asked = ("size", "simulate", file, *ASKED, *LITTLE, "--keywords", "hip,surg*")
    first = run(*asked, "--jobs", "1", cwd=tmp_path)
    found = json.loads(first.out)
    assert found["truth"] == sum(sized.people(i) for i in range(0, 220, 5))
    assert (found["repeats"], found["stage_a"] + found["stage_b"]) == (3, 30)
    assert found["procedures"].keys() == NAMES
    for summary in found["procedures"].values():
        assert summary.keys() >= SUMMARY
    assert run(*asked, "--jobs", "2", cwd=tmp_path).out == first.out


def test_without_keywords_it_says_that_all_seeds_are_random(tmp_path: Path):
    done = run("size", "simulate", population(tmp_path), *ASKED, *LITTLE, cwd=tmp_path)
    assert "all seeds are random" in done.err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("--truth", "medicl"), "did you mean 'medical'"),
        (("--missing", "2"), "from 0 to under 1"),
        (("--seeds", "5"), "at least 20"),
        (("--reviews", "500"), "fewer than there are companies"),
        (("--repeats", "0"), "at least 1"),
        (("--jobs", "-1"), "0, or how many"),
    ],
)
def test_wrong_use_is_one_sentence_with_what_to_do(
    tmp_path: Path, change: tuple[str, str], words: str
):
    done = run("size", "simulate", population(tmp_path), *ASKED, *LITTLE, *change, cwd=tmp_path)
    assert done.status == 2
    assert words in done.err.splitlines()[-1]
    assert "Traceback" not in done.err
