"""Plain text out of bytes in whatever encoding they came.

Marks first, then UTF-8, which text in another encoding almost never is by chance. Then what
charset-normalizer makes of the bytes, unless they can be Windows-1252 and nothing it finds fits
better: a British transcript that is not UTF-8 is that far oftener than anything else.
"""

from __future__ import annotations

import re

from sectorscope.evidence.documents.text import line_ends
from sectorscope.evidence.refusal import GateRefused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")  # 9 to 13 are white space: Word writes \v and \f
_RUN = re.compile(r"[^\W\d_a-zA-Z]{3}")
_WESTERN = "cp1252"
_SAMPLE = 4096


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text with single line ends and no mark, and a remark where its encoding was guessed.

    Raises:
        GateRefused: gate `encoding`: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], encoding), ()
    if half := _utf16_by_zeros(data):
        return _text(data, half), ()
    try:
        return _text(data, "utf-8"), ()
    except GateRefused as shut:
        if not isinstance(shut.__cause__, UnicodeDecodeError):
            raise  # it is UTF-8, with control characters in it
    encoding = _guess(data)
    return _text(data, encoding), (f"Its encoding was taken to be {encoding}.",)


def _text(data: bytes, encoding: str) -> str:
    try:
        text = line_ends(data.decode(encoding))
    except UnicodeDecodeError as why:
        raise _refused(f"byte {why.start:,} is not {encoding}") from why
    if odd := _BINARY.search(text):
        raise _refused(f"character {odd.start():,} is a control character")
    return text


def _utf16_by_zeros(data: bytes) -> str:
    """UTF-16 without a mark shows as a zero in every second byte of western text."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or not sample:
        return ""
    if sample[1::2].count(0) * 4 > len(sample):
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) * 4 > len(sample) else ""


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    try:
        western = _text(data, _WESTERN)
    except GateRefused:
        western = ""
    if western and _reads_western(western):
        return _WESTERN
    best = from_bytes(data).best()
    if best is None and not western:
        raise _refused("the bytes are no text that can be decoded")
    return best.encoding if best is not None else _WESTERN


def _reads_western(text: str) -> bool:
    """Whether accented letters stand alone or in pairs, as in western words, not in runs."""
    return not _RUN.search(text)


def _refused(found: str) -> GateRefused:
    return GateRefused(
        "encoding", found, expected="plain text", hint="save the file again as UTF-8"
    )
