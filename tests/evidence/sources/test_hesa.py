"""Graduates by provider: counted once, with what rounding leaves open, and no other table."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.add import add_file
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.provided import OUTCOMES, outcome, outcomes, qualifiers, zipped
from tests.evidence.samples import DATA, WHEN, needs_data, table

GRADUATES, QUALIFIED = (
    DATA / "universities" / f"{name}.csv.gz" for name in ("hesa-grad-table-28", "hesa51-051")
)


def rows(data: bytes) -> list[dict[str, Any]]:
    ((name, found),) = check_source("hesa", data)
    assert name == "graduate"
    return list(found)


def said(data: bytes) -> Remarks:
    entry = describe(data, name="a.csv", source="hesa", retrieved=WHEN)
    return load("hesa").remarks(entry, data, None)


def test_an_outcome_says_whose_it_is_and_of_which_subject():
    work, study, nought, total = rows(outcomes())
    assert work | {"snapshot": "", "locator": ""} == {
        **{"dataset": "outcomes", "period": "2019/20", "provider": "10000003"},
        **{"provider_name": "A College, of Arts", "subject_code": "02"},
        **{"subject": "02 Subjects allied to medicine", "level": "Postgraduate", "mode": "all"},
        **{"interim": "included", "activity": "Full-time employment", "value": 25, "raw": "25.0"},
        **{"low": 22.5, "high": 27.5, "status": "normal", "advice": None},
        **{"snapshot": "", "locator": ""},
    }
    assert study["activity"] == "Employment and further study"  # its blank does not break
    assert (nought["value"], nought["status"]) == (0, "zero")
    assert (total["subject"], total["subject_code"], total["activity"]) == ("Total", None, "Total")


def test_a_nought_may_be_two_people_and_is_no_base_of_a_percentage():
    _, few, nought, total = rows(outcomes())
    assert (nought["low"], nought["high"]) == (0, 2.5)
    assert "no percentage" in nought["advice"]
    assert "22.5" in few["advice"]
    assert total["advice"] is None


@given(st.integers(0, 40_000))
def test_whatever_was_counted_lies_within_what_is_read(people: int):
    """HESA rounds halves upwards; of 22.5 people and more it publishes percentages."""
    published = (2 * people + 5) // 10 * 5
    ((_, (row,)),) = check_source("hesa", outcomes(outcome(figure=published)))
    assert row["low"] <= people <= row["high"]
    assert row["high"] - row["low"] <= 5
    assert (row["advice"] is None) == (people >= 22.5)


def test_a_figure_that_is_given_for_all_regions_too_is_read_once():
    data = qualifiers()
    total, medical, pharmacy = rows(data)
    assert [row["value"] for row in (total, medical, pharmacy)] == [65, 60, 20]
    assert [row["subject_code"] for row in (total, medical, pharmacy)] == [None, "02", "02-02-03"]
    assert {row["activity"] for row in (total, medical, pharmacy)} == {"all"}
    assert {row["dataset"] for row in (total, medical, pharmacy)} == {"qualifiers"}
    (left,) = said(data).dropped
    assert (left.rows, "all regions" in left.what) == (9, True)


def test_the_analyst_is_told_of_rounding_small_bases_and_lost_notices():
    told = " ".join(said(outcomes()).warnings)
    assert "a nought may be two people" in told
    assert "2 of 4 figures" in told
    assert "notices do not stand in it" in told
    whole = outcomes(outcome(figure="40", UKPRN="10000003"))
    told = " ".join(said(whole).warnings)
    assert "notices" not in told
    assert "percentage" not in told


def noticed(data: bytes, *more: bytes) -> bytes:
    """A file as HESA offers it, under notices; a name of ours, values of ours."""
    lines = [b"Title:,Who qualified", b"Subtitle:", b'"Notes:","Rounded, ""as ever"""', b""]
    lines += [b'"Licence","of two', b'lines"', *(b"Filter %d:,All" % n for n in range(14)), *more]
    return b"\xef\xbb\xbf" + b"\r\n".join([*lines, data])


@pytest.mark.parametrize("made", [outcomes, qualifiers])
def test_notices_above_the_header_are_passed_over_and_places_still_hold(
    made: Callable[[], bytes], tmp_path: Path
):
    data = made()
    plain, under = rows(data), rows(noticed(data))  # each locator leads back to its figure
    apart = {"snapshot": "", "locator": ""}
    assert [r | apart for r in under] == [r | apart for r in plain]
    added = add_file(tmp_path, noticed(data), name="a.csv", source="hesa", retrieved=WHEN)
    assert any("notices, which are not read" in w for w in added.warnings)


