"""A definition or a frame that changes between the steps is not mixed with the one before."""

from pathlib import Path

import pytest

from sectorscope.errors import DecisionError
from sectorscope.sector.definition import Definition
from sectorscope.sector.frame import frame
from sectorscope.sector.review.drawing import Plan
from sectorscope.sector.review.drawn import SEEDS, A, B
from sectorscope.sector.review.mixing import Mixed
from sectorscope.sector.review.redraw import redraw
from sectorscope.sector.review.room import Review
from tests.sector.review.made import DAY, definition, material, reading, review, rows, rule

PLAN = Plan(10, 16)
RUBRIC = definition(rubric="Makes medical things, or designs them.")
KEYWORD = definition(keywords=["surgical", "implant*", "fish"])
COSMETIC = definition(name="medicine")


@pytest.fixture
def audit(tmp_path: Path) -> Review:
    """An audit of ten, half of it ruled on."""
    own = review(tmp_path)
    for _ in range(3):
        rule(own)
        own.advance("Ann", PLAN)
    own.keep([reading(c, draw=own.draws[B].csv) for c in own.position().left[:5]])
    return own


def under(own: Review, sector: Definition | None = None, n: int = 60) -> Review:
    return Review(own.folder, material(n, sector or definition()), today=DAY)


def test_what_changes_no_ruling_changes_nothing(audit: Review):
    at = under(audit, COSMETIC).position()
    assert at.drawn is not None
    assert (at.drawn.csv, len(at.left)) == (audit.draws[B].csv, 5)


def test_an_edited_definition_is_not_mixed_and_says_what_was_edited(audit: Review):
    new = under(audit, RUBRIC)
    for attempt in (new.position, lambda: new.advance("Ann")):
        with pytest.raises(Mixed) as raised:
            attempt()
        said = str(raised.value)
        assert "the definition has changed since companies were drawn (stage B, the audit)" in said
        assert "the rubric was edited" in said
        assert "21 rulings in doubt" in said
        assert "--redraw" in said
        assert "put the definition back" in said


def test_putting_the_definition_back_goes_on(audit: Review):
    with pytest.raises(Mixed):
        under(audit, RUBRIC).position()
    assert len(under(audit).position().left) == 5


def test_a_frame_that_changed_is_not_mixed_and_says_how(audit: Review):
    with pytest.raises(Mixed, match="1 company is new \\(00000061\\)"):
        under(audit, n=61).position()
    with pytest.raises(Mixed, match="1 company is gone \\(00000060\\)"):
        under(audit, n=59).position()


def test_a_headcount_that_changed_is_a_frame_that_changed(audit: Review):
    listed = [r | ({"headcount": 999.0} if r["id"] == "00000004" else {}) for r in rows()]
    changed = Review(audit.folder, material(frame=frame(listed, definition())), today=DAY)
    with pytest.raises(Mixed, match="1 headcount is another \\(00000004\\)"):
        changed.position()


def test_going_on_with_the_new_definition_asks_again_what_is_in_doubt(audit: Review):
    ruled, csv = dict(audit.rulings), audit.draws[B].csv
    new = under(audit, RUBRIC)
    (back,) = redraw(new, "Ann")
    assert (back.body["stage"], back.body["csv"]) == (B, csv)
    at = new.position()
    assert at.drawn is not None
    assert at.drawn.stage == A
    assert (len(at.left), len(at.again)) == (6, 10)  # an edited rubric puts all in doubt
    assert [i.company for i in new.queue("Ann", at)] == [*at.again, *at.left]
    rule(new)
    new.keep([reading(c) for c in at.again])
    assert new.rulings.keys() == {*at.drawn.queue, *at.again}
    assert len(new.log.read("membership")) == len(ruled) + 16
    assert new.position().due


