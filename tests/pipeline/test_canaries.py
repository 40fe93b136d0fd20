"""Names and answers are planted: not one byte a command writes shows them, crash output included.

Every command runs as a process of its own. What it prints, what it leaves in the study, and what it
leaves where temporary files go are searched. Two things are meant to show them, to whoever holds
the key: `review`, and a `trace` that leads into the vault.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sectorscope.pipeline import build
from sectorscope.study import Study
from sectorscope.vault import keys
from tests.evidence.documents.made import docx_of
from tests.pipeline import sealed, warm
from tests.pipeline.test_sealed import INTERVIEWS, SPOKEN

pytestmark = pytest.mark.skipif(not warm.CAN_FORK, reason="Windows forks no processes")


@dataclass(frozen=True)
class Place:
    """A study of its own, where temporary files go, and a person's own files beside them."""

    study: Study
    spare: Path
    given: Path
    process: warm.Warm

    def ran(self, *args: object, key: str = sealed.KEY, **fate: object) -> warm.Ran:
        """A command, and a look at all it left."""
        spare = str(self.spare)
        env = {keys.VARIABLE: key, "TMPDIR": spare, "TMP": spare, "TEMP": spare}
        done = self.process.run(*args, cwd=self.study.path, env=env, **fate)  # type: ignore[arg-type]
        printed = done.out + done.err
        assert not sealed.shown(printed.encode()), (args, printed)
        assert sealed.shown_in(self.study.path) == {}, args
        assert sealed.shown_in(self.spare) == {}, args
        assert sealed.KEY not in printed
        assert ("Traceback" in printed) == bool(fate.get("broken")), printed
        return done

    def gives(self, name: str, data: bytes) -> Path:
        path = self.given / name
        path.write_bytes(data)
        return path


@pytest.fixture(scope="module")
def process() -> Iterator[warm.Warm]:
    with warm.warm() as ready:
        yield ready


@pytest.fixture
def place(tmp_path: Path, process: warm.Warm) -> Place:
    spare, given = tmp_path / "spare", tmp_path / "given"
    spare.mkdir()
    given.mkdir()
    return Place(sealed.empty(tmp_path / "study"), spare, given, process)


def test_no_command_shows_them_from_the_first_file_to_the_last(place: Place):
    survey = place.gives(sealed.FILE, sealed.survey())
    mapping = place.gives("mapping.toml", sealed.MAPPING.encode())
    add = ("add", survey, "--as", "survey", "--retain-until", "2099-01-01")
    assert place.ran(*add).status == 1  # proposes a mapping
    assert place.ran(*add, "--mapping", mapping, "--explain").status == 0
    assert place.ran(*add, "--mapping", mapping).status == 0
    assert place.ran("build").status == 0
    assert place.ran("counts").status == 0
    assert place.ran("counts", "--by", "Stand", "--json").status == 0
    _reviewed(place)
    for audience in ("public", "partner", "internal"):
        assert place.ran("profile", "--audience", audience).status == 0
    assert place.ran("diff").status == 0
    assert place.ran("rederive").status == 0
    told = next(build(place.study).statements()).id
    assert place.ran("trace", told, key="").status == 1
    text = "Businesses spoke of it."
    assert place.ran("note", "issues", text, "--cite", told, "--sign", "A. Nalyst").status == 0
    _talked(place)
    assert place.ran("build").status == 0
    erase = ("erase", "--sign", "A. Nalyst")
    assert place.ran(*erase, sealed.ZORBLAX.upper()).status == 0
    assert place.ran(*add, "--mapping", mapping).status == 1  # it was erased
    assert place.ran("purge", "--sign", "A. Nalyst", "--date", "2100-01-01").status == 0
    assert sealed.catalogue(place.study).all() == []
    assert sealed.shown_in(place.study.path) == {}


def _reviewed(place: Place) -> None:
    sheet = place.given / "queue.csv"
    review = ("review", "codings", "--as", "A. Nalyst")
    assert place.ran(*review, "--export", sheet).status == 0
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert any("flumadiddle" in r["after"] for r in rows)
    for row in rows:
        row["ruling"] = "said"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert place.ran(*review, "--import", sheet).status == 0
    assert place.ran(*review, "--agreement").status == 0
    assert place.ran(*review, "--settle").status == 0
    assert place.ran(*review, "--export", place.given / "out.qdpx").status == 0
    rows[0]["words"] = "a flumadiddle of blatherskite"
    sheet.write_text("\n".join(",".join(f'"{c}"' for c in r.values()) for r in (rows[0], rows[0])))
    assert place.ran(*review, "--import", sheet).status != 0


def _talked(place: Place) -> None:
    interviews = place.gives(
        "interviews.toml", INTERVIEWS.replace('id = "hard"', 'id = "so"').encode()
    )
    talk = place.gives("zorblaxian-talk.docx", docx_of(SPOKEN))
    more = ("--as", "transcripts", "--mapping", interviews, "--retain-until", "2099-01-01")
    assert place.ran("add", talk, *more).status == 0


