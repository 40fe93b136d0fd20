"""Studies to change as their analyst would: answers, codings, facts, by the product's own means."""

import csv
import io
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import sectorscope
from sectorscope.decisions import Decision, DecisionLog
from sectorscope.evidence.add import add_file
from sectorscope.evidence.snapshots import Catalogue, Snapshot
from sectorscope.profile import Audience, Gap, Profile, Statement

EXAMPLES = Path(__file__).parents[2] / "examples"
SHIPPED = EXAMPLES / "leeds-healthtech-2013"
EMPTY = EXAMPLES / "healthtech"
WHEN = "2026-11-22"

Answers = list[dict[str, str]]


def copy(study: Path, folder: Path) -> Path:
    """A study as it ships, without what a build left there."""
    return shutil.copytree(study, folder, ignore=shutil.ignore_patterns("build", "out", ".lock"))


def build(study: Path, audience: Audience = "public") -> Profile:
    return sectorscope.build(sectorscope.open_study(study), audience=audience)


# --- changing a study ----------------------------------------------------------------------


def current(study: Path, source: str) -> Snapshot:
    """The only current snapshot of a source."""
    (found,) = (s for s in Catalogue(study).current() if s.source == source)
    return found


def answers(study: Path) -> Answers:
    """The survey's rows as they stand."""
    text = Catalogue(study).read(current(study, "survey")).decode()
    return list(csv.DictReader(io.StringIO(text)))


def put_answers(study: Path, rows: Answers, mapping: bytes, name: str = "answers.csv") -> None:
    """Add a survey; under a name that stands already it supersedes what stands."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    beside = study / "mapping.toml"
    beside.write_bytes(mapping)
    data = text.getvalue().encode()
    add_file(study, data, name=name, source="survey", retrieved=WHEN, mapping_path=beside)
    beside.unlink()


def mapping_of(study: Path) -> bytes:
    catalogue = Catalogue(study)
    return catalogue.read(catalogue.find(str(current(study, "survey").mapping)))


def flip(study: Path, business: str, question: str, answer: str) -> None:
    """Let one business have answered one question otherwise."""
    rows = answers(study)
    (row,) = (r for r in rows if r["business"] == business)
    assert row[question] != answer
    row[question] = answer
    put_answers(study, rows, mapping_of(study), current(study, "survey").name)


def code(study: Path, business: str, question: str, of: str, quote: str) -> None:
    """Decide that a business's answer means a code."""
    _decide(study, business, question, of, quote, "raised_unprompted")


def withdraw(study: Path, business: str, question: str, *codes: str) -> None:
    """Take codings back; every one of that answer if none is named."""
    held = DecisionLog(study / "decisions").in_force("coding")
    bodies = [d.body for d in held]
    mine = [b for b in bodies if (b["business"], b["question"]) == (business, question)]
    mine = [b for b in mine if not codes or b["code"] in codes]
    assert len(mine) >= max(1, len(codes))
    for body in mine:
        _decide(study, business, question, body["code"], body["quote"], "withdrawn")


def change_fact(study: Path, old: str, new: str) -> None:
    """Add the facts again with one passage replaced."""
    held = current(study, "facts")
    text = Catalogue(study).read(held).decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    data = text.replace(old, new).encode()
    add_file(study, data, name=held.name, source="facts", retrieved=WHEN)


def drop_fact(study: Path, *ids: str) -> None:
    """Add the facts again without some of them."""
    held = current(study, "facts")
    text = Catalogue(study).read(held).decode()
    for identity in ids:
        text, found = re.subn(rf'\[\[fact\]\]\nid = "{identity}"\n(.+\n)*\n?', "", text)
        assert found == 1, identity
    add_file(study, text.encode(), name=held.name, source="facts", retrieved=WHEN)


def _decide(study: Path, business: str, question: str, of: str, quote: str, state: str) -> None:
    body = {"business": business, "question": question, "code": of, "quote": quote, "state": state}
    made = Decision(kind="coding", body=body, who="A. Tester", when=WHEN, why="to see what follows")
    DecisionLog(study / "decisions").append(made)


def other_study(folder: Path, given: Iterable[Mapping[str, str]]) -> Path:
    """The shipped definition, facts and mapping, with other businesses' answers and no codings.

    Args:
        folder: where to make it.
        given: each business's answers; what is left out was not asked.
    """
    folder.mkdir()
    shutil.copy(SHIPPED / "study.toml", folder)
    facts = Catalogue(SHIPPED).read(current(SHIPPED, "facts"))
    add_file(folder, facts, name="facts.toml", source="facts", retrieved=WHEN)
    columns = list(answers(SHIPPED)[0])
    rows = [{c: row.get(c, "not asked") for c in columns} for row in given]
    put_answers(folder, rows, mapping_of(SHIPPED))
    return folder


# --- reading a profile ---------------------------------------------------------------------


def said(profile: Profile) -> dict[str, Statement]:
    """Every statement by its id."""
    return {s.id: s for s in profile.statements()}


def find(profile: Profile, chapter: str, question: str, subject: str = "") -> Statement:
    """The one statement about a subject, whatever it says."""
    found = [
        s
        for s in profile.statements()
        if (s.chapter, s.question, s.subject) == (chapter, question, subject)
    ]
    assert len(found) == 1, f"{chapter} · {question} · {subject}: {len(found)} statements"
    return found[0]


def gaps(profile: Profile) -> Iterator[Gap]:
    return (b for b in profile.blocks() if isinstance(b, Gap))


def changed(before: Profile, after: Profile) -> set[tuple[str, str, str]]:
    """What the sentences that changed, came or went are about."""
    old, new = said(before), said(after)
    return {
        (s.chapter, s.question, s.subject)
        for s in (*old.values(), *new.values())
        if s.id not in old or s.id not in new or old[s.id].text != new[s.id].text
    }
