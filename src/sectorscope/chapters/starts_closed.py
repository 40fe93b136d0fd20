"""Standards of the definition that nobody new may start on, by the register of learning aims."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sectorscope.chapters.desk import literal, unique
from sectorscope.chapters.quotients import blocks_of
from sectorscope.chapters.starts import Held, Named, Row
from sectorscope.profile import Block, Estimate, Slot, Statement, Uncertainty, naming
from sectorscope.wording import official as wording
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish, join

CAVEAT = (
    "Closed is a standard whose last day for new starts, or last day of all, has passed by the "
    "study's day. Which standard has taken its place the register does not say."
)


def last_day(row: Row) -> str | None:
    """The last day on which somebody new may start; None where none is set."""
    return min((d for d in (row["last_start"], row["until"]) if d), default=None)


def closed(held: Held) -> Iterator[Block]:
    """A sentence, where any of the standards is closed."""
    day = held.desk.config.study.as_of.isoformat()
    known = [n for n in held.named if n.registered]
    shut = [n for n in known if (last := last_day(n.registered or {})) and last < day]
    yield from blocks_of([_told(held, known, shut, day)] if shut else [])


def _told(held: Held, known: Sequence[Named], shut: Sequence[Named], day: str) -> Statement:
    slots = {
        "n": Slot(kind="number", text=number_word(len(known)), estimate=0),
        "k": Slot(kind="number", text=number_word(len(shut)), estimate=1),
        "are": literal("is" if len(shut) == 1 else "are"),
        "day": literal(f"on {_in_words(date.fromisoformat(day))}"),
    }
    for i, standard in enumerate(shut):
        slots[f"s{i}"] = naming(f"{standard.title} ({standard.reference})")
        slots[f"d{i}"] = literal(f"since {_after(last_day(standard.registered or {}) or day)}")
    items = join([wording.STARTS_CLOSED_ITEM.format(i) for i in range(len(shut))], heavy=True)
    draft = Draft(
        wording.STARTS_CLOSED.replace("{list}", items),
        slots,
        (_count(held, known, "standards of the register"), _count(held, shut, "closed standards")),
        caveat=CAVEAT,
        vintage=day,
        geography="England",
    )
    about = About("routes", "starts", "closed", "national")
    return finish(draft, about, held.desk.voice, kind="count", basis="administrative")


def _after(last: str) -> str:
    """The first day on which nobody may start any more."""
    return _in_words(date.fromisoformat(last) + timedelta(days=1))


def _in_words(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _count(held: Held, named: Sequence[Named], label: str) -> Estimate:
    desk = held.desk
    rows = [(n.row, n.registered) for n in named if n.registered]
    refs = (
        r for a, b in rows for r in (desk.ref("registered_standard", b), desk.ref("standard", a))
    )
    return Estimate(
        label=label,
        value=len(named),
        unit="standards",
        standing="counted",
        method="standards of the definition by the code that the list of standards gives",
        uncertainty=Uncertainty(kind="exact", why="a count of the standards named"),
        inputs=unique(refs),
    )
