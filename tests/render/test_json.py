"""The profile as JSON: field for field, the same bytes each time, and back again."""

import json as standard

import pytest
from pydantic import ValidationError

from sectorscope.render.json import json, load
from tests.render.sample import hostile, sample


@pytest.mark.parametrize("profile", [sample(), hostile()], ids=["sample", "hostile"])
def test_there_and_back(profile) -> None:  # noqa: ANN001  a profile
    text = json(profile)
    assert load(text) == profile
    assert json(load(text)) == text


def test_shape() -> None:
    text = json(sample())
    assert text.endswith("}\n")
    assert '\n "scope": {' in text
    assert "“We will do well.”" in text
    fields = standard.loads(text)
    assert list(fields)[:3] == ["scope", "as_of", "audience"]
    assert fields["chapters"][0]["blocks"][0]["statements"][0]["estimates"][0]["inputs"]


def test_reconstruction_is_said_at_every_statement() -> None:
    fields = standard.loads(json(sample()))
    assert fields["scope"]["reconstruction"] is True
    said = [s for c in fields["chapters"] for b in c["blocks"] for s in b.get("statements", ())]
    assert {s["basis"] for s in said if s["disclosure"] == "fictional"} == {"reconstruction"}


def test_a_rule_broken_in_the_file_is_found() -> None:
    text = json(sample()).replace('"text": "177,000"', '"text": "177,001"', 1)
    with pytest.raises(ValidationError):
        load(text)
