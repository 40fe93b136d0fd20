"""Adverts as services and sites give them: told by what they hold, and nothing guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.add import Added, add_file
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GATES, GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.schema import TABLES, from_rows
from tests.evidence.adverts import GOOD, POSTING, page, posting, said
from tests.support.replay.vacancies import KINDS, adzuna, answer, apprenticeship, reed

WHEN = "2026-11-26"
YEARLY = b'salary_period = "year"\n'


def rows(data: bytes, mapping: bytes | None = None, source: str = "vacancies") -> list[Any]:
    entry = describe(data, name="a.json", source=source, retrieved=WHEN)
    ((_, found),) = load(source).read(entry, data, mapping)
    return list(found)


def remarks(data: bytes, source: str = "vacancies") -> Remarks:
    entry = describe(data, name="a.json", source=source, retrieved=WHEN)
    return load(source).remarks(entry, data, None)


def one(data: bytes, mapping: bytes | None = None) -> dict[str, Any]:
    (row,) = rows(data, mapping)
    return row


def pay(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["salary_low"], row["salary_high"], row["salary_period"]


# --- Find an Apprenticeship ----------------------------------------------------------------


def test_an_apprenticeship_is_an_advert():
    row = one(answer("faa", apprenticeship(7)))
    assert row["id"] == "2000000007"
    assert row["area"] == "1 Made-up Way, Leeds, LS1 4BN; 2 Made-up Way, York, YO1 7HH"
    assert (row["posted"], row["closes"]) == ("2026-10-02", "2026-11-14")
    assert (row["level"], row["occupation"]) == ("level 3", None)
    assert pay(row) == (21000.5, 21000.5, "year")
    assert row["terms"].startswith("Open Government Licence")


def test_what_an_apprenticeship_asks_for_is_its_text_and_no_more():
    text = one(answer("faa", apprenticeship(1)))["text"]
    for asked in (
        "calibrate instruments",
        "Team working",
        "Essential, GCSE, Maths, 4",
        "DBS check",
    ):
        assert asked in text
    for other in ("We love our people", "at college", "0113 496"):
        assert other not in text


SHOWN = {"faa": "fullDescription", "adzuna": "description", "reed": "jobDescription"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_advert_of_a_service_leads_to_its_words_and_to_nobody_beside_them(kind: str):
    made = [KINDS[kind].make(n, **{SHOWN[kind]: f"Words – of {n}"}) for n in (1, 2)]
    data = answer(kind, *made)
    shown = [json.loads(resolve(data, row["locator"]).text) for row in rows(data)]
    assert shown == ["Words – of 1", "Words – of 2"]
    bare = answer(
        kind, KINDS[kind].make(1, fullDescription=None, description="", jobDescription="")
    )
    assert json.loads(resolve(bare, one(bare)["locator"]).text) == one(bare)["title"]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_to_ask_leaves_the_reader(kind: str):
    data = answer(kind, KINDS[kind].make(1, description="x", contactName="Jo Bloggs"))
    told = str(rows(data)) + resolve(data, one(data)["locator"]).text
    assert not any(word in told for word in ("Bloggs", "made-up.example", "900123"))


@pytest.mark.parametrize(
    ("wage", "due"),
    [
        ({"wageAmount": 250, "wageUnit": "Weekly"}, (250, 250, "week")),
        ({"wageAmount": 1800.0, "wageUnit": "Monthly"}, (1800, 1800, "month")),
        (
            {"wageAmountLowerBound": 20000, "wageAmountUpperBound": 24000, "wageUnit": "Annually"},
            (20000, 24000, "year"),
        ),
        ({"wageAmount": 21000, "wageUnit": "Unspecified"}, (21000, 21000, None)),
        ({"wageAmount": 21000, "wageUnit": None}, (21000, 21000, None)),
        ({"wageType": "NationalMinimum", "wageUnit": "Annually"}, (None, None, None)),
        ({"wageAmount": -1, "wageUnit": "Annually"}, (None, None, None)),
        (None, (None, None, None)),
        ("£21,000 a year", (None, None, None)),
    ],
)
def test_a_wage_is_for_the_time_that_is_stated(wage: Any, due: tuple[Any, ...]):  # noqa: ANN401
    assert pay(one(answer("faa", apprenticeship(1, wage=wage)))) == due


def test_what_an_apprenticeship_leaves_open_is_counted():
    found = remarks(
        answer(
            "faa",
            apprenticeship(1, addresses=[], isNationalVacancy=True),
            apprenticeship(
                2, numberOfPositions=10, wage={"wageAmount": 9, "wageUnit": "Unspecified"}
            ),
            apprenticeship(3, wage={"wageType": "NationalMinimum"}),
        )
    )
    told = "\n".join(found.warnings)
    for words in (
        "1 of 3 adverts: no place of work",
        "1 of 3 adverts: several positions",
        "1 of 3 adverts: pay for a time that is not stated",
        "1 of 3 adverts: pay that is no figure (NationalMinimum)",
        "not read: startDate",
    ):
        assert words in told


# --- Adzuna and Reed -----------------------------------------------------------------------


def test_an_advert_of_adzuna():
    row = one(answer("adzuna", adzuna(3)))
    assert (row["employer"], row["posted"]) == ("Made-up Devices Ltd", "2026-11-06")
    assert row["area"] == "Leeds, West Yorkshire, Yorkshire And The Humber, UK"
    assert pay(row) == (30000, 36000.5, None)
    assert row["url"] == "https://www.adzuna.co.uk/jobs/land/ad/3"  # without who asked
    assert "written consent" in row["terms"]


@pytest.mark.parametrize("predicted", ["1", 1, True])
def test_pay_that_adzuna_reckoned_is_no_pay(predicted: object):
    data = answer("adzuna", adzuna(1, salary_is_predicted=predicted))
    assert pay(one(data)) == (None, None, None)
    assert any("Adzuna estimated" in w for w in remarks(data).warnings)


def test_an_advert_of_reed():
    row = one(answer("reed", reed(3)))
    assert (row["id"], row["posted"], row["closes"]) == ("50000003", "2026-11-03", "2026-12-14")
    assert pay(row) == (31049, 37796, None)


@pytest.mark.parametrize(
    "data",
    [
        answer("reed", reed(1, currency="EUR")),
        answer("reed", reed(1, currency=None)),
        answer("adzuna", adzuna(1, location={"area": ["US", "Texas"]})),
        said(
            posting(baseSalary={"currency": "USD", "value": {"value": 90000, "unitText": "YEAR"}})
        ),
        said(posting(baseSalary=90000)),
    ],
)
def test_pay_in_other_money_is_not_pounds(data: bytes):
    assert pay(one(data)) == (None, None, None)
    assert any("not known to be pounds" in w for w in remarks(data).warnings)


@pytest.mark.parametrize("kind", ["adzuna", "reed"])
def test_what_pay_is_for_is_said_by_a_mapping_or_not_at_all(kind: str):
    data = answer(kind, KINDS[kind].make(1))
    assert one(data)["salary_period"] is None
    assert any("time that is not stated" in w for w in remarks(data).warnings)
    assert one(data, YEARLY)["salary_period"] == "year"


def test_terms_of_a_mapping_come_before_those_of_a_service():
    assert one(answer("reed", reed(1)), b'terms = "by agreement"')["terms"] == "by agreement"


def test_whoever_adds_adverts_of_adzuna_is_told_what_they_may_be_used_for(tmp_path: Path):
    data = answer("adzuna", adzuna(1))
    added = add_file(tmp_path, data, name="a.json", source="vacancies", retrieved=WHEN)
    assert isinstance(added, Added)
    assert any("14 days" in w for w in added.warnings)


# --- is it all, and is it this -------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_one_page_is_not_the_whole(tmp_path: Path, kind: str):
    data = answer(kind, KINDS[kind].make(1), total=412)
    with pytest.raises(GateRefused, match=r"holds 1 of 412 adverts") as why:
        rows(data)
    assert why.value.gate == "count"
    added = add_file(
        *(tmp_path, data),
        name="a.json",
        source="vacancies",
        retrieved=WHEN,
        override="count",
        why="a sample is meant",
    )
    assert isinstance(added, Added)


@pytest.mark.parametrize("kind", KINDS)
def test_pages_side_by_side_are_the_whole(kind: str):
    pages = [answer(kind, KINDS[kind].make(n), total=2) for n in (1, 2)]
    assert len(rows(b"[" + b",".join(pages) + b"]")) == 2
    other = answer(kind, KINDS[kind].make(3), total=3)
    with pytest.raises(GateRefused, match="does not say of how many"):
        rows(b"[" + pages[0] + b"," + other + b"]")


@pytest.mark.parametrize("kind", KINDS)
def test_a_source_of_one_service_reads_no_other(kind: str):
    for other in KINDS:
        data = answer(other, KINDS[other].make(1))
        if other == kind:
            assert len(rows(data, source=KINDS[kind].source)) == 1
        else:
            with pytest.raises(GateRefused) as why:
                rows(data, source=KINDS[kind].source)
            assert why.value.gate == "dataset"


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (b'{"message": "Access denied"}', "json_error"),
        (b'{"a": [1]}', "dataset"),
        (b"[1, 2]", "columns"),
        (answer("reed", reed(1))[:-9], "truncated"),
        (b'{"a":' * 60_000, "truncated"),
        (b"<!DOCTYPE html><html><title>Blocked</title></html>", "html"),
        (page("{broken"), "html"),
        (b"<rss><item/></rss>", "dataset"),
        (answer("reed"), "no_rows"),
        (answer("reed", reed(1), {"date": "20/11/2026"}), "fields"),
        (said({"@type": "Event", "name": "Jobs fair"}), "dataset"),
        (said(posting(title="")), "no_rows"),
    ],
)
def test_what_is_no_advert_is_refused_by_name(data: bytes, gate: str):
    with pytest.raises(GateRefused) as why:
        rows(data)
    assert why.value.gate == gate
    assert "\n" not in str(why.value)


def test_a_table_may_begin_with_a_bracket():
    assert one(b"[id],title\n1,Nurse\n")["title"] == "Nurse"


# --- postings of schema.org ----------------------------------------------------------------


def test_a_posting_is_an_advert():
    row = one(said(POSTING))
    assert (row["id"], row["employer"]) == ("J-1", "Made-up Limbs Ltd")
    assert row["area"] == "Leeds, LS2 9JT, GB"
    assert (row["posted"], row["closes"]) == ("2026-11-02", "2026-12-01")
    assert pay(row) == (38000, 44000, "year")
    assert (row["occupation"], row["url"]) == ("2229", "https://example.org/jobs/1")


def test_postings_of_a_saved_page_lead_back_to_its_bytes(tmp_path: Path):
    text = json.dumps(posting(title="Fitter"), ensure_ascii=False)
    data = page(
        "{broken", text, json.dumps({"@type": ["Thing", "schema:JobPosting"], "name": "Nurse"})
    )
    added = add_file(tmp_path, data, name="jobs.html", source="vacancies", retrieved=WHEN)
    assert any(
        "scripts of the page that are no JSON, and were not read: 1" in w for w in added.warnings
    )
    first, second = rows(data)
    assert json.loads(resolve(data, first["locator"]).text) == POSTING["description"]
    assert json.loads(resolve(data, second["locator"]).text) == "Nurse"
    assert (first["title"], second["title"]) == ("Fitter", "Nurse")
    assert "Bloggs" not in str(first) + str(second)


def test_line_ends_within_the_texts_of_a_page_are_read():
    assert one(page('{"@type": "JobPosting", "title": "A\nB"}'))["title"] == "A\nB"


@pytest.mark.parametrize(
    ("salary", "due"),
    [
        ({"currency": "GBP", "value": 12.5, "unitText": "HOUR"}, (12.5, 12.5, "hour")),
        (
            {"currency": "GBP", "value": {"value": "31,000", "unitCode": "ANN"}},
            (31000, 31000, "year"),
        ),
        ({"currency": "GBP", "minValue": 100, "unitText": "DAY"}, (100, None, "day")),
        ({"currency": "GBP", "value": {"value": 31000}}, (31000, 31000, None)),
        ({"currency": "GBP", "value": {"value": "Competitive", "unitText": "YEAR"}}, (None,) * 3),
        ([{"currency": "£", "value": {"maxValue": 9, "unitText": "Week"}}], (None, 9, "week")),
        ({"currency": "GBP", "value": {"value": "1e999", "unitText": "YEAR"}}, (None,) * 3),
    ],
)
def test_pay_of_a_posting(salary: Any, due: tuple[Any, ...]):  # noqa: ANN401
    assert pay(one(said(posting(baseSalary=salary)))) == due


def test_an_occupation_keeps_the_version_it_is_said_to_be_of():
    older = {"codeValue": "2136", "inCodeSet": {"name": "SOC 2010"}}
    newer = "SOC2020 2136 IT quality and testing professionals"
    for said_as, version in ((older, "SOC 2010"), (newer, "SOC 2020")):
        row = one(said(posting(occupationalCategory=said_as)))
        assert (row["occupation"], row["soc"]) == ("2136", version)


def test_a_code_that_the_version_has_not_is_not_used():
    unknown = {"codeValue": "2216", "inCodeSet": {"name": "SOC 2020"}}
    row = one(said(posting(occupationalCategory=unknown)))
    assert (row["occupation"], row["soc"]) == (None, None)


@pytest.mark.parametrize(
    ("category", "due"),
    [
        ("SOC 2020: 2126 Production engineers", "2126"),
        ({"codeValue": "2126", "inCodeSet": "UK SOC 2010"}, "2126"),
        ("2512.4 Software developers", None),  # of ISCO, perhaps
        ("15-1132.00 Software Developers", None),  # of the United States
        ({"codeValue": "2126", "inCodeSet": "ISCO-08"}, None),
        ("Engineering", None),
        (["Engineering", "SOC2020 2126"], "2126"),
    ],
)
def test_an_occupation_is_coded_only_where_it_says_by_what(category: Any, due: str | None):  # noqa: ANN401
    assert one(said(posting(occupationalCategory=category)))["occupation"] == due


def test_a_person_who_hires_is_not_named():
    data = said(posting(hiringOrganization={"@type": "Person", "name": "Jo Bloggs"}))
    assert one(data)["employer"] is None
    assert any("a person hires" in w for w in remarks(data).warnings)


def test_an_address_to_write_to_is_no_address_of_an_advert():
    assert one(said(posting(url="mailto:jo@made-up.example")))["url"] is None


# --- whatever is done to it ----------------------------------------------------------------

_SHAPES = [(source, data) for source, data, _ in GOOD.values()]
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


def ends(source: str, data: bytes) -> str:
    """The gate that refused, or `read`; a traceback is a defect."""
    entry = describe(data, name="a", source=source, retrieved=WHEN)
    try:
        for table, found in load(source).read(entry, data, None):
            from_rows(TABLES[table], found)
            assert all(resolve(data, row["locator"]).text for row in found)
        load(source).remarks(entry, data, None)
    except GateRefused as why:
        return why.gate if "\n" not in str(why) else str(why)
    except EvidenceRefused:
        return "refused"
    return "read"


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_SHAPES), st.floats(0, 1), st.floats(0, 1), st.binary(max_size=6))
def test_bad_bytes_are_read_or_refused(
    good: tuple[str, bytes], first: float, last: float, put: bytes
):
    source, data = good
    at, end = sorted((int(first * len(data)), int(last * len(data))))
    for spoilt in (
        data[:end],
        data[at:],
        data[:at] + put + data[at + len(put) :],
        data[:at] + data[end:],
    ):
        assert ends(source, spoilt) in {*GATES, "read", "refused"}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*KINDS, "posting"]), st.data())
def test_an_entry_may_hold_anything(kind: str, data: st.DataObject):
    good = POSTING if kind == "posting" else KINDS[kind].make(1)
    names = data.draw(st.lists(st.sampled_from(sorted(good)), min_size=1, max_size=4, unique=True))
    spoilt = {**good, **{name: data.draw(_VALUES) for name in names}}
    made = said(spoilt) if kind == "posting" else answer(kind, spoilt)
    assert ends("vacancies", made) in {*GATES, "read", "refused"}


def test_a_page_of_nothing_but_openings_is_read_once():
    many = b"<!DOCTYPE html>" + b'<script type="application/ld+json"' * 40_000
    assert ends("vacancies", many) == "html"
