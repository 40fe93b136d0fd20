"""A zip that somebody downloaded: its members as text, and what is wrong with it by name."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import PurePosixPath

from sectorscope.concepts.text import no_answer, text_of
from sectorscope.errors import VocabularyError

MOST_BYTES = 1_000_000_000
"""Of a vocabulary when unpacked: twenty times ESCO in one language."""
MOST_RATIO = 200
"""Unpacked to packed, of a member over `SMALL`: ESCO's most repetitive table reaches 30; deflate
can reach 1,032, which only bytes that say nothing do."""
SMALL = 10_000_000

_HEAD = 4_000  # bytes in which a web page shows itself

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
"""What zipfile raises on damage, and (RuntimeError) on encryption and unknown compression."""


class Archive:
    """A zip in memory; folders within it are looked through."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open it.

        Raises:
            VocabularyError: no zip, a damaged one, or one that unpacks to more than it may.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as why:
            raise _no_zip(data, name) from why
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        _no_bomb(infos, name)
        self.paths = [info.filename for info in infos]
        self._infos: dict[str, list[zipfile.ZipInfo]] = {}
        for info in infos:
            self._infos.setdefault(PurePosixPath(info.filename).name, []).append(info)

    def find(self, *names: str) -> str:
        """The first of several names that is a member, else "".

        Raises:
            VocabularyError: two folders hold a file of that name.
        """
        found = next((name for name in names if name in self._infos), "")
        if found and len(self._infos[found]) > 1:
            raise VocabularyError(
                f"{self.name} holds {len(self._infos[found])} files named {found}",
                expected="one of each, of one version",
                hint="take the file as published",
            )
        return found

    def text(self, member: str) -> str:
        """A member's text.

        Raises:
            VocabularyError: it is damaged, encrypted or no text.
        """
        try:
            data = self._zip.read(self._infos[member][0])
        except _DAMAGE as why:
            raise _damaged(self.name, f"{member} cannot be unpacked ({_reason(why)})") from why
        return text_of(data, f"{self.name}: {member}")


def _no_zip(data: bytes, name: str) -> VocabularyError:
    no_answer(data[:_HEAD].decode(errors="replace"), name)
    if data.startswith(b"PK"):
        return _damaged(name, "its list of files cannot be read")
    return VocabularyError(f"{name} is no zip", expected="ESCO's CSV zip, as published")


def _reason(why: Exception) -> str:
    text = str(why)
    if "CRC" in text:
        return "its checksum does not fit its bytes"
    if "password" in text:
        return "it is encrypted"
    return text or "it ends too soon"


def _damaged(name: str, what: str) -> VocabularyError:
    return VocabularyError(
        f"{name} is damaged: {what}",
        expected="the zip as published",
        hint="download it again",
    )


def _no_bomb(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Sizes are the declared ones; zipfile unpacks no byte beyond them."""
    total = sum(info.file_size for info in infos)
    dense = [i for i in infos if i.file_size > max(SMALL, MOST_RATIO * i.compress_size)]
    if total <= MOST_BYTES and not dense:
        return
    found = f"{total:,} bytes"
    if dense:
        found = f"{dense[0].file_size:,} bytes out of {dense[0].compress_size:,}"
    raise VocabularyError(
        f"{name} would unpack to {found}",
        expected=f"at most {MOST_BYTES:,} in all and {MOST_RATIO} times the packed size",
        hint="do not open it; take the file as published",
    )
