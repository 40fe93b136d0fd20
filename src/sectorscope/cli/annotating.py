"""`sectorscope annotate`: texts in, a line of JSON for each out; it needs no study."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from sectorscope.cli import say
from sectorscope.errors import TextRefused, UsageError

if TYPE_CHECKING:
    from sectorscope.annotate.annotator import Annotator
    from sectorscope.annotate.listed import Document

Step = Callable[[str], None]
ADVERT = "advert"
NOTED = 5
"""Texts that are named for looking like another kind; the rest are counted."""
LOOKED_AT = 20_000
"""Characters of a text that are looked at for that."""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(epilog="Example: sectorscope annotate adverts.jsonl --vocabulary builtin --fast")(
        annotate
    )


def annotate(
    file: Annotated[
        str,
        typer.Argument(
            help="JSON Lines, CSV or Parquet with id and text, a folder of texts, or - to read.",
            metavar="FILE",
        ),
    ],
    vocabulary: Annotated[
        str,
        typer.Option(
            "--vocabulary",
            metavar="V",
            help="builtin, ESCO's zip or answers, ONS's coding index, a CSV, or O*NET's.",
        ),
    ],
    fast: Annotated[bool, typer.Option("--fast", help="By phrases alone, without the model.")] = (
        False
    ),
    rank: Annotated[
        int, typer.Option("--rank", metavar="N", min=0, help="Rank N skills for each whole text.")
    ] = 0,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=1, help="Processes; the output is the same.")
    ] = 1,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", help="Write here, when all is done."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            help="Of texts that do not say: advert (the default), course, company, interview, "
            "title.",
        ),
    ] = None,
) -> None:
    """Find skills, qualifications and occupations in texts: where, why, how sure, how asked for."""
    from sectorscope.annotate.texts import KINDS, batched, documents
    from sectorscope.cli.checks import one_of
    from sectorscope.engine.ordered import in_order

    said = one_of(kind, KINDS, "kind") if kind is not None else ""
    drawn = _kinds(documents(file, said))
    work = Work(vocabulary, fast=fast, rank=rank)
    with _target(out, file) as target:
        with say.working("opening the vocabulary") as step:
            work.begin(step)
        with _progress(out) as step:
            count = _write(in_order(work, batched(drawn), jobs=jobs), target, step)
    if out is not None:
        say.done(f"{out}: {count:,} texts annotated.")


def _kinds(drawn: Iterator[Document]) -> Iterator[Document]:
    """Documents that say what they are, and the rest as adverts, with a note of interviews.

    A kind that is not known is read as an advert too, and told of once.
    """
    from sectorscope.annotate.segments import spoken
    from sectorscope.annotate.texts import KINDS

    unlike, known = 0, {"", *KINDS}
    for one in drawn:
        if one.kind not in known:
            known.add(one.kind)
            say.note(
                f"{one.id} is of kind {one.kind!r}, which is read as an advert; "
                f"known are {', '.join(KINDS)}"
            )
        if not one.kind and spoken(one.text[:LOOKED_AT]):
            unlike += 1
            if unlike <= NOTED:
                say.note(
                    f"{one.id} looks like an interview and is read as an advert; "
                    "say `--kind interview`, or `kind` beside its text"
                )
        yield one if one.kind else one._replace(kind=ADVERT)
    if unlike > NOTED:
        say.note(f"{unlike - NOTED:,} more texts look like interviews and were read as adverts")


@dataclass(frozen=True)
class Work:
    """What a process does with a batch; it opens its annotator once."""

    vocabulary: str
    fast: bool = False
    rank: int = 0

    def __call__(self, batch: Sequence[Document]) -> tuple[int, bytes]:
        """How many lines, and the lines."""
        from sectorscope.annotate.written import lines

        return len(batch), b"".join(lines(_opened(self), batch))

    def begin(self, step: Step) -> None:
        """Open it in this process first: a fault is told once, and what is slow is cached once."""
        _opened(self, step)


_open: dict[Work, Annotator] = {}


def _opened(work: Work, step: Step | None = None) -> Annotator:
    if work not in _open:
        from sectorscope.annotate.annotator import Annotator

        _open[work] = Annotator.open(work.vocabulary, fast=work.fast, rank=work.rank, say=step)
    return _open[work]


def _write(made: Iterator[tuple[int, bytes]], target: BinaryIO, step: Step) -> int:
    """Write batches as they come; the number of lines."""
    total = 0
    for count, data in made:
        target.write(data)
        total += count
        step(f"annotated {total:,} texts")
    target.flush()
    return total


@contextmanager
def _progress(out: Path | None) -> Generator[Step]:
    """Progress, unless it would run into the answer on the same terminal."""
    if out is None and sys.stdout.isatty():
        yield lambda _: None
        return
    with say.working("annotating") as step:
        yield step


@contextmanager
def _target(out: Path | None, source: str) -> Generator[BinaryIO]:
    """Where to write: standard output, or a file that gets its name when it is whole.

    Raises:
        UsageError: the file cannot be written, or is the one that is read.
        TextRefused: the disk fails while it is written.
    """
    if out is None:
        yield sys.stdout.buffer
        return
    _check(out, source)
    if out.exists() and not out.is_file():  # a pipe or a device keeps its name
        with out.open("wb") as file:
            yield file
        return
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(out)
    except OSError as why:
        raise _unwritable(out, why) from why
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _check(out: Path, source: str) -> None:
    if out.is_dir():
        raise UsageError(f"{out} is a folder", expected="a file to write", hint="-o OUT.jsonl")
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent} is no folder", expected="one that is there")
    if out.exists() and Path(source).exists() and out.samefile(source):
        raise UsageError(f"{out} is what is read", expected="another file to write")


def _unwritable(out: Path, why: OSError) -> TextRefused:
    return TextRefused(
        f"{out} cannot be written ({why.strerror or type(why).__name__})",
        hint="look at the free space and the rights of its folder",
    )
