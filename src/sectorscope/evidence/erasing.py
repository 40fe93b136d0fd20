"""A sealed file without one business: its rows or its interviews gone, its name in others' masked.

What others said keeps its length, so that codings of it still find their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from sectorscope.evidence.documents import extract, kinds
from sectorscope.evidence.rows import decode
from sectorscope.evidence.sealed import SealedCatalogue
from sectorscope.evidence.snapshots import MAPPING, Override, Snapshot
from sectorscope.evidence.sources import Folder, load
from sectorscope.evidence.sources.qda.masking import masked
from sectorscope.vault import Identity, Vault
from sectorscope.vault.names import without_form

MASK = "x"
"""What each character of an erased name becomes in what others said."""

ERASED = Override("values", "a business was erased")
"""A file without a business may hold too few of an answer for its gate; it is read all the same."""

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
    pattern = _pattern(identity)
    if snapshot.source == MAPPING:
        return _masked_text(_without_interviews(vault, data, identity), pattern)
    reader = load(snapshot.source)
    own = frozenset(
        p.identity
        for p in reader.people(snapshot, data, mapping)
        if vault.pseudonym(p.identity) == identity.pseudonym
    )
    rest = reader.without(snapshot, data, mapping, own) if own else data
    return rest if rest is None else _masked(rest, pattern, reader, snapshot, mapping)


def names_in(identity: Identity) -> Callable[[str], bool]:
    """Whether a text holds a name or a contact of a business."""
    pattern = _pattern(identity)
    return lambda text: pattern is not None and bool(pattern.search(text))


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


def _without_interviews(vault: Vault, mapping: bytes, identity: Identity) -> bytes:
    """A mapping without what it says of a business's interviews, their file names above all."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    text, encoding, mark = decode(mapping)
    try:
        document = tomlkit.parse(text)
    except TOMLKitError:
        return mapping
    listed = document.get("interviews")
    if not isinstance(listed, dict):
        return mapping
    held = cast("dict[str, dict[str, Any]]", listed)
    own = [name for name, about in held.items() if _is(vault, about.get("business"), identity)]
    for name in own:
        del held[name]
    called = {name: masked_name(name, identity) for name in held}
    for name in [n for n, new in called.items() if n != new]:
        held[called[name]] = held.pop(name)
    told = tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType]
    rest = mapping[:mark] + told.encode(encoding)
    return rest if own or any(n != new for n, new in called.items()) else mapping


def _is(vault: Vault, name: object, identity: Identity) -> bool:
    said = isinstance(name, str) and bool(name.strip())
    return said and vault.pseudonym(str(name)) == identity.pseudonym


def mend(
    sealed: SealedCatalogue,
    before: Mapping[str, Snapshot],
    replaced: Mapping[str, bytes | None],
    identity: Identity,
) -> None:
    """Say anew of every sealed file what an erasure made untrue.

    A mapping that was rewritten has another id; fewer rows must not shut a gate; and a file keeps
    its name, the erased one's masked: others' answers and interviews are found by it.

    Args:
        sealed: The catalogue, after the erasure and within the same change.
        before: Its entries by number, before.
        replaced: What was put in the place of which bytes.
        identity: Who was erased.
    """
    after = sealed.standing()
    by_bytes = {sealed.read(s): s.sha256 for s in after.values()}
    moved = {old: by_bytes[new] for old, new in replaced.items() if new is not None}
    for number, now in after.items():
        old = before[number]
        name = masked_name(old.name, identity)
        mapping = moved.get(old.mapping or "", old.mapping)
        opened = (ERASED,) if old.sha256 in moved and now.source != MAPPING else ()
        told = replace(now, name=name, mapping=mapping, overrides=(*now.overrides, *opened))
        if told != now:
            sealed.restate(told)


def masked_name(name: str, identity: Identity) -> str:
    """The name of a file with a business's masked in it, in any case."""
    pattern = _pattern(identity)
    whole = pattern and re.compile(pattern.pattern, re.IGNORECASE)
    return whole.sub(_mask, name) if whole else name


def _pattern(identity: Identity) -> re.Pattern[str] | None:
    """Finds names and contacts in any case and spacing; a name's own word as it is written."""
    entries = {n.strip() for n in (*identity.names, *identity.contacts) if n.strip()}
    plain = {without_form(name) for name in identity.names} - entries
    folded = entries | {name for name in plain if " " in name}
    spelled = [f"(?i:{_spelled(n)})" for n in sorted(folded, key=lambda n: (-len(n), n))]
    spelled += [_spelled(n) for n in sorted(plain - folded)]
    found = rf"(?<![^\W_])(?:{'|'.join(spelled)})(?![^\W_])"
    return re.compile(found) if spelled else None


def _spelled(name: str) -> str:
    return r"[\s\-_]+".join(map(re.escape, re.split(r"[\s\-_]+", name)))
