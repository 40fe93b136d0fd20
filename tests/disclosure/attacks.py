"""Attacks on published profiles. Each has only what a reader has, and says only what is certain.

An attack is given what was published - the profile's JSON, the page with the data it embeds, the
annex - and returns claims: question, what was said, group (or, where the attacker knows whose
answers differ, the business) and how many. Nothing here imports the rules or the suppression.
See docs/explanation/disclosure.md for what each of them tries.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any
from urllib.parse import unquote

Claims = dict[tuple[str, str, str], int]
Json = dict[str, Any]

SILENT = {
    "did not know": "dont_know",
    "declined to answer": "refused",
    "refused": "refused",
    "gave no answer": "blank",
    "could not say": "unquantified",
    "no number": "unquantified",
    "no": "no",
}


@dataclass(frozen=True)
class Published:
    """One release as its readers have it. derived: statistics printed beside the profile."""

    profile: Json
    page: str
    annex: str
    derived: list[Json]


@dataclass(frozen=True)
class Codebook:
    """What an attacker knows anyway: the questionnaire and the codebook's labels.

    codes: question and code by label. parents: the wider code of a code, by question and code.
    """

    codes: Mapping[str, tuple[str, str]]
    parents: Mapping[tuple[str, str], str | None]
    options: frozenset[str]
    open: frozenset[str]

    @classmethod
    def of(
        cls, questions: Iterable[Json], codes: Iterable[Json], options: Iterable[str]
    ) -> Codebook:
        listed = list(codes)
        return cls(
            {c["label"]: (c["question"], c["code"]) for c in listed},
            {(c["question"], c["code"]): c["parent"] for c in listed},
            frozenset(options),
            frozenset(q["id"] for q in questions if q["form"] in ("issues", "raised", "reasons")),
        )


# --- reading what is published ------------------------------------------------------------------


def statements(profile: Json) -> Iterator[Json]:
    for block in blocks(profile):
        if block["type"] == "paragraph":
            yield from block["statements"]


def blocks(profile: Json) -> Iterator[Json]:
    for chapter in profile["chapters"]:
        yield from chapter["blocks"]
    yield from profile["method"]


def told(book: Codebook, published: Published) -> Claims:
    """Every count the profile's statements and figures tell outright."""
    found: Claims = {}
    asked: Claims = {}
    for statement in statements(published.profile):
        for estimate in statement["estimates"]:
            counted = estimate["standing"] == "counted" and estimate["n"] is not None
            if counted and estimate["unit"] == "businesses":
                _of_estimate(book, statement, estimate, found, asked)
    for block in blocks(published.profile):
        if block["type"] == "figure" and block["id"].startswith("segments-"):
            _of_matrix(book, block, found)
    return found | {(q, f"asked {w}", g): n for (q, w, g), n in asked.items()}


def _of_estimate(
    book: Codebook, statement: Json, estimate: Json, found: Claims, asked: Claims
) -> None:
    question, k, n = statement["question"], int(estimate["value"]), int(estimate["n"])
    label = estimate["label"]
    if (code := label.removesuffix(" with nothing narrower")) != label and code in book.codes:
        found[question, f"only {book.codes[code][1]}", ""] = k
    elif label in book.codes:
        name = book.codes[label]
        if name[0] == question:
            found[question, f"code {name[1]}", ""] = k
            found[question, f"not code {name[1]}", ""] = n - k
            asked[question, "", ""] = n
    elif question in book.open:
        found[question, "nothing", ""] = n - k
    else:
        found[question, "said", ""], found[question, "not said", ""] = k, n - k
        asked[question, "", ""] = n
        for part, number in estimate["parts"]:
            if part in book.options:
                found[question, f"option {part}", ""] = number
            elif part in SILENT:
                found[question, f"state {SILENT[part]}", ""] = number


def _of_matrix(book: Codebook, block: Json, found: Claims) -> None:
    columns = [c["name"] for c in block["data"]["columns"]][1:]
    for row in block["data"]["rows"]:
        label = row[0]["text"].lower()
        kind = "only" if label.endswith(" with nothing narrower") else "code"
        name = book.codes.get(label.removesuffix(" with nothing narrower"))
        for column, cell in zip(columns, row[1:], strict=True):
            if name and column != "total" and cell["value"] is not None:
                k, n = map(int, re.findall(r"\d+", cell["text"]))
                found[name[0], f"{kind} {name[1]}", column] = k
                if kind == "code":
                    found[name[0], f"not code {name[1]}", column] = n - k


# --- the attacks --------------------------------------------------------------------------------


def complements(book: Codebook, published: Published) -> Claims:
    """Everything told, what is left of each whole, and a wider code less a narrower one."""
    found = told(book, published)
    more: Claims = {}
    for (question, what, group), k in found.items():
        kind, _, code = what.partition(" ")
        parent = book.parents.get((question, code)) if kind == "code" else None
        above = (question, f"code {parent}", group)
        if parent and above in found:
            more[question, f"{parent} not {code}", group] = found[above] - k
    return found | more


def group_disclosure(book: Codebook, published: Published) -> Claims:
    """Answers that all that were asked share."""
    found = told(book, published)
    # The rest of a whole is what says that nobody is left.
    rest = {"said": "not said", "not said": "said"}
    claims: Claims = {}
    for (question, what, group), k in found.items():
        other = rest.get(what) or (
            what.removeprefix("not ") if what.startswith("not ") else f"not {what}"
        )
        if k and found.get((question, other, group)) == 0:
            claims[question, what, group] = k
            for (q, w, g), number in found.items():
                if (q, g, number) == (question, group, k) and w.startswith(("state", "option")):
                    claims[q, w, g] = number
    return claims


