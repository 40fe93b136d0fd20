"""What every command begins with: the study it acts on, and its run brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sectorscope.cli import say
from sectorscope.cli.unlocking import unlocker

StudyOption = Annotated[
    Path | None,
    typer.Option("--study", metavar="PATH", help="The study; by default the one here or above."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]


def opened(path: Path | None) -> Any:  # noqa: ANN401 - importing the type costs what we save
    """The study in a folder or above it; here, if none is named."""
    from sectorscope.study import open_study

    return open_study(path or Path.cwd())


def made(study: Any) -> Any:  # noqa: ANN401 - as above
    """The study's run, up to date; the vault is opened only if something in it changed."""
    from sectorscope.decisions import DecisionLog
    from sectorscope.pipeline.making import make_run

    if DecisionLog(study.path / "decisions").torn:
        say.note("the last decision was cut off while it was written, and does not count")
    with say.working("building") as step:
        done = make_run(study, say=step, unlock=unlocker(study.path))
    if done.changed and "concept" not in done.kept:
        _tell_moved(study, done.run)
    if done.changed and done.run.manifest["tables"]["area"]["rows"]:
        _tell_districts(study, done.run)
    return done


def _tell_districts(study: Any, run: Any) -> None:  # noqa: ANN401 - as above
    """Say which districts of the region were none on the study's day, by the look-ups held."""
    from sectorscope.pipeline.regions import district_remarks

    for line in district_remarks(study.config, run.tables()):
        say.note(line)


def _tell_moved(study: Any, run: Any) -> None:  # noqa: ANN401 - as above
    """Say what moving to another version of the vocabulary changed, if that is what was done."""
    from sectorscope.cli.moving import in_short
    from sectorscope.pipeline.vocabularies import moved_by

    move = moved_by(study, run)
    if move is not None:
        say.note(f"{in_short(move)} `sectorscope diff` lists them.")
