"""Whenever the process dies that reviews, no ruling is lost and nobody was shown undrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.sector.review.drawn import A, B
from sectorscope.sector.review.room import Review
from tests.sector.review.made import review
from tests.store import killing

CHILD = Path(__file__).with_name("child_review.py")
ALL = 5
"""Companies the child rules on, if it lives: two seeds, one of stage A, two of stage B."""


@pytest.mark.slow
@pytest.mark.parametrize("how", [killing.BEFORE, killing.HALFWAY])
def test_a_death_at_any_moment_loses_no_ruling_and_shows_nobody_undrawn(tmp_path: Path, how: str):
    def prepare(name: str) -> list[object]:
        (tmp_path / name).mkdir()
        return [tmp_path / name]

    whole = set[tuple[int, ...]]()
    seen = set[tuple[int, int]]()
    for name in killing.deaths(CHILD, prepare, how):
        seen.add(_check(tmp_path / name, whole))
    # Unless it died with every number of draws and of rulings, this test has looked at nothing.
    assert {draws for draws, _ in seen} == {0, 1, 2, 3}
    assert {rulings for _, rulings in seen} >= set(range(ALL))


def _check(folder: Path, whole: set[tuple[int, ...]]) -> tuple[int, int]:
    note = folder / "shown"
    shown = note.read_text(encoding="utf-8").split() if note.exists() else []
    own = review(folder, n=30)
    drawn = [c for draw in own.draws.values() for c in draw.queue]  # reads and checks every file
    assert set(shown) <= set(drawn)
    kept = [d.body["company"] for d in own.log.read("membership")]
    assert kept == shown[: len(kept)]
    assert len(kept) >= len(shown) - 1  # the last that was shown may not have been ruled on
    _check_that_work_goes_on(own, kept)
    return len(own.log.read("draw")), len(kept)


def _check_that_work_goes_on(own: Review, kept: list[str]) -> None:
    at = own.position()
    assert not set(at.left) & set(kept)
    left = at.left or own.queue("Ann", at)
    assert left or at.due or (A in own.draws and B in own.draws)
