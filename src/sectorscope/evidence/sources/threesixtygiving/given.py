"""One grant of the standard, whichever form it came in, as a row of table `grant`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from sectorscope.evidence.awards import (
    anonymous,
    blank,
    code_of_place,
    company,
    iso,
    kind_of_area,
    listed,
    said,
)
from sectorscope.evidence.refusal import GateRefused

DATASET = "360Giving"
PERSON = "a person"
"""What stands as the form of grants that are not read: those to individuals."""


class Given(Protocol):
    """A grant as its file has it: texts by the standard's titles, an amount, and where that is."""

    def text(self, title: str) -> str | None:
        """The text under a title such as `Recipient Org:Name`; None where there is none."""
        ...

    def amount(self) -> float | None:
        """What was awarded, in the currency that is given."""
        ...

    def place(self) -> tuple[str, str]:
        """Locator and raw text of the amount."""
        ...


def grant(given: Given) -> dict[str, Any]:
    """A row of table `grant`.

    Raises:
        GateRefused: gates `fields` (no identifier), `units` (another currency), `values`.
    """
    identity = given.text("Identifier")
    if identity is None:
        raise GateRefused("fields", "a grant has no identifier", expected="one for each")
    currency = (given.text("Currency") or "").upper()
    if currency != "GBP":
        raise GateRefused(
            "units",
            f"grant {identity[:60]} is in {currency[:10] or 'no currency that is stated'}",
            expected="pounds (GBP)",
            hint="leave grants in other currencies out; nothing here converts them.",
        )
    where, raw = given.place()
    return (
        blank()
        | _recipient(given)
        | _area(given)
        | {
            "dataset": DATASET,
            "id": identity,
            "project": identity,
            "funder": given.text("Funding Org:Name"),
            "programme": given.text("Grant Programme:Title"),
            "title": given.text("Title") or "untitled",
            "abstract": anonymous(given.text("Description")),
            "lead": True,
            "withdrawn": False,
            "start": _first(given, iso, "Planned Dates:Start Date", "Actual Dates:Start Date"),
            "end": _first(given, iso, "Planned Dates:End Date", "Actual Dates:End Date"),
            "awarded": iso(given.text("Award Date")),
            "amount": given.amount(),
            "currency": currency,
            "topics": listed((given.text("Classifications:Title"),)),
            "locator": where,
            "raw": raw,
        }
    )


def _recipient(given: Given) -> dict[str, Any]:
    name = given.text("Recipient Org:Name")
    if name is None:
        raise GateRefused(
            "fields", "a grant names no recipient organisation", expected="one for each"
        )
    number, charity = company(given.text("Recipient Org:Company Number")), None
    if number is None:
        charity = given.text("Recipient Org:Charity Number")
    other = given.text("Recipient Org:Identifier")
    known = (("company", number), ("charity", charity), ("organisation", other))
    kind, identity = next(((k, i) for k, i in known if i), (None, None))
    return {
        "recipient": name,
        "recipient_id": identity,
        "recipient_kind": kind,
        "recipient_type": given.text("Recipient Org:Organisation Type"),
        "postcode": code_of_place(given.text("Recipient Org:Postal Code")),
    }


def _area(given: Given) -> dict[str, Any]:
    """Where the recipient is; where its work is felt (beneficiary location) is another matter."""
    code = given.text("Recipient Org:Location:Geographic Code")
    name = given.text("Recipient Org:Location:Name")
    return {"area_code": code, "area": name or code, "area_kind": kind_of_area(code, name)}


def _first(given: Given, make: Callable[[object], str | None], *titles: str) -> str | None:
    return next((found for t in titles if (found := make(given.text(t)))), None)


def texts(value: object) -> str | None:
    """A text of the standard; a number that should have been one is taken as written."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return said(value)
