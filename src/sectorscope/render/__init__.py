"""Outputs of a profile: each format is a function of the frozen profile and of nothing else.

    write(profile, folder)     profile.html, profile.json and annex.csv

Everything is rendered before anything is written, and each file takes its place in one step: a
reader never finds half a page, and a format that fails leaves the last good files standing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from sectorscope.errors import SectorscopeError, UsageError
from sectorscope.profile import Profile

__all__ = ["FORMATS", "write"]

FORMATS = {"html": "profile.html", "json": "profile.json", "annex": "annex.csv"}


def write(
    profile: Profile, folder: Path, formats: Sequence[str] = ("html", "json", "annex")
) -> list[Path]:
    """Render a profile into a folder and return the files, in the order asked for.

    Raises:
        UsageError: a format nobody renders.
        SectorscopeError: the folder or a file cannot be written.
    """
    rendered = {folder / FORMATS[_known(name)]: _renderer(name)(profile) for name in formats}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in rendered.items():
            _replace(path, text)
    except OSError as why:
        name = why.filename and Path(str(why.filename)).name
        raise SectorscopeError(
            f"the outputs in {folder.name}/ cannot be written ({why.strerror}: {name})",
            hint="move what is in the way, or close it where it is open",
        ) from why
    return list(rendered)


def _known(name: str) -> str:
    if name not in FORMATS:
        raise UsageError(f"no output is called {name!r}", expected=f"one of {', '.join(FORMATS)}")
    return name


def _renderer(name: str) -> Callable[[Profile], str]:
    """The function of a format, imported when asked for: only the page needs its templates."""
    if name == "html":
        from sectorscope.render.html import html

        return html
    if name == "json":
        from sectorscope.render.json import json

        return json
    from sectorscope.render.annex import annex

    return annex


def _replace(path: Path, text: str) -> None:
    for left in path.parent.glob(f".{path.name}.*"):  # by a process that was killed
        left.unlink(missing_ok=True)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        scratch.write_bytes(text.encode())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
