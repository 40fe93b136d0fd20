"""The commands `size` and `size simulate`: what they are asked, and nothing that costs time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sectorscope.cli.opening import JsonOption, StudyOption

_COMMAND = typer.Typer(invoke_without_command=True, no_args_is_help=False)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_COMMAND, name="size", epilog="Example: sectorscope size --json")


@_COMMAND.callback()
def size(context: typer.Context, as_json: JsonOption = False, study: StudyOption = None) -> None:
    """Size the sector from the review and its audit, with an interval, or say why it cannot be."""
    if context.invoked_subcommand is not None:
        return
    from sectorscope.cli.opening import made, opened
    from sectorscope.cli.telling_size import print_json, print_size, sized

    found = sized(made(opened(study)).run.tables())
    (print_json if as_json else print_size)(found)


@_COMMAND.command(
    epilog="Example: sectorscope size simulate frame.csv --truth health --headcount staff "
    '--text about --keywords "medic*,surgical"'
)
def simulate(
    frame: Annotated[Path, typer.Argument(help="Companies as CSV, gzipped or not.")],
    truth: Annotated[str, typer.Option("--truth", metavar="COLUMN", help="In the sector, or not.")],
    headcount: Annotated[str, typer.Option("--headcount", metavar="COLUMN", help="People.")],
    text: Annotated[str, typer.Option("--text", metavar="COLUMN", help="What they say they do.")],
    identity: Annotated[str, typer.Option("--id", metavar="COLUMN", help="What they are.")] = "",
    keywords: Annotated[
        str, typer.Option("--keywords", metavar='"WORD,STEM*"', help="Phrases half the seeds have.")
    ] = "",
    seeds: Annotated[int, typer.Option("--seeds", metavar="N", help="Read to begin with.")] = 100,
    reviews: Annotated[int, typer.Option("--reviews", metavar="N", help="Read after that.")] = 200,
    repeats: Annotated[int, typer.Option("--repeats", metavar="R", help="Rehearsals.")] = 200,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="All follows from it.")] = 1,
    banded: Annotated[
        bool, typer.Option("--banded", help="Headcounts are known as bands.")
    ] = False,
    missing: Annotated[float, typer.Option("--missing", help="Share without a headcount.")] = 0.0,
    missed: Annotated[
        float, typer.Option("--missed", help="Share of members taken for none.")
    ] = 0.0,
    false: Annotated[
        float, typer.Option("--false", help="Share of others taken for members.")
    ] = 0.0,
    fast: Annotated[bool, typer.Option("--fast", help="Words only, without the encoder.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", help="Processes; 0: as many as fit.")
    ] = 0,
    as_json: JsonOption = False,
) -> None:
    """Rehearse the sizing on companies whose truth is known, beside five other ways."""
    from sectorscope.cli.rehearsing import Rehearsal, rehearse
    from sectorscope.sector.simulate.population import Columns

    rehearse(
        Rehearsal(
            frame=frame,
            columns=Columns(truth=truth, headcount=headcount, text=text, id=identity),
            keywords=keywords,
            seeds=seeds,
            reviews=reviews,
            repeats=repeats,
            seed=seed,
            conditions={"banded": banded, "missing": missing, "missed": missed, "false": false},
            fast=fast,
            jobs=jobs,
            as_json=as_json,
        )
    )
