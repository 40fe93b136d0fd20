"""A study with a small real consultation in its vault, every name and word of it planted.

Whatever is planted may be shown to whoever holds the key and asks for it, and to nobody else.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from sectorscope.decisions import Decision, DecisionLog
from sectorscope.evidence.add import Added, add_file
from sectorscope.evidence.sealed import SealedCatalogue, Unlock
from sectorscope.pipeline import make_run
from sectorscope.pipeline.material import material
from sectorscope.study import Study, open_study
from sectorscope.vault import Vault, header

KEY = "nine owls over a cold harbour"
WHEN = "2026-11-22"
DAY = date(2026, 11, 23)
FILE = "thwackett-members.csv"

ZORBLAX = "Zorblaxian Widgets Ltd"
QUIBBLE = "Quibbletree Devices"
FROBNITZ = "Frobnitzer Medical"
WOMBLE = "Womblesnap Implants"
SNARK = "Snarkelby Joints plc"
SHY = "Mumpsimusly Quiet Ltd"
"""Agreed to nothing: nowhere but in the vault."""
MAKERS = (ZORBLAX, QUIBBLE, FROBNITZ, WOMBLE, SNARK)

SAID = "CNC machinists, since Quibbletree Devices poached ours in a flumadiddle"
COLUMNS = {
    "Company name": "",
    "Sector": "orthopaedics",
    "Employees": "10-49",
    "Town": "Leeds",
    "Recruited?": "Yes",
    "Hard?": "Yes",
    "What is hard to find?": "",
    "Next year?": "More",
    "Wages, low": "",
    "Wages, likely": "",
    "Wages, high": "",
    "Contact": "",
    "Count us?": "Yes",
    "List us?": "No",
    "Stand": "North hall",
}
NEEDS = "What is hard to find?"

Answers = dict[str, str]


def row(name: str, **more: str) -> Answers:
    """One business's answers; arguments are columns, by the words of them."""
    stem = name.split(maxsplit=1)[0].casefold()
    found = COLUMNS | {"Company name": name, "Contact": f"gormelda.{stem}@{stem}.example"}
    return found | {_column(k): v for k, v in more.items()}


def _column(word: str) -> str:
    folded = word.replace("_", " ").casefold()
    return next(c for c in COLUMNS if re.sub(r"[^\w ]", "", c).casefold() == folded)


def answers() -> list[Answers]:
    """The survey: five makers that may be counted, and one that may not."""
    asked = {"what_is_hard_to_find": SAID, "list_us": "Yes"}
    return [
        row(ZORBLAX, **asked, wages_low="4", wages_likely="5", wages_high="9"),
        row(QUIBBLE, hard="No", next_year="Same", employees="1-9"),
        row(FROBNITZ, recruited="No", hard="", next_year="Fewer", sector="biotech", town="York"),
        row(WOMBLE, sector="biotech", town="York", what_is_hard_to_find="regulatory whifflepoof"),
        row(SNARK, what_is_hard_to_find="CNC machinists who can blatherskite", hard="Yes"),
        row(SHY, what_is_hard_to_find="CNC machinists of gobbledyglook", count_us="No"),
    ]


CANARIES = (
    *("zorblaxian", "quibbletree", "frobnitzer", "womblesnap", "snarkelby", "mumpsimusly"),
    *("gormelda", "thwackett"),
    *("flumadiddle", "whifflepoof", "blatherskite", "gobbledyglook", "poached ours"),
)
"""Names of businesses, people and files, and words of answers."""

MAPPING = """title = "Survey of makers"
noun = "businesses consulted"
noun_one = "business consulted"
[method]
route = "a trade body's list"
mode = "questionnaire"
[business]
id = "Company name"
segments = "Sector"
size_band = "Employees"
place = "Town"
contact = ["Contact"]
also = { Stand = "Stand" }
[consent]
date = "2026-11-01"
count = { column = "Count us?", yes = ["Yes"] }
list = { column = "List us?", yes = ["Yes"] }
[[question]]
id = "recruited"
column = "Recruited?"
chapter = "issues"
form = "share"
says = "had recruited in the last year"
says_one = "had recruited in the last year"
[[question]]
id = "hard"
column = "Hard?"
chapter = "issues"
form = "share"
gate = "recruited"
says = "found it hard to recruit"
says_one = "found it hard to recruit"
[[question]]
id = "scarce"
column = "What is hard to find?"
chapter = "issues"
form = "issues"
role = "needs"
open = true
gate = "hard"
says = "Skills in short supply"
code = [
 { code = "machining", label = "machining", phrases = "CNC machinists", need = true },
 { code = "regulatory", label = "regulatory affairs", phrases = "regulatory", need = true },
]
[[question]]
id = "wages"
column = ["Wages, low", "Wages, likely", "Wages, high"]
chapter = "issues"
form = "range"
text = "What will wages rise by?"
says = "could say what wages will rise by"
says_one = "could say what wages will rise by"
unit = "per cent"
[[question]]
id = "staff"
column = "Next year?"
chapter = "prospects"
form = "option"
role = "expectation"
says = "expect to employ more people next year"
says_one = "expects to employ more people next year"
options = [
 { answer = "More", label = "more people", state = "yes" },
 { answer = "Same", label = "the same number", state = "no" },
 { answer = "Fewer", label = "fewer people", state = "no" },
]
"""


