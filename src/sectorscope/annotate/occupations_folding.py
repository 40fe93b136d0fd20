"""A job title as its words: what an employer adds to it, and rank, put apart.

"Senior CNC Setter (x2) - nights - Leeds, £32k" names the job of a CNC setter. The words to leave
out are data (`data/occupations/words.toml`); a title that consists of nothing else keeps them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from sectorscope.annotate.stems import STEMS, number
from sectorscope.annotate.tokens import folded

LONGEST = 200
"""Characters of a title that are read: ten times the usual one."""

WORD = re.compile(r"co-ordinat\w+|[^\W_]+(?:['’][^\W_]+)*(?:\+{1,2}|#)?|&")
_PAY = re.compile(
    r"[£$€]\s*\d[\d,.]*\s*k?\b|\b\d[\d,.]*k\b|\b\d+\s*%|\b\d+\s?x\b|\bx\s?\d+\b|\b\d{4,}\b"
    r"|\b\d[\d.,:]*\s*(?:[ap]m|hours?|hrs?|days?|weeks?|months?|years?|posts?|positions?)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s[-–—/+]+\s|\s[-–—]|[-–—]\s|[–—|•·;:@()\[\],!*]|\s{3,}|(?<=\w)\s+at\s.*", re.IGNORECASE
)
_MAN = re.compile(r"(?<=[a-z]{3})(?:woman|women|person|men)$")
_RUNS = (3, 4)
_OF = re.compile(r" (?:of|in|for|to|with|on|de) ")


class Title(NamedTuple):
    """A title, folded: words in lower case, the plural's s left out, with a space between.

    full: with its rank ("senior care worker"). bare: without. head: what the person is, the last
    word before "of", "in", "for".
    """

    full: str
    bare: str
    head: str


@lru_cache(maxsize=16_384)
def title(text: str) -> Title:
    """A title folded; its first line that has words, and of that the first `LONGEST` characters."""
    line = next((line for line in text.lstrip()[: 2 * LONGEST].splitlines() if line.strip()), "")
    parts = [_plain(part) for part in _PART.split(_PAY.sub(" | ", line[:LONGEST]))]
    said = [left for part in parts if (left := _terms().sub("", f"{part} ").strip())]
    named = [left for part in said or parts if (left := _folded(part))]
    bare = [left for part in named if (left := _unranked(part))] or named
    head = _OF.split(f"{bare[0]} ")[0].strip().rpartition(" ")[2] if bare else ""
    return Title(" ".join(named), " ".join(bare), head)


def stems(words: str) -> list[int]:
    """Numbers of the stems of folded words, in order."""
    return [made for word in words.split() if (made := number(STEMS.stem(word)))]


def grams(words: str) -> set[int]:
    """Runs of three and four letters, a space at both ends of a word; as numbers."""
    line = f" {words} ".encode("ascii", "ignore")
    runs = (line[i : i + n] for n in _RUNS for i in range(len(line) - n + 1))
    return {int.from_bytes(run, "big") for run in runs}


def unaccented(text: str) -> str:
    """Text in lower case, without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    return "".join(c for c in apart if not unicodedata.combining(c))


def _plain(part: str) -> str:
    """Words in lower case, without accents, with a space before each."""
    return "".join(f" {word}" for word in WORD.findall(unaccented(part)))


def _folded(words: str) -> str:
    """Words without the plural's s, as they are mostly spelt."""
    return " ".join(map(usual, words.split()))


@lru_cache(maxsize=16_384)
def usual(word: str) -> str:
    """One word for its spellings and short forms; a postwoman or postperson is a postman."""
    plain = folded(word.replace("-", ""))
    return _listed()["same"].get(plain) or _MAN.sub("man", plain)


def _unranked(words: str) -> str:
    """Words without rank; of those that are rank alone, nothing."""
    before, after = _ranks()
    return after.sub("", before.sub("", f" {words} ")).strip()


@cache
def _listed() -> dict[str, Any]:
    place = files("sectorscope").joinpath("data", "occupations", "words.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """One of the lists of words, by its name in the file."""
    return frozenset(_listed()[name])


def _any(*names: str) -> str:
    """A pattern for one of the listed phrases, the longest first."""
    phrases = (phrase for name in names for phrase in _listed()[name])
    return "(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + ")"


@cache
def _terms() -> re.Pattern[str]:
    """What is no part of a job's name, in one part of a title that has a space at both ends."""
    graded = rf"{_any('graded')} (?:[a-h]|\d+[a-z]?)(?:[ -](?:[a-h]|\d+[a-z]?))*"
    where = r"(?: (?:based|located))?(?: (?:in|at|near|around|across))?"
    place = rf"{where} {_any('places')}| (?:in|at|near) {_any('trades')}"
    return re.compile(
        rf"(?: {_any('anywhere')}| {graded})(?= )|(?:(?: {_any('ending')}|{place})(?= ))+(?= $)"
    )


@cache
def _ranks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Rank at the beginning, and at the end, of words with a space around."""
    before = re.compile(rf"^(?: {_any('before')}(?= ))+")
    return before, re.compile(rf"(?: {_any('after')}(?= ))+(?= $)")
