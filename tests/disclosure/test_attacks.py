"""The attacks recover over half of what is protected with the rules off, and nothing with them."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.disclosure.attacks import wilson
from tests.disclosure.trials import ATTACKS, Result, Trial

SURVEYS = 40


@cache
def results() -> tuple[tuple[int, Result], ...]:
    return tuple((seed, r) for seed in range(SURVEYS) for r in Trial(seed).results())


@pytest.mark.slow
def test_with_the_rules_nothing_protected_is_recovered():
    assert not [(seed, r.attack, sorted(r.on)) for seed, r in results() if r.on]


@pytest.mark.slow
def test_without_the_rules_every_attack_recovers_over_half():
    could, off = Counter[str](), Counter[str]()
    for _, r in results():
        could[r.attack] += len(r.could)
        off[r.attack] += len(r.off & r.could)
    assert len(could) == len(ATTACKS)
    assert not {a: (off[a], could[a]) for a in could if 2 * off[a] <= could[a]}


def test_an_interval_gives_its_count_away():
    """That is why a statistic may be computed from the releasable view alone."""
    for n in range(1, 61):
        shown = [tuple(round(x, 3) for x in wilson(k, n)) for k in range(n + 1)]
        assert len(set(shown)) == n + 1
