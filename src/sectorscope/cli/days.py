"""The day a decision is signed with, as an option of a command."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from sectorscope.errors import UsageError

DateOption = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="The day of it; today by default.")
]


def day_of(text: str | None) -> date:
    """A day as typed, or today.

    Raises:
        UsageError: it is no date.
    """
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError as why:
        raise UsageError(f"{text!r} is no date", expected="one like 2026-11-22") from why


def day_gone(text: str | None) -> date:
    """A day as typed that has come, or today: what was retrieved was so before now.

    Raises:
        UsageError: it is no date, or has not come anywhere on Earth.
    """
    day, today = day_of(text), datetime.now(UTC).date()
    if day > today + timedelta(days=1):
        raise UsageError(f"{day.isoformat()} has not come", expected=f"a day up to {today}")
    return day
