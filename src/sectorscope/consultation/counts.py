"""k of n: businesses that said so, of the businesses asked.

k = yes + raised without prompting. n = businesses asked that question, open or closed: don't
know, refused and blank count as asked; not asked and not applicable do not. A business that
raised a code has raised every wider code above it. Silence is not "no".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

Row = Mapping[str, Any]

SAID = ("yes", "raised_unprompted")
UNASKED = ("not_asked", "not_applicable")


@dataclass(frozen=True)
class Count:
    """A question (or one code of it) counted over the businesses asked.

    rows: the assertions behind it, the ones that said so first: what the count is traced to.
    states: businesses by state of the question as a whole, unasked ones left out.
    """

    question: str
    code: str
    label: str
    k: int
    n: int
    states: Mapping[str, int]
    rows: tuple[Row, ...]
    said: frozenset[str] = field(default_factory=frozenset)

    @property
    def explicit_noes(self) -> int:
        """Businesses that said no in as many words; for a number, those that gave none."""
        return self.states.get("no", 0)


class Consultation:
    """The consultation tables, indexed once for counting."""

    def __init__(self, rows: Callable[[str], Iterable[Row]]) -> None:
        """Read the tables question, code, consultee, assertion and consultation.

        Args:
            rows: gives a table's rows by its name, as `store.Tables.rows` does.
        """
        self.questions = sorted(rows("question"), key=lambda q: q["order"])
        self.codes = sorted(rows("code"), key=lambda c: (c["question"], c["order"]))
        self.consultees = {c["business"]: c for c in rows("consultee")}
        self.method = list(rows("consultation"))
        self._assertions = list(rows("assertion"))

    @property
    def held(self) -> bool:
        """Whether the study holds a consultation at all."""
        return bool(self.method)

    def question(self, identity: str) -> Row | None:
        """The question of that id."""
        return next((q for q in self.questions if q["id"] == identity), None)

    def of_chapter(self, chapter: str) -> list[Row]:
        """The chapter's questions in the questionnaire's order."""
        return [q for q in self.questions if q["chapter"] == chapter]

    def with_role(self, role: str) -> list[Row]:
        """The questions that feed a rule."""
        return [q for q in self.questions if q["role"] == role]

    def codes_of(self, question: str, parent: str | None = None) -> list[Row]:
        """Codes directly under `parent` (None: the topmost), in the codebook's order."""
        return [c for c in self.codes if c["question"] == question and c["parent"] == parent]

    def codes_of_question(self, question: str) -> list[Row]:
        """Every code of a question, in the codebook's order."""
        return [c for c in self.codes if c["question"] == question]

    def in_segment(self, segment: str | None) -> frozenset[str]:
        """Businesses that work in a segment; all of them for None."""
        return frozenset(
            b for b, c in self.consultees.items() if not segment or segment in segments(c)
        )

    def count(
        self, question: str, code: str = "", *, among: Iterable[str] | None = None, label: str = ""
    ) -> Count:
        """Count one question, or one code with all below it, among some businesses.

        Args:
            question: id of the question.
            code: code within it; empty for the question as a whole.
            among: businesses to look at; None for all.
            label: what the estimate will be called.
        """
        within = self.in_segment(None) if among is None else frozenset(among)
        asked = [
            r
            for r in self._whole.get(question, [])
            if r["business"] in within and r["state"] not in UNASKED
        ]
        who = {r["business"] for r in asked}
        hits = self._hits(question, code, who) if code else [r for r in asked if r["state"] in SAID]
        said = frozenset(r["business"] for r in hits)
        rest = [r for r in asked if r["business"] not in said]
        return Count(
            question,
            code,
            label or code or question,
            len(said),
            len(who),
            dict(Counter(r["state"] for r in asked)),
            (*hits, *rest),
            said,
        )

    def named(
        self, question: str, *, parent: str | None = None, among: Iterable[str] | None = None
    ) -> list[tuple[Row, Count]]:
        """What was named, in the codebook's order: each code with nothing below it, by its count.

        A business that named a wider code in wide words only ("manufacturing skills in general")
        named something too: it stands as an entry of its own under that code.

        Args:
            question: id of the question.
            parent: only what lies directly under this code, itself in wide words included.
            among: businesses to look at; None for all.
        """
        codes = self.codes_of_question(question)
        if parent is not None:  # narrower codes first, what was said in wide words after them
            codes = [c for c in codes if c["parent"] == parent]
            codes += [c for c in self.codes if (c["question"], c["code"]) == (question, parent)]
        found: list[tuple[Row, Count]] = []
        for code in codes:
            whole = parent is not None and code["code"] != parent
            below = self.codes_of(question, code["code"])
            if whole or not below:
                count = self.count(question, code["code"], among=among, label=code["label"])
                found.append((code, count))
            else:
                found.append(self._in_wide_words(question, code, among))
        wide = [pair for pair in found if pair[0]["parent"] == pair[0]["code"]]
        narrow = [pair for pair in found if pair not in wide]
        return [(code, count) for code, count in (*narrow, *wide) if count.k]

    def named_any(self, question: str, *, among: Iterable[str] | None = None) -> Count:
        """Businesses that named anything at all: what was coded, not what was merely written."""
        whole = self.count(question, among=among)
        who = {r["business"] for r in whole.rows}
        hits = [r for r in self._coded.get(question, []) if r["business"] in who]
        said = frozenset(r["business"] for r in hits)
        rest = [r for r in whole.rows if r["business"] not in said]
        return replace(whole, k=len(said), said=said, rows=(*hits, *rest))

    def _in_wide_words(
        self, question: str, code: Row, among: Iterable[str] | None
    ) -> tuple[Row, Count]:
        entry = {**code, "label": f"{code['label']} with nothing narrower", "parent": code["code"]}
        whole = self.count(question, code["code"], among=among, label=entry["label"])
        narrow = frozenset[str]().union(
            *(
                self.count(question, c["code"], among=among).said
                for c in self.codes_of(question, code["code"])
            )
        )
        said = whole.said - narrow
        hits = [r for r in whole.rows if r["business"] in said and r["code"] == code["code"]]
        rest = [r for r in whole.rows if r not in hits]
        count = replace(whole, k=len(said), said=said, rows=(*hits, *rest))
        return entry, count

    def options(self, question: str) -> Counter[str]:
        """How many businesses chose each option, or stand in each state where none was chosen."""
        asked = (r for r in self._whole.get(question, []) if r["state"] not in UNASKED)
        return Counter(r["option"] or r["state"] for r in asked)

    def strata(self, businesses: Iterable[str], home: frozenset[str]) -> set[str]:
        """The sub-sectors (of those in `home`) that some of the businesses work in."""
        return {s for b in businesses for s in segments(self.consultees[b]) if s in home}

    @cached_property
    def _whole(self) -> dict[str, list[Row]]:
        return self._by_question(lambda r: not r["code"])

    @cached_property
    def _coded(self) -> dict[str, list[Row]]:
        return self._by_question(lambda r: bool(r["code"]) and r["state"] in SAID)

    def _by_question(self, keep: Callable[[Row], bool]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._assertions:
            if keep(row):
                found.setdefault(row["question"], []).append(row)
        return found

    def _hits(self, question: str, code: str, who: set[str]) -> list[Row]:
        wanted = self._below(question, code)
        rows = self._coded.get(question, [])
        return [r for r in rows if r["code"] in wanted and r["business"] in who]

    def _below(self, question: str, code: str) -> set[str]:
        found = {code}
        for child in self.codes_of(question, code):
            found |= self._below(question, child["code"])
        return found


def segments(consultee: Row) -> list[str]:
    """The segments a business works in, its home segment first."""
    return [s for s in consultee["segments"].split(";") if s]
