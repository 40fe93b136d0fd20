"""Assertions: what each business said to each question, after coding.

An open answer means nothing until a person has coded it: a coding decision quotes the words it
rests on, and counts only while those words still stand in the answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def assertions(
    responses: Iterable[Row],
    codings: Iterable[Row],
    codebook: Collection[tuple[str, str]] | None = None,
) -> list[dict[str, Any]]:
    """Rows of the `assertion` table.

    Args:
        responses: rows of `response`; each gives one row for the question as a whole.
        codings: codings in force: id, business, question, code, quote, state.
        codebook: (question, code) of every entry; a coding to any other gives no row. None:
            not checked.

    Returns:
        The responses' own rows (code ``), then one row a coding whose quote still stands in the
        answer, with the characters it quotes. Codings whose words are gone give no row; see
        `unanchored`.
    """
    listed = list(responses)
    by_key = {(r["business"], r["question"]): r for r in listed}
    rows = [_whole(r) for r in listed]
    for coding in codings:
        if codebook is not None and (coding["question"], coding["code"]) not in codebook:
            continue
        response = by_key.get((coding["business"], coding["question"]))
        start = _anchor(response, coding["quote"])
        if response is not None and start is not None:
            rows.append(_coded(response, coding, start))
    return rows


def unanchored(codings: Iterable[Row], made: Iterable[Row]) -> list[str]:
    """Ids of codings that count for nothing: their words or their code are gone; in order of id."""
    used = {r["decision"] for r in made if r["decision"]}
    return sorted(c["id"] for c in codings if c["id"] not in used)


def _anchor(response: Row | None, quote: str) -> int | None:
    if response is None or not response["raw"] or not quote.strip():
        return None
    start = response["raw"].find(quote)
    return start if start >= 0 else None


def _whole(response: Row) -> dict[str, Any]:
    kept = ("business", "question", "state", "option", "snapshot", "locator", "raw")
    return {**{k: response[k] for k in kept}, "code": "", "decision": None}


def _coded(response: Row, coding: Row, start: int) -> dict[str, Any]:
    end = start + len(coding["quote"])
    return {
        "business": response["business"],
        "question": response["question"],
        "code": coding["code"],
        "state": coding["state"],
        "option": None,
        "decision": coding["id"],
        "snapshot": response["snapshot"],
        "locator": f"{response['locator']};chars={start}-{end}",
        "raw": coding["quote"],
    }
