"""A project with words taken out of what everybody in it said, for an erasure.

It is written anew from what was read, so that nothing unread (notes, pictures) stays in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sectorscope.errors import RuleBroken
from sectorscope.evidence.sources.qda.project import read_project
from sectorscope.evidence.sources.qda.write import write


def masked(data: bytes, mask: Callable[[str], str], *, made: date) -> bytes:
    """The project with every text, name and description as `mask` gives it.

    Args:
        data: Bytes of a project.
        mask: Gives a text of the same length, so that selections still stand on their words.
        made: The date the new bytes are said to be made on.

    Returns:
        New bytes; the same bytes where the mask changes nothing that was read.

    Raises:
        RuleBroken: the mask changes a text's length.
        GateRefused: the bytes are no project.
    """
    project = read_project(data)
    texts = [mask(s.text) for s in project.sources]
    if [len(t) for t in texts] != [len(s.text) for s in project.sources]:
        raise RuleBroken("a mask changed the length of a text")
    sources = (
        replace(s, text=text, name=mask(s.name))
        for s, text in zip(project.sources, texts, strict=True)
    )
    codes = (replace(c, name=mask(c.name), description=mask(c.description)) for c in project.codes)
    users = (replace(u, name=mask(u.name)) for u in project.users)
    changed = replace(project, sources=tuple(sources), codes=tuple(codes), users=tuple(users))
    return data if changed == project else write(changed, made=made, name="Project")
