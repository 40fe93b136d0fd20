"""The checklist before a release: what is in order, what must be known, what blocks."""

from __future__ import annotations

from typing import Any

import pytest

from sectorscope.disclosure import Facts, Leak, Refusal, View, Withheld, blocked, checklist
from sectorscope.profile import EvidenceBook, SnapshotCard
from tests.support.making import gap, paragraph, profile, statement

SIGNED = "A. Analyst"


def items(**facts: Any) -> dict[str, tuple[str, str]]:  # noqa: ANN401
    fields: dict[str, Any] = {"signed": SIGNED} | facts
    made = checklist(profile(paragraph(statement()), gap()), Facts(**fields))
    return {i.what: (i.state, i.detail) for i in made}


def refused(**facts: Any) -> bool:  # noqa: ANN401
    return blocked(checklist(profile(paragraph(statement())), Facts(**facts)))


def test_what_is_in_order_and_signed_may_be_released():
    assert not refused(signed=SIGNED)


@pytest.mark.parametrize(
    "facts",
    [
        {"signed": " "},
        {"lint": ("a numeral that no cited statement supports",)},
        {"unsettled": 1},
        {"refusals": (Refusal("q", "said", "", 1),)},
        {"leaks": (Leak("q", "said", "", "sum"),)},
        {"lost": 1},
        {"unconsented": 1},
        {"identifying": 1},
    ],
)
def test_what_blocks_cannot_be_signed_away(facts: dict[str, Any]):
    assert refused(**({"signed": SIGNED} | facts))


def test_gaps_are_counted():
    assert items()["Gaps"][0] == "note"
    assert items()["Gaps"][1].startswith("1 ")


def test_what_is_withheld_is_told_by_its_number_alone():
    held = (Withheld("question", "secret_q"), Withheld("codes", "needs", "a label", 3))
    state, detail = items(view=View(lambda _: [], "public", True, held))["Withheld"]
    assert (state, detail.split()[0]) == ("note", "4")
    assert "secret" not in detail
    assert "label" not in detail
    assert items(view=View(lambda _: [], "internal", False))["Withheld"][0] == "ok"


def test_overrides_say_by_whom():
    assert items(overrides=[("gone", "B. Boss", "2026-01-02")])["Overrides"] == (
        "note",
        "gate gone, by B. Boss on 2026-01-02",
    )


def test_stale_files_are_counted_from_the_study_s_own_date():
    card = SnapshotCard(sha256="5" * 64, source="nomis", name="n", bytes=1, retrieved="2010-03-30")
    made = profile(paragraph(statement()))
    old = made.but(evidence=EvidenceBook(items=made.evidence.items, snapshots=(card,)))
    (vintages,) = (i for i in checklist(old, Facts(signed=SIGNED)) if i.what == "Vintages")
    assert (vintages.state, vintages.detail[0]) == ("note", "1")
    (fresh,) = (
        i for i in checklist(old, Facts(signed=SIGNED, old_after_days=1100)) if i.what == "Vintages"
    )
    assert fresh.state == "ok"


def test_who_signed_stands_last():
    made = checklist(profile(paragraph(statement())), Facts(signed=SIGNED))
    assert made[-1].detail == "signed by A. Analyst"
