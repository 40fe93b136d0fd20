"""A business asks to be forgotten: it goes from everywhere, and what others said stays."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from sectorscope.consultation.grouped import counts
from sectorscope.decisions import Decision, DecisionLog
from sectorscope.errors import EvidenceRefused, UsageError, VaultError
from sectorscope.pipeline import build, make_run, rederive, render_profile
from sectorscope.pipeline.erasing import Erased, erase, finish, purge
from sectorscope.profile import AUDIENCES
from sectorscope.store import Store
from sectorscope.study import Study, open_study
from tests.evidence.documents.made import docx_of
from tests.pipeline import sealed
from tests.pipeline.test_sealed import INTERVIEWS, OTHERS, SPOKEN

LEFT = ("zorblaxian", "gormelda.zorblaxian", "flumadiddle", "poached ours")
"""What the vault's own files may hold no more, once it is opened."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a survey in its vault, written for two audiences; not to be changed."""
    study = sealed.consulted(tmp_path_factory.mktemp("erasing") / "study")
    for audience in ("public", "internal"):
        render_profile(study, make_run(study), audience=audience)
    return study.path


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Study:
    return open_study(shutil.copytree(made, tmp_path / "study"))


def erased(study: Study, who: str = sealed.ZORBLAX) -> Erased:
    return erase(study, who, who="A. Nalyst", today=sealed.DAY, unlock=sealed.key(study))


def held(study: Study) -> dict[str, bytes]:
    """What the vault holds, by the name of the file."""
    catalogue = sealed.catalogue(study)
    return {s.name: catalogue.read(s) for s in catalogue.all()}


def everything(study: Study) -> str:
    """All the vault tells to whoever holds the key, in small letters."""
    vault = sealed.catalogue(study).vault
    told = [*map(vars, vault.identities()), *(e.facts for e in vault.entries())]
    told += [vars(c) for i in vault.identities() for c in vault.consents(i.pseudonym)]
    return f"{held(study)} {told} {vault.audit()} {vault.gazetteer()}".lower()


def test_it_goes_from_the_file_and_others_stay_as_they_were(study: Study):
    before = held(study)[sealed.FILE].splitlines(keepends=True)
    done = erased(study)
    after = held(study)[sealed.FILE].splitlines(keepends=True)
    assert after == [line for line in before if not line.startswith(b"Zorblaxian")]
    assert len(after) == len(before) - 1
    assert done.files == 1


def test_nothing_of_it_is_anywhere(study: Study):
    pseudonym = sealed.catalogue(study).vault.pseudonym(sealed.ZORBLAX)
    erased(study)
    assert sealed.catalogue(study).vault.find(sealed.ZORBLAX) is None
    assert not [c for c in LEFT if c in everything(study)]
    for path in study.path.rglob("*.*"):
        if path.is_file() and path.suffix != ".sealed":
            assert not sealed.shown(path.read_bytes(), (pseudonym,)), path
    assert sealed.shown_in(study.path) == {}


@pytest.mark.parametrize(
    "called", ["ZORBLAXIAN   WIDGETS", "gormelda.zorblaxian@zorblaxian.example", ""]
)
def test_it_is_found_by_any_spelling_a_contact_or_its_pseudonym(study: Study, called: str):
    erased(study, called or sealed.catalogue(study).vault.pseudonym(sealed.ZORBLAX))
    assert sealed.catalogue(study).vault.tombstoned(sealed.ZORBLAX) == sealed.DAY


def test_whom_nobody_knows_is_a_wrong_use_and_changes_nothing(study: Study):
    before = everything(study)
    with pytest.raises(UsageError, match="nobody of that name") as refused:
        erased(study, "Gormelda Blatherskite")
    assert "Gormelda" not in str(refused.value)
    assert everything(study) == before
    make_run(study)


def test_what_another_said_of_it_is_masked_letter_for_letter(study: Study):
    erased(study, sealed.QUIBBLE)
    rows = list(csv.DictReader(io.StringIO(held(study)[sealed.FILE].decode())))
    masked = sealed.SAID.replace("Quibbletree Devices", "x" * len("Quibbletree Devices"))
    assert rows[0][sealed.NEEDS] == masked
    others = [r for r in sealed.answers() if r["Company name"] != sealed.QUIBBLE]
    assert rows[1:] == others[1:]
    assert "quibbletree" not in everything(study)


