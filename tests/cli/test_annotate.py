"""`sectorscope annotate` as a person types it: what comes out where, and what is refused."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sectorscope import cli
from sectorscope.cli import annotating
from tests.annotate.standin import StandIn, put_in_place
from tests.cli.command import Done, environment, run

ROWS = [
    {"id": 1, "text": "An HNC and CAD, R&amp;D."},
    {"id": "£b", "text": "", "kind": "course"},
    {"id": 1, "text": "Résumé: CNC\r\nund SAP"},
]
WRONG_USE, REFUSED = 2, 1

Annotate = Callable[..., Done]


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> list[StandIn]:
    """The stand-in in the annotator's place; those that were opened."""
    monkeypatch.setattr(annotating, "_open", {})
    return put_in_place(monkeypatch)


@pytest.fixture
def annotate(standin: list[StandIn], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Annotate:
    """The command, in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*args: object, given: bytes = b"", vocabulary: str = "builtin") -> Done:
        out, err = io.TextIOWrapper(io.BytesIO(), "cp1252"), io.StringIO()
        words = ["annotate", *args, *(("--vocabulary", vocabulary) if vocabulary else ())]
        monkeypatch.setattr(sys, "argv", ["sectorscope", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given)))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        try:
            cli.main()
        except SystemExit as done:
            status = int(done.code or 0)
        else:
            status = 0
        return Done(status, out.buffer.getvalue().decode(), err.getvalue())  # type: ignore[attr-defined]

    return call


def jsonl(folder: Path, rows: list[dict[str, Any]], name: str = "in.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def read(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_for_each_text_in_order_in_utf8_whatever_the_code_page(
    annotate: Annotate, tmp_path: Path
):
    done = annotate(jsonl(tmp_path, ROWS))
    assert (done.status, done.err) == (0, "")
    found = read(done.out)
    assert [line["id"] for line in found] == [1, "£b", 1]
    assert [[a["text"] for a in line["annotations"]] for line in found] == [
        *(["HNC", "CAD"], [], ["CNC", "SAP"])
    ]
    for text, line in zip((str(row["text"]) for row in ROWS), found, strict=True):
        assert set(line) == {"id", "annotations", "ranking"}
        assert line["ranking"] == []
        for one in line["annotations"]:
            assert text[one["start"] : one["end"]] == one["text"]


def test_standard_input_is_read(annotate: Annotate):
    done = annotate("-", given=b'{"id":"x","text":"CAD"}\n')
    assert [line["id"] for line in read(done.out)] == ["x"]


def test_options_reach_the_annotator(annotate: Annotate, standin: list[StandIn], tmp_path: Path):
    file = jsonl(tmp_path, ROWS)
    done = annotate(file, "--fast", "--rank", "1", "--kind", "company", vocabulary="esco.zip")
    (made,) = standin
    assert (made.source, made.fast, made.rank) == ("esco.zip", True, 1)
    assert [kind for _, kind in made.read] == ["company", "course", "company"]
    assert [len(line["ranking"]) for line in read(done.out)] == [1, 0, 1]


INTERVIEW = "INT: What is hard?\nRESP: CNC.\nINT: Why?\nRESP: Pay."


def test_an_interview_that_does_not_say_so_is_noted(
    annotate: Annotate, standin: list[StandIn], tmp_path: Path
):
    rows = [{"id": i, "text": INTERVIEW} for i in range(7)]
    done = annotate(jsonl(tmp_path, [*ROWS, *rows]))
    assert (done.status, len(read(done.out))) == (0, 10)
    *noted, last = done.err.splitlines()
    assert [line.split()[1] for line in noted] == ["0", "1", "2", "3", "4"]
    assert all("is read as an advert; say `--kind interview`" in line for line in noted)
    assert last.startswith("note: 2 more texts look like interviews")
    assert [kind for _, kind in standin[0].read] == ["advert", "course", *["advert"] * 8]


@pytest.mark.parametrize("kind", ["advert", "interview"])
def test_what_says_what_it_is_is_believed(annotate: Annotate, tmp_path: Path, kind: str):
    said = annotate(jsonl(tmp_path, [{"id": 1, "text": INTERVIEW, "kind": kind}]))
    for_all = annotate(jsonl(tmp_path, [{"id": 1, "text": INTERVIEW}]), "--kind", kind)
    assert (said.err, for_all.err) == ("", "")


def test_a_kind_that_is_not_known_is_told_once(annotate: Annotate, tmp_path: Path):
    rows = [{"id": i, "text": "CAD", "kind": k} for i, k in enumerate(("titles", "titles", "ad"))]
    done = annotate(jsonl(tmp_path, rows))
    assert (done.status, len(read(done.out))) == (0, 3)
    first, second = done.err.splitlines()
    assert first.startswith("note: 0 is of kind 'titles', which is read as an advert")
    assert "known are advert, course" in first
    assert second.startswith("note: 2 is of kind 'ad'")


def test_no_texts_are_no_lines(annotate: Annotate, tmp_path: Path):
    done = annotate(jsonl(tmp_path, []))
    assert (done.status, done.out, done.err) == (0, "", "")


def test_a_file_is_written_at_one_stroke(annotate: Annotate, tmp_path: Path):
    file, out = jsonl(tmp_path, ROWS), tmp_path / "out.jsonl"
    out.write_text("as it was", "utf-8")
    done = annotate(file, "-o", out)
    assert (done.status, done.out) == (0, "")
    assert done.err == f"{out}: 3 texts annotated.\n"
    assert out.read_bytes().decode() == annotate(file).out
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_fault_leaves_the_file_as_it_was(annotate: Annotate, tmp_path: Path):
    file, out = jsonl(tmp_path, [ROWS[0], {"id": 2}]), tmp_path / "out.jsonl"
    out.write_text("as it was", "utf-8")
    done = annotate(file, "-o", out)
    assert (done.status, done.out) == (REFUSED, "")
    assert done.sentence.startswith("sectorscope: in.jsonl, line 2: there is no `text`;")
    assert out.read_text("utf-8") == "as it was"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_texts_are_not_read_far_ahead(
    annotate: Annotate, standin: list[StandIn], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What was annotated is written before the file is at its end."""
    monkeypatch.setattr("sectorscope.annotate.texts.MOST_DOCUMENTS", 2)
    file = jsonl(tmp_path, [*ROWS, {"id": 4, "text": "SAP"}, {"id": 5}])
    done = annotate(file)
    assert (done.status, len(read(done.out))) == (REFUSED, 4)
    assert len(standin[0].read) == 4


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("gone.jsonl",), ("gone.jsonl cannot be read", ".jsonl")),
        (("notes.docx",), ("notes.docx is of a kind that is not read",)),
        (("in.jsonl", "-o", "."), (". is a folder",)),
        (("in.jsonl", "-o", "none/out.jsonl"), ("none is no folder",)),
        (("in.jsonl", "-o", "in.jsonl"), ("in.jsonl is what is read",)),
        (("in.jsonl", "--kind", "adverts"), ("no kind 'adverts'", "did you mean 'advert'?")),
    ],
)
def test_wrong_use_is_one_sentence(
    annotate: Annotate, tmp_path: Path, args: tuple[str, ...], words: tuple[str, ...]
):
    jsonl(tmp_path, ROWS)
    (tmp_path / "notes.docx").write_bytes(b"x")
    before = sorted(p.name for p in tmp_path.iterdir())
    done = annotate(*args)
    assert (done.status, done.out) == (WRONG_USE, "")
    assert all(word in done.sentence for word in words), done.err
    assert sorted(p.name for p in tmp_path.iterdir()) == before


