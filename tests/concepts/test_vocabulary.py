"""A vocabulary answers by id, by label and by what stands above, and several are as one."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.concepts import Concept, join
from sectorscope.concepts.columns import NAMES, of
from sectorscope.errors import VocabularyError
from tests.concepts.made import vocabulary

TREE = vocabulary(
    [
        Concept("root", "skills", "group"),
        Concept("metal", "metal work", "group", parents=("root",)),
        Concept("art", "art", "group", parents=("root",)),
        Concept("weld", "Welding", alternatives=("joining metal",), parents=("metal",)),
        Concept("tig", "TIG  welding", hidden=("tigg",), parents=("weld", "art")),
        Concept("welder", "welder", "occupation", alternatives=("welding",)),
    ]
)


def ids(concepts: tuple[Concept, ...]) -> list[str]:
    return [concept.id for concept in concepts]


def test_kinds_are_told_apart_in_order():
    assert ids(TREE.skills()) == ["weld", "tig"]
    assert ids(TREE.groups()) == ["root", "metal", "art"]
    assert ids(TREE.occupations()) == ["welder"]


def test_a_label_is_found_whatever_its_capitals_and_spaces():
    assert ids(TREE.by_label("  tig WELDING")) == ["tig"]
    assert TREE.by_label("riveting") == ()


def test_an_own_label_goes_before_anothers_alternative():
    assert ids(TREE.by_label("welding")) == ["weld"]
    assert ids(TREE.by_label("Joining metal")) == ["weld"]
    assert ids(TREE.by_label("tigg")) == ["tig"]


def test_the_nearest_group_on_each_way_up():
    assert ids(TREE.broader("tig")) == ["art", "metal"]
    assert ids(TREE.broader("metal")) == ["root"]
    assert TREE.broader("root") == ()


def test_all_that_stands_above_nearest_first():
    assert ids(TREE.ancestors("tig")) == ["weld", "art", "metal", "root"]


def test_an_id_that_is_not_there_is_named():
    for ask in (TREE.broader, TREE.ancestors, TREE.origin):
        with pytest.raises(VocabularyError, match="no concept has the id 'none'"):
            ask("none")
    assert "none" not in TREE.concepts
    with pytest.raises(KeyError):
        TREE.concepts["none"]


def test_an_empty_vocabulary_is_empty():
    nothing = vocabulary([])
    assert len(nothing.concepts) == 0
    assert nothing.skills() == nothing.by_label("x") == ()


def test_it_travels_to_another_process():
    back = pickle.loads(pickle.dumps(TREE))  # noqa: S301 - our own bytes
    assert dict(back.concepts) == dict(TREE.concepts)
    assert ids(back.by_label("tig welding")) == ["tig"]


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1e\x1f"))
MANY = st.lists(TEXTS.filter(bool)).map(tuple)
CONCEPTS = st.builds(
    Concept, TEXTS.filter(bool), *[MANY if name in ("alternatives", "hidden", "parents") else TEXTS
                                   for name in NAMES[1:]],
)  # fmt: skip


@given(st.lists(CONCEPTS, unique_by=lambda concept: concept.id))
def test_columns_give_back_each_concept(concepts: list[Concept]):
    assert list(of(concepts).values()) == concepts


def test_a_separator_in_a_text_parts_nothing():
    (made,) = of([Concept("a", "x\x1ey", alternatives=("p\x1fq",))]).values()
    assert (made.label, made.alternatives) == ("x y", ("p q",))


OWN = vocabulary([Concept("own.mend", "mending", parents=("own",)), Concept("own", "own", "group")])


def test_joined_vocabularies_answer_as_one_and_know_where_from():
    other = vocabulary(OWN.concepts.values(), scheme="own")
    both = join(TREE, other)
    assert ids(both.skills()) == ["weld", "tig", "own.mend"]
    assert ids(both.by_label("Mending")) == ["own.mend"]
    assert ids(both.broader("own.mend")) == ["own"]
    assert (both.scheme, both.version, both.licence) == ("made + own", "1 + 1", "CC0-1.0")
    assert both.origin("own.mend") is other
    assert both.origin("tig") is TREE
    third = vocabulary([Concept("z", "z")], scheme="z")
    assert join(both, third).origin("tig") is TREE
    assert len({TREE.digest, other.digest, both.digest, join(other, TREE).digest}) == 4


def test_one_is_itself_and_none_is_refused():
    assert join(TREE) is TREE
    assert TREE.origin("tig") is TREE
    with pytest.raises(VocabularyError, match="no vocabulary"):
        join()


def test_ids_may_not_clash():
    with pytest.raises(VocabularyError) as why:
        join(OWN, vocabulary([Concept("own", "ours")], scheme="second"))
    assert "'own' stands in made and in second" in str(why.value)
