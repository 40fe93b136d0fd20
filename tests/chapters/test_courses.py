"""What is offered: courses and qualifications of the sector, told by code and by place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import sectorscope
from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Filled, Gap, Profile, Slot, Statement
from sectorscope.trace import trace
from sectorscope.wording import courses as templates
from tests.evidence.taught import (
    aim,
    discover,
    lars,
    listed,
    of_standard,
    registered,
    rows_of,
    run,
    runs,
    studied,
)
from tests.support import counts
from tests.support.studies import WHEN, build

NURSING, ENGINEERING = "60300012", "6030002X"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Dale, whose postcodes begin with LS or HD1, and a definition that names subjects."""
    return named(tmp_path)


def named(
    folder: Path, crosswalk: str = 'subject_areas = ["4.1"]\nsubjects = ["CAH10-01"]'
) -> Path:
    return counts.study(folder / "dale", **{'soc = "SOC 2020"': f'soc = "SOC 2020"\n{crosswalk}'})


def add(study: Path, source: str, data: bytes) -> None:
    name = {"lars": "lars.zip", "discover_uni": "discover.zip"}.get(source, f"{source}.csv")
    add_file(study, data, name=name, source=source, retrieved=WHEN)


def register() -> bytes:
    both = {"subject": "4.10", "area": "4.00"}
    other = aim("6030003X", level="2", organisation="ZZ", **both)
    return lars(aim(NURSING), aim(ENGINEERING, **both), other)


def engineering(n: int, **changes: object) -> dict[str, object]:
    return run(n, **{"aim": ENGINEERING, **changes})


def said(profile: Profile) -> dict[str, Statement]:
    return {s.subject: s for s in profile.statements() if s.question == "courses"}


def gaps(profile: Profile) -> dict[str, str]:
    (chapter,) = (c for c in profile.chapters if c.id == "provision")
    return {b.id: b.because.text for b in chapter.blocks if isinstance(b, Gap)}


def cells(profile: Profile, identity: str) -> list[list[str]]:
    (found,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id == identity)
    return [[cell.text for cell in row] for row in found.data.rows]


def test_courses_are_of_the_sector_by_the_subject_area_of_their_learning_aim(study: Path):
    add(study, "lars", register())
    add(study, "courses", runs(
        engineering(1), engineering(2, aim="6030003X", provider="10000004"),
        engineering(3, course="aaaa0001"), run(4, aim=NURSING)))  # fmt: skip
    profile = build(study)
    assert said(profile)["courses"].text == (
        "The directory of courses lists two courses in subject areas that the definition names, "
        "run at places in Dale by two providers."
    )
    assert cells(profile, "courses-courses-by-level") == [
        ["Level 2", "1", "1"], ["Level 3", "1", "1"],
    ]  # fmt: skip


def test_a_course_is_placed_by_its_postcode_or_by_a_district_its_list_names(study: Path):
    add(study, "lars", register())
    add(study, "courses", runs(
        engineering(1, place="HD1 1AA"),
        engineering(2, place="HD10 1AA"),
        engineering(3, place="", regions="Bradford, Kirklees"),
        engineering(4, place="", regions="Bradford,York"),
        engineering(5, place="", regions="Yorkshire and The Humber"),
        engineering(6, place="", national="True"),
        engineering(7, place="HD1 1AA", course="aaaa0006"),
    ))  # fmt: skip
    profile = build(study)
    assert "lists three courses in" in said(profile)["courses"].text
    assert said(profile)["courses"].geography.endswith(
        "by how postcodes of places begin, or districts the list names"
    )
    assert (
        "Whether one further course in the directory of courses"
        in gaps(profile)["courses-not-placed-courses"]
    )


def test_a_course_without_a_known_aim_is_counted_and_not_guessed(study: Path):
    add(study, "lars", register())
    unknown = engineering(2, aim=""), engineering(3, aim="99999999")
    add(study, "courses", runs(engineering(1), *unknown, run(4)))
    profile = build(study)
    assert "lists one course in" in said(profile)["courses"].text
    assert gaps(profile)["courses-subject-not-known-courses"].startswith(
        "Whether two of the four courses that the directory of courses places in Dale are in these"
    )
    add(study, "courses", runs(engineering(1), engineering(2, aim="")))
    assert gaps(build(study))["courses-subject-not-known-courses"].startswith(
        "Whether one of the two courses that the directory of courses places in Dale is in these"
    )


