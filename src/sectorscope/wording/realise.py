"""Realisation: a count and the phrases of its question become a statement.

The template is chosen by the quantifier that holds; every number is a slot tied to an estimate.
A count of what was said is exact for those asked; nothing here infers beyond them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sectorscope.consultation.counts import Count
from sectorscope.consultation.issues import IssueSet
from sectorscope.profile import ConceptRef, Estimate, EvidenceRef, Slot, Statement
from sectorscope.profile.vocabulary import Kind
from sectorscope.wording import templates
from sectorscope.wording.counted import EXACT, counted, inputs_of, set_estimate
from sectorscope.wording.needs import concepts
from sectorscope.wording.quantifiers import Quantifier, consistently, number_word, quantifier
from sectorscope.wording.text import capital, join
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
    noes = count.explicit_noes
    if question["form"] == "gave_number":
        noes += count.states.get("unquantified", 0)
    held = quantifier(count.k, count.n, min(noes, count.n - count.k))
    plural, singular = says or (question["says"], question["says_one"])
    slots = _quantity(held, count) | _nouns(voice) | _text(says=plural, says_one=singular)
    slots |= _text(asked=question.get("whom") or "asked")
    template = templates.SHARE.get(held.name, templates.SHARE["*"])
    if held.name == "each":  # the one template that tells n in words
        slots["n"] = slots["n"].but(text=number_word(count.n))
    estimate = counted(count, voice, held=held, parts=parts)
    return _told(
        template,
        slots,
        (estimate,),
        about,
        voice,
        codes=codes,
        kind="share",
        caveat=question["caveat"] or "",
    )


def consistent(  # noqa: PLR0913 - a count, its spread and all that goes with it
    count: Count,
    strata: int,
    total: int,
    about: About,
    voice: Voice,
    *,
    prompted: bool,
    codes: Sequence[ConceptRef] = (),
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
    slots = _quantity(held, count, lower=True) | _nouns(voice)
    slots |= _text(label=count.label if about.segment else capital(count.label))
    slots["strata"] = Slot(kind="number", text=number_word(strata), estimate=1)
    slots["total"] = Slot(kind="number", text=number_word(total), estimate=1, field="n")
    estimates = (counted(count, voice, held=held), spread)
    return _told(template, slots, estimates, about, voice, codes=codes, kind="share")


def listed(  # noqa: PLR0913 - a list and all that goes with it
    counts: Sequence[Count],
    template: str,
    about: About,
    voice: Voice,
    *,
    codes: Sequence[ConceptRef] = (),
    kind: Kind = "list",
    literals: Mapping[str, str] | None = None,
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
    """
    ordered = sorted(counts, key=lambda c: -c.k)
    slots = _nouns(voice) | _text(**{"asked": "asked", **(literals or {})})
    for i, count in enumerate(ordered):
        slots[f"i{i}"] = Slot(kind="literal", text=count.label)
        slots[f"k{i}"] = Slot(kind="number", text=f"{count.k:,}", estimate=i)
        slots[f"n{i}"] = Slot(kind="number", text=f"{count.n:,}", estimate=i, field="n")
    slots["n"] = Slot(kind="number", text=f"{ordered[0].n:,}", estimate=0, field="n")
    items = [templates.ITEM.format(i) for i in range(len(ordered))]
    spelled = join(items, heavy=any(" and " in c.label for c in ordered))
    estimates = tuple(counted(c, voice) for c in ordered)
    filled = template.replace("{list}", spelled)
    return _told(filled, slots, estimates, about, voice, codes=codes, kind=kind)


def issue_sentence(issues: IssueSet, question: Row, about: About, voice: Voice) -> Statement:
    """What kind of set the issues are: specific to one business each, shared, or too small."""
    if not issues.sayable:
        literals = {"subject": question["says"]}
        return listed(issues.issues, templates.SET_SMALL, about, voice, literals=literals)
    template = templates.SET_SPECIFIC if issues.specific else templates.SET_SHARED
    return set_statement(issues, template, about, voice, kind="ranking", subject=question["says"])


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
        _nouns(voice)
        | _text(**literals, label=top.label)
        | {
            "once": Slot(kind="number", text=f"{issues.once}", estimate=0),
            "total": Slot(kind="number", text=f"{len(issues.issues)}", estimate=0, field="n"),
            "largest": Slot(kind="number", text=f"{top.k}", estimate=1),
            "n": Slot(kind="number", text=f"{issues.n}", estimate=1, field="n"),
        }
    )
    return _told(template, slots, estimates, about, voice, kind=kind, evidence=refs)


def _told(  # noqa: PLR0913 - the last step of every sentence
    template: str,
    slots: dict[str, Slot],
    estimates: tuple[Estimate, ...],
    about: About,
    voice: Voice,
    *,
    kind: Kind,
    codes: Sequence[ConceptRef] = (),
    caveat: str = "",
    evidence: tuple[EvidenceRef, ...] = (),
) -> Statement:
    if about.segment:
        template = templates.PREFIX + template[0].lower() + template[1:]
        slots = {k: _lowered(k, s, template) for k, s in slots.items()} | _text(
            segment=about.segment
        )
    used = {k: s for k, s in slots.items() if "{" + k + "}" in template}
    draft = Draft(template, used, estimates, evidence, tuple(codes), caveat)
    return finish(draft, about, voice, kind=kind, basis="consultation")


def _lowered(name: str, slot: Slot, template: str) -> Slot:
    """The slot that opened the sentence, in lower case now that the segment does."""
    opens = template.startswith(templates.PREFIX + "{" + name + "}")
    if not opens or slot.kind != "word":
        return slot
    return slot.but(text=slot.text[0].lower() + slot.text[1:])


def _quantity(held: Quantifier, count: Count, *, lower: bool = False) -> dict[str, Slot]:
    word = held.name if lower else capital(held.name)
    return {
        "word": Slot(kind="word", text=word, estimate=0),
        "k": Slot(kind="number", text=f"{count.k:,}", estimate=0),
        "n": Slot(kind="number", text=f"{count.n:,}", estimate=0, field="n"),
    }


def _nouns(voice: Voice) -> dict[str, Slot]:
    return _text(noun=voice.noun, noun_one=voice.noun_one)


def _text(**literals: str) -> dict[str, Slot]:
    return {k: Slot(kind="literal", text=v) for k, v in literals.items() if v}
