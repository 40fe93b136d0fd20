"""A proposed mapping as text: TOML a person reads through, every guess with what to check."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

HEAD = """\
# Proposed from the file's headers and repeated answers. It is a guess: read it through, then
#     sectorscope add FILE --as survey --mapping THIS.toml
# A question left out is not told. Add `says`, `chapter`, `role` and codes where they matter.
title = "Consultation of businesses"
noun = "businesses"
noun_one = "business"
"""


class Proposed(NamedTuple):
    """A question of the proposal: its entries as TOML, and what to check."""

    entries: Mapping[str, object]
    note: str = ""


def toml(value: object) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inner = (f"{_key(str(k))} = {toml(v)}" for k, v in value.items())
        return "{ " + ", ".join(inner) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "")


def written(
    questions: Sequence[Proposed],
    business: Mapping[str, object],
    consent: Mapping[str, object],
    notes: Iterable[str] = (),
) -> str:
    """The whole proposal."""
    lines = [HEAD, *(f"# {_one_line(n)}" for n in notes), "question = ["]
    lines += [_line(q) for q in questions]
    lines += ["]", "", "[business]  # who is who, and what businesses may be grouped by"]
    lines += [f"{k} = {toml(v)}" for k, v in business.items()]
    if "segments" in business:
        lines.append('# segment_names = { "An answer" = "segment_of_study_toml" }')
    lines += ["", "[consent]  # check: who agreed to be counted, quoted, listed; and when"]
    lines += [f"{k} = {toml(v)}" for k, v in consent.items()]
    lines += ['# date = "2026-01-31"', "", "[method]", "# invited = 100", '# route = "…"']
    return "\n".join([*lines, 'mode = "questionnaire"', ""])


def _line(question: Proposed) -> str:
    note = f"  # {_one_line(question.note)}" if question.note else ""
    return f"  {toml(question.entries)},{note}"


def _key(name: str) -> str:
    bare = name.replace("_", "").replace("-", "")
    return name if bare.isascii() and bare.isalnum() else json.dumps(name, ensure_ascii=False)


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
