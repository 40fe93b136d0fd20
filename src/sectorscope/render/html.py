"""The profile as one page: no network, no script needed to read it, prints as a report.

The page holds everything twice at most: a sentence where it is read, and what it rests on in
the annex, from which the script takes what it shows beside the sentence.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sectorscope.errors import SectorscopeError
from sectorscope.profile import Profile
from sectorscope.render import csv, words
from sectorscope.render.view import Reader

LARGEST = 1_500_000
"""Bytes: what still opens at once on a phone and passes as an attachment."""
LARGEST_INTERNAL = 12_000_000
"""The same for the analyst's own page, which holds every answer of every business asked."""
ROWS_SHOWN = 12
"""Rows of evidence before the rest is folded away."""
_RAW_SHOWN, _RAW_SHORT = 600, 80
"""Characters of a row's raw text: as a rule, and in a page that would else be too large."""


def html(profile: Profile) -> str:
    """The page.

    Raises:
        SectorscopeError: it is too large even with the raw texts of evidence cut short.
    """
    largest = LARGEST_INTERNAL if profile.audience == "internal" else LARGEST
    for raw_shown in (_RAW_SHOWN, _RAW_SHORT):
        page = _render(profile, raw_shown)
        size = len(page.encode())
        if size <= largest:
            return page
    raise SectorscopeError(
        f"the page would have {size:,} bytes",
        expected=f"at most {largest:,}",
        hint="fewer rows of evidence per statement, or the evidence of a table's total alone",
    )


def _render(profile: Profile, raw_shown: int) -> str:
    reader = Reader(profile)
    script = _file("page.js")
    invented = profile.scope.reconstruction or any(
        e.rests.invented for e in reader.entries.values()
    )
    return (
        _environment()
        .get_template("page.html")
        .render(
            profile=profile,
            scope=profile.scope,
            reader=reader,
            invented=invented,
            styles=Markup(_file("page.css") + _file("rests.css") + _file("print.css")),  # noqa: S704  ours
            script=Markup(script),  # noqa: S704  ours
            script_hash=_hash(script),
            words=words,
            heading=csv.heading,
            rows_shown=ROWS_SHOWN,
            raw_shown=raw_shown,
        )
    )


def _hash(script: str) -> str:
    """What the page's own policy allows to run: this script and no other."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(drawing=Markup, web=_web, css=_css_string)
    return environment


@cache
def _file(name: str) -> str:
    page = files("sectorscope").joinpath("data", "page", name)
    return page.read_text(encoding="utf-8")


def _web(address: str | None) -> str:
    """An address a link may lead to; a source's card could hold any other scheme."""
    return address if address and re.match(r"https?://", address) else ""


def _css_string(text: str) -> Markup:
    """Text as a string of a style sheet, where markup's escapes mean nothing."""
    escaped = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{escaped}"')  # noqa: S704  nothing but letters, digits and escapes
