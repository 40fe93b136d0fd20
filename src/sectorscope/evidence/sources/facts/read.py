"""Facts: findings and figures typed in, each from a source document that is named.

    [[source]]
    id = "report"
    title = "Sector profile"
    publisher = "The partnership"

    [[fact]]
    id = "total"
    source = "report"
    kind = "size"
    label = "healthcare technologies"
    value = 4200

The order of facts is their order in the file. A fact's locator is the bytes of its own block.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.rows import decode
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources.facts.blocks import Block, blocks
from sectorscope.schema.evidence import FACT_KINDS

_TOP = ("reconstruction", "source", "fact")
_TEXT = ("label", "detail", "unit", "qualifier", "geography", "period", "definition", "caveat")
_NUMBERS = ("value", "low", "high")
_FACT = ("id", "kind", "source", *_TEXT, *_NUMBERS, "parts", "place")
_SOURCE = ("id", "title", "publisher", "date", "url")
_NEEDED = {"fact": ("id", "kind", "source", "label"), "source": ("id", "title", "publisher")}


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `fact`.

    Raises:
        GateRefused: gate `fields`, with the line: unknown, missing, repeated or ill-typed.
    """
    found = _parsed(data)
    sources = {b.values["id"]: b.values for b in found if b.kind == "source"}
    orders: dict[str, int] = {}
    rows: list[dict[str, Any]] = []
    for block in (b for b in found if b.kind == "fact"):
        kind = block.values["kind"]
        orders[kind] = orders.get(kind, 0) + 1
        source = _source_of(block, sources)
        rows.append({**_row(block, orders[kind], source), "snapshot": snapshot.sha256})
    yield "fact", rows


def _parsed(data: bytes) -> list[Block]:
    text, _, mark = decode(data)
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        raise GateRefused("fields", f"the file is no TOML: {why}") from why
    for key in whole:
        if key not in _TOP:
            raise _wrong(f"the file has an unknown entry {key!r}", _TOP, key)
    if whole.get("reconstruction", False):
        raise GateRefused(
            "fields",
            "the file says that its facts are a reconstruction",
            expected="what a source published, as it published it",
            hint="a reconstructed consultation is added as a survey",
        )
    found = blocks(text, mark)
    _check_blocks(found, whole)
    return found


def _check_blocks(found: list[Block], whole: Mapping[str, Any]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for kind in ("source", "fact"):
        if [b.values for b in found if b.kind == kind] != whole.get(kind, []):
            raise _wrong(f"the [[{kind}]] blocks cannot be told apart", (), "")
    for block in found:
        _check_keys(block)
        at = (block.kind, block.values["id"])
        if at in seen:
            again = f"line {block.line_of('id')}: {block.kind} id {at[1]!r} stands already"
            raise _wrong(f"{again} on line {seen[at]}", (), "")
        seen[at] = block.line_of("id")


def _check_keys(block: Block) -> None:
    known = _FACT if block.kind == "fact" else _SOURCE
    for key, value in block.values.items():
        line = block.line_of(key)
        if key not in known:
            what = f"line {line}: a {block.kind} has no entry {key!r}"
            raise _wrong(what, known, key)
        if not _fits(key, value):
            raise _wrong(f"line {line}: {key} is {value!r}", (), "", _kind_of(key))
    for key in _NEEDED[block.kind]:
        if not str(block.values.get(key, "")).strip():
            raise _wrong(f"line {block.line}: a {block.kind} without {key!r}", (), "")
    if block.kind == "fact":
        _check_kind(block)


def _check_kind(block: Block) -> None:
    """A fact is of a kind some chapter tells, and has what it cannot be told without."""
    kind = block.values["kind"]
    if kind not in FACT_KINDS:
        line = block.line_of("kind")
        raise _wrong(f"line {line}: no chapter tells a fact of kind {kind!r}", (*FACT_KINDS,), kind)
    for key in FACT_KINDS[kind]:
        if block.values.get(key) in (None, "", []):
            raise _wrong(f"line {block.line}: a fact of kind {kind!r} without {key!r}", (), "")


def _fits(key: str, value: object) -> bool:
    if key in _NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if key == "parts":
        return isinstance(value, list)
    if key in ("date", "period"):
        return isinstance(value, str | int | date | datetime) and not isinstance(value, bool)
    return isinstance(value, str)


def _kind_of(key: str) -> str:
    if key in _NUMBERS:
        return "a number"
    return {"parts": "a list", "date": "a date or text", "period": "a year or text"}.get(
        key, "text"
    )


def _wrong(found: str, known: tuple[str, ...], key: str, expected: str = "") -> GateRefused:
    allowed = expected or ("one of " + ", ".join(known) if known else "")
    return GateRefused("fields", found, expected=allowed, hint=nearest(key, known))


def _source_of(block: Block, sources: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    name = block.values["source"]
    if name not in sources:
        line = block.line_of("source")
        raise _wrong(f"line {line}: there is no source {name!r}", tuple(sources), name)
    return sources[name]


def _row(block: Block, order: int, source: Mapping[str, Any]) -> dict[str, Any]:
    fact = block.values
    return {
        "id": fact["id"],
        "kind": fact["kind"],
        "order": order,
        **{key: _text(fact.get(key)) for key in (*_TEXT, "place")},
        **{key: float(fact[key]) if key in fact else None for key in _NUMBERS},
        "parts": _json(fact["parts"]) if "parts" in fact else None,
        "source_title": source["title"],
        "source_publisher": source["publisher"],
        "source_date": _text(source.get("date")),
        "source_url": _text(source.get("url")),
        "locator": f"bytes={block.start}-{block.end}",
        "raw": block.text,
    }


def _text(value: object) -> str | None:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return None if value is None else str(value)


def _json(parts: list[Any]) -> str:
    return json.dumps(parts, ensure_ascii=False, default=_text)
