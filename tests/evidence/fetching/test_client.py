"""The client by itself: where it goes, how often, and what it never tells."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from sectorscope.errors import FetchFailed, UsageError
from sectorscope.evidence.fetching import keys
from sectorscope.evidence.fetching.addresses import Base, base_of, check_public, redirected
from sectorscope.evidence.fetching.ask import Ask, Validators
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.clock import Clock
from sectorscope.evidence.fetching.keys import Key, key_of
from sectorscope.evidence.fetching.pace import Pace, seconds_of
from sectorscope.evidence.sources import Service
from tests.evidence.fetching.helpers import TurnedClock, fetch, query
from tests.support.replay.server import Fault, Replay, Reply, Request

OWN = "https://www.example.org/api"
SERVICE = Service(name="Example", address=OWN, hosts=("data.example.org",), requests=1000)


def echo(request: Request) -> Reply:
    return Reply(b"rows\n1\n")


@pytest.fixture
def replay():
    with Replay(echo) as running:
        yield running


def client(
    replay: Replay, *, key: Key | None = None, trusted: bool = True, **more: object
) -> Client:
    base = Base(replay.url, trusted, local=True)
    clock: Clock = TurnedClock()
    return Client(replace_service(**more), base, key, clock=clock)


def replace_service(**more: object) -> Service:
    return SERVICE.model_copy(update=more)


# --- addresses -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/api",
        "ftp://www.example.org",
        "https://",
        "https://name:secret@www.example.org",
        "https://www.example.org/?key=1",
        "https://www.example.org:99999",
        "file:///etc/passwd",
        "http://127.0.0.1.example.org",
        "http://10.0.0.1/api",
        "www.example.org",
    ],
)
def test_only_https_is_spoken(url: str):
    with pytest.raises(UsageError) as why:
        base_of("nomis", OWN, url)
    assert "secret" not in str(why.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:80/x", "http://localhost:5", "http://[::1]:5"])
def test_this_machine_is_asked_by_http_if_its_user_says_so_and_not_if_a_study_does(
    url: str, monkeypatch: pytest.MonkeyPatch
):
    with pytest.raises(UsageError, match="expected https"):
        base_of("nomis", OWN, url)
    monkeypatch.setenv("SECTORSCOPE_NOMIS_ADDRESS", url)
    assert base_of("nomis", OWN).local


def test_where_a_study_sends_us_must_be_public(replay: Replay):
    base = Base(replay.url, trusted=False, local=True, foreign=True)
    with Client(SERVICE, base) as asking, pytest.raises(FetchFailed, match="private network"):
        asking.send(Ask("data.csv"))
    assert replay.asked == []
    assert base_of("nomis", OWN, "https://moved.example.org").foreign
    assert not base_of("nomis", OWN).foreign


def test_the_environment_comes_before_the_study(monkeypatch: pytest.MonkeyPatch):
    assert base_of("nomis", OWN).url == OWN
    assert base_of("nomis", OWN, "https://moved.example.org/").url == "https://moved.example.org"
    monkeypatch.setenv("SECTORSCOPE_NOMIS_ADDRESS", "https://mine.example.org")
    assert base_of("nomis", OWN, "https://moved.example.org").url == "https://mine.example.org"


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example.net/api",
        "http://www.example.org/api",
        "http://data.example.org/",
        "https://www.example.org:8443/",
        "https://user:pw@www.example.org/",
        "file:///etc/passwd",
        "//10.0.0.1/x",
        "https://[broken/",
    ],
)
def test_a_redirect_stays_with_the_service(location: str):
    with pytest.raises(FetchFailed, match=r"www\.example\.org leads"):
        redirected(f"{OWN}/a", location, base_of("nomis", OWN), SERVICE.hosts)


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("/elsewhere", "https://www.example.org/elsewhere"),
        ("https://data.example.org/f.csv", "https://data.example.org/f.csv"),
        ("https://www.example.org:443/x", "https://www.example.org:443/x"),
    ],
)
def test_a_redirect_within_the_service_is_followed(location: str, leads: str):
    assert redirected(f"{OWN}/a", location, base_of("nomis", OWN), SERVICE.hosts) == leads


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "192.168.0.1", "169.254.169.254", "127.0.0.1", "::1", "fe80::1%eth0", "fd00::1"],
)
def test_a_listed_host_with_a_private_address_is_not_asked(address: str):
    with pytest.raises(FetchFailed, match="private network"):
        check_public("https://data.example.org/", lambda _: ["93.184.215.14", address])
    check_public("https://data.example.org/", lambda _: ["93.184.215.14"])


def test_redirects_by_the_server_are_held_to_the_rule(replay: Replay):
    ask = Ask("data.csv")
    replay.faults = [Fault("redirect", "/elsewhere")]
    with client(replay) as asking:
        assert asking.send(ask).body == b"rows\n1\n"
    assert [r.path for r in replay.asked] == ["data.csv", "elsewhere"]
    for location in ("https://evil.example.net/", "http://10.0.0.1/", "http://localhost:1/"):
        replay.faults = [Fault("redirect", location)]
        with client(replay) as asking, pytest.raises(FetchFailed, match="leads to"):
            asking.send(ask)
    replay.faults = [Fault("redirect", "https://data.example.org/x")]
    private = replace(client(replay), resolve=lambda _: ["192.168.7.7"])
    with private as asking, pytest.raises(FetchFailed, match="private network"):
        asking.send(ask)


def test_a_circle_of_redirects_ends(replay: Replay):
    replay.always = Fault("redirect", "/round")
    with client(replay) as asking, pytest.raises(FetchFailed, match="more than 5 times"):
        asking.send(Ask("a"))
    assert len(replay.asked) == 6


def test_what_is_posted_is_not_turned_into_a_page(replay: Replay):
    replay.faults = [Fault("redirect", "/login")]
    with client(replay) as asking, pytest.raises(FetchFailed, match="redirect to a page"):
        asking.send(Ask("query", body=b"{}"))


# --- pace ------------------------------------------------------------------------------


def test_no_stretch_of_time_holds_more_requests_than_the_limit():
    clock = TurnedClock()
    pace, moments = Pace(6, 10.0, clock), list[float]()
    for n in range(60):
        pace.wait()
        moments.append(clock.now())
        clock.moment += 0.3 * (n % 5)
    for begin in moments:
        assert sum(begin <= m < begin + 10.0 for m in moments) <= 6


def test_the_limit_holds_over_all_questions(replay: Replay):
    with client(replay, requests=2, seconds=30.0) as asking:
        for n in range(5):
            asking.send(Ask(str(n)))
        assert asking.clock.now() >= 60


@pytest.mark.parametrize(
    ("header", "dated", "seconds"),
    [
        ("120", "", 120.0),
        (" 0 ", "", 0.0),
        ("Thu, 26 Nov 2026 08:01:00 GMT", "Thu, 26 Nov 2026 08:00:00 GMT", 60.0),
        ("Thu, 26 Nov 2026 07:00:00 GMT", "Thu, 26 Nov 2026 08:00:00 GMT", 0.0),
        ("soon", "", None),
        ("-5", "", None),
        ("", "", None),
    ],
)
def test_retry_after_is_read_in_both_its_forms(header: str, dated: str, seconds: float | None):
    assert seconds_of(header, dated) == seconds


# --- who asks, and with which key ------------------------------------------------------


def test_the_agent_names_the_project_only(replay: Replay):
    with client(replay) as asking:
        asking.send(Ask("a"))
    assert replay.asked[0].headers["user-agent"] == "Sectorscope"
    assert set(replay.asked[0].headers) <= {
        *("host", "accept", "accept-encoding", "connection", "user-agent")
    }


@pytest.mark.parametrize(
    ("place", "header", "sent"),
    [
        ("header X-Key", "x-key", "s3cret"),
        ("bearer", "authorization", "Bearer s3cret"),
        ("basic", "authorization", "Basic czNjcmV0Og=="),
    ],
)
def test_a_key_goes_where_the_service_wants_it(replay: Replay, place: str, header: str, sent: str):
    with client(replay, key=Key(place, "s3cret")) as asking:
        asking.send(Ask("a"))
    assert replay.asked[0].headers[header] == sent


def test_a_key_in_the_query_is_in_no_address_that_is_kept(replay: Replay):
    ask = Ask("a", (("b", "1"),))
    with client(replay, key=Key("query uid", "s3cret")) as asking:
        asking.send(ask)
        assert "s3cret" not in asking.address(ask) + repr(asking) + repr(ask)
    assert replay.asked[0].query == {"b": "1", "uid": "s3cret"}


def test_a_study_cannot_send_a_key_anywhere(replay: Replay):
    with client(replay, key=Key("query uid", "s3cret"), trusted=False) as asking:
        asking.send(Ask("a"))
    assert "s3cret" not in str(replay.asked)
    assert not base_of("nomis", OWN, "https://evil.example.net").trusted


@pytest.mark.parametrize("kind", ["403", "500", "reset", "down", "help"])
def test_a_key_is_in_no_message_and_no_log(
    tmp_path: Path,
    replay: Replay,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: str,
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("SECTORSCOPE_NOMIS_KEY", "s3cret")
    key = key_of("nomis", "query uid", needed=True)
    replay.always = Fault(kind)
    with pytest.raises(Exception) as why:  # noqa: PT011 - whichever it is, it is silent
        fetch(tmp_path, replay, query(), client(replay, key=key))
    assert any("uid" in r.query for r in replay.asked)
    from traceback import format_exception

    assert "s3cret" not in caplog.text + "".join(format_exception(why.value))
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and b"s3cret" in p.read_bytes()]


def test_without_a_key_a_service_that_needs_one_is_not_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SECTORSCOPE_NOMIS_KEY", raising=False)
    monkeypatch.setattr(keys, "_from_keyring", lambda _: "")
    assert key_of("nomis", "query uid", needed=False) is None
    with pytest.raises(FetchFailed, match="SECTORSCOPE_NOMIS_KEY"):
        key_of("nomis", "query uid", needed=True)


def test_a_key_comes_from_the_keyring_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SECTORSCOPE_NOMIS_KEY", raising=False)
    monkeypatch.setattr(keys, "_from_keyring", lambda source: f"of {source}")
    assert key_of("nomis", "bearer", needed=True) == Key("bearer", "of nomis")


def test_a_body_larger_than_may_be_is_refused(replay: Replay):
    with client(replay) as asking, pytest.raises(Exception, match="gate oversize"):
        asking.send(Ask("a", most=3))


@pytest.mark.parametrize(
    ("known", "header"),
    [
        (Validators(etag='"a"'), "if-none-match"),
        (Validators(modified="Thu, 26 Nov 2026 08:00:00 GMT"), "if-modified-since"),
    ],
)
def test_what_was_known_goes_with_the_question(replay: Replay, known: Validators, header: str):
    with client(replay) as asking:
        asking.send(Ask("a"), known)
        asking.send(Ask("a"))
    assert replay.asked[0].headers[header] == (known.etag or known.modified)
    assert header not in replay.asked[1].headers
