"""A project of the Gateway as an award and its partners.

Its own start and end are mostly missing; those of its fund stand at the link. Amounts stand here
only where the project lists its participants with what each was offered, as Innovate UK's do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sectorscope.evidence.awards import anonymous, blank, from_epoch, given_pounds, listed, said
from sectorscope.evidence.nested import Nested
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.sources.gtr.links import DATASET, Link, inner, links, of

LEAD = "LEAD_PARTICIPANT"
_LED = ("LEAD_ORG",)
_NOT_PARTNERS = frozenset({"LEAD_ORG", "FUNDER", "EMPLOYED"})
_NO_ABSTRACT = "Abstracts are not currently available"
"""How the service fills the place of an abstract that nobody wrote."""
_TOPICS = (
    ("researchTopics", "researchTopic"),
    ("researchSubjects", "researchSubject"),
    ("healthCategories", "healthCategory"),
)


def grant(record: Nested) -> dict[str, Any]:
    """A row of table `grant`.

    Raises:
        GateRefused: gates `fields` (no title), `values`.
    """
    own, found = record.said, links(record.said)
    for needed in ("title", "leadFunder"):
        if needed not in own:
            raise GateRefused(
                "fields",
                f"project {own['id']} has no {needed}",
                expected="id, title and leadFunder",
                hint=nearest(needed, own),
            )
    lead = next((p for p in _participants(own) if p.get("role") == LEAD), {})
    leads = next(of(found, *_LED), None)
    amount = given_pounds(lead.get("grantOffer"), "grantOffer")
    start, end = _dates(own, found)
    where, raw = record.place("title")
    return blank() | {
        "dataset": DATASET,
        "id": str(own["id"]),
        "project": _reference(own),
        "funder": said(own["leadFunder"]),
        "category": said(own.get("grantCategory")),
        "title": said(own["title"]) or "untitled",
        "abstract": anonymous(abstract_of(own)),
        "recipient": said(lead.get("organisationName")),
        "recipient_id": leads.target if leads else None,
        "recipient_kind": "gtr" if leads else None,
        "lead": True,
        "withdrawn": False,
        "start": start,
        "end": end,
        "amount": amount,
        "currency": "GBP" if amount is not None else None,
        "status": said(own.get("status")),
        "topics": listed(_topics(own)),
        "locator": where,
        "raw": raw,
    }


def partners(record: Nested) -> Iterator[dict[str, Any]]:
    """Rows of table `grant_partner`: participants by name, then organisations by link alone."""
    own, times = record.said, Counter[tuple[str, str]]()
    where, raw = record.place("id")
    known: set[str] = set()
    for given in _participants(own):
        name, identity = said(given.get("organisationName")), said(given.get("organisationId"))
        known.add(identity or "")
        if given.get("role") != LEAD and (name or identity):
            offered = given_pounds(given.get("grantOffer"), "grantOffer")
            role = (said(given.get("role")) or "participant").casefold()
            yield _partner(own, identity or f"name:{name}", name, role, times) | {
                "amount": offered, "locator": where, "raw": raw,
            }  # fmt: skip
    for link in links(own):
        if link.rel.endswith("_ORG") and link.rel not in _NOT_PARTNERS and link.target not in known:
            role = link.rel.removesuffix("_ORG").casefold()
            yield _partner(own, link.target, None, role, times) | {"locator": where, "raw": raw}


def _partner(
    own: Mapping[str, Any], identity: str, name: str | None, role: str,
    times: Counter[tuple[str, str]],
) -> dict[str, Any]:  # fmt: skip
    times[identity, role] += 1
    again = times[identity, role]
    return {
        "dataset": DATASET,
        "project": str(own["id"]),
        "id": identity if again == 1 else f"{identity} ({again})",
        "organisation": name,
        "role": role,
        "place": None,
        "amount": None,
    }


def abstract_of(own: Mapping[str, Any]) -> str | None:
    """A project's abstract, or None where the service only says that it has none."""
    text = said(own.get("abstractText"))
    return None if text is None or text.startswith(_NO_ABSTRACT) else text


def _participants(own: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return inner(own, "participantValues", "participant")


def _reference(own: Mapping[str, Any]) -> str:
    """The grant's reference: the first identifier that says it is one; else the project's id."""
    known = inner(own, "identifiers", "identifier")
    values = [said(one.get("value")) for one in known if one.get("type") == "RCUK"]
    return next((v for v in values if v), str(own["id"]))


def _dates(own: Mapping[str, Any], found: list[Link]) -> tuple[str | None, str | None]:
    start, end = from_epoch(own.get("start")), from_epoch(own.get("end"))
    funds = list(of(found, "FUND"))
    starts = [f.start for f in funds if f.start]
    ends = [f.end for f in funds if f.end]
    return start or min(starts, default=None), end or max(ends, default=None)


def _topics(own: Mapping[str, Any]) -> Iterator[str | None]:
    for outer, name in _TOPICS:
        yield from (said(one.get("text")) for one in inner(own, outer, name))
