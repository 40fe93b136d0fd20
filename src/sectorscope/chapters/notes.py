"""The analyst's notes: signed and dated, visibly apart, citing statements; never evidence."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sectorscope.chapters.desk import Desk, gap
from sectorscope.profile import Block, Note

Row = Mapping[str, Any]


def notes(desk: Desk, chapter: str, said: Collection[str]) -> Iterator[Block]:
    """A chapter's notes, in the order of their ids.

    Args:
        desk: what the chapter is written at.
        chapter: its identity.
        said: ids of the statements the profile makes; a note that cites another is left out.

    Yields:
        The notes, and a gap for each one left out.
    """
    for row in desk.rows("decision"):
        if row["kind"] != "note":
            continue
        body = json.loads(row["body"])
        if body["chapter"] != chapter:
            continue
        cites = tuple(c for c in body["cites"].split(";") if c)
        if not cites or not set(cites) <= set(said):
            yield gap(
                f"note-left-out-{row['id']}",
                "A note of the analyst's is left out: a sentence it cites is no longer said.",
                "Citing another, or withdrawing the note.",
            )
            continue
        yield Note(text=body["text"], signed=row["who"], dated=row["when"], cites=cites)
