"""The text of a PDF that has any: neither encrypted nor pictures of pages."""

from __future__ import annotations

import io
import logging
from collections.abc import Generator
from contextlib import contextmanager

from sectorscope.evidence.documents import labels
from sectorscope.evidence.documents.text import Text, line_ends
from sectorscope.evidence.refusal import GateRefused

MAX_PAGES = 2_000


def read(data: bytes) -> Text:
    """Text and turns of a PDF; pages follow each other as lines do.

    Raises:
        GateRefused: gate `archive` (encrypted, damaged, too many pages), `no_rows` (no text).
    """
    pages = _pages(data)
    bare = [str(n) for n, page in enumerate(pages, 1) if not page.strip()]
    if len(bare) == len(pages):
        raise GateRefused(
            "no_rows",
            "the PDF holds pictures of pages and no text",
            expected="text that can be selected and copied",
            hint="have its text recognised first, or ask for the original",
        )
    note = f"No text on {'page' if len(bare) == 1 else 'pages'} {', '.join(bare)}."
    text = "\n".join(pages)
    return Text(text, labels.turns(text), (note,) if bare else ())


def _pages(data: bytes) -> list[str]:
    from pypdf import PdfReader

    with _quiet():
        try:
            reader = PdfReader(io.BytesIO(data), strict=False)
            encrypted = reader.is_encrypted
            count = 0 if encrypted else len(reader.pages)
            found = [reader.pages[n].extract_text() for n in range(min(count, MAX_PAGES))]
        except Exception as why:  # the parser meets whatever a damaged file makes it meet
            raise GateRefused(
                "archive", f"the PDF cannot be read ({type(why).__name__})", hint="print it anew"
            ) from None
    if encrypted:
        raise GateRefused(
            "archive", "the PDF is encrypted", expected="none", hint="save it without a password"
        )
    if count > MAX_PAGES:
        raise GateRefused("archive", f"the PDF has {count:,} pages", expected=f"{MAX_PAGES:,}")
    return [_sound(page) for page in found]


def _sound(page: str) -> str:
    """A page's text without halves of characters, which no file could hold."""
    return line_ends(page.encode("utf-8", "replace").decode("utf-8"))


@contextmanager
def _quiet() -> Generator[None, None, None]:
    """Keep the parser's warnings out of the log: they may hold words of the document."""
    log = logging.getLogger("pypdf")
    before, log.disabled = log.disabled, True
    children = [k for k in logging.root.manager.loggerDict if k.startswith("pypdf.")]
    held = [(logging.getLogger(k), logging.getLogger(k).disabled) for k in children]
    try:
        for child, _ in held:
            child.disabled = True
        yield
    finally:
        log.disabled = before
        for child, was in held:
            child.disabled = was