# --- what is refused ---------------------------------------------------------------------------

BROKEN = {
    "closed.csv": sealed.survey(
        [r | {"Next year?": "flumadiddle " + str(i)} for i, r in enumerate(sealed.answers() * 9)]
    ),
    "torn.csv": sealed.survey() + b'Zorblaxian,"flumadiddle',
    "page.csv": b"<!DOCTYPE html><html><title>Zorblaxian</title>" + b"<p>x</p>" * 99,
    "nothing.csv": b"",
    "torn.xlsx": docx_of(["zorblaxian"])[:200],
    "columns.csv": b"Zorblaxian,Womblesnap\r\nflumadiddle,blatherskite\r\n",
    "binary.csv": b"\x00\xff\xfezorblaxian" + bytes(range(256)),
}


def test_no_refusal_shows_them(place: Place):
    mapping = place.gives("thwackett.toml", sealed.MAPPING.encode())
    files = [place.gives(f"zorblaxian-{name}", data) for name, data in BROKEN.items()]
    more = ("--as", "survey", "--mapping", mapping)
    done = place.ran("add", *files, *more)
    assert done.status == 1
    assert done.err.count("refused: ") == len(files)
    assert place.ran("add", *files, *more, "--explain").status == 1
    assert place.ran("add", place.given / "zorblaxian-gone.csv", *more).status == 2
    assert place.ran("add", place.given, *more).status == 2
    talks = [
        place.gives(f"womblesnap.{kind}", b"Gormelda: flumadiddle") for kind in ("txt", "docx")
    ]
    interviews = place.gives("interviews.toml", INTERVIEWS.encode())
    assert place.ran("add", *talks, "--as", "transcripts", "--mapping", interviews).status == 1
    wrong = place.gives("wrong.toml", INTERVIEWS.replace("true", "'zorblaxian'").encode())
    assert place.ran("add", *talks, "--as", "transcripts", "--mapping", wrong).status == 1
    assert place.ran("add", *talks, "--as", "qda", "--mapping", interviews).status == 1
    assert sealed.catalogue(place.study).all() == []


def test_no_wrong_use_shows_them(place: Place):
    sealed.add(place.study, sealed.survey())
    name = "gormelda of zorblaxian"
    assert place.ran("erase", name, "--sign", "A").status == 2
    assert place.ran("erase", sealed.ZORBLAX, "--sign", "A", key="wrong").status == 1
    assert place.ran("erase", sealed.ZORBLAX).status == 2
    assert place.ran("build", key="").status == 1
    assert place.ran("purge", "--sign", sealed.ZORBLAX, "--date", "2100-01-01").status in (0, 1)


# --- crashes -----------------------------------------------------------------------------------

PLACES = (
    "sectorscope.evidence.people:remember",
    "sectorscope.vault.vault:Vault.consent",
    "sectorscope.vault.vault:Vault.seal",
    "sectorscope.evidence.add:from_rows",
    "sectorscope.evidence.add:check_overlap",
)


@pytest.mark.parametrize("where", PLACES)
def test_no_traceback_of_adding_shows_them(place: Place, where: str):
    survey = place.gives(sealed.FILE, sealed.survey())
    mapping = place.gives("mapping.toml", sealed.MAPPING.encode())
    done = place.ran("add", survey, "--as", "survey", "--mapping", mapping, broken=where)
    assert "Traceback" in done.err
    assert sealed.catalogue(place.study).all() == []


@pytest.mark.parametrize(
    ("where", "command"),
    [
        ("sectorscope.pipeline.reading:Reading._concealed", "build"),
        ("sectorscope.pipeline.steps:assertions", "build"),
        ("sectorscope.pipeline.steps:from_rows", "build"),
        ("sectorscope.pipeline.assemble:releasable", "build"),
        ("sectorscope.decisions.log:DecisionLog.forget", "erase"),
        ("sectorscope.vault.vault:Vault.erase", "erase"),
        ("sectorscope.evidence.erasing:_masked", "erase"),
    ],
)
def test_no_traceback_of_later_shows_them(place: Place, where: str, command: str):
    sealed.add(place.study, sealed.survey())
    args = {"build": (), "erase": (sealed.ZORBLAX, "--sign", "A. Nalyst")}[command]
    done = place.ran(command, *args, broken=where)
    assert "Traceback" in done.err


@pytest.mark.parametrize("moment", ["before", "halfway", "after"])
def test_a_killed_process_leaves_nothing_that_shows_them(place: Place, moment: str):
    survey = place.gives(sealed.FILE, sealed.survey())
    mapping = place.gives("mapping.toml", sealed.MAPPING.encode())
    for command in (("add", survey, "--as", "survey", "--mapping", mapping), ("profile",)):
        nth = 1
        for nth in range(1, 60, 7):
            if not place.ran(*command, moment=moment, nth=nth).killed:
                break
        assert nth > 1
