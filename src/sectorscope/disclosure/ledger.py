"""The ledger: what was released before, to anybody, by business; itself secret.

Counts that are safe alone are not safe together: a count told again after one business left says
what that business had said. So the ledger keeps, for every cell that was ever released, the count
and a keyed digest of what each business contributed to it. Two releases can be compared - how many
businesses' data differ - and nothing else can be read from it without the passphrase.

It lies in a folder of the user, not of a study, because businesses are asked for more than one
study: `SECTORSCOPE_LEDGER`, or the user's data folder. It is sealed, locked, synced and written at
one stroke like the vault, because it is one: each release is a sealed file. A study's own log of
decisions says which releases there were, so that a ledger that was deleted, or put back from an
older copy, is noticed (`lost`).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sectorscope.disclosure.cells import Cell
from sectorscope.disclosure.policy import FIRMS
from sectorscope.errors import VaultDamaged, VaultError, VaultLocked
from sectorscope.vault import Vault

VARIABLE = "SECTORSCOPE_LEDGER"

Identify = Callable[[str], str]
"""From a study's pseudonym to what the business is called in every study; normalised."""


@dataclass(frozen=True)
class Refusal:
    """A cell that may not be told with its new value, for it differs by what too few said.

    differ: businesses whose data differ from an earlier release; too few to hide in.
    """

    question: str
    answer: str
    group: str
    differ: int


@dataclass(frozen=True)
class Earlier:
    """One cell of an earlier release: its value, and each business's contribution as a digest."""

    study: str
    audience: str
    name: tuple[str, str, str]
    k: int
    n: int
    given: Mapping[str, str]