def differencing(book: Codebook, before: Published, after: Published) -> Claims:
    """Of two releases between which one known business came or went: what it had said.

    A count that moved with the number asked is the business's; one that did not move is not.
    """
    old, new = told(book, before), told(book, after)
    claims: Claims = {}
    for key in old.keys() & new.keys():
        question, what, group = key
        base = (question, "asked ", "")
        if what.startswith("asked") or group or base not in old or base not in new:
            continue
        if abs(new[base] - old[base]) == 1 and abs(new[key] - old[key]) == 1:
            claims[question, what, "the one"] = 1
    return claims


def derived(book: Codebook, published: Published) -> Claims:
    """Counts worked back from intervals, bar lengths, weights and ranks; and squares counted."""
    claims: Claims = {}
    for row in published.derived:
        fits = [k for k in range(row["n"] + 1) if _fits(row, k)]
        if len(fits) == 1:
            claims[row["question"], row["what"], ""] = fits[0]
    return claims | _squares(published)


def _fits(row: Json, k: int) -> bool:
    low, high = wilson(k, row["n"])
    bar = round(200 * k / row["n"], 1)
    return (round(low, 3), round(high, 3), bar) == (row["low"], row["high"], row["bar"])


def wilson(k: int, n: int) -> tuple[float, float]:
    """Wilson's score interval at 95 % (Wilson 1927), as an attacker would write it."""
    z = 1.959963984540054
    middle, spread = k + z * z / 2, z * sqrt(k * (n - k) / n + z * z / 4)
    return (middle - spread) / (n + z * z), (middle + spread) / (n + z * z)


def _squares(published: Published) -> Claims:
    """Businesses drawn one by one, by what the drawing's alternative text calls each line."""
    claims: Claims = {}
    for block in blocks(published.profile):
        if block["type"] != "figure" or block["mark"] != "businesses":
            continue
        bars = {label: int(n) for label, n in re.findall(r"([^;]+?): (\d+)(?:;|$)", block["alt"])}
        total = _drawn(published.page, block["id"])
        assert total == sum(bars.values())
        growth = sum(n for label, n in bars.items() if "Growth, " in label)
        claims["outlook", "said", ""], claims["outlook", "not said", ""] = growth, total - growth
        for label, number in bars.items():
            claims["outlook", f"option {label.strip().lower()}", ""] = number
    return claims


def _drawn(page: str, figure: str) -> int:
    """Squares of the widest drawing of a figure: bar length, counted."""
    start = page.index(f'id="x-{figure}"')
    drawings = page[start : page.index("</figure>", start)].split("<svg")[1:]
    return max(len(re.findall(r'<rect[^>]*rx="2"', d.split("</svg>")[0])) for d in drawings)


def embedded(book: Codebook, published: Published) -> Claims:
    """Files within the page, and the annex: every `k of n` beside a label that can be looked up."""
    texts = [unquote(m) for m in re.findall(r'data:text/csv[^,]*,([^"\']+)', published.page)]
    claims: Claims = {}
    for text in (*texts, published.annex):
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        for row in csv.reader(io.StringIO("\n".join(lines))):
            _of_row(book, [cell.lower() for cell in row], claims)
    return claims


def _of_row(book: Codebook, row: list[str], claims: Claims) -> None:
    counts = [re.fullmatch(r"(\d+) of (\d+)", cell) for cell in row]
    numbers = [(int(m[1]), int(m[2])) for m in counts if m]
    if not numbers:
        return
    k, n = numbers[-1]  # the last column of a matrix is everybody
    label = row[0]
    if name := book.codes.get(label.removesuffix(" with nothing narrower")):
        is_only = label.endswith(" with nothing narrower")
        claims[name[0], f"only {name[1]}" if is_only else f"code {name[1]}", ""] = k
        if not is_only:
            claims[name[0], f"not code {name[1]}", ""] = n - k
    elif label in book.options:
        claims["outlook", f"option {label}", ""] = k


def gap_texts(book: Codebook, published: Published) -> Claims:
    """What gaps give away: that nobody named anything, and whose coding was lost."""
    claims: Claims = {}
    for block in blocks(published.profile):
        if block["type"] == "gap" and block["id"].startswith("nothing-said-"):
            claims[block["id"].removeprefix("nothing-said-"), "nothing", ""] = -1
        if block["type"] == "gap" and block["id"] == "lost-codings":
            for question, code in re.findall(r"(\w+) \((\w+)\)", block["because"]["text"]):
                claims[question, f"lost {code}", ""] = 1
    return claims


def guess_and_check(
    published: Published, guesses: Mapping[str, Callable[[], Iterable[str]]]
) -> str | None:
    """The one guess at an answer whose hash stands anywhere in what was published.

    Args:
        published: the release.
        guesses: for each guess, the hashes that would be published if it were right.
    """
    everything = json.dumps(published.profile) + published.page + published.annex
    right = [guess for guess, hashes in guesses.items() if any(h in everything for h in hashes())]
    return right[0] if len(right) == 1 else None


def insider(
    book: Codebook, published: Published, others: Mapping[tuple[str, str, str], int]
) -> Claims:
    """What one business said, by somebody who knows what all the others said.

    Args:
        book: the questionnaire.
        published: the release.
        others: every count without the business.
    """
    found = complements(book, published)
    return {
        (question, what, "the one"): 1
        for (question, what, group), k in found.items()
        if not group and k - others.get((question, what, group), 0) == 1
    }
