"""The vocabulary that ships: written for this product, a file an area, described by one TOML."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from sectorscope.concepts.columns import of
from sectorscope.concepts.flat import concepts
from sectorscope.concepts.text import text_of
from sectorscope.concepts.vocabulary import Vocabulary
from sectorscope.concepts.wellformed import acyclic, unique
from sectorscope.errors import VocabularyError

SCHEME = "builtin"
_ABOUT = "vocabulary.toml"


class About(NamedTuple):
    """What `vocabulary.toml` says. order: the files that come first; others follow."""

    name: str
    version: str
    licence: str
    order: tuple[str, ...]


def about() -> About:
    """The description of the vocabulary that ships.

    Raises:
        VocabularyError: it is missing or says less than it must.
    """
    try:
        said = tomllib.loads(_folder().joinpath(_ABOUT).read_text(encoding="utf-8"))
        return About(said["name"], said["version"], said["licence"], tuple(said["order"]))
    except (OSError, KeyError, tomllib.TOMLDecodeError) as why:
        raise _incomplete(_ABOUT) from why


def parts() -> dict[str, bytes]:
    """The files of concepts by name, in order.

    Raises:
        VocabularyError: there is none, or the description is missing.
    """
    order = about().order
    found = {f.name: f for f in _folder().iterdir() if f.name.endswith(".csv")}
    names = [name for name in order if name in found] + sorted(found.keys() - set(order))
    if not names:
        raise _incomplete(", ".join(order))
    return {name: found[name].read_bytes() for name in names}


def digest(held: dict[str, bytes]) -> str:
    """One hash of the description and of all files, in order."""
    hashes = [sha256(data).digest() for data in held.values()]
    return sha256(b"".join([repr(about()).encode(), *hashes])).hexdigest()


def read(held: dict[str, bytes]) -> Vocabulary:
    """The vocabulary in the files that ship.

    Raises:
        VocabularyError: the installation is incomplete, or a file of it was damaged.
    """
    said = about()
    found = [c for name, data in held.items() for c in concepts(text_of(data, name), name)]
    unique(found, SCHEME)
    columns = of(found)
    acyclic(columns, SCHEME)
    return Vocabulary(SCHEME, said.version, said.licence, columns, digest(held))


def _folder() -> Traversable:
    return files("sectorscope").joinpath("data", "vocabulary")


def _incomplete(name: str) -> VocabularyError:
    return VocabularyError(
        f"the vocabulary that ships has no {name} that can be read",
        expected="the files of the wheel",
        hint="install sectorscope again",
    )