def test_a_list_of_courses_alone_says_that_a_register_is_missing(study: Path):
    add(study, "courses", runs())
    profile = build(study)
    assert not said(profile)
    assert "no register is held" in gaps(profile)["courses-no-register-courses"]


def test_nothing_here_is_a_gap(study: Path):
    add(study, "lars", register())
    add(study, "courses", runs(engineering(1, place="ZE1 0AA")))
    profile = build(study)
    assert "courses" not in said(profile)
    assert "no course in the subjects" in gaps(profile)["courses-none-here-courses"]


def test_a_definition_that_names_no_subjects_is_told_what_it_takes(tmp_path: Path):
    study = named(tmp_path, "")
    add(study, "lars", register())
    profile = build(study)
    assert not said(profile)
    assert "names no subjects" in gaps(profile)["no-subject-areas"]


def test_a_sentence_leads_to_the_course_and_to_its_learning_aim(study: Path):
    add(study, "lars", register())
    add(study, "courses", runs(engineering(1)))
    steps = trace(sectorscope.open_study(study), said(build(study))["courses"].id).steps
    assert [step.found.text for step in steps] == [
        "Prosthetics, evenings – “part one”", "Diploma in Prosthetics, “part-time”",
    ]  # fmt: skip
    assert "part=CSV/LearningDelivery.csv" in str(steps[1].evidence.locator)


def test_degrees_are_of_the_sector_by_their_own_subject_and_placed_by_the_provider(study: Path):
    subjects = [("10007855", "x", c, m, code) for c, m, code in (
        ("C1", "01", "CAH10-01-05"), ("C1", "02", "CAH10-01-05"), ("C2", "01", "CAH02-06-01"),
        ("C3", "01", "CAH10-010"))]  # fmt: skip
    courses = [studied("C1"), studied("C1", "02"), studied("C2"), studied("C3"),
               studied("C4", level="04")]  # fmt: skip
    add(study, "discover_uni", discover(*courses, subjects=subjects))
    profile = build(study)
    assert said(profile)["discover_uni"].text == (
        "Discover Uni lists one course in subjects that the definition names, of one provider with "
        "an address in Dale."
    )
    assert "not by where the course is taught" in said(profile)["discover_uni"].caveat
    assert cells(profile, "courses-discover-uni-by-level") == [["First degree", "1", "1"]]
    assert "two of the four courses" in gaps(profile)["courses-subject-not-known-discover-uni"]


def test_degrees_need_codes_of_their_own(tmp_path: Path):
    study = named(tmp_path, 'subject_areas = ["4.1"]')
    add(study, "discover_uni", discover())
    assert "Common Aggregation Hierarchy" in gaps(build(study))["courses-no-codes-discover-uni"]


def test_qualifications_that_new_learners_may_begin(study: Path):
    area = {"ssa": "Engineering", "since": "2018-09-01", "until": ""}
    add(study, "ofqual", rows_of([
        registered(**area),
        registered(**area | {"number": "603/0002/X", "level": "Entry Level", "ssa": "4.1 x"}),
        registered(**area | {"number": "603/0003/X", "since": "2030-01-01"}),
        registered(**area | {"number": "603/0004/X", "until": "2020-01-01"}),
        registered(**area | {"number": "603/0005/X", "england": "No"}),
        registered(**area | {"number": "603/0006/X", "ssa": "Science"}),
        registered(**area | {"number": "603/0007/X", "organisation": "B Body"}),
    ]))  # fmt: skip
    profile = build(study)
    assert said(profile)["ofqual"].text == (
        "The Register of Regulated Qualifications has three qualifications in subject areas that "
        "the definition names which new learners in England may begin, from two awarding "
        "organisations."
    )
    assert said(profile)["ofqual"].basis == "official"
    assert cells(profile, "qualifications-ofqual-by-level") == [
        ["Entry level", "1", "1"], ["Level 3", "2", "2"],
    ]  # fmt: skip


def test_two_registers_are_never_added_up(study: Path):
    add(study, "lars", register())
    add(study, "ofqual", rows_of([registered(ssa="4.1", since="2018-09-01", until="")]))
    texts = {k: s.text for k, s in said(build(study)).items()}
    assert "has two learning aims in" in texts["lars"]
    assert "has one qualification " in texts["ofqual"]


STANDARDS = {"ST0349": "Welder", "ST0607": "Metal fabricator", "ST1305": "Machining technician"}


