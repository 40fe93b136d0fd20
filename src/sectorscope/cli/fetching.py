"""The command `fetch`: what it is asked, and nothing that costs time before it is."""

from __future__ import annotations

from typing import Annotated

import typer

from sectorscope.cli.opening import JsonOption, StudyOption, opened


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: sectorscope fetch nomis --dry-run")(fetch)


def fetch(
    source: Annotated[
        str | None, typer.Argument(help="Only this source.", metavar="SOURCE")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say how much there is; change nothing.")
    ] = False,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> None:
    """Fetch what study.toml asks for from live services; what is refused is kept apart."""
    from sectorscope.cli.retrieving import fetch_all, jobs_of, size_all

    found = opened(study)
    jobs = jobs_of(found, source)
    status = (size_all if dry_run else fetch_all)(found, jobs, as_json)
    if status:
        raise typer.Exit(status)
