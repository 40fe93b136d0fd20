"""How one qualification, title, register, licence or check is written: the rows of the tables.

The tables are `data/qualifications/*.tsv`: concept, name, level, other settings, triggers, pattern.
A line `@ family=… framework=…` holds for the rows below it; `= NAME pattern` names a pattern that
rows use as `<NAME>`. In a pattern a space stands for one to three spaces and `~` for spaces or
hyphens. Patterns ignore case unless they say `(?-i:…)`, begin with one of the row's triggers (or,
with `back=N`, N characters before it) and end at the end of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

TABLES = ("education", "vocational", "bodies", "certificates", "standing", "admission")

RANKS = ("level", "body", "generic", "named", "specific")
"""How much a form says of what the mention is; the highest, first in the text, names it."""

LEVEL, BODY, GENERIC, NAMED, SPECIFIC = range(5)

RQF, NQF, FHEQ, SCQF = "RQF", "NQF", "FHEQ", "SCQF"

_REFERENCE = re.compile(r"<([A-Z_]+)>")
_SPACED = re.compile(r"\(\?<[!=][^)]*\)|\[[^\]]*\]|[~ ]\??")
_SPACES = {" ": " {1,3}", "~": "[- ]{1,3}", " ?": " {0,3}", "~?": "[- ]{0,3}"}


@dataclass(frozen=True, slots=True)
class Form:
    """One row.

    level: the one level it has, None where it has several. family: what may stand beside it:
    `school`, `degree`, `vocational`, `apprenticeship`, `generic`, `named`, `body`, `level`,
    `class`, `title`, `register`, `licence`, `check`. body: who awards it. alone: the kind of a
    body that stands alone; where it is empty, the form is a mention only with something beside it.
    """

    concept: str
    name: str
    triggers: tuple[str, ...]
    pattern: str
    level: int | None = None
    family: str = ""
    framework: str | None = RQF
    rank: int = 4
    kind: str = "qualification"
    body: str = ""
    back: int = 0
    alone: str = "yes"


def spaced(pattern: str) -> re.Pattern[str]:
    """A pattern with its spaces spread; classes and lookbehinds stay as written."""
    written = _SPACED.sub(lambda found: _SPACES.get(found[0], found[0]), pattern)
    return re.compile(written, re.IGNORECASE)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A form's pattern between the bounds of words, compiled when first needed."""
    return spaced(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")


class Core(NamedTuple):
    """One form, where it stands in a text."""

    start: int
    end: int
    form: Form


@cache
def forms() -> tuple[Form, ...]:
    """Every row of every table."""
    return tuple(form for table in TABLES for form in _read(_lines(f"{table}.tsv")))


def words(name: str, section: str) -> frozenset[str]:
    """The words of one section of a list such as `subjects.txt`."""
    return _sections(name)[section]


@cache
def _sections(name: str) -> dict[str, frozenset[str]]:
    held: dict[str, list[str]] = {}
    section = ""
    for line in _lines(name):
        if line.startswith("["):
            section = line.strip("[]")
        else:
            held.setdefault(section, []).extend(line.split())
    return {name: frozenset(words) for name, words in held.items()}


def _lines(name: str) -> Iterator[str]:
    text = files("sectorscope").joinpath("data/qualifications", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _read(lines: Iterator[str]) -> Iterator[Form]:
    named: dict[str, str] = {}
    held: dict[str, str] = {}
    for line in lines:
        if line.startswith("= "):
            name, pattern = line[2:].split("\t")
            named[name] = pattern
        elif line.startswith("@ "):
            held |= _settings(line[2:])
        else:
            yield _form(line.split("\t"), held, named)


def _form(row: list[str], held: dict[str, str], named: dict[str, str]) -> Form:
    concept, name, level, more, triggers, pattern = row
    told = held | _settings("" if more == "-" else more)
    return Form(
        concept,
        name,
        tuple(word.replace("_", " ") for word in triggers.split()),
        _REFERENCE.sub(lambda found: named[found[1]], pattern),
        None if level == "-" else int(level),
        told.get("family", ""),
        told.get("framework") or None,
        RANKS.index(told.get("rank", "specific")),
        told.get("kind", "qualification"),
        told.get("body", "").replace("_", " "),
        int(told.get("back", 0)),
        told.get("alone", "yes"),
    )


def _settings(text: str) -> dict[str, str]:
    """`family=school framework=-` as a mapping; a dash empties a setting."""
    parted = (part.partition("=") for part in text.split())
    return {name: "" if value == "-" else value for name, _, value in parted}
