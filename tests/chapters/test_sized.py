"""The sector's size in its chapter, from rows made by hand: what is said, what is not, to whom."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sectorscope.pipeline.assemble import assemble
from sectorscope.profile import Audience, DataTable, Figure, Gap, Profile
from sectorscope.schema import TABLES, from_rows
from sectorscope.store import Tables
from sectorscope.study import parse

SHA = "a" * 64
WHERE = {"snapshot": SHA, "locator": "bytes=0-10", "raw": None}
CONFIG = parse(
    """
[study]
id = "x"
title = "X"
as_of = 2026-01-01
period = "2026"
[sector]
name = "medical technology"
definition = "medtech, version 1"
rubric = "Makes products for health."
institutions = ["Great Hospital"]
[sector.readings]
strict = "Designs them."
broad = "Supplies their makers."
[sector.industries]
core = ["32.50"]
[[sector.segment]]
id = "implants"
label = "implants"
[[sector.segment]]
id = "software"
label = "software"
cross_cutting = true
[[sector.neighbour]]
id = "digital"
label = "creative and digital"
industries = ["62"]
[region]
name = "South Yorkshire"
geography = "2025"
places = [
  { code = "E08000038", name = "Barnsley" },
  { code = "E08000017", name = "Doncaster" },
  { code = "E08000018", name = "Rotherham" },
  { code = "E08000039", name = "Sheffield" },
]
"""
)
PLACES = ("E08000038", "E08000017", "E08000018", "E08000039")
Rows = dict[str, list[dict[str, Any]]]


def size(target: str = "sector", estimate: float | None = 4212.0, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    value = 4212.0 if estimate is None else estimate
    row = {
        "target": target, "measure": "headcount", "reading": "central", "dimension": "all",
        "part": "all", "label": "medical technology", "estimate": estimate, "low": value * 0.9,
        "high": value * 1.1, "floor": value / 2, "list_total": value, "audited": 120,
        "drawn": 120, "known": 180, "unresolved": 0, "members": 31, "method": "review, then audit",
        "withheld": None, "reviews_needed": None, "draw": "d1",
        "sensitivity": json.dumps(
            [{"assumption": "reviewers missed 5% of members", "low": value, "high": value * 1.05}]
        ),
    }  # fmt: skip
    return row | more | WHERE


def company(number: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    blank = {c.name: None for c in TABLES["company"].columns}
    named = {"id": f"{number:08d}", "number": f"{number:08d}", "name": f"Maker {number} Ltd"}
    place = {"area_code": PLACES[number % 4], "area": "somewhere"}
    made = {"sics": "32500", "headcount": 10.0 * number, "basis": "accounts", "flags": ""}
    return blank | named | place | made | more | WHERE


def member(number: int, target: str = "sector", z: float | None = 1.0) -> dict[str, Any]:
    return {
        "company": f"{number:08d}", "target": target, "p": 0.5, "z": z, "listed": True,
        "reasons": "",
    } | WHERE  # fmt: skip


def ruling(number: int, **more: str) -> dict[str, Any]:
    body = {"company": f"{number:08d}", "reading": "first", "headcount": "", "ruling": "in"} | more
    return {
        "id": f"r{number}", "kind": "membership", "who": "A. Analyst", "when": "2026-01-01",
        "why": "makes implants", "body": json.dumps(body),
    }  # fmt: skip


def overlap(second: str = "near:digital", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    row = {
        "first": "sector", "second": second, "first_label": "medical technology",
        "second_label": "creative and digital", "both": 600.0, "both_low": 500.0,
        "both_high": 700.0, "either": 9100.0, "either_low": 8700.0, "either_high": 9500.0,
        "of_first": 0.142, "of_first_low": 0.11, "of_first_high": 0.17, "of_second": 0.052,
        "of_second_low": 0.041, "of_second_high": 0.064, "members": 9, "audited": 120,
        "withheld": None, "method": "m", "assumes": "codes", "draw": "d1",
        "sensitivity": json.dumps(
            [{"assumption": "only the first code counts", "of_first": 0.1, "of_second": 0.04}]
        ),
    }  # fmt: skip
    return row | more | WHERE


def rows() -> Rows:
    return {
        "snapshot": [
            {
                "sha256": SHA, "source": "companies", "name": "list.csv", "bytes": 100,
                "retrieved": "2026-01-01", "title": "A list", "publisher": "P", "licence": "L",
                "url": None, "mapping": None, "reconstruction": False, "sealed": False,
            }
        ],
        "company": [company(i) for i in range(1, 13)],
        "membership": [member(i) for i in range(1, 9)] + [member(i, z=None) for i in (9, 10, 11)]
        + [member(i, "implants") for i in range(1, 9)],
        "decision": [ruling(i) for i in range(1, 9)]
        + [{"id": "d1", "kind": "draw", "who": "A. Analyst", "when": "2026-01-01",
            "why": "stage B", "body": "{}"}],
        "size": [
            size(), size(measure="businesses", estimate=210.0), size(reading="strict"),
            size(reading="broad", estimate=5100.0), size("implants", label="implants"),
            size("software", None, label="software", withheld="its interval is wide",
                 reviews_needed=5, known=3, audited=2),
            *(size(dimension="place", part=code, label=name, estimate=1000.0 + i)
              for i, (code, name) in enumerate(zip(PLACES, NAMES, strict=True))),
        ],
        "overlap": [overlap(), overlap("implants", first="software", of_first=None,
                                       first_label="software", second_label="implants",
                                       withheld="too few")],
        "coverage": [
            {"cell": "Sheffield C", "companies": 9, "frame": 41000.0, "official": 63000.0,
             "low": 62500.0, "high": 63500.0, "weight": 1.5, "flags": ""} | WHERE
        ],
    }  # fmt: skip


NAMES = ("Barnsley", "Doncaster", "Rotherham", "Sheffield")


def made(held: Rows | None = None, audience: Audience = "public") -> Profile:
    tables = {n: from_rows(TABLES[n], r) for n, r in (rows() if held is None else held).items()}
    return assemble(CONFIG, Tables.from_arrow(tables), audience)


def blocks(profile: Profile) -> dict[str, Gap | Figure | DataTable]:
    held = profile.chapters[0].blocks
    return {b.id: b for b in held if isinstance(b, Gap | Figure | DataTable)}


def told(profile: Profile, question: str) -> list[str]:
    return [s.text for s in profile.chapters[0].statements() if s.question == f"size:{question}"]


@pytest.fixture(scope="module")
def whole() -> Profile:
    return made()


def test_the_size_with_its_interval_and_readings(whole: Profile):
    assert told(whole, "headcount") == [
        "By review and audit, 4,210 people in South Yorkshire work in medical technology (a 95% "
        "interval: 3,790 to 4,630)."
    ]
    assert "strict" in told(whole, "readings")[0]
    assert "broad one 5,100 (4,590 to 5,610)" in told(whole, "readings")[0]
    assert "210 businesses" in told(whole, "businesses")[0]


def test_what_is_confirmed_what_was_read_and_what_is_taken_for_granted(whole: Profile):
    assert told(whole, "confirmed")[0].startswith("At least 2,110 people are confirmed")
    assert told(whole, "read") == [
        "Of the 120 companies drawn for the audit 120 were read, after 180 others."
    ]
    assert "4,210 to 4,420 if reviewers missed 5% of members" in told(whole, "assuming")[0]


def test_a_size_rests_on_its_row_its_draw_and_the_heaviest_rulings(whole: Profile):
    (said,) = (s for s in whole.statements() if s.question == "size:headcount")
    items = {e.id: e for e in whole.evidence.items}
    found = [items[r.id] for r in said.refs()]
    size_row, heaviest = found[0], found[1]
    assert size_row.decision
    assert (size_row.decision.kind, size_row.locator) == ("draw", None)
    assert heaviest.decision
    told_outside = ("a reader of the study", "read by the study's definition")
    assert (heaviest.decision.who, heaviest.decision.why) == told_outside
    assert heaviest.locator == "bytes=0-10"
    assert heaviest.label.startswith("Maker 8 Ltd (00000008)")
    assert len(found) == 9


def test_segments_overlap_and_the_wide_one_is_a_gap(whole: Profile):
    assert "In implants, 4,210 people" in told(whole, "segment")[0]
    assert "do not add up" in told(whole, "segments")[0]
    gap = blocks(whole)["withheld-segments"]
    assert isinstance(gap, Gap)
    assert "software" in gap.because.text
    assert gap.takes
    assert gap.takes.text == "About 5 further reviews of the audit."


def test_more_reviews_than_companies_is_not_proposed():
    held = rows()
    held["size"][5]["reviews_needed"] = 10_000
    gap = blocks(made(held))["withheld-segments"]
    assert isinstance(gap, Gap)
    assert gap.takes
    assert "10,000" not in gap.takes.text


def test_places_stand_on_their_squares(whole: Profile):
    figure = blocks(whole)["places-by-review"]
    assert isinstance(figure, Figure)
    at = {t.label: (t.column, t.row) for t in figure.tiles}
    assert at == {"Barnsley": (0, 0), "Doncaster": (1, 0), "Sheffield": (0, 1), "Rotherham": (1, 1)}
    assert "no map" not in figure.subtitle
    assert "registered" in told(whole, "places")[0]


def test_overlap_is_told_both_ways_and_together(whole: Profile):
    assert told(whole, "overlap") == [
        "Of the people in medical technology, 14% (11% to 17%) work in businesses that are in "
        "creative and digital too; of those in creative and digital, 5.2% (4.1% to 6.4%) work in "
        "businesses that are in medical technology too."
    ]
    assert "9,100 altogether" in told(whole, "together")[0]
    figure = blocks(whole)["overlap-neighbours"]
    assert isinstance(figure, Figure)
    assert [r[1].text for r in figure.data.rows] == ["14%", "5.2%"]
    assert "software" in blocks(whole)["withheld-overlaps"].because.text  # type: ignore[union-attr]


def test_hints_are_shown_against_what_was_found(whole: Profile):
    table = blocks(whole)["hints"]
    assert isinstance(table, DataTable)
    assert [c.text for c in table.data.rows[0]] == [
        "Core: most companies there are in", "32.50", "11", "8", "8",
    ]  # fmt: skip


def test_companies_that_no_district_is_known_of_are_counted_where_they_are_most():
    def placed(profile: Profile) -> list[str]:
        return [s.text for s in profile.statements() if s.question == "companies"]

    assert not placed(made())
    held = rows()
    for one in held["company"][:6]:
        one |= {"area_code": None, "area": None}
    assert placed(made(held)) == [
        "Of the 11 companies that count, 5 are placed in South Yorkshire by their district or "
        "postcode; 6 cannot be placed, and may be anywhere."
    ]


def test_the_table_of_hints_leads_to_each_file_that_companies_which_count_came_in():
    held, other = rows(), "b" * 64
    held["snapshot"].append(held["snapshot"][0] | {"sha256": other, "name": "other.csv"})
    held["company"][4]["snapshot"] = other
    held["company"][11]["snapshot"] = "c" * 64  # which does not count
    held["snapshot"].append(held["snapshot"][0] | {"sha256": "c" * 64, "name": "third.csv"})
    table = blocks(made(held))["hints"]
    assert isinstance(table, DataTable)
    assert [r.id.partition("|")[0] for r in table.evidence] == ["size", "company"]
    assert "00000005" in table.evidence[1].id


def test_coverage_is_a_share_of_official_jobs(whole: Profile):
    assert (
        "41,000 people where official figures count 63,000 jobs: 65%" in told(whole, "coverage")[0]
    )


def test_an_institution_on_the_list_is_named_and_never_counted():
    held = rows()
    held["company"].append(company(99, name="GREAT HOSPITAL"))
    assert told(made(held), "institutions") == [
        "The definition lists GREAT HOSPITAL, and never counts them in the size of medical "
        "technology."
    ]


# --- what cannot be said ---------------------------------------------------------------------


def test_without_a_review_the_gap_says_what_it_takes():
    gap = blocks(made({}))["no-audited-size"]
    assert isinstance(gap, Gap)
    assert "no company of the sector has been reviewed" in gap.because.text
    assert gap.takes
    assert "some 300 of them read" in gap.takes.text


def test_before_the_audit_nothing_is_said_of_size():
    held = rows()
    held["size"] = [size(estimate=None, audited=0, drawn=0, known=60, withheld="the audit …")]
    held["overlap"] = []
    profile = made(held)
    gap = blocks(profile)["no-audited-size"]
    assert isinstance(gap, Gap)
    assert "60 companies have been read" in gap.because.text
    assert not told(profile, "headcount")


def test_a_withheld_size_keeps_what_is_confirmed():
    held = rows()
    held["size"][0] |= {"estimate": None, "withheld": "half of it", "reviews_needed": 3}
    profile = made(held)
    assert not told(profile, "headcount")
    assert told(profile, "confirmed")
    assert "withheld-size" in blocks(profile)


# --- disclosure ------------------------------------------------------------------------------


def told_in_confidence() -> Rows:
    """The two companies of Doncaster gave their headcounts themselves."""
    held = rows()
    for row in held["company"]:
        if row["area_code"] == PLACES[1]:
            row["basis"] = "given"
    return held


def test_a_place_with_two_firms_own_figures_is_kept_back_with_another():
    profile = made(told_in_confidence())
    figure = blocks(profile)["places-by-review"]
    assert isinstance(figure, Figure)
    hidden = {r[0].text for r in figure.data.rows if r[1].state == "withheld"}
    assert len(hidden) == 2
    assert "Doncaster" in hidden
    assert not [t for t in told(profile, "place") if "Doncaster" in t]
    gap = blocks(profile)["protected-places"]
    assert isinstance(gap, Gap)
    assert gap.takes is None
    assert not any(name in gap.because.text for name in NAMES)


def test_within_the_study_everything_is_told():
    profile = made(told_in_confidence(), "internal")
    assert [t for t in told(profile, "place") if "Doncaster" in t]


def test_a_company_whose_headcount_is_its_own_word_is_no_public_evidence():
    held = rows()
    held["decision"][7] = ruling(8, headcount="85")
    labels = [e.label for e in made(held).evidence.items]
    assert not [x for x in labels if x.startswith("Maker 8 ")]
    assert [e for e in made(held, "internal").evidence.items if e.label.startswith("Maker 8 ")]


def test_no_sentence_on_size_escapes_the_reader(monkeypatch: pytest.MonkeyPatch):
    from sectorscope.wording import sized_grammar

    asked: list[str] = []
    read = sized_grammar.read

    def counting(text: str) -> sized_grammar.Said:
        asked.append(text)
        return read(text)

    monkeypatch.setattr(sized_grammar, "read", counting)
    said = {s.text for s in _sized(made())}
    assert said
    assert said == set(asked)


def _sized(profile: Profile) -> Iterator[Any]:
    return (s for s in profile.statements() if s.question.startswith("size:"))


def test_published_sizes_stand_beside_ours_and_are_not_averaged():
    held = rows()
    blank = {c.name: None for c in TABLES["fact"].columns}
    published = {
        "id": "f", "kind": "published_size", "order": 1, "label": "size", "value": 9000.0,
        "unit": "jobs", "definition": "all of it", "geography": "the county", "period": "2020",
        "source_title": "T", "source_publisher": "Somebody", "locator": "bytes=0-1",
    }  # fmt: skip
    held["fact"] = [blank | WHERE | published]
    figure = blocks(made(held))["published-sizes"]
    assert isinstance(figure, Figure)
    assert [(r[0].text, r[1].text) for r in figure.data.rows] == [
        ("By review and audit", "4,212"), ("Somebody, 2020", "9,000"),
    ]  # fmt: skip
    assert "beside published ones" in figure.title


def confidential(number: int, people: str, **more: str) -> dict[str, Any]:
    return ruling(number, headcount=people, **more)


def test_one_firms_word_in_the_broad_reading_alone_keeps_that_reading_back():
    held = rows()
    held["company"].append(company(20, headcount=None, basis=None))
    held["membership"].append(member(20, z=0.0))
    held["decision"].append(confidential(20, "9000", ruling="only_broad"))
    profile = made(held)
    assert told(profile, "headcount")  # the central size rests on filed accounts
    assert not any("broad one" in text for text in told(profile, "readings"))
    assert "broad one" in told(made(held, "internal"), "readings")[0]


def test_a_headcount_told_in_confidence_counts_as_it_was_told_not_as_it_was_listed():
    held = rows()
    held["company"].append(company(20, headcount=0.0, area_code=PLACES[1]))
    held["membership"].append(member(20))
    held["decision"].append(confidential(20, "850"))
    profile = made(held)
    assert not any("Doncaster" in text for text in told(profile, "place"))
    assert "protected-places" in blocks(profile)


def test_the_people_in_both_follow_the_rules_too():
    held = rows()
    for i in range(21, 28):
        held["company"].append(company(i, headcount=100.0, basis="given"))
        held["membership"].append(member(i))
        held["decision"].append(ruling(i))
    held["company"].append(company(28, headcount=90.0, basis="given", sics="62012"))
    held["membership"].append(member(28))
    held["decision"].append(ruling(28))
    profile = made(held)
    assert told(profile, "headcount")  # many firms, none of which dominates
    assert not told(profile, "overlap")  # one alone is in both
    assert "protected-overlaps" in blocks(profile)
    assert told(made(held, "internal"), "overlap")
