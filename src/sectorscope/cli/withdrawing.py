"""Taking a file out of a study again: it no longer counts, and stays with the reason."""

from __future__ import annotations

from typing import Annotated

import typer

from sectorscope.cli import say
from sectorscope.cli.opening import StudyOption, opened


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    example = "withdraw jobs.csv --why 'another data set' --sign 'A. Nalyst'"
    app.command(epilog=f"Example: sectorscope {example}")(withdraw)


def withdraw(
    name: Annotated[str, typer.Argument(help="The file, by the name it was added under.")],
    why: Annotated[str, typer.Option("--why", help="The reason, kept for good.")] = "",
    sign: Annotated[str, typer.Option("--sign", metavar="NAME", help="Who takes it out.")] = "",
    source: Annotated[
        str, typer.Option("--as", metavar="SOURCE", help="Its source, if several have the name.")
    ] = "",
    study: StudyOption = None,
) -> None:
    """Take a file out of the evidence; its bytes and the reason stay."""
    from sectorscope.evidence.snapshots import Catalogue

    here = opened(study)
    entry = Catalogue(here.path).withdraw(name, source=source, why=why, who=sign)
    say.done(f"{entry.name}: withdrawn as {entry.source}, snapshot {entry.sha256[:12]}.")
    say.note("runs that were built with it keep it; to bring it back, add it again")
