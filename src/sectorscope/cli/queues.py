"""`sectorscope review QUEUE`: what waits for a person's ruling, queue by queue."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from sectorscope.cli import say
from sectorscope.cli.days import DateOption, day_of
from sectorscope.cli.opening import StudyOption, made, opened
from sectorscope.cli.unlocking import unlocker
from sectorscope.errors import UsageError

QUEUES = ("membership", "codings", "quotes", "names")


def review(
    queue: Annotated[str, typer.Argument(help=", ".join(QUEUES) + ".")],
    coder: Annotated[str, typer.Option("--as", metavar="READER", help="Who rules.")] = "",
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="A sheet, or .qdpx or .jsonld.")
    ] = None,
    import_: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="A sheet that was filled in.")
    ] = None,
    settle: Annotated[
        bool, typer.Option("--settle", help="Settle what was read differently.")
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="How alike things were read.")
    ] = False,
    alone: Annotated[
        bool | None,
        typer.Option(
            "--alone/--two", help="Whether one reader is enough; by default, if only one."
        ),
    ] = None,
    reviews: Annotated[
        int | None,
        typer.Option("--reviews", metavar="N", help="Companies to review after the seeds (200)."),
    ] = None,
    seeds: Annotated[
        int | None, typer.Option("--seeds", metavar="N", help="Companies to begin with (100).")
    ] = None,
    target: Annotated[
        str, typer.Option("--target", metavar="SEGMENT", help="Size a segment, not the sector.")
    ] = "",
    status: Annotated[
        bool, typer.Option("--status", help="Which step it is, what is left, what comes next.")
    ] = False,
    next_: Annotated[
        bool, typer.Option("--next", help="Go on to the next step though some are left.")
    ] = False,
    company: Annotated[
        str, typer.Option("--company", metavar="COMPANY", help="Rule on one company anew.")
    ] = "",
    history: Annotated[
        str, typer.Option("--history", metavar="COMPANY", help="Every ruling on a company.")
    ] = "",
    redraw: Annotated[
        bool,
        typer.Option("--redraw", help="Go on after the definition or the companies changed."),
    ] = False,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why it is drawn anew.")] = "",
    day: DateOption = None,
    study: StudyOption = None,
) -> None:
    """Rule on companies, and on what answers mean: nothing counts until a person has."""
    from sectorscope.cli.checks import one_of

    one_of(queue, QUEUES, "queue")
    here, today = opened(study), day_of(day)
    own = {
        "seeds": seeds,
        "reviews": reviews,
        "early": next_,
        "status": status,
        "company": company,
        "history": history,
        "redraw": redraw,
        "why": why,
    }
    if queue == "membership":
        shared = {"reader": coder, "export": export, "import_": import_}
        more = {"settle": settle, "agreement": agreement, "alone": alone}
        _membership(here, target, today, shared | more | own)
        return
    given = [name for name, value in {**own, "target": target}.items() if _is_given(value)]
    if given:
        raise UsageError(
            f"--{given[0].replace('early', 'next')} is of membership, not of {queue}",
            hint="sectorscope review membership",
        )
    if queue == "codings":
        _codings(here, coder, today, (export, import_), (settle, agreement, alone))
        return
    _sheets(here, queue, today, export, import_)


def _is_given(value: object) -> bool:
    """Whether an option was typed: nought is a number, and no is not."""
    return value is not None and value is not False and value != ""


def _membership(study: Any, target: str, today: date, asked: dict[str, Any]) -> None:  # noqa: ANN401
    from sectorscope.cli.checks import one_of
    from sectorscope.cli.reviewing_membership import Asked, review_membership
    from sectorscope.pipeline.companies import review_material
    from sectorscope.pipeline.reviewable import reviewable
    from sectorscope.sector.review.room import Review

    with say.working("reading the companies") as step:
        material = review_material(study, reviewable(study, step), step)
    own = target or "sector"
    one_of(own, material.definition.targets, "segment")
    review_ = Review(study.path / "decisions", material, today=today.isoformat(), target=own)
    review_membership(review_, Asked(**asked))


def _codings(
    study: Any,  # noqa: ANN401 - importing the type costs what we save
    coder: str,
    today: date,
    files: tuple[Path | None, Path | None],
    how: tuple[bool, bool, bool | None],
) -> None:
    from sectorscope.cli.interchange import INTERCHANGE, export_codings
    from sectorscope.cli.reviewing import review_codings
    from sectorscope.pipeline.material import material

    run = made(study).run
    held = material(study, run.tables(), unlocker(study.path))
    export, import_ = files
    if export is not None and export.suffix.lower() in INTERCHANGE:
        export_codings(study, run.tables().rows("code"), held, export, today)
        return
    settle, agreement, alone = how
    review_codings(
        study,
        held,
        coder=coder,
        today=today.isoformat(),
        export=export,
        import_=import_,
        settling=settle,
        agreeing=agreement,
        alone=alone,
    )


def _sheets(
    study: Any,  # noqa: ANN401 - as above
    queue: str,
    today: date,
    export: Path | None,
    import_: Path | None,
) -> None:
    from sectorscope.cli.quoting import review_names, review_quotes

    if queue == "names":
        review_names(unlocker(study.path)(), export, import_)
        return
    questions = [q["id"] for q in made(study).run.tables().rows("question")]
    review_quotes(unlocker(study.path)(), questions, export, import_, today)
