"""One study's review of one target: where it stands, who is read next, what is kept.

The terminal, a sheet and a page all go through here. Nothing is shown before its draw is on the
disk; every ruling is on the disk before the next company is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from sectorscope.decisions import WITHDRAWN, Decision, DecisionLog
from sectorscope.errors import DecisionError
from sectorscope.sector.review import doubt
from sectorscope.sector.review import draws as files
from sectorscope.sector.review.drawing import WHY, Asked, Plan, draw
from sectorscope.sector.review.drawn import SEEDS, Drawn
from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.material import Material
from sectorscope.sector.review.mixing import check_not_mixed
from sectorscope.sector.review.position import Position, position
from sectorscope.sector.review.queue import Item, queue, readers, waiting
from sectorscope.sector.review.reading import SECTOR, Reading

NUMBER = 8
"""Digits of a company number, whose leading zeros spreadsheets and people leave out."""
_WAIT = 60.0


@dataclass(frozen=True)
class Kept:
    """A decision that was kept, and the one on the same look that it replaces."""

    decision: Decision
    before: Decision | None


class Review:
    """A review of one target.

    Args:
        folder: the study's `decisions` folder.
        material: what companies are reviewed with.
        today: the day decisions are signed with, an ISO date.
        target: the sector, or a segment's id.
    """

    def __init__(
        self, folder: Path, material: Material, *, today: str, target: str = SECTOR
    ) -> None:
        self.folder, self.material, self.today, self.target = folder, material, today, target
        self.log = DecisionLog(folder)
        self._read: dict[str, Drawn] = {}

    @property
    def draws(self) -> dict[str, Drawn]:
        """The draws in force, by stage.

        Raises:
            DecisionError: the file of one is missing or is not what was drawn.
        """
        own = [d for d in self.log.in_force("draw") if d.body["target"] == self.target]
        for decision in own:
            if decision.id not in self._read:  # one file may serve two decisions: see redraw
                self._read[decision.id] = files.read(decision, self.folder)
        return {d.body["stage"]: self._read[d.id] for d in own}

    @property
    def rulings(self) -> dict[str, Ruling]:
        """What stands for each company, under the definition as it is now."""
        return doubt.standing(self.log, self.material, self.target)

    def position(self, plan: Plan | None = None) -> Position:
        """Where the review stands.

        Args:
            plan: how many are to be reviewed; by default as the last draw has it.

        Raises:
            Mixed: the definition or the frame has changed since companies were drawn.
        """
        draws = self.draws
        last = next((draws[s] for s in ("b", "a", "seeds") if s in draws), None)
        if last:
            self._check(last)
        planned = Plan(last.seeds, last.reviews) if last else Plan()
        doubted = doubt.doubted(self.log, self.material, self.target)
        return position(draws, self.rulings, plan or planned, doubted)

    def advance(self, who: str, plan: Plan | None = None, *, early: bool = False) -> Drawn | None:
        """Draw the next step if it is due; on return it is on the disk.

        Args:
            who: signs the draw.
            plan: how many are to be reviewed.
            early: go on although some of this step are not ruled on.

        Returns:
            What was drawn; None if nothing was due.

        Raises:
            Mixed: the definition or the frame has changed since companies were drawn.
            DecisionError: the disk refuses.
        """
        with self.drawing():
            at = self.position(plan)
            if not (at.due or (early and at.stage)):
                return None
            asked = Asked(self.target, at.stage, at.size, at.plan)
            made = draw(asked, self.material, self.rulings, self.draws.get(SEEDS))
            self.write((made,), who, WHY[made.stage])
            return made

    def write(self, made: Iterable[Drawn], who: str, why: str, *back: Decision) -> None:
        """Put draws on the disk, and only then into the log; `back` are taken back with them."""
        listed = tuple(made)
        for one in listed:
            files.write(one, self.folder)
        doubt.remember(self.log, self.material.definition, who, self.today)
        drawn = (d.decision(who=who, when=self.today, why=why) for d in listed)
        self.log.append(*back, *drawn)

    def queue(self, reader: str, at: Position, *, alone: bool | None = None) -> tuple[Item, ...]:
        """What a reader has to rule on now.

        Args:
            reader: whose queue.
            at: where the review stands.
            alone: whether one reader may read twice; None: as long as there is only one.
        """
        rulings = self.rulings
        own = self._alone(rulings, reader, alone)
        return queue(at, rulings, reader, alone=own)

    def waiting(self, reader: str, at: Position, *, alone: bool | None = None) -> tuple[str, ...]:
        """Companies that wait for a second look by somebody else than this reader."""
        rulings = self.rulings
        return waiting(at, rulings, reader, alone=self._alone(rulings, reader, alone))

    def keep(self, readings: Iterable[Reading]) -> tuple[Kept, ...]:
        """Keep what readers ruled; on return it is on the disk. What stands is not kept anew.

        Returns:
            The decisions that were added, each with the one it replaces.

        Raises:
            DecisionError: a segment or company is not known, or the disk refuses.
        """
        last = {d.subject: d for d in self.log.read("membership")}
        version = self.material.definition.id
        listed = [replace(r, definition=version) for r in readings]
        for one in listed:
            self._known(one)
        made = [r.decision(self.today) for r in listed]
        new = [Kept(d, last.get(d.subject)) for d in made if not _same(d, last.get(d.subject))]
        self.log.append(*(one.decision for one in new))
        return tuple(new)

    def take_back(self, kept: Iterable[Kept], who: str) -> None:
        """Undo what was just kept: what stood before stands again."""
        back = (k.before or _back(k.decision, who, self.today) for k in kept)
        self.log.append(*back)

    def company(self, said: str) -> str:
        """The id of a company that somebody named: by id, number or name.

        Raises:
            DecisionError: the frame has none of that name, or several.
        """
        frame = self.material.frame
        for one in (said, said.zfill(NUMBER) if said.isdigit() else said):
            if one in self.material.row_of:
                return one
        named = [i for i, name in enumerate(frame.names) if name.casefold() == said.casefold()]
        if len(named) == 1:
            return frame.ids[named[0]]
        found = f"{len(named)} companies are called {said!r}" if named else f"no company {said!r}"
        raise DecisionError(f"{found} in the frame", expected="a company number, or its whole name")

    def draw_of(self, company: str) -> Drawn | None:
        """The draw in force that a company was drawn in."""
        return next((d for d in self.draws.values() if company in d.queue), None)

    def history(self, company: str) -> tuple[Decision, ...]:
        """Every decision on a company, in the order they were made."""
        return tuple(d for d in self.log.read("membership") if d.body["company"] == company)

    def drawing(self) -> FileLock:
        """The lock under which draws are made: two readers never draw two audits."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / ".drawing.lock", timeout=_WAIT)

    def _check(self, drawn: Drawn) -> None:
        if drawn.definition == self.material.definition.id and drawn.frame == self.material.print:
            return
        told, doubted = doubt.change(self.log, drawn.definition, self.material, self.target)
        check_not_mixed(drawn, self.material, doubted, told)

    def _alone(self, rulings: dict[str, Ruling], reader: str, alone: bool | None) -> bool:
        return alone if alone is not None else readers(rulings.values()) <= {reader}

    def _known(self, reading: Reading) -> None:
        row = self.material.row_of.get(reading.company)
        if row is None:
            raise DecisionError("the company is not in the frame", expected="one of the frame")
        if not self.material.frame.eligible[row]:
            why = self.material.frame.excluded[row].replace("_", " ")
            raise DecisionError(f"the company is not counted ({why})", expected="one that is")
        targets = self.material.definition.targets[1:]
        for segment in reading.segments:
            if segment not in targets:
                raise DecisionError(
                    f"there is no segment {segment!r}", expected="one of " + ", ".join(targets)
                )


def _same(made: Decision, standing: Decision | None) -> bool:
    """Whether a decision says no more than what stands; its reason counts only if one was given."""
    if standing is None:
        return False
    free = {"draw"}
    return all(made.body[k] == standing.body[k] for k in made.body.keys() - free)


def _back(decision: Decision, who: str, when: str) -> Decision:
    body = decision.body | {"ruling": WITHDRAWN}
    return Decision("membership", body, who=who, when=when, why="taken back by its reader")
