"""Lints an analyst's note: what it says and no statement it cites supports blocks release.

A note is the analyst's own paragraph, so it may argue; it may not bring a number, a quantity, a
trend, a cause or a sector of its own. Each of these must stand in a statement that the note
cites: the same number, the same word of quantity, the same trend or cause, the same reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sectorscope.profile import Statement
from sectorscope.wording.check import is_consulted
from sectorscope.wording.numerals import Figure, figures, number

Kind = Literal["numeral", "quantifier", "trend", "cause", "sector"]


@dataclass(frozen=True)
class Finding:
    """Something a note says and nothing it cites supports: characters `start:end` of it.

    because: which rule, in a clause for its author. The note is the author's own text, so `found`
    may be shown to whoever wrote it; it is not for logs.
    """

    kind: Kind
    start: int
    end: int
    found: str
    because: str


ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"almost all", "nearly all", "almost every", "nearly every"}),
    frozenset({"the majority", "majority"}),
    frozenset({"the minority", "minority"}),
    frozenset({"most", "mostly", "largely", "predominantly"}),
    frozenset({"all", "every", "everyone", "everybody", "universally"}),
    frozenset({"none", "no one", "nobody", "neither"})
    | {f"no {noun}" for noun in ("business", "businesses", "employer", "employers")}
    | {"no firm", "no firms"},
    frozenset({"a few", "a handful", "handful"}),
    frozenset({"several", "a number of"}),
    frozenset({"each"}),
)
"""Words of quantity that say the same; any other is supported by itself alone.

"Few" is not "a few", and "many", "some" or "often" are no words of the table: a cited statement
would have to say them.
"""

TRENDS: tuple[tuple[str, str], ...] = (
    (
        "up",
        r"ris(?:e|es|ing|en)|rose|grow(?:s|ing|n|th)?|grew|increas(?:e|es|ed|ing|ingly)|climb(?:s|"
        r"ed|ing)|expand(?:s|ed|ing)|expansion|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|upward|"
        r"improv(?:e|es|ed|ing|ement)|strengthen(?:s|ed|ing)|more and more|"
        r"more often|higher than|greater than",
    ),
    (
        "down",
        r"fall(?:s|ing|en)?|fell|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|shr(?:ink|inks|ank|"
        r"unk|inking)|drop(?:s|ped|ping)?|reduc(?:e|es|ed|ing|tion)|worsen(?:s|ed|ing)|weaken(?:s|"
        r"ed|ing)|downward|dwindl(?:e|es|ed|ing)|less often|"
        r"fewer(?! than)|lower than",
    ),
    (
        "change",
        r"trends?|since|no longer|any longer|still|now|nowadays|so far|"
        r"(?:more |fewer |less )?than (?:before|ever|last|in the past)|in recent years|over time|"
        r"over the years|year on year|used to|becom(?:e|es|ing)|became|"
        r"chang(?:e|es|ed|ing)|remain(?:s|ed|ing)?|continu(?:e|es|ed|ing)|persist(?:s|ed|ing)?|"
        r"growing|previously|formerly|newly|emerging",
    ),
)
"""Words that say something has changed, or has not, by which way it went."""

CAUSES = (
    r"because(?: of)?|due to|owing to|as a (?:result|consequence)(?: of)?|results? (?:from|in)|"
    r"resulted (?:from|in)|led to|leads? to|leading to|driven by|drives?|drove|driving|caus(?:e|es|"
    r"ed|ing)|therefore|thus|hence|consequently|thanks to|on account of|stems? from|stemm(?:ed|ing)"
    r" from|explain(?:s|ed)?(?: by)?|attribut(?:e|es|ed|able) to|the reasons?|reasons?|so that|"
    r"account(?:s|ed)? for|arises? from|gives? rise to|makes? it (?:hard|harder|difficult|easier)|"
    r"in response to|means that|meant that|which is why|that is why|owes|forc(?:es|ed|ing)"
)
"""Connectives that make one thing the cause of another."""

GIVEN = r"the reasons? the|because|due to|owing to|led to|caused by|explains?"
"""What gives a cause in a statement: reasons that businesses gave, or a source's own words."""

GENERAL = (
    r"(?:the|this|our|their|its|whole|entire) (?:sector|industry|sub-sectors?)|sector-wide|"
    r"industry-wide|(?:the|this|our) (?:wider )?(?:economy|labour market)|businesses|employers|"
    r"firms|companies|enterprises|manufacturers|smes"
)
"""Nouns by which a note may reach beyond those who were asked."""

