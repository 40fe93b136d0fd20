"""Funds, organisations, collaborations and companies spun out, as the Gateway lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sectorscope.evidence.awards import code_of_place, from_epoch, given_pounds, said
from sectorscope.evidence.nested import Nested
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.sources.gtr.links import DATASET, inner, links, of

_MAIN = "MAIN_ADDRESS"


def fund(record: Nested) -> dict[str, Any]:
    """A row of table `grant_fund`.

    Raises:
        GateRefused: gates `fields` (no `valuePounds`), `units` (another currency), `values`.
    """
    own = record.said
    value = _needed(record, "valuePounds")
    if not isinstance(value, dict):
        raise GateRefused("fields", f"fund {own['id']} has no value", expected="valuePounds")
    if value.get("currencyCode") not in ("GBP", None):
        raise GateRefused(
            "units",
            f"fund {own['id']} is in {str(value.get('currencyCode'))[:10]}",
            expected="pounds (GBP)",
        )
    project = next(of(links(own), "FUNDED", "PROJECT"), None)
    where, raw = record.place("valuePounds")
    return {
        "dataset": DATASET,
        "id": str(own["id"]),
        "project": project.target if project else None,
        "category": said(own.get("category")),
        "start": from_epoch(own.get("start")),
        "end": from_epoch(own.get("end")),
        "amount": given_pounds(value.get("amount"), "valuePounds"),
        "locator": where,
        "raw": raw,
    }


def body(record: Nested) -> dict[str, Any]:
    """A row of table `grant_body`, by its main address where it has several.

    Raises:
        GateRefused: gates `fields` (no name), `values`.
    """
    own = record.said
    name = said(_needed(record, "name"))
    addresses = inner(own, "addresses", "address")
    main = [a for a in addresses if a.get("type") == _MAIN] or addresses
    at: Mapping[str, Any] = main[0] if main else {}
    region = said(at.get("region"))
    where, raw = record.place("name")
    return {
        "dataset": DATASET,
        "id": str(own["id"]),
        "name": name or "without a name",
        "postcode": code_of_place(said(at.get("postCode"))),
        "region": None if region == "Unknown" else region,
        "country": said(at.get("country")),
        "locator": where,
        "raw": raw,
    }


def collaboration(record: Nested) -> dict[str, Any]:
    """A row of table `grant_partner`: who a project worked with, and in which country that is."""
    return _outcome(record, "parentOrganisation", "collaboration") | {
        "place": said(record.said.get("country"))
    }


def spin_out(record: Nested) -> dict[str, Any]:
    """A row of table `grant_partner`: a company that a project led to."""
    return _outcome(record, "companyName", "spin_out")


def _outcome(record: Nested, named: str, role: str) -> dict[str, Any]:
    name = said(_needed(record, named))
    project = next(of(links(record.said), "PROJECT"), None)
    where, raw = record.place(named)
    return {
        "dataset": DATASET,
        "project": project.target if project else "not stated",
        "id": str(record.said["id"]),
        "organisation": name,
        "role": role,
        "place": None,
        "amount": None,
        "locator": where,
        "raw": raw,
    }


def _needed(record: Nested, name: str) -> object:
    if name not in record.said:
        raise GateRefused(
            "fields",
            f"a {record.kind} of the file has no entry {name!r}",
            expected=f"id and {name}",
            hint=nearest(name, record.said),
        )
    return record.said[name]
