"""How long a cell of a CSV may be while some file is read: the limit is the whole process's."""

from __future__ import annotations

import csv
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def longest(characters: int) -> Generator[None, None, None]:
    """Let cells have so many characters, and what was let before again when it is over."""
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)
