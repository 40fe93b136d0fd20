"""One test body for every source: what each promises of its rows."""

import contextlib

import pytest

from sectorscope.errors import SectorscopeError
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load, names
from sectorscope.testing import check_source
from tests.evidence import (
    adverts,
    commuted,
    enterprises,
    firms,
    granted,
    mapped,
    provided,
    referred,
    samples,
    taught,
    vacancy_survey,
)
from tests.evidence.samples import bres

GOOD = samples.GOOD | firms.GOOD | provided.GOOD | adverts.GOOD | mapped.GOOD | granted.GOOD
GOOD |= referred.GOOD
GOOD |= taught.GOOD
GOOD |= vacancy_survey.GOOD
GOOD |= enterprises.GOOD
GOOD |= commuted.GOOD

NEWLINE = b"\n"

ELSEWHERE = {"survey", "transcripts", "qda"}


def test_every_source_has_a_good_file_here():
    assert {source for source, _, _ in GOOD.values()} | ELSEWHERE >= set(names())


@pytest.mark.parametrize("what", GOOD)
def test_a_source_keeps_its_promises(what: str):
    check_source(*GOOD[what])


@pytest.mark.parametrize("name", names())
def test_metadata_is_complete(name: str):
    meta = load(name).meta
    assert all((meta.title, meta.publisher, meta.licence, meta.access, meta.cadence, meta.tables))
    assert meta.basis in (
        *("official", "administrative", "adverts", "consultation", "model"),
        *("third_party", "reconstruction"),
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"raw": "other"}, "is not 'other'"),
        ({"snapshot": "0" * 64}, "names other bytes"),
        ({"locator": f"bytes=0-{bres().index(NEWLINE)};field=DATE"}, "'DATE' is not '22000'"),
    ],
)
def test_the_contract_notices_a_broken_promise(change: dict[str, str], says: str):
    source, data, _ = GOOD["nomis, BRES"]

    class Broken:
        meta, fetch = load(source).meta, load(source).fetch

        def read(self, snapshot, data, mapping):  # noqa: ANN001
            for table, rows in load(source).read(snapshot, data, mapping):
                yield table, [{**row, **change} for row in rows]

    with pytest.raises(AssertionError, match=says):
        check_source(Broken(), data)


def test_damaged_bytes_are_refused_and_never_a_traceback():
    """Cut and flip every good file at many places: each is read, or refused in a sentence."""
    for source, data, mapping in GOOD.values():
        step = max(1, len(data) // 60)
        for at in range(0, len(data), step):
            for damaged in (data[:at], data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :]):
                entry = describe(damaged, name="a", source=source, retrieved="2026-11-22")
                with contextlib.suppress(SectorscopeError):
                    list(load(source).read(entry, damaged, mapping))