def test_rulings_that_an_edit_leaves_alone_still_stand(audit: Review):
    """Those that sell fish are in doubt; the rest stand, those of the old audit too."""
    before = audit.rulings
    new = under(audit, KEYWORD)
    redraw(new, "Ann")
    assert set(new.rulings) == {c for c in before if int(c) % 5 == 0}
    at = new.position()
    assert at.drawn is not None
    assert all(int(c) % 5 for c in at.left)


def test_seeds_in_doubt_are_not_lost_behind_stage_a(audit: Review):
    new = under(audit, RUBRIC)
    redraw(new, "Ann")
    rule(new)
    assert set(new.position().again) == set(audit.draws[SEEDS].queue)
    assert new.advance("Ann") is None
    new.keep([reading(c) for c in new.position().again])
    drawn = new.advance("Ann")
    assert drawn is not None
    assert drawn.stage == B


def test_seeds_left_alone_by_ending_early_are_not_asked_again(tmp_path: Path):
    own = review(tmp_path)
    own.advance("Ann", PLAN)
    own.keep([reading(c) for c in own.position().left[:6]])
    own.advance("Ann", early=True)
    own.keep([reading(own.draws[A].queue[0])])
    new = under(own, RUBRIC)
    redraw(new, "Ann")
    assert len(new.position().again) == 6


def test_going_on_with_a_new_frame_keeps_rulings_and_draws_the_audit_anew(audit: Review):
    before = audit.draws[B]
    read = {c for c in before.queue if c in audit.rulings}
    new = under(audit, n=61)
    redraw(new, "Ann")
    at = new.position()
    assert (at.left, at.stage, at.size) == ((), B, 10)
    drawn = new.advance("Ann")
    assert drawn is not None
    assert "00000061" in drawn.companies
    known = {c for c, on in zip(drawn.companies, drawn.known, strict=True) if on}
    assert read <= known
    assert known == set(new.rulings)


def test_a_draw_nobody_was_ruled_on_from_is_drawn_from_the_new_frame(tmp_path: Path):
    own = review(tmp_path, n=20)
    own.advance("Ann", PLAN)
    new = under(own, n=60)
    redraw(new, "Ann")
    assert new.draws == {}
    drawn = new.advance("Ann")
    assert drawn is not None
    assert len(drawn.companies) == 60


def test_a_draw_that_stands_is_not_drawn_anew(audit: Review):
    with pytest.raises(DecisionError, match="nothing has changed") as raised:
        redraw(audit, "Ann")
    assert "--reviews" in str(raised.value)
    assert len(audit.log.read("draw")) == 3


def test_a_lost_file_can_be_given_up(audit: Review):
    (audit.folder / "draws" / f"{audit.draws[B].csv}.csv").unlink()
    again = under(audit)
    with pytest.raises(DecisionError, match="is missing"):
        again.position()
    redraw(again, "Ann", "the file was lost")
    drawn = again.advance("Ann")
    assert drawn is not None
    assert (drawn.stage, drawn.known.sum()) == (B, 21)


def test_lost_seeds_leave_what_was_ruled_on_of_them(tmp_path: Path):
    own = review(tmp_path)
    own.advance("Ann", PLAN)
    csv = own.draws[SEEDS].csv
    own.keep([reading(c, draw=csv) for c in own.position().left[:6]])
    (own.folder / "draws" / f"{csv}.csv").write_text("", encoding="utf-8")
    again = under(own)
    redraw(again, "Ann")
    assert len(again.draws[SEEDS].queue) == 6
    assert again.advance("Ann") is not None


def test_a_segment_nobody_was_asked_about_puts_only_its_own_review_in_doubt(audit: Review):
    segments = [{"id": "hips", "label": "hips", "keywords": ["hip"]}, {"id": "new", "label": "new"}]
    changed = definition(segment=segments)
    assert len(under(audit, changed).rulings) == 21
    new = Review(audit.folder, material(60, changed), today=DAY, target="new")
    assert new.rulings == {}