def test_standards_without_a_course_or_a_start_are_named(study: Path):
    counts.add_standards(study, STANDARDS)  # codes 1, 2 and 3 in the register of aims
    counts.add_starts(study, [("2024/25", "A COLLEGE", "Metal fabricator", 10)])
    add(study, "lars", lars(
        aim(ENGINEERING, subject="4.10", area="4.00"),
        standards=[of_standard(1, ENGINEERING), of_standard(3, "Z0001890")]))  # fmt: skip
    add(study, "courses", runs(engineering(1), run(2, aim="Z0001890")))
    text = gaps(build(study))["standards-without-courses"]
    assert "for Machining technician (ST1305) neither" in text
    assert "Welder" not in text
    assert "Metal fabricator" not in text


def test_without_aims_of_standards_nothing_is_said_of_them(study: Path):
    counts.add_standards(study, STANDARDS)
    add(study, "lars", rows_of([aim(ENGINEERING)]))
    add(study, "courses", runs(engineering(1)))
    found = gaps(build(study))
    assert "standards-without-courses" not in found
    assert "no list is held of the learning aims" in found["courses-of-standards"]


def test_no_gap_on_standards_where_no_list_of_courses_is_held(study: Path):
    counts.add_standards(study, STANDARDS)
    add(study, "lars", register())
    assert not [g for g in gaps(build(study)) if "standards" in g]


def with_standards(*rows: dict[str, object]) -> bytes:
    return lars(aim(ENGINEERING, subject="4.10", area="4.00"), Standard=rows_of(rows))


def test_standards_in_the_subject_areas_are_told_by_whether_they_may_be_started(study: Path):
    counts.add_standards(study, STANDARDS)
    elsewhere = {"SectorSubjectAreaTier1": "1.00", "SectorSubjectAreaTier2": "1.20"}
    add(study, "lars", with_standards(
        listed(1), listed(8, NotionalEndLevel="6"), listed(2, LastDateStarts="31 Jul 2024"),
        listed(9, EffectiveTo="01 Aug 2020"), listed(3, **elsewhere),
        listed(10, EffectiveFrom="01 Aug 2099"),
        listed(11, LastDateStarts="31 Jul 2099")))  # fmt: skip
    profile = build(study)
    texts = {k: s.text for k, s in said(profile).items()}
    assert texts["standards"] == (
        "The register of learning aims has three apprenticeship standards in subject areas that "
        "the definition names which may be started, beside two closed to new starts."
    )
    assert texts["standards/named"] == (
        "Of those that may be started, one is among the standards it names."
    )
    assert cells(profile, "registered-standards-by-level") == [
        ["Level 3", "2", "2"], ["Level 6", "1", "0"],
    ]  # fmt: skip
    name = "registered-standards-by-level"
    tables = (b for b in profile.blocks() if isinstance(b, DataTable))
    assert not [t.caveat for t in tables if t.id == name and "several levels" in t.caveat]


def test_standards_of_other_areas_are_not_told(study: Path):
    elsewhere = {"SectorSubjectAreaTier1": "1.00", "SectorSubjectAreaTier2": "1.20"}
    add(study, "lars", with_standards(listed(3, **elsewhere)))
    assert not [s for s in said(build(study)) if s.startswith("standards")]


def test_a_sentence_on_standards_leads_to_the_register(study: Path):
    add(study, "lars", with_standards(listed(1)))
    statement = said(build(study))["standards"]
    found = trace(sectorscope.open_study(study), statement.id)
    assert "Orthotic “technician”" in str(found)


@pytest.mark.parametrize("crosswalk", ["", 'subject_areas = ["4.1"]'])
def test_a_study_that_holds_no_list_says_nothing_of_courses(tmp_path: Path, crosswalk: str):
    profile = build(named(tmp_path, crosswalk))
    assert not said(profile)
    assert not [g for g in gaps(profile) if "course" in g or "subject" in g]


def every_template() -> Iterable[str]:
    for name, text in vars(templates).items():
        if name.isupper():
            yield from text.values() if isinstance(text, dict) else [text]


@pytest.mark.parametrize("template", [*every_template()])
def test_no_template_says_a_number_of_its_own(template: str):
    fields = re.findall(r"\{(\w+)\}", template)
    assert Filled(template=template, slots={f: Slot(kind="literal", text="x") for f in fields})
