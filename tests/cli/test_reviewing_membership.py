"""`review membership`: by script, at a real terminal, as sheets out and in."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.text import Text

from sectorscope.cli.keys import Terminal
from sectorscope.cli.reviewing_membership import Asked, review_membership
from sectorscope.cli.sheets import read_rows, write_rows
from sectorscope.errors import DecisionError, UsageError
from sectorscope.sector.review.drawn import SEEDS, A, B
from sectorscope.sector.review.mixing import Mixed
from sectorscope.sector.review.reading import AGAIN, Reading
from sectorscope.sector.review.room import Review
from sectorscope.sector.review.sheet import COLUMNS, NEEDED
from tests.cli.test_reviewing import _chunks as chunks
from tests.sector.review.made import definition, review, rule

ROOT = Path(__file__).parents[2]
SUFFIXES = pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
SMALL: dict[str, Any] = {"seeds": 4, "reviews": 5}


def script(*answers: str) -> tuple[Terminal, list[str]]:
    """A terminal that is answered by a list, and what it was shown."""
    left, shown = iter(answers), list[str]()

    def answer(prompt: str) -> str:
        shown.append(prompt)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    def write(text: Text | str) -> None:
        shown.append(text.plain if isinstance(text, Text) else text)

    return Terminal(answer, answer, write), shown


def ask(own: Review, *answers: str, **asked: Any) -> str:  # noqa: ANN401
    """Review by script; gives what was shown."""
    terminal, shown = script(*answers)
    given: dict[str, Any] = {"reader": "Ann", **SMALL, **asked}
    review_membership(own, Asked(**given), terminal)
    return "\n".join(shown)


def run(own: Review, **asked: Any) -> None:  # noqa: ANN401
    """Review without a terminal."""
    given: dict[str, Any] = {"reader": "Ann", **SMALL, **asked}
    review_membership(own, Asked(**given))


def kept(own: Review) -> list[tuple[str, str]]:
    return [(d.body["company"], d.ruling) for d in own.log.read("membership")]


def test_one_key_each_and_each_is_kept(tmp_path: Path):
    own = review(tmp_path)
    ask(own, "o", "c", "i", "\n", "b", "1", "\n")
    queue = own.draws[SEEDS].queue
    assert kept(own) == list(zip(queue, ["out", "unresolved", "in", "only_broad"], strict=True))
    assert own.rulings[queue[3]].segments == ("hips",)


def test_the_card_shows_the_company_and_not_what_the_model_thinks(tmp_path: Path):
    own = review(tmp_path)
    rule_all(own, SEEDS)
    shown = ask(own, "q")
    company = own.draws[A].queue[0]
    row = own.material.row_of[company]
    for told in (
        *(own.material.frame.names[row], company, "Leeds, LS"),
        *("32500 Manufacture of medical instruments", f"headcount {int(company)} (from its acc"),
        "Makes «hip» «implants» and more.",
    ):
        assert told in shown
    for hidden in ("0.7", "0.70", "70", "says implants"):
        assert hidden not in shown.replace(company, "")


def test_it_says_which_step_it_is_how_many_are_left_and_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own = review(tmp_path)
    ask(own, "o")
    said = capsys.readouterr().err
    assert "Nothing has been drawn yet." in said
    assert "Next: 4 seeds are drawn" in said
    assert "Drawn: the seeds, 4 companies." in said
    assert "The seeds: 1 of 4 ruled on, 3 left." in said
    assert "Next: stage A: the model learns, and the 2 companies that matter most" in said
    run(own, status=True)
    assert "The seeds: 1 of 4 ruled on, 3 left." in capsys.readouterr().out


def test_one_sitting_goes_from_seeds_to_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    own = review(tmp_path)
    shown = ask(own, *"ooooooooo", *"oooo")
    assert [d.body["stage"] for d in own.log.read("draw")] == [SEEDS, A, B]
    assert "[the seeds: 1 of 4]" in shown
    assert "[stage A: 2 of 2]" in shown
    assert "[stage B, the audit: 3 of 3]" in shown
    assert "Next: sectorscope size." in capsys.readouterr().err.splitlines()[-1]


def test_stopping_loses_nothing_and_goes_on_where_it_stopped(tmp_path: Path):
    own = review(tmp_path)
    ask(own, "o", "q")
    ask(own, "o")  # then the terminal is gone
    assert [c for c, _ in kept(own)] == list(own.draws[SEEDS].queue[:2])
    assert "[the seeds: 3 of 4]" in ask(own, "q")


def test_undo_asks_about_the_last_company_again(tmp_path: Path):
    own = review(tmp_path)
    shown = ask(own, "u", "o", "u", "c", "q")
    first = own.draws[SEEDS].queue[0]
    assert kept(own) == [(first, "out"), (first, "withdrawn"), (first, "unresolved")]
    assert "There is no ruling of this step and sitting to take back." in shown


def test_a_ruling_that_a_step_rests_on_is_not_undone_but_changed(tmp_path: Path):
    own = review(tmp_path)
    shown = ask(own, *"oooo", "u", "q")
    assert "There is no ruling of this step and sitting to take back." in shown
    company = own.draws[SEEDS].queue[0]
    ask(own, "y", "rang them", "i", "\n", company=company)
    assert [d.ruling for d in own.history(company)] == ["out", "in"]
    assert own.history(company)[-1].why == "rang them"


def test_what_is_left_for_later_comes_again_next_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own = review(tmp_path)
    ask(own, "k", "o", "o", "o")
    assert len(kept(own)) == 3
    assert "1 left for later" in capsys.readouterr().err
    ask(own, "o", "q")
    assert kept(own)[-1][0] == own.draws[SEEDS].queue[0]


def test_share_headcount_segments_and_reason_before_the_key(tmp_path: Path):
    own = review(tmp_path)
    answers = ["s", "2", "30%", "h", "few", "1,200", "g", "2", "1", "1", "\n", "y", "its site", "n"]
    shown = ask(own, *answers, "q")
    (decision,) = own.log.read("membership")
    body = decision.body
    assert (body["share"], body["headcount"], body["segments"]) == ("0.3", "1200", "wounds")
    assert (decision.ruling, decision.why) == ("in_not_strict", "its site")
    assert "no share of a headcount" in shown
    assert "no headcount" in shown
    assert "(share 30%, headcount 1,200, segments wounds, why: its site)" in shown


def test_a_share_rule_by_its_id(tmp_path: Path):
    own = review(tmp_path)
    shown = ask(own, "s", "mixed", "i", "\n", "q")
    assert own.log.read("membership")[0].body["share"] == "0.5"
    assert "mixed: it makes other things too (50%)" in shown


def test_a_contradiction_is_said_and_asked_again(tmp_path: Path):
    own = review(tmp_path)
    shown = ask(own, "s", "0.5", "o", "o", "q")
    assert "a share of a company that is out" in shown
    assert [r for _, r in kept(own)] == ["out"]


def test_help_definition_and_keys_that_are_none(tmp_path: Path):
    shown = ask(review(tmp_path), "x", "?", "d", "w", "\n", "q")
    assert "cannot be told from what there is" in shown
    assert "Makes medical things." in shown
    assert "strictly: Makes nothing else." in shown


def test_a_company_does_not_steer_the_terminal(tmp_path: Path):
    own = review(tmp_path)
    frame = own.material.frame
    object.__setattr__(frame, "texts", tuple("hip \x1b[2J\x07" for _ in frame.ids))
    object.__setattr__(frame, "names", tuple("a\x1b]0;owned\x07" for _ in frame.ids))
    shown = ask(own, "w", "q")
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "«hip»" in shown


def test_what_the_model_made_of_it_is_told_after_and_in_the_audit_not_before_it_is_over(
    tmp_path: Path,
):
    own = review(tmp_path)
    assert "seeds are drawn before there is a model" in ask(own, "o", "m", "q")
    rule_all(own, SEEDS)
    assert "Nothing of this step is ruled on yet." in ask(own, "m", "q")
    shown = ask(own, "i", "\n", "m", "q")
    assert "The model gave it 0.70: says implants." in shown
    rule_all(own, A)
    assert "the audit is not over" in ask(own, "o", "m", "q")


def test_history_tells_every_ruling_on_a_company(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own = review(tmp_path)
    ask(own, "o", "q")
    company = own.draws[SEEDS].queue[0]
    ask(own, "y", "rang them", "i", "\n", company=company)
    capsys.readouterr()
    run(own, history=company.lstrip("0"))
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "2026-11-26 first: Ann: out; read as not in the sector",
        "2026-11-26 first: Ann: in; rang them",
    ]


def test_two_readers_a_dispute_and_its_settlement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own = review(tmp_path)
    for stage in (SEEDS, A, B):
        rule_all(own, stage, reviews=30)
    (company,) = own.position().twice.left[:1]
    ruled = own.rulings[company].ruling
    shown = ask(own, "o" if ruled == "in" else "i", "\n", "q", reader="Bob", reviews=None)
    assert "[a second look, " in shown
    assert "Ann" not in shown
    assert "read as" not in shown
    capsys.readouterr()
    run(own, settle=True, reviews=None)
    assert capsys.readouterr().out == f"{company}\n"
    run(own, history=company, reviews=None)
    assert "The model" not in "".join(capsys.readouterr())  # whoever settles it may look here first
    shown = ask(own, "o", "", "both looked", settle=True, reader="Cat", reviews=None)
    run(own, history=company, reviews=None)
    assert "The model gave it" in capsys.readouterr().err
    assert "Ann: " in shown
    assert "Bob: " in shown
    last = own.history(company)[-1]
    assert (last.who, last.why, last.body["reading"]) == ("Cat", "both looked", "settled")
    run(own, agreement=True, reviews=None)
    assert "0 of 1 companies read twice were ruled on alike" in capsys.readouterr().out


def test_undo_while_settling_asks_about_both_again(tmp_path: Path):
    own = review(tmp_path)
    for stage in (SEEDS, A, B):
        rule_all(own, stage)
    for company in own.draws[SEEDS].queue[:2]:
        other = "unresolved" if own.rulings[company].ruling == "out" else "out"
        own.keep([Reading(company, "Bob", AGAIN, other)])
    first, second = own.position().twice.disputed
    answers = ("o", "looked", "u", "c", "looked again", "o", "looked too")
    shown = ask(own, *answers, settle=True, reader="Cat", reviews=None)
    settled = {c: own.history(c)[-1] for c in (first, second)}
    assert {c: (d.ruling, d.why) for c, d in settled.items()} == {
        first: ("unresolved", "looked again"),
        second: ("out", "looked too"),
    }
    assert [place[0] for place in shown.split("[to settle: ")[1:]] == ["1", "2", "1", "2"]
    assert own.position().twice.disputed == ()


def test_a_second_look_waits_for_the_other_reader_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own = review(tmp_path)
    rule_all(own, SEEDS, reviews=30)
    own.advance("Ann", None)
    rule(own, "Bob")
    own.advance("Ann", None)
    rule(own, "Ann")
    ask(own, reviews=None)
    assert "wait for a second look by another reader" in capsys.readouterr().err


def test_ending_a_step_early_says_what_is_left_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own = review(tmp_path)
    ask(own, "o", "q")
    ask(own, "q", early=True)
    assert "3 of the seeds are not ruled on, and stay so" in capsys.readouterr().err
    assert own.position().drawn is own.draws[A]


def test_an_edited_definition_is_refused_then_gone_on_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own = review(tmp_path)
    ask(own, "o", "o", "q")
    new = review(tmp_path, sector=definition(rubric="Designs medical things."))
    for attempt in ({}, {"status": True}, {"export": tmp_path / "x.csv"}, {"company": "5"}):
        with pytest.raises(Mixed, match="the rubric was edited"):
            ask(new, "o", **attempt)
    assert not (tmp_path / "x.csv").exists()
    run(new, redraw=True)
    assert "The seeds: 0 of 4 ruled on, 4 left." in capsys.readouterr().err
    assert len(kept(new)) == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "--export FILE.xlsx"),
        ({"company": "5"}, "--export FILE.xlsx"),
        ({"reader": " ", "export": Path("x.csv")}, "--as"),
        ({"settle": True, "agreement": True}, "one of --export"),
        ({"export": Path("x.csv"), "status": True}, "one of --export"),
        ({"export": Path("x.txt")}, ".csv or .xlsx"),
        ({"import_": Path("none.csv")}, "cannot be read"),
        ({"reviews": -1}, "--reviews -1"),
        ({"seeds": -1}, "--seeds -1"),
    ],
)
def test_wrong_use(tmp_path: Path, options: dict[str, Any], said: str):
    own = review(tmp_path)
    with pytest.raises(UsageError) as raised:
        run(own, **options)
    assert said in str(raised.value)
    assert raised.value.exit_status == 2


@SUFFIXES
def test_a_sheet_out_and_in(tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]):
    own, path = review(tmp_path), tmp_path / f"queue{suffix}"
    run(own, export=path)
    queue = own.draws[SEEDS].queue
    assert [row["company"] for _, row in read_rows(path, NEEDED)] == list(queue)
    fill(path, {queue[0]: {"ruling": "in", "share": "50%", "segments": "hips"}})
    run(own, import_=path)
    assert "4 rows, 1 rulings, 1 of them new." in capsys.readouterr().err
    assert own.rulings[queue[0]].z == 0.5
    fill(path, {queue[0]: {"ruling": "out", "share": "", "segments": "", "why": "rang them"}})
    run(own, import_=path)
    assert "1 of them new, 1 changed." in capsys.readouterr().err
    assert len(own.history(queue[0])) == 2


@SUFFIXES
def test_a_wrong_row_leaves_nothing_behind(tmp_path: Path, suffix: str):
    own, path = review(tmp_path), tmp_path / f"queue{suffix}"
    run(own, export=path)
    queue = own.draws[SEEDS].queue
    fill(path, {queue[0]: {"ruling": "in"}, queue[1]: {"ruling": "perhaps"}})
    with pytest.raises(DecisionError, match="row 3, column ruling"):
        run(own, import_=path)
    assert kept(own) == []


def test_a_sheet_that_is_there_is_never_written_over(tmp_path: Path):
    path = tmp_path / "queue.csv"
    path.write_bytes(b"rulings")
    with pytest.raises(UsageError, match="there already"):
        run(review(tmp_path), export=path)
    assert path.read_bytes() == b"rulings"


@pytest.mark.parametrize("sign", "=+-@\t\uff1d")
def test_no_cell_is_a_formula(tmp_path: Path, sign: str):
    row = dict.fromkeys(COLUMNS, f'{sign}HYPERLINK("x")')
    for suffix in (".csv", ".xlsx"):
        write_rows(tmp_path / f"x{suffix}", COLUMNS, [row])
        ((_, back),) = read_rows(tmp_path / f"x{suffix}", NEEDED)
        assert back == row
    text = (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    assert not [c for c in text.split("\n")[1].split(",") if c.strip('"').startswith(sign)]
    page = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert {cell.data_type for cell in page[2]} == {"s"}


def test_the_workbook_offers_the_rulings(tmp_path: Path):
    run(review(tmp_path), export=tmp_path / "x.xlsx")
    page: Any = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == '"in,in_not_strict,only_broad,out,unresolved"'


def rule_all(own: Review, stage: str, reviews: int = 5) -> None:
    """Draw a step if it is due, and rule on all of it, the truth."""
    from sectorscope.sector.review.drawing import Plan

    if stage not in own.draws:
        own.advance("Ann", Plan(4, reviews))
    rule(own)


def fill(path: Path, cells: dict[str, dict[str, str]]) -> None:
    """Fill a sheet as a person would, in a spreadsheet's own way."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        page: Any = book.worksheets[0]
        for line in page.iter_rows(min_row=2):
            by_column = dict(zip(COLUMNS, line, strict=True))
            for column, value in cells.get(by_column["company"].value, {}).items():
                by_column[column].value = value or None
        book.save(path)
        return
    rows = [row for _, row in read_rows(path, NEEDED)]
    path.unlink()
    write_rows(path, COLUMNS, [r | cells.get(r["company"], {}) for r in rows])


