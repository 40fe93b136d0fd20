"""One qualification of the register, whichever way it was written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sectorscope.evidence import aims

FIELDS = {
    "number": ("Qualification Number", "qualificationNumber"),
    "title": ("Qualification Title", "title"),
    "organisation": ("Owner Organisation Name", "organisationName"),
    "level": ("Qualification Level", "level"),
    "type": ("Qualification Type", "type"),
    "ssa": ("Qualification SSA", "ssa"),
    "status": ("Qualification Status", "status"),
    "glh": ("Guided Learning Hours", "glh"),
    "least": ("Minimum Guided Learning Hours", "minimumGLH"),
    "most": ("Maximum Guided Learning Hours", "maximumGLH"),
    "time": ("Total Qualification Time", "tqt"),
    "since": ("Operational Start Date", "operationalStartDate"),
    "until": ("Operational End Date", "operationalEndDate"),
    "certified": ("Certification End Date", "certificationEndDate"),
    "england": ("Offered In England", "offeredInEngland"),
    "standard": (
        "Apprenticeship Standard Reference Number",
        "apprenticeshipStandardReferenceNumber",
    ),
}
"""What is read: its column of the CSV, and its entry of an answer."""

NEEDED = ("number", "title", "organisation", "level", "ssa", "since")


def qualification(said: Mapping[str, str]) -> dict[str, Any]:
    """A row of table `qualification` without where it stands.

    Args:
        said: texts by the keys of `FIELDS`; what is not stated is empty or not there.

    Raises:
        GateRefused: gate `values`.
    """
    area, subject = aims.tiers(said.get("ssa", ""))
    return {
        "register": "ofqual",
        "number": aims.number(said["number"]),
        "title": " ".join(said["title"].split()) or "no title",
        "organisation": _words(said, "organisation"),
        "level": aims.level(said.get("level", "")),
        "type": _words(said, "type"),
        "area": area,
        "subject": subject,
        "hours": _hours(said),
        "time": aims.hours(said.get("time", ""), "total qualification time"),
        **{k: aims.date_of(said.get(k, ""), k) for k in ("since", "until", "certified")},
        "status": _words(said, "status"),
        "england": aims.truth(said.get("england", ""), "offered in England"),
        "standard": _words(said, "standard"),
    }


def _hours(said: Mapping[str, str]) -> float | None:
    """Guided learning hours; where only bounds are given, what they agree on."""
    own, least, most = (
        aims.hours(said.get(k, ""), "guided learning hours") for k in ("glh", "least", "most")
    )
    return own if own is not None else least if least == most else None


def _words(said: Mapping[str, str], key: str) -> str | None:
    return " ".join(said.get(key, "").split()) or None
