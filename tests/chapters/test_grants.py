"""Where grants are held: counted by the district a list names, never across lists, and what cannot
be placed said."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import sectorscope
from sectorscope.chapters.universities_held import Districts
from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Filled, Gap, Profile, Slot, Statement
from sectorscope.trace import trace
from sectorscope.wording import grants as templates
from tests.evidence.granted import giving, givings, innovate, participant
from tests.support import studies
from tests.support.replay import gtr
from tests.support.studies import WHEN, build

Row = dict[str, Any]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """An empty study of two districts."""
    folder = studies.copy(studies.EMPTY, tmp_path / "study")
    file = folder / "study.toml"
    text = file.read_text("utf-8")
    assert "[region]" in text
    places = '[region]\nname = "Upper Vale"\nplaces = [{ name = "Leeds", code = "E08000035" }, '
    places += '{ name = "Harrogate", code = "E07000165" }]\n'
    head, _, rest = text.partition("[region]")
    tail = rest[rest.index("\n[") :] if "\n[" in rest else ""
    file.write_text(head + places + tail, "utf-8")
    return folder


def add(study: Path, source: str, name: str, data: bytes) -> None:
    add_file(study, data, name=name, source=source, retrieved=WHEN)


def blocks(profile: Profile) -> list[Any]:
    (chapter,) = (c for c in profile.chapters if c.id == "universities")
    return list(chapter.blocks)


def gap_of(profile: Profile, identity: str) -> Gap:
    (found,) = (b for b in blocks(profile) if isinstance(b, Gap) and b.id == identity)
    return found


def said(profile: Profile, subject: str) -> Statement:
    (found,) = (s for s in profile.statements() if (s.question, s.subject) == ("grants", subject))
    return found


def cells(profile: Profile, identity: str) -> list[list[str]]:
    (found,) = (b for b in blocks(profile) if isinstance(b, DataTable) and b.id == identity)
    return [[cell.text for cell in row] for row in found.data.rows]


def several() -> Iterable[Row]:
    """Two projects of three recipients here; elsewhere, in a district that grew, nowhere, gone."""
    yield participant()
    yield participant(name="University of Leeds", crn="RC000658", award=1_500_000, lead="No")
    yield participant(name="University of Leeds", crn="RC000658", project="2", award=None)
    yield participant(name="HARROGATE GEAR LTD", crn="7654321", project="2", district="Harrogate")
    yield participant(name="FAR AWAY LTD", crn="1", project="3", district="Cornwall", award=9e9)
    yield participant(name="MOOR LTD", crn="2", project="4", district="North Yorkshire")
    yield participant(name="NOWHERE LTD", crn="3", project="5", district="Unknown")
    yield participant(name="GONE LTD", crn="4", project="6", award=5e9, withdrawn="Yes")


def test_awards_are_counted_by_the_district_their_list_names(study: Path):
    add(study, "innovate_uk", "iuk.xlsx", innovate(*several()))
    profile = build(study)
    assert said(profile, "innovate_uk/held").text == (
        "Innovate UK funded projects: two projects with awards to three organisations in Upper "
        "Vale, worth £1.7 million together."
    )
    assert said(profile, "innovate_uk/missing").text == (
        "Of the four awards, one comes without an amount and is not in that sum."
    )
    assert cells(profile, "grants-innovate-uk-largest") == [
        ["University of Leeds", "2", "1,500,000"],
        ["ACME SURGICAL LIMITED", "1", "120,000"],
        ["HARROGATE GEAR LTD", "1", "120,000"],
    ]
    assert cells(profile, "grants-innovate-uk-funder") == [["Innovate UK", "2", "1,740,001"]]


def test_what_cannot_be_placed_is_said_with_its_number(study: Path):
    add(study, "innovate_uk", "iuk.xlsx", innovate(*several()))
    found = gap_of(build(study), "grants-not-placed-innovate-uk")
    assert found.because.text == (
        "Whether two of the seven awards in Innovate UK funded projects are in Upper Vale: no "
        "place that could tell is given for them."
    )
    assert found.takes is not None


def test_nothing_here_is_not_told_as_being_of_the_sector(study: Path):
    add(study, "innovate_uk", "iuk.xlsx", innovate(participant()))
    profile = build(study)
    assert "healthcare technologies" in gap_of(profile, "grants-of-the-sector").because.text
    assert "Awards of every sector" in said(profile, "innovate_uk/held").caveat


def test_a_sentence_leads_to_the_cell_its_largest_award_stands_in(study: Path):
    add(study, "innovate_uk", "iuk.xlsx", innovate(*several()))
    statement = said(build(study), "innovate_uk/held")
    steps = trace(sectorscope.open_study(study), statement.id).steps
    assert {step.evidence.locator: step.found.text for step in steps} == {
        "sheet=Funded projects;cell=P2": "120000.5",
        "sheet=Funded projects;cell=P3": "1500000",
        "sheet=Funded projects;cell=P4": "",
        "sheet=Funded projects;cell=P5": "120000.5",
    }
    assert any("University of Leeds" in step.evidence.label for step in steps)


def add_gateway(study: Path) -> None:
    """Projects, and apart from them who leads them, where that is, and what they are worth."""
    lists = {
        "project": (gtr.project(1), gtr.project(4), gtr.project(2), gtr.innovation(7)),
        "fund": (gtr.fund(1), gtr.fund(4), gtr.fund(2)),
        "organisation": (gtr.organisation(1), gtr.organisation(2, addresses=None)),
    }
    for kind, records in lists.items():
        add(study, "gtr", f"{kind}.json", gtr.answer(kind, *records))


def test_money_names_and_places_of_the_gateway_come_from_its_other_lists(study: Path):
    file = study / "study.toml"
    file.write_text(file.read_text("utf-8").replace("Upper Vale", "Yorkshire"), "utf-8")
    add_gateway(study)
    profile = build(study)
    statement = said(profile, "gtr/held")
    assert statement.text == (
        "Gateway to Research: three projects with awards to one organisation in Yorkshire, worth "
        "£125,000 together."
    )
    assert {ref.id.partition("|")[0] for ref in statement.refs()} == {
        *("grant", "grant_fund", "grant_body"),
    }
    assert cells(profile, "grants-gtr-funder") == [
        ["Innovate UK", "1", "120,000"],
        ["EPSRC", "2", "5,000"],
    ]
    assert "one of the four awards" in gap_of(profile, "grants-not-placed-gtr").because.text


def test_a_region_named_for_a_body_does_not_place_it_in_a_part_of_that_region(study: Path):
    add_gateway(study)
    profile = build(study)
    assert "four of the four awards" in gap_of(profile, "grants-not-placed-gtr").because.text
    assert not [s for s in profile.statements() if s.question == "grants"]


def test_two_lists_are_never_added_up(study: Path):
    add(study, "innovate_uk", "iuk.xlsx", innovate(participant()))
    add(study, "threesixtygiving", "trust.json", givings(giving()))
    profile = build(study)
    assert "worth £120,000 together" in said(profile, "innovate_uk/held").text
    assert said(profile, "threesixtygiving/held").text == (
        "360Giving: one project with awards to one organisation in Upper Vale, worth £25,000 "
        "together."
    )


def test_an_award_that_two_files_of_one_list_hold_counts_once(study: Path):
    add(study, "innovate_uk", "a.xlsx", innovate(participant()))
    add(study, "innovate_uk", "b.xlsx", innovate(participant(), participant(project="9", award=1)))
    text = said(build(study), "innovate_uk/held").text
    assert "two projects with awards to one organisation" in text


def test_a_list_that_is_of_elsewhere_is_a_gap(study: Path):
    add(study, "innovate_uk", "iuk.xlsx", innovate(participant(district="Cornwall")))
    profile = build(study)
    assert (
        "no award of it names a place in Upper Vale"
        in gap_of(profile, "no-grants-here-innovate-uk").because.text
    )
    assert not [b for b in blocks(profile) if getattr(b, "id", "") == "grants-of-the-sector"]


def test_a_list_without_amounts_is_told_without_a_sum(study: Path):
    add(study, "innovate_uk", "iuk.xlsx", innovate(participant(award=None)))
    text = said(build(study), "innovate_uk/held").text
    assert text.endswith("in Upper Vale; the list gives no amount of them.")
    assert cells(build(study), "grants-innovate-uk-largest") == [
        ["ACME SURGICAL LIMITED", "1", "not stated"]
    ]


def test_a_study_without_grants_says_what_it_would_take(study: Path):
    assert "no list of them is held" in gap_of(build(study), "no-grants").because.text


def test_a_region_still_to_be_chosen_holds_no_grants(tmp_path: Path):
    empty = studies.copy(studies.EMPTY, tmp_path / "empty")
    add(empty, "innovate_uk", "iuk.xlsx", innovate(participant()))
    assert gap_of(build(empty), "grants-no-region")


LEEDS, HARROGATE, NORTH_YORKSHIRE = (
    ("E08000035", "Leeds"),
    ("E07000165", "Harrogate"),
    ("E06000065", "North Yorkshire"),
)


@pytest.mark.parametrize(
    ("region", "code", "name", "where"),
    [
        ((LEEDS,), None, "Leeds", "here"),
        ((LEEDS,), None, "LEEDS ", "here"),
        ((LEEDS,), None, "City of Leeds", "here"),
        ((LEEDS,), "E08000035", "anything", "here"),
        ((LEEDS,), "E08000034", "Leeds", "elsewhere"),
        ((LEEDS,), None, "Leek", "elsewhere"),
        ((LEEDS, HARROGATE), None, "North Yorkshire", "not known"),
        ((LEEDS, HARROGATE), "E06000065", "x", "not known"),
        ((LEEDS,), None, "North Yorkshire", "elsewhere"),
        ((NORTH_YORKSHIRE,), None, "Harrogate", "here"),
        ((NORTH_YORKSHIRE,), "E07000165", "x", "here"),
        ((), None, "Leeds", "not known"),
    ],
)
def test_a_district_is_told_whatever_became_of_it(
    region: tuple[tuple[str, str], ...], code: str | None, name: str, where: str
):
    row = {"area_kind": "district", "area_code": code, "area": name, "region": "Elsewhere"}
    assert Districts(region).where(row) == where


@pytest.mark.parametrize("kind", ["region", "country", "other", None])
def test_nothing_larger_or_smaller_than_a_district_places_an_award(kind: str | None):
    row = {"area_kind": kind, "area_code": "E12000003", "area": "Leeds", "region": "Yorkshire"}
    assert Districts((LEEDS,)).where(row) == "not known"


def every_template() -> Iterable[str]:
    for name, said in vars(templates).items():
        if name.isupper():
            yield from said.values() if isinstance(said, dict) else [said]


@pytest.mark.parametrize("template", [*every_template()])
def test_no_template_says_a_number_of_its_own(template: str):
    fields = re.findall(r"\{(\w+)\}", template)
    assert Filled(template=template, slots={f: Slot(kind="literal", text="x") for f in fields})
