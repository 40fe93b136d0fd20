"""The audit trail: what was done, when, by whom and to how many; never to whom, nor what it says.

`audit.jsonl` is text that anybody may read. Each line carries a keyed hash of itself and the line
before, and `audit.sealed` holds how many there are and the last hash: a line that is changed, moved
or taken out, the last one too, shows to whoever has the passphrase.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any, cast

from sectorscope.errors import VaultError
from sectorscope.vault import cipher, disk
from sectorscope.vault.people import People
from sectorscope.vault.records import Audited
from sectorscope.vault.room import AUDIT_SEAL

FILE_NAME = "audit.jsonl"
_PART = "the audit trail (audit.jsonl)"
_SEAL_PART = "the audit trail's seal (audit.sealed)"
_ACTION = re.compile(r"[a-z]+(?: [a-z]+){0,5}")
_LONGEST = 80
_Head = tuple[int, str]


class Auditing(People):
    """Writing and reading the trail."""

    def note(self, action: str, who: str, date: datetime.date, count: int) -> None:
        """Add a line.

        Args:
            action: What was done, in a few small letters: "sealed", "erased a business".
            who: Who did it: a person at work on the study.
            date: When.
            count: To how many.

        Raises:
            VaultError: action or signature is not of that form or names somebody consulted, or the
                disk refuses.
            VaultDamaged: the trail's seal is not what was written.
        """
        self._check_note(action, who)
        row = {"date": date.isoformat(), "action": action, "who": who, "count": count}
        with self._locked():
            written = self._lines()
            number, chain = self._head(written)
            row = {"n": number + 1, **row}
            row["chain"] = self._chain(chain, row)
            line = json.dumps(row).encode() + b"\n"
            with disk.refusing("the audit trail could not be added to"):
                disk.append_synced(self._folder / FILE_NAME, len(written), line)
                self._seal_head(number + 1, str(row["chain"]))

    def audit(self) -> tuple[Audited, ...]:
        """The trail, after a check that it is whole.

        Raises:
            VaultDamaged: a line was changed or is missing; the message says which.
        """
        found: list[Audited] = []
        number, sealed = self._sealed_head()
        chain = ""
        for expected, row in enumerate(_rows(self._lines()), start=1):
            if row.get("n") != expected or row.get("chain") != self._chain(chain, row):
                raise disk.damaged(_PART, f"was changed at line {expected}")
            chain = row["chain"]
            if expected == number and chain != sealed:
                raise disk.damaged(_PART, f"was changed at line {expected}")
            found.append(_audited(row))
        if len(found) < number:
            raise disk.damaged(_PART, f"has {len(found)} lines where {number} were written")
        return tuple(found)

    def _check_note(self, action: str, who: str) -> None:
        if not _ACTION.fullmatch(action):
            raise VaultError("an action is not noted in a few small letters", expected='"sealed"')
        if not who.strip() or len(who) > _LONGEST or not who.isprintable():
            raise VaultError("a note is not signed", expected="who did it, in one line")
        if self.mentions(f"{action}\n{who}"):
            raise VaultError(
                "a note for the audit trail names somebody who was consulted",
                expected="what was done and which of the study's own people did it",
            )

    def _lines(self) -> bytes:
        """The complete lines; what a killed process began to write is none."""
        path = self._folder / FILE_NAME
        data = disk.read(path, _PART) if path.exists() else b""
        return data[: data.rfind(b"\n") + 1]

    def _head(self, written: bytes) -> _Head:
        """Number and hash of the last line: the sealed one, or the line a kill left unsealed."""
        number, chain = self._sealed_head()
        row = next(iter(_rows(written.splitlines(keepends=True)[-1])), {}) if written else {}
        if row.get("n") == number + 1 and row.get("chain") == self._chain(chain, row):
            return number + 1, row["chain"]
        return number, chain

    def _sealed_head(self) -> _Head:
        sealed = disk.read(self._folder / AUDIT_SEAL, _SEAL_PART)
        plain = cipher.unseal(self._keys.audit, sealed, self._aad("audit"), _SEAL_PART)
        number, _, chain = plain.decode().partition(" ")
        return int(number or 0), chain

    def _seal_head(self, number: int, chain: str) -> None:
        plain = f"{number} {chain}".encode()
        sealed = cipher.seal(self._keys.audit, plain, self._aad("audit"), least=256)
        disk.replace_synced(self._folder / AUDIT_SEAL, sealed)

    def _chain(self, before: str, row: dict[str, Any]) -> str:
        bare = {key: value for key, value in row.items() if key != "chain"}
        return cipher.keyed(self._keys.audit, before, json.dumps(bare, sort_keys=True)).hex()


def _rows(written: bytes) -> Iterator[dict[str, Any]]:
    """The lines as JSON; one that is none gives nothing that would pass a check."""
    for line in written.splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        yield cast("dict[str, Any]", row) if isinstance(row, dict) else {}


def _audited(row: dict[str, Any]) -> Audited:
    day = datetime.date.fromisoformat(row["date"])
    return Audited(day, row["action"], row["who"], row["count"])
