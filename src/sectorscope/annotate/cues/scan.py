"""Many phrases found in one pass: they are written short, spelt out, and put into one pattern.

A phrase is written with alternatives in brackets: "(very |)hard to (find|get)" is four. The pattern
is a trie, so that a word is left at its first letter that no phrase has: its cost is linear in the
text, whatever the text, and grows little with the number of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_Node = dict[str, Any]


def spelt(block: str) -> Iterator[str]:
    """Every phrase of a block: lines and commas part them, brackets hold alternatives.

    A shortened "not" is also given without its apostrophe, and "you'll" likewise, as people type.
    """
    for phrase in re.split(r"[,\n]", block):
        for made in _chosen(iter(phrase.strip())):
            tidy = " ".join(made.split())
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
    """One pattern for all phrases, the longest first: each after a character that is no letter.

    It is matched against lower case; the match starts at the character before the phrase.
    """
    root: _Node = {}
    for phrase in phrases:
        node = root
        for sign in phrase:
            node = node.setdefault(sign, {})
        node[""] = {}
    return re.compile("[^a-z0-9]" + _written(root) + "(?![a-z0-9])")


def _written(node: Mapping[str, Any]) -> str:
    """A node of the trie as a pattern; more spaces than one count as one."""
    branches = [
        (" +" if sign == " " else re.escape(sign)) + _written(below)
        for sign, below in sorted(node.items())
        if sign
    ]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")


def lowered(text: str) -> str:
    """Lower case with as many characters as before, straight apostrophes and plain spaces."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    if not low.isascii():
        low = low.replace("\u2019", "'").replace("\u2018", "'").replace("\xa0", " ")
    return low
