"""A vocabulary from whatever holds one."""

from __future__ import annotations

from pathlib import Path

from sectorscope.concepts import esco
from sectorscope.concepts.archive import MOST_BYTES
from sectorscope.concepts.vocabulary import Vocabulary
from sectorscope.errors import VocabularyError

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def load(source: str | Path, *, cache: bool = True) -> Vocabulary:
    """Read a vocabulary.

    Args:
        source: `builtin`, an ESCO CSV zip, a CSV in the documented shape, or O*NET's technology
            skills.
        cache: keep what was read in the user's cache folder, and take it from there next time.

    Raises:
        VocabularyError: there is no such file, or it is no vocabulary; the text says why.
    """
    path = Path(source)
    data = _bytes(path)
    return esco.read(data, path.name)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise VocabularyError(
                f"{path.name} has {path.stat().st_size:,} bytes",
                expected=f"at most {MOST_BYTES:,}",
            )
        return path.read_bytes()
    except OSError as why:
        raise VocabularyError(
            f"{path} cannot be read ({why.strerror or type(why).__name__})",
            expected="`builtin`, an ESCO CSV zip, or a CSV with a column `label`",
            hint="look at the path",
        ) from why
