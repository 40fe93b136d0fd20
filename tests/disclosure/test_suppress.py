"""The releasable view: what is told, what is merged and what is not told at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.counts import Consultation
from sectorscope.disclosure import View, cells, releasable
from sectorscope.disclosure.policy import exact
from sectorscope.study import Config, parse
from tests.disclosure.surveys import WHERE, Survey, survey
from tests.support.consulted import code, question

Row = dict[str, Any]


def config(total: int | None = None, *, segments: str = "") -> Config:
    text = (
        '[study]\nid = "s"\ntitle = "A study"\nas_of = 2026-01-31\nperiod = "2026"\n'
        '[sector]\nname = "a sector"\ndefinition = "version 1"\n'
    )
    if total is not None:
        register = f'[consultation.businesses]\nsource = "r"\ntotal = {total}\n'
        text += f"{register}segments = {{ {segments} }}\n"
    return parse(text)


def tables(
    whole: dict[str, list[Row]],
    *,
    questions: list[Row],
    codes: list[Row] = (),  # type: ignore[assignment]
    segments: dict[str, str] | None = None,
    reconstruction: bool = False,
) -> dict[str, list[Row]]:
    """Tables of a consultation: for each business its rows of `assertion`."""
    of = segments or {}
    return {
        "question": questions,
        "code": [c | {"order": i} for i, c in enumerate(codes)],
        "consultation": [{"reconstruction": reconstruction, "not_consented": 1}],
        "consultee": [
            WHERE | {"business": b, "segments": of.get(b, ""), "size_band": None, "place": None}
            for b in whole
        ],
        "decision": [{"kind": "coding"}, {"kind": "note"}],
        "assertion": [r | {"business": b} for b, rows in whole.items() for r in rows],
        "response": [{"business": "B0"}],
    }


def said(state: str, question: str = "q", of: str = "", **more: Any) -> Row:  # noqa: ANN401
    fields = {"question": question, "code": of, "state": state, "option": None, "decision": None}
    return WHERE | fields | {"low": None, "likely": None, "high": None} | more


def closed(*states: str) -> dict[str, list[Row]]:
    return {f"B{i:02}": [said(s)] for i, s in enumerate(states)}


def naming(asked: int, **named: str) -> dict[str, list[Row]]:
    """An open question: for each code the numbers of the businesses that named it."""
    made = {f"B{i:02}": [said("raised_unprompted")] for i in range(asked)}
    for of, who in named.items():
        for i in map(int, who.split()):
            made[f"B{i:02}"].append(said("raised_unprompted", of=of, decision="d", raw="words"))
    return made


def view(made: dict[str, list[Row]], total: int | None = None, **more: Any) -> View:  # noqa: ANN401
    return releasable(lambda t: made.get(t, []), config(total, **more), "public")


def counted(shown: View, code: str = "") -> tuple[int, int]:
    count = Consultation(shown.rows).count("q", code)
    return count.k, count.n


def states(shown: View) -> dict[str, int]:
    return dict(Consultation(shown.rows).count("q").states)


# --- closed answers -----------------------------------------------------------------------------


def test_small_silences_are_told_as_one():
    given = closed(*["yes"] * 6, *["no"] * 5, "dont_know", "refused", "blank")
    shown = view(tables(given, questions=[question()]))
    assert states(shown) == {"yes": 6, "no": 5, "blank": 3}
    assert shown.told_as_one("q")


@pytest.mark.parametrize(
    "given",
    [
        ["yes"] * 6 + ["no"] * 2,
        ["yes"] * 2 + ["no"] * 6,
        ["yes"] * 8,
        ["no"] * 8,
        ["yes"] * 5 + ["no"] * 5 + ["blank"],
        ["no"] * 5 + ["blank"] * 5,
        ["yes"],
    ],
)
def test_a_question_that_points_at_somebody_is_not_told(given: list[str]):
    shown = view(tables(closed(*given), questions=[question()]))
    assert not list(shown.rows("question"))
    assert not list(shown.rows("assertion"))
    assert shown.questions == ("q",)


def test_where_ten_could_be_meant_one_is_told():
    shown = view(tables(closed(*["yes"] * 1, *["no"] * 17), questions=[question()]), total=10)
    assert states(shown) == {"yes": 1, "no": 17}
    assert not shown.questions


def test_small_options_become_another_answer():
    options = ["up"] * 5 + ["same"] * 4 + ["down"] * 2 + ["gone"] + [None]
    given = {
        f"B{i:02}": [said("yes" if o == "up" else "no" if o else "blank", option=o)]
        for i, o in enumerate(options)
    }
    shown = view(tables(given, questions=[question(form="option")]))
    assert dict(Consultation(shown.rows).options("q")) == {
        "up": 5,
        "same": 4,
        "another answer, or none": 4,
    }


def test_numbers_go_where_one_firm_stands_out():
    numbers = [100, 1, 1, 1, 1, 1]
    given = {f"B{i}": [said("yes", likely=float(v))] for i, v in enumerate(numbers)}
    given |= {f"C{i}": [said("no")] for i in range(4)}
    asked = question(form="gave_number")
    shown = view(tables(given, questions=[asked]), total=40)
    assert counted(shown) == (6, 10)
    assert {r["likely"] for r in shown.rows("assertion")} == {None}
    assert [w.what for w in shown.withheld] == ["numbers"]


def test_a_number_that_is_told_is_no_business_s_own():
    numbers = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 22]
    given = {
        f"B{i:02}": [said("yes", low=v - 1, likely=v, high=v + 1)] for i, v in enumerate(numbers)
    }
    given |= {f"C{i}": [said("no")] for i in range(4)}
    shown = view(tables(given, questions=[question(form="range")]), total=40)
    likely = sorted(r["likely"] for r in shown.rows("assertion") if r["likely"] is not None)
    assert likely == [3.0] * 5 + [pytest.approx(73 / 7)] * 7
    assert sum(likely) == pytest.approx(sum(numbers))
    assert [w.what for w in shown.withheld] == ["averaged"]
    one_left_out = given["B00"][0]
    one_left_out["low"] = None
    shown = view(tables(given, questions=[question(form="range")]), total=40)
    lows = [r["low"] for r in shown.rows("assertion") if r["low"] is not None]
    assert len(lows) == 7  # the five it would be averaged with tell none


@pytest.mark.parametrize(("unnumbered", "told"), [(2, False), (3, True)])
def test_how_many_gave_a_number_is_a_count_too(unnumbered: int, told: bool):
    given = {f"B{i}": [said("yes", likely=1.0 if i >= unnumbered else None)] for i in range(9)}
    given |= {f"C{i}": [said("no", likely=1.0)] for i in range(4)}
    shown = view(tables(given, questions=[question(form="range")]))
    assert any(r["likely"] for r in shown.rows("assertion")) is told


# --- codes --------------------------------------------------------------------------------------

SHORTAGES = [code("wide"), code("a", "wide"), code("b", "wide"), code("c", "wide"), code("other")]


def needs(**named: str) -> View:
    asked = question(form="issues", open=True, role="needs")
    return view(tables(naming(18, **named), questions=[asked], codes=SHORTAGES))


def codes(shown: View) -> dict[str, int]:
    held = Consultation(shown.rows)
    return {c["label"]: held.count("q", c["code"]).k for c in held.codes_of_question("q")}


def test_a_code_of_one_business_goes_into_its_parent():
    shown = needs(a="0 1 2 3", b="4", c="5 6 7", wide="4 8 9", other="10 11 12")
    assert codes(shown) == {
        "skill wide": 10,
        "skill a": 4,
        "skill c": 3,
        "skill wide not told apart here": 3,
        "skill other": 3,
    }
    assert [(w.under, w.number) for w in shown.merged("q")] == [("wide", 1)]


def test_a_merged_code_cannot_be_had_as_the_parent_less_its_other_part():
    shown = needs(a="0 1 2 3", b="4", other="10 11 12")
    assert codes(shown) == {"skill wide": 5, "skill other": 3}


def test_more_than_one_of_several_may_not_be_one_business_either():
    shown = needs(a="0 1 2 3", b="3 4 5 6", other="10 11 12")
    assert codes(shown) == {"skill wide": 7, "skill other": 3}


def test_those_who_said_it_in_wide_words_alone_are_no_one_business():
    shown = needs(a="0 1 2 3", b="4 5 6 7", wide="8", other="10 11 12")
    assert set(codes(shown).values()) <= {3, 4, 5, 9}
    assert "skill wide with nothing narrower" not in codes(shown)
    held = Consultation(shown.rows)
    assert all(count.k > 2 for _, count in held.named("q"))


def test_a_topmost_code_is_merged_with_others_until_it_is_large_enough():
    shown = needs(a="0 1 2 3", b="4 5 6", other="10")
    assert set(codes(shown)) <= {"skill wide", "skill a", "skill b"}


def test_merged_needs_are_no_set_of_needs():
    shown = needs(a="0 1 2 3", b="4", other="10 11 12")
    (asked,) = shown.rows("question")
    assert (asked["form"], asked["role"]) == ("raised", "needs_merged")


def test_no_words_and_no_decision_leave_the_study():
    asked = question(form="issues", open=True, role="needs")
    codebook = [c | {"examples": "words"} for c in SHORTAGES]
    given = tables(naming(18, a="0 1 2 3", c="5 6 7"), questions=[asked], codes=codebook)
    shown = view(given, total=40)
    rows = list(shown.rows("assertion"))
    assert rows
    assert all(r["raw"] is None and r["decision"] is None for r in rows)
    assert [d["kind"] for d in shown.rows("decision")] == ["note"]
    assert not list(shown.rows("response"))
    assert {c["examples"] for c in shown.rows("code")} == {None}


def test_what_all_named_of_a_few_is_not_told():
    shown = needs(a=" ".join(map(str, range(18))), other="0 1 2")
    assert "skill a" not in codes(shown)


@settings(max_examples=150)
@given(st.data())
def test_nothing_small_follows_from_any_counts_of_codes(data: st.DataObject):
    who = st.sets(st.integers(0, 17)).map(lambda s: " ".join(map(str, sorted(s))))
    named = {c: data.draw(who) for c in ("wide", "a", "b", "c", "other")}
    shown = needs(**named)
    held = Consultation(shown.rows)
    if shown.questions:
        return
    for row in held.codes_of_question("q"):
        count = held.count("q", row["code"])
        assert exact(count.k, 18)
        for child in held.codes_of("q", row["code"]):
            assert count.k - held.count("q", child["code"]).k not in (1, 2)
    for _, count in held.named("q"):
        assert exact(count.k, 18)
    assert 18 - held.named_any("q").k not in (1, 2)


# --- breakdowns, gates, causes ------------------------------------------------------------------


def by_segment(**counts: tuple[int, int]) -> tuple[dict[str, list[Row]], dict[str, str]]:
    """For each segment how many said yes, and how many were asked."""
    given: dict[str, list[Row]] = {}
    of: dict[str, str] = {}
    for name, (yes, asked) in counts.items():
        for i in range(asked):
            given[f"{name}{i}"] = [said("yes" if i < yes else "no")]
            of[f"{name}{i}"] = name
    return given, of


def test_a_breakdown_is_told_whole_or_not_at_all():
    given, of = by_segment(x=(4, 9), y=(1, 9))
    made = tables(given, questions=[question()], segments=of)
    one_small = view(made, total=40, segments="x = 20, y = 9")
    assert {c["segments"] for c in one_small.rows("consultee")} == {""}
    assert "segments" in one_small.breakdowns
    assert counted(one_small) == (5, 18)
    whole = view(made, total=40, segments="x = 20, y = 10")
    assert {c["segments"] for c in whole.rows("consultee")} == {"x", "y"}


def test_a_group_none_of_which_said_so_has_that_in_common():
    given, of = by_segment(x=(9, 14), y=(0, 9))
    given |= {f"y{i}": [said("blank")] for i in range(4)}
    made = tables(given, questions=[question()], segments=of)
    assert "segments" in view(made, total=40, segments="x = 20, y = 9").breakdowns


def test_a_business_in_two_segments_is_a_group_of_its_own():
    given, of = by_segment(x=(4, 9), y=(4, 9))
    of["x0"] = "x;y"
    made = tables(given, questions=[question()], segments=of)
    assert "segments" in view(made, total=40, segments="x = 20, y = 20").breakdowns


def test_those_in_one_segment_and_no_other_are_a_group_too():
    """Of the six in both, three said so, and four of the nine in x: so one of the others."""
    given, of = by_segment(x=(4, 9), y=(4, 9))
    of |= dict.fromkeys(("x0", "x1", "x2", "x6", "x7", "x8"), "x;y")
    made = tables(given, questions=[question()], segments=of)
    assert "segments" in view(made, total=40, segments="x = 20, y = 20").breakdowns
    of |= dict.fromkeys(("x3", "x4", "x5"), "x;y")
    made = tables(given, questions=[question()], segments=of)
    assert "segments" not in view(made, total=40, segments="x = 20, y = 20").breakdowns


def test_a_question_of_a_segment_that_may_not_be_told_apart_is_withheld():
    given, of = by_segment(x=(4, 9), y=(1, 9))
    asked = [question(), question("own", segment="y")]
    for b in given:
        given[b].append(said("yes" if b in ("y0", "y1", "y2", "y3") else "no", "own"))
    shown = view(tables(given, questions=asked, segments=of), total=40, segments="x = 20, y = 9")
    assert shown.questions == ("own",)


def test_how_many_is_told_by_segment_only_where_it_may_be():
    """The segments stay for the question itself: who gave a number is told for everybody."""
    given, of = by_segment(x=(6, 9), y=(6, 9))
    for i, rows in enumerate(given.values()):
        grows = rows[0]["state"] == "yes"
        gave = "yes" if i % 2 else "unquantified"
        rows.append(said(gave if grows else "not_asked", "number"))
    for b in ("x1", "x3"):
        given[b][1]["state"] = "unquantified"
    asked = [question(), question("number", form="gave_number", gate="q")]
    made = tables(given, questions=asked, segments=of)
    shown = view(made, total=40, segments="x = 20, y = 20")
    assert {c["segments"] for c in shown.rows("consultee")} == {"x", "y"}
    assert not shown.breakdowns
    assert shown.told_by("q", "segments")
    assert not shown.told_by("number", "segments")


def test_a_follow_up_gives_no_base_away():
    """One business said no to the gate: the number asked next would say so."""
    first = ["yes"] * 8 + ["no"]
    given = {f"B{i}": [said(s)] for i, s in enumerate(first)}
    for i, b in enumerate(given):
        state = "not_asked" if first[i] == "no" else "yes" if i < 4 else "no"
        given[b].append(said(state, "next"))
    asked = [question(), question("next", gate="q")]
    assert set(view(tables(given, questions=asked)).questions) == {"q", "next"}


def test_few_who_named_a_thing_are_not_asked_why_in_public():
    asked = [question(form="issues", open=True), question("why", form="reasons", open=True)]
    given = naming(20, a="0 1", other="3 4 5 6")
    for i, rows in enumerate(given.values()):
        rows.append(said("raised_unprompted", "why"))
        if i < 5:
            rows.append(said("raised_unprompted", "why", of="pay"))
    listed = [code("a"), code("other"), code("pay", question="why", explains="a")]
    shown = view(tables(given, questions=asked, codes=listed), total=40)
    (pay,) = (c for c in shown.rows("code") if c["code"] == "pay")
    assert pay["explains"] is None
    assert Consultation(shown.rows).count("why", "pay").k == 5


# --- whom it is for -----------------------------------------------------------------------------


def test_what_is_for_internal_use_or_invented_passes_untouched():
    made = tables(closed("yes", "no"), questions=[question()])
    rows = lambda name: made.get(name, [])  # noqa: E731
    for shown in (
        releasable(rows, config(), "internal"),
        view(tables(closed("yes", "no"), questions=[question()], reconstruction=True)),
    ):
        assert not shown.protected
        assert not shown.withheld
        assert len(list(shown.rows("assertion"))) == 2


def test_partners_get_what_the_public_gets():
    for seed in range(12):
        made = survey(seed)
        public, partner = (_shown(made, a) for a in ("public", "partner"))
        assert all(list(public.rows(t)) == list(partner.rows(t)) for t in made.tables)


def test_names_of_a_view_are_its_own_and_its_tables_pass_every_check():
    made = survey(5)
    shown = _shown(made, "public")
    told = shown.tables(made.held)
    assert not {r["business"] for r in told.rows("assertion")} & set(made.businesses)
    assert set(shown.names.values()) == set(made.businesses)
    assert {b for c in cells(shown) for b in c.asked} <= set(made.businesses)


def test_a_small_number_that_did_not_consent_is_not_told():
    shown = view(tables(closed(*["yes"] * 5, *["no"] * 5), questions=[question()]))
    assert [m["not_consented"] for m in shown.rows("consultation")] == [None]


def test_what_an_earlier_release_forbids_is_not_told():
    made = tables(closed(*["yes"] * 5, *["no"] * 5), questions=[question()])
    seen: list[set[str]] = []

    def forbids(told: Any) -> set[str]:  # noqa: ANN401
        seen.append({c.question for c in told})
        return {c.question for c in told}

    shown = releasable(lambda t: made.get(t, []), config(), "public", None, forbids)
    assert shown.questions == ("q",)
    assert seen == [{"q"}, set()]


def _shown(made: Survey, audience: str) -> View:
    return releasable(made.rows, made.config, audience, made.listed)
