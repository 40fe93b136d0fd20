"""Many phrases found in one pass: they are written short, spelt out, and put into one pattern.

The pattern is a trie, so that a word is left at its first letter that no phrase has: the cost is
linear in the text, whatever the text, and grows little with the number of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any


def listed(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


FILLERS = listed("also already always certainly definitely just probably really so still very")
"""Words that may stand where a phrase has "~"."""

_FILLED = "(?: +(?:al(?:so|ready|ways)|certainly|definitely|just|probably|really|so|still|very))? +"
_ANY = r"[a-z']{1,20}(?: +[a-z']{1,20}){0,3}?"
_WRITTEN = {" ": " +", "~": _FILLED, "@": _ANY}
_Node = dict[str, Any]


def sections(name: str) -> Iterator[tuple[str, str]]:
    """The sections of a file of phrases: the words of its heading, and its block."""
    text = (files("sectorscope") / "data" / "cues" / name).read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for part in body.split("\n[")[1:]:
        heading, _, block = part.partition("]\n")
        yield heading, block


def spelt(block: str) -> Iterator[str]:
    """Every phrase of a block: lines and commas part them, brackets hold alternatives.

    A shortened "not" is also given without its apostrophe, and "you'll" likewise, as people type.
    """
    for phrase in re.split(r"[,\n]", block):
        for made in _chosen(iter(phrase.strip())):
            tidy = " ".join(made.split()).strip("~")
            if tidy:
                yield tidy
            if "n't" in tidy or "you'll" in tidy:
                yield tidy.replace("n't", "nt").replace("you'll", "youll")


def _chosen(signs: Iterator[str]) -> list[str]:
    """What is written up to the bracket that closes, in every way it can be read."""
    whole: list[str] = []
    made = [""]
    for sign in signs:
        if sign == ")":
            break
        if sign == "|":
            whole += made
            made = [""]
        elif sign == "(":
            inner = _chosen(signs)
            made = [a + b for a in made for b in inner]
        else:
            made = [a + sign for a in made]
    return whole + made


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases, the longest first: each after a space, where its match starts.

    It is matched against what `spaced` gives.
    """
    root: _Node = {}
    for phrase in phrases:
        node = root
        for sign in phrase:
            node = node.setdefault(sign, {})
        node[""] = {}
    return re.compile(" " + _written(root) + "(?![a-z0-9])")


def spaced(low: str) -> str:
    """A text in lower case as a pattern is matched against it: each phrase after a space.

    Lines are joined, so that a phrase may be found that goes over the end of one. Signs that are
    not of Latin-1 become blanks too: no phrase has any, and narrow characters are read faster.
    """
    narrow = low.encode("latin-1", "replace").translate(_BLANKS)
    return " " + narrow.decode("latin-1")


_OPENING = b'\n\t\r(/"*[|?\xab'
_BLANKS = bytes.maketrans(_OPENING, b" " * len(_OPENING))


def _written(node: _Node) -> str:
    """A node of the trie as a pattern; what several branches have after them is written once."""
    shared: dict[str, list[str]] = {}
    for sign in sorted(filter(None, node)):
        chain, rest = _chain(sign, node[sign])
        shared.setdefault(_written(rest), []).append(chain)
    branches = [f"(?:{'|'.join(c)}){rest}" if c[1:] else c[0] + rest for rest, c in shared.items()]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")


def _chain(sign: str, node: _Node) -> tuple[str, _Node]:
    """The signs from one on that have no branches, and the node where they end."""
    chain = _WRITTEN.get(sign, re.escape(sign))
    while len(node) == 1 and "" not in node:
        ((sign, node),) = node.items()
        chain += _WRITTEN.get(sign, re.escape(sign))
    return chain, node


def lowered(text: str) -> str:
    """Lower case with as many characters as before, straight apostrophes and plain spaces."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    if not low.isascii():
        low = low.replace("\u2019", "'").replace("\u2018", "'").replace("\xa0", " ")
    return low
