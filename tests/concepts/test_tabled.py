"""A vocabulary that a run keeps is the same to compare as the one it was made from."""

from __future__ import annotations

import pytest

from sectorscope.concepts import Concept, join, load
from sectorscope.concepts.moves import compare
from sectorscope.concepts.tabled import from_rows, rows
from sectorscope.schema import TABLES
from sectorscope.schema import from_rows as table
from tests.concepts.made import ESCO, needs_data, vocabulary

MADE = vocabulary(
    [
        Concept("g", "Metal, work\n", "group", code="S1"),
        Concept("a", "welding", alternatives=("joining", 'by "arc"'), definition="É."),
        Concept("job", "welder", "occupation", code="7212", parents=("g", "a")),
    ]
)  # fmt: skip


def test_it_comes_back_as_it_was():
    again = from_rows(table(TABLES["concept"], rows(MADE)).to_pylist())
    assert (again.scheme, again.version) == ("made", "1")
    assert dict(again.concepts) == dict(MADE.concepts)


def test_parts_are_told_apart():
    other = vocabulary([Concept("b", "filing")], "other")
    found = list(rows(join(MADE, other)))
    assert {r["id"]: r["scheme"] for r in found} == {
        **dict.fromkeys(("g", "a", "job"), "made"),
        "b": "other",
    }
    assert from_rows(found).scheme == "made + other"


def test_of_nothing_there_is_a_vocabulary_without_concepts():
    assert len(from_rows([]).concepts) == 0


@needs_data
@pytest.mark.data
def test_escos_versions_differ_as_their_files_do():
    old, new = (load(ESCO[v]) for v in ("1.1.0", "1.1.1"))
    whole, again = compare(old, new), compare(*(from_rows(list(rows(v))) for v in (old, new)))
    for name in ("kept", "added"):
        assert [c.id for c in getattr(again, name)] == [c.id for c in getattr(whole, name)]
    for name in ("relabelled", "redefined", "reparented"):
        assert [c.old.id for c in getattr(again, name)] == [c.old.id for c in getattr(whole, name)]
    proposed = [
        [(g.old.id, g.successor and g.successor.id) for g in m.removed] for m in (again, whole)
    ]
    assert proposed[0] == proposed[1]
