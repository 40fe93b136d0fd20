"""The log of a study's decisions: one file a kind, added to under a lock, read in order."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from sectorscope.decisions import forgetting, lines
from sectorscope.decisions.decision import Decision
from sectorscope.decisions.kinds import KINDS, WITHDRAWN, Kind, kind_named
from sectorscope.errors import Busy, DecisionError

_WAIT = 30.0


class DecisionLog:
    """The decisions of a study; the folder is created when the first is appended.

    Args:
        folder: The study's `decisions` folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / ".lock")

    @property
    def torn(self) -> bool:
        """Whether a killed process left a part of a line, which no view counts.

        Raises:
            DecisionError: a file cannot be read.
        """
        return any(lines.is_torn(self._folder / kind.file) for kind in KINDS.values())

    def append(self, *decisions: Decision, wait: float = _WAIT) -> None:
        """Keep decisions for good: on return they are on the disk, those of a kind in one write.

        Args:
            decisions: What was decided, in order.
            wait: Seconds to wait while another process appends.

        Raises:
            Busy: another process is still appending after that time.
            DecisionError: the disk refuses.
        """
        with self._locked(wait):
            for kind in KINDS.values():
                mine = [d.line + "\n" for d in decisions if d.kind == kind.name]
                if mine:
                    lines.append(self._folder / kind.file, "".join(mine).encode("utf-8"))

    def forget(
        self, business: str, *, naming: Callable[[str], bool] | None = None, wait: float = _WAIT
    ) -> int:
        """Remove every decision on a business that asked to be forgotten; how many there were.

        Args:
            business: its pseudonym.
            naming: whether a text names it: notes and reasons that do go too.
            wait: seconds to wait while another process appends.

        Raises:
            Busy: another process is appending.
            DecisionError: the disk refuses.
        """
        with self._locked(wait):
            return forgetting.forget(self._folder, business, naming)

    def read(self, kind: str) -> list[Decision]:
        """Every decision of a kind, in the order they were made.

        Raises:
            DecisionError: there is no such kind, or a line is no decision; it names the line.
        """
        known = kind_named(kind)
        path = self._folder / known.file
        numbered = enumerate(lines.read_whole(path).split(b"\n")[:-1], start=1)
        return [_parse(known, path, number, line) for number, line in numbered]

    def in_force(self, kind: str) -> list[Decision]:
        """The last decision on each subject, in the order they were made, without withdrawn ones.

        Raises:
            DecisionError: there is no such kind, or a line is no decision; it names the line.
        """
        last: dict[tuple[str, ...], Decision] = {}
        for decision in self.read(kind):
            last.pop(decision.subject, None)  # so that a ruling made anew takes its later place
            last[decision.subject] = decision
        return [decision for decision in last.values() if decision.ruling != WITHDRAWN]

    def fingerprint(self) -> str:
        """A hash of every complete line: equal when there is nothing new to take in.

        Raises:
            DecisionError: a file cannot be read.
        """
        digest = sha256()
        for kind in KINDS.values():
            whole = lines.read_whole(self._folder / kind.file)
            digest.update(f"{kind.file} {len(whole)}\n".encode() + whole)
        return digest.hexdigest()

    @contextmanager
    def _locked(self, wait: float) -> Generator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=wait)
        except Timeout as why:
            raise Busy(
                f"another process is adding decisions and did not finish in {wait:g} seconds",
                hint="again when it has finished",
            ) from why
        except OSError as why:
            reason = why.strerror or type(why).__name__
            raise DecisionError(f"the decisions folder cannot be used ({reason})") from why
        try:
            yield
        finally:
            self._lock.release()


def _parse(kind: Kind, path: Path, number: int, line: bytes) -> Decision:
    where = f"{path}, line {number}"
    try:
        decision = Decision.from_line(line.decode("utf-8"))
    except UnicodeDecodeError as why:
        raise DecisionError(f"{where}: it is not UTF-8") from why
    except DecisionError as why:
        raise DecisionError(f"{where}: {why.found}", expected=why.expected, hint=why.hint) from why
    if decision.kind != kind.name:
        raise DecisionError(f"{where}: it is a {decision.kind}", expected=f"a {kind.name}")
    return decision
