"""Reasons: the features that moved the log-odds most, in an analyst's words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sectorscope.sector.learning import Block
from sectorscope.sector.membership import memberships
from tests.sector.membership import made

KNOWN, KINDS = made.known()
TRUTH = made.answers(KINDS)
SAID = memberships(KNOWN, made.labels(range(60), TRUTH))
LATER = list(range(60, 100))


def told(kind: str, target: str = "sector") -> list[str]:
    row = next(i for i in LATER if KINDS[i] == kind)
    return [str(reason) for reason in SAID.reasons(row, target)]


def test_a_member_is_told_by_words_code_and_definition():
    reasons = told("maker")
    assert "SIC 32.50 (core)" in reasons
    assert "words: implants, hip, surgery" in reasons
    assert "keyword 'hip*'" in reasons
    assert any(
        r.startswith("by the definition: a keyword, an industry it lists as core") for r in reasons
    )


def test_what_speaks_against_is_said_to():
    assert all(r.startswith("against: ") for r in told("bakery")[:2])


def test_words_are_told_as_they_are_written_not_as_stems():
    assert any("cakes" in r or "bread" in r or "cafes" in r or "bakes" in r for r in told("bakery"))


def test_a_segment_s_reasons_begin_with_the_sector():
    reasons = told("maker", "implants")
    row = next(i for i in LATER if KINDS[i] == "maker")
    assert reasons[0] == f"in the sector: {SAID.p['sector'][row]:.2f}"


def test_the_most_moving_reason_comes_first_and_there_are_five_at_most():
    for row in LATER:
        moved = [abs(r.moved) for r in SAID.reasons(row)]
        assert moved == sorted(moved, reverse=True)
        assert len(moved) <= 5


def test_keywords_are_named_where_nothing_is_learnt():
    said = memberships(KNOWN, made.labels([], TRUTH))
    reasons = [str(r) for r in said.reasons(KINDS.index("maker"))]
    assert reasons[0] == "keyword 'hip*'"
    assert "SIC 32.50 (core)" in reasons
    assert reasons[-1].endswith("stated, not learnt")


def test_vectors_name_the_reviewed_company_a_text_reads_like():
    axes = {kind: i for i, kind in enumerate(made.KINDS)}
    vectors = np.eye(4, dtype=np.float32)[[axes[k] for k in KINDS]]
    only = replace(KNOWN, blocks=(Block("vectors", vectors, 1.0),))
    said = memberships(only, made.labels(range(60), TRUTH))
    row = next(i for i in LATER if KINDS[i] == "maker")
    named = [str(r) for r in said.reasons(row) if "reads like" in str(r)]
    assert named
    for reason in named:
        name = reason.removeprefix("reads like: ").split(" (")[0]
        assert KINDS[KNOWN.labels.index(name)] == "maker"
        assert reason.endswith("(reviewed, in)")


def test_reasons_add_up_to_what_words_moved():
    learnt = SAID.learnt["sector"]
    assert learnt.fitted is not None
    row = LATER[0]
    at = next(i for i, b in enumerate(KNOWN.blocks) if b.name == "words")
    whole = KNOWN.blocks[at].matrix[row] @ learnt.fitted.coefficients[at]
    reasons = [r.moved for r in SAID.reasons(row) if "words:" in str(r)]
    assert sum(reasons) == pytest.approx(learnt.fitted.slope * float(whole[0]), abs=0.06)