def survey(rows: Sequence[Mapping[str, str]] | None = None) -> bytes:
    """The rows as the CSV they came in."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows or answers())
    return text.getvalue().encode()


STUDY = """[study]
id = "makers"
title = "Makers"
lede = "What makers need."
as_of = 2026-11-01
period = "2026"
[sector]
name = "healthcare technologies"
definition = "makers, version 1"
rubric = "A business that makes."
[[sector.segment]]
id = "orthopaedics"
label = "orthopaedics"
[[sector.segment]]
id = "biotech"
label = "biotech"
[region]
name = "West Vale"
geography = "one district"
"""
REGISTER = """[consultation.businesses]
source = "a register of our own"
total = 400
[consultation.businesses.segments]
orthopaedics = 200
biotech = 200
[consultation.businesses.size_bands]
"1-9" = 100
"10-49" = 300
[consultation.businesses.places]
Leeds = 200
York = 200
"""


def empty(folder: Path, more: str = REGISTER) -> Study:
    """A study without evidence, with a vault whose key costs little to try."""
    folder.mkdir(parents=True)
    (folder / "study.toml").write_text(STUDY + more, "utf-8")
    dear, header.COST["n"] = header.COST["n"], 16
    try:
        Vault.create(folder, KEY)
    finally:
        header.COST["n"] = dear
    return open_study(folder)


def key(study: Study) -> Unlock:
    """What opens the vault."""
    return lambda: Vault.open(study.path, KEY)


def catalogue(study: Study) -> SealedCatalogue:
    """The sealed evidence, with its key."""
    return SealedCatalogue(study.path, key(study))


def add(
    study: Study,
    data: bytes,
    name: str = FILE,
    source: str = "survey",
    mapping: str = MAPPING,
    **more: str,
) -> Added:
    """Add a file with its mapping, as `sectorscope add` does."""
    beside = study.path.parent / f"{study.path.name}-mapping.toml"
    beside.write_text(mapping, "utf-8")
    try:
        return add_file(
            study.path,
            data,
            source=source,
            name=name,
            retrieved=WHEN,
            mapping_path=beside,
            unlock=key(study),
            **more,  # type: ignore[arg-type]
        )
    finally:
        beside.unlink()


def code(study: Study, business: str, of: str, words: str, **more: str) -> Decision:
    """Decide that words of a business mean a code (empty: the question), anchored in the vault."""
    question = more.pop("question", "scarce")
    state = more.pop("state", "raised_unprompted")
    held = material(study, make_run(study, unlock=key(study)).run.tables(), key(study))
    who = catalogue(study).vault.pseudonym(business)
    found = held.found(words, who, question)
    assert found is not None
    assert held.seal is not None
    quote = held.seal(found.words, found.start, found.end)
    body = {"business": who, "question": question, "code": of, "quote": quote, "state": state}
    made = Decision("coding", body, "A. Nalyst", WHEN, "as the words say")
    DecisionLog(study.path / "decisions").append(made)
    return made


def consulted(folder: Path, more: str = REGISTER) -> Study:
    """A study with the survey in its vault, three codings, and its first run."""
    study = empty(folder, more)
    add(study, survey())
    code(study, ZORBLAX, "machining", "CNC machinists")
    code(study, SNARK, "machining", "CNC machinists")
    code(study, WOMBLE, "regulatory", "regulatory")
    make_run(study, unlock=key(study))
    return study


# --- looking for what was planted ----------------------------------------------------------


def shown(data: bytes, canaries: Iterable[str] = CANARIES) -> list[str]:
    """The canaries that stand in some bytes, whatever their case, encoding and packing."""
    texts = [t.lower() for t in (data, *_unpacked(data))]
    wanted = {c: (c.lower().encode(), c.lower().encode("utf-16-le")) for c in canaries}
    return [c for c, forms in wanted.items() if any(f in t for f in forms for t in texts)]


def shown_in(folder: Path, canaries: Iterable[str] = CANARIES) -> dict[str, list[str]]:
    """By file, the canaries in its name or bytes; a file without any is left out."""
    wanted = tuple(canaries)
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        data = path.read_bytes() if path.is_file() else b""
        if seen := shown(name.encode() + b"\n" + data, wanted):
            found[name] = seen
    return found


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What is packed in some bytes, as a zip, a Parquet table, or a deflated stream."""
    if data[-4:] == b"PAR1":
        import pyarrow.parquet as pq

        found = pq.read_table(io.BytesIO(data[data.index(b"PAR1") :]))
        yield repr(found.to_pylist()).encode()
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(n) for n in archive.namelist())
    else:
        for head in (b"\x1f\x8b", b"\x78\x9c", b"\x78\x01", b"\x78\xda"):
            start = data.find(head)
            if start >= 0:
                try:
                    yield zlib.decompressobj(47).decompress(data[start:])
                except zlib.error:
                    continue
