"""The commands that decide: review, write a note, release, erase, purge."""

from __future__ import annotations

from typing import Annotated

import typer

from sectorscope.cli import say
from sectorscope.cli.days import DateOption, day_of
from sectorscope.cli.opening import StudyOption, made, opened
from sectorscope.cli.queues import review
from sectorscope.cli.unlocking import ledger_of, unlocker
from sectorscope.errors import UsageError

WhoOption = Annotated[
    str, typer.Option("--sign", metavar="NAME", help="Who decides this; it is kept for good.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line, in the order they are needed."""
    named = "--sign 'A. Nalyst'"
    for command, example in (
        (review, "review membership --as 'A. Nalyst'"),
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
