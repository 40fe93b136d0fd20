"""Assertions: what each business said to each question, after coding.

An open answer means nothing until a person has coded it: a coding decision names the words it
rests on, and counts only while those words still stand in the answer, or in what the business said
in an interview. A choice that was ticked is an answer in itself. A coding of the question as a
whole (no code) says what an answer, or an interview, came to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sectorscope.consultation.anchors import Digest, place

Row = Mapping[str, Any]


def assertions(
    responses: Iterable[Row],
    codings: Iterable[Row],
    codebook: Collection[tuple[str, str]] | None = None,
    *,
    ticks: Iterable[Row] = (),
    documents: Iterable[Row] = (),
    digest: Digest | None = None,
) -> list[dict[str, Any]]:
    """Rows of the `assertion` table.

    Args:
        responses: rows of `response`; each gives one row for the question as a whole.
        codings: codings in force: id, business, question, code, quote, state.
        codebook: (question, code) of every entry; a coding to any other gives no row. None:
            not checked.
        ticks: rows of `tick`: choices of closed questions.
        documents: rows of `document` with their text: where interviews are coded.
        digest: the vault's keyed digest, for codings of sealed words.

    Returns:
        The responses' own rows (code ``), then ticks, then one row a coding whose words still
        stand, with the characters they stand at. Codings whose words are gone give no row; see
        `unanchored`.
    """
    listed = list(responses)
    whole = {(r["business"], r["question"]): _whole(r) for r in listed}
    places = _Places(listed, documents, digest)
    coded: dict[tuple[str, str, str], dict[str, Any]] = {
        (t["business"], t["question"], t["code"]): _ticked(t) for t in ticks
    }
    for coding in codings:
        asked = whole.get((coding["business"], coding["question"]))
        known = not coding["code"] or codebook is None
        if asked is None or not (known or (coding["question"], coding["code"]) in codebook):  # type: ignore[operator]
            continue
        found = places.of(coding)
        if found is None:
            continue
        row = _coded(coding, found)
        if coding["code"]:
            coded[coding["business"], coding["question"], coding["code"]] = row
        else:
            whole[coding["business"], coding["question"]] = {**asked, **row}
    return [*whole.values(), *coded.values()]


def unanchored(codings: Iterable[Row], made: Iterable[Row]) -> list[str]:
    """Ids of codings that count for nothing: their words or their code are gone; in order of id."""
    used = {r["decision"] for r in made if r["decision"]}
    return sorted(c["id"] for c in codings if c["id"] not in used)


@dataclass(frozen=True)
class _Found:
    """Words where they stand: the row they stand in, the characters, and the words."""

    row: Row
    start: int
    words: str

    @property
    def locator(self) -> str:
        where = self.row["locator"]
        return f"{where};chars={self.start}-{self.start + len(self.words)}"


class _Places:
    """Everything a business said, to find a coding's words in."""

    def __init__(
        self, responses: Iterable[Row], documents: Iterable[Row], digest: Digest | None
    ) -> None:
        self._answers = {(r["business"], r["question"]): r for r in responses}
        self._documents: dict[str, list[Row]] = {}
        for document in documents:
            self._documents.setdefault(document["business"], []).append(document)
        self._digest = digest

    def of(self, coding: Row) -> _Found | None:
        """Where the coding's words stand: in the answer, else in an interview; None if nowhere."""
        answer = self._answers.get((coding["business"], coding["question"]))
        texts = [(answer, answer["raw"])] if answer is not None else []
        texts += [(d, d["text"]) for d in self._documents.get(coding["business"], ())]
        for row, text in texts:
            where = place(coding["quote"], text or "", self._digest)
            if where:
                return _Found(row, where[0], (text or "")[slice(*where)])
        return None


def _whole(response: Row) -> dict[str, Any]:
    numbers = {k: response.get(k) for k in ("low", "likely", "high")}
    kept = ("business", "question", "state", "option", "snapshot", "locator", "raw")
    return {**{k: response[k] for k in kept}, **numbers, "code": "", "decision": None}


def _ticked(tick: Row) -> dict[str, Any]:
    kept = ("business", "question", "code", "state", "snapshot", "locator", "raw")
    numbers = dict.fromkeys(("low", "likely", "high"))
    return {**{k: tick[k] for k in kept}, **numbers, "option": None, "decision": None}


def _coded(coding: Row, found: _Found) -> dict[str, Any]:
    return {
        "business": coding["business"],
        "question": coding["question"],
        "code": coding["code"],
        "state": coding["state"],
        "option": None,
        **dict.fromkeys(("low", "likely", "high")),
        "decision": coding["id"],
        "snapshot": found.row["snapshot"],
        "locator": found.locator,
        "raw": found.words,
    }
