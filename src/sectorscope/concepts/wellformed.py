"""What every vocabulary must be: labels everywhere, no id twice, no concept above itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sectorscope.concepts.columns import AND, Columns, Concept
from sectorscope.errors import VocabularyError


def unique(concepts: Iterable[Concept], name: str) -> None:
    """Refuse a concept without id or label, and an id that stands twice.

    Raises:
        VocabularyError: naming the first of them.
    """
    seen: dict[str, str] = {}
    for concept in concepts:
        if not (concept.id and concept.label):
            raise VocabularyError(
                f"{name}: a concept without {'a label' if concept.id else 'an id'}"
                f" ({concept.id or concept.label or 'an empty row'})",
                expected="an id and a label for each",
            )
        if concept.id in seen:
            raise VocabularyError(
                f"{name}: the id {concept.id!r} stands twice ({seen[concept.id]}; {concept.label})",
                expected="one concept an id",
            )
        seen[concept.id] = concept.label


def acyclic(columns: Columns, name: str) -> None:
    """Refuse a concept that is above itself.

    Raises:
        VocabularyError: with the labels of one cycle, in order.
    """
    cells = zip(columns, columns.column("parents"), strict=True)
    parents = {key: cell.split(AND) if cell else [] for key, cell in cells}
    if cycle := _cycle(parents):
        labels = [columns[key].label for key in cycle]
        raise VocabularyError(
            f"{name}: a concept stands above itself: {' > '.join([*labels, labels[0]])}",
            expected="broader relations that end at a root",
            hint="take one of these parents out",
        )


def _cycle(parents: Mapping[str, Sequence[str]]) -> Collection[str]:
    """Ids of one cycle, or nothing: leaves are taken off until only cycles are left."""
    waiting = {key: len(above) for key, above in parents.items()}
    below: dict[str, list[str]] = {}
    for key, above in parents.items():
        for parent in above:
            below.setdefault(parent, []).append(key)
    free = [key for key, count in waiting.items() if not count]
    while free:
        key = free.pop()
        del waiting[key]
        for child in below.get(key, ()):
            waiting[child] -= 1
            if not waiting[child]:
                free.append(child)
    return _around(waiting, parents)


def _around(left: dict[str, int], parents: Mapping[str, Sequence[str]]) -> list[str]:
    """A cycle among what is left: every one of them has a parent that is left too."""
    walked: list[str] = []
    key = next(iter(left), "")
    while key and key not in walked:
        walked.append(key)
        key = next(parent for parent in parents[key] if parent in left)
    return walked[walked.index(key) :] if walked else []