def test_a_name_without_its_legal_form_is_masked_too(study: Study, tmp_path: Path):
    other = sealed.empty(tmp_path / "other")
    said = "CNC machinists went to zorblaxian-widgets, and widgets are hard"
    rows = [*sealed.answers(), sealed.row("Hexapod", what_is_hard_to_find=said)]
    sealed.add(other, sealed.survey(rows))
    erased(other)
    assert b"went to xxxxxxxxxxxxxxxxxx, and widgets are hard" in held(other)[sealed.FILE]


def test_codings_of_others_still_find_their_words(study: Study):
    log = DecisionLog(study.path / "decisions")
    pseudonym = sealed.catalogue(study).vault.pseudonym(sealed.ZORBLAX)
    rest = [d for d in log.read("coding") if d.body["business"] != pseudonym]
    done = erased(study)
    assert log.read("coding") == rest
    assert done.decisions == 1
    rows = make_run(study).run.tables().rows("assertion")
    assert {r["decision"] for r in rows if r["decision"]} == {d.id for d in rest}


def test_a_coding_of_words_beside_a_masked_name_still_finds_them(study: Study):
    erased(study, sealed.QUIBBLE)
    rows = make_run(study).run.tables().rows("assertion")
    assert sum(r["code"] == "machining" for r in rows) == 2


def test_counts_follow(study: Study):
    erased(study)
    told = {(c.question, c.code): (c.k, c.n) for c in counts(make_run(study).run.tables().rows)}
    assert told["recruited", ""] == (3, 4)
    assert told["scarce", "machining"] == (1, 2)
    rederive(study, sealed.key(study))


def test_the_sentences_that_changed_are_listed_for_every_audience_written_for(study: Study):
    said = {a: {s.id: s.text for s in build(study, audience=a).statements()} for a in AUDIENCES}
    done = erased(study)
    assert set(done.changes) == {"public", "internal"}
    for audience, changes in done.changes.items():
        now = {s.id: s.text for s in build(study, audience=audience).statements()}
        before = said[audience]
        wanted = {i for i in before.keys() | now.keys() if before.get(i) != now.get(i)}
        assert wanted
        assert wanted == {c.id for c in changes} & (before.keys() | now.keys())
        assert {c.before for c in changes} >= {before[i] for i in wanted if i in before}


def test_every_earlier_run_goes_and_what_was_written_is_written_anew(study: Study):
    text = (study.path / "study.toml").read_text("utf-8")
    (study.path / "study.toml").write_text(text.replace("What makers need.", "Needs."), "utf-8")
    again = open_study(study.path)
    make_run(again)
    assert len(Store(study.path).runs()) > 1
    old = (study.path / "out" / "profile.json").read_bytes()
    done = erased(again)
    assert len(Store(study.path).runs()) == 1
    assert done.runs > 1
    assert (study.path / "out" / "profile.json").read_bytes() != old
    names = ["annex.csv", "profile.html", "profile.json"]
    for folder in ("out", "out/internal"):
        assert sorted(p.name for p in (study.path / folder).glob("*.*")) == names


def test_what_was_written_goes_even_where_nobody_remembers_writing_it(study: Study):
    shutil.rmtree(study.path / "build")
    erased(study)
    assert not list((study.path / "out" / "internal").glob("*.*"))


def test_the_audit_trail_says_that_it_was_done_and_not_to_whom(study: Study):
    erased(study)
    (line,) = sealed.catalogue(study).vault.audit()
    assert (line.action, line.who, line.date, line.count) == ("erase", "A. Nalyst", sealed.DAY, 1)
    raw = json.loads((study.path / "vault" / "audit.jsonl").read_text("utf-8"))
    assert set(raw) == {"n", "date", "action", "who", "count", "chain"}


def test_the_same_data_are_refused_from_then_on_with_the_reason(study: Study):
    erased(study)
    before = everything(study)
    for name, reason in ((sealed.FILE, "erased on 2026-11-23"), ("another.csv", "")):
        with pytest.raises(EvidenceRefused, match=reason) as refused:
            sealed.add(study, sealed.survey(), name)
        assert not sealed.shown(str(refused.value).encode())
    assert everything(study) == before
    rest = [r for r in sealed.answers() if r["Company name"] != sealed.ZORBLAX]
    sealed.add(study, sealed.survey([*rest, sealed.row("Hexapod Ltd")]))
    assert len(make_run(study, unlock=sealed.key(study)).run.tables().rows("consultee")) == 5


