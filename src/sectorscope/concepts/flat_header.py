"""The header of a flat list: which column is which, under the names that such lists go by."""

from __future__ import annotations

from dataclasses import dataclass

from sectorscope.concepts.text import delimiter_hint, some
from sectorscope.concepts.vocabulary import folded
from sectorscope.errors import VocabularyError

HEADER = ("id", "label", "kind", "parent", "definition", "alternatives", "usage")
"""The documented columns, of which only `label` must be there."""

OTHER_NAMES = {
    "id": ("uri", "conceptUri", "code", "identifier", "skill_id"),
    "label": ("name", "skill", "skill_name", "preferred_label", "preferredLabel", "title", "term"),
    "parent": ("parents", "parent_id", "broader"),
    "definition": ("description",),
    "alternatives": (
        "alternative_labels", "alt_labels", "altLabels", "synonyms", "aliases",
    ),
    "usage": ("uk_usage", "note"),
}  # fmt: skip
"""Names that count as the documented ones."""

GROUPS = ("group", "category", "skill_group")
"""Names of `parent` whose values need no row: each becomes a group."""

_EXPECTED = f"columns out of {', '.join(HEADER)}, and `label` among them"
_ESCO_ONLY = frozenset({"concepttype", "skilltype", "inscheme"})


def _plain(name: str) -> str:
    """A column's name without regard to capitals, and to what stands between its words."""
    return folded(name.replace("_", " ").replace("-", " "))


_GROUPS = frozenset(map(_plain, GROUPS))
_MEANS = (
    {_plain(name): name for name in HEADER}
    | {_plain(other): name for name, others in OTHER_NAMES.items() for other in others}
    | dict.fromkeys(_GROUPS, "parent")
)


@dataclass(frozen=True)
class Header:
    """Where each documented column stands. groups: parents are names that need no row."""

    places: dict[str, int]
    groups: bool

    def cells(self, row: list[str]) -> dict[str, str]:
        """A row's cells by documented name; "" where the file has no such column."""
        return {name: row[self.places[name]] if name in self.places else "" for name in HEADER}


def read_header(names: list[str], name: str) -> Header:
    """Tell the columns of a file apart.

    Raises:
        VocabularyError: `label` is missing, two columns mean the same, or one is not known.
    """
    meant = [_MEANS.get(_plain(column)) for column in names]
    if "label" not in meant:
        raise VocabularyError(
            f"{name} has no column 'label'; its first row is: {some(names)}",
            expected=_EXPECTED,
            hint=delimiter_hint(names, lambda column: _plain(column) in _MEANS),
        )
    for at, (column, means) in enumerate(zip(names, meant, strict=True)):
        if means is None:
            raise _unknown(column, names, name)
        if means in meant[:at]:
            twice = names[meant.index(means)], column
            raise VocabularyError(
                f"{name}: the columns {twice[0]!r} and {twice[1]!r} both mean {means!r}",
                expected="one of them",
                hint="leave one out",
            )
    places = {means: place for place, means in enumerate(meant) if means}
    return Header(places, "parent" in places and _plain(names[places["parent"]]) in _GROUPS)


def _unknown(column: str, names: list[str], name: str) -> VocabularyError:
    hint = "leave it out, or call it by the column it means"
    if _ESCO_ONLY.intersection(map(str.casefold, names)):
        hint = "give ESCO as the zip it is published in, not one file out of it"
    return VocabularyError(
        f"{name}: the column {column!r} is not known", expected=_EXPECTED, hint=hint
    )
