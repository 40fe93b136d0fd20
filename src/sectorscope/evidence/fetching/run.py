"""Fetching one query: ask what it is, gather its pages, join them, and add them as evidence.

Whatever stops this (a fault, a refusal, a killed process), the study holds what it held before;
what came whole waits in the work folder for the next run, which ends with the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sectorscope.errors import UsageError
from sectorscope.evidence.add import Added, add_file
from sectorscope.evidence.fetching import fetched
from sectorscope.evidence.fetching.ask import Validators
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.fetched import Fetched
from sectorscope.evidence.fetching.gathering import Bad, Gathering
from sectorscope.evidence.fetching.retrieval import Opening, Page, Retrieval
from sectorscope.evidence.fetching.spool import Spool
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue, Snapshot
from sectorscope.study.fetching import Query

Say = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What came of a query that was answered: the snapshot that stands now.

    added: what was added; None if nothing has changed. notes: what a person must know.
    """

    snapshot: Snapshot
    added: Added | None
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the study holds something it did not."""
        return self.added is not None and not self.added.already_there


@dataclass(frozen=True)
class Fetching:
    """One query of a study, about to be fetched.

    day: ISO date of the retrieval; never the clock's.
    """

    study_dir: Path
    query: Query
    retrieval: Retrieval
    client: Client
    day: str
    say: Say = lambda _: None

    def run(self) -> Outcome:
        """Fetch it.

        Raises:
            FetchFailed: the service gave no whole answer; what came waits for the next run.
            EvidenceRefused: it did, and the answer is not what it says; kept with its reason.
            Busy: another process fetches the same.
        """
        self._check_mapping()
        spool = self._spool()
        with spool.held():
            opening = self._opening()
            standing = self._unchanged(opening)
            if standing is not None:
                return Outcome(standing, None, opening.notes)
            gathering = Gathering(self.retrieval, self.client, spool, self.say)
            whole, opening = self._gathered(gathering, opening)
            known = tuple(spool.known(n) for n in range(1, len(gathering.pages) + 1))
            try:
                data = self.retrieval.join(gathering.bodies())
                return self._add(data, whole, opening, known)
            finally:  # evidence now, or refused and kept apart: the next run asks anew
                spool.done()

    def _opening(self) -> Opening:
        try:
            return self.retrieval.opening(self.client)
        except GateRefused as refused:
            self._keep_apart(self.client.seen, refused)
            raise

    def _gathered(self, gathering: Gathering, opening: Opening) -> tuple[Page, Opening]:
        try:
            return gathering.all(opening)
        except Bad as bad:
            self._keep_apart(bad.body, bad.refused)
            raise bad.refused from None

    @property
    def _mapping(self) -> Path | None:
        return self.study_dir / self.query.mapping if self.query.mapping else None

    @property
    def _read_with(self) -> str | None:
        """Hash of the mapping as it stands now: an edited one is another reading."""
        return sha256(self._mapping.read_bytes()).hexdigest() if self._mapping else None

    def _check_mapping(self) -> None:
        """Before anything is asked: an answer that cannot be read would have been for nothing."""
        path, study = self._mapping, self.study_dir.resolve()
        if path is not None and not (path.is_file() and path.resolve().is_relative_to(study)):
            raise UsageError(
                f"the query {self.query.called!r} is read with {self.query.mapping}",
                expected="a mapping in the study's folder, where there is no such file",
            )

    def _spool(self) -> Spool:
        study, service = str(self.study_dir.resolve()), self.client.base.url
        return Spool.of(study, self.query.source, service, self._question)

    @property
    def _question(self) -> str:
        """A hash of everything that is asked for."""
        asked = {**self.query.asked, "": self.retrieval.name}
        return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    def _unchanged(self, opening: Opening) -> Snapshot | None:
        """The snapshot that stands, if the service says that nothing has changed."""
        name, source = self.retrieval.name, self.query.source
        before = fetched.last(self.study_dir, source, name)
        standing = fetched.standing(self.study_dir, source, name)
        if before is None or standing is None or standing.sha256 != before.sha256:
            return None
        address = self.client.address(self.retrieval.ask(1))
        alike = (before.address, before.question) == (address, self._question)
        if not alike or before.edition != opening.edition or standing.mapping != self._read_with:
            return None
        if opening.settled:
            return standing
        return standing if self._none_changed(before.pages) else None

    def _none_changed(self, pages: tuple[Validators, ...]) -> bool:
        """Whether the service says so of every page."""
        if not pages or not all(pages):
            return False
        asked = ((self.retrieval.ask(n), known) for n, known in enumerate(pages, 1))
        return all(self.client.send(ask, known).unchanged for ask, known in asked)

    def _add(
        self, data: bytes, whole: Page, opening: Opening, known: tuple[Validators, ...]
    ) -> Outcome:
        if whole.unit == "rows":
            self._count(data, whole.total)
        added = add_file(
            self.study_dir,
            data,
            name=self.retrieval.name,
            source=self.query.source,
            retrieved=self.day,
            mapping_path=self._mapping,
        )
        entry = Fetched(
            source=self.query.source,
            name=self.retrieval.name,
            sha256=added.snapshot.sha256,
            retrieved=self.day,
            address=self.client.address(self.retrieval.ask(1)),
            question=self._question,
            edition=opening.edition,
            pages=known,
            notes=opening.notes,
        )
        fetched.note(self.study_dir, entry)
        return Outcome(added.snapshot, added, (*opening.notes, *added.warnings))

    def _count(self, data: bytes, rows: int) -> None:
        """Hold an answer to the number of rows its query promises."""
        least, most = self.query.rows_at_least, self.query.rows_at_most
        if (least is None or rows >= least) and (most is None or rows <= most):
            return
        bounds = (("at least", least), ("at most", most))
        promised = " and ".join(f"{word} {n:,}" for word, n in bounds if n is not None)
        refused = GateRefused(
            "count",
            f"{self.retrieval.name} has {rows:,} rows",
            expected=f"{promised}, as the query says",
            hint="look whether the query asks for what it did, then change its bounds",
        )
        self._keep_apart(data, refused)
        raise refused

    def _keep_apart(self, body: bytes, why: GateRefused) -> None:
        Catalogue(self.study_dir).refuse(
            body,
            name=self.retrieval.name,
            source=self.query.source,
            retrieved=self.day,
            reason=str(why),
        )
