"""Whenever the process dies that reviews, no ruling is lost and nobody was shown undrawn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sectorscope.sector.review.room import Review
from tests.sector.review.made import review
from tests.store import killing

CHILD = Path(__file__).with_name("child_review.py")
ALL = 5
"""Companies a child rules on once, if it lives: two seeds, one of stage A, two of stage B."""


@pytest.mark.skipif(os.name == "nt", reason="children are forked")
@pytest.mark.parametrize("how", [killing.BEFORE, killing.HALFWAY])
def test_a_death_at_any_moment_loses_no_ruling_and_shows_nobody_undrawn(tmp_path: Path, how: str):
    done = subprocess.run(
        [sys.executable, CHILD, tmp_path, how],
        env=killing.environment() | {"OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = {_check(place) for place in tmp_path.iterdir()}
    # Unless it died with every number of draws and of rulings, this test has looked at nothing.
    assert {draws for draws, _ in seen} == {0, 1, 2, 3}
    assert {rulings for _, rulings in seen} >= set(range(ALL + 1))


def _check(folder: Path) -> tuple[int, int]:
    note = folder / "shown"
    shown = note.read_text(encoding="utf-8").split() if note.exists() else []
    own = review(folder, n=30)
    draws = own.draws  # reads every file, and checks it
    drawn = [c for draw in draws.values() for c in draw.queue]
    assert set(shown) <= set(drawn)
    kept = [d.body["company"] for d in own.log.read("membership")]
    assert kept == shown[: len(kept)]
    assert len(kept) >= len(shown) - 1  # the last that was shown may not have been ruled on
    _check_that_work_goes_on(own, kept)
    return len(draws), len(kept)


def _check_that_work_goes_on(own: Review, kept: list[str]) -> None:
    own.advance("Ann")
    at = own.position()
    assert at.drawn is not None
    assert at.left == tuple(c for c in at.drawn.queue if c not in kept)