@pytest.mark.parametrize("args", [("--rank", "-1"), ("--jobs", "0"), ("--bogus",)])
def test_options_that_make_no_sense_are_wrong_use(
    annotate: Annotate, tmp_path: Path, args: tuple[str, ...]
):
    assert annotate(jsonl(tmp_path, ROWS), *args).status == WRONG_USE


def test_a_vocabulary_must_be_named(annotate: Annotate, tmp_path: Path):
    done = annotate(jsonl(tmp_path, ROWS), vocabulary="")
    assert (done.status, "--vocabulary" in done.err) == (WRONG_USE, True)


# --- with the annotator itself, as real processes ------------------------------------------------

VOCABULARY = "label,alternatives,definition\n" + "".join(
    f"{label},,{label} in the workplace\n"
    for label in ("project management", "CNC machining", "welding", "patient care", "Python")
)
SENTENCES = (
    "You will need project management, CNC machining and an HNC in engineering.",
    "A BTEC Level 3 is desirable; no welding.",
    "About us: we make knees & hips – since 1990.",
    "NVQ Level 2 in health, patient care, Python.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.csv").write_text(VOCABULARY, "utf-8")
    texts = [" ".join(SENTENCES[i % 4 :]) + f" Advert {i}." for i in range(150)]
    jsonl(tmp_path, [{"id": f"a{i}", "text": text} for i, text in enumerate(texts)])
    return tmp_path


