"""Commuting: who works here and lives here, what is left open, and which districts are meant."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import diff, make_run
from sectorscope.profile import DataTable, Gap, Profile, Statement
from sectorscope.study import open_study
from sectorscope.trace import trace_in
from tests.support.commuting import (
    BRADFORD,
    FLOWS,
    FLOWS_2011,
    KIRKLEES,
    LEEDS,
    NAMES,
    YORK,
    Flow,
    odwp,
    of_2011,
    packed,
)
from tests.support.counts import study
from tests.support.studies import WHEN, build

HERE = {KIRKLEES, LEEDS}
OLD = [code for code in NAMES if "E07000163" <= code <= "E07000169"]
"""Districts that became North Yorkshire in 2023."""


def made(folder: Path, *files: bytes, source: str = "commuting", **changes: str) -> Profile:
    path = study(folder / "dale", **changes)
    for n, data in enumerate(files):
        kind = "zip" if data.startswith(b"PK") else "csv"
        add_file(path, data, name=f"{n}.{kind}", source=source, retrieved=WHEN)
    return build(path)


def said(profile: Profile) -> dict[str, Statement]:
    return {s.subject: s for s in profile.statements() if s.question == "commuting"}


def gaps(profile: Profile) -> dict[str, str]:
    blocks = (b for b in profile.blocks() if isinstance(b, Gap) and b.id.startswith("commuting"))
    return {b.id: b.because.text for b in blocks}


def table(profile: Profile) -> list[list[str]]:
    (found,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id.startswith("comm"))
    return [[cell.text for cell in row] for row in found.data.rows]


def people(flows: Iterable[Flow], home: set[str] | None, work: set[str] | None) -> int:
    """People at fixed workplaces, by where they live and work; None for anywhere."""
    return sum(
        int(str(n))
        for h, w, indicator, n in flows
        if indicator == "3" and (home is None or h in home) and (work is None or w in work)
    )


def test_nothing_is_said_and_no_gap_stated_where_nothing_is_held(tmp_path: Path):
    profile = made(tmp_path)
    assert not said(profile)
    assert not gaps(profile)


def test_self_containment_is_a_share_of_fixed_workplaces_both_ways(tmp_path: Path):
    told = said(made(tmp_path, odwp()))
    inside = people(FLOWS, HERE, HERE)
    workers, residents = people(FLOWS, None, HERE), people(FLOWS, HERE, None)
    assert (inside, workers, residents) == (230_000, 260_000, 253_000)
    assert told["contained/in"].text == (
        "At the census of March 2021, 260,000 people from the 4 districts in the file worked at a "
        "fixed workplace in Dale, in whatever industry and not at home; 230,000 of them, 88.5%, "
        "lived in Dale."
    )
    assert told["contained/out"].text == (
        "At the census of March 2021, 253,000 residents of Dale worked at a fixed workplace in the "
        "5 areas in the file, in whatever industry and not at home; 230,000 of them, 90.9%, did so "
        "in Dale."
    )


def test_who_works_at_home_or_nowhere_fixed_is_told_and_never_among_those_who_commute(
    tmp_path: Path,
):
    told = said(made(tmp_path, odwp()))
    assert told["elsewhere"].text == (
        "Of its residents, a further 180,000 worked mainly at or from home or had no fixed place "
        "of work (which this census does not tell apart), 30 worked offshore and 120 worked "
        "outside the United Kingdom."
    )
    values = {e.value for e in told["contained/in"].estimates}
    assert 180_000 not in values


def test_the_largest_flows_each_way_add_up_the_regions_districts(tmp_path: Path):
    profile = made(tmp_path, odwp())
    told = said(profile)
    assert told["largest/in"].text == (
        "The largest flows in came from Bradford (26,000) and York (4,000)."
    )
    assert told["largest/out"].text == (
        "The largest flows out went to Bradford (21,000) and York (2,000)."
    )
    assert table(profile) == [["Bradford", "26,000", "21,000"], ["York", "4,000", "2,000"]]


def test_a_sentence_names_three_and_the_table_ten(tmp_path: Path):
    others = [c for c in NAMES if c.startswith(("E06", "E07", "E08")) and c not in HERE]
    more: list[Flow] = [(c, LEEDS, "3", 100 + n) for n, c in enumerate(others)]
    own: list[Flow] = [(LEEDS, LEEDS, "3", 9), (KIRKLEES, KIRKLEES, "3", 8)]
    profile = made(tmp_path, odwp([*own, (LEEDS, YORK, "3", 8), *more]))
    assert len(others) > 10
    assert len(table(profile)) == 10
    assert said(profile)["largest/in"].text.count("(") == 3


def test_each_sentence_says_who_is_counted_and_that_it_is_not_the_sector(tmp_path: Path):
    for told in said(made(tmp_path, odwp())).values():
        assert told.vintage == "2021"
        assert "of every industry and not of this sector" in told.caveat
        assert "usual residents of England and Wales aged 16 and over" in told.caveat
        assert "noise was added to counts" in told.caveat
        assert "lower tier local authorities of Census 2021" in told.geography
        for estimate in told.estimates:
            assert estimate.uncertainty.kind in ("none_published", "exact")


def test_that_the_census_of_2021_was_no_ordinary_time_is_said_in_the_text(tmp_path: Path):
    profile = made(tmp_path, odwp())
    caution = said(profile)["of its time"].text
    assert "furlough" in caution
    (shown,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id.startswith("comm"))
    assert caution in shown.caveat


def test_of_2011_home_and_no_fixed_place_are_told_apart_and_no_caution_is_due(tmp_path: Path):
    profile = made(tmp_path, of_2011().answer(), source="nomis")
    told = said(profile)
    assert told["elsewhere"].text == (
        "Of its residents, a further 48,000 worked mainly at or from home, 34,000 had no fixed "
        "place of work and 400 worked outside the United Kingdom."
    )
    assert "of its time" not in told
    assert "furlough" not in profile.model_dump_json()
    assert table(profile)[1] == ["Scotland", "not in the file", "60"]


def test_the_newest_census_is_told_whatever_came_last(tmp_path: Path):
    path = study(tmp_path / "dale")
    add_file(path, odwp(), name="a.csv", source="commuting", retrieved=WHEN)
    add_file(path, of_2011().answer(), name="b.csv", source="nomis", retrieved=WHEN)
    assert {s.vintage for s in said(build(path)).values()} == {"2021"}


def test_flows_of_its_own_residents_alone_say_nothing_of_who_comes_in(tmp_path: Path):
    own = [f for f in FLOWS if f[0] in HERE]
    profile = made(tmp_path, odwp(own))
    assert "contained/in" not in said(profile)
    assert "contained/out" in said(profile)
    assert list(gaps(profile)) == ["commuting-in"]
    assert "live elsewhere" in gaps(profile)["commuting-in"]


def test_flows_to_its_own_districts_alone_say_nothing_of_who_goes_out(tmp_path: Path):
    own = [f for f in FLOWS if f[1] in HERE]
    profile = made(tmp_path, odwp(own))
    assert "contained/out" not in said(profile)
    assert list(gaps(profile)) == ["commuting-out"]


def test_flows_within_the_region_alone_say_nothing_at_all(tmp_path: Path):
    inside = [f for f in FLOWS if {*f[:2]} <= HERE and f[2] == "3"]
    profile = made(tmp_path, odwp(inside))
    assert not said(profile)
    assert list(gaps(profile)) == ["commuting-in", "commuting-out"]


def test_a_region_that_a_file_has_only_a_part_of_is_a_gap_and_no_sum(tmp_path: Path):
    profile = made(tmp_path, odwp([f for f in FLOWS if KIRKLEES not in f[:2]]))
    assert not said(profile)
    assert gaps(profile) == {
        "commuting-not-of-here": "Commuting to and from Dale: flows of the census of 2021 are "
        "held, and not of Kirklees."
    }


def test_a_district_with_no_workers_in_the_file_makes_no_total_without_it(tmp_path: Path):
    profile = made(tmp_path, odwp([f for f in FLOWS if f[1] != KIRKLEES]))
    assert "contained/in" not in said(profile)
    assert "not held" in gaps(profile)["commuting-in"]


def test_a_withheld_flow_is_a_gap_and_never_nought(tmp_path: Path):
    answer = of_2011().answer().splitlines(keepends=True)
    wanted = f"d{BRADFORD}d{LEEDS}d".encode()
    spoilt = [
        line.replace(b',28000,"A"', b',"","Q"') if wanted in line else line for line in answer
    ]
    assert spoilt != answer
    profile = made(tmp_path, b"".join(spoilt), source="nomis")
    assert "contained/in" not in said(profile)
    assert "withheld" in gaps(profile)["commuting-in"]
    assert "largest/in" not in said(profile)


NORTH = '[{code = "E06000065", name = "North Yorkshire"}, {code = "E06000014", name = "York"}]'


def north(folder: Path, flows: Iterable[Flow]) -> Profile:
    path = study(folder / "north")
    file = path / "study.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index("places = [{")
    text = text[:start] + f"places = {NORTH}" + text[text.index("\n", start) :]
    file.write_text(text, encoding="utf-8")
    add_file(path, odwp(flows), name="a.csv", source="commuting", retrieved=WHEN)
    return build(path)


def test_a_district_made_since_is_told_as_those_that_went_into_it(tmp_path: Path):
    flows: list[Flow] = [(c, c, "3", 10_000) for c in OLD]
    flows += [(OLD[2], OLD[0], "3", 700), (OLD[2], YORK, "3", 900), (OLD[2], LEEDS, "3", 8_000)]
    flows += [(YORK, YORK, "3", 50_000), (LEEDS, YORK, "3", 2_000)]
    told = said(north(tmp_path, flows))
    assert "123,600 people from the 9 districts" in told["contained/in"].text
    assert "121,600 of them, 98.4%, lived in Dale" in told["contained/in"].text
    assert (
        "North Yorkshire is told as the districts of that time: Craven, Hambleton, Harrogate, "
        "Richmondshire, Ryedale, Scarborough and Selby."
    ) in told["contained/in"].caveat
    assert told["largest/out"].text == "The largest flows out went to Leeds (8,000)."


def test_a_district_made_since_is_not_told_while_one_that_went_into_it_is_missing(tmp_path: Path):
    flows: list[Flow] = [(c, c, "3", 10_000) for c in OLD[1:]]
    profile = north(tmp_path, [*flows, (YORK, YORK, "3", 50_000), (LEEDS, YORK, "3", 2_000)])
    assert not said(profile)
    assert gaps(profile)["commuting-not-of-here"].endswith("and not of North Yorkshire.")


@pytest.mark.parametrize(("data", "source"), [(packed(), "commuting"), (odwp(), "commuting")])
def test_every_sentence_is_followed_to_bytes(tmp_path: Path, data: bytes, source: str):
    profile = made(tmp_path, data, source=source)
    found = open_study(tmp_path / "dale")
    for told in said(profile).values():
        steps = trace_in(found, profile, told).steps
        assert [s.evidence.id for s in steps] == [r.id for r in told.refs()]
    (bradford, *_) = trace_in(found, profile, said(profile)["largest/in"]).steps
    assert bradford.found.text == "6000"
    assert bradford.evidence.label == "Census 2021, ODWP01EW: live in Bradford, work: Kirklees"


def test_a_census_is_not_overdue_as_a_yearly_series_is(tmp_path: Path):
    path = study(tmp_path / "dale")
    file = path / "study.toml"
    asked = '[[fetch]]\nid = "flows"\nsource = "nomis"\ndataset = "NM_1203_1"\n'
    text = file.read_text(encoding="utf-8").replace("as_of = 2026-01-01", "as_of = 2031-01-01")
    file.write_text(text + asked, encoding="utf-8")
    add_file(path, of_2011().answer(), name="flows.csv", source="nomis", retrieved=WHEN)
    assert "was due" not in build(path).model_dump_json()


def test_a_newer_file_of_the_same_name_changes_the_totals_of_the_next_run(tmp_path: Path):
    path = study(tmp_path / "dale")
    found = open_study(path)
    add_file(path, odwp(), name="a.csv", source="commuting", retrieved=WHEN)
    make_run(found)
    more: Flow = ("E08000036", LEEDS, "3", 1_000)
    add_file(path, odwp([*FLOWS, more]), name="a.csv", source="commuting", retrieved=WHEN)
    make_run(found)
    assert "261,000 people from the 5 districts" in said(build(path))["contained/in"].text
    (change,) = (c for c in diff(found) if c.kind == "changed" and "261,000" in c.after)
    first, *_ = change.beneath.records  # within the sum, which rests on the whole file
    assert (first.what, first.source) == ("came", "commuting")
    assert first.label == "Census 2021, ODWP01EW: live in Wakefield, work: Leeds"


def test_figures_of_2011_are_those_of_the_answer(tmp_path: Path):
    told = said(made(tmp_path, of_2011().answer(), source="nomis"))
    fixed = [f for f in FLOWS_2011 if not f[1].startswith("OD")]
    workers = sum(n for _, w, n in fixed if w in HERE)
    inside = sum(n for h, w, n in fixed if {h, w} <= HERE)
    assert [e.value for e in told["contained/in"].estimates[:3]] == [
        workers,
        inside,
        pytest.approx(100 * inside / workers),
    ]


def test_of_two_files_of_one_census_no_sum_is_told_for_each_may_be_a_part(tmp_path: Path):
    of_kirklees = [flow for flow in FLOWS if flow[0] == KIRKLEES]
    others = [flow for flow in FLOWS if flow[0] != KIRKLEES]
    profile = made(tmp_path, odwp(of_kirklees), odwp(others))
    assert not [s for s in said(profile) if s.startswith("contained")]
    assert "withheld, or not held" in gaps(profile)["commuting-in"]
    whole = made(tmp_path / "whole", odwp(FLOWS))
    assert [s for s in said(whole) if s.startswith("contained")]
