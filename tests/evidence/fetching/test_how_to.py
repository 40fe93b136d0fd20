"""The queries that the documentation and the template show are queries."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.errors import UsageError
from sectorscope.evidence.sources import fetched, load
from sectorscope.study import Query, open_study, parse
from tests.evidence.fetching.helpers import fetch, query
from tests.study.test_fetching import BASE
from tests.support.replay.nomis import ASKED
from tests.support.replay.server import Replay

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "how-to" / "fetch.md").read_text(encoding="utf-8")


def shown() -> list[Query]:
    blocks = [b.split("\n\n")[0] for b in PAGE.split("    [[fetch]]\n")[1:]]
    text = "".join(f"[[fetch]]\n{block}\n" for block in blocks).replace("\n    ", "\n")
    return list(parse(BASE + text.replace("    id", "id", 1)).fetch)


def test_the_page_shows_one_of_each_source():
    assert {q.source for q in shown()} == set(fetched())


@pytest.mark.parametrize("asked", shown(), ids=lambda q: q.source)
def test_each_query_shown_can_be_asked(asked: Query):
    assert load(asked.source).fetch(asked.within(["E08000034"])).name.startswith(asked.id)


def test_each_query_of_the_template_can_be_asked():
    queries = open_study(ROOT / "examples" / "lsip-sector").config.fetch
    assert [load(q.source).fetch(q.within(["E08000034"])).name for q in queries] == [
        "employees.csv",
        "local-units.csv",
        "commuting.zip",
    ]


@pytest.mark.parametrize("mapping", ["bres.toml", "../outside.toml"])
def test_a_mapping_that_is_not_there_is_noticed_before_anything_is_asked(
    study: Path, replay: Replay, mapping: str
):
    study.mkdir()
    study.with_name("outside.toml").touch()
    with pytest.raises(UsageError, match="where there is no such file"):
        fetch(study, replay, query(ASKED, mapping=mapping))
    assert not replay.asked
