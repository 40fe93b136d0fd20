"""Asking a person one thing at a time: the words in context, the code, and a key.

Every answer is kept before the next is asked, so that stopping loses nothing. What is shown is
stripped of control characters: an answer may not steer the terminal it is read on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sectorscope.consultation.anchors import context, reanchor, words
from sectorscope.consultation.codebook import Codebook
from sectorscope.consultation.readings import Item, Reading, Ruling
from sectorscope.consultation.rulings import Material
from sectorscope.consultation.settle import Disagreement

KEYS = "y said, n not said, e other words, c other code, s skip, q stop"
SETTLING = "y said, n not said, s skip, q stop"
_LONG = 2_000

Read = Callable[[str], str]
Write = Callable[[str], None]


class Stopped(Exception):
    """The person stopped, or the terminal is gone."""


@dataclass
class Asking:
    """A conversation: where answers come from, and where questions go."""

    material: Material
    read: Read
    write: Write

    def readings(self, items: Sequence[Item], keep: Callable[[Sequence[Ruling]], None]) -> int:
        """Ask one item after another; each answer is kept at once. Returns how many were ruled."""
        ruled = 0
        done = set[tuple[str, str, str]]()  # another code may have been given that comes later
        for number, item in enumerate(items, start=1):
            if _key(item) in done:
                continue
            self._shown(item, f"{number} of {len(items)}")
            try:
                rulings = self._ruling(item)
            except Stopped:
                break
            if rulings:
                keep(rulings)
                ruled += 1
                done |= {(r.business, r.question, r.code) for r in rulings}
        return ruled

    def settling(
        self, differ: Sequence[Disagreement], keep: Callable[[Disagreement, bool, str], None]
    ) -> int:
        """Ask about one disagreement after another, with the reason. Returns how many."""
        settled = 0
        for number, one in enumerate(differ, start=1):
            self._shown(Item(*_key(one)), f"{number} of {len(differ)}")
            for read in one.readings:
                self.write(f"  {shown(read.coder)}: {self._told(read)}")
            try:
                key = self._key(SETTLING, "ynsq")
                if key in "yn":
                    keep(one, key == "y", self._reason())
                    settled += 1
            except Stopped:
                break
        return settled

    def _told(self, read: Reading) -> str:
        """A reading with the words it rests on, where they still stand."""
        texts = self.material.texts(read.business, read.question)
        found = (words(read.quote, text, self.material.digest) for text in texts)
        quoted = next((f" “{shown(w)}”" for w in found if w), "")
        return read.reading.replace("_", " ") + quoted

    def _ruling(self, item: Item) -> tuple[Ruling, ...]:
        """What the person rules; nothing if skipped."""
        while True:
            key = self._key(KEYS, "ynecsq")
            if key == "s":
                return ()
            if key == "n":
                return (Ruling(*_key(item), said=False),)
            made = self._worded(item) if key == "e" else self._said(item)
            if made and key == "c":
                code = self._code(item)
                refused = Ruling(*_key(item), said=False)
                made = None if not code else replace(made, code=code)
                if made:
                    return (refused, made)
            elif made:
                return (made,)

    def _said(self, item: Item) -> Ruling | None:
        one = item.suggestion
        text = self.material.text(one) if one else ""
        if one is None or not text[one.start : one.end].strip():
            return self._worded(item)
        return Ruling(*_key(item), True, text[one.start : one.end], one.start, one.end)

    def _worded(self, item: Item) -> Ruling | None:
        """The words as the person gives them, once they stand in the answer."""
        while given := self._ask("  the words, as they stand (nothing: back): "):
            one = item.suggestion
            if one is not None:
                text = self.material.text(one)
                where = reanchor(given, text, one.start)
                if where:
                    return Ruling(*_key(item), True, text[slice(*where)], *where)
            found = self.material.found(given, item.business, item.question)
            if found:
                return replace(found, code=item.code)
            self.write("  These words do not stand in the answer.")
        return None

    def _code(self, item: Item) -> str:
        own = {c.code: c for c in self.material.codebook.codes_of(item.question)}
        for code in own.values():
            self.write(f"    {code.code}: {code.label}" + _brackets(code.definition))
        while name := self._ask("  the code (nothing: back): "):
            if name in own and name != item.code:
                return name
            near = get_close_matches(name, own, n=1)
            meant = f" Did you mean {near[0]}?" if near and name not in own else ""
            self.write(f"  That is no other code of this question.{meant}")
        return ""

    def _reason(self) -> str:
        while True:
            if reason := self._ask("  why: "):
                return reason

    def _key(self, keys: str, known: str) -> str:
        while True:
            key = self._ask(f"  {keys} > ").casefold()[:1]
            if key == "q":
                raise Stopped
            if key and key in known:
                return key

    def _ask(self, prompt: str) -> str:
        try:
            return self.read(prompt).strip()
        except EOFError as why:
            raise Stopped from why

    def _shown(self, item: Item, place: str) -> None:
        book: Codebook = self.material.codebook
        asked, code = book.question(item.question), book.code(item.question, item.code)
        self.write("")
        self.write(f"[{place}] {item.business}, {item.question}: {asked.text if asked else ''}")
        for passage in self._passages(item):
            self.write(f"  {shown(passage)}")
        if code:
            self.write(f"  code {code.code}: {code.label}" + _brackets(code.definition))
        if item.suggestion:
            self.write(f"  why: {item.suggestion.why}")

    def _passages(self, item: Item) -> list[str]:
        one = item.suggestion
        text = self.material.text(one) if one else ""
        if one and text[one.start : one.end].strip():
            before, said, after = context(text, one.start, one.end)
            return [f"{before}«{said}»{after}"]
        texts = self.material.texts(item.business, item.question)
        return [t[:_LONG] + ("…" if len(t) > _LONG else "") for t in texts]


def shown(text: str) -> str:
    """Text as a terminal may show it: on one line, nothing that steers it."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else "\ufffd" for c in line)


def _brackets(text: str) -> str:
    return f" ({text})" if text else ""


def _key(one: Item | Disagreement) -> tuple[str, str, str]:
    return one.business, one.question, one.code
