"""A vocabulary from whatever holds one: the wheel, ESCO, an index of occupations, a CSV, O*NET."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from hashlib import sha256
from pathlib import Path

from sectorscope.concepts import (
    builtin,
    esco,
    esco_answers,
    esco_service,
    flat,
    onet,
    soc_files,
)
from sectorscope.concepts.archive import MOST_BYTES
from sectorscope.concepts.cache import Entry, cached, code_version, key_of
from sectorscope.concepts.columns import Columns
from sectorscope.concepts.text import text_of
from sectorscope.concepts.vocabulary import Vocabulary
from sectorscope.errors import VocabularyError

_ALIKE = 0.8  # difflib's ratio of what was typed to `builtin`
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_CODE = tuple(
    f"sectorscope.concepts.{name}"
    for name in (
        "archive", "builtin", "columns", "esco", "esco_answers", "esco_service", "flat",
        "flat_header", "flat_ids", "loading", "onet", "soc", "soc_files", "text", "vocabulary",
        "wellformed",
    )
)  # fmt: skip
"""The modules a read vocabulary depends on; errors are not kept."""


def load(source: str | Path, *, cache: bool = True) -> Vocabulary:
    """Read a vocabulary.

    Args:
        source: `builtin`, or a file: an ESCO CSV zip, answers of ESCO's service, ONS's coding
            index of occupations, a CSV in the documented shape, O*NET's technology skills. A file
            named `builtin` is `./builtin`.
        cache: keep what was read in the user's cache folder, and take it from there next time.

    Raises:
        VocabularyError: there is no such file, or it is no vocabulary; the text says why.
    """
    if source == builtin.SCHEME:
        held = builtin.parts()
        digest, name, read = builtin.digest(held), builtin.SCHEME, partial(builtin.read, held)
    else:
        name, data = Path(source).name, _bytes(Path(source))
        digest, read = sha256(data).hexdigest(), partial(_read, data, name)
    if not cache:
        return read()
    key = key_of("vocabulary", digest, name, code_version(*_CODE))
    return _vocabulary(cached(key, lambda: _entry(read())), digest)


def _read(data: bytes, name: str) -> Vocabulary:
    return _reader(data, name)(data, name)


def _reader(data: bytes, name: str) -> Callable[[bytes, str], Vocabulary]:
    """What reads these bytes; the content decides, and the name where there is none to speak of."""
    if soc_files.is_index(data, name):
        return soc_files.read
    if data.startswith(_ZIP) or (name.lower().endswith(".zip") and data):
        return esco.read
    if esco_answers.is_meant(data):
        return esco_service.read
    return onet.read if onet.is_meant(text_of(data, name)) else flat.read


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise VocabularyError(f"{path.name} has {size:,} bytes", expected=f"{MOST_BYTES:,}")
        return path.read_bytes()
    except OSError as why:
        raise VocabularyError(
            f"{path} cannot be read ({why.strerror or type(why).__name__})",
            expected="`builtin`, an ESCO CSV zip, or a CSV with a column `label`",
            hint=_hint(path.name),
        ) from why


def _hint(name: str) -> str:
    meant = get_close_matches(name.casefold(), (builtin.SCHEME,), cutoff=_ALIKE)
    return f"did you mean `{builtin.SCHEME}`?" if meant else "look at the path"


def _entry(read: Vocabulary) -> Entry:
    values = {"scheme": read.scheme, "version": read.version, "licence": read.licence}
    return Entry(values=values, blobs=read.concepts.blobs)


def _vocabulary(entry: Entry, digest: str) -> Vocabulary:
    said = entry.values
    columns = Columns(entry.blobs)
    return Vocabulary(said["scheme"], said["version"], said["licence"], columns, digest)
