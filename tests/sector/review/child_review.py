"""A child: reviews companies by script, and notes on the disk every one that it is shown."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.text import Text

from sectorscope.cli.keys import Terminal
from sectorscope.cli.reviewing_membership import Asked, review_membership
from tests.sector.review.made import review

FOLDER = Path(sys.argv[1])


def note(text: Text | str) -> None:
    """Only cards are texts; what is noted is the company's number."""
    if isinstance(text, Text):
        with (FOLDER / "shown").open("a", encoding="utf-8") as file:
            file.write(text.plain.split("\n")[2].split()[-1] + "\n")


review_membership(
    review(FOLDER, n=30),
    Asked(reader="Ann", seeds=2, reviews=3),
    Terminal(lambda _: "o", lambda _: "", note),
)
