"""The phrase peer with what SkillNER does first, where spaCy is installed; for its speed alone.

SkillNER hands every text to a whole spaCy pipeline (its documentation names `en_core_web_lg`). No
part of this project needs spaCy: install it and a model beside it to have the row.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from benchmarks.text.said import Said, Sayer

VARIABLE = "SECTORSCOPE_SPACY"
"""The environment variable that names another model than the small one."""
NAME = "the same after spaCy's pipeline ({})"


class Piped:
    """A peer that reads after a pipeline has."""

    def __init__(self, pipeline: Any, inner: Sayer) -> None:  # noqa: ANN401
        self._pipeline, self._inner = pipeline, inner

    def say(self, text: str) -> Said:
        """As without the pipeline."""
        return self._inner.say(text)

    def read(self, text: str, kind: str) -> None:
        """A document, through the pipeline once."""
        self._pipeline(text)
        self._inner.read(text, kind)


def piped(inner: Sayer) -> dict[str, Sayer]:
    """The peer by its name; empty where spaCy or its model is not installed."""
    model = os.environ.get(VARIABLE, "en_core_web_sm")
    try:
        return {NAME.format(model): Piped(import_module("spacy").load(model), inner)}
    except (ImportError, OSError):
        return {}
