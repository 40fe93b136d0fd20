"""From evidence and decisions to tables, and from tables to a profile.

`build` is pure: the same evidence, decisions and configuration make the same profile, whatever
was built before. `make_run` does the same work and keeps it, skipping what has not changed.
"""

from __future__ import annotations

from sectorscope.pipeline.assemble import assemble
from sectorscope.pipeline.compare import Change, Rederived, diff, rederive
from sectorscope.pipeline.inputs import inputs
from sectorscope.pipeline.outputs import render_profile
from sectorscope.pipeline.steps import Made, make_run, tables_of
from sectorscope.profile import Audience, Profile
from sectorscope.study import Study

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


def build(study: Study, *, audience: Audience = "public") -> Profile:
    """The profile of a study for one audience.

    Nothing is written: tables are those of the current run if nothing has changed since, and are
    made in memory otherwise.

    Raises:
        EvidenceChanged: a byte of evidence is not what was added.
        EvidenceRefused, DecisionError, SchemaError: evidence or decisions cannot be read.
    """
    return assemble(study.config, tables_of(study), audience)
