"""The commands of a consultation: review codings, write a note, release, erase, purge."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from sectorscope.cli import say
from sectorscope.cli.opening import StudyOption, made, opened
from sectorscope.cli.unlocking import ledger_of, unlocker
from sectorscope.errors import UsageError

WhoOption = Annotated[
    str, typer.Option("--sign", metavar="NAME", help="Who decides this; it is kept for good.")
]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="The day of it; today by default.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line, in the order they are needed."""
    named = "--sign 'A. Nalyst'"
    for command, example in (
        (review, "review codings --as 'A. Nalyst' --export queue.xlsx"),
        (note, f"note issues 'Colleges were asked too.' --cite 3f9a0c1b2d4e {named}"),
        (release, f"release --audience public {named}"),
        (erase, f"erase 'Name of the business' {named}"),
        (purge, f"purge {named}"),
    ):
        app.command(epilog=f"Example: sectorscope {example}")(command)


def erase(
    identity: Annotated[
        str, typer.Argument(help="The business: its name, a contact, or its pseudonym.")
    ] = "",
    sign: WhoOption = "",
    finish: Annotated[
        bool, typer.Option("--finish", help="Go on with an erasure that was interrupted.")
    ] = False,
    day: DateOption = None,
    study: StudyOption = None,
) -> None:
    """Remove a business everywhere, rewrite every run, and list the sentences that changed."""
    from sectorscope.cli.erasing import print_erased
    from sectorscope.pipeline import erasing

    if not (identity or finish):
        raise UsageError("nobody is named", expected="whom to erase, or --finish")
    here, today = opened(study), day_of(day)
    unlock = unlocker(here.path)
    who = signed(sign)
    with say.working("erasing"):
        done = (
            erasing.finish(here, who=who, today=today, unlock=unlock)
            if finish
            else erasing.erase(here, identity, who=who, today=today, unlock=unlock)
        )
    print_erased(done)


def release(
    audience: Annotated[
        str, typer.Option("--audience", help="public, partner or internal.")
    ] = "public",
    sign: WhoOption = "",
    day: DateOption = None,
    study: StudyOption = None,
) -> None:
    """Go through the checklist, sign, and release: what goes out is kept in the ledger."""
    from sectorscope.cli.checks import audience_of
    from sectorscope.cli.releasing import print_released
    from sectorscope.pipeline.releasing import release as publish

    here, today, who = opened(study), day_of(day), audience_of(audience)
    with say.working("checking"):
        done = publish(
            here,
            audience=who,
            sign=sign,
            today=today,
            unlock=unlocker(here.path),
            open_ledger=ledger_of(here.path, here.config.study.id),
        )
    print_released(done)
    if not done.done:
        raise typer.Exit(1)


def purge(sign: WhoOption = "", day: DateOption = None, study: StudyOption = None) -> None:
    """Forget what the vault may no longer keep, and rewrite every run."""
    from sectorscope.cli.erasing import print_erased
    from sectorscope.pipeline import erasing

    here, today = opened(study), day_of(day)
    with say.working("purging"):
        done = erasing.purge(here, who=signed(sign), today=today, unlock=unlocker(here.path))
    print_erased(done)


def review(
    queue: Annotated[str, typer.Argument(help="codings, quotes or names.")],
    coder: Annotated[str, typer.Option("--as", metavar="CODER", help="Who rules.")] = "",
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="A sheet, or .qdpx or .jsonld.")
    ] = None,
    import_: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="A sheet that was filled in.")
    ] = None,
    settle: Annotated[
        bool, typer.Option("--settle", help="Settle what coders read differently.")
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="How alike coders read, code by code.")
    ] = False,
    alone: Annotated[
        bool | None,
        typer.Option("--alone/--two", help="Whether one reading is enough; by default, of one."),
    ] = None,
    day: DateOption = None,
    study: StudyOption = None,
) -> None:
    """Rule on what answers mean: nothing counts until a person has."""
    from sectorscope.cli.checks import one_of
    from sectorscope.cli.interchange import INTERCHANGE, export_codings
    from sectorscope.cli.quoting import review_names, review_quotes
    from sectorscope.cli.reviewing import review_codings
    from sectorscope.pipeline.material import material

    one_of(queue, ("codings", "quotes", "names"), "queue")
    here, today = opened(study), day_of(day)
    if queue == "names":
        review_names(unlocker(here.path)(), export, import_)
        return
    run = made(here).run
    if queue == "quotes":
        questions = [q["id"] for q in run.tables().rows("question")]
        review_quotes(unlocker(here.path)(), questions, export, import_, today)
        return
    held = material(here, run.tables(), unlocker(here.path))
    if export is not None and export.suffix.lower() in INTERCHANGE:
        export_codings(here, run.tables().rows("code"), held, export, today)
        return
    review_codings(
        here,
        held,
        coder=coder,
        today=today.isoformat(),
        export=export,
        import_=import_,
        settling=settle,
        agreeing=agreement,
        alone=alone,
    )


def note(
    chapter: Annotated[str, typer.Argument(help="The chapter it stands in, such as issues.")],
    text: Annotated[str, typer.Argument(help="The paragraph.")] = "",
    cite: Annotated[
        list[str] | None,
        typer.Option("--cite", metavar="STATEMENT", help="A sentence it cites."),
    ] = None,
    withdraw: Annotated[
        str, typer.Option("--withdraw", metavar="ID", help="Take a note back, by its id.")
    ] = "",
    sign: WhoOption = "",
    why: Annotated[str, typer.Option("--why", help="Why it is written or withdrawn.")] = "",
    day: DateOption = None,
    study: StudyOption = None,
) -> None:
    """Write a paragraph of your own: signed, dated, citing sentences, and checked against them."""
    from sectorscope.cli.noting import print_note
    from sectorscope.pipeline.noting import add_note, withdraw_note

    here, when = opened(study), day_of(day).isoformat()
    run = made(here).run
    if withdraw:
        withdraw_note(here, withdraw, who=signed(sign), when=when, why=why)
        say.done(f"Note {withdraw} is withdrawn.")
        return
    written = add_note(
        here,
        run,
        chapter,
        text,
        tuple(cite or ()),
        who=signed(sign),
        when=when,
        why=why,
        unlock=unlocker(here.path),
    )
    print_note(written)


def signed(name: str) -> str:
    """The name of whoever decides.

    Raises:
        UsageError: nobody signed.
    """
    if not name.strip():
        raise UsageError("nobody signed", expected="who decides this", hint="--sign NAME")
    return name.strip()


def day_of(text: str | None) -> date:
    """A day as typed, or today.

    Raises:
        UsageError: it is no date.
    """
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError as why:
        raise UsageError(f"{text!r} is no date", expected="one like 2026-11-22") from why
