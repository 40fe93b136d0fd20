"""Vocabularies and classifications, versioned: areas, skills, occupations."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sectorscope.concepts.columns import Concept
    from sectorscope.concepts.loading import load
    from sectorscope.concepts.vocabulary import Vocabulary, join

__all__ = ["Concept", "Vocabulary", "join", "load"]

_HOMES = {"Concept": "columns", "Vocabulary": "vocabulary", "join": "vocabulary", "load": "loading"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name is of
    """Loaded when first asked for: the cache's folder and names of areas need no vocabulary."""
    if name in _HOMES:
        return getattr(import_module(f"sectorscope.concepts.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
