"""O*NET's "Technology Skills": examples of software and tools, under commodities of the UNSPSC.

The file lists an example once for each occupation it is used in; here it is one skill, under every
commodity it was listed with. Commodities are groups without a group of their own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

from sectorscope.concepts.columns import Concept, of
from sectorscope.concepts.flat_ids import Placed, with_ids
from sectorscope.concepts.text import table, text_of
from sectorscope.concepts.vocabulary import UNKNOWN, Vocabulary, folded
from sectorscope.concepts.wellformed import unique
from sectorscope.errors import VocabularyError

COLUMNS = ("Example", "Commodity Code", "Commodity Title")
LICENCE = "CC-BY-4.0"
_PREFIX = "onet."
_VERSION = re.compile(r"(?:onet|db)[ _-]*v?(\d+[._]\d+)", re.IGNORECASE)


def is_meant(text: str) -> bool:
    """Whether a text begins with this file's header."""
    names = text.partition("\n")[0].rstrip("\r").split("\t")
    return set(COLUMNS) <= set(names)


def read(data: bytes, name: str) -> Vocabulary:
    """The vocabulary in the bytes of the file, which does not tell its version.

    Args:
        data: the file's bytes.
        name: its name; the version is taken from it, as in "db_29_1".

    Raises:
        VocabularyError: a column is missing, or a row is cut short.
    """
    groups: dict[str, Concept] = {}
    above: dict[str, tuple[str, dict[str, None]]] = {}
    for cells in table(text_of(data, name), name, COLUMNS, delimiter="\t"):
        example, code, title = (" ".join(cell.split()) for cell in cells)
        group = groups.setdefault(code, Concept(f"{_PREFIX}{code}", title, "group", code=code))
        above.setdefault(folded(example), (example, {}))[1][group.id] = None
    skills = [Concept("", label, parents=tuple(parents)) for label, parents in above.values()]
    if not skills:
        raise VocabularyError(f"{name} has a header and no rows", expected="an example a row")
    return _vocabulary([*groups.values(), *_identified(skills, name)], data, name)


def _identified(skills: list[Concept], name: str) -> list[Concept]:
    rows = with_ids((Placed(0, skill) for skill in skills), name)
    return [replace(concept, id=f"{_PREFIX}{concept.id}") for _, concept in rows]


def _vocabulary(concepts: list[Concept], data: bytes, name: str) -> Vocabulary:
    unique(concepts, name)
    told = _VERSION.search(name)
    version = told[1].replace("_", ".") if told else UNKNOWN
    return Vocabulary("onet", version, LICENCE, of(concepts), sha256(data).hexdigest())
