"""What companies are reviewed with: frame, definition and a model, from a study's tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sectorscope.annotate.encoder import Encoder
from sectorscope.concepts.industries import titles
from sectorscope.decisions import DecisionLog
from sectorscope.errors import StudyError
from sectorscope.pipeline.knowing import known_by
from sectorscope.pipeline.margins import margins_of
from sectorscope.pipeline.nearby import near
from sectorscope.sector.definition import Definition
from sectorscope.sector.filed import with_filed
from sectorscope.sector.frame import Frame, frame
from sectorscope.sector.membership import Features, Memberships, features, memberships
from sectorscope.sector.membership.industries import activities_of
from sectorscope.sector.placing import districts_of
from sectorscope.sector.review.material import Labels, Material, Probabilities
from sectorscope.store import Tables
from sectorscope.study import Study

Floats = NDArray[np.float64]
Say = Callable[[str], None]


def near_of(study: Study, tables: Tables) -> Tables:
    """A study's tables without companies of a register that are registered elsewhere."""
    ruled = {d.body["company"] for d in DecisionLog(study.path / "decisions").read("membership")}
    return near(study.config, tables, ruled)


def companies_of(study: Study, tables: Tables) -> Frame:
    """The frame of a study, though none of its companies may count."""
    tables = near_of(study, tables)
    region = {place.code: place.name for place in study.config.region.places}
    held = districts_of(tables.rows("placed_postcode"))
    day = study.config.study.as_of.isoformat()
    given = with_filed(tables.rows("company"), tables.rows("headcount"), day)
    return frame(given, Definition(study.config.sector), region, held)


def frame_of(study: Study, tables: Tables) -> Frame:
    """The companies a study's sector is sized from.

    Raises:
        StudyError: it holds no company that counts.
    """
    held = companies_of(study, tables)
    if not held.eligible.any():
        whole = tables.arrow("company").num_rows
        found = f"none of {whole:,} companies counts" if whole else "there are no companies"
        away = tables.arrow("company").num_rows - near_of(study, tables).arrow("company").num_rows
        elsewhere = {"registered elsewhere": away} if away else {}
        left = [*elsewhere.items(), *held.left_out().items()]
        why = ", ".join(f"{n:,} {reason}" for reason, n in left)
        raise StudyError(
            found + (f" ({why})" if why else ""),
            expected="a list of companies or the register",
            hint="sectorscope add FILE --as companies",
        )
    return held


def review_material(
    study: Study, tables: Tables, say: Say | None = None, held: Frame | None = None
) -> Material:
    """What a study's companies are reviewed with.

    Args:
        study: an opened study.
        tables: its tables, up to date.
        say: told what is being done.
        held: the study's frame, if it is at hand.

    Raises:
        StudyError: it holds no company that counts.
    """
    definition = Definition(study.config.sector)
    held = held or frame_of(study, tables)
    return Material(
        frame=held,
        definition=definition,
        w=_weights(study, tables, held),
        classify=_Classifying(
            held, definition, say or (lambda _: None), activities_of(tables.rows("activity"))
        ),
        industries=titles(),
    )


def _weights(study: Study, tables: Tables, held: Frame) -> Floats:
    """Weights to official employment where it is held, of those that count; 1 elsewhere."""
    rows = np.flatnonzero(held.eligible)
    places = frozenset(place.code for place in study.config.region.places)
    codes = [held.sics[i][0] if held.sics[i] else "" for i in rows]
    w = np.ones(len(held))
    known = known_by(tables, study.config.study.as_of).tables
    w[rows] = margins_of(
        known, places, held.sizes.size[rows], [held.area_codes[i] for i in rows], codes
    ).w
    return w


@dataclass
class _Classifying:
    """Learns when it is asked to: a sitting in the middle of a step needs no model."""

    frame: Frame
    definition: Definition
    say: Say
    activities: Mapping[str, str]
    known: Features | None = None

    def __call__(self, labels: Labels) -> Probabilities:
        if self.known is None:
            self.say("reading what companies say of themselves")
            self.known = features(
                self.frame, self.definition, _encoder(self.frame), self.activities or None
            )
        made = memberships(self.known, labels)
        return Probabilities(
            made.p,
            lambda row, target: [str(r) for r in made.reasons(row, target)],
            _left_out(made, self.definition, len(self.frame)),
        )


def _encoder(held: Frame) -> Encoder | None:
    """The encoder, where most companies say something of themselves for it to read."""
    told = sum(bool(text) for text in held.texts)
    return Encoder() if 2 * told >= len(held) else None


def _left_out(made: Memberships, definition: Definition, n: int) -> dict[str, Floats]:
    """What the model says of a labelled company without its label; of the sector alone.

    Those of segments are learnt among members, and say nothing of the others.
    """
    whole = definition.targets[0]
    learnt = made.learnt[whole]
    if learnt.fitted is None:
        return {}
    found = np.full(n, np.nan)
    found[learnt.given.rows] = learnt.fitted.left_out
    return {whole: found}
