"""What one reader ruled in one look at a company, and the decision it is kept as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from sectorscope.decisions import WITHDRAWN, Decision
from sectorscope.errors import DecisionError

IN, NOT_STRICT, BROAD, OUT, UNRESOLVED = RULINGS = (
    *("in", "in_not_strict", "only_broad", "out", "unresolved"),
)
"""In under every reading; in, but not by the strict one; only by the broad one; out; cannot be
told from what there is."""

SECTOR = "sector"
"""The target that is the whole; the others are segments, by id."""

FIRST, AGAIN, SETTLED = LOOKS = ("first", "again", "settled")
"""A reader's own look; the same reader's later one, blind to the first; a ruling on a dispute."""

WHY = {
    IN: "read as in the sector under every reading",
    NOT_STRICT: "read as in the sector, though not by the strict reading",
    BROAD: "read as in the sector by the broad reading only",
    OUT: "read as not in the sector",
    UNRESOLVED: "cannot be told from what is known of the company",
    WITHDRAWN: "taken back by its reader",
}
"""The reason a ruling carries where its reader gave none."""

_PART = (IN, NOT_STRICT, BROAD)
_COUNTED = {"strict": (IN,), "central": (IN, NOT_STRICT), "broad": _PART}
_PLAIN = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


@dataclass(frozen=True)
class Reading:
    """One look: company, who read, which look, and what was ruled.

    share: of its headcount that is in the sector, in (0, 1]; 1 where the ruling is out or
    unresolved. headcount: as verified, None if it was not. segments: ids, in order. definition:
    the version ruled under. draw: the hash of the draw it was shown from, "" if from none.

    Raises:
        DecisionError: the parts contradict each other, as the share of a company that is out does.
    """

    company: str
    reader: str
    look: str
    ruling: str
    share: float = 1.0
    headcount: float | None = None
    segments: tuple[str, ...] = ()
    definition: str = ""
    draw: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if self.look not in LOOKS:
            raise DecisionError(f"a look {self.look!r}", expected="one of " + ", ".join(LOOKS))
        if not 0 < self.share <= 1:
            raise DecisionError(
                f"a share of {self.share:g}", expected="above 0, at most 1", hint="out, if none is"
            )
        if self.headcount is not None and not 0 <= self.headcount < float("inf"):
            raise DecisionError(f"a headcount of {self.headcount:g}", expected="0 or more")
        if self.ruling not in _PART and (self.share < 1 or self.segments):
            what = "share" if self.share < 1 else "segment"
            raise DecisionError(
                f"a {what} of a company that is {self.ruling}", expected="one or the other"
            )

    def decision(self, when: str) -> Decision:
        """The reading as a decision, signed by its reader.

        Args:
            when: the day, an ISO date.

        Raises:
            DecisionError: nobody signs, or the ruling is none.
        """
        body = {
            "company": self.company,
            "reader": "" if self.look == SETTLED else self.reader,
            "reading": self.look,
            "definition": self.definition,
            "draw": self.draw,
            "share": "" if self.share == 1 else number(self.share),
            "headcount": "" if self.headcount is None else number(self.headcount),
            "segments": " ".join(self.segments),
            "ruling": self.ruling,
        }
        why = self.why.strip() or WHY.get(self.ruling, "")
        return Decision("membership", body, who=self.reader, when=when, why=why)


class Ruled(Protocol):
    """What a reader ruled, or what stands of several: as much as membership hangs on."""

    @property
    def ruling(self) -> str: ...  # noqa: D102
    @property
    def share(self) -> float: ...  # noqa: D102
    @property
    def segments(self) -> tuple[str, ...]: ...  # noqa: D102


def member(ruled: Ruled, target: str = SECTOR, reading: str = "central") -> float:
    """Share of a company's headcount in a target; not a number where it is unresolved.

    Args:
        ruled: a reading, or what stands of several.
        target: `sector`, or a segment's id. Segments may overlap: each has the whole share.
        reading: strict, central or broad.
    """
    if ruled.ruling == UNRESOLVED:
        return float("nan")
    counted = ruled.ruling in _COUNTED[reading]
    return ruled.share if counted and target in (SECTOR, *ruled.segments) else 0.0


def reading_of(decision: Decision) -> Reading:
    """The reading a decision holds; its reader is who signed.

    Raises:
        DecisionError: its share or headcount is no number, or the parts contradict each other.
    """
    body = decision.body
    return Reading(
        company=body["company"],
        reader=decision.who,
        look=body["reading"],
        ruling=decision.ruling,
        share=share_of(body["share"]),
        headcount=headcount_of(body["headcount"]),
        segments=tuple(body["segments"].split()),
        definition=body["definition"],
        draw=body["draw"],
        why=decision.why,
    )


def share_of(text: str) -> float:
    """A share as a person writes it: 0.3, 30%, or nothing for the whole.

    Raises:
        DecisionError: it is no share above 0 and at most 1.
    """
    said = text.strip()
    percent = said.endswith("%")
    value = _number(said.rstrip("% ")) if said else 1.0
    value = value / 100 if percent and value is not None else value
    if value is None or not 0 < value <= 1:
        hint = "rule out, if none of it is" if value == 0 else ""
        raise DecisionError(
            f"{said!r} is no share of a headcount", expected="one like 0.3 or 30%", hint=hint
        )
    return value


def headcount_of(text: str) -> float | None:
    """A headcount as a person writes it: 25, 1,200, or nothing.

    Raises:
        DecisionError: it is no number of people.
    """
    said = text.strip()
    value = _number(said) if said else None
    if said and value is None:
        raise DecisionError(f"{said!r} is no headcount", expected="a number like 25")
    return value


def number(value: float) -> str:
    """A number as the log holds it: no trailing zeros, no exponent."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text or "0"


def _number(text: str) -> float | None:
    return float(text.replace(",", "")) if _PLAIN.fullmatch(text) else None
