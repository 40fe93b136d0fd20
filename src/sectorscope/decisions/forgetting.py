"""Taking one business out of the log: the only time a line is ever removed.

The log is append-only but for this. Each file is written anew beside the old one and put in its
place at one stroke, so a process killed between leaves the old or the new, whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sectorscope.decisions import lines
from sectorscope.decisions.decision import Decision
from sectorscope.decisions.kinds import KINDS
from sectorscope.errors import DecisionError


def forget(folder: Path, business: str, naming: Callable[[str], bool] | None = None) -> int:
    """Remove every decision on a business, torn ends included; call under the log's lock.

    Args:
        folder: The study's `decisions` folder.
        business: Its pseudonym.
        naming: Whether a text names it.

    Returns:
        How many decisions were removed.

    Raises:
        DecisionError: a file cannot be read or written.
    """

    def about_it(line: bytes) -> bool:
        decision = Decision.from_line(line.decode("utf-8"))
        said = (decision.why, *decision.body.values())
        return decision.body.get("business") == business or any(map(naming or _nobody, said))

    removed = 0
    for kind in KINDS.values():
        removed += _without(folder / kind.file, about_it)
        theirs = "business" in kind.subject or naming is not None
        for torn in folder.glob(f"{kind.file}.torn-*") if theirs else ():
            torn.unlink()  # half a line that nobody can read, and may be theirs
    return removed


def _nobody(text: str) -> bool:
    return False


def _without(path: Path, gone: Callable[[bytes], bool]) -> int:
    whole = lines.read_whole(path).split(b"\n")[:-1]
    kept = [line for line in whole if not gone(line)]
    if len(kept) < len(whole) or lines.is_torn(path):
        _put(path, b"".join(line + b"\n" for line in kept))
    return len(whole) - len(kept)


def _put(path: Path, data: bytes) -> None:
    beside = path.with_name(path.name + ".rewriting")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)  # noqa: PTH105 - one call, so that a fault can be put before or after
    except OSError as why:
        reason = why.strerror or type(why).__name__
        raise DecisionError(f"{path.name} cannot be rewritten ({reason})") from why
