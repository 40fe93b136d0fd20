"""A large CSV file in UTF-8 as plain records: where each stands, told without reading its cells.

`rows` knows every quirk of a CSV and goes through it sign by sign. Here whole arrays of bytes are
compared at once, and what is not sure to be read alike is not plain: it goes through `rows`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import Header, header_of

BLOCK = 1 << 20
"""Bytes looked at in one go: they stay in the processor's cache."""
_HEAD = 1 << 16
_QUOTE, _NEWLINE, _RETURN, _COMMA = (ord(c) for c in '"\n\r,')
_CONTROL = 32
_PLAIN = b"\t\n\f\r"
"""Signs below a blank that `rows` lets pass."""

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Plain:
    """A CSV that any reader reads alike: UTF-8, commas, quotation marks that enclose whole cells.

    starts, ends: first byte of each record that is not blank, and the one after its last, without
    its line end; shape (N,). body: byte at which the first record after the header may stand.
    broken: whether a line ends within a cell.
    """

    header: Header
    body: int
    starts: Places
    ends: Places
    broken: bool


def plain(data: bytes) -> Plain | None:
    """Where the records of a file stand; None where only `rows` can tell."""
    header = _header(data)
    if header is None or header.encoding != "utf-8" or header.delimiter != ",":
        return None
    held = np.frombuffer(data, np.uint8)
    body = header.end
    while body < len(data) and held[body] in (_NEWLINE, _RETURN):
        body += 1
    if body == len(data) or not _is_text(data):
        return None
    with ThreadPoolExecutor(pa.cpu_count()) as pool:
        marks = pool.map(lambda b: int(np.count_nonzero(b == _QUOTE)), _blocks(held, body))
        open_at = np.cumsum(np.array([0, *marks])) % 2 == 1
        found = list(pool.map(_look, *zip(*_framed(held, body, open_at), strict=True)))
    if open_at[-1] or any(one is None for one in found):
        return None
    looked = [one for one in found if one is not None]
    breaks = np.concatenate([places for places, _ in looked])
    starts, ends = _records(held, body, breaks)
    return Plain(header, body, starts, ends, any(broken for _, broken in looked))


def _header(data: bytes) -> Header | None:
    """The header, from the first few lines alone."""
    try:
        return header_of(data if len(data) <= _HEAD else data[: data.rfind(b"\n", 0, _HEAD) + 1])
    except GateRefused:
        return None  # `rows` says what is wrong, and where


def _blocks(held: Bytes, body: int) -> Iterator[Bytes]:
    return (held[at : at + BLOCK] for at in range(body, len(held), BLOCK))


def _framed(
    held: Bytes, body: int, open_at: npt.NDArray[np.bool_]
) -> Iterator[tuple[Bytes, int, bool]]:
    """Each block with the byte before and the byte after it, where it begins, how it stands."""
    starts = range(body, len(held), BLOCK)
    for at, inside in zip(starts, open_at[:-1].tolist(), strict=True):
        framed = held[at - 1 : at + BLOCK + 1]
        last = at + BLOCK + 1 > len(held)
        yield (np.r_[framed, np.uint8(_NEWLINE)] if last else framed), at, inside


def _look(framed: Bytes, at: int, inside: bool) -> tuple[Places, bool] | None:
    """Line ends of a block that end a record, and whether others do not; None if not plain."""
    block = framed[1:-1]
    quotes, lines = framed == _QUOTE, framed == _NEWLINE
    if np.count_nonzero(block < _CONTROL) != np.count_nonzero(lines[1:-1]) and _controls(block):
        return None
    returns = framed == _RETURN
    edges = (framed == _COMMA) | lines | returns | quotes
    marks, within = _packed(quotes[1:-1]), _within(_packed(quotes[1:-1]), inside)
    alone = _packed(returns[1:-1] & ~lines[2:]) if returns.any() else np.zeros_like(marks)
    amiss = marks & within & ~_packed(edges[:-2])  # opens, and not after an edge
    amiss |= marks & ~within & ~_packed(edges[2:])  # closes, and not before one
    if (amiss | (alone & ~within)).any():
        return None
    ends = _packed(lines[1:-1])
    bits = np.unpackbits((ends & ~within).view(np.uint8), bitorder="little").view(np.bool_)
    return np.flatnonzero(bits) + at, bool(((ends | alone) & within).any())


def _controls(block: Bytes) -> bool:
    """Whether there are signs that no text has, as `rows` sees them."""
    low = np.count_nonzero(block < _CONTROL)
    return low != sum(np.count_nonzero(block == sign) for sign in _PLAIN)


def _packed(truths: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    """Truths as bits of whole words, the first one lowest."""
    bits = np.packbits(truths, bitorder="little")
    return np.r_[bits, np.zeros(-len(bits) % 8, np.uint8)].view(np.uint64)


def _within(marks: npt.NDArray[np.uint64], inside: bool) -> npt.NDArray[np.uint64]:
    """For each bit whether an odd number of marks stands up to it, that before the first included.

    The parity within a word by doubling the distance that is looked back; then from word to word.
    """
    odd = marks.copy()
    for distance in (1, 2, 4, 8, 16, 32):
        odd ^= odd << np.uint64(distance)
    whole = np.bitwise_xor.accumulate(odd >> np.uint64(63))
    before = np.r_[np.uint64(0), whole[:-1]] ^ np.uint64(inside)
    return odd ^ (np.uint64(0) - before)  # of a whole word, all bits or none


def _is_text(data: bytes) -> bool:
    """Whether all of it is UTF-8."""
    ends = pa.py_buffer(np.array([0, len(data)], np.int64))
    text = pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(data)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _records(held: Bytes, body: int, breaks: Places) -> tuple[Places, Places]:
    """First and last byte of each record that is not blank, without its line end."""
    starts = np.r_[body, breaks + 1]
    ends = np.r_[breaks, len(held)]
    ends = ends - ((ends > starts) & (held[np.maximum(ends - 1, 0)] == _RETURN))
    there = ends > starts
    return starts[there], ends[there]
