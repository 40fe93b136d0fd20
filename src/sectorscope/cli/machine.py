"""What `doctor` finds on the machine: the product, room on the disk, optional parts."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import sectorscope
from sectorscope.cli.finding import Finding
from sectorscope.errors import ModelError

OLDEST = (3, 11)
"""The oldest Python the product runs on, as `pyproject.toml` has it."""

FULL, LOW = 64 * 2**20, 2**30
"""Bytes left on the disk below which a build cannot be written, or may not be before long:
conventions, since a run is written beside those that are kept."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def machine(folder: Path) -> Iterator[Finding]:
    """Everything looked at, whatever study there is.

    Args:
        folder: where a study is, or would be.
    """
    yield _python()
    yield Finding("sectorscope", "good", sectorscope.__version__)
    yield _disk(folder)
    yield _cache()
    yield _git()
    yield _encoder()
    yield _keyring()
    yield _browser()
    if find_spec("pyspark"):
        yield Finding("pyspark", "good", "there is one")


def _python() -> Finding:
    if sys.version_info < OLDEST:
        newer = "Python " + ".".join(map(str, OLDEST)) + " or later"
        return Finding("python", "broken", platform.python_version(), newer)
    return Finding("python", "good", platform.python_version())


def _disk(folder: Path) -> Finding:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return Finding("disk", "note", "the system does not say how much is free")
    told = f"{free / 1e9:,.1f} GB free"
    if free < FULL:
        return Finding("disk", "broken", told, "make room: a run is written beside the last one")
    return Finding("disk", "good" if free >= LOW else "note", told)


def _cache() -> Finding:
    from sectorscope.concepts.cache import folder

    if folder() is None:
        return Finding(
            "cache",
            "note",
            "nothing can be kept, so that what takes long is made each time",
            "name a folder by SECTORSCOPE_CACHE",
        )
    return Finding("cache", "good", "what takes long is kept")


def _git() -> Finding:
    if shutil.which("git"):
        return Finding("git", "good", "there is one")
    return Finding("git", "note", "none; decisions are text whose history it could show")


def _encoder() -> Finding:
    from sectorscope.annotate.encoder import Encoder

    try:
        (vector,) = Encoder().embed(["skills"])
    except (ModelError, ImportError, ValueError) as why:
        hint = why.hint if isinstance(why, ModelError) else ""
        return Finding(
            "encoder", "note", "it does not run on this machine", hint or "annotate --fast"
        )
    return Finding("encoder", "good", f"it runs, {len(vector)} numbers a text")


def _keyring() -> Finding:
    if find_spec("keyring"):
        return Finding("keyring", "good", "there is one")
    hint = "pip install keyring, or give keys in the environment"
    return Finding(
        "keyring", "note", "none; a passphrase is asked for, or in the environment", hint
    )


def _browser() -> Finding:
    if any(shutil.which(name) for name in BROWSERS):
        return Finding("browser", "good", "a Chromium is there for the tests of the page")
    return Finding("browser", "note", "no Chromium; only the tests of the page need one")
