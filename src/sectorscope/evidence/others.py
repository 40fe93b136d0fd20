"""Which other source reads a file that was refused for what it is: a word to whoever added it."""

from __future__ import annotations

from sectorscope.errors import EvidenceRefused, SectorscopeError
from sectorscope.evidence import gates
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sealed import CONFIDENTIAL
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import load, names

MAX_BYTES = 10_000_000
"""A file of more is not tried: the readers of registers would take minutes."""
_OF_ANYTHING = frozenset({*CONFIDENTIAL, "companies", "facts", "vacancies"})
"""Sources that read whatever a mapping or a column's name makes of it: no sign of what it is."""
_ASKED = frozenset({"archive", "json_error"})


def advised(why: EvidenceRefused, entry: Snapshot, data: bytes) -> EvidenceRefused:
    """The refusal, with the sources that do read the file where there are any.

    Args:
        why: what was said; gates other than `archive` and `json_error` are left as they are.
        entry: the entry it was to stand under.
        data: its bytes.
    """
    if not isinstance(why, GateRefused) or why.gate not in _ASKED or len(data) > MAX_BYTES:
        return why
    found = [
        n for n in names() if n not in {entry.source, *_OF_ANYTHING} and _reads(n, entry, data)
    ]
    if not found:
        return why
    hint = " or ".join(f"--as {name}" for name in found) + ", which reads it"
    said = why.found.removesuffix(f" (gate {why.gate})")
    both = f"{why.hint.rstrip('.')}; or {hint}" if why.hint else hint
    return GateRefused(why.gate, said, expected=why.expected, hint=both)


def _reads(name: str, entry: Snapshot, data: bytes) -> bool:
    reader = load(name)
    rules = reader.meta.assertions
    try:
        gates.inspect(data, entry.name, table=rules.table, page=rules.page)
        return any(rows for _, rows in reader.read(entry, data, None))
    except SectorscopeError:
        return False
