"""What a text says of a thing it names: required, negated, hard to find, trained in."""

from __future__ import annotations

from sectorscope.annotate.context.contexts import Contexts

__all__ = ["Contexts"]
