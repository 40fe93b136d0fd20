"""SPSS files: labels, missing values kept apart, cells found again. The files are made here."""

import contextlib
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources.survey.formats import open_sheet, stands
from sectorscope.evidence.sources.survey.people import without
from sectorscope.evidence.sources.survey.propose import propose
from sectorscope.evidence.sources.survey.read import read
from sectorscope.testing import check_source

SYSTEM_MISSING = -1.7976931348623157e308

Variable = tuple[str, str, dict[float, str], list[float]]
"""Short name, label, value labels, values declared missing; a text variable has no labels."""


def sav(variables: list[Variable], rows: list[list[float | str | None]]) -> bytes:
    """An uncompressed system file (PSPP, "System File Format"); texts are 8 bytes wide."""
    kinds = [any(isinstance(r[i], str) for r in rows) for i in range(len(variables))]
    head = (
        b"$FL2" + b"made up".ljust(60) + struct.pack("<iiiii", 2, len(variables), 0, 0, len(rows))
    )
    head += struct.pack("<d", 100.0) + b"01 Jan 26" + b"10:00:00" + b"".ljust(64) + b"\0\0\0"
    body = b""
    for (name, label, _, missing), text in zip(variables, kinds, strict=True):
        print_format = (1 << 16 | 8 << 8) if text else (5 << 16 | 8 << 8)
        body += struct.pack(
            "<iiiiii", 2, 8 if text else 0, 1, len(missing), print_format, print_format
        )
        body += name.encode().ljust(8)
        coded = label.encode()
        body += struct.pack("<i", len(coded)) + coded.ljust(-(-len(coded) // 4) * 4)
        body += b"".join(struct.pack("<d", m) for m in missing)
    for place, (_, _, labels, _) in enumerate(variables, 1):
        if labels:
            body += struct.pack("<ii", 3, len(labels))
            for value, label in labels.items():
                coded = label.encode()
                width = -(-(len(coded) + 1) // 8) * 8 - 1
                body += struct.pack("<dB", value, len(coded)) + coded.ljust(width)
            body += struct.pack("<iii", 4, 1, place)
    body += struct.pack("<iiii", 7, 20, 1, 5) + b"UTF-8" + struct.pack("<ii", 999, 0)
    for row in rows:
        for value in row:
            cell = SYSTEM_MISSING if value is None else value
            body += cell.encode().ljust(8) if isinstance(cell, str) else struct.pack("<d", cell)
    return head + body


ANSWERS = {1.0: "Yes", 2.0: "No", 8.0: "Don't know", 9.0: "Refused"}
FILE = sav(
    [
        ("firm", "Company name", {}, []),
        ("q1", "Is it hard to recruit?", ANSWERS, [8.0, 9.0]),
        ("q2", "How many people?", {98.0: "Not sure"}, [98.0, 99.0]),
    ],
    [
        ["Zyx", 1.0, 12.0],
        ["Qux", 2.0, 98.0],
        ["Vex", 8.0, 99.0],
        ["Wux", 9.0, None],
        ["Yux", None, 3.5],
    ],
)
MAPPING = """
question = [
  { id = "hard", column = "q1" },
  { id = "staff", column = "How many people?", states = { "missing 99" = "refused" } },
]
business = { id = "firm" }
"""


def states(data: bytes, mapping: str = MAPPING) -> dict[tuple[str, str], str]:
    entry = describe(data, name="a", source="survey", retrieved="2026-01-01")
    found: list[dict[str, Any]] = dict(read(entry, data, mapping.encode()))["response"]
    return {(r["business"], r["question"]): r["state"] for r in found}


WANTED = {
    ("Zyx", "hard"): "yes",
    ("Qux", "hard"): "no",
    ("Vex", "hard"): "dont_know",
    ("Wux", "hard"): "refused",
    ("Yux", "hard"): "blank",
    ("Zyx", "staff"): "yes",
    ("Qux", "staff"): "dont_know",
    ("Vex", "staff"): "refused",
    ("Wux", "staff"): "blank",
    ("Yux", "staff"): "yes",
}


def test_labels_are_answers_and_missing_values_stay_apart():
    assert states(FILE) == WANTED


def test_every_cell_is_found_again():
    check_source("survey", FILE, MAPPING.encode())
    assert stands(FILE, "row=2;field=q1") == "No"
    with pytest.raises(GateRefused, match="no row 6"):
        stands(FILE, "row=6;field=q1")
    with pytest.raises(GateRefused, match="no variable"):
        stands(FILE, "row=1;field=q9")


def test_a_value_declared_missing_without_a_word_is_never_a_number():
    plain = MAPPING.replace(', states = { "missing 99" = "refused" }', "")
    with pytest.raises(GateRefused, match="1 answers \\(1 distinct\\) to 'staff'"):
        states(FILE, plain)
    surfaced = states(FILE, 'unknown = "surface"\n' + plain)
    assert surfaced == WANTED | {("Vex", "staff"): "blank"}


def test_a_file_without_a_business_reads_as_it_did_before():
    entry = describe(FILE, name="a.sav", source="survey", retrieved="2026-01-01")
    left = without(entry, FILE, MAPPING.encode(), ["Qux"])
    assert left is not None
    assert b"Qux" not in left
    assert states(left) == {k: v for k, v in WANTED.items() if k[0] != "Qux"}


def test_a_proposal_reads_it():
    found = states(FILE, propose(FILE))
    assert len({business for business, _ in found}) == 5
    assert len(set(found)) == 10


@given(st.lists(st.sampled_from([1.0, 2.0, 8.0, 9.0, None, 7.0]), min_size=1, max_size=20))
def test_any_mix_of_values_reads_as_labels(values: list[float | None]):
    data = sav([("q1", "Is it?", ANSWERS, [8.0, 9.0])], [[v] for v in values])
    cells = [line.cells[0] for line in open_sheet(data).rows]
    assert cells == ["" if v is None else ANSWERS.get(v, "7") for v in values]


def test_a_damaged_file_is_refused_or_read_and_never_a_traceback():
    for at in range(4, len(FILE), 29):
        for damaged in (FILE[:at], FILE[:at] + bytes([FILE[at] ^ 0x55]) + FILE[at + 1 :]):
            with contextlib.suppress(GateRefused):
                open_sheet(damaged)
