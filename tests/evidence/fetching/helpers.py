"""What the tests of fetching share: a clock that can be turned, and a study that fetches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sectorscope.evidence.fetching.addresses import Base
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.pace import Patience
from sectorscope.evidence.fetching.run import Fetching, Outcome
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from sectorscope.study import Query
from tests.support.replay.nomis import ASKED
from tests.support.replay.server import Replay

WHEN = "2026-11-26"


@dataclass
class TurnedClock:
    """A clock on which waiting takes no time at all."""

    moment: float = 0.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.waits.append(seconds)
        self.moment += seconds


def query(asked: Mapping[str, object] = ASKED, **more: object) -> Query:
    return Query.model_validate({"source": "nomis", "id": "bres", **asked, **more})


def client_of(
    replay: Replay,
    *,
    source: str = "nomis",
    clock: TurnedClock | None = None,
    patience: Patience | None = None,
    **more: object,
) -> Client:
    service = load(source).meta.service
    assert service is not None
    base = Base(replay.url, trusted=True, local=True)
    made = Client(service, base, clock=clock or TurnedClock(), patience=patience or Patience())
    return replace(made, **more) if more else made  # type: ignore[arg-type]


def fetch(
    study: Path,
    replay: Replay,
    asked: Query | None = None,
    client: Client | None = None,
    day: str = WHEN,
) -> Outcome:
    asked = asked or query()
    with client or client_of(replay, source=asked.source) as opened:
        return Fetching(study, asked, load(asked.source).fetch(asked), opened, day).run()


def held(study: Path) -> list[tuple[str, str]]:
    """Names and hashes of the evidence that stands."""
    return [(s.name, s.sha256) for s in Catalogue(study).current()]


def reasons(study: Path) -> list[str]:
    """Why things were refused, oldest first."""
    import json

    path = study / "evidence" / "refused" / "refused.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line)["reason"] for line in lines]
