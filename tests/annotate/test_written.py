"""Annotations out: in the places and words of the original, in the same form everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.annotate.annotation import KINDS, REQUIREMENTS, Annotation
from sectorscope.annotate.texts import Document
from sectorscope.annotate.written import TABLE, as_dict, lines, mapped, rounded
from sectorscope.engine import Local
from sectorscope.schema import check
from sectorscope.schema.annotations import MEANT
from sectorscope.schema.annotations import REQUIREMENTS as ASKED
from tests.annotate.standin import Annotated, StandIn
from tests.annotate.test_readable import TEXTS

SOURCE = pa.schema([("id", pa.string()), ("text", pa.string()), ("kind", pa.string())])


def told(*texts: str, rank: int = 0) -> list[dict[str, Any]]:
    annotator: Any = StandIn("made", rank=rank)
    documents = [Document(f"d{i}", text, "advert") for i, text in enumerate(texts)]
    return [json.loads(line) for line in lines(annotator, documents)]


def test_the_table_allows_what_annotations_are():
    assert (KINDS, REQUIREMENTS) == (MEANT, ASKED)


def test_a_line_has_exactly_these_keys():
    (line,) = told("CAD and an HNC", rank=1)
    assert line == {
        "id": "d0",
        "annotations": [
            {
                "start": 0,
                "end": 3,
                "text": "CAD",
                "concept": "made.cad",
                "label": "CAD skills",
                "scheme": "made",
                "kind": "skill",
                "score": 0.1235,
                "lane": "phrases",
                "context": {
                    "requirement": "essential",
                    "negated": False,
                    "difficulty": False,
                    "training": False,
                    "years": 2.0,
                    "segment": "duties",
                    "speaker": "Ann",
                },
                "level": None,
                "framework": None,
                "why": {"base": -1.0, "spelt": 2.1235},
                "detail": {},
            },
            {
                "start": 11,
                "end": 14,
                "text": "HNC",
                "concept": "hnc",
                "label": "",
                "scheme": "rules",
                "kind": "qualification",
                "score": 1.0,
                "lane": "",
                "context": {
                    "requirement": "mentioned",
                    "negated": False,
                    "difficulty": False,
                    "training": False,
                    "years": None,
                    "segment": "",
                    "speaker": None,
                },
                "level": 4,
                "framework": "RQF",
                "why": {},
                "detail": {"subject": "any"},
            },
        ],
        "ranking": [{"concept": "made.cad", "label": "CAD skills", "score": 0.1235}],
    }


def test_nothing_found_has_both_keys_all_the_same():
    assert told("", "nothing here") == [
        {"id": "d0", "annotations": [], "ranking": []},
        {"id": "d1", "annotations": [], "ranking": []},
    ]


@given(st.lists(TEXTS, max_size=4))
def test_text_is_what_stands_there_in_any_unicode(texts: list[str]):
    texts = [f"{text} CAD {text}" for text in texts]
    for text, line in zip(texts, told(*texts), strict=True):
        for one in line["annotations"]:
            assert text[one["start"] : one["end"]] == one["text"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>C<b>A</b>D</p>", "C<b>A</b>D"),
        ("&nbsp;CAD&nbsp;", "CAD"),
        ("C\u00adAD", "C\u00adAD"),
        ("\ud800 CAD", "CAD"),
        ("שלום CAD عربي", "CAD"),
        ("<script>CAD</script> CNC <!-- SAP -->", "CNC"),
    ],
)
def test_what_is_found_is_told_as_it_was_written(text: str, found: str):
    (line,) = told(text)
    assert [one["text"] for one in line["annotations"]] == [found]


def test_a_text_that_utf8_cannot_say_is_escaped():
    annotator: Any = StandIn("made")
    (line,) = lines(annotator, [Document("\ud800", "C\ud800AD £", "advert")])
    assert line.isascii()
    assert json.loads(line)["id"] == "\ud800"
    (line,) = lines(annotator, [Document("£", "", "advert")])
    assert "£" in line.decode()


def test_a_score_is_never_minus_nought():
    assert str(rounded(-0.00001)) == "0.0"
    assert rounded(0.12345) == 0.1235 or rounded(0.12345) == 0.1234


def test_why_may_be_any_mapping_and_is_rounded():
    one = Annotation(0, 1, "x", "c", "skill", 0.5, why={"a": 1 / 3})
    assert as_dict(one)["why"] == {"a": 0.3333}


# --- as a table --------------------------------------------------------------------------------


def rows(texts: Sequence[str | None], annotator: StandIn | None = None) -> list[dict[str, Any]]:
    given_ = [{"id": f"d{i}", "text": t, "kind": "advert"} for i, t in enumerate(texts)]
    batches = iter([pa.RecordBatch.from_pylist(given_, SOURCE)])
    made: Any = annotator or StandIn("made")
    return [row for batch in mapped(made, batches) for row in batch.to_pylist()]


def test_rows_are_those_of_the_table_and_name_what_made_them():
    found = rows(["CAD, CNC", None, "HNC"])
    assert [(r["document"], r["start"], r["concept"]) for r in found] == [
        ("d0", 0, "made.cad"),
        ("d0", 5, "made.cnc"),
        ("d2", 0, "hnc"),
    ]
    assert {(r["vocabulary"], r["annotator"]) for r in found} == {("made 1", "standin")}
    assert json.loads(found[0]["why"]) == {"base": -1.0, "spelt": 2.1235}
    assert found[0]["score"] == 0.1235
    assert set(found[0]) == set(TABLE.schema.names)
    check(TABLE, pa.Table.from_pylist(found, TABLE.schema))


def test_places_are_those_of_the_original():
    (row,) = rows(["&amp;&amp; <b>CAD</b>"])
    assert (row["start"], row["end"]) == (14, 17)


def test_of_one_concept_twice_on_one_span_the_better_stands():
    class Twice(StandIn):
        def documents(self, texts: Iterable[tuple[str, str]]) -> Iterator[Annotated]:
            for found in super().documents(texts):
                weak = [
                    Annotation(a.start, a.end, a.text, a.concept, a.kind, 0.01)
                    for a in found.annotations
                ]
                yield found._replace(annotations=(*weak, *found.annotations, *weak))

    assert [r["score"] for r in rows(["CAD"], Twice("made"))] == [0.1235]


def test_an_engine_takes_it_and_the_rows_do_not_depend_on_the_batch(tmp_path: Path):
    texts = [f"CAD {'HNC ' * (i % 3)}" for i in range(50)]
    table = pa.Table.from_pylist(
        [{"id": f"d{i}", "text": t, "kind": "advert"} for i, t in enumerate(texts)], SOURCE
    )
    pq.write_table(table, tmp_path / "in.parquet")
    annotator: Any = StandIn("made")
    made: list[Any] = []
    for batch in (3, 1000):
        target = tmp_path / f"{batch}.parquet"
        Local(batch=batch).map_batches(
            lambda batches: mapped(annotator, batches),
            tmp_path / "in.parquet",
            target,
            schema=TABLE.schema,
        )
        made.append(pq.read_table(target).to_pylist())
    assert made[0] == made[1] == rows(texts)
    assert len(made[0]) == 50 + sum(i % 3 for i in range(50))
