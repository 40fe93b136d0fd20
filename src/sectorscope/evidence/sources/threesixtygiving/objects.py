"""Grants as JSON: `{"grants": [...]}`, with organisations and places nested as the schema has them.

Contacts (`contactName`, `email`, `telephone`) and recipients that are persons are never read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sectorscope.evidence.awards import given_pounds
from sectorscope.evidence.nested import Nested, answers
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.sources.threesixtygiving.given import texts

PATHS: dict[str, tuple[str, ...]] = {
    "Identifier": ("id",),
    "Title": ("title",),
    "Description": ("description",),
    "Currency": ("currency",),
    "Award Date": ("awardDate",),
    "Planned Dates:Start Date": ("plannedDates", "startDate"),
    "Planned Dates:End Date": ("plannedDates", "endDate"),
    "Actual Dates:Start Date": ("actualDates", "startDate"),
    "Actual Dates:End Date": ("actualDates", "endDate"),
    "Funding Org:Name": ("fundingOrganization", "name"),
    "Grant Programme:Title": ("grantProgramme", "title"),
    "Classifications:Title": ("classifications", "title"),
    "Recipient Org:Name": ("recipientOrganization", "name"),
    "Recipient Org:Identifier": ("recipientOrganization", "id"),
    "Recipient Org:Company Number": ("recipientOrganization", "companyNumber"),
    "Recipient Org:Charity Number": ("recipientOrganization", "charityNumber"),
    "Recipient Org:Organisation Type": ("recipientOrganization", "organisationType"),
    "Recipient Org:Postal Code": ("recipientOrganization", "postalCode"),
    "Recipient Org:Location:Geographic Code": ("recipientOrganization", "location", "geoCode"),
    "Recipient Org:Location:Name": ("recipientOrganization", "location", "name"),
}
"""Where the standard's schema has what its titles name."""
_NEEDED = ("id", "title", "currency", "amountAwarded", "awardDate", "fundingOrganization")


@dataclass(frozen=True)
class FromObject:
    """A grant of the JSON form."""

    record: Nested

    @property
    def to_person(self) -> bool:
        """Whether it went to a person."""
        said = self.record.said
        return "recipientIndividual" in said or "toIndividualsDetails" in said

    def text(self, title: str) -> str | None:
        """The text at a title's path; of several entries the first."""
        at: Any = self.record.said
        for name in PATHS[title]:
            at = at[0] if isinstance(at, list) and at else at
            if not isinstance(at, dict):
                return None
            at = at.get(name)
        return texts(at)

    def amount(self) -> float | None:
        """`amountAwarded`."""
        return given_pounds(self.record.said["amountAwarded"], "amountAwarded")

    def place(self) -> tuple[str, str]:
        """Where `amountAwarded` stands."""
        return self.record.place("amountAwarded")


def grants(data: bytes, name: str) -> list[FromObject]:
    """The grants of a JSON file.

    Raises:
        GateRefused: gates `json_error`, `truncated`, `rows`, `no_rows`, `fields` (an entry that the
            standard requires is missing).
    """
    found = [FromObject(r) for answer in answers(data, ("grants",)) for r in answer.records]
    if not found:
        raise GateRefused(
            "no_rows", f"{name} lists no grants", expected='{"grants": […]} with at least one'
        )
    for one in found:
        for needed in _NEEDED:
            if needed not in one.record.said:
                raise GateRefused(
                    "fields",
                    f"a grant of {name} has no {needed}",
                    expected=", ".join(_NEEDED),
                    hint=nearest(needed, one.record.said),
                )
    return found
