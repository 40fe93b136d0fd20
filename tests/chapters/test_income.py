"""What the study's universities earn: summed where each of them has a figure, else a gap."""

from pathlib import Path

import sectorscope
from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Profile
from sectorscope.trace import trace
from sectorscope.wording.check import check
from tests.evidence.provided import earned, more
from tests.support.counts import study
from tests.support.studies import WHEN, build, gaps

ARTS, CRAFTS = (10000003, "A University, of Arts"), (10000004, "The University of Crafts")
Row = tuple[object, ...]


def services(who: tuple[int, str], small: object, whole: object, year: str = "2023/24") -> bytes:
    return earned(
        "2a",
        ("Consultancy", "SME's", "Value", "£000s", small),
        ("Consultancy", "Total", "Value", "£000s", whole),
        ("Consultancy", "Total", "Number", "£000s", 9999),
        university=who,
        year=year,
    )


BOTH = more(
    services(ARTS, 10, 100),
    services(CRAFTS, 5, 50),
    services(ARTS, 9, 40, "2018/19"),
    services(CRAFTS, 3, 20, "2018/19"),
    services((10000005, "Elsewhere"), 700, 7000),
)
NAMED = '["10000003", "University of Crafts"]'


def made(folder: Path, *tables: bytes, providers: str = NAMED) -> Path:
    named = f"[universities]\nproviders = {providers}\n\n[official]\n"
    path = study(folder / "dale", **{"[official]\n": named})
    for i, data in enumerate(tables):
        add_file(path, data, name=f"table-{i}.csv", source="hesa", retrieved=WHEN)
    return path


def said(profile: Profile) -> dict[str, str]:
    told = [s for s in profile.statements() if s.question == "income"]
    assert not [wrong for s in told if (wrong := check(s))]
    return {s.subject: s.text for s in told}


def missed(profile: Profile) -> dict[str, str]:
    return {g.id: g.because.text for g in gaps(profile) if g.id.startswith("income")}


def test_nothing_is_said_where_no_such_table_is_held(tmp_path: Path):
    profile = build(made(tmp_path))
    assert not said(profile)
    assert not missed(profile)


def test_the_newest_year_is_told_after_that_five_years_before_and_what_came_from_whom(
    tmp_path: Path,
):
    profile = build(made(tmp_path, BOTH))
    assert said(profile) == {
        "services/Consultancy": "In 2023/24, the two universities that the study names and the "
        "table has had £150,000 from consultancy, after £60,000 in 2018/19.",
        "services/Consultancy/partners": "Of the amount in 2023/24, £15,000 came from small and "
        "medium-sized businesses.",
    }
    (one, _) = (s for s in profile.statements() if s.question == "income")
    assert one.estimates[0].uncertainty.low == 149_000
    assert one.basis == "official"
    assert "in academic years and the prices of each" in (one.caveat or "")


def test_the_table_has_each_university_for_itself(tmp_path: Path):
    (found,) = (b for b in build(made(tmp_path, BOTH)).blocks()
                if isinstance(b, DataTable) and b.id == "income-by-university")  # fmt: skip
    assert [[c.text for c in row] for row in found.data.rows] == [
        ["consultancy", "every partner", "2023/24", "100,000", "50,000"],
        ["consultancy", "SME's", "2023/24", "10,000", "5,000"],
    ]


def test_no_sum_is_made_where_a_university_has_no_figure(tmp_path: Path):
    holed = more(services(ARTS, 10, 100), services(CRAFTS, "", ""))
    profile = build(made(tmp_path, holed))
    assert not said(profile)
    assert (
        "no figure of The University of Crafts"
        in (missed(profile)["income-not-every-services-consultancy"])
    )
    lacking = build(made(tmp_path / "b", services(ARTS, 10, 100), earned(
        "3", ("Total programmes", "£000s", 7), university=CRAFTS)))  # fmt: skip
    assert not said(lacking)


def test_a_part_or_an_earlier_year_without_a_figure_is_left_out_and_the_rest_told(tmp_path: Path):
    holed = more(
        services(ARTS, 10, 100), services(CRAFTS, "", 50), services(ARTS, 9, 40, "2018/19")
    )
    assert said(build(made(tmp_path, holed))) == {
        "services/Consultancy": "In 2023/24, the two universities that the study names and the "
        "table has had £150,000 from consultancy."
    }


def test_one_university_is_called_by_its_name_and_a_loss_is_negative(tmp_path: Path):
    ideas = earned("4d", ("Total IP revenues", "£000s", -3), ("Total costs", "£000s", 40))
    text = said(build(made(tmp_path, ideas, providers='["10000003"]')))
    assert text == {
        "intellectual property/Total IP revenues": "In 2023/24, A University, of Arts had £−3,000 "
        "from intellectual property."
    }


def test_universities_that_are_not_named_or_not_listed_are_gaps(tmp_path: Path):
    unnamed = build(made(tmp_path / "a", BOTH, providers="[]"))
    assert (said(unnamed), list(missed(unnamed))) == ({}, ["income-no-providers"])
    unknown = build(made(tmp_path / "b", BOTH, providers='["10000099", "A School"]'))
    assert (said(unknown), list(missed(unknown))) == ({}, ["income-not-listed"])
    assert "What UKPRN 10000099; A School earned" in missed(unknown)["income-not-listed"]


def test_a_sentence_leads_to_the_figures_of_each_university(tmp_path: Path):
    path = made(tmp_path, BOTH)
    (one, _) = (s for s in build(path).statements() if s.question == "income")
    steps = trace(sectorscope.open_study(path), one.id).steps
    assert [s.found.text for s in steps][:4] == ["100", "50", "40", "20"]