def test_a_workbook_becomes_a_table_of_text(tmp_path: Path):
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(list(sealed.COLUMNS))
    for answers in sealed.answers():
        book.active.append(list(answers.values()))
    book.save(out)
    study = sealed.empty(tmp_path / "study")
    sealed.add(study, out.getvalue(), "members.xlsx")
    told = list(counts(make_run(study, unlock=sealed.key(study)).run.tables().rows, "place"))
    erased(study, sealed.WOMBLE)
    rows = list(csv.DictReader(io.StringIO(held(study)["members.xlsx"].decode("utf-8-sig"))))
    assert len(rows) == len(sealed.answers()) - 1
    after = list(counts(make_run(study).run.tables().rows, "place"))
    assert [c for c in after if c.by == "Leeds"] == [c for c in told if c.by == "Leeds"]


def interviewed(folder: Path, mapping: str = INTERVIEWS) -> Study:
    study = sealed.empty(folder)
    spoken = [line.replace("Quibbletree", "Quibbletree Devices") for line in SPOKEN]
    sealed.add(study, docx_of(spoken), "zorblaxian-talk.docx", "transcripts", mapping)
    sealed.add(study, "\n".join(OTHERS).encode(), "quibbletree-talk.txt", "transcripts", mapping)
    return study


def test_an_interview_goes_and_so_does_what_its_mapping_said_of_it(tmp_path: Path):
    study = interviewed(tmp_path / "study")
    sealed.code(study, sealed.QUIBBLE, "pay", "the pay", question="hard")
    erased(study)
    assert "zorblaxian" not in everything(study)
    assert "flumadiddle" not in everything(study)
    assert set(held(study)) == {"study-mapping.toml", "quibbletree-talk.txt"}
    told = {(c.question, c.code): (c.k, c.n) for c in counts(make_run(study).run.tables().rows)}
    assert told["hard", "pay"] == (1, 1)
    rederive_(study)


def rederive_(study: Study) -> None:
    """Derive again what there is, the profile included."""
    render_profile(study, make_run(study, unlock=sealed.key(study)))
    rederive(study, sealed.key(study))


def test_another_s_interview_that_names_it_stays_readable(tmp_path: Path):
    study = interviewed(tmp_path / "study")
    before = make_run(study, unlock=sealed.key(study)).run.tables().rows("document")
    erased(study, sealed.QUIBBLE)
    assert "quibbletree" not in everything(study)
    after = make_run(study, unlock=sealed.key(study)).run.tables().rows("document")
    assert [d["chars"] for d in after] == [
        d["chars"] for d in before if d["business"] == after[0]["business"]
    ]


def test_a_file_whose_name_shares_a_word_with_it_keeps_its_name(tmp_path: Path):
    """Others are found by it: an interview in its mapping, a newer questionnaire by the old."""
    study = sealed.empty(tmp_path / "study")
    rows = [
        r | {"Company name": "Thwackett Ltd"} if i == 0 else r
        for i, r in enumerate(sealed.answers())
    ]
    sealed.add(study, sealed.survey(rows), "thwackett-and-womblesnap.csv")
    rows[1]["Town"] = "York"
    sealed.add(study, sealed.survey(rows), "thwackett-and-womblesnap.csv")
    make_run(study, unlock=sealed.key(study))
    erased(study, sealed.WOMBLE)
    names = [s.name for s in sealed.catalogue(study).all() if s.source == "survey"]
    assert names == ["thwackett-and-womblesnap.csv"] * 2
    erased(study, "Thwackett Ltd")  # named itself: masked, and still one file in two issues
    names = [s.name for s in sealed.catalogue(study).all() if s.source == "survey"]
    assert len(names) == 2
    assert len({*names}) == 1
    assert "thwackett" not in everything(study)
    assert len(make_run(study).run.tables().rows("consultee")) == 3


def test_a_mapping_that_grew_by_the_erased_only_becomes_the_one_before(tmp_path: Path):
    first, _, rest = INTERVIEWS.partition('[interviews."quibbletree-talk"]')
    second = INTERVIEWS.partition('[interviews."shy-talk"]')[0]
    assert first
    assert rest
    study = sealed.empty(tmp_path / "study")
    sealed.add(study, docx_of(OTHERS), "zorblaxian-talk.docx", "transcripts", first)
    sealed.add(study, docx_of(SPOKEN), "quibbletree-talk.docx", "transcripts", second)
    erased(study, sealed.QUIBBLE)
    assert "quibbletree-talk" not in everything(study)
    assert len(make_run(study, unlock=sealed.key(study)).run.tables().rows("document")) == 1


