"""A real survey goes into the vault: what is told is right, and names nobody without its key."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sectorscope.consultation.grouped import counts
from sectorscope.decisions import DecisionLog
from sectorscope.errors import EvidenceRefused, VaultLocked
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.pipeline import build, make_run, rederive, render_profile
from sectorscope.profile import AUDIENCES
from sectorscope.schema import TABLES
from sectorscope.study import Study, open_study
from sectorscope.trace import trace
from sectorscope.vault import Vault, keys
from tests.evidence.documents.made import docx_of
from tests.evidence.sources.qdpx_made import qde, qdpx, selection, source
from tests.pipeline import sealed, shipped
from tests.support import studies


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(keys.VARIABLE, raising=False)


@pytest.fixture(scope="module")
def consulted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a survey in its vault; not to be changed."""
    return sealed.consulted(tmp_path_factory.mktemp("sealed") / "study").path


@pytest.fixture
def study(consulted: Path, tmp_path: Path) -> Study:
    return open_study(shutil.copytree(consulted, tmp_path / "study"))


def tables(study: Study) -> dict[str, list[dict[str, object]]]:
    held = make_run(study, unlock=sealed.key(study)).run.tables()
    return {name: held.rows(name) for name in TABLES if name != "decision"}


def test_nothing_of_it_is_evidence_in_the_open(study: Study):
    assert Catalogue(study.path).all() == []
    assert not (study.path / "evidence").exists()
    (mapping, survey) = sealed.catalogue(study).all()
    assert (mapping.source, survey.source, survey.name) == ("mapping", "survey", sealed.FILE)
    assert sealed.catalogue(study).read(survey) == sealed.survey()
    assert survey.sealed


def test_no_byte_of_the_study_names_anybody(study: Study):
    for audience in AUDIENCES:
        render_profile(study, make_run(study), audience=audience)
    assert (study.path / "out" / "internal" / "profile.json").exists()
    assert sealed.shown_in(study.path) == {}


