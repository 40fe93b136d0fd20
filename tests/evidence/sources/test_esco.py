"""ESCO's concepts as evidence: each at its bytes, counted, of one version."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.concepts.made import GROUP, ISCO, LOOM, OCCUPATION, SKILL, esco_files
from tests.evidence.samples import WHEN
from tests.support.replay.esco import Esco

WHOLE = Esco(esco_files()).whole()


def joined(*answers: bytes) -> bytes:
    return b"[" + b",".join(answers) + b"]\n"


def rows(data: bytes) -> list[dict[str, Any]]:
    ((_, found),) = check_source("esco", data)
    return found


def said(data: bytes, name: str = "esco.json") -> Remarks:
    entry = describe(data, name=name, source="esco", retrieved=WHEN)
    return load("esco").remarks(entry, data, None)


def changed(answer: bytes, **more: object) -> bytes:
    return json.dumps({**json.loads(answer), **more}, ensure_ascii=False).encode()


def test_concepts_of_every_list_stand_at_their_titles():
    found = {r["id"]: r for r in rows(joined(*WHOLE))}
    assert (found[SKILL]["kind"], found[SKILL]["label"]) == ("skill", "weave cloth")
    assert (found[GROUP]["kind"], found[GROUP]["code"]) == ("group", "S9.1")
    assert (found[OCCUPATION]["kind"], found[OCCUPATION]["code"]) == ("occupation", "8152")
    assert found[ISCO]["kind"] == "group"
    assert {r["version"] for r in found.values()} == {"1.2.0"}
    assert found[LOOM]["raw"] == '"tend a loom"'


def test_a_concept_without_a_title_stands_at_its_address():
    (row, _) = rows(joined(WHOLE[0].replace(b'"title"', b'"other"')))
    assert row["raw"] == f'"{SKILL}"'


def test_a_list_that_comes_in_two_answers_is_one_list():
    (first, *_) = WHOLE
    both = json.loads(first)["_embedded"]
    halves = [changed(first, _embedded={uri: one}) for uri, one in both.items()]
    assert [r["id"] for r in rows(joined(*halves, WHOLE[3]))][:2] == [SKILL, LOOM]


def test_a_concept_of_two_lists_stands_once_and_is_counted():
    told = said(joined(WHOLE[0], WHOLE[0]))
    assert [(d.what, d.rows) for d in told.dropped] == [
        ("concepts that stand in another list too", 2)
    ]


def test_a_version_that_nothing_tells_is_remarked_on():
    bare = joined(WHOLE[0].replace(b"selectedVersion", b"other"))
    assert "neither the answers nor the file's name" in said(bare).warnings[0]
    assert not said(bare, "esco-v1.2.0.json").warnings


def test_an_address_that_is_none_names_no_version_and_breaks_nothing():
    bare = joined(WHOLE[0].replace(b"https://ec.europa.eu", b"https://[ec"))
    assert {r["version"] for r in rows(bare)} == {"1.2.0"}


@pytest.mark.parametrize(
    ("data", "shut"),
    [
        (WHOLE[0][:-40], "truncated"),
        (b"", "empty"),
        (b"<!doctype html><title>ESCO</title>", "html"),
        (b'{"error": "ConstraintViolationException"}', "json_error"),
        (b'{"total": 0, "_embedded": {}}', "no_rows"),
        (changed(WHOLE[0], total=3), "count"),
        (changed(WHOLE[0], total=1), "count"),
        (changed(WHOLE[0], total=None), "json_error"),
        (changed(WHOLE[0], total="9" * 5000), "json_error"),
        (joined(changed(WHOLE[0], total=3), WHOLE[1]), "count"),
        (joined(changed(WHOLE[0], total=3), WHOLE[2]), "count"),
        (joined(WHOLE[0], WHOLE[1].replace(b"v1.2.0", b"v1.1.0")), "version"),
        (WHOLE[0].replace(b'"en": "weave cloth"', b'"fr": "tisser"').replace(b"title", b"t"),
         "values"),
        (b"[1, 2]", "json_error"),
    ],
)  # fmt: skip
def test_what_is_no_whole_list_of_one_version_is_refused(data: bytes, shut: str):
    with pytest.raises(GateRefused) as why:
        check_source("esco", data)
    assert why.value.gate == shut, why.value
