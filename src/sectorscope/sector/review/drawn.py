"""A draw: who is to be reviewed and with which chance, as a file that is never changed.

The file holds every company that could have been drawn, so that the estimate needs nothing else:
probability, headcount, weight and chance as they stood before anybody looked. Its name is its
hash; the decision `draw` carries that hash, the seed, and what the draw was made from.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from sectorscope.decisions import Decision

Floats = NDArray[np.float64]

SEEDS, A, B = STAGES = ("seeds", "a", "b")
KNOWN, REST = "known", "rest"
COLUMNS = ("company", "p", "s", "w", "pi", "stage", "order", "square")
OTHER = "p."
_NAMES = {SEEDS: "the seeds", A: "stage A", B: "stage B, the audit"}


@dataclass(frozen=True)
class Drawn:
    """A draw of n among N companies.

    companies: (N,) ids, in the frame's order. p: (N,) probabilities of the target, nan where there
    is no model yet; of a known company, as predicted without its own ruling. s: (N,) headcounts,
    positive. w: (N,) weights. pi: (N,) chances, nan where a company could not be drawn. order: (N,)
    place in the order of review from 1, 0 if not drawn. known: (N,) reviewed before. square: (N,)
    expected squares of the headcounts. others: (N,) probabilities of the other targets. csv: the
    file's hash. The rest is as the decision has it.
    """

    target: str
    stage: str
    companies: tuple[str, ...]
    p: Floats
    s: Floats
    w: Floats
    pi: Floats
    order: NDArray[np.int64]
    known: NDArray[np.bool_]
    square: Floats
    others: Mapping[str, Floats] = field(default_factory=dict[str, Floats])
    csv: str = ""
    seed: int = 0
    seeds: int = 0
    reviews: int = 0
    definition: str = ""
    frame: str = ""
    who: str = ""
    when: str = ""

    @property
    def name(self) -> str:
        """The stage as a sentence names it."""
        return _NAMES[self.stage]

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """(n,) rows of the drawn, in the order they are to be reviewed."""
        drawn = np.flatnonzero(self.order)
        return drawn[np.argsort(self.order[drawn], kind="stable")]

    @cached_property
    def queue(self) -> tuple[str, ...]:
        """The drawn companies, in the order they are to be reviewed."""
        return tuple(self.companies[i] for i in self.rows)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each company."""
        return {company: i for i, company in enumerate(self.companies)}

    @cached_property
    def data(self) -> bytes:
        """The file's bytes; the same draw gives the same bytes."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*COLUMNS, *(OTHER + name for name in self.others)])
        writer.writerows(self._lines())
        return out.getvalue().encode("utf-8")

    @cached_property
    def model(self) -> str:
        """A hash of the probabilities; empty where there is no model yet."""
        if np.isnan(self.p).all():
            return ""
        digest = sha256(self.p.astype("<f8").tobytes())
        for name, p in self.others.items():
            digest.update(name.encode() + p.astype("<f8").tobytes())
        return digest.hexdigest()[:16]

    def decision(self, *, who: str, when: str, why: str) -> Decision:
        """The draw as a decision; its file must be on the disk first."""
        body = {
            "target": self.target,
            "stage": self.stage,
            "csv": sha256(self.data).hexdigest(),
            "seed": str(self.seed),
            "size": str(len(self.rows)),
            "of": str(len(self.companies)),
            "seeds": str(self.seeds),
            "reviews": str(self.reviews),
            "definition": self.definition,
            "frame": self.frame,
            "model": self.model,
            "ruling": "drawn",
        }
        return Decision("draw", body, who=who, when=when, why=why)

    def _lines(self) -> Iterable[list[str]]:
        columns = [_texts(a) for a in (self.p, self.s, self.w, self.pi)]
        squares = _texts(self.square)
        others = [_texts(a) for a in self.others.values()]
        for i, company in enumerate(self.companies):
            drawn = int(self.order[i])
            role = self.stage if drawn else KNOWN if self.known[i] else REST
            cells = [company, *(c[i] for c in columns), role, str(drawn or ""), squares[i]]
            yield [*cells, *(c[i] for c in others)]


def _texts(values: Floats) -> list[str]:
    """Numbers that come back as they were; nothing for one that is none."""
    return ["" if v != v else repr(v) for v in values.tolist()]  # noqa: PLR0124 - nan alone
