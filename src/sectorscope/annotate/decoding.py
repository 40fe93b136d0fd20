"""Bytes of texts, in whatever encoding they came, as text; a line at a time where there are many.

Marks first, then UTF-16 by its zeros, then UTF-8, which text in another encoding almost never is
by chance. What is not UTF-8 is Windows-1252 where it can be, as British files mostly are, else
what charset-normalizer takes it for. No byte is refused for being no text: what cannot be read
becomes U+FFFD.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from sectorscope.errors import TextRefused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OTHERS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip or an Office file",
    b"\xd0\xcf\x11\xe0": "an Office file",
    b"PAR1": "Parquet",
    b"\x1f\x8b": "a gzip",
}
_HEAD = 4096
_SAMPLE = 65_536  # bytes an encoding is guessed from
_RUN = re.compile(r"[^\W\d_a-zA-Z]{3}")  # accented letters in runs are no western words
_WESTERN = "cp1252"


def decoded(data: bytes, name: str) -> str:
    """A whole file as text, without a byte-order mark.

    Raises:
        TextRefused: it is another kind of file.
    """
    wide = _encoding(data[:_HEAD], name)
    if wide:
        return data.decode(wide, "replace")
    return _narrow(data) or data.decode(_guessed(data), "replace")


def lines(stream: BinaryIO, name: str) -> Iterator[str]:
    """The lines of a file, each with its end, without holding more than one.

    Raises:
        TextRefused: it is another kind of file.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else _buffered(stream)
    wide = _encoding(buffered.peek(_HEAD)[:_HEAD], name)
    if wide and wide != "utf-8-sig":
        with io.TextIOWrapper(buffered, wide, "replace", newline="\n") as text:
            yield from text
        return
    other = ""
    for number, line in enumerate(buffered):
        data = line.removeprefix(_MARKS[0][0]) if number == 0 else line
        text_of_it = _narrow(data)
        if data and not text_of_it:
            other = other or _guessed(data)
            text_of_it = data.decode(other, "replace")
        yield text_of_it


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", stream))


def _encoding(head: bytes, name: str) -> str:
    """The encoding that the first bytes show, "" if they show none."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    for sign, what in _OTHERS.items():
        if head.startswith(sign):
            raise TextRefused(f"{name} is {what}, whatever its name says", expected="text")
    if head and head[1::2].count(0) * 4 > len(head):
        return "utf-16-le"
    return "utf-16-be" if head and head[::2].count(0) * 4 > len(head) else ""


def _narrow(data: bytes) -> str:
    """Text from UTF-8, halves of pairs included, that some programs write; "" if it is none."""
    for errors in ("strict", "surrogatepass"):
        try:
            return data.decode("utf-8", errors)
        except UnicodeDecodeError:
            continue
    return ""


def _guessed(data: bytes) -> str:
    sample = data[:_SAMPLE]
    try:
        if not _RUN.search(sample.decode(_WESTERN)):
            return _WESTERN
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # only here: it takes its time to load

    best = from_bytes(sample).best()
    return best.encoding if best is not None else _WESTERN
