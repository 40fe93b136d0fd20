"""What a person sees of a review of companies: the card, the step, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sectorscope.cli.asking import shown
from sectorscope.decisions import WITHDRAWN, Decision
from sectorscope.sector.review.agreement import Agreed
from sectorscope.sector.review.card import Card, Span
from sectorscope.sector.review.drawn import SEEDS, A, B
from sectorscope.sector.review.model import Made
from sectorscope.sector.review.position import Position
from sectorscope.sector.review.reading import AGAIN, Reading, reading_of

if TYPE_CHECKING:
    from rich.text import Text

LONG = 1_200
"""Characters of a text that are shown at first."""
_FEW = 30
_NEXT = {
    SEEDS: "{n:,} seeds are drawn: half companies with a keyword, half others",
    A: "stage A: the model learns, and the {n:,} companies that matter most are drawn",
    B: "stage B: the model is frozen, and {n:,} of all others are drawn by chance",
}


def carded(card: Card, place: str, *, whole: bool = False) -> Text:
    """A company as it is shown: nothing of the model, nothing of other readers.

    Args:
        card: the company.
        place: where it stands in the queue, in words.
        whole: the whole text, however long.
    """
    from rich.text import Text

    text = Text()
    text.append(f"\n[{place}]\n", style="dim")
    _marked(text, card.name, card.name_marks, len(card.name), style="bold")
    text.append(f"  {shown(card.company)}\n")
    for line in filter(None, (card.place, *card.industries, f"headcount {card.headcount}")):
        text.append(f"  {shown(line)}\n")
    for note in card.notes:
        text.append(f"  ! {shown(note)}\n", style="yellow")
    if card.text:
        text.append("  ")
        cut = _marked(text, card.text, card.marks, len(card.text) if whole else LONG)
        text.append(" … (w: the whole text)\n" if cut else "\n")
    else:
        text.append("  (no description)\n", style="dim")
    return text


def told(at: Position) -> tuple[str, ...]:
    """Where the review stands, and what comes next, each as a sentence."""
    if at.drawn is None:
        return ("Nothing has been drawn yet.", *_coming(at))
    n = len(at.drawn.queue)
    name = at.drawn.name[0].upper() + at.drawn.name[1:]
    left = f", {len(at.left):,} left" if at.left else ""
    again = f"In doubt since an edit, to be ruled on again: {len(at.again):,}."
    doubt = (again,) if at.again else ()
    step = f"{name}: {at.ruled:,} of {n:,} ruled on{left}."
    return (step, *doubt, *_second(at), *_coming(at))


def reading_told(reading: Reading) -> str:
    """One line: who ruled what, when nothing else is shown of it."""
    parts = (
        reading.ruling.replace("_", " "),
        f"share {reading.share:.0%}" if reading.share < 1 else "",
        f"headcount {reading.headcount:,.0f}" if reading.headcount is not None else "",
        f"segments {', '.join(reading.segments)}" if reading.segments else "",
        reading.why,
    )
    again = " (again)" if reading.look == AGAIN else ""
    return shown(f"{reading.reader}{again}: " + "; ".join(filter(None, parts)))


def decision_told(decision: Decision) -> str:
    """One line: day, look, reader, and what was ruled; taken back, if it was."""
    look, when = decision.body["reading"], decision.when
    if decision.ruling == WITHDRAWN:
        return f"{when} {look}: {shown(decision.who)}: taken back"
    return f"{when} {look}: {reading_told(reading_of(decision))}"


def model_told(made: Made) -> str:
    """One line: the probability a company was drawn with, and why."""
    return f"The model gave it {made.p:.2f}: {shown('; '.join(made.reasons)) or 'no reason'}."


def agreed(found: Agreed) -> str:
    """One line: alpha with its interval, how many looks were alike, and over how many."""
    if not found.read:
        return "No company has been read twice."
    share = f"{found.same:,} of {found.read:,} companies read twice were ruled on alike"
    result = found.result
    if result.alpha is None:
        return f"{share}; no alpha ({result.why})."
    alpha = f"alpha {result.alpha:.2f}"
    if result.interval is None:
        return f"{share}; {alpha}, no interval ({result.why})."
    low, high = result.interval.low, result.interval.high
    few = "; few companies, so the interval is too narrow" if found.read < _FEW else ""
    return f"{share}; {alpha}, {result.interval.level:.0%} interval {low:.2f} to {high:.2f}{few}."


def _second(at: Position) -> tuple[str, ...]:
    again, differ = len(at.twice.left), len(at.twice.disputed)
    return (
        *((f"To be read a second time: {again:,}.",) if again else ()),
        *((f"Read differently, to be settled: {differ:,} (--settle).",) if differ else ()),
    )


def _coming(at: Position) -> tuple[str, ...]:
    if at.stage:
        return (f"Next: {_NEXT[at.stage].format(n=at.size)}.",)
    if at.done:
        return ("The review is done. Next: sectorscope size.",)
    return () if at.left or at.again else ("Then: sectorscope size.",)


def _marked(into: Text, text: str, marks: Sequence[Span], longest: int, style: str = "") -> bool:
    """Append a text with its keywords marked; whether it was cut."""
    from rich.style import Style

    plain = Style.parse(style) if style else Style()
    mark = plain + Style(bold=True, underline=True)
    at = 0
    for start, end in marks:
        if start >= longest:
            break
        into.append(_safe(text[at:start]), style=plain)
        into.append(f"«{_safe(text[start:end])}»", style=mark)
        at = end
    into.append(_safe(text[at : max(longest, at)]), style=plain)
    return len(text) > max(longest, at)


def _safe(text: str) -> str:
    """A piece of a text as a terminal may show it, the white space at its ends kept."""
    inner = shown(text)
    before = " " if text[:1].isspace() and inner else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{inner}{after}"
