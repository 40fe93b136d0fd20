"""`sectorscope review membership`: at the terminal, as a sheet out and in, and where it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sectorscope.cli import say
from sectorscope.cli.asking_membership import Asking
from sectorscope.cli.keys import Stopped, Terminal, here, terminal
from sectorscope.cli.sheets import read_rows, write_rows
from sectorscope.cli.showing_membership import agreed, decision_told, model_told, told
from sectorscope.errors import DecisionError, UsageError
from sectorscope.sector.review.agreement import agreement
from sectorscope.sector.review.drawing import Plan
from sectorscope.sector.review.model import made_of
from sectorscope.sector.review.position import Position
from sectorscope.sector.review.queue import Item
from sectorscope.sector.review.reading import FIRST, SETTLED
from sectorscope.sector.review.redraw import redraw
from sectorscope.sector.review.room import Review
from sectorscope.sector.review.sheet import CHOICES, COLUMNS, NEEDED, apply, sheet

NO_TERMINAL = "--export FILE.xlsx, or --status"


@dataclass(frozen=True)
class Asked:
    """What the command is asked for; at most one of export to status, else the terminal.

    seeds, reviews: how many, None: as before. early: go on to the next step now. alone: whether one
    reader may read twice; None: as long as there is only one.
    """

    reader: str = ""
    seeds: int | None = None
    reviews: int | None = None
    early: bool = False
    alone: bool | None = None
    export: Path | None = None
    import_: Path | None = None
    settle: bool = False
    agreement: bool = False
    history: str = ""
    company: str = ""
    redraw: bool = False
    status: bool = False
    why: str = ""


def review_membership(review: Review, asked: Asked, at: Terminal | None = None) -> None:
    """Review companies, in the one way that is asked for.

    Args:
        review: the study's review of one target.
        asked: what is asked for.
        at: where a person is asked; by default the terminal, if there is one.

    Raises:
        UsageError: two ways at once, nobody is named, or a person is needed and none is there.
        DecisionError: a row of the sheet is wrong (nothing of it was kept), or the definition or
            the frame has changed since companies were drawn.
    """
    session = _Session(review, asked, at)
    ways = {
        "--export": (asked.export is not None, session.export),
        "--import": (asked.import_ is not None, session.take_in),
        "--settle": (asked.settle, session.settle),
        "--agreement": (asked.agreement, session.agree),
        "--history": (bool(asked.history), session.history),
        "--company": (bool(asked.company), session.one),
        "--redraw": (asked.redraw, session.redraw),
        "--status": (asked.status, session.status),
    }
    chosen = [way for on, way in ways.values() if on]
    if len(chosen) > 1:
        raise UsageError("more than one thing is asked for", expected="one of " + ", ".join(ways))
    (chosen[0] if chosen else session.ask)()


class _Session:
    """One command: the review, what is asked of it, and the person's terminal."""

    def __init__(self, review: Review, asked: Asked, at: Terminal | None) -> None:
        self.review, self.asked, self.early, self._at = review, asked, asked.early, at
        _check_sizes(asked)

    @property
    def reader(self) -> str:
        if not self.asked.reader.strip():
            raise UsageError("nobody is named as the reader", expected="--as READER")
        return self.asked.reader.strip()

    def position(self) -> Position:
        """Where the review stands, by the numbers the command was given."""
        at = self.review.position()
        seeds, reviews = self.asked.seeds, self.asked.reviews
        plan = Plan(
            at.plan.seeds if seeds is None else seeds,
            at.plan.reviews if reviews is None else reviews,
        )
        return at if plan == at.plan else self.review.position(plan)

    def go_on(self) -> Position:
        """Where it stands after drawing what is to be drawn; says which step that is."""
        at = self.position()
        while at.due or (self.early and at.stage):
            if at.left:
                say.note(f"{len(at.left):,} of {_name(at)} are not ruled on, and stay so")
            with say.working("drawing"):
                self.review.advance(self.reader, at.plan, early=self.early)
            self.early, at = False, self.position()
            say.done(f"Drawn: {_name(at)}, {len(at.left):,} companies.")
        return at

    def ask(self) -> None:
        """Ask about one company after another, from step to step."""
        asking = Asking(
            self.review, self._terminal("companies are shown one by one"), self.reader, self._model
        )
        say.done("\n".join(told(self.position())))
        try:
            while step := self._next(asking):
                asking.ask(*step)
        except Stopped:
            say.done("Stopped; everything is kept.")
        self._tell(asking)

    def export(self) -> None:
        at = self.go_on()
        items = self._queue(at, self.reader)
        write_rows(_given(self.asked.export), COLUMNS, sheet(items, self.review), CHOICES)
        say.done(f"{len(items):,} companies; fill the column ruling, then --import the file.")
        say.done("\n".join(told(at)))

    def take_in(self) -> None:
        rows = read_rows(_given(self.asked.import_), NEEDED)
        self.review.position()  # refuses to mix
        ruled = apply(rows, self.review, reader=self.asked.reader.strip())
        new = self.review.keep(ruled)
        changed = sum(one.before is not None for one in new)
        say.done(
            f"{len(rows):,} rows, {len(ruled):,} rulings, {len(new):,} of them new"
            + (f", {changed:,} changed." if changed else ".")
        )
        say.done("\n".join(told(self.position())))

    def settle(self) -> None:
        differ = self.review.position().twice.disputed
        if not differ:
            say.done("Nothing is read differently.")
        elif not self._here():
            for company in differ:
                print(company)
            say.note("readers differ on these; settle them at a terminal")
        else:
            self._one_by_one([Item(company, SETTLED) for company in differ], "to settle")

    def agree(self) -> None:
        found = agreement(self.review.rulings.values())
        print(agreed(found))

    def history(self) -> None:
        company = self.review.company(self.asked.history)
        made = self.review.history(company)
        for decision in made:
            print(decision_told(decision))
        if not made:
            say.done("Nobody has ruled on it.")
            return
        with suppress(DecisionError):
            say.done(model_told(made_of(self.review, company)))

    def one(self) -> None:
        """Rule on one company anew, whoever has before."""
        self.review.position()
        company = self.review.company(self.asked.company)
        self._one_by_one([Item(company, self._look(company))], "by name")

    def redraw(self) -> None:
        back = redraw(self.review, self.reader, self.asked.why)
        for decision in back:
            say.note(f"stage {decision.body['stage']} is taken back; its rulings stay as history")
        say.done("\n".join(told(self.review.position())))

    def status(self) -> None:
        at = self.position()
        for line in told(at):
            print(line)

    def _next(self, asking: Asking) -> tuple[Item, str, str] | None:
        """Whom to ask about, which place that is, and from which draw they are shown.

        What was left for later is not asked again in this sitting. Once a step is drawn, rulings
        before it can be changed, but not undone: the step rests on them.
        """
        before = self.review.position().drawn
        at = self.go_on()
        if before is not at.drawn:
            asking.done.clear()
        items = self._queue(at, asking.reader)
        item = next((i for i in items if i.company not in asking.skipped), None)
        return (item, self._place(at, len(items)), self._draw(item)) if item else None

    def _draw(self, item: Item) -> str:
        drawn = self.review.draw_of(item.company)
        return drawn.csv if drawn else ""

    def _queue(self, at: Position, reader: str) -> tuple[Item, ...]:
        return self.review.queue(reader, at, alone=self.asked.alone)

    def _place(self, at: Position, left: int) -> str:
        if at.again:
            return f"in doubt, to be ruled on again: {len(at.again):,} left"
        if at.drawn is None or not at.left:
            return f"a second look, {left:,} left"
        return f"{_name(at)}: {at.ruled + 1:,} of {len(at.drawn.queue):,}"

    def _one_by_one(self, items: Sequence[Item], what: str) -> None:
        terminal = self._terminal("companies are shown")
        asking = Asking(self.review, terminal, self.reader, self._model)
        left = deque(items)
        try:
            while left:
                item = left.popleft()
                place = f"{what}: {len(items) - len(left)} of {len(items)}"
                if undone := asking.ask(item, place, self._draw(item)):
                    left.extendleft((item, undone))
        except Stopped:
            say.done("Stopped; everything is kept.")
        self._tell(asking)

    def _look(self, company: str) -> str:
        """A dispute is settled; what a reader ruled before, they rule anew."""
        ruling = self.review.rulings.get(company)
        if ruling is None or not ruling.disputed:
            return FIRST
        return SETTLED

    def _model(self, company: str) -> str:
        try:
            return model_told(made_of(self.review, company))
        except DecisionError as why:
            return f"Nothing is told of the model: {why}"

    def _tell(self, asking: Asking) -> None:
        at = self.review.position()
        skipped = f", {len(asking.skipped):,} left for later" if asking.skipped else ""
        say.done(f"{asking.ruled:,} ruled on{skipped}.")
        say.done("\n".join(told(at)))
        wait = self.review.waiting(asking.reader, at, alone=self.asked.alone)
        if wait and not at.left:
            say.note(
                f"{len(wait):,} wait for a second look by another reader (--as), or by the same: "
                "--alone"
            )

    def _here(self) -> bool:
        return self._at is not None or here()

    def _terminal(self, what: str) -> Terminal:
        if self._at is not None:
            return self._at
        if not here():
            say.done("\n".join(told(self.position())))
            raise UsageError(f"{what}, and there is no terminal", hint=NO_TERMINAL)
        return terminal()


def _check_sizes(asked: Asked) -> None:
    for name, number in (("--seeds", asked.seeds), ("--reviews", asked.reviews)):
        if number is not None and number < 0:
            raise UsageError(f"{name} {number}", expected="0 or more")


def _given(path: Path | None) -> Path:
    if path is None:
        raise UsageError("no file is named", expected="FILE.csv or FILE.xlsx")
    return path


def _name(at: Position) -> str:
    return at.drawn.name if at.drawn else "nothing"
