"""Which audited companies are read twice, by whom, and what readers agree on."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sectorscope.sector.review.agreement import agreement
from sectorscope.sector.review.drawing import Plan
from sectorscope.sector.review.drawn import SEEDS, A, B
from sectorscope.sector.review.material import Labels, Material, Probabilities
from sectorscope.sector.review.reading import AGAIN, FIRST, IN, OUT, SETTLED, UNRESOLVED, Reading
from sectorscope.sector.review.room import Review
from tests.sector.review.made import DAY, material, reading, review, rule

PLAN = Plan(10, 50)


@pytest.fixture
def audit(tmp_path: Path) -> Review:
    """An audit of 30 that is drawn and not yet read."""
    own = review(tmp_path, n=120)
    for _ in range(3):
        rule(own)
        own.advance("Ann", PLAN)
    assert own.position().drawn is own.draws[B]
    return own


def unlikely(own: Review) -> list[str]:
    """Companies of the audit that the model takes for no member (p = 0.02)."""
    b = own.draws[B]
    return [c for c in b.queue if b.p[b.row_of[c]] < 0.1]


def test_one_in_ten_is_read_twice_whoever_it_is(audit: Review):
    rule(audit)
    due = audit.position().twice.due
    assert len(due) == 3
    order = {audit.draws[B].queue.index(c) % 10 for c in due}
    assert len(order) == 1  # which, the seed decides, before anybody looks


def test_every_surprise_is_read_twice(audit: Review):
    rule(audit)
    lot = set(audit.position().twice.due)
    odd = [c for c in unlikely(audit) if c not in lot]
    audit.keep([reading(c, ruling=IN) for c in odd[:4]])  # |1 - 0.02| > 0.8
    audit.keep([reading(odd[4], ruling=IN, share=0.5)])  # |0.5 - 0.02| is not
    audit.keep([reading(odd[5], ruling=UNRESOLVED)])
    assert set(audit.position().twice.due) == lot | set(odd[:4])


def test_nothing_is_read_twice_before_the_audit(tmp_path: Path):
    own = review(tmp_path, n=120)
    own.advance("Ann", PLAN)
    rule(own)
    assert own.position().twice.due == ()


def test_second_looks_come_when_all_have_been_looked_at_once(audit: Review):
    first, *_ = audit.position().left
    audit.keep([reading(c) for c in audit.position().left[1:]])
    (item,) = audit.queue("Bob", audit.position())
    assert (item.company, item.look) == (first, FIRST)
    audit.keep([reading(first)])
    assert {i.look for i in audit.queue("Bob", audit.position())} == {FIRST}


def test_the_only_reader_reads_again_later(audit: Review):
    rule(audit)
    at = audit.position()
    items = audit.queue("Ann", at)
    assert {i.company for i in items} == set(at.twice.left)
    assert {i.look for i in items} == {AGAIN}
    assert audit.queue("Ann", at, alone=False) == ()
    audit.keep([Reading(i.company, "Ann", AGAIN, audit.rulings[i.company].ruling) for i in items])
    assert audit.position().done


def test_where_there_is_another_reader_they_read_it(audit: Review):
    rule(audit)
    at = audit.position()
    others = audit.queue("Bob", at)
    assert {i.company for i in others} == set(at.twice.left)
    audit.keep([reading(others[0].company, "Bob")])
    at = audit.position()
    assert others[0].company not in at.twice.left
    assert audit.queue("Ann", at) == ()
    assert set(audit.waiting("Ann", at)) == set(at.twice.left)
    assert audit.queue("Ann", at, alone=True) != ()


def test_a_disagreement_is_open_until_it_is_settled(audit: Review):
    rule(audit)
    company = audit.position().twice.left[0]
    other = IN if audit.rulings[company].ruling == OUT else OUT
    audit.keep([reading(company, "Bob", other)])
    assert audit.position().twice.disputed == (company,)
    assert not audit.position().done
    audit.keep([Reading(company, "Ann", SETTLED, other, why="both looked again")])
    assert audit.position().twice.disputed == ()
    assert audit.rulings[company].ruling == other
    assert len(audit.history(company)) == 3


def test_agreement_counts_those_read_twice(audit: Review):
    for number, company in enumerate(audit.draws[B].queue[:20]):
        said, other = (IN, OUT) if number % 2 else (OUT, IN)
        second = other if number < 2 else said
        audit.keep([reading(company, ruling=said), reading(company, "Bob", second)])
    found = agreement(audit.rulings.values())
    assert (found.read, found.same, found.readers) == (20, 18, ("Ann", "Bob"))
    assert found.result.alpha is not None
    assert found.result.alpha == pytest.approx(0.805)  # 1 - 39 * 4 / (1600 - 800)


def test_agreement_on_nothing_says_why(audit: Review):
    found = agreement(audit.rulings.values())
    assert (found.read, found.result.alpha) == (0, None)
    assert found.result.why


def test_surprises_among_the_known_are_read_twice_too(tmp_path: Path):
    """By what the model says of them when it has not seen their ruling."""

    def doubting(own: Material) -> Material:
        def classify(labels: Labels) -> Probabilities:
            made = own.classify(labels)
            unseen = np.full(len(own.frame), np.nan)
            unseen[labels.rows] = 1 - labels.z["sector"]  # it would say the opposite of each
            return Probabilities(made.p, made.reasons, {"sector": unseen})

        return replace(own, classify=classify)

    own = Review(tmp_path, doubting(material(120)), today=DAY)
    for _ in range(3):
        rule(own)
        own.advance("Ann", PLAN)
    known = {*own.draws[SEEDS].queue, *own.draws[A].queue}
    assert known <= set(own.position().twice.due)
    rule(own)
    items = own.queue("Bob", own.position())
    assert known <= {i.company for i in items}
