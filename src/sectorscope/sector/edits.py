"""What an edited definition puts in doubt: which rulings, and because of which edit.

A ruling is in doubt if what it was made by has changed for that company: the words of the rubric
for all of them, a keyword or a code for those it fits. Nothing is withdrawn: a person looks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sectorscope.sector.definition import WHOLE, Definition, canonical, words
from sectorscope.sector.industries import prefixes
from sectorscope.sector.phrases import Phrases


@dataclass(frozen=True)
class Ruled:
    """A ruling in force, with what the edits are held against.

    company: its id. target: `sector` or a segment's id. share: of its headcount, if one was given.
    names: the name, and the company number. text: name and description. sics: its SIC codes.
    """

    company: str
    target: str
    share: float | None = None
    names: tuple[str, ...] = ()
    text: str = ""
    sics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """A ruling that an edit puts in doubt, and each reason in words."""

    ruled: Ruled
    because: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """What an edit does.

    edits: each in words. doubts: rulings to look at again. unasked: segments that are new, which
    nobody has been asked about.
    """

    edits: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unasked: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Edit:
    """One edit and the rulings it reaches: of one target or (None) of all; see `_reaches`."""

    said: str
    target: str | None = None
    phrases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    shares: bool = False
    reaches: bool = True
    seen: Phrases = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seen", Phrases(self.phrases))


def changed(old: Definition, new: Definition, rulings: Iterable[Ruled]) -> Changed:
    """What the edits from one definition to another put in doubt.

    Args:
        old: the definition the rulings were made by.
        new: the definition as it is now.
        rulings: those in force.
    """
    edits = tuple(_edits(old, new))
    doubts = (Doubt(r, tuple(e.said for e in edits if _doubted(e, r))) for r in rulings)
    fresh = tuple(t for t in new.targets if t not in old.targets)
    return Changed(tuple(e.said for e in edits), tuple(d for d in doubts if d.because), fresh)


def _doubted(edit: _Edit, ruled: Ruled) -> bool:
    if not edit.reaches or edit.target not in (None, ruled.target):
        return False
    if edit.shares:
        return ruled.share is not None and 0 < ruled.share < 1
    if edit.names:
        return any(_plain(name) in edit.names for name in ruled.names)
    if edit.phrases:
        return bool(edit.seen.found(ruled.text))
    if edit.codes:
        fits = tuple(p for code in edit.codes for p in prefixes(code))
        return any(code.startswith(fits) for code in ruled.sics)
    return True


def _edits(old: Definition, new: Definition) -> Iterator[_Edit]:
    yield from _of_words(old, new)
    yield from _of_segments(old, new)
    yield from _of_lists(old, new)
    yield from _of_examples(old, new)
    yield from _of_institutions(old, new)
    yield from _of_shares(old, new)


def _of_words(old: Definition, new: Definition) -> Iterator[_Edit]:
    before, after = canonical(old.sector), canonical(new.sector)
    named = {"rubric": "the rubric", "strict": "the strict reading", "broad": "the broad reading"}
    for key, name in named.items():
        if before.get(key) != after.get(key):
            yield _Edit(f"{name} was edited")


def _of_segments(old: Definition, new: Definition) -> Iterator[_Edit]:
    before = {s.id: s for s in old.sector.segment}
    after = {s.id: s for s in new.sector.segment}
    for one in sorted(before.keys() | after.keys()):
        if one not in after:
            yield _Edit(f"segment {one} was removed", one)
        elif one not in before:
            yield _Edit(f"segment {one} was added", one)
        else:
            if words(before[one].label) != words(after[one].label):
                yield _Edit(f"segment {one} is called otherwise", one)
            if before[one].cross_cutting != after[one].cross_cutting:
                said = "is now counted" if before[one].cross_cutting else "is no longer counted"
                yield _Edit(f"segment {one} {said} beside the others", one, reaches=False)


def _of_lists(old: Definition, new: Definition) -> Iterator[_Edit]:
    for target in (t for t in new.targets if t in old.targets):
        for verb, phrase in _moved(_keywords(old, target), _keywords(new, target)):
            yield _Edit(f"keyword {phrase!r} was {verb} ({target})", target, phrases=(phrase,))
        for verb, entry in _moved(_codes(old, target), _codes(new, target)):
            code, hint = entry.split("|")
            said = f"industry {code} was {verb} as {hint} ({target})"
            yield _Edit(said, target, codes=(code,))


def _keywords(definition: Definition, target: str) -> set[str]:
    """A target's own: an edit to a segment's keywords is an edit of that segment."""
    held = definition.sector
    own = held if target == WHOLE else next(s for s in held.segment if s.id == target)
    return {words(k).casefold() for k in own.keywords}


def _codes(definition: Definition, target: str) -> set[str]:
    return {f"{c}|{hint}" for c, hint in definition.industries_of(target).listed.items()}


def _of_examples(old: Definition, new: Definition) -> Iterator[_Edit]:
    before = canonical(old.sector).get("examples", {})
    after = canonical(new.sector).get("examples", {})
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            name, _, segment = key.partition("|")
            verb = "removed" if key not in after else "edited" if key in before else "added"
            said = f"example {name!r} was {verb}"
            yield _Edit(said, segment or WHOLE, names=frozenset({_plain(name)}))


def _of_institutions(old: Definition, new: Definition) -> Iterator[_Edit]:
    before = {words(i).casefold() for i in old.sector.institutions}
    after = {words(i).casefold() for i in new.sector.institutions}
    for verb, name in _moved(before, after):
        yield _Edit(f"institution {name!r} was {verb}", names=frozenset({_plain(name)}))


def _of_shares(old: Definition, new: Definition) -> Iterator[_Edit]:
    before = canonical(old.sector).get("shares", {})
    after = canonical(new.sector).get("shares", {})
    for one in sorted(before.keys() | after.keys()):
        if before.get(one) != after.get(one):
            yield _Edit(f"share rule {one} was edited", shares=True)


def _moved(before: set[str], after: set[str]) -> Sequence[tuple[str, str]]:
    gone = [("removed", e) for e in sorted(before - after)]
    return [*gone, *(("added", e) for e in sorted(after - before))]


def _plain(name: str) -> str:
    return words(name).casefold()
