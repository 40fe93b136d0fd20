"""What `sectorscope fetch` does: each query on its own, so that one fault holds up no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime

from sectorscope.cli import say
from sectorscope.errors import Busy, EvidenceRefused, FetchFailed, SectorscopeError, UsageError
from sectorscope.evidence.fetching import attempts, fetched
from sectorscope.evidence.fetching.addresses import base_of
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.faults import Unanswered
from sectorscope.evidence.fetching.keys import key_of
from sectorscope.evidence.fetching.retrieval import Retrieval, Size
from sectorscope.evidence.fetching.run import Fetching, Outcome
from sectorscope.evidence.sources import load
from sectorscope.study import Query, Study
from sectorscope.study.fetching import NoPlaces
from sectorscope.study.listed import listed

_Job = tuple[Query, Retrieval]
_Asked = tuple[Client, Callable[[str], None]]
_FAILURES = (FetchFailed, EvidenceRefused, Busy, UsageError)


def jobs_of(study: Study, source: str | None) -> list[_Job]:
    """Every query with its retrieval: one that nobody can ask stops all before the first.

    Raises:
        UsageError: no such source, no query, or one that makes no sense.
    """
    for name in (*study.config.sources, *filter(None, [source])):
        load(name)  # a mistyped one is said, not passed over
    queries = [q for q in study.config.fetch if source in (None, q.source)]
    if not queries:
        raise UsageError(
            f"study.toml has no query of {source or 'any source'}",
            expected="a [[fetch]] for each thing to fetch",
            hint="docs/how-to/fetch.md shows one",
        )
    placed = [_within(study, query) for query in queries]
    return [(q, load(q.source).fetch(q)) for q in placed]


def _within(study: Study, query: Query) -> Query:
    try:
        return listed(query, study.path).within([p.code for p in study.config.region.places])
    except NoPlaces as why:
        raise UsageError(
            f"{query.source} {query.called}: {why}", hint='sectorscope new NAME --area "AREA"'
        ) from why
    except ValueError as why:
        raise UsageError(f"{query.source} {query.called}: {why}") from why


class _Clients:
    """One client a source, so that its limit holds over all queries."""

    def __init__(self, study: Study, stack: ExitStack) -> None:
        self._study, self._stack = study, stack
        self._made: dict[str, Client] = {}
        self.silent: set[str] = set()

    def of(self, source: str) -> Client:
        if source not in self._made:
            service = load(source).meta.service
            assert service is not None  # noqa: S101 - a retrieval was made from it
            moved = self._study.config.sources.get(source)
            base = base_of(source, service.address, moved.address if moved else "")
            key = key_of(source, service.key, needed=service.key_needed and base.trusted)
            client = Client(service, base, key)
            self._made[source] = self._stack.enter_context(client)
        return self._made[source]


def fetch_all(study: Study, jobs: list[_Job], as_json: bool) -> int:
    """Fetch each query; returns the exit status."""
    day = datetime.now(UTC).date().isoformat()
    status, told = 0, list[dict[str, object]]()
    with ExitStack() as stack:
        clients = _Clients(study, stack)
        for query, retrieval in jobs:
            try:
                with _asking(query, clients, "for") as (client, step):
                    outcome = Fetching(study.path, query, retrieval, client, day, step).run()
            except _FAILURES as why:
                status = max(status, why.exit_status)
                attempts.failed(study.path, query.source, retrieval.name, day, why)
                told.append(_failed(study, query, retrieval, why))
            else:
                attempts.answered(study.path, outcome.snapshot, day)
                _succeeded(query, outcome)
                came = "added" if outcome.changed else "unchanged"
                told.append(_line(query, retrieval, came, snapshot=outcome.snapshot.sha256))
    if as_json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
    return status


@contextmanager
def _asking(query: Query, clients: _Clients, what: str) -> Generator[_Asked]:
    """The client of a query's service; one that did not answer is not asked anything again."""
    if query.source in clients.silent:
        raise Unanswered("not asked, since the service did not answer the query before")
    client = clients.of(query.source)
    with say.working(f"asking {client.service.name} {what} {query.called}") as step:
        client.say = step
        try:
            yield client, step
        except Unanswered:
            clients.silent.add(query.source)
            raise


def _failed(
    study: Study, query: Query, retrieval: Retrieval, why: SectorscopeError
) -> dict[str, object]:
    """Say why, and what stands in its place; returns the line for a program."""
    refused = "refused" if isinstance(why, EvidenceRefused) else "not fetched"
    say.done(f"{query.source} {query.called}: {refused}: {why}")
    standing = fetched.standing(study.path, query.source, retrieval.name)
    if standing is not None:
        say.note(f"what was retrieved on {standing.retrieved} stands ({standing.sha256[:12]})")
    came = "refused" if isinstance(why, EvidenceRefused) else "failed"
    return _line(query, retrieval, came, reason=str(why))


def _succeeded(query: Query, outcome: Outcome) -> None:
    snapshot = outcome.snapshot
    name = f"{query.source} {query.called}"
    if outcome.changed:
        say.done(f"{name}: added as snapshot {snapshot.sha256[:12]}, {snapshot.bytes:,} bytes.")
    else:
        since = f"{snapshot.sha256[:12]} of {snapshot.retrieved}"
        say.done(f"{name}: nothing has changed; snapshot {since} stands.")
    for text in outcome.notes:
        say.note(text)
    for dropped in outcome.added.dropped if outcome.added else ():
        say.note(f"left out {dropped.rows} rows: {dropped.what}")


def _line(query: Query, retrieval: Retrieval, came: str, **more: str) -> dict[str, object]:
    named = {"source": query.source, "query": query.called, "file": retrieval.name}
    return {**named, "came": came, **more}


def size_all(study: Study, jobs: list[_Job], as_json: bool) -> int:
    """Say how much each query would bring, and fetch none; returns the exit status."""
    status, told = 0, list[dict[str, object]]()
    with ExitStack() as stack:
        clients = _Clients(study, stack)
        for query, retrieval in jobs:
            try:
                with _asking(query, clients, "about") as (client, _):
                    retrieval.opening(client)
                    size = retrieval.size(client)
            except _FAILURES as why:
                status = max(status, why.exit_status)
                told.append(_failed(study, query, retrieval, why))
            else:
                told.append({"source": query.source, "query": query.called, **asdict(size)})
                if not as_json:
                    print(f"{query.source} {query.called}: {', '.join(_sized(size))}")
    if as_json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
    return status


def _sized(size: Size) -> Iterator[str]:
    yield "an unknown number of rows" if size.rows is None else f"{size.rows:,} rows"
    yield f"{size.requests:,} requests"
    if size.bytes is None:
        yield "an unknown size"
    else:
        yield f"about {max(0.1, size.bytes / 1e6):,.1f} MB"
