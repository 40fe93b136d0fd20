"""`sectorscope fetch` as a person runs it: a real process against a service on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sectorscope.cli.retrieving import fetch_all, jobs_of, size_all
from sectorscope.evidence.fetching.faults import Unanswered
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.commuting.read import FILE
from sectorscope.study import open_study
from tests.cli.command import Done, run
from tests.support.commuting import (
    ASKED_2011,
    WEST_YORKSHIRE,
    WEST_YORKSHIRE_2011,
    odwp,
    of_2011,
    packed,
)
from tests.support.commuting import described as described_of
from tests.support.replay.nomis import (
    ASKED,
    DISTRICTS,
    Nomis,
    business_counts,
    cells,
    together,
)
from tests.support.replay.server import OK, Fault, Replay, Reply, Request
from tests.support.replay.whole import Files

STUDY = """
[study]
id = "fetched"
title = "A sector in West Yorkshire"
as_of = 2026-11-26
period = "2026"

[sector]
name = "healthcare technologies"
definition = "version 1"

[region]
name = "West Yorkshire"
geography = "districts"
places = [
  {places},
]

[official]
sections = ["C", "M", "Q"]
"""


ADDRESS = (
    "{}/dataset/NM_189_1.data.csv?date=latestMINUS5-latest&employment_status=1"
    "&geography=E08000032,E08000033,E08000034,E08000035,E08000036"
    "&industry=150994945...150994965&measure=1&measures=20100&recordoffset=0"
)
"""What the query of the study asks first."""


def described(asked: Mapping[str, object], **more: object) -> str:
    entries = {"source": "nomis", "id": "bres", **asked, **more}
    return "\n[[fetch]]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in entries.items())


@pytest.fixture
def service() -> Nomis:
    return Nomis(cells=cells((2019, 2023, 2024)))


@pytest.fixture
def replay(service: Nomis) -> Iterator[Replay]:
    with Replay(service) as running:
        yield running


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    folder.mkdir()
    places = ",\n  ".join(f'{{ code = "{c}", name = "{n}" }}' for c, n in DISTRICTS.items())
    text = STUDY.replace("{places}", places) + described(ASKED, rows_at_least=45)
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder


def fetch(study: Path, replay: Replay, *options: str) -> Done:
    cache = study.with_name("cache")
    return run(
        *("fetch", *options),
        cwd=study,
        SECTORSCOPE_NOMIS_ADDRESS=replay.url,
        SECTORSCOPE_COMMUTING_ADDRESS=replay.url,
        SECTORSCOPE_CACHE=str(cache),
    )


def told(study: Path) -> str:
    done = run("profile", cwd=study)
    assert done.status == 0, done.err
    return (study / "out" / "profile.json").read_text(encoding="utf-8")


def test_fetch_and_build_is_all_an_analyst_types(study: Path, replay: Replay, service: Nomis):
    done = fetch(study, replay)
    assert done.status == 0, done.err
    assert "nomis bres: added as snapshot" in done.err
    assert done.out == ""
    profile = told(study)
    for section in "CMQ":
        answered = (c for c in service.cells if (c.year, c.section) == (2024, section))
        assert f"counts {sum(int(c.value) for c in answered):,} jobs in" in profile


def test_trace_says_from_which_address_a_figure_came_and_when(study: Path, replay: Replay):
    assert fetch(study, replay).status == 0
    of_health = on_health(told(study))
    today = snapshot_of(study)["retrieved"]
    done = run("trace", of_health["id"], cwd=study)
    lines = [line for line in done.out.splitlines() if line.startswith("fetched ")]
    assert set(lines) == {f"fetched    {ADDRESS.format(replay.url)}, {today}"}
    assert len(lines) == 3 * 5  # every section, in each district
    told_by = json.loads(run("trace", of_health["id"], "--json", cwd=study).out)["evidence"]
    assert {(e["address"], e["retrieved"]) for e in told_by} == {
        (ADDRESS.format(replay.url), today)
    }


def test_trace_of_the_same_bytes_added_by_hand_names_no_address(study: Path, replay: Replay):
    assert fetch(study, replay).status == 0
    (bytes_,) = (study / "evidence").glob("*-bres.csv")
    (study.parent / "own.csv").write_bytes(bytes_.read_bytes())
    for path in (study / "evidence").iterdir():
        if path.name != "fetched.jsonl":
            path.unlink()
    assert run("add", "../own.csv", "--as", "nomis", cwd=study).status == 0
    done = run("trace", on_health(told(study))["id"], cwd=study)
    assert "snapshot " in done.out
    assert "fetched " not in done.out


def on_health(profile: str) -> dict[str, str]:
    """The statement that counts jobs in section Q."""
    blocks = json.loads(profile)["chapters"][0]["blocks"]
    return next(s for b in blocks for s in b.get("statements", ()) if s["subject"] == "Q")


def snapshot_of(study: Path) -> dict[str, str]:
    (line,) = (study / "evidence" / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    return json.loads(line)


def test_new_answers_change_the_sentences_and_diff_says_which(
    study: Path, replay: Replay, service: Nomis
):
    assert fetch(study, replay).status == 0
    told(study)
    again = fetch(study, replay)
    assert (again.status, "nothing has changed" in again.err) == (0, True)

    service.cells = [
        c if (c.year, c.section) != (2024, "Q") else c.__class__(c.year, c.area, "Q", "9000")
        for c in service.cells
    ]
    assert "added as snapshot" in fetch(study, replay).err
    assert "counts 45,000 jobs in" in told(study)
    changed = run("diff", cwd=study)
    assert "45,000" in changed.out
    assert "Manufacturing" not in changed.out.split("45,000")[0][-200:]
    was = next(c for c in cells((2019, 2023, 2024)) if (c.year, c.section) == (2024, "Q"))
    assert (
        "Business Register and Employment Survey (Nomis 189): Human health and social work "
        f"activities, Bradford, 2024: "
        f"{was.value} → 9000 (bres.csv, line 34, column OBS_VALUE, "
    ) in changed.out


def test_a_service_gone_for_good_leaves_a_study_that_still_builds_and_says_so(
    study: Path, replay: Replay
):
    assert fetch(study, replay).status == 0
    before = told(study)
    replay.always = Fault("410")
    done = fetch(study, replay)
    assert done.status == 1
    assert "not fetched: Nomis has nothing there (410 Gone)" in done.err
    assert "stands" in done.err
    after = told(study)
    was, is_now = figures(before), figures(after)
    assert [text for text, _ in is_now] == [text for text, _ in was]
    today = snapshot_of(study)["retrieved"]
    label = (
        f"{load('nomis').meta.title} (bres.csv): last retrieved "
        f"on {today}; on {today} the service said that nothing is there any more."
    )
    assert [caveat.partition(label)[::2] for _, caveat in is_now] == [(f"{c} ", "") for _, c in was]
    assert len(was) > 6
    assert gap_of(after, "feed-").startswith("Whether Business Register and Employment Survey")
    assert run("rederive", cwd=study).status == 0

    replay.always = OK
    assert fetch(study, replay).status == 0
    assert told(study) == before
    assert run("diff", "--json", cwd=study).out.count('"feeds"') == 1


def test_a_service_that_is_down_counts_as_silent_for_every_query_of_it(
    study: Path, service: Nomis, monkeypatch: pytest.MonkeyPatch
):
    own = ("dataset", "geography", "industry", "measures", "date")
    units = {k: ASKED[k] for k in own} | {"employment_sizeband": 0, "legal_status": 0}
    with (study / "study.toml").open("a", encoding="utf-8") as file:
        file.write(described({**units, "dataset": "NM_141_1"}, id="units"))
    counts = business_counts(cells((2019, 2024), step=5))
    with Replay(together(service, counts)) as replay:
        done = fetch(study, replay)
        assert (done.status, "units: added" in done.err) == (0, True), done.err

    def silent(*_: object) -> None:
        raise Unanswered("Nomis does not answer")

    monkeypatch.setattr("sectorscope.evidence.sources.nomis.fetch.Nomis.opening", silent)
    found = open_study(study)
    assert fetch_all(found, jobs_of(found, None), as_json=False) == 1
    kept = (study / "evidence" / "attempts.jsonl").read_text(encoding="utf-8").splitlines()
    came = [(line["name"], line["came"]) for line in map(json.loads, kept)]
    assert came == [("bres.csv", "silent"), ("units.csv", "silent")]
    assert "; the service did not answer on" in told(study)


def test_a_refused_answer_labels_what_stands_and_a_dry_run_does_not(study: Path, replay: Replay):
    assert fetch(study, replay).status == 0
    before = told(study)
    replay.always = Fault("410")
    assert fetch(study, replay, "--dry-run").status == 1
    assert told(study) == before
    replay.always = Fault("help")
    assert fetch(study, replay).status == 1
    assert "was refused." in told(study)


def figures(profile: str) -> list[tuple[str, str]]:
    """Text and caveat of each sentence, and title and caveat of each exhibit, on employment."""
    blocks = json.loads(profile)["chapters"][0]["blocks"]
    said = [(s["text"], s["caveat"]) for b in blocks for s in b.get("statements", ())]
    return said + [(b["title"], b["caveat"]) for b in blocks if b["type"] in ("table", "figure")]


def gap_of(profile: str, begins: str) -> str:
    """The reason of the method's one gap whose name begins so."""
    (found,) = (b for b in json.loads(profile)["method"] if b["id"].startswith(begins))
    return found["because"]["text"]