def child(folder: Path, stream: int, errors: int, *more: str) -> subprocess.Popen[bytes]:
    code = "import sys; from tests.cli.companies import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, str(folder), "Ann", *more]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=stream, stdout=stream, stderr=errors
    )


def test_without_a_terminal_nothing_prompts_and_nothing_is_drawn(tmp_path: Path):
    with child(tmp_path, subprocess.PIPE, subprocess.PIPE) as process:
        out, err = process.communicate(b"i\n", timeout=60)
    assert process.returncode == 2
    assert b"there is no terminal" in err
    assert b"Next: 4 seeds are drawn" in err
    assert out == b""
    own = review(tmp_path, n=30)
    assert (own.draws, own.rulings) == ({}, {})


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_at_a_real_terminal(tmp_path: Path):
    import pty

    ours, theirs = pty.openpty()
    with child(tmp_path, theirs, theirs) as process:
        os.close(theirs)
        shown = io.BytesIO()
        for key in (b"o", b"\x1b[A", b"h", b"12\n", b"i", b"1", b"\n", b"q"):
            until(ours, b" > " if key != b"12\n" else b"back): ", shown)
            os.write(ours, key)
        until(ours, b"Next:", shown)
        for _ in chunks(ours):
            pass
        process.wait(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    told = shown.getvalue().decode()
    assert "[the seeds: 2 of 4]" in told
    assert "everything is kept" in told
    own = review(tmp_path, n=30)
    first, second = own.draws[SEEDS].queue[:2]
    assert kept(own) == [(first, "out"), (second, "in")]
    assert own.rulings[second].headcount == 12
    assert own.rulings[second].segments == ("hips",)


def until(descriptor: int, mark: bytes, shown: io.BytesIO) -> None:
    """Read on until a mark is shown: a key pressed before its prompt is lost, on purpose."""
    new = b""
    for chunk in chunks(descriptor):
        new += chunk
        shown.write(chunk)
        if mark in new:
            return


def test_a_terminal_that_is_gone_keeps_what_was_ruled(tmp_path: Path):
    def gone() -> Iterator[str]:
        yield "o"
        raise KeyboardInterrupt

    answers = gone()
    terminal = Terminal(lambda _: next(answers), lambda _: next(answers), lambda _: None)
    own = review(tmp_path)
    review_membership(own, Asked(reader="Ann", **SMALL), terminal)
    assert [r for _, r in kept(own)] == ["out"]
