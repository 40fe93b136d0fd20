"""What a mapping says: TOML in which a person tells what a file itself does not."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.rows import decode

_Kind = TypeVar("_Kind", bound=BaseModel)


def entries(mapping: bytes | None) -> dict[str, Any]:
    """The entries of a mapping; none without one.

    Raises:
        GateRefused: gate `fields`: it is no TOML; gate `encoding`.
    """
    if mapping is None:
        return {}
    try:
        return tomllib.loads(decode(mapping)[0])
    except tomllib.TOMLDecodeError as why:
        raise GateRefused("fields", f"the mapping is no TOML: {why}") from why


def mapping_of(kind: type[_Kind], said: dict[str, Any], known: Sequence[str]) -> _Kind:
    """Entries as the kind of mapping they should be.

    Args:
        kind: which one.
        said: the entries.
        known: names of entries that may stand there, for the message.

    Raises:
        GateRefused: gate `fields`: an unknown entry, or a value of the wrong kind.
    """
    try:
        return kind.model_validate(said)
    except ValidationError as why:
        first = why.errors()[0]
        entry = ".".join(map(str, first["loc"]))
        raise GateRefused(
            "fields",
            f"the mapping's {entry!r} is wrong",
            expected="one of " + ", ".join(known) if "extra" in first["type"] else first["msg"],
            hint=nearest(entry, known),
        ) from why
