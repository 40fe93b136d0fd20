"""Facts: each keeps the words of its block, its source and its place in the order."""

import json
from typing import Any

import pytest

from sectorscope.evidence.refusal import GateRefused
from sectorscope.testing import check_source
from tests.evidence.samples import FACTS


def read(data: bytes = FACTS) -> list[dict[str, Any]]:
    ((_, rows),) = check_source("facts", data)
    return rows


def test_order_is_the_place_among_facts_of_a_kind():
    assert [(r["id"], r["kind"], r["order"]) for r in read()] == [
        ("total", "segment", 1),
        ("wide", "segment", 2),
        ("trust", "cross_cutting", 1),
    ]


def test_a_fact_carries_its_source_and_figures():
    total, wide, _ = read()
    assert (total["value"], total["period"], total["source_date"]) == (4200.0, "2012", "2013-01-31")
    assert total["source_title"] == "Sector skills profile – healthcare technologies"
    assert (wide["low"], wide["value"], wide["place"]) == (100000.5, None, "p. 3")
    assert wide["source_url"] == "https://example.org/a"


def test_parts_are_json():
    assert json.loads(read()[0]["parts"]) == ["orthopaedics", {"name": "café"}]


def test_raw_is_the_block_alone():
    total, wide, trust = read()
    assert total["raw"].startswith("[[fact]]\nid = ")
    assert total["raw"].endswith('{name = "café"}]')
    assert wide["raw"].endswith('place = "p. 3"')
    assert '# here"""' in wide["raw"]
    assert trust["raw"].endswith('label = "the hospitals trust"')


def test_a_last_line_that_only_looks_like_a_comment_stays():
    data = FACTS + b'detail = """x\n# y"""\n'
    last = read(data)[-1]
    assert last["detail"] == "x\n# y"
    assert '# y"""' in last["raw"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"qualifier =", b"qualifer =", r"line 22: .*'qualifer'.*did you mean 'qualifier'"),
        (b'source = "paper"', b'source = "papper"', r"line 31: .*'papper'.*did you mean 'paper'"),
        (b'id = "wide"', b'id = "total"', r"line 30: .*'total' stands already on line 17"),
        (b'id = "paper"', b'id = "profile"', r"line 11: .*'profile' stands already"),
        (b"value = 4200", b'value = "4200"', r"line 21: value is '4200'.*a number"),
        (b"value = 4200", b"value = true", r"line 21: value is True"),
        (b'kind = "cross_cutting"\n', b"", r"line 42: a fact without 'kind'"),
        (b"reconstruction =", b"reconstructed =", r"did you mean 'reconstruction'"),
        (b"url =", b"link =", r"line 14: a source has no entry 'link'"),
        (b"value = 4200", b"value = ", r"no TOML.*line 21"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(old: bytes, new: bytes, says: str):
    with pytest.raises(GateRefused, match=says) as why:
        read(FACTS.replace(old, new))
    assert why.value.gate == "fields"
