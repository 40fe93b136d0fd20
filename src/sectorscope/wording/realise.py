"""Realisation: a count and the phrases of its question become a statement.

The template is chosen by the quantifier that holds; every number is a slot tied to an estimate.
A count of what was said is exact for those asked; nothing here infers beyond them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sectorscope.consultation.counts import Count
from sectorscope.consultation.issues import IssueSet
from sectorscope.profile import (
    ConceptRef,
    Estimate,
    EvidenceRef,
    Slot,
    Statement,
    Uncertainty,
    statement_id,
)
from sectorscope.profile.vocabulary import Basis, Kind
from sectorscope.wording import templates
from sectorscope.wording.quantifiers import Quantifier, consistently, number_word, quantifier

Row = Mapping[str, Any]
Refs = Callable[[Row], EvidenceRef]

EXACT = Uncertainty(
    kind="exact",
    why="what the businesses asked said, counted; nothing is inferred about others",
)


@dataclass(frozen=True)
class Voice:
    """What every statement of a study carries: when, where, which definition, and the nouns.

    noun, noun_one: what the consulted are called ("businesses consulted"); for a reconstruction
    the noun itself says so, which is how every sentence on it does.
    """

    vintage: str
    geography: str
    definition: str
    refs: Refs
    noun: str = "businesses"
    noun_one: str = "business"
    caveat: str = ""


@dataclass(frozen=True)
class About:
    """What a statement is about: its identity, apart from its words and figures."""

    chapter: str
    question: str
    subject: str = ""
    scope: str = ""
    segment: str = ""


@dataclass(frozen=True)
class Draft:
    """A statement before it is filled: template, slots, estimates, evidence."""

    template: str
    slots: dict[str, Slot]
    estimates: tuple[Estimate, ...] = ()
    evidence: tuple[EvidenceRef, ...] = ()
    codes: tuple[ConceptRef, ...] = ()
    caveat: str = ""
    vintage: str = ""
    geography: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def finish(draft: Draft, about: About, voice: Voice, *, kind: Kind, basis: Basis) -> Statement:
    """The statement of a draft; basis and disclosure follow the evidence where it is invented."""
    inputs = [r for e in draft.estimates for r in e.inputs]
    evidence = draft.evidence or tuple({r.id: r for r in inputs}.values())
    invented = any(r.reconstruction for r in (*evidence, *inputs))
    key = (about.chapter, about.question, about.subject, about.scope)
    return Statement(
        id=statement_id(*key),
        chapter=key[0],
        question=key[1],
        subject=key[2],
        scope=key[3],
        kind=kind,
        basis="reconstruction" if invented else basis,
        disclosure="fictional" if invented else "open",
        template=draft.template,
        slots=draft.slots,
        estimates=draft.estimates,
        evidence=evidence,
        codes=draft.codes,
        vintage=draft.vintage or voice.vintage,
        geography=draft.geography or voice.geography,
        definition=voice.definition,
        caveat=draft.caveat or voice.caveat,
    )


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
    template = templates.SHARE.get(held.name, templates.SHARE["*"])
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


def consistent(
    count: Count, strata: int, total: int, about: About, voice: Voice, *, prompted: bool
) -> Statement | None:
    """The sentence that says "consistently", or None where the rule for that word does not hold."""
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
        inputs=_inputs(count, voice),
    )
    slots = _quantity(held, count, lower=True) | _nouns(voice)
    slots |= _text(label=_capital(count.label))
    slots["strata"] = Slot(kind="number", text=number_word(strata), estimate=1)
    slots["total"] = Slot(kind="number", text=number_word(total), estimate=1, field="n")
    estimates = (counted(count, voice, held=held), spread)
    return _told(template, slots, estimates, about, voice, kind="share")


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
    slots = _nouns(voice) | _text(**(literals or {}))
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
    top = max(issues.issues, key=lambda c: c.k)
    refs = tuple({r.id: r for c in issues.issues for r in _inputs(c, voice)}.values())
    estimates = (_set_estimate(issues, refs), counted(top, voice))
    slots = (
        _nouns(voice)
        | _text(**literals, label=top.label)
        | {
            "once": Slot(kind="number", text=f"{issues.once}", estimate=0),
            "total": Slot(kind="number", text=f"{len(issues.issues)}", estimate=0, field="n"),
            "largest": Slot(kind="number", text=f"{issues.largest}", estimate=1),
            "n": Slot(kind="number", text=f"{issues.n}", estimate=1, field="n"),
        }
    )
    return _told(template, slots, estimates, about, voice, kind=kind, evidence=refs)


def counted(
    count: Count,
    voice: Voice,
    *,
    held: Quantifier | None = None,
    parts: Sequence[tuple[str, int]] = (),
) -> Estimate:
    """The estimate of a count: exact for those asked, with the rule its word stands by."""
    rule = f"; “{held.name}”: {held.rule}" if held and held.name != "otherwise" else ""
    return Estimate(
        label=count.label,
        value=count.k,
        n=count.n,
        unit="businesses",
        standing="counted",
        method="businesses that said so, of those asked: don't know, refused and blank count as "
        f"asked{rule}",
        uncertainty=EXACT,
        inputs=_inputs(count, voice),
        parts=tuple(parts) or _split(count),
    )


def concepts(codes: Sequence[Row]) -> tuple[ConceptRef, ...]:
    """The concepts codebook entries are coded to, for the entries that are needs.

    Each list entry is "CODE label"; a need that is coded to nothing keeps its name under the
    scheme `need`, so that the annex can say it is not coded.
    """
    return tuple(ref for code in codes if code["need"] for ref in _concepts_of(code))


def join(parts: Sequence[str], *, heavy: bool = False) -> str:
    """A list in British prose: "a, b and c"; `heavy` items, which hold an "and", get semicolons."""
    if len(parts) == 1:
        return parts[0]
    between, last = ("; ", "; and ") if heavy and len(parts) > 2 else (", ", " and ")  # noqa: PLR2004
    return between.join(parts[:-1]) + last + parts[-1]


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
    word = held.name if lower else _capital(held.name)
    short = held.name == "each"
    n = number_word(count.n) if short else f"{count.n:,}"
    return {
        "word": Slot(kind="word", text=word, estimate=0),
        "k": Slot(kind="number", text=f"{count.k:,}", estimate=0),
        "n": Slot(kind="number", text=n, estimate=0, field="n"),
    }


def _nouns(voice: Voice) -> dict[str, Slot]:
    return _text(noun=voice.noun, noun_one=voice.noun_one)


def _text(**literals: str) -> dict[str, Slot]:
    return {k: Slot(kind="literal", text=v) for k, v in literals.items() if v}


def _inputs(count: Count, voice: Voice) -> tuple[EvidenceRef, ...]:
    return tuple({r.id: r for r in map(voice.refs, count.rows)}.values())


def _split(count: Count) -> tuple[tuple[str, int], ...]:
    if count.code:
        return (("named it", count.k), ("did not", count.n - count.k))
    names = {"dont_know": "did not know", "blank": "gave no answer", "unquantified": "no number"}
    rest = sorted((s, v) for s, v in count.states.items() if s not in ("yes", "no"))
    yes = [("yes", count.states["yes"])] if count.states.get("yes") else []
    no = [("no", count.states["no"])] if count.states.get("no") else []
    return (*yes, *no, *((names.get(s, s), v) for s, v in rest))


def _set_estimate(issues: IssueSet, refs: tuple[EvidenceRef, ...]) -> Estimate:
    return Estimate(
        label="issues named by one business only",
        value=issues.once,
        n=len(issues.issues),
        unit="issues",
        standing="counted",
        method="distinct codes named at least once, and of them those named once; specific to one "
        "business each: n at least 8, three issues or more, two thirds named once, none by more "
        "than max(2, 15 % of n), the same for the wider codes",
        uncertainty=EXACT,
        inputs=refs,
    )


def _concepts_of(code: Row) -> list[ConceptRef]:
    need, found = code["label"], list[ConceptRef]()
    for scheme, column, version in (
        ("SOC", "occupations", code["soc"] or ""),
        ("SIC", "industries", "SIC 2007"),
        ("SSA", "subject_area", "tier 2"),
        ("level", "level", ""),
    ):
        for entry in filter(None, (code[column] or "").split(";")):
            value, _, label = entry.strip().partition(" ")
            whole = scheme == "level"
            found.append(
                ConceptRef(
                    scheme=scheme,
                    code=entry.strip() if whole else value,
                    label="" if whole else label,
                    version=version,
                    need=need,
                )
            )
    return found or [ConceptRef(scheme="need", code=code["code"], need=need)]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
