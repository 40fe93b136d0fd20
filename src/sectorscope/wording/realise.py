"""Realisation: a count and the phrases of its question become a statement.

The template is chosen by the quantifier that holds; every number is a slot tied to an estimate.
A count of what was said is exact for those asked; nothing here infers beyond them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sectorscope.consultation.counts import Count
from sectorscope.consultation.issues import IssueSet
from sectorscope.profile import ConceptRef, Estimate, Slot, Statement, naming
from sectorscope.profile.vocabulary import Kind
from sectorscope.wording import templates
from sectorscope.wording.counted import (
    EXACT,
    counted,
    inputs_of,
    per_cent,
    percentage,
    roughness,
    set_estimate,
)
from sectorscope.wording.needs import concepts
from sectorscope.wording.quantifiers import Quantifier, consistently, number_word, quantifier
from sectorscope.wording.telling import nouns, number, phrases, told
from sectorscope.wording.text import capital, join, within
from sectorscope.wording.topics import caveat_of
from sectorscope.wording.voice import About, Draft, Row, Voice, finish

__all__ = [
    "About",
    "Draft",
    "Voice",
    "concepts",
    "consistent",
    "finish",
    "issue_sentence",
    "join",
    "listed",
    "noes",
    "set_statement",
    "share",
]


def share(  # noqa: PLR0913 - a claim and all that goes with it
    count: Count,
    question: Row,
    about: About,
    voice: Voice,
    *,
    codes: Sequence[ConceptRef] = (),
    parts: Sequence[tuple[str, int]] = (),
    says: tuple[str, str] | None = None,
) -> Statement:
    """One claim about the businesses asked: quantifier, k of n, predicate.

    Args:
        count: k of n with its rows.
        question: the row of `question` whose phrases tell it.
        about: identity of the statement.
        voice: the study's constants.
        codes: concepts the claim is coded to.
        parts: how the businesses asked split, drawn beside the sentence.
        says: plural and singular predicate, where not the question's own.
    """
    held = quantifier(count.k, count.n, min(noes(count, question), count.n - count.k))
    plural, singular = says or (question["says"], question["says_one"])
    slots = _quantity(held, count) | nouns(voice) | phrases(says=plural, says_one=singular)
    slots |= phrases(asked=question.get("whom") or "asked")
    template = templates.SHARE.get(held.name, templates.SHARE["*"])
    if held.name == "each":  # the one template that tells n in words
        slots["n"] = slots["n"].but(text=number_word(count.n))
    if held.name == "all" and question.get("whom"):
        template = templates.SHARE["all, of some"]
    estimates = (counted(count, voice, held=held, parts=parts),)
    caveat = caveat_of(question)
    if template == templates.SHARE["*"] and (percent := percentage(count, voice)):
        template, caveat = (
            templates.SHARE["*, in per cent"],
            f"{caveat} {roughness(count.n)}".strip(),
        )
        slots["percent"] = number(per_cent(percent), 1)
        estimates += (percent,)
    return told(template, slots, estimates, about, voice, codes=codes, kind="share", caveat=caveat)


def noes(count: Count, question: Row) -> int:
    """Businesses that said no in as many words; for a number, those that could give none."""
    unquantified = question["form"] == "gave_number" and count.states.get("unquantified", 0)
    return count.explicit_noes + unquantified


def consistent(  # noqa: PLR0913 - a count, its spread and all that goes with it
    count: Count,
    strata: int,
    total: int,
    about: About,
    voice: Voice,
    *,
    prompted: bool,
    codes: Sequence[ConceptRef] = (),
    caveat: str = "",
) -> Statement | None:
    """The sentence that says "consistently", or None where the rule for that word does not hold.

    Args:
        count: k of n with its rows.
        strata: sub-sectors of the businesses that raised it.
        total: sub-sectors there are.
        about: identity of the statement.
        voice: the study's constants.
        prompted: whether the question listed it.
        codes: concepts of what was raised.
        caveat: what to know, as `caveat_of` the question has it.
    """
    if not consistently(count.k, count.n, strata, prompted):
        return None
    held = quantifier(count.k, count.n)
    literal = held.name in ("one", "two", "all", "each", "otherwise")
    template = templates.CONSISTENT_LITERAL if literal else templates.CONSISTENT
    spread = Estimate(
        label="sub-sectors it came up in",
        value=strata,
        n=total,
        unit="sub-sectors",
        standing="counted",
        method="distinct sub-sectors of the businesses that raised it",
        uncertainty=EXACT,
        inputs=inputs_of(count, voice),
    )
    slots = _quantity(held, count, lower=True) | nouns(voice)
    slots |= phrases(label=count.label if about.segment else capital(count.label))
    slots["strata"] = number(number_word(strata), 1)
    slots["total"] = number(number_word(total), 1, "n")
    estimates = (counted(count, voice, held=held), spread)
    return told(template, slots, estimates, about, voice, codes=codes, kind="share", caveat=caveat)


def listed(  # noqa: PLR0913 - a list and all that goes with it
    counts: Sequence[Count],
    template: str,
    about: About,
    voice: Voice,
    *,
    codes: Sequence[ConceptRef] = (),
    kind: Kind = "list",
    literals: Mapping[str, str] | None = None,
    caveat: str = "",
) -> Statement:
    """A sentence with a list of counted items in place of `{list}`, most named first.

    Args:
        counts: the items, each with its own k of n.
        template: one that holds `{list}`.
        about: identity of the statement.
        voice: the study's constants.
        codes: concepts of the items.
        kind: kind of statement.
        literals: phrases for the template's other fields.
        caveat: what to know, as `caveat_of` the question has it.
    """
    ordered = sorted(counts, key=lambda c: -c.k)
    slots = nouns(voice) | phrases(**{"asked": "asked", **(literals or {})})
    for i, count in enumerate(ordered):
        slots[f"i{i}"] = naming(count.label)
        slots[f"k{i}"] = number(f"{count.k:,}", i)
        slots[f"n{i}"] = number(f"{count.n:,}", i, "n")
    slots["n"] = number(f"{ordered[0].n:,}", 0, "n")
    items = [templates.ITEM.format(i) for i in range(len(ordered))]
    spelled = join(items, heavy=any(" and " in c.label for c in ordered))
    estimates = tuple(counted(c, voice) for c in ordered)
    filled = template.replace("{list}", spelled)
    return told(filled, slots, estimates, about, voice, codes=codes, kind=kind, caveat=caveat)


def issue_sentence(issues: IssueSet, question: Row, about: About, voice: Voice) -> Statement:
    """What kind of set the issues are: specific to one business each, shared, or too small."""
    if not issues.sayable:
        literals, caveat = {"subject": _subject(question, about)}, caveat_of(question)
        return listed(
            issues.issues, templates.SET_SMALL, about, voice, literals=literals, caveat=caveat
        )
    template = templates.SET_SPECIFIC if issues.specific else templates.SET_SHARED
    subject = _subject(question, about)
    made = set_statement(issues, template, about, voice, kind="ranking", subject=subject)
    return made.but(caveat=caveat_of(question) or made.caveat)


def set_statement(
    issues: IssueSet, template: str, about: About, voice: Voice, *, kind: Kind, **literals: str
) -> Statement:
    """A sentence about a whole issue set, with its figures in slots.

    The fields once, total, largest, n and label are filled where the template names them.
    """
    top = max((*issues.issues, *issues.parents), key=lambda c: c.k)
    refs = tuple({r.id: r for c in issues.issues for r in inputs_of(c, voice)}.values())
    estimates = (set_estimate(issues, refs), counted(top, voice))
    slots = (
        nouns(voice)
        | phrases(**literals, label=top.label)
        | {
            "once": number(f"{issues.once}", 0),
            "total": number(f"{len(issues.issues)}", 0, "n"),
            "largest": number(f"{top.k}", 1),
            "n": number(f"{issues.n}", 1, "n"),
        }
    )
    return told(template, slots, estimates, about, voice, kind=kind, evidence=refs)


def _subject(question: Row, about: About) -> str:
    """What the set is called: within a sentence where the segment opens that."""
    return within(question["says"]) if about.segment else question["says"]


def _quantity(held: Quantifier, count: Count, *, lower: bool = False) -> dict[str, Slot]:
    word = held.name if lower else capital(held.name)
    return {
        "word": Slot(kind="word", text=word, estimate=0),
        "k": number(f"{count.k:,}", 0),
        "n": number(f"{count.n:,}", 0, "n"),
    }
