"""Who else spoke: those who said no, what is counted under wider names, who took part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sectorscope.consultation.counts import Count
from sectorscope.profile import Estimate, EvidenceRef, Statement, as_name
from sectorscope.profile.names import quoted
from sectorscope.wording import templates
from sectorscope.wording.counted import EXACT
from sectorscope.wording.quantifiers import number_word, quantifier
from sectorscope.wording.realise import noes, share
from sectorscope.wording.telling import nouns, number, phrases, told
from sectorscope.wording.text import capital, join
from sectorscope.wording.voice import About, Row, Voice

OUTWEIGHED = ("almost all", "most", "the majority")
"""Words beside which somebody's no is told."""

SAID_NO = {"gave_number": "could give no number"}
"""What a no is called, by the question's form; "said no" for any other."""


def dissent(
    count: Count,
    question: Row,
    about: About,
    voice: Voice,
    *,
    protected: bool = False,
    says: tuple[str, str] | None = None,
) -> Statement | None:
    """Those who said no in as many words, where most said yes; None where nobody did.

    The sentence quotes the question, so that it says what it is about wherever it is copied to.

    Args:
        count: the count of those who said yes, with its rows.
        question: the row of `question`.
        about: identity of the statement on those who said yes.
        voice: the study's constants.
        protected: whether disclosure control keeps how many said no.
        says: what a no is called, plural and singular, where "said no" is not it.
    """
    against = noes(count, question)
    held = quantifier(count.k, count.n, min(against, count.n - count.k))
    if protected or count.code or not against or held.name not in OUTWEIGHED:
        return None
    plain = SAID_NO.get(question["form"], "said no")
    plural, singular = says or (plain, plain)
    of = f"{'for' if plain in SAID_NO.values() else 'to'} {quoted(question['text'])}"
    identity = replace(about, subject=f"{about.subject}/dissent".lstrip("/"))
    other = ("gave another answer, or none", count.n - against)
    return share(
        _against(count, question, against),
        question,
        identity,
        voice,
        says=(f"{plural} {of}", f"{singular} {of}"),
        parts=((plural, against), other),
    )


def _against(count: Count, question: Row, against: int) -> Count:
    """The same question, counted by those who said no."""
    states = ("no", "unquantified") if question["form"] == "gave_number" else ("no",)
    hits = [r for r in count.rows if r["state"] in states]
    rest = [r for r in count.rows if r["state"] not in states]
    return replace(
        count,
        label=f"{count.label} – no",
        k=against,
        states={},
        rows=(*hits, *rest),
        said=frozenset(r["business"] for r in hits),
    )


def merged(
    number_merged: int,
    parent: str,
    about: About,
    voice: Voice,
    evidence: tuple[EvidenceRef, ...],
) -> Statement:
    """How many further issues are counted under a wider one; not which, nor by how many.

    Args:
        number_merged: issues that were merged; one at least.
        parent: the wider issue's label.
        about: identity of the statement.
        voice: the study's constants.
        evidence: what the statement may rest on before its audience.
    """
    template = templates.MERGED_ONE if number_merged == 1 else templates.MERGED
    estimate = _plain("issues counted under a wider one", number_merged, evidence)
    slots = nouns(voice) | phrases(parent=parent)
    slots["number"] = number(capital(number_word(number_merged)), 0)
    return told(template, slots, (estimate,), about, voice, kind="count", evidence=evidence)


def took_part(
    names: Sequence[str], about: About, voice: Voice, evidence: tuple[EvidenceRef, ...]
) -> Statement:
    """Who took part, of those who agreed to be named; in the alphabet's order, which says nothing.

    Args:
        names: names as their owners agreed to see them; one at least.
        about: identity of the statement.
        voice: the study's constants.
        evidence: what the statement may rest on before its audience.
    """
    slots = nouns(voice) | phrases(names=_listed(names))
    return told(templates.TOOK_PART, slots, (), about, voice, kind="list", evidence=evidence)


def attribution(voice: Voice) -> str:
    """Whose words a quote is: one of the consulted, by no name, pseudonym, trade or place."""
    article = "An" if voice.noun_one[0].lower() in "aeiou" else "A"
    return f"{article} {voice.noun_one}"


def _listed(names: Sequence[str]) -> str:
    """Names as one phrase, each as a sentence has it; those that begin with a digit last."""
    ordered = sorted(names, key=lambda name: (name[:1].isdigit(), name.casefold(), name))
    heavy = any(" and " in n or "," in n for n in ordered)
    return join([as_name(name) for name in ordered], heavy=heavy)


def _plain(label: str, value: float, evidence: tuple[EvidenceRef, ...]) -> Estimate:
    return Estimate(
        label=label,
        value=value,
        unit="issues",
        standing="counted",
        method="codes that were given no place of their own",
        uncertainty=EXACT,
        inputs=evidence,
    )
