"""What a record of the Gateway is joined to: links with what they lead to and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sectorscope.evidence.awards import from_epoch
from sectorscope.evidence.refusal import GateRefused

DATASET = "Gateway to Research"
_PERSON = re.compile(r"_PER$|ORCID", re.IGNORECASE)
"""Ends of links to persons (`PI_PER`, `COI_PER`, `STUDENT_PER` …)."""
_ID = re.compile(r"([0-9A-Za-z-]+)/?$")


@dataclass(frozen=True)
class Link:
    """A link: what the other is to this (`LEAD_ORG`, `FUND` …), its id, and from when to when."""

    rel: str
    target: str
    start: str | None
    end: str | None


def links(said: Mapping[str, Any]) -> list[Link]:
    """The links of a record, those to persons left out.

    Raises:
        GateRefused: gate `fields`: `links` is not `{"link": [{"href", "rel"}]}`.
    """
    return [found for one in inner(said, "links", "link") if (found := _link(one))]


def _link(one: Mapping[str, Any]) -> Link | None:
    rel, href = one.get("rel"), one.get("href")
    if not isinstance(rel, str) or not isinstance(href, str):
        raise GateRefused(
            "fields", f"a link is {str(dict(one))[:60]!r}", expected="rel and href as texts"
        )
    target = _ID.search(href)
    if _PERSON.search(rel) or "/persons/" in href or target is None:
        return None
    return Link(rel, target[1], from_epoch(one.get("start")), from_epoch(one.get("end")))


def inner(said: Mapping[str, Any], outer: str, name: str) -> list[Mapping[str, Any]]:
    """The objects of a list that the interface wraps in an object: `{"links": {"link": […]}}`.

    A single one may stand there without its list.

    Raises:
        GateRefused: gate `fields`.
    """
    wrapped = said.get(outer)
    if wrapped is None:
        return []
    found = wrapped.get(name) if isinstance(wrapped, dict) else wrapped
    listed = found if isinstance(found, list) else [found] if found is not None else []
    if any(not isinstance(one, dict) for one in listed):
        raise GateRefused("fields", f"{outer} is no list of {name}", expected="a list of objects")
    return listed


def of(found: list[Link], *rels: str) -> Iterator[Link]:
    """Links of some kinds."""
    return (one for one in found if one.rel in rels)
