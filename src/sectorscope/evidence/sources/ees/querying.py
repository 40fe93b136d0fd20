"""A query of the API: words turned into codes, and pages of results held to what was asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sectorscope.errors import UsageError
from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.fetching.said import parsed
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.sources.ees.asked import Asked, opened
from sectorscope.evidence.sources.ees.meta import Meta, Option, meta_of

PAGE = 10_000
"""Results of one answer, at the most."""


@dataclass
class Ees:
    """One query of one data set; what it is and its codes are asked for first."""

    name: str
    asked: Asked
    about: bytes = field(default=b"", repr=False)
    meta: bytes = field(default=b"", repr=False)

    @property
    def _path(self) -> str:
        return f"data-sets/{self.asked.dataset}"

    def opening(self, client: Client) -> Opening:
        """Ask what the data set is and for its codes.

        Raises:
            GateRefused: gate `dataset`: it is another one.
            UsageError: the query names an indicator, filter, option or place it has not.
        """
        self.about, opening = opened(client, self.asked)
        meta, _ = client.read(Ask(f"{self._path}/meta"), lambda b: parsed(b, "its codes"))
        self.meta = meta.body
        _ = self._body(1)  # what the data set has not is said before anything else is asked
        return opening

    def size(self, client: Client) -> Size:
        """Ask for one result; the answer says how many there are."""
        ask = Ask(f"{self._path}/query", body=self._body(1, 1))
        answer, page = client.read(ask, lambda b: _page(b, self.name))
        total = page.total if page else 0
        fixed = len(self.about) + len(self.meta)
        return Size(total, 4 + _pages(total), fixed + total * len(answer.body))

    def ask(self, number: int) -> Ask:
        """The question for a page."""
        return Ask(f"{self._path}/query", body=self._body(number))

    def look(self, number: int, body: bytes) -> Page:
        """Judge a page.

        Raises:
            GateRefused: gates `empty`, `html`, `json_error`, `no_rows`, `rows`, `pages`.
        """
        page = _page(body, self.name)
        due = min(PAGE, page.total - (number - 1) * PAGE)
        if page.rows != due:
            raise GateRefused(
                "pages",
                f"page {number} of {self.name} holds {page.rows:,} results",
                expected=f"{due:,} of {page.total:,}",
            )
        return page

    def join(self, pages: Iterable[bytes]) -> bytes:
        """One JSON document that holds every answer as it came."""
        head = b'{"dataset":' + self.about + b',"meta":' + self.meta + b',"pages":['
        return head + b",".join(pages) + b"]}\n"

    def _body(self, number: int, size: int | None = None) -> bytes:
        meta = meta_of(json.loads(self.meta))
        asked, level = self.asked, self.asked.level
        clauses: list[dict[str, Any]] = [{"geographicLevels": {"in": [level]}}]
        places = _options(_places(meta, level), asked.places, "place")
        if places:
            clauses.append({"locations": {"in": [{"level": level, "id": i} for i in places]}})
        filters = {f.column: f for f in meta.filters}
        for column, wanted in asked.where.items():
            options = {o.label: o.id for o in _one(filters, column, "filter").options}
            clauses.append({"filters": {"in": _options(options, wanted, "option")}})
        if asked.periods:
            periods = {p.period: p.model_dump() for p in meta.timePeriods}
            chosen = [_one(periods, p, "period") for p in asked.periods]
            clauses.append({"timePeriods": {"in": chosen}})
        indicators = {i.column: i.id for i in meta.indicators}
        body = {
            "criteria": {"and": clauses},
            "indicators": _options(indicators, asked.indicators, "indicator"),
            "sorts": [{"field": f, "direction": "Asc"} for f in _order(level, meta)],
            "page": number,
            "pageSize": size or PAGE,
        }
        return json.dumps(body, sort_keys=True).encode()


def _order(level: str, meta: Meta) -> Iterator[str]:
    """Every field that tells two results apart, so that no page depends on the service's mood."""
    yield "timePeriod"
    yield f"location|{level}"
    yield from (f"filter|{f.id}" for f in meta.filters)


def _places(meta: Meta, level: str) -> dict[str, str]:
    groups = {group.level.code: group.options for group in meta.locations}
    options: tuple[Option, ...] = _one(groups, level, "level")
    return {o.label: o.id for o in options} | {o.code: o.id for o in options if o.code}


def _options(known: Mapping[str, str], wanted: Sequence[str], what: str) -> list[str]:
    return [_one(known, name, what) for name in wanted]


def _one(known: Mapping[str, Any], name: str, what: str) -> Any:  # noqa: ANN401 - as it is known
    if name not in known:
        raise UsageError(
            f"the data set has no {what} {name!r}",
            expected="one of " + ", ".join(list(known)[:12]) + " …" * (len(known) > 12),  # noqa: PLR2004
            hint=nearest(name, known),
        )
    return known[name]


def _page(body: bytes, name: str) -> Page:
    said = parsed(body, name)
    if said.get("warnings"):
        first = json.dumps(said["warnings"][0])[:120]
        raise GateRefused("json_error", f"{name} is answered with a warning ({first})")
    try:
        results, total = said["results"], int(said["paging"]["totalResults"])
        keys = [_key(result) for result in results]
        shape = sorted({k for r in results for part in ("filters", "values") for k in r[part]})
    except (KeyError, TypeError, ValueError) as why:
        raise GateRefused(
            "json_error",
            f"{name} is no page of results ({gates.error_in(said) or 'paging or results missing'})",
            expected="paging and results",
        ) from why
    if not total:
        raise GateRefused(
            "no_rows", f"nothing matches the query {name}", expected="at least one result"
        )
    if len(set(keys)) != len(keys):
        raise GateRefused("pages", f"a page of {name} holds a result twice")
    return Page(len(results), total, _pages(total), "/".join(shape), frozenset(keys))


def _key(result: Mapping[str, Any]) -> str:
    about = {k: result[k] for k in ("timePeriod", "geographicLevel", "locations", "filters")}
    return sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE))