_CONSULTED = re.compile(
    r"\s+(?:(?:(?:that|who|which) (?:were |was )?|we )?(?:asked|consulted|interviewed)|"
    r"(?:that|who) (?:took part|responded|answered|were asked)|we spoke to|in the consultation)\b",
    re.IGNORECASE,
)
"""What keeps a noun to those who were asked, behind it."""

BEYOND = "Of the businesses in "
"""How a statement begins that infers from the consulted to the sector."""

_QUESTION = re.compile(r"(?:\b(?:no|number)|”) (?:to|for) “[^”]*”")
"""A question as a dissent quotes it: what was asked is nothing that anybody said."""

_POINTED = frozenset({"reconstructed", "consulted", "asked", "these", "those"})
"""The same, before it; a number does so too ("two businesses")."""


def lint(
    text: str, cited: Sequence[Statement], *, sector_nouns: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What a note says that the statements it cites do not, in the order of its text.

    Args:
        text: the note.
        cited: the statements it cites, as they stand in the profile it would be released in.
        sector_nouns: what this sector and its businesses are called ("healthcare technologies",
            "medtech firms"), beside the nouns that are general.
    """
    told = " ".join(s.text for s in cited)
    said = _QUESTION.sub("", told)
    wider = " ".join(s.text for s in cited if not is_consulted(s) or s.text.startswith(BEYOND))
    found = (*_numbers(text, told), *_trends(text, said), *_causes(text, said))
    found += tuple(_reach(text, wider, sector_nouns))
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.kind)))


def _numbers(text: str, told: str) -> Iterator[Finding]:
    supported = figures(told)
    for figure in figures(text):
        if any(_same(figure, other) for other in supported):
            continue
        kind = "quantifier" if figure.value is None else "numeral"
        what = "word of quantity" if figure.value is None else "number"
        yield _finding(kind, figure.start, figure.end, text, f"no cited statement has this {what}")


def _same(figure: Figure, other: Figure) -> bool:
    """The same number of the same sort, or words of quantity that say the same."""
    if figure.value is None or other.value is None:
        return figure.value is other.value and _family(figure.text) == _family(other.text)
    sorts = {figure.sort, other.sort}
    return abs(figure.value - other.value) < 1e-9 * max(1.0, abs(other.value)) and len(sorts) == 1


def _family(word: str) -> frozenset[str]:
    plain = " ".join(word.lower().split())
    return next((family for family in ALIKE if plain in family), frozenset({plain}))


def _trends(text: str, told: str) -> Iterator[Finding]:
    for way, pattern in TRENDS:
        if _standing(pattern, told):
            continue
        for match in _every(pattern, text):
            because = f"no cited statement says of anything that it went this way ({way})"
            yield _finding("trend", match.start(), match.end(), text, because)


def _causes(text: str, told: str) -> Iterator[Finding]:
    """A cause is supported by a statement that gives reasons, and by nothing less."""
    if _standing(GIVEN, told):
        return
    for match in _every(CAUSES, text):
        yield _finding(
            "cause", match.start(), match.end(), text, "no cited statement gives a cause"
        )


def _reach(text: str, told: str, sector_nouns: Sequence[str]) -> Iterator[Finding]:
    """Nouns of a sector that are not kept to those asked, and that no cited statement uses so."""
    named = "|".join(re.escape(n) for n in sorted(sector_nouns, key=len, reverse=True))
    pattern = f"{named}|{GENERAL}" if named else GENERAL
    supported = {_plain(m.group()) for m in _every(pattern, told) if not _kept(told, m)}
    for match in _every(pattern, text):
        if not _kept(text, match) and _plain(match.group()) not in supported:
            because = "this speaks of more than those asked, and no cited statement does"
            yield _finding("sector", match.start(), match.end(), text, because)


def _kept(text: str, match: re.Match[str]) -> bool:
    """Whether a noun is kept to the consulted: "businesses asked", "the 12 businesses"."""
    before = text[: match.start()].rstrip().rpartition(" ")[2].lower()
    pointed = before in _POINTED or number(before) is not None
    return pointed or bool(_CONSULTED.match(text, match.end()))


def _plain(noun: str) -> str:
    return re.sub(r"^(?:the|this|our|their|its) ", "", noun.lower())


def _every(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE)


def _standing(pattern: str, text: str) -> bool:
    return next(_every(pattern, text), None) is not None


def _finding(kind: Kind, start: int, end: int, text: str, because: str) -> Finding:
    return Finding(kind, start, end, text[start:end], because)