def test_what_is_refused_is_said_and_kept_apart(study: Path, replay: Replay):
    replay.faults = [OK, Fault("help")]
    done = fetch(study, replay, "--json")
    assert done.status == 1
    assert "refused" in done.err
    assert "web page" in done.err
    (line,) = json.loads(done.out)
    assert (line["came"], line["source"]) == ("refused", "nomis")
    assert not (study / "evidence" / "catalogue.jsonl").exists()
    assert list((study / "evidence" / "refused").glob("*-bres.csv"))


def test_a_dry_run_says_how_much_and_changes_nothing(study: Path, replay: Replay):
    done = fetch(study, replay, "nomis", "--dry-run")
    assert (done.status, done.out) == (0, "nomis bres: 45 rows, 3 requests, about 0.1 MB\n")
    assert not (study / "evidence").exists()
    (said,) = json.loads(fetch(study, replay, "--dry-run", "--json").out)
    assert (said["rows"], said["requests"]) == (45, 3)
    assert {p.name for p in study.iterdir()} == {"study.toml"}


def test_one_wrong_query_does_not_hold_up_the_others(study: Path, replay: Replay):
    text = (study / "study.toml").read_text(encoding="utf-8")
    missing = {**ASKED, "dataset": "NM_999_1"}
    first = text.replace("\n[[fetch]]", described(missing, id="wrong") + "\n[[fetch]]")
    (study / "study.toml").write_text(first, encoding="utf-8")
    done = fetch(study, replay)
    assert done.status == 1
    assert "nomis wrong: not fetched" in done.err
    assert "nomis bres: added" in done.err


