"""From evidence and decisions to tables, and from tables to a profile.

`build` is pure: the same evidence, decisions and configuration make the same profile, whatever
was built before. `make_run` does the same work and keeps it, skipping what has not changed.
Chapters and types are loaded only when a profile is made: finding nothing changed costs little.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sectorscope.pipeline.assemble import assemble, build
    from sectorscope.pipeline.compare import Change, Rederived, diff, rederive
    from sectorscope.pipeline.inputs import inputs
    from sectorscope.pipeline.making import Made, make_run
    from sectorscope.pipeline.outputs import render_profile

__all__ = [
    "Change",
    "Made",
    "Rederived",
    "assemble",
    "build",
    "diff",
    "inputs",
    "make_run",
    "rederive",
    "render_profile",
]

_HOMES = {
    "Change": "compare",
    "Made": "making",
    "Rederived": "compare",
    "assemble": "assemble",
    "build": "assemble",
    "diff": "compare",
    "inputs": "inputs",
    "make_run": "making",
    "rederive": "compare",
    "render_profile": "outputs",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name is of
    """Load a name from its file when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sectorscope.pipeline' has no attribute {name!r}")
    return getattr(import_module(f"sectorscope.pipeline.{_HOMES[name]}"), name)
