"""Vocabularies and classifications, versioned: areas, skills, occupations."""

from sectorscope.concepts.columns import Concept
from sectorscope.concepts.loading import load
from sectorscope.concepts.vocabulary import Vocabulary, join

__all__ = ["Concept", "Vocabulary", "join", "load"]
