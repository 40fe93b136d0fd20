"""`review codings`: by script, at a real terminal, as sheets out and in."""

import io
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from sectorscope.cli.reviewing import CONFIDENTIAL, review_codings
from sectorscope.cli.sheets import read_sheet, write_sheet
from sectorscope.consultation.anchors import anchor
from sectorscope.consultation.readings import readings
from sectorscope.consultation.rulings import COLUMNS, plain
from sectorscope.consultation.settle import by_subject
from sectorscope.decisions import Decision, DecisionLog
from sectorscope.errors import DecisionError, SectorscopeError, UsageError
from tests.cli.reviewed import study
from tests.consultation.reading import DAY, material, read

SETTINGS = settings(max_examples=40, deadline=None)
ROOT = Path(__file__).parents[2]
SUFFIXES = pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
Row = dict[str, str]


def script(answers: Iterable[str]) -> Any:  # noqa: ANN401
    left = iter(answers)

    def answer(_: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return answer


def review(folder: Path, *answers: str, coder: str = "Ann", **more: Any) -> list[str]:  # noqa: ANN401
    """Review by script; gives what was shown."""
    shown: list[str] = []
    held = more.pop("held", None) or material()
    given_ = {"read": script(answers), "write": shown.append} if answers else {}
    review_codings(study(folder), held, coder=coder, today=DAY, **given_, **more)
    return shown


def log(folder: Path, kind: str = "reading") -> list[Decision]:
    return DecisionLog(folder / "decisions").read(kind)


def ruled(folder: Path) -> list[tuple[str, str, str, str]]:
    return [(d.body["business"], d.body["code"], d.ruling, d.body["quote"]) for d in log(folder)]


def test_one_key_each_and_each_answer_is_kept(tmp_path: Path):
    shown = "\n".join(review(tmp_path, "y", "n", "s", "x", "", "Y", "q"))
    assert ruled(tmp_path) == [
        ("B1", "cad", "said", "CAD"),
        ("B1", "solder", "not_said", ""),
        ("B1", "nvq_3", "said", "Level 3 NVQ"),
    ]
    assert [(d.body["code"], d.who) for d in log(tmp_path, "coding")] == [
        ("cad", "Ann"),
        ("nvq_3", "Ann"),
    ]
    assert "Mostly «CAD», and some soldering." in shown
    assert "code cad: CAD (drawing by computer)" in shown
    assert "Which skills matter most to your business?" in shown
    assert "label “CAD”" in shown


def test_stopping_loses_nothing_and_goes_on_where_it_stopped(tmp_path: Path):
    review(tmp_path, "y")  # then the terminal is gone
    assert len(ruled(tmp_path)) == 1
    shown = review(tmp_path, "q")
    assert any(line.startswith("[1 of 4]") for line in shown)


def test_other_words_must_stand_in_the_answer(tmp_path: Path):
    shown = review(tmp_path, "e", "never said", "CAD, and some", "q")
    assert ruled(tmp_path) == [("B1", "cad", "said", "CAD, and some")]
    assert "  These words do not stand in the answer." in shown


def test_other_words_may_be_given_up(tmp_path: Path):
    review(tmp_path, "e", "", "n", "q")
    assert ruled(tmp_path) == [("B1", "cad", "not_said", "")]


def test_another_code_rules_on_both_and_is_not_asked_again(tmp_path: Path):
    shown = "\n".join(review(tmp_path, "c", "soldr", "solder", "q"))
    assert ruled(tmp_path) == [("B1", "cad", "not_said", ""), ("B1", "solder", "said", "CAD")]
    assert "Did you mean solder?" in shown
    assert "[2 of 5]" not in shown


def test_what_another_found_unaided_is_asked_without_showing_it(tmp_path: Path):
    DecisionLog(tmp_path / "decisions").append(read("Bob", "B3", "cad", words="mind"))
    shown = "\n".join(review(tmp_path, *"sssss", "y", "comes to mind", "q"))
    assert "Nothing comes to mind." in shown
    assert "Bob" not in shown
    assert ruled(tmp_path)[-1] == ("B3", "cad", "said", "comes to mind")


def test_an_answer_does_not_steer_the_terminal(tmp_path: Path):
    held = material(answers={("B1", "skills"): "Mostly CAD\x1b[2J, and some soldering."})
    assert "\x1b" not in "\n".join(review(tmp_path, "q", held=held))


def test_two_coders_and_a_settlement(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    review(tmp_path, "y", "y", "q")
    review(tmp_path, "y", "n", "q", coder="Bob")
    standing = {d.body["code"]: d.ruling for d in log(tmp_path, "coding")}
    assert standing == {"cad": "raised_unprompted", "solder": "withdrawn"}
    assert "1 is read differently" in capsys.readouterr().err
    shown = "\n".join(review(tmp_path, "y", "", "asked again", coder="Lead", settling=True))
    assert "Ann: said “soldering”" in shown
    assert "Bob: not said" in shown
    last = log(tmp_path, "coding")[-1]
    assert (last.who, last.why, last.ruling) == ("Lead", "asked again", "raised_unprompted")
    assert "1 settled, 0 left" in capsys.readouterr().err


def test_settling_without_a_terminal_lists_what_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    decisions = [read("Ann", "B1", "cad"), read("Bob", "B1", "cad", said=False)]
    both = [read(who, "B2", "cad") for who in ("Ann", "Bob")]
    DecisionLog(tmp_path / "decisions").append(*decisions, *both)
    review(tmp_path, settling=True, coder="Lead")
    said = capsys.readouterr()
    assert said.out == "B1\tskills\tcad\n"
    assert [d.body["business"] for d in log(tmp_path, "coding")] == ["B2"]


def test_agreement_is_printed_with_interval_and_n(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for i, (one, two) in enumerate([(True, True)] * 4 + [(True, False)] + [(False, False)] * 5):
        DecisionLog(tmp_path / "decisions").append(
            read("Ann", f"B{i}", "cad", one), read("Bob", f"B{i}", "cad", two)
        )
    review(tmp_path, agreeing=True, coder="")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("skills (all codes): alpha 0.81, 95% interval ")
    assert "skills/cad: alpha 0.81" in lines[1]
    assert "10 units read by 2 coders, 9 alike; few units" in lines[1]


def test_agreement_that_is_undefined_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    DecisionLog(tmp_path / "decisions").append(*(read(c, "B1", "cad") for c in ("Ann", "Bob")))
    review(tmp_path, agreeing=True)
    assert "no alpha (every coder gave one and the same value" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "--export"),
        ({"coder": ""}, "--as"),
        ({"settling": True, "agreeing": True}, "one of --export"),
        ({"export": Path("x.txt")}, ".csv or .xlsx"),
        ({"import_": Path("none.csv")}, "cannot be read"),
    ],
)
def test_wrong_use(tmp_path: Path, options: dict[str, Any], said: str):
    with pytest.raises(UsageError) as raised:
        review(tmp_path, **options)
    assert said in str(raised.value)
    assert raised.value.exit_status == 2


