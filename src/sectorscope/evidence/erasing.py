"""A sealed file without one business: its rows or its interviews gone, its name in others' masked.

What others said keeps its length, so that codings of it still find their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sectorscope.evidence.documents import extract, kinds
from sectorscope.evidence.rows import decode
from sectorscope.evidence.snapshots import MAPPING, Snapshot
from sectorscope.evidence.sources import Folder, load
from sectorscope.evidence.sources.qda.masking import masked
from sectorscope.vault import Identity, Vault

MASK = "x"
"""What each character of an erased name becomes in what others said."""

_PACKED = (b"PK\x03\x04", b"%PDF", b"$FL2", b"$FL3")
"""How files begin whose text is not their bytes: Office and OpenDocument, PDF, SPSS."""


def without(
    vault: Vault, snapshot: Snapshot, data: bytes, mapping: bytes | None, identity: Identity
) -> bytes | None:
    """The bytes of a sealed file without a business; the same bytes where it is not in them.

    Args:
        vault: The open vault; tells which names of the file are the business's.
        snapshot: The file's entry.
        data: Its bytes.
        mapping: Bytes of the mapping it is read with.
        identity: Whom to take out.

    Returns:
        New bytes, or None where nothing of the file may stay.
    """
    pattern = _pattern((*identity.names, *identity.contacts))
    if snapshot.source == MAPPING:
        return _masked_text(data, pattern)
    reader = load(snapshot.source)
    own = frozenset(
        p.identity
        for p in reader.people(snapshot, data, mapping)
        if vault.pseudonym(p.identity) == identity.pseudonym
    )
    rest = reader.without(snapshot, data, mapping, own) if own else data
    return rest if rest is None else _masked(rest, pattern, reader, snapshot, mapping)


def _masked(
    data: bytes,
    pattern: re.Pattern[str] | None,
    reader: Folder,
    snapshot: Snapshot,
    mapping: bytes | None,
) -> bytes | None:
    """The file with the name masked in what others said; unchanged where nobody names it.

    Plain text is masked where it stands and a project source by source; a questionnaire in any
    other form becomes CSV, and any other document its text.
    """
    if pattern is None:
        return data
    if kinds.is_project(data):
        made = date.fromisoformat(snapshot.retrieved)
        return masked(data, lambda text: pattern.sub(_mask, text), made=made)
    if not data.startswith(_PACKED):
        return _masked_text(data, pattern)
    if snapshot.source == "survey":
        plain = reader.without(snapshot, data, mapping, frozenset())
        return plain and _or_as_it_was(data, plain, _masked_text(plain, pattern))
    plain = extract(data, snapshot.name).text.encode()
    return _or_as_it_was(data, plain, _masked_text(plain, pattern))


def _or_as_it_was(data: bytes, plain: bytes, hidden: bytes) -> bytes:
    return data if hidden == plain else hidden


def _masked_text(data: bytes, pattern: re.Pattern[str] | None) -> bytes:
    if pattern is None:
        return data
    text, encoding, mark = decode(data)
    hidden = pattern.sub(_mask, text)
    return data if hidden == text else data[:mark] + hidden.encode(encoding)


def _mask(found: re.Match[str]) -> str:
    return MASK * len(found.group())


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted({n for n in names if n.strip()}, key=lambda n: (-len(n), n))
    if not ordered:
        return None
    spelled = (r"[\s\-]+".join(map(re.escape, re.split(r"[\s\-]+", n.strip()))) for n in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)
