"""`sectorscope review membership` as it is typed, on a study with companies."""

from pathlib import Path

import pytest

from tests.cli import command
from tests.sector.review.made import rows

STUDY = """
[study]
id = "medical"
title = "Medical things"
as_of = 2026-01-01
period = "2026"

[sector]
name = "medical things"
definition = "medical, version 1"
rubric = "Makes medical things."
keywords = ["implant*"]

[[sector.segment]]
id = "hips"
label = "hips"
"""
AS = ("review", "membership", "--as", "A. Nalyst")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    listed = ["id,name,description,sic,headcount"]
    listed += [
        f"{r['id']},{r['name']},{r['text']},{r['sics']},{r['headcount']:.0f}" for r in rows()
    ]
    (tmp_path / "c.csv").write_text("\n".join(listed), encoding="utf-8")
    mapping = (
        'id = "id"\nname = "name"\ntext = "description"\nsics = "sic"\nheadcount = "headcount"\n'
    )
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    return tmp_path


def ran(study: Path, *words: str) -> command.Done:
    return command.run(*words, cwd=study, module=False)


def test_from_a_list_of_companies_to_a_sheet_of_seeds(study: Path):
    added = ran(study, "add", "c.csv", "--as", "companies")
    assert added.status == 0, added.err
    stands = ran(study, "review", "membership", "--status")
    assert stands.out.startswith("Nothing has been drawn yet.\nNext: 100 seeds are drawn")
    done = ran(study, *AS, "--seeds", "10", "--export", "seeds.csv")
    assert done.status == 0, done.err
    assert "Drawn: the seeds, 10 companies." in done.err
    assert len((study / "seeds.csv").read_text(encoding="utf-8-sig").splitlines()) == 11
    (draw,) = (study / "decisions" / "draws").iterdir()
    draw.write_bytes(draw.read_bytes()[:-9])
    refused = ran(study, "review", "membership", "--status")
    assert refused.status == 1
    assert draw.stem in refused.sentence


def test_without_companies_it_says_what_to_add(study: Path):
    refused = ran(study, "review", "membership", "--status")
    assert refused.status == 1
    assert "sectorscope add FILE --as companies" in refused.sentence


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("review", "codings", "--reviews", "5"), "--reviews is of membership"),
        (("review", "codings", "--seeds", "0"), "--seeds is of membership"),
        (("review", "members"), "did you mean 'membership'?"),
        (("review", "quotes", "--next"), "--next is of membership"),
    ],
)
def test_wrong_use(study: Path, words: tuple[str, ...], said: str):
    refused = ran(study, *words)
    assert refused.status == 2
    assert said in refused.sentence