def test_an_interview_of_another_that_is_called_alike_is_still_found(tmp_path: Path):
    mapping = INTERVIEWS.replace("zorblaxian-talk", "Womble-HALL").replace(
        "Quibbletree Devices", "Womble Ltd"
    )
    study = sealed.empty(tmp_path / "study")
    sealed.add(study, docx_of(SPOKEN), "womble-hall.docx", "transcripts", mapping)
    sealed.add(study, docx_of(OTHERS), "quibbletree-talk.docx", "transcripts", mapping)
    erased(study, "Womble Ltd")
    assert "womble" not in everything(study)
    assert len(make_run(study, unlock=sealed.key(study)).run.tables().rows("document")) == 1


# --- retention -----------------------------------------------------------------------------------


def test_purge_forgets_what_is_past_its_date_and_keeps_the_rest(study: Study, tmp_path: Path):
    other = sealed.empty(tmp_path / "other")
    sealed.add(other, sealed.survey(), retain_until="2026-12-31")
    make_run(other, unlock=sealed.key(other))
    for day, files in ((date(2026, 12, 31), 0), (date(2027, 1, 1), 2)):
        done = purge(other, who="A. Nalyst", today=day, unlock=sealed.key(other))
        assert done.files == files
    assert held(other) == {}
    assert make_run(other).run.tables().rows("response") == []
    assert [(a.action, a.count) for a in sealed.catalogue(other).vault.audit()] == [("purge", 2)]
    assert purge(study, who="A", today=date(2099, 1, 1), unlock=sealed.key(study)).files == 0


def test_a_note_or_a_reason_that_names_it_goes_too(study: Study):
    folder = study.path / "decisions"
    body = {"id": "1", "chapter": "issues", "text": f"{sealed.ZORBLAX} said so.", "cites": "x"}
    named = Decision("note", body | {"ruling": "stands"}, "A", "2026-11-01", "why not")
    other = {**body, "id": "2", "text": "Others said so."}
    kept = Decision("note", other | {"ruling": "stands"}, "A", "2026-11-01", "why not")
    DecisionLog(folder).append(named, kept)
    assert erased(study).decisions >= 1
    assert [d.body["id"] for d in DecisionLog(folder).read("note")] == ["2"]


def test_purge_takes_what_was_decided_and_known_of_those_only_it_held(tmp_path: Path):
    study = sealed.empty(tmp_path / "study")
    sealed.add(study, sealed.survey(), retain_until="2026-12-31")
    sealed.code(study, sealed.ZORBLAX, "machining", "CNC machinists")
    done = purge(study, who="A", today=date(2027, 1, 1), unlock=sealed.key(study))
    assert (done.files, done.decisions) == (2, 1)
    vault = sealed.catalogue(study).vault
    assert vault.identities() == ()
    assert vault.tombstoned(sealed.ZORBLAX) is None  # nobody asked to be forgotten
    assert DecisionLog(study.path / "decisions").read("coding") == []


def test_purge_leaves_a_mapping_that_another_file_is_read_with(tmp_path: Path):
    study = sealed.empty(tmp_path / "study")
    for name, data, until in (
        ("zorblaxian-talk.docx", docx_of(SPOKEN), "2026-12-31"),
        ("quibbletree-talk.docx", docx_of(OTHERS), ""),
    ):
        sealed.add(study, data, name, "transcripts", INTERVIEWS, retain_until=until)
    done = purge(study, who="A", today=date(2027, 1, 1), unlock=sealed.key(study))
    assert done.files == 1
    assert len(make_run(study).run.tables().rows("document")) == 1


def test_a_retention_date_can_be_given_later(study: Study):
    sealed.add(study, sealed.survey(), retain_until="2026-12-31")
    assert purge(study, who="A", today=date(2027, 1, 1), unlock=sealed.key(study)).files == 2


# --- what cannot be ------------------------------------------------------------------------------


def test_finishing_what_was_not_begun_is_a_wrong_use(study: Study):
    with pytest.raises(UsageError, match="no erasure is unfinished"):
        finish(study, who="A", today=sealed.DAY, unlock=sealed.key(study))


def test_a_study_without_a_vault_knows_nobody(tmp_path: Path):
    (tmp_path / "study.toml").write_text(sealed.STUDY, "utf-8")
    with pytest.raises(UsageError, match="knows nobody"):
        erased(open_study(tmp_path))
    assert purge(open_study(tmp_path), who="A", today=sealed.DAY).files == 0


def test_while_one_is_unfinished_nothing_else_goes_on(study: Study):
    (study.path / "vault" / "erasing").write_text("BXXXXXXXX 1 0\n", "ascii")
    for act in (
        lambda: make_run(study),
        lambda: erased(study),
        lambda: purge(study, who="A", today=sealed.DAY, unlock=sealed.key(study)),
    ):
        with pytest.raises(VaultError, match="erase --finish"):
            act()
