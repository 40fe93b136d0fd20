"""Which step a review is in, who is left, and what comes next."""

from pathlib import Path

import pytest

from sectorscope.errors import DecisionError
from sectorscope.sector.review.drawing import Plan
from sectorscope.sector.review.drawn import SEEDS, A, B
from sectorscope.sector.review.reading import UNRESOLVED
from sectorscope.sector.review.room import Review
from tests.sector.review.made import DAY, material, reading, review, rule, truth

PLAN = Plan(10, 16)


def test_seeds_then_a_then_b_then_done(tmp_path: Path):
    own = review(tmp_path)
    steps = list[tuple[str, int, int]]()
    while drawn := own.advance("Ann", PLAN):
        at = own.position()
        assert not at.due
        steps.append((drawn.stage, len(at.left), at.size))
        rule(own)
    assert steps == [(SEEDS, 10, 6), (A, 6, 10), (B, 10, 0)]
    at = own.position()
    assert (at.left, at.stage, at.ruled) == ((), "", 10)
    assert not at.done  # one in ten is read twice
    own.keep([reading(c, "Bob") for c in at.twice.left])
    assert own.position().done


def test_by_default_a_hundred_seeds_and_two_hundred_reviews(tmp_path: Path):
    own = review(tmp_path, n=400)
    assert (own.position().stage, own.position().size) == (SEEDS, 100)
    sizes = list[int]()
    while drawn := own.advance("Ann"):
        sizes.append(len(drawn.rows))
        rule(own)
    assert sizes == [100, 80, 120]


def test_nothing_more_is_drawn_while_somebody_is_left(tmp_path: Path):
    own = review(tmp_path)
    own.advance("Ann", PLAN)
    first, *rest = own.position().left
    own.keep([reading(c) for c in rest])
    assert own.advance("Ann") is None
    own.keep([reading(first, ruling=UNRESOLVED)])  # a ruling too: nobody can tell
    assert own.advance("Ann") is not None


def test_a_step_can_be_ended_early(tmp_path: Path):
    own = review(tmp_path)
    own.advance("Ann", PLAN)
    own.keep([reading(c) for c in own.position().left[:6]])
    drawn = own.advance("Ann", early=True)
    assert drawn is not None
    assert drawn.stage == A
    assert len(own.position().left) == 6
    assert drawn.known.sum() == 6


def test_the_plan_is_remembered_with_the_draw(tmp_path: Path):
    own = review(tmp_path)
    own.advance("Ann", PLAN)
    again = Review(own.folder, own.material, today=DAY)
    assert again.position().plan == PLAN


def test_an_odd_number_is_shared_too(tmp_path: Path):
    own = review(tmp_path)
    sizes = list[int]()
    while drawn := own.advance("Ann", Plan(4, 7)):
        sizes.append(len(drawn.rows))
        rule(own)
    assert sum(sizes) == 11


def test_more_reviews_are_a_second_audit_of_the_rest(tmp_path: Path):
    own = review(tmp_path)
    while own.advance("Ann", PLAN):
        rule(own)
    first = own.draws[B]
    more = own.advance("Ann", Plan(10, 22))
    assert more is not None
    assert (more.stage, len(more.rows)) == (B, 6)
    assert not set(first.queue) & set(more.queue)
    known = {c for c, on in zip(more.companies, more.known, strict=True) if on}
    assert set(first.queue) <= known
    assert len(own.log.read("draw")) == 4  # the first stays in the log


def test_a_frame_smaller_than_the_plan_is_reviewed_whole(tmp_path: Path):
    own = review(tmp_path, n=15)
    sizes = list[int]()
    while drawn := own.advance("Ann", PLAN):
        sizes.append(len(drawn.rows))
        rule(own)
    assert sizes == [10, 5]
    assert own.position().done


def test_a_segment_is_reviewed_by_itself_and_knows_what_is_known(tmp_path: Path):
    whole = review(tmp_path)
    while whole.advance("Ann", PLAN):
        rule(whole)
    hips = Review(whole.folder, whole.material, today=DAY, target="hips")
    drawn = hips.advance("Ann", Plan(4, 4))
    assert drawn is not None
    assert (drawn.target, drawn.stage) == ("hips", SEEDS)
    assert not set(drawn.queue) & set(whole.rulings)
    assert whole.position().stage == ""  # as it was
    assert B in whole.draws


def test_two_who_go_on_at_once_draw_once(tmp_path: Path):
    one, two = review(tmp_path), review(tmp_path)
    assert one.advance("Ann", PLAN) is not None
    assert two.advance("Bob", PLAN) is None
    assert [d.who for d in one.log.read("draw")] == ["Ann"]


def test_the_definition_is_kept_with_the_first_draw_once(tmp_path: Path):
    own = review(tmp_path)
    while own.advance("Ann", PLAN):
        rule(own)
    (kept,) = own.log.read("definition")
    assert kept.body["definition"] == own.material.definition.id
    assert kept.body["text"] == own.material.definition.text


@pytest.mark.parametrize(
    ("company", "said"),
    [("00000099", "not in the frame"), ("09999999", "institution"), ("09999998", "dissolved")],
)
def test_nobody_rules_on_a_company_that_is_not_counted(tmp_path: Path, company: str, said: str):
    own = review(tmp_path)
    with pytest.raises(DecisionError, match=said):
        own.keep([reading("00000001"), reading(company)])
    assert own.log.read("membership") == []


def test_a_segment_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(DecisionError, match="hips, wounds"):
        review(tmp_path).keep([reading("00000005", segments=("hipps",))])


def test_a_ruling_that_stands_is_not_kept_anew_and_one_that_changed_is(tmp_path: Path):
    own = review(tmp_path)
    one = reading("00000005", ruling="in")
    assert len(own.keep([one])) == 1
    assert own.keep([one]) == ()
    assert len(own.keep([reading("00000005", ruling="out", why="rang them")])) == 1
    assert [d.ruling for d in own.history("00000005")] == ["in", "out"]
    assert own.rulings["00000005"].ruling == "out"


def test_undoing_gives_back_what_stood_before(tmp_path: Path):
    own = review(tmp_path)
    first = own.keep([reading("00000005", ruling="in")])
    second = own.keep([reading("00000005", ruling="out")])
    own.take_back(second, "Ann")
    assert own.rulings["00000005"].ruling == "in"
    own.take_back(first, "Ann")
    assert own.rulings == {}
    assert [d.ruling for d in own.history("00000005")] == ["in", "out", "in", "withdrawn"]


@pytest.mark.parametrize("said", ["00000005", "5", "company pzji fff ltd"])
def test_a_company_is_found_by_number_and_name(tmp_path: Path, said: str):
    own = review(tmp_path)
    named = own.material.frame.names[4]
    assert own.company(named.upper() if said.startswith("company") else said) == "00000005"


def test_a_company_that_nobody_knows_is_refused(tmp_path: Path):
    with pytest.raises(DecisionError, match="no company 'Acme'"):
        review(tmp_path).company("Acme")


def test_the_next_company_does_not_hang_on_the_model(tmp_path: Path):
    own = review(tmp_path)
    own.advance("Ann", PLAN)
    rule(own)
    own.advance("Ann")

    def fails(_: object):
        raise AssertionError("asked again")

    again = Review(own.folder, material(classify=fails), today=DAY)
    at = again.position()
    assert again.queue("Ann", at)
    again.keep([reading(at.left[0])])
    assert truth(at.left[0]) == again.rulings[at.left[0]].ruling
