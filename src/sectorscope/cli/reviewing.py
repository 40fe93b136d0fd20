"""`sectorscope review codings`: at the terminal, as a sheet out and in, settled, and how alike."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from sectorscope.cli import say
from sectorscope.cli.asking import Asking, Read, Write
from sectorscope.cli.sheets import read_sheet, write_sheet
from sectorscope.consultation.agreement import CodeAgreement, agreement
from sectorscope.consultation.readings import Ruling, queue, readings
from sectorscope.consultation.rulings import Material, apply, keep, sheet
from sectorscope.consultation.settle import Disagreement, Settlement, decide, settle
from sectorscope.decisions import Decision, DecisionLog
from sectorscope.errors import UsageError
from sectorscope.study import Study

CONFIDENTIAL = (
    "the sheet holds words said in confidence; only you can read it; delete it when it is in again"
)
_FEW = 30
"""Units under which an agreement is told with a warning."""


def review_codings(
    study: Study,
    material: Material,
    *,
    coder: str,
    today: str,
    export: Path | None = None,
    import_: Path | None = None,
    settling: bool = False,
    agreeing: bool = False,
    alone: bool | None = None,
    read: Read | None = None,
    write: Write | None = None,
) -> None:
    """Review suggested codings, in the one way that is asked for.

    Args:
        study: whose decisions are read and added to.
        material: codebook, suggestions and texts.
        coder: who rules (`--as`); with `import_`, where a row does not say.
        today: the day the rulings are signed with, an ISO date.
        export: a new .csv or .xlsx to write the coder's queue to.
        import_: a filled one to take in.
        settling: settle what coders differ on, at the terminal.
        agreeing: print the agreement of each code, and do nothing else.
        alone: whether one reading is enough; None: as long as there is only one coder.
        read: answers a prompt; by default the person at the terminal.
        write: shows a line; by default standard error.

    Raises:
        UsageError: two ways at once, nobody is named, or a person is needed and none is there.
        DecisionError: a row of the sheet is wrong; nothing of it was kept.
    """
    if sum((export is not None, import_ is not None, settling, agreeing)) > 1:
        raise UsageError(
            "more than one thing is asked for",
            expected="one of --export, --import, --settle, --agreement",
        )
    session = _Session(study, material, coder.strip(), today, alone, read, write)
    if agreeing:
        session.agree()
    elif import_ is not None:
        session.take_in(import_)
    else:
        session.named()
        if export is not None:
            session.export(export)
        else:
            (session.settle if settling else session.ask)()


class _Session:
    """One command: the study's log, what is reviewed, by whom, and the person's terminal."""

    def __init__(
        self,
        study: Study,
        material: Material,
        coder: str,
        today: str,
        alone: bool | None,
        read: Read | None,
        write: Write | None,
    ) -> None:
        self.log = DecisionLog(study.path / "decisions")
        self.material, self.coder, self.today, self.alone = material, coder, today, alone
        self._read, self._write = read, write

    @property
    def decisions(self) -> list[Decision]:
        return [*self.log.read("reading"), *self.log.read("coding")]

    def named(self) -> None:
        if not self.coder:
            raise UsageError("nobody is named as the coder", expected="--as CODER")

    def export(self, path: Path) -> None:
        items = queue(self.material.suggestions, self.decisions, self.coder)
        write_sheet(path, sheet(items, self.material))
        say.done(f"{len(items):,} to rule on; fill the column ruling, then --import the file.")
        if self.material.seal is not None:
            say.note(CONFIDENTIAL)

    def take_in(self, path: Path) -> None:
        rows = read_sheet(path)
        ruled = apply(rows, self.material, coder=self.coder)
        new = self._keep(ruled)
        read = sum(d.kind == "reading" for d in new)
        say.done(f"{len(rows):,} rows, {len(ruled):,} rulings, {read:,} of them new.")
        self._tell_left(self._settled())

    def ask(self) -> None:
        items = queue(self.material.suggestions, self.decisions, self.coder)
        if not items:
            say.done("Nothing is left to rule on.")
            return
        asking = self._asking("codings are asked about one by one", "--export FILE.xlsx")
        ruled = asking.readings(items, self._keep_own)
        say.done(f"{ruled:,} ruled on, {len(items) - ruled:,} left.")
        self._tell_left(self._settled())

    def settle(self) -> None:
        settled = self._settled()
        self.log.append(*settled.write)
        if settled.write:
            say.done(f"{len(settled.write):,} codings follow from the readings.")
        if settled.disagreements and not self._here():
            for one in settled.disagreements:
                print("\t".join((one.business, one.question, one.code)))
            say.note("the coders differ on these; settle them at a terminal")
        elif settled.disagreements:
            asking = self._asking("", "")
            count = asking.settling(settled.disagreements, self._decide)
            say.done(f"{count:,} settled, {len(settled.disagreements) - count:,} left.")
        else:
            self._tell_left(settled)

    def agree(self) -> None:
        found = agreement(readings(self.log.read("reading")))
        if not found:
            say.done("Nothing has been read by two coders.")
        for line in map(told, found):
            print(line)

    def _keep(self, ruled: Sequence[tuple[str, Ruling]]) -> tuple[Decision, ...]:
        new = keep(ruled, self.decisions, self.material, when=self.today, alone=self.alone)
        self.log.append(*new)
        return new

    def _keep_own(self, rulings: Sequence[Ruling]) -> None:
        self._keep([(self.coder, one) for one in rulings])

    def _decide(self, one: Disagreement, said: bool, why: str) -> None:
        book = self.material.codebook
        if self.material.names and self.material.names(why):
            say.note("the reason names somebody who was consulted, so it is not kept")
            why = "settled by reading the answer again"
        self.log.append(decide(one, said, book, who=self.coder, when=self.today, why=why))

    def _settled(self) -> Settlement:
        book, who = self.material.codebook, self.coder or "review"
        return settle(self.decisions, book, who=who, when=self.today, alone=self.alone)

    def _tell_left(self, settled: Settlement) -> None:
        if settled.waiting:
            n = len(settled.waiting)
            verbs = ("was", "waits") if n == 1 else ("were", "wait")
            say.note(f"{n:,} {verbs[0]} read by one coder and {verbs[1]} for another")
        if settled.disagreements:
            n = len(settled.disagreements)
            say.note(f"{n:,} {'is' if n == 1 else 'are'} read differently: --settle")

    def _here(self) -> bool:
        return self._read is not None or (sys.stdin.isatty() and sys.stderr.isatty())

    def _asking(self, what: str, instead: str) -> Asking:
        if not self._here():
            raise UsageError(f"{what} and there is no terminal", hint=instead)
        return Asking(self.material, self._read or _prompt, self._write or say.done)


def told(one: CodeAgreement) -> str:
    """One line: the question and code, alpha with its interval, and over how many."""
    result = one.result
    name = f"{one.question}/{one.code}" if one.code else f"{one.question} (all codes)"
    over = f"{result.pairable} units read by {len(one.coders)} coders, {one.alike} alike"
    if result.alpha is None:
        return f"{name}: no alpha ({result.why}); {over}"
    told = f"{name}: alpha {result.alpha:.2f}"
    if result.interval is None:
        return f"{told}, no interval ({result.why}); {over}"
    low, high = result.interval.low, result.interval.high
    few = "; few units, so the interval is too narrow" if result.pairable < _FEW else ""
    return f"{told}, {result.interval.level:.0%} interval {low:.2f} to {high:.2f}; {over}{few}"


def _prompt(text: str) -> str:
    """One line from the person; the prompt goes where everything said to a person goes."""
    print(text, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line
