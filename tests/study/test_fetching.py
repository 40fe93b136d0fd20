"""What `study.toml` may say of fetching."""

from __future__ import annotations

import pytest

from sectorscope.errors import StudyError
from sectorscope.study import Query, parse

BASE = """
[study]
id = "a"
title = "A"
as_of = 2026-01-01
period = "2026"

[sector]
name = "a"
definition = "1"
"""


def queries(text: str) -> tuple[Query, ...]:
    return parse(BASE + text).fetch


def test_what_is_asked_for_is_kept_as_it_is_given():
    (query,) = queries(
        '[[fetch]]\nsource = "nomis"\ndataset = "NM_189_1"\nrows_at_least = 1\n'
        'geography = ["a", "b"]\nmeasure = 1\nwhere = { level = ["Total"] }\n'
    )
    assert query.asked == {
        "dataset": "NM_189_1",
        "geography": ["a", "b"],
        "measure": 1,
        "where": {"level": ["Total"]},
    }
    assert (query.called, query.rows_at_least) == ("NM_189_1", 1)


def test_region_stands_for_its_districts():
    (query,) = queries(
        '[[fetch]]\nsource = "nomis"\ngeography = ["region", "E"]\nplace = "region"\n'
    )
    placed = query.within(["1", "2"])
    assert placed.asked == {"geography": ["1", "2", "E"], "place": ["1", "2"]}
    with pytest.raises(ValueError, match="has no places"):
        query.within([])


@pytest.mark.parametrize(
    "name",
    [
        *("uid", "key", "api_key", "apikey", "app_key", "subscription-key", "subscription_key"),
        *("token", "access_token", "password", "secret", "Authorization", "KEY"),
    ],
)
def test_a_key_has_no_place_in_a_study(name: str):
    with pytest.raises(StudyError, match="SECTORSCOPE_NOMIS_KEY") as why:
        queries(f'[[fetch]]\nsource = "nomis"\n{name} = "s3cret"\n')
    assert "s3cret" not in str(why.value)


@pytest.mark.parametrize("name", ["keywords", "geography", "tokens", "authority"])
def test_other_names_are_the_sources_own(name: str):
    assert queries(f'[[fetch]]\nsource = "nomis"\n{name} = "x"\n')[0].asked == {name: "x"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[fetch]]\ndataset = "x"\n', "'fetch.0.source' is missing"),
        ('[[fetch]]\nsource = "a"\n[[fetch]]\nsource = "a"\n', "each query by a name of its own"),
        ('[[fetch]]\nsource = "a"\nrows_at_least = -1\n', "'fetch.0.rows_at_least' is -1"),
        ('[[fetch]]\nsource = "a"\nid = "../x"\n', "'fetch.0.id' is '../x'"),
        ('[[fetch]]\nsource = "a"\nwhen = 2026-01-01\n', "fetch.0.when"),
        ('[sources.nomis]\nadress = "x"\n', "unknown key 'adress'.*did you mean 'address'"),
    ],
)
def test_mistakes_are_named(text: str, says: str):
    with pytest.raises(StudyError, match=says):
        queries(text)
