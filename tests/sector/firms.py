"""Rows of table `company` and definitions, made up."""

from typing import Any

from sectorscope.sector.definition import Definition
from sectorscope.study.sector import Sector


def company(number: str, name: str = "", **said: object) -> dict[str, Any]:
    """A row of the register, as it differs from one of which nothing else is known."""
    row: dict[str, Any] = {
        **{"id": number, "number": number, "name": name or f"FIRM {number}", "snapshot": "a" * 64},
        **{"flags": "", "sics": None, "postcode": None, "headcount": None, "low": None},
        **{"high": None, "basis": None, "accounts": None, "text": None, "area_code": None},
    }
    return row | said


def definition(**said: object) -> Definition:
    base: dict[str, Any] = {"name": "health", "definition": "version 1", "rubric": "makes things"}
    return Definition(Sector.model_validate(base | said))