def ledger_folder() -> Path:
    """Where the ledger lies: `SECTORSCOPE_LEDGER`, or a folder of the user's own data."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("sectorscope", appauthor=False) / "ledger"


class Ledger:
    """An opened ledger.

    Args:
        vault: the sealed folder it is kept in.
        study: the study that releases.
        identify: what a business is called in every study. By default the study's own pseudonym:
            then other studies' releases cannot be compared with.
    """

    def __init__(self, vault: Vault, study: str, identify: Identify = str) -> None:
        self._vault = vault
        self._study = study
        self._identify = identify

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether there is a ledger in a folder, a damaged one included."""
        return Vault.exists(folder)

    @classmethod
    def open(
        cls,
        folder: Path,
        passphrase: str,
        study: str,
        identify: Identify = str,
        *,
        new: bool = False,
    ) -> Ledger:
        """Open a ledger; `new` makes one where there is none.

        Raises:
            VaultLocked: the passphrase does not open it.
            VaultDamaged: a part is missing or not what was written; nothing was changed.
            VaultError: there is none and none is to be made, or the disk refuses.
        """
        with _of_the_ledger():
            if new and not Vault.exists(folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                return cls(Vault.create(folder, passphrase), study, identify)
            return cls(Vault.open(folder, passphrase), study, identify)

    def check(self, cells: Iterable[Cell]) -> tuple[Refusal, ...]:
        """Cells that may not be told, because of what was told before.

        A cell that stands in an earlier release, whatever the audience, may have another value only
        if at least three businesses' data differ. Against other studies the same holds for any
        group of the same answer, since their groups need not bear the same names.

        Raises:
            VaultDamaged: a part of the ledger is missing or not what was written.
        """
        told = self._earlier()
        return tuple(r for cell in cells if (r := self._refusal(cell, told.get(_answer(cell), []))))

    def forbids(self, cells: Sequence[Cell]) -> set[str]:
        """Questions that may not be told because of what was told before: for `releasable`.

        Raises:
            VaultDamaged: a part of the ledger is missing or not what was written.
        """
        return {refusal.question for refusal in self.check(cells)}

    def record(
        self, cells: Sequence[Cell], *, audience: str, date: str, fingerprint: str
    ) -> tuple[Refusal, ...]:
        """Write a release down, unless a cell of it is refused; then nothing is written.

        Args:
            cells: every cell told.
            audience: to whom.
            date: the day, ISO 8601.
            fingerprint: which profile it was, as in the study's decision to release it.

        Raises:
            VaultDamaged: a part of the ledger is missing or not what was written.
            VaultError: the disk refuses; then nothing is written.
        """
        with _of_the_ledger(), self._vault.together():
            if refused := self.check(cells):
                return refused
            number = len(self._vault.entries())
            known = {"audience": audience, "date": date, "fingerprint": fingerprint}
            entry = {"number": number, "study": self._study, **known, **self._kept(cells)}
            data = json.dumps(entry, separators=(",", ":")).encode()
            self._vault.seal(data, facts={"release": str(number)})
        return ()

    def released(self) -> tuple[tuple[str, str, str], ...]:
        """Study, audience and fingerprint of every release, oldest first.

        Raises:
            VaultDamaged: a part of the ledger is missing or not what was written.
        """
        return tuple((e["study"], e["audience"], e["fingerprint"]) for e in self._entries())

    def lost(self, decided: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Releases the study's decisions know of and this ledger does not: it is not the one.

        Args:
            decided: audience and fingerprint of each decision to release.

        Raises:
            VaultDamaged: a part of the ledger is missing or not what was written.
        """
        held = {
            (audience, print_)
            for study, audience, print_ in self.released()
            if study == self._study
        }
        return tuple(d for d in decided if d not in held)

    def _refusal(self, cell: Cell, told: Sequence[Earlier]) -> Refusal | None:
        given = self._given(cell)
        for earlier in told:
            same = earlier.study == self._study
            if (same and earlier.name != cell.name) or (earlier.k, earlier.n) == (cell.k, cell.n):
                continue
            differ = len(dict(earlier.given.items() ^ given.items()))
            if differ < FIRMS:
                return Refusal(*cell.name, differ)
        return None

    def _given(self, cell: Cell) -> dict[str, str]:
        """Each business asked, by a keyed name, with a keyed digest of what it contributed."""
        found: dict[str, str] = {}
        for business in cell.asked:
            key = self._vault.digest("ledger business", self._identify(business))
            said = "said" if business in cell.said else "asked"
            found[key] = self._vault.digest("ledger answer", *_answer(cell), key, said)
        return found

    def _kept(self, cells: Iterable[Cell]) -> dict[str, Any]:
        """Cells as they are written: each business once, and in each cell by its place."""
        places: dict[str, int] = {}
        kept: list[dict[str, Any]] = []
        for cell in cells:
            given = self._given(cell)
            by_place = {places.setdefault(b, len(places)): d for b, d in sorted(given.items())}
            kept.append({"name": cell.name, "k": cell.k, "n": cell.n, "given": by_place})
        return {"businesses": list(places), "cells": kept}

    def _earlier(self) -> dict[tuple[str, str], list[Earlier]]:
        found: dict[tuple[str, str], list[Earlier]] = {}
        for entry in self._entries():
            for cell in entry["cells"]:
                question, answer, group = cell["name"]
                given = {entry["businesses"][int(i)]: d for i, d in cell["given"].items()}
                name = (question, answer, group)
                made = Earlier(entry["study"], entry["audience"], name, cell["k"], cell["n"], given)
                found.setdefault((question, answer), []).append(made)
        return found

    def _entries(self) -> list[dict[str, Any]]:
        with _of_the_ledger():
            listed = sorted(self._vault.entries(), key=lambda e: int(e.facts["release"]))
            return [json.loads(self._vault.read(e.id)) for e in listed]


def _answer(cell: Cell) -> tuple[str, str]:
    return cell.question, cell.answer


@contextmanager
def _of_the_ledger() -> Generator[None]:
    """Let an error of the vault it is kept in speak of the ledger.

    Raises:
        VaultError: as raised within, or the folder cannot be made.
    """
    try:
        yield
    except OSError as why:
        reason = why.strerror or type(why).__name__
        raise VaultError(f"the ledger's folder cannot be used ({reason})") from None
    except VaultError as why:
        kind = next((k for k in (VaultLocked, VaultDamaged) if isinstance(why, k)), VaultError)
        parts = {"expected": _said(why.expected), "hint": _said(why.hint)}
        raise kind(_said(why.found), **parts) from None


def _said(text: str) -> str:
    text = re.sub(r"\b(?:the study's|this|the|a) vault\b", "the ledger", text)
    return re.sub(r"\bthe study has (no|a) vault", r"there is \1 ledger", text)
