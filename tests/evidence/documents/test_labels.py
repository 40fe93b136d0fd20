"""Who speaks: labels that recur or name a role, and nothing else that has a colon."""

import pytest

from sectorscope.evidence.documents import extract, role_of


def said(text: str) -> list[tuple[str | None, str | None, str]]:
    made = extract(text.encode())
    return [(t.speaker, t.began, made.text[t.start : t.end]) for t in made.turns]


def test_a_label_counts_if_it_recurs_or_names_a_role():
    assert said("INT: a\nAnn: b\nBo: c\nAnn: d") == [
        ("INT", None, "a"),
        ("Ann", None, "b\nBo: c"),
        ("Ann", None, "d"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Note: this\nand that",
        "Note: this\nNote: that",
        "https://example.org\nhttps://example.org",
        "Ann: once",
        "One thing that I would say is: no\nOne thing that I would say is: no",
        "a: first\nb: second\nc: third",
        "It began at 10:30 and 10:30",
        "12:30\n12:45",
    ],
)
def test_what_is_no_label_is_nobody(text: str):
    assert said(text) == []


@pytest.mark.parametrize(
    ("line", "speaker", "began"),
    [
        ("Ann O'Neil-Ødegård: hm", "Ann O'Neil-Ødegård", None),
        ("**Ann:** hm", "Ann", None),
        ("**Ann**: hm", "Ann", None),
        ("[Ann]: hm", "Ann", None),
        ("- Ann: hm", "Ann", None),
        (">> ANN: hm", "ANN", None),
        ("[00:01:02] Ann: hm", "Ann", "00:01:02"),
        ("Ann (1:02): hm", "Ann", "1:02"),
        ("Ann   0:03\nhm", "Ann", "0:03"),
        ("Speaker 1: hm", "Speaker 1", None),
        ("Dr. A. Example (Ltd): hm", "Dr. A. Example (Ltd)", None),
    ],
)
def test_the_forms_of_a_label(line: str, speaker: str, began: str | None):
    assert said(f"{line}\n{line}") == [(speaker, began, "hm")] * 2


def test_a_turn_without_words_is_none():
    assert said("INT:\nA: yes") == [("A", None, "yes")]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        *((k, "interviewer") for k in ("INT", "Interviewer", "Q", "I", "Interviewer 2", "INT1")),
        *((k, "respondent") for k in ("A", "R", "Respondent", "R2", "Participant 11")),
        *((k, "unknown") for k in ("Ann", "Speaker 1", "Quentin", None)),
    ],
)
def test_roles_by_common_labels(label: str | None, role: str):
    assert role_of(label) == role


def test_roles_by_the_mapping_come_first():
    assert role_of("ANN ", ["Ann"]) == "interviewer"
    assert role_of("Q", ["Ann"]) == "respondent"
