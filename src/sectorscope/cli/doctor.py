"""The command `doctor`: what is there, what is missing, what is broken, and what to try."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sectorscope.cli import say
from sectorscope.cli.opening import JsonOption, StudyOption

if TYPE_CHECKING:
    from sectorscope.cli.finding import Finding


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: sectorscope doctor   (exit status 1 if anything is broken)")(
        doctor
    )


def doctor(as_json: JsonOption = False, study: StudyOption = None) -> None:
    """Check this machine and the study here, if there is one; change nothing, ask nothing."""
    from sectorscope.cli.examining import examined
    from sectorscope.cli.machine import machine

    with say.working("looking"):
        found = [*machine(study or Path.cwd()), *examined(study)]
    if as_json:
        print(json.dumps([asdict(f) for f in found], indent=1, ensure_ascii=False))
    else:
        _print(found)
    if any(f.standing == "broken" for f in found):
        raise typer.Exit(1)


def _print(found: Iterable[Finding]) -> None:
    for finding in found:
        hint = f"; try: {finding.hint}" if finding.hint else ""
        print(f"{finding.standing:<7} {finding.what:<12} {finding.found}{hint}")