@SUFFIXES
def test_a_sheet_out_and_in(tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / f"queue{suffix}"
    review(tmp_path, export=path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert CONFIDENTIAL not in capsys.readouterr().err
    _fill(path, {"B1 cad": "said", "B1 solder": "not said"})
    review(tmp_path, import_=path)
    assert ruled(tmp_path) == [("B1", "cad", "said", "CAD"), ("B1", "solder", "not_said", "")]
    assert "5 rows, 2 rulings, 2 of them new" in capsys.readouterr().err
    review(tmp_path, import_=path)
    assert len(ruled(tmp_path)) == 2


@SUFFIXES
def test_a_wrong_row_leaves_nothing_behind(tmp_path: Path, suffix: str):
    path = tmp_path / f"queue{suffix}"
    review(tmp_path, export=path)
    _fill(path, {"B1 cad": "said", "B1 solder": "perhaps"})
    with pytest.raises(DecisionError, match="row 3, column ruling"):
        review(tmp_path, import_=path)
    assert ruled(tmp_path) == []


def test_a_sheet_of_sealed_words_says_so_and_the_log_holds_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    held = material(seal=lambda words, start, end: anchor(words, start, end, "abcd"))
    path = tmp_path / "queue.csv"
    review(tmp_path, export=path, held=held)
    assert CONFIDENTIAL in capsys.readouterr().err
    _fill(path, {"B1 cad": "said"})
    review(tmp_path, import_=path, held=held)
    assert [q for *_, q in ruled(tmp_path)] == ["sealed:7-10:abcd"]
    assert b"CAD" not in b"".join(p.read_bytes() for p in (tmp_path / "decisions").glob("*.jsonl"))


@SUFFIXES
def test_a_sheet_that_is_there_is_never_written_over(tmp_path: Path, suffix: str):
    path = tmp_path / f"Acme Ltd{suffix}"
    path.write_bytes(b"rulings")
    with pytest.raises(UsageError, match="there already") as raised:
        review(tmp_path, export=path)
    assert path.read_bytes() == b"rulings"
    assert "Acme" not in str(raised.value)


CELLS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("=+-@'\"\t\r\n,;\uff1d\x00\x0b"), max_size=30
)
SHEETS = st.lists(
    st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELLS)).filter(
        lambda row: any(v.strip() for v in row.values())
    ),
    max_size=4,
)


