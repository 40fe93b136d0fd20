"""An entry of the catalogue: what is known of one retrieval, and how it is written as a line."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sectorscope.errors import UsageError
from sectorscope.evidence import files
from sectorscope.evidence.refusal import GATES, NEVER_OVERRIDDEN, nearest


@dataclass(frozen=True)
class Override:
    """A gate that a person overruled, why, and who, if they signed."""

    gate: str
    why: str
    who: str = ""

    @classmethod
    def given(cls, gate: str | None, why: str | None, who: str = "") -> Override | None:
        """The override a person asked for; None if none.

        Raises:
            UsageError: an unknown gate, one that is never overruled, or no reason.
        """
        if gate is None and not why:
            return None
        if gate is None:
            raise UsageError("a reason was given, but no gate to overrule", hint="--override GATE")
        if gate not in GATES:
            raise UsageError(
                f"there is no gate {gate!r}",
                expected="one of " + ", ".join(GATES),
                hint=nearest(gate, GATES),
            )
        if gate in NEVER_OVERRIDDEN:
            raise UsageError(f"gate {gate} cannot be overruled: {GATES[gate]}")
        if not (why or "").strip():
            raise UsageError(f"gate {gate} is overruled without a reason", hint="add --why TEXT.")
        return cls(gate, str(why).strip(), who.strip())


@dataclass(frozen=True)
class Snapshot:
    """One retrieval: the hash of its bytes, where they came from and when.

    bytes: length in bytes. retrieved: ISO date. mapping: sha256 of the mapping they are read
    with. reconstruction: the bytes or their mapping say they are invented. sealed: they lie in
    the vault; then the hash is a keyed one, and the name never leaves the vault. withdrawn, by:
    why a person took the file out of the study, and who; empty for one that stands.
    """

    sha256: str
    source: str
    name: str
    bytes: int
    retrieved: str
    mapping: str | None = None
    reconstruction: bool = False
    overrides: tuple[Override, ...] = ()
    sealed: bool = False
    withdrawn: str = ""
    by: str = ""

    @property
    def file(self) -> str:
        """Name of the file within `evidence/` (or `evidence/refused/`)."""
        return f"{self.sha256[:16]}-{files.safe_name(self.name)}"

    def same_as(self, other: Snapshot) -> bool:
        """The same bytes under the same source and name, read with the same mapping."""
        mine = (self.sha256, self.source, self.name, self.mapping)
        return mine == (other.sha256, other.source, other.name, other.mapping)

    def signs(self, other: Snapshot) -> bool:
        """Whether it signs a gate's overruling that the other one left unsigned."""
        unsigned = {o.gate for o in other.overrides if not o.who}
        return any(o.who and o.gate in unsigned for o in self.overrides)

    @property
    def overridden(self) -> frozenset[str]:
        """Names of the gates that were overruled for these bytes."""
        return frozenset(o.gate for o in self.overrides)


def describe(data: bytes, *, name: str, source: str, retrieved: str) -> Snapshot:
    """The entry for some bytes, before anything is kept.

    Raises:
        UsageError: `retrieved` is no ISO 8601 date.
    """
    try:
        day = date.fromisoformat(retrieved).isoformat()
    except ValueError as why:
        raise UsageError(f"{retrieved!r} is no date", expected="one like 2026-11-22") from why
    base = name.replace("\\", "/").rpartition("/")[2]
    return Snapshot(hashlib.sha256(data).hexdigest(), source, base, len(data), day)


def to_line(entry: Snapshot, **more: str) -> str:
    """The entry as one line of JSON, keys in order; `sealed` follows from where the line stands."""
    fields = {k: v for k, v in asdict(entry).items() if k != "sealed"}
    if not entry.withdrawn:  # as lines were before anything could be
        del fields["withdrawn"], fields["by"]
    return json.dumps({**fields, **more}, ensure_ascii=False, sort_keys=True)


def from_line(line: bytes) -> Snapshot:
    """The entry a line holds.

    Raises:
        ValueError: the line is no entry.
    """
    try:
        found: dict[str, Any] = json.loads(line)
        overrides = tuple(Override(**o) for o in found.pop("overrides", ()))
        return Snapshot(**found, overrides=overrides)
    except (TypeError, AttributeError) as why:
        raise ValueError(str(why)) from why