def test_several_processes_write_the_same_bytes(folder: Path):
    whole = ("annotate", "in.jsonl", "--vocabulary", "own.csv", "--fast", "--rank", "3")
    outs = [folder / f"{jobs}.jsonl" for jobs in (1, 2)]
    for jobs, out in enumerate(outs, 1):
        done = run(
            *whole, "--jobs", jobs, "-o", out, cwd=folder, SECTORSCOPE_CACHE=str(folder / "cache")
        )
        assert (done.status, done.out) == (0, ""), done.err
    one, two = (out.read_bytes() for out in outs)
    assert one == two
    found = read(one.decode())
    assert [line["id"] for line in found] == [f"a{i}" for i in range(150)]
    assert sum(len(line["annotations"]) for line in found) > 150
    assert all(len(line["ranking"]) <= 3 for line in found)


def test_it_can_be_piped_and_needs_no_study(folder: Path):
    words = ["annotate", "-", "--vocabulary", "own.csv", "--fast"]
    done = subprocess.run(
        [sys.executable, "-m", "sectorscope.cli", *words],
        cwd=folder,
        env=environment(PYTHONUTF8="0", PYTHONIOENCODING="cp1252"),
        input=(folder / "in.jsonl").read_bytes(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    texts = {row["id"]: row["text"] for row in read((folder / "in.jsonl").read_text("utf-8"))}
    for line in read(done.stdout.decode("utf-8")):
        for one in line["annotations"]:
            assert texts[line["id"]][one["start"] : one["end"]] == one["text"]


def test_a_slip_in_builtin_is_told(folder: Path):
    done = run("annotate", "in.jsonl", "--vocabulary", "Builtin", "--fast", cwd=folder)
    assert (done.status, done.out) == (REFUSED, "")
    assert done.sentence.endswith("did you mean `builtin`?")


def test_a_vocabulary_that_is_not_there_is_one_sentence(folder: Path):
    done = run("annotate", "in.jsonl", "--vocabulary", "esco.zip", "--fast", cwd=folder)
    assert (done.status, done.out) == (REFUSED, "")
    assert "esco.zip cannot be read" in done.sentence


def test_the_line_of_the_how_to_is_what_is_written(folder: Path):
    page = (Path(__file__).parents[2] / "docs/how-to/annotate.md").read_text("utf-8")
    text = page.split('Of the text "')[1].split('":')[0]
    shown = json.loads(page.split('":\n\n')[1].split("\n\non one line")[0])
    jsonl(folder, [{"id": "a1", "text": text}])
    done = run("annotate", "in.jsonl", "--vocabulary", "own.csv", "--fast", cwd=folder)
    assert read(done.out) == [shown]


BAD = {
    "empty": "",
    "one line": "CNC machining and welding " * 4_000,
    "brackets": "(" * 100_000,
    "letters": "a" * 100_000,
    "open tags": "<p><li>" * 5_000,
    "entities": "&amp;" * 20_000,
    "html": "<html><body><ul><li>CNC&nbsp;machining</li><li>HNC</li></ul></body></html>",
    "mojibake": "driverâ€™s licence â€“ welding, cafÃ©",
    "control": "".join(map(chr, range(32))) + "welding\x00\x7f\x9b",
    "surrogate": "welding \ud83d HNC \udc00",
    "right to left": "مهارات welding שלום \u202eHNC\u202c",
    "accents": "we\u0301lding " + "a\u0301\u0327" * 200,
    "line ends": "welding\r\nHNC\rBTEC\x85GCSE\u2028",
    "pictures": "👩\u200d🔬 welding 🇬🇧",
}


def test_bad_input_works(folder: Path):
    rows: list[dict[str, Any]] = [{"id": name, "text": text} for name, text in BAD.items()]
    jsonl(folder, rows)
    done = run(
        "annotate", "in.jsonl", "--vocabulary", "own.csv", "--fast", "--rank", "2", cwd=folder
    )
    assert (done.status, done.err) == (0, "")
    found = {line["id"]: line for line in read(done.out)}
    assert list(found) == list(BAD)
    assert (found["empty"]["annotations"], found["empty"]["ranking"]) == ([], [])
    for name, line in found.items():
        for one in line["annotations"]:
            assert BAD[name][one["start"] : one["end"]] == one["text"]
    assert "HNC" in [one["text"] for one in found["html"]["annotations"]]