@SUFFIXES
@SETTINGS
@given(SHEETS)
def test_every_cell_comes_back(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, rows: list[Row]
):
    path = tmp_path_factory.mktemp("sheet") / f"x{suffix}"
    write_sheet(path, rows)
    kept = [{c: plain(v) for c, v in row.items()} for row in rows]
    back = [{c: row.get(c, "") for c in COLUMNS} for _, row in read_sheet(path)]
    assert back == kept


@pytest.mark.parametrize("sign", "=+-@\t\uff1d")
def test_no_cell_is_a_formula(tmp_path: Path, sign: str):
    row = dict.fromkeys(COLUMNS, f'{sign}HYPERLINK("x")')
    write_sheet(tmp_path / "x.csv", [row])
    text = (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    assert not [c for c in text.split("\n")[1].split(",") if c.strip('"').startswith(sign)]
    write_sheet(tmp_path / "x.xlsx", [row])
    page = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert {cell.data_type for cell in page[2]} == {"s"}
    with zipfile.ZipFile(tmp_path / "x.xlsx") as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_the_workbook_offers_the_rulings(tmp_path: Path):
    write_sheet(tmp_path / "x.xlsx", [dict.fromkeys(COLUMNS, "a")])
    page = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == '"said,not said"'
    column = get_column_letter(COLUMNS.index("ruling") + 1)
    assert f"{column}2" in choice.cells


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_as_spreadsheets_save_it(tmp_path: Path, encoding: str, delimiter: str):
    lines = [delimiter.join(COLUMNS), delimiter.join(["café"] * len(COLUMNS)), delimiter * 12]
    (tmp_path / "x.csv").write_bytes("\r\n".join(lines).encode(encoding))
    ((number, row),) = read_sheet(tmp_path / "x.csv")
    assert (number, set(row.values())) == (2, {"café"})


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"id," * 9, b'"' * 3, b"PK\x03\x04"])
@SUFFIXES
def test_what_is_no_sheet_is_refused(tmp_path: Path, data: bytes, suffix: str):
    (tmp_path / f"x{suffix}").write_bytes(data)
    with pytest.raises(SectorscopeError):
        read_sheet(tmp_path / f"x{suffix}")


def _fill(path: Path, rulings: dict[str, str]) -> None:
    """Fill a sheet as a person would, in a spreadsheet's own way."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        page: Any = book.worksheets[0]
        for line in page.iter_rows(min_row=2):
            cells = dict(zip(COLUMNS, line, strict=True))
            name = f"{cells['business'].value} {cells['code'].value}"
            cells["ruling"].value = rulings.get(name)
        book.save(path)
        return
    rows = [row for _, row in read_sheet(path)]
    path.unlink()
    write_sheet(
        path, [r | {"ruling": rulings.get(f"{r['business']} {r['code']}", "")} for r in rows]
    )


def child(folder: Path, coder: str, stream: int, errors: int) -> subprocess.Popen[bytes]:
    code = "import sys; from tests.cli.reviewed import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, str(folder), coder]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=stream, stdout=stream, stderr=errors
    )


def test_without_a_terminal_nothing_prompts(tmp_path: Path):
    with child(tmp_path, "Ann", subprocess.PIPE, subprocess.PIPE) as process:
        out, err = process.communicate(b"y\n", timeout=60)
    assert process.returncode == 2
    assert b"there is no terminal" in err
    assert b"--export" in err
    assert out == b""
    assert ruled(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_at_a_real_terminal(tmp_path: Path):
    import pty

    ours, theirs = pty.openpty()
    with child(tmp_path, "Ann", theirs, theirs) as process:
        os.close(theirs)
        shown = io.BytesIO()
        for key in (b"y\n", b"n\n", b"q\n"):
            _until(ours, b"stop > ", shown)
            os.write(ours, key)
        _until(ours, b"left.", shown)
        process.wait(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert "«CAD»" in shown.getvalue().decode()
    assert [r[2] for r in ruled(tmp_path)] == ["said", "not_said"]
    assert len(by_subject(readings(log(tmp_path)))) == 2


def _until(descriptor: int, mark: bytes, shown: io.BytesIO) -> None:
    for chunk in _chunks(descriptor):
        shown.write(chunk)
        if mark in shown.getvalue()[-len(chunk) - len(mark) :]:
            return


def _chunks(descriptor: int) -> Iterator[bytes]:
    try:
        while chunk := os.read(descriptor, 1024):
            yield chunk
    except OSError:  # how a pseudo-terminal says that the child is gone
        return
