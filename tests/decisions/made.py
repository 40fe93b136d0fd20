"""Decisions to keep in a log."""

from __future__ import annotations

from sectorscope.decisions import Decision


def coding(code: str = "software", **change: str) -> Decision:
    """A coding of one answer."""
    body = {"business": "B07", "question": "skills", "code": code}
    body |= {"quote": "we cannot find testers", "state": "raised_unprompted"}
    return Decision("coding", {**body, **change}, "A. Analyst", "2026-11-22", "names the skill")


def release(area_code: str = "E08000033", ruling: str = "release") -> Decision:
    """A small cell released, or no longer."""
    body = {"dataset": "Working Futures", "area_code": area_code}
    body |= {"dimension": "industry_22", "code": "17", "ruling": ruling}
    return Decision("release_cell", body, "A. Analyst", "2026-11-22", "stable over three editions")
