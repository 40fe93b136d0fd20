"""Between two versions: what stands, what changed, what is gone, and who could follow it."""

import pytest

from sectorscope.concepts import Concept, load
from sectorscope.concepts.moves import Moved, compare
from tests.concepts.made import ESCO, needs_data, vocabulary

OLD = vocabulary(
    [
        Concept("g1", "Metal work", "group", code="S1"),
        Concept("g2", "Paper work", "group", code="S2"),
        Concept("same", "welding", definition="Joining  metal.", parents=("g1",)),
        Concept("label", "use of computers", definition="Using them.", parents=("g2",)),
        Concept("words", "filing", definition="Removing metal.", parents=("g1",)),
        Concept("place", "soldering", parents=("g1",)),
        Concept("all", "typing", definition="Old.", parents=("g2",)),
        Concept("namesake", "Riveting", parents=("g1",)),
        Concept("known", "oxy-fuel cutting", parents=("g1",)),
        Concept("knows", "therapeutic radiographer", alternatives=("radiation therapist",)),
        Concept("spelt", "maintaining mechanical equipments", parents=("g1",)),
        Concept("lost", "understand written Catalan"),
        Concept("job", "turning", "occupation"),
    ]
)
NEW = vocabulary(
    [
        Concept("h1", "metal work", "group", code="S1"),
        Concept("g2", "Paper work", "group", code="S2"),
        Concept("same", "welding", alternatives=("joining",), definition="Joining metal.",
                parents=("h1",)),
        Concept("label", "using computers", definition="Using them.", parents=("g2",)),
        Concept("words", "filing", definition="Putting paper in order.", parents=("h1",)),
        Concept("place", "soldering", parents=("g2",)),
        Concept("all", "keyboarding", definition="New.", parents=("h1",)),
        Concept("namesake2", "riveting", parents=("h1",)),
        Concept("known2", "flame cutting", alternatives=("Oxy-fuel cutting",), parents=("h1",)),
        Concept("knows2", "radiation therapist"),
        Concept("spelt2", "maintaining mechanical equipment", parents=("h1",)),
        Concept("malay", "understand written Malay"),
        Concept("turning", "turning"),
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def moved() -> Moved:
    return compare(OLD, NEW)


def test_every_difference_is_listed(moved: Moved):
    assert [c.id for c in moved.kept] == ["g2", "same"]
    assert [(c.old.label, c.new.label) for c in moved.relabelled] == [
        ("use of computers", "using computers"),
        ("typing", "keyboarding"),
    ]
    assert [c.new.id for c in moved.redefined] == ["words", "all"]
    assert [c.new.id for c in moved.reparented] == ["place", "all"]
    assert [c.id for c in moved.added] == [
        "h1", "namesake2", "known2", "knows2", "spelt2", "malay", "turning",
    ]  # fmt: skip
    assert [gone.old.id for gone in moved.removed] == [
        "g1", "namesake", "known", "knows", "spelt", "lost", "job",
    ]  # fmt: skip


def test_successors_are_proposed_by_label_and_say_how(moved: Moved):
    proposed = {g.old.id: (g.successor and g.successor.id, g.how) for g in moved.removed}
    assert proposed == {
        "g1": ("h1", "label"),
        "namesake": ("namesake2", "label"),
        "known": ("known2", "alternative"),
        "knows": ("knows2", "alternative"),
        "spelt": ("spelt2", "alike"),
        "lost": (None, ""),  # Malay is alike, and another thing
        "job": (None, ""),  # a skill is no occupation
    }


def test_of_namesakes_the_one_of_the_same_code_or_none():
    old = vocabulary([Concept("a", "education", "group", code="01"), Concept("b", "arts", "group")])
    new = vocabulary(
        [
            Concept("c", "education", "group", code="01"),
            Concept("d", "education", "group", code="011"),
            Concept("e", "arts", "group", code="02"),
            Concept("f", "arts", "group", code="021"),
        ]
    )
    first, second = compare(old, new).removed
    assert first.successor is new.concepts["c"]
    assert second.successor is None


def test_decisions_are_carried(moved: Moved):
    asked = ["place", "known", "typo", "all", "words", "same", "label", "same", "lost"]
    carried = moved.carry(iter(asked))
    assert carried.stands == (NEW.concepts["place"], NEW.concepts["same"])
    assert [c.new.label for c in carried.relabelled] == ["keyboarding", "using computers"]
    assert [c.new.id for c in carried.redefined] == ["words"]
    assert [(g.old.id, g.successor and g.successor.label) for g in carried.gone] == [
        ("known", "flame cutting"),
        ("lost", None),
    ]
    assert carried.unknown == ("typo",)


def test_between_the_same_everything_stands():
    moved = compare(OLD, OLD)
    assert len(moved.kept) == len(OLD.concepts)
    assert moved.relabelled == moved.redefined == moved.reparented == moved.added == ()
    assert len(moved.carry(OLD.concepts).stands) == len(OLD.concepts)


def test_another_kind_is_another_meaning():
    old, new = (vocabulary([Concept("a", "ICT safety", kind)]) for kind in ("group", "skill"))
    assert [c.new.id for c in compare(old, new).redefined] == ["a"]


@needs_data
@pytest.mark.data
def test_from_esco_110_to_111():
    old, new = load(ESCO["1.1.0"]), load(ESCO["1.1.1"])
    moved = compare(old, new)
    assert [c.new.label for c in moved.relabelled] == [
        "use waterway traffic control systems",
        "integrate gender dimension in research",
    ]
    carried = moved.carry(c.id for c in old.skills())
    assert carried.gone == carried.unknown == ()
    assert len(carried.stands) + len(carried.relabelled) + len(carried.redefined) == 13_891
    assert len(carried.stands) > 13_700
    (radiographer,) = moved.carry(c.id for c in old.occupations()).gone
    assert radiographer.successor is not None
    assert radiographer.successor.label == "radiation therapist"
    # Nearly every skill group has a new id; their places count as kept all the same.
    assert len([g for g in moved.removed if g.how == "label"]) == 398
    assert len(moved.reparented) < 2_000
