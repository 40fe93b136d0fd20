"""The activity index as evidence: probabilities move, and no run made without it stands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import make_run, rederive
from sectorscope.pipeline.companies import review_material
from sectorscope.pipeline.reviewable import reviewable
from sectorscope.sector.review.drawing import labels
from sectorscope.sector.review.drawn import SEEDS
from sectorscope.sector.review.room import Review
from sectorscope.study import Study, open_study
from tests.evidence.referred import index, structure
from tests.evidence.samples import WHEN, table
from tests.support import sized

MEDICAL, OTHERS = ("26600", "32500", "46460"), ("47230", "10710", "56101", "62012", "14190")
ENTRIES = (
    ("26600", "Electromedical equipment for hospitals (manufacture)", "index"),
    ("32500", "Medical instruments for hospitals (manufacture)", "index"),
    ("46460", "Medical goods for hospitals (wholesale)", "index"),
    *((code, f"Goods of {code} for shops", "index") for code in OTHERS),
)
"""Words that codes share, as they share no digits."""


def listed() -> bytes:
    """Companies that say nothing of themselves: their codes are all that tells them apart."""
    codes = (
        MEDICAL[i // 5 % 3] if i % 5 == 0 else OTHERS[i % len(OTHERS)]
        for i in range(sized.COMPANIES)
    )
    rows = (
        (f"Firm {i:03d} Ltd", f"{10_000_000 + i}", "", sized.people(i), code, "", "E08000035")
        for i, code in enumerate(codes)
    )
    return table(sized.COLUMNS, rows)


@pytest.fixture
def reviewed(tmp_path: Path) -> Study:
    """Twenty-four companies are ruled on, so that the model has learnt, and not much."""
    study = sized.studied(tmp_path / "study", companies=0)
    add_file(study.path, listed(), name="firms.csv", source="companies", retrieved=WHEN)
    sized.review(study, most=24)
    return study


def likely(study: Study) -> np.ndarray:
    rows = make_run(study).run.tables().rows("membership")
    return np.array([r["p"] for r in rows if r["target"] == "sector"])


def shown(study: Study) -> np.ndarray:
    """Probabilities a reader's next companies are ordered by."""
    material = review_material(study, reviewable(study))
    review = Review(study.path / "decisions", material, today=sized.DAY)
    return material.classify(labels(material, review.rulings, review.draws.get(SEEDS))).p["sector"]


def test_an_index_moves_what_the_model_expects_in_the_size_and_in_the_review(reviewed: Study):
    before, seen = likely(reviewed), shown(reviewed)
    key = make_run(reviewed).run.inputs["table:membership"]
    add_file(reviewed.path, index(*ENTRIES), name="index.csv", source="sic", retrieved=WHEN)
    study = open_study(reviewed.path)
    made = make_run(study)
    assert made.changed
    assert "membership" in made.read
    assert made.run.inputs["table:membership"] != key
    assert not np.allclose(likely(study), before, atol=1e-3)
    assert not np.allclose(shown(study), seen, atol=1e-3)
    assert rederive(study).tables.keys() >= {"activity", "membership", "size"}


def test_the_structure_alone_moves_nothing(reviewed: Study):
    before = likely(reviewed)
    add_file(reviewed.path, structure(), name="structure.csv", source="sic", retrieved=WHEN)
    assert np.array_equal(likely(open_study(reviewed.path)), before)