@pytest.mark.parametrize(
    "data",
    [
        noticed(outcomes(), b"a,line,of,more,cells"),
        noticed(outcomes(), *[b"Note:"] * 60),
        noticed(outcomes().replace(b"UKPRN", b"Number of provider", 1)),
        noticed(outcomes(outcome(figure="12"))),
        noticed(table(OUTCOMES[::-1], [outcome()[::-1]])),  # figures that do not end their rows
    ],
)
def test_what_is_no_block_of_notices_or_stands_wrong_under_one_is_refused(data: bytes):
    entry = describe(data, name="a.csv", source="hesa", retrieved=WHEN)
    with pytest.raises(GateRefused):
        list(load("hesa").read(entry, data, None))


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (outcomes(outcome(figure="12")), "values"),
        (outcomes(outcome(figure="12.5%")), "values"),
        (outcomes(outcome(figure="-5")), "values"),
        (outcomes(outcome(figure="..")), "values"),
        (outcomes(outcome(figure="")), "values"),
        (outcomes(outcome(UKPRN="1000003")), "values"),
        (outcomes(outcome(Provider=" ")), "values"),
        (outcomes(outcome(Academic="2019")), "values"),
        (outcomes(outcome("Retired")), "classification"),
        (outcomes(outcome(Interim="All")), "classification"),
        (outcomes(outcome(subject="(1) Medicine & dentistry")), "classification"),
        (outcomes(outcome(), outcome()), "rows"),
        (outcomes(outcome(), outcome(figure="5.0")), "rows"),
        (qualifiers(marker="First subject"), "classification"),
        (
            qualifiers().replace(b"All,All,2020/21,Principal subject,Total CAH level 1,65", b"A"),
            "rows",
        ),
        (
            qualifiers().replace(
                b",All,2020/21,Principal subject,Total CAH level 1,65",
                b",All,2020/21,Principal subject,Total CAH level 1,70",
            ),
            "rows",
        ),
        (table((*OUTCOMES, "Percent"), [(*outcome(), "50%")]), "columns"),
        (b"UKPRN,region\n10000003,WY\n", "columns"),
        (outcomes().replace(b"Activity", b"Activities", 1), "columns"),
        (gzip.compress(outcomes(), mtime=0)[:40], "archive"),
        (b"<!DOCTYPE html><title>Table 28</title>\n<p>\n", "html"),
    ],
)
def test_another_table_figure_or_word_is_refused(data: bytes, gate: str):
    entry = describe(data, name="a.csv", source="hesa", retrieved=WHEN)
    with pytest.raises(GateRefused) as why:
        list(load("hesa").read(entry, data, None))
    assert why.value.gate == gate


@needs_data
def test_the_real_outcomes_keep_every_promise():
    """Graduate table 28 of 2019/20: all providers, all activities, each figure once."""
    found = rows(gzip.decompress(GRADUATES.read_bytes()))
    assert len(found) == 35_535
    assert len({row["provider"] for row in found}) == 11
    whole = {"subject": "Total", "level": "all", "mode": "all", "interim": "included"}
    leeds = [row for row in found if row["provider"] == "10007795" and whole.items() <= row.items()]
    by_activity = {row["activity"]: row for row in leeds}
    parts = by_activity.keys() - {"Total", "Total with known outcomes", "Non-respondents"}
    known = by_activity["Total with known outcomes"]
    assert len(parts) == 12
    assert sum(by_activity[p]["low"] for p in parts) <= known["high"]
    assert sum(by_activity[p]["high"] for p in parts) >= known["low"]


@needs_data
def test_the_real_qualifiers_are_read_once_each():
    """Student table 51 of two years: 139,860 rows, each figure four times."""
    data = gzip.decompress(QUALIFIED.read_bytes())
    found = rows(data)
    assert len(found) == 34_965
    assert {row["period"] for row in found} == {"2019/20", "2020/21"}
    assert [left.rows for left in said(data).dropped] == [139_860 - 34_965]
    (pharmacy,) = (
        row["value"]
        for row in found
        if (row["provider"], row["period"], row["level"], row["subject"])
        == ("10007785", "2019/20", "all", "02-02-03 Pharmacy")
    )
    assert pharmacy == 195  # as the file's 30th line has it, read by eye


def figures(data: bytes) -> list[tuple[Any, ...]]:
    found = [row for _, made in check_source("hesa", data) for row in made]
    return [(r["subject"], r["activity"], r["raw"], r["value"]) for r in found]


def test_a_table_is_read_under_gzip_and_in_a_zip():
    plain = figures(qualifiers())
    assert plain
    assert figures(gzip.compress(qualifiers())) == plain
    assert figures(zipped(a=qualifiers())) == plain
    several = zipped(a=qualifiers(), b=outcomes())
    assert figures(several) == plain + figures(outcomes())
    places = [r["locator"] for _, made in check_source("hesa", several) for r in made]
    assert resolve(several, places[0], "a.zip").text == plain[0][2]
    assert {place.partition(";bytes")[0] for place in places} == {
        "part=tables/a%3B1.csv",
        "part=tables/b%3B1.csv",
    }
    assert any(text.startswith("tables/b;1.csv: ") for text in said(several).warnings)


def test_a_zip_of_other_files_is_refused_by_what_it_holds():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", b"Notes")
    with pytest.raises(GateRefused, match=r"holds “notes\.txt”") as why:
        rows(out.getvalue())
    assert why.value.gate == "archive"


def test_one_year_twice_in_a_zip_is_refused(tmp_path: Path):
    twice = zipped(a=qualifiers(), b=qualifiers())
    with pytest.raises(GateRefused, match="twice, such as") as why:
        add_file(tmp_path, twice, source="hesa", retrieved=WHEN, name="a.zip")
    assert why.value.gate == "rows"
