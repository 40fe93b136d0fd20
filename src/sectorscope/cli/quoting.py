"""`review quotes` and `review names`: sheets that only their owner can read, out and in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sectorscope.cli import say
from sectorscope.cli.sheets import read_rows, write_rows
from sectorscope.errors import UsageError
from sectorscope.pipeline import quoting
from sectorscope.vault import Vault

CONFIDENTIAL = "the sheet names businesses; only you can read it; delete it when it is in again"


def review_quotes(
    vault: Vault, questions: Sequence[str], export: Path | None, import_: Path | None, today: date
) -> None:
    """Write the quotes to a sheet, or take one in and say what keeps each from being rendered.

    Raises:
        UsageError: neither or both is asked for, or the file cannot be used.
        DecisionError: a row is wrong; nothing was kept.
    """
    if _out(export, import_):
        write_rows(_path(export), quoting.QUOTES, quoting.quotes_sheet(vault))
        say.note(CONFIDENTIAL)
        return
    rows = read_rows(_path(import_), quoting.QUOTES[:4])
    quotes = quoting.take_quotes(vault, rows, questions, today)
    for (number, _), quote in zip(rows, quotes, strict=True):
        faults = vault.faults(quote)
        say.done(f"row {number}: " + ("; ".join(faults) if faults else "may be rendered"))


def review_names(vault: Vault, export: Path | None, import_: Path | None) -> None:
    """Write what the vault knows of businesses to a sheet, or take in more.

    Raises:
        UsageError: neither or both is asked for, or the file cannot be used.
        DecisionError: a row is wrong; nothing was kept.
    """
    if _out(export, import_):
        write_rows(_path(export), quoting.NAMES, quoting.names_sheet(vault))
        say.note(CONFIDENTIAL)
        return
    kept = quoting.take_names(vault, read_rows(_path(import_), quoting.NAMES[:1]))
    say.done(f"{kept:,} rows; none of these names will be printed.")


def _out(export: Path | None, import_: Path | None) -> bool:
    if (export is None) == (import_ is None):
        raise UsageError("one sheet at a time", expected="--export FILE.csv or --import FILE.csv")
    return export is not None


def _path(path: Path | None) -> Path:
    if path is None or path.suffix.casefold() != ".csv":
        raise UsageError("the sheet is no .csv", expected="a file name that ends in .csv")
    return path