def test_a_dry_run_tells_of_each_query_that_failed_too(study: Path, replay: Replay):
    text = (study / "study.toml").read_text(encoding="utf-8")
    missing = {**ASKED, "dataset": "NM_999_1"}
    first = text.replace("\n[[fetch]]", described(missing, id="wrong") + "\n[[fetch]]")
    (study / "study.toml").write_text(first, encoding="utf-8")
    done = fetch(study, replay, "--dry-run", "--json")
    assert done.status == 1
    wrong, bres = json.loads(done.out)
    assert (wrong["query"], wrong["came"], bres["rows"]) == ("wrong", "failed", 45)
    assert wrong["reason"] in done.err


def test_a_service_that_is_silent_is_waited_for_once_in_a_dry_run(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with (study / "study.toml").open("a", encoding="utf-8") as file:
        file.write(described(ASKED, id="again"))
    asked = list[object]()

    def silent(self: object, client: object) -> None:
        asked.append(client)
        raise Unanswered("Nomis does not answer")

    monkeypatch.setattr("sectorscope.evidence.sources.nomis.fetch.Nomis.opening", silent)
    found = open_study(study)
    assert size_all(found, jobs_of(found, None), as_json=True) == 1
    bres, again = json.loads(capsys.readouterr().out)
    assert (bres["came"], again["came"]) == ("failed", "failed")
    assert "did not answer the query before" in again["reason"]
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("asked", "source", "says"),
    [
        ("", "", "study.toml has no query of any source"),
        ("", "nomsi", "did you mean 'nomis'"),
        ('[[fetch]]\nsource = "facts"\n', "", "facts has no service to fetch from"),
        ('[[fetch]]\nsource = "nomis"\nuid = "0xabc"\n', "", "no key in study.toml"),
        ('[sources.nomis]\naddres = "x"\n', "", "did you mean 'address'"),
        ('[sources.nomsi]\naddress = "https://x.org"\n', "", "did you mean 'nomis'"),
    ],
)
def test_wrong_use_is_one_sentence(study: Path, replay: Replay, asked: str, source: str, says: str):
    text = (study / "study.toml").read_text(encoding="utf-8").partition("\n[[fetch]]")[0]
    (study / "study.toml").write_text(f"{text}\n{asked}", encoding="utf-8")
    done = fetch(study, replay, *filter(None, [source]))
    assert done.status in (1, 2)
    assert says in done.sentence
    assert "0xabc" not in done.err


def test_a_study_that_sends_us_to_http_is_not_followed(study: Path, replay: Replay):
    with (study / "study.toml").open("a", encoding="utf-8") as file:
        file.write('\n[sources.nomis]\naddress = "http://example.org/api"\n')
    done = run("fetch", cwd=study)
    assert done.status == 2
    assert "expected https" in done.sentence