def test_this_test_can_see(study: Study, tmp_path: Path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    shutil.copy(study.path / "study.toml", tmp_path / "Thwackett.toml")
    pq.write_table(pa.table({"a": [sealed.SAID]}), tmp_path / "a.parquet", compression="zstd")
    (tmp_path / "b.zip").write_bytes(docx_of([sealed.ZORBLAX.upper()]))
    (tmp_path / "c").write_bytes("a whifflepoof".encode("utf-16"))
    assert sealed.shown_in(tmp_path) == {
        "Thwackett.toml": ["thwackett"],
        "a.parquet": ["quibbletree", "flumadiddle", "poached ours"],
        "b.zip": ["zorblaxian"],
        "c": ["whifflepoof"],
    }


def test_what_was_said_stays_in_the_vault(study: Study):
    rows = [(name, row) for name, held in tables(study).items() for row in held]
    assert {name for name, _ in rows} >= {"response", "assertion", "consultee", "question"}
    for name, row in rows:
        assert row.get("raw") is None, name
        assert row.get("text") is None or name == "question"
        assert row.get("speaker") is None
    (snapshots,) = ({s["name"] for s in tables(study)["snapshot"]},)
    assert snapshots == {"consultation file"}
    assert {s["bytes"] for s in tables(study)["snapshot"]} == {None}


def test_answers_are_counted_rightly(study: Study):
    told = {
        (c.question, c.code): (c.k, c.n) for c in counts(make_run(study).run.tables().rows, None)
    }
    assert told == {
        ("recruited", ""): (4, 5),
        ("hard", ""): (3, 4),
        ("scarce", ""): (3, 3),
        ("scarce", "machining"): (2, 3),
        ("scarce", "regulatory"): (1, 3),
        ("wages", ""): (1, 5),
        ("staff", ""): (3, 5),
    }


def test_whoever_did_not_agree_to_be_counted_is_nowhere(study: Study):
    vault = sealed.catalogue(study).vault
    shy = vault.pseudonym(sealed.SHY)
    assert vault.find(sealed.SHY) is not None
    held = tables(study)
    assert not [n for n, rows in held.items() if any(shy in map(str, r.values()) for r in rows)]
    assert len(held["consultee"]) == len(sealed.MAKERS)
    assert held["consultation"][0]["not_consented"] == 1
    assert not vault.may(shy, "count")


def test_consent_that_is_withdrawn_takes_the_business_out(study: Study):
    rows = [r | {"Count us?": "No"} if r["Next year?"] == "Same" else r for r in sealed.answers()]
    sealed.add(study, sealed.survey(rows))
    assert len(tables(study)["consultee"]) == len(sealed.MAKERS) - 1
    assert not sealed.catalogue(study).vault.may(
        sealed.catalogue(study).vault.pseudonym(sealed.QUIBBLE), "count"
    )


def test_only_those_who_agreed_are_listed_and_only_if_the_study_lists_them(tmp_path: Path):
    plain = sealed.empty(tmp_path / "plain")
    named = sealed.empty(tmp_path / "named", "[consultation]\nlisted = true\n" + sealed.REGISTER)
    for study in (plain, named):
        sealed.add(study, sealed.survey())
    assert tables(plain)["participant"] == []
    assert tables(named)["participant"] == [{"name": sealed.ZORBLAX}]
    told = sealed.shown_in(named.path / "build")
    assert set(told) == {"runs/0001/participant.parquet", "runs/0001/profile.public.json"}
    assert {c for found in told.values() for c in found} == {"zorblaxian"}


def test_a_group_that_names_somebody_is_not_told(tmp_path: Path):
    study = sealed.empty(tmp_path / "study")
    rows = sealed.answers()
    rows[0]["Stand"] = "beside Quibbletree Devices"
    rows[1]["Sector"] = "biotech; supplier of WOMBLESNAP IMPLANTS"
    rows[2]["Town"] = "Frobnitzer-Medical House"
    rows[3]["Employees"] = "Snarkelby Joints has 12"
    sealed.add(study, sealed.survey(rows))
    held = tables(study)
    groups = [str(g["value"]) for g in held["consultee_group"] if g["column"] == "Stand"]
    assert sorted(groups) == ["(not told)", *["North hall"] * 4]
    assert {c["place"] for c in held["consultee"]} == {"Leeds", "York", "(not told)"}
    assert sealed.shown_in(study.path) == {}


# --- with the key and without --------------------------------------------------------------


def test_no_key_is_needed_while_nothing_sealed_changed(study: Study):
    made = make_run(study)
    assert not made.changed
    for audience in AUDIENCES:
        render_profile(study, made, audience=audience)
        build(study, audience=audience)
    text = (study.path / "study.toml").read_text("utf-8")
    (study.path / "study.toml").write_text(text.replace("What makers need.", "Needs."), "utf-8")
    again = make_run(open_study(study.path))
    assert again.changed
    assert "response" in again.kept


@pytest.mark.parametrize("change", ["survey", "coding", "run"])
def test_without_the_key_a_change_is_refused_and_says_what_to_do(study: Study, change: str):
    if change == "survey":
        sealed.add(study, sealed.survey(sealed.answers()[1:]))
    elif change == "coding":
        _code_again(study)
    else:
        shutil.rmtree(study.path / "build")
    with pytest.raises(VaultLocked) as refused:
        make_run(study)
    assert keys.VARIABLE in str(refused.value)
    with pytest.raises(VaultLocked):
        build(study)
    make_run(study, unlock=sealed.key(study))
    build(study)


def _code_again(study: Study) -> None:
    log = DecisionLog(study.path / "decisions")
    first = log.in_force("coding")[0]
    log.append(type(first)("coding", first.body | {"state": "yes"}, "A", sealed.WHEN, "again"))


def test_the_wrong_key_opens_nothing(study: Study):
    shutil.rmtree(study.path / "build")
    with pytest.raises(VaultLocked, match="does not open"):
        make_run(study, unlock=lambda: Vault.open(study.path, "another"))


def test_it_can_be_derived_again_with_the_key_only(study: Study):
    render_profile(study, make_run(study))
    rederive(study, sealed.key(study))
    with pytest.raises(VaultLocked):
        rederive(study)


def test_a_public_sentence_leads_into_the_vault(study: Study):
    render_profile(study, make_run(study))
    said = json.loads((study.path / "out" / "profile.json").read_text("utf-8"))
    assert "assertion" not in json.dumps(said)
    told = next(s for s in build(study).statements() if "(4 of 5)" in s.text)
    found = trace(study, told.id, sealed.key(study))
    assert sorted(s.found.text for s in found.steps) == ["No", "Yes", "Yes", "Yes", "Yes"]
    assert {s.snapshot.name for s in found.steps} == {sealed.FILE}
    with pytest.raises(VaultLocked) as refused:
        trace(study, told.id)
    assert keys.VARIABLE in str(refused.value)


def test_a_coded_sentence_leads_to_the_words_that_were_coded(study: Study):
    told = next(
        s
        for s in build(study, audience="internal").statements()
        if (s.question, s.subject) == ("scarce", "machining")
    )
    found = trace(study, told.id, sealed.key(study))
    words = {s.found.text for s in found.steps if s.evidence.decision}
    assert words == {"CNC machinists"}


def test_public_and_partner_output_hold_no_hash_row_or_pseudonym(study: Study):
    run = make_run(study)
    held = run.run.tables()
    secret = {r["business"] for r in held.rows("consultee")}
    secret |= {s["sha256"][:12] for s in held.rows("snapshot")}
    secret |= {d["id"] for d in held.rows("decision")}
    for audience, folder in (("public", "out"), ("partner", "out/partner")):
        render_profile(study, run, audience=audience)  # type: ignore[arg-type]
        for path in (study.path / folder).glob("*.*"):
            text = path.read_text("utf-8")
            assert not [s for s in secret if s in text], path.name


# --- interviews and coded projects -----------------------------------------------------------

INTERVIEWS = """title = "Interviews"
interviewer = ["INT"]
[[question]]
id = "hard"
chapter = "issues"
form = "issues"
text = "What is hard?"
says = "Skills in short supply"
open = true
[[question.code]]
code = "pay"
label = "low pay"
phrases = "the pay"
[interviews."zorblaxian-talk"]
business = "Zorblaxian Widgets Ltd"
segments = ["orthopaedics"]
consent = { count = true }
[interviews."quibbletree-talk"]
business = "Quibbletree Devices"
consent = { count = true }
[interviews."shy-talk"]
business = "Mumpsimusly Quiet Ltd"
consent = { count = false }
"""
SPOKEN = ["INT: Why?", "Gormelda: the pay, and Quibbletree poached ours.", "INT: So?"]
SPOKEN = [*SPOKEN, "Gormelda: a flumadiddle."]
OTHERS = ["INT: Why?", "Gormelda: blatherskite.", "INT: So?", "Gormelda: the pay."]


def interviewed(folder: Path) -> Study:
    study = sealed.empty(folder)
    plain = "\n".join(OTHERS).encode()
    for name, data in (
        ("zorblaxian-talk.docx", docx_of(SPOKEN)),
        ("quibbletree-talk.txt", plain),
        ("shy-talk.txt", plain + b" Well."),
    ):
        sealed.add(study, data, name, "transcripts", INTERVIEWS)
    sealed.code(study, sealed.ZORBLAX, "pay", "the pay", question="hard")
    return study


def test_interviews_are_sealed_counted_and_traced(tmp_path: Path):
    study = interviewed(tmp_path / "study")
    held = tables(study)
    assert len(held["document"]) == 2
    assert {d["text"] for d in held["document"]} == {None}
    assert len(held["turn"]) == 8
    assert len({t["document"] for t in held["turn"]} & {d["id"] for d in held["document"]}) == 2
    told = {(c.question, c.code): (c.k, c.n) for c in counts(make_run(study).run.tables().rows)}
    assert told["hard", "pay"] == (1, 2)
    for audience in AUDIENCES:
        render_profile(study, make_run(study), audience=audience)
    assert sealed.shown_in(study.path) == {}
    coded = next(s for s in build(study, audience="internal").statements() if s.subject == "pay")
    found = trace(study, coded.id, sealed.key(study))
    assert "the pay" in {s.found.text for s in found.steps}
    rederive(study, sealed.key(study))


def test_the_same_interview_under_two_names_is_refused_and_the_first_stays(tmp_path: Path):
    study = interviewed(tmp_path / "study")
    with pytest.raises(GateRefused, match="the same bytes") as refused:
        sealed.add(study, "\n".join(OTHERS).encode(), "shy-talk.md", "transcripts", INTERVIEWS)
    assert refused.value.gate == "twice"
    assert not sealed.shown(str(refused.value).encode())
    assert len(tables(study)["document"]) == 2


def test_a_coded_project_is_sealed_and_its_codings_are_proposed(tmp_path: Path):
    study = sealed.empty(tmp_path / "study")
    text = "INT: Why?\nGormelda: the pay is a flumadiddle."
    at = text.index("the pay")
    chosen = selection(at, at + 7, "the pay")
    data = qdpx(qde(source(text, chosen, name="zorblaxian-talk")))
    mapping = INTERVIEWS.replace('code = "pay"', 'code = "pay_conditions"').replace(
        'label = "low pay"', 'label = "Pay & conditions"'
    )
    sealed.add(study, data, "gormelda-coded.qdpx", "qda", mapping)
    held = tables(study)
    assert len(held["suggestion"]) == 1
    assert held["suggestion"][0]["business"] == held["document"][0]["business"]
    assert held["suggestion"][0]["document"] == held["document"][0]["id"]
    assert sealed.shown_in(study.path) == {}


# --- what was reconstructed stays as it is ---------------------------------------------------


def test_a_reconstruction_needs_no_vault(tmp_path: Path):
    study = open_study(studies.copy(studies.SHIPPED, tmp_path / "study"))
    assert not Vault.exists(study.path)
    run = make_run(study).run
    assert any(r["raw"] for r in run.tables().rows("response"))
    assert not any(s["sealed"] for s in run.tables().rows("snapshot"))


@pytest.mark.parametrize("first", ["real", "reconstructed"])
def test_real_and_reconstructed_answers_never_stand_in_one_study(tmp_path: Path, first: str):
    invented = "reconstruction = true\n" + sealed.MAPPING.replace("consulted", "reconstructed")
    mappings = {"real": sealed.MAPPING, "reconstructed": invented}
    study = sealed.empty(tmp_path / "study")
    sealed.add(study, sealed.survey(), mapping=mappings.pop(first))
    before = shipped.tree(study.path)
    (second,) = mappings.values()
    with pytest.raises(EvidenceRefused) as refused:
        sealed.add(study, sealed.survey(), "others.csv", mapping=second)
    assert "not both" in str(refused.value)
    assert not sealed.shown(str(refused.value).encode())
    after = {n: f for n, f in shipped.tree(study.path).items() if "refused" not in n}
    assert after == before
    make_run(study, unlock=sealed.key(study))
