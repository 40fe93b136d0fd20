"""What characters of a text mean: each annotation has its span, its reason and its context.

An annotation is a reading aid and counts for nothing: people confirm. An annotator is anything
with `annotate(text)` that gives annotations in order of place.
"""

from __future__ import annotations

from sectorscope.annotate.annotation import Annotation, Context
from sectorscope.annotate.lexical import Lexicon, Phrase

__all__ = ["Annotation", "Context", "Lexicon", "Phrase"]