def test_a_template_names_what_to_fetch_and_the_profile_says_what_was_answered(tmp_path: Path):
    areas = [*DISTRICTS, "E92000001"]
    jobs = Nomis(cells=cells((2019, 2021, 2024), areas=areas))
    units = business_counts(cells((2019, 2024), step=5, areas=areas))
    made = run("new", "ours", "--template", "lsip-sector", "--area", "West Yorkshire", cwd=tmp_path)
    assert made.status == 0, made.err
    assert "&& sectorscope fetch && sectorscope build && sectorscope profile" in made.err
    study = tmp_path / "ours"
    flows = Files("odwp01ew.zip", packed({FILE: odwp(WEST_YORKSHIRE)}))

    def answered_by(request: Request) -> Reply:
        return (flows if request.path == flows.path else together(jobs, units))(request)

    with Replay(answered_by) as replay:
        done = fetch(study, replay)
        assert done.status == 0, done.err
        asked = [r.query["geography"] for r in replay.asked if r.path.endswith(".csv")]
    assert set(asked) == {",".join(areas)}
    assert run("build", cwd=study).status == 0
    profile = told(study)
    assert "Advanced manufacturing in West Yorkshire" in profile
    for section in "CM":
        answered = (
            int(c.value)
            for c in jobs.cells
            if (c.year, c.section) == (2024, section) and c.area in DISTRICTS
        )
        assert f"counts {sum(answered):,} jobs in" in profile
    fixed = [(h, w, int(str(n))) for h, w, i, n in WEST_YORKSHIRE if i == "3" and w in DISTRICTS]
    whole, inside = sum(n for *_, n in fixed), sum(n for h, _, n in fixed if h in DISTRICTS)
    assert f"{whole:,} people from the 6 districts in the file" in profile
    assert f"{inside:,} of them, {100 * inside / whole:.1f}%, lived in West Yorkshire" in profile
    told_of = next(s for s in said_in(profile) if s["subject"] == "largest/in")
    traced = run("trace", told_of["id"], "--json", cwd=study)
    assert traced.status == 0, traced.err
    found = json.loads(traced.out)["evidence"]
    assert sorted(e["text"] for e in found) == ["4000", "900"]  # from York, to two districts
    assert {e["address"] for e in found} == {f"{replay.url}/odwp01ew.zip"}


def said_in(profile: str) -> list[dict[str, str]]:
    """Statements of the first chapter."""
    blocks = json.loads(profile)["chapters"][0]["blocks"]
    return [s for b in blocks for s in b.get("statements", ())]


def test_flows_of_2011_are_fetched_and_the_profile_says_what_was_answered(study: Path):
    file = study / "study.toml"
    text = file.read_text(encoding="utf-8").partition("\n[[fetch]]")[0]
    file.write_text(text + described_of(ASKED_2011, "nomis", "flows"), encoding="utf-8")
    flows = WEST_YORKSHIRE_2011
    with Replay(of_2011(flows=flows)) as replay:
        done = fetch(study, replay)
    assert done.status == 0, done.err
    assert "nomis flows: added as snapshot" in done.err
    assert run("build", cwd=study).status == 0
    text = " ".join(s["text"] for s in said_in(told(study)) if s["question"] == "commuting")
    fixed = sum(n for h, w, n in flows if h in DISTRICTS and not w.startswith("OD"))
    assert f"{fixed:,} residents of West Yorkshire worked at a fixed workplace" in text
    assert "48,000 worked mainly at or from home, 34,000 had no fixed place of work" in text
    assert "restrictions" not in text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sex": None}, "leaves out sex"),
        ({"geography": "region"}, "has no dimension 'geography'"),
        ({"called": "migration"}, "expected “migration”"),
    ],
)
def test_a_query_of_flows_names_each_dimension_and_the_data_set_is_the_one_meant(
    study: Path, change: dict[str, object], says: str
):
    asked = {k: v for k, v in {**ASKED_2011, **change}.items() if v is not None}
    file = study / "study.toml"
    text = file.read_text(encoding="utf-8").partition("\n[[fetch]]")[0]
    file.write_text(text + described_of(asked, "nomis", "flows"), encoding="utf-8")
    with Replay(of_2011()) as replay:
        done = fetch(study, replay)
    assert done.status != 0
    assert says in done.err


def test_a_template_without_a_region_says_that_one_is_needed(tmp_path: Path):
    run("new", "ours", "--template", "lsip-sector", cwd=tmp_path)
    done = run("fetch", cwd=tmp_path / "ours")
    assert done.status == 2
    assert "asks for the region, and [region] has no places" in done.sentence
