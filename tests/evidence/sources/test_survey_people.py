"""What each business agreed to, who is handed to the vault, and the file without some of them."""

from typing import Any

import pytest

from sectorscope.evidence.sources.survey.people import people, without
from sectorscope.evidence.sources.survey.read import read
from tests.evidence.samples import table
from tests.evidence.sources.test_survey_businesses import (
    HEADER,
    TOML,
    entry,
    row,
    states,
    surfaced,
    tables,
)
from tests.evidence.sources.test_survey_formats import FILES, MAPPING

CONSENT = (
    TOML
    + """
[consent]
count = { column = "Agree", yes = ["Yes"] }
quote = true
date = 2026-03-01
"""
)


def test_who_did_not_agree_to_be_counted_is_in_no_table():
    rows = [row("1", "Zyx"), row("2", "Qux", Agree="No"), row("3", "Vex", Agree="")]
    found = tables(rows, CONSENT)
    for name in ("consultee", "consultee_group", "response", "tick"):
        assert {r["business"] for r in found[name]} <= {"1"}
        assert not any("Qux" in str(r.get("raw")) for r in found[name])
    assert found["consultation"][0]["not_consented"] == 2
    assert "2 businesses did not agree to be counted" in " ".join(surfaced(rows, CONSENT).warnings)


def test_agreement_withdrawn_later_counts():
    rows = [row("1", "Zyx"), row("1", "Zyx", When="2026-01-02", Agree="No")]
    assert states(rows, CONSENT) == {}


def test_a_mapping_without_a_word_on_consent_is_warned_of():
    assert "says nothing of consent" in " ".join(surfaced([row("1", "Zyx")]).warnings)
    assert "says nothing of consent" not in " ".join(surfaced([row("1", "Zyx")], CONSENT).warnings)


def test_people_are_for_the_vault_with_what_they_agreed_to():
    data = table(HEADER, [row("2", "Qux", Agree="No"), row("1", "Zyx Ltd", Mail="z@zyx.invalid")])
    found = people(entry(data), data, CONSENT.encode())
    assert [(p.identity, p.names, p.contacts) for p in found] == [
        ("1", ("1", "Zyx Ltd"), ("z@zyx.invalid",)),
        ("2", ("2", "Qux"), ("3@zyx.invalid",)),
    ]
    assert found[1].consents == (
        ("count", False, "2026-03-01"),
        ("list", False, "2026-03-01"),
    )


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("identity", ["2", "qux limited", "q@zyx.invalid"])
def test_a_csv_file_without_a_business_keeps_every_other_byte(end: bytes, identity: str):
    rows = [
        row("1", "Zyx"),
        row("2", "Qux", Mail="q@zyx.invalid", **{"Why?": "one\ntwo"}),
        row("2", ""),
        row("3", "Vexx"),
    ]
    lines = table(HEADER, rows).replace(b'"one\ntwo"', b'"one two"').split(b"\n")
    data = b"\xef\xbb\xbf" + end.join(lines)
    left = without(entry(data), data, TOML.encode(), [identity])
    assert left == b"\xef\xbb\xbf" + end.join([lines[0], lines[1], *lines[4:]])


def test_a_workbook_without_a_business_reads_as_it_did_before():
    mapping = MAPPING.encode()
    for data in (FILES[n][1] for n in FILES if n.endswith("XLSX")):
        left = without(entry(data), data, mapping, ["Zyx Two"])
        assert left is not None
        assert b"Zyx Two" not in left
        assert _meanings(left) == [m for m in _meanings(data) if m[0] != "Zyx Two"]


def _meanings(data: bytes) -> list[tuple[Any, ...]]:
    found = dict(read(entry(data), data, MAPPING.encode()))
    rows = [*found["response"], *found["tick"]]
    keys = ("business", "question", "code", "state", "raw")
    return [tuple(r.get(k) for k in keys) for r in rows]


def test_agreeing_to_be_quoted_is_leave_to_ask_and_refusing_is_a_refusal():
    mapping = TOML + '[consent]\nquote = { column = "Agree", yes = "Yes" }\n'
    rows = [row("1", "Zyx"), row("2", "Qux", Agree="No")]
    data = table(HEADER, rows)
    given = {p.identity: p.consents for p in people(entry(data), data, mapping.encode())}
    assert [use for use, _, _ in given["1"]] == ["count", "list"]
    assert ("quote", False, "") in given["2"]
    assert "1 businesses may be asked to agree" in " ".join(surfaced(rows, mapping).warnings)


def test_a_file_of_which_no_row_is_left_goes():
    data = table(HEADER, [row("1", "Zyx"), row("1", "Zyx")])
    assert without(entry(data), data, TOML.encode(), ["1"]) is None
    assert without(entry(data), data, TOML.encode(), []) == data


def test_dates_of_consent_are_iso_whatever_the_export_writes():
    mapping = TOML + '[consent]\ncount = true\ndate_column = "When"\n'
    for written, dated in (
        ("01/03/2026 9:05", "2026-03-01"),
        ("46082.4", "2026-03-01"),
        ("soon", ""),
    ):
        data = table(HEADER, [row("1", "Zyx", When=written)])
        (person,) = people(entry(data), data, mapping.encode())
        assert {date for _, _, date in person.consents} == {dated}
