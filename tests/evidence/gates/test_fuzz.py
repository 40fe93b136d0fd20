"""Whatever is done to good bytes, a reader reads them or refuses them in a sentence."""

import contextlib
import csv
import gzip
import io
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.add import add_file
from sectorscope.evidence.columns import PARQUET, columns_of
from sectorscope.evidence.refusal import GATES, GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from sectorscope.schema import TABLES, from_rows
from tests.evidence import (
    adverts,
    firms,
    granted,
    mapped,
    provided,
    referred,
    samples,
    taught,
    vacancy_survey,
)
from tests.evidence.samples import WHEN

GOOD = list((samples.GOOD | firms.GOOD | provided.GOOD | granted.GOOD | referred.GOOD).values())
GOOD += (taught.GOOD | mapped.GOOD | vacancy_survey.GOOD | adverts.GOOD).values()
ENDS = {*GATES, "read", "refused"}
"""What may come of it: rows, or a sentence."""


def read(source: str, data: bytes, mapping: bytes | None) -> str:
    """What came of reading: the gate that refused, or `read`."""
    entry = describe(data, name="a.csv", source=source, retrieved=WHEN)
    try:
        for table, rows in load(source).read(entry, data, mapping):
            with contextlib.suppress(EvidenceRefused):
                from_rows(TABLES[table], rows)
        load(source).remarks(entry, data, mapping)
    except GateRefused as why:
        return why.gate if why.gate in GATES and "\n" not in str(why) else str(why)
    except EvidenceRefused:
        return "refused"
    return "read"


def test_the_good_ones_are_read():
    assert {read(*good) for good in GOOD} == {"read"}


@settings(max_examples=150)
@given(st.sampled_from(GOOD), st.floats(0, 1), st.floats(0, 1), st.binary(max_size=6))
def test_cut_flipped_or_overwritten_bytes_are_read_or_refused(
    good: tuple[str, bytes, bytes | None], first: float, last: float, put: bytes
):
    source, data, mapping = good
    at, end = sorted((int(first * len(data)), int(last * len(data))))
    for spoilt in (data[:end], data[at:], data[:at] + put + data[at + len(put) :]):
        assert read(source, spoilt, mapping) in ENDS
    assert read(source, data[:at] + data[end:], mapping) in ENDS


@settings(max_examples=100)
@given(st.sampled_from(GOOD), st.randoms(use_true_random=False), st.booleans())
def test_columns_in_another_order_give_the_same_rows_or_a_refusal(
    good: tuple[str, bytes, bytes | None], random: Random, headless: bool
):
    source, data, mapping = good
    if data.startswith((PARQUET, b"PK", b"\x1f\x8b")):
        return
    with contextlib.suppress(UnicodeDecodeError, csv.Error):
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        order = list(range(len(rows[0]) if rows else 0))
        random.shuffle(order)
        moved = [
            row if headless and not n else [row[i] for i in order if i < len(row)]
            for n, row in enumerate(rows)
        ]
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(moved)
        assert read(source, out.getvalue().encode(), mapping) in ENDS


@settings(max_examples=60)
@given(st.sampled_from(GOOD), st.text(max_size=200))
def test_any_text_at_all_is_read_or_refused(good: tuple[str, bytes, bytes | None], text: str):
    assert read(good[0], text.encode("utf-8", "surrogatepass"), good[2]) in ENDS


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.csv", b"0" * 60_000_000)
    return out.getvalue()


def outside() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("../../escaped.csv", provided.employers())
    return out.getvalue()


@pytest.mark.parametrize("data", [bomb(), gzip.compress(b"0" * 60_000_000)], ids=["zip", "gzip"])
def test_what_unpacks_to_more_than_it_could_hold_is_refused(data: bytes):
    assert read("gender_pay_gap", data, None) == "archive"


def test_a_path_within_an_archive_leads_nowhere(tmp_path: Path):
    (tmp_path / "study").mkdir()
    before = set(tmp_path.rglob("*"))
    with pytest.raises(GateRefused, match="leads out of its folder"):
        add_file(
            tmp_path / "study",
            outside(),
            name="../../b.zip",
            source="gender_pay_gap",
            retrieved=WHEN,
        )
    made = set(tmp_path.rglob("*")) - before
    assert all((tmp_path / "study" / "evidence") in (p, *p.parents) for p in made)
    assert not list(tmp_path.parent.glob("escaped.csv"))


def test_a_parquet_file_may_not_hold_lists():
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"year": [["2024/25"]], "provider_name": [{"a": 1}]}), out)
    with pytest.raises(GateRefused) as why:
        columns_of(out.getvalue())
    assert why.value.gate == "archive"
