"""The commands. Each imports what it needs when it runs, so that `--help` costs little."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

import sectorscope
from sectorscope.cli import say
from sectorscope.cli.opening import JsonOption, StudyOption, made
from sectorscope.cli.opening import opened as _open
from sectorscope.cli.unlocking import unlocker

app = typer.Typer(
    name="sectorscope",
    help="Make a sector skills profile that can be defended: every sentence leads down to the "
    "rows and words it rests on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"sectorscope {sectorscope.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: sectorscope new demo --template leeds-healthtech-2013")
def new(
    name: Annotated[str, typer.Argument(help="The new study's folder.")],
    template: Annotated[str, typer.Option("--template", "-t", help="What it starts from.")],
    area: Annotated[
        str, typer.Option("--area", help="The region: an LSIP area, or any name you give it.")
    ] = "",
) -> None:
    """Begin a study from a template; the region may stay empty."""
    from sectorscope.cli.templates import create

    made = create(Path(name), template, area)
    for line in made.remarks:
        say.note(line)
    say.done(f"{made.folder} is a study of {made.title}.")
    say.done(f"Next: cd {quote(str(made.folder))} && {made.next_steps}")


@app.command(epilog="Example: sectorscope add findings.toml --as facts")
def add(
    files: Annotated[list[Path], typer.Argument(help="Files of evidence.", metavar="FILE...")],
    source: Annotated[str, typer.Option("--as", metavar="SOURCE", help="What reads them.")],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="What the file itself does not say (TOML).")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what would happen; add nothing.")
    ] = False,
    override: Annotated[
        str | None, typer.Option("--override", metavar="GATE", help="Overrule a gate.")
    ] = None,
    why: Annotated[str | None, typer.Option("--why", help="The reason, kept for good.")] = None,
    retrieved: Annotated[
        str | None, typer.Option("--retrieved", metavar="DATE", help="When you got them; today.")
    ] = None,
    sign: Annotated[str, typer.Option("--sign", metavar="NAME", help="Who overrules it.")] = "",
    retain_until: Annotated[
        str, typer.Option("--retain-until", metavar="DATE", help="When the vault must forget it.")
    ] = "",
    study: StudyOption = None,
) -> None:
    """Add files as evidence; what is not what it says is refused, with the reason."""
    from sectorscope.cli.adding import add_files
    from sectorscope.cli.days import day_gone
    from sectorscope.cli.proposing import needs_mapping, propose

    if needs_mapping(source, mapping):
        propose(files)
        raise typer.Exit(1)
    opened = _open(study)
    refused = add_files(
        opened,
        files,
        source=source,
        mapping=mapping,
        explain=explain,
        override=override,
        why=why,
        retrieved=day_gone(retrieved).isoformat(),
        retain_until=retain_until,
        who=sign,
    )
    if refused:
        raise typer.Exit(1)


@app.command(epilog="Example: sectorscope build")
def build(study: StudyOption = None) -> None:
    """Derive every table from evidence and decisions; what has not changed is skipped."""
    opened = _open(study)
    done = made(opened)
    if not done.changed:
        say.done(f"Nothing changed; run {done.run.id} stands.")
        return
    rows = sum(entry["rows"] for entry in done.run.manifest["tables"].values())
    tables = len(done.run.manifest["tables"])
    say.done(
        f"Run {done.run.id}: {tables} tables, {rows:,} rows; {len(done.kept)} kept as they were."
    )


@app.command(epilog="Example: sectorscope profile --audience public")
def profile(
    audience: Annotated[
        str, typer.Option("--audience", help="public, partner or internal.")
    ] = "public",
    formats: Annotated[
        str, typer.Option("--format", help="html, json, annex; commas between.")
    ] = "html,json,annex",
    study: StudyOption = None,
) -> None:
    """Build, and write the profile: out/profile.html, out/profile.json, out/annex.csv."""
    from sectorscope.cli.checks import audience_of, formats_of

    who, wanted = audience_of(audience), formats_of(formats)
    opened = _open(study)
    done = made(opened)
    from sectorscope.pipeline.outputs import render_profile

    paths, written = render_profile(opened, done, audience=who, formats=wanted)
    say.done("Written:" if written else "Nothing changed; these stand:")
    for path in paths:
        print(path)


@app.command(epilog="Example: sectorscope trace 3f9a0c1b2d4e")
def trace(
    statement: Annotated[str, typer.Argument(help="A statement's id, or its address (#s-…).")],
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> None:
    """Follow a statement down to the bytes it rests on."""
    from sectorscope.cli.tracing import print_json, print_trace
    from sectorscope.trace import trace as follow

    opened = _open(study)
    found = follow(opened, statement, unlocker(opened.path))
    (print_json if as_json else print_trace)(found)


@app.command(epilog="Example: sectorscope rederive")
def rederive(study: StudyOption = None) -> None:
    """Rebuild from nothing beside the study and compare; fails on any difference."""
    from sectorscope.pipeline import rederive as again

    opened = _open(study)
    unlock = unlocker(opened.path)
    with say.working("rebuilding from nothing"):
        found = again(opened, unlock)
    for name, digest in sorted(found.tables.items()):
        print(f"{digest}  {name}")
    say.done(f"The same: {len(found.tables)} tables, {', '.join(found.documents)}.")


@app.command(epilog="Example: sectorscope diff   (the last two runs)")
def diff(
    before: Annotated[str | None, typer.Argument(help="An earlier run.", metavar="[RUN")] = None,
    after: Annotated[str | None, typer.Argument(help="A later run.", metavar="RUN]")] = None,
    vocabularies: Annotated[
        bool,
        typer.Option(
            "--vocabularies",
            help="Compare two vocabularies instead, OLD NEW: builtin, an ESCO zip, a CSV.",
        ),
    ] = False,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> None:
    """Say which sentences changed between two runs, and why, and what in their vocabulary."""
    from sectorscope.cli.differing import print_changes, print_vocabularies

    if vocabularies:
        print_vocabularies(before, after, as_json=as_json)
        return
    print_changes(_open(study), before, after, as_json=as_json)


@app.command(epilog='Example: sectorscope counts --by "Sector" --json')
def counts(
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="COLUMN", help="segments, size_band, place, or a column."),
    ] = None,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> None:
    """Count every answer of the consultation, k of n; internal, nothing is protected here."""
    from sectorscope.cli.counting import print_counts
    from sectorscope.consultation.grouped import counts as count

    run = made(_open(study)).run
    print_counts(list(count(run.tables().rows, by)), as_json=as_json)


from sectorscope.cli import (  # noqa: E402 - they come after
    annotating,
    consulting,
    doctor,
    fetching,
    sizing,
    withdrawing,
)

withdrawing.register(app)
consulting.register(app)
annotating.register(app)
fetching.register(app)
sizing.register(app)
doctor.register(app)
