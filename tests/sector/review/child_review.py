"""A process whose children each review by script, and die at their nth call into the system.

What takes long is loading; so it is loaded once, and every child is forked from here. A child notes
on the disk every company that it is shown.
"""

from __future__ import annotations

import os
import sys
import traceback
from itertools import count
from pathlib import Path

from rich.text import Text

from sectorscope.cli.keys import Terminal
from sectorscope.cli.reviewing_membership import Asked, review_membership
from tests.sector.review.made import review
from tests.store import killing


def work(folder: Path) -> None:
    def note(text: Text | str) -> None:
        """Only cards are texts; what is noted is the company's number."""
        if isinstance(text, Text):
            with (folder / "shown").open("a", encoding="utf-8") as file:
                file.write(text.plain.split("\n")[2].split()[-1] + "\n")

    asked = Asked(reader="Ann", seeds=2, reviews=3)
    review_membership(
        review(folder, n=30), asked, Terminal(lambda _: "o", lambda _: "looked again", note)
    )


def dies(folder: Path, how: str, nth: int) -> bool:
    """Whether a child that is to die at its nth call does; else it has finished unharmed."""
    child = os.fork()
    if child == 0:
        try:
            fate = killing._Fate(how, nth)
            for name in killing.CALLS:
                fate.wrap(os, name)
            fate.wrap(os, "write", killing._half_a_write)
            work(folder)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("the child failed")
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    root, how = Path(sys.argv[1]), sys.argv[2]
    for nth in count(1):
        (root / f"{nth}").mkdir()
        if not dies(root / f"{nth}", how, nth):
            break
