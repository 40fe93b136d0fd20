"""Codes too small to be told are merged into the code above, until nothing small can be told.

It is not enough that no count is one or two. From the counts of a code, of the codes within it and
of the wider whole, differences follow: businesses that named the wider code and not the narrower,
or more than one of several. None of these may be one or two either, so that what was merged
cannot be had as the parent less its other parts (complementary suppression).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from sectorscope.disclosure.policy import exact, small

ROOT = ""
"""What lies above the topmost codes: having named anything at all."""
REST = "~rest"
"""What a merged code is called below the code it was merged into."""

Said = Mapping[str, Set[str]]


@dataclass
class Tree:
    """Codes of one question while they are merged.

    asked: businesses asked. parents: the code above each, ROOT for the topmost. direct: businesses
    that named a code itself. merged: how many codes that were named went into each.
    """

    asked: frozenset[str]
    parents: dict[str, str]
    direct: dict[str, set[str]]
    merged: dict[str, int] = field(default_factory=dict)

    def below(self, code: str) -> list[str]:
        """Codes directly under one, in name order."""
        return sorted(c for c, p in self.parents.items() if p == code)

    def rolled(self, code: str) -> set[str]:
        """Businesses that named a code or anything within it."""
        inside = (self.rolled(c) for c in self.below(code))
        return set(self.direct.get(code, ())).union(*inside)

    def depth(self, code: str) -> int:
        """How many codes lie above."""
        above = self.parents[code]
        return 0 if above == ROOT else 1 + self.depth(above)


def tree(
    asked: Set[str], parents: Mapping[str, str | None], said: Iterable[tuple[str, str]]
) -> Tree:
    """The codes that were named, with those above them.

    Args:
        asked: businesses asked.
        parents: the code above each code of the question.
        said: business and code of each coding that says so.
    """
    direct: dict[str, set[str]] = {}
    for business, code in said:
        if business in asked and code in parents:
            direct.setdefault(code, set()).add(business)
    above = {c: p if p in parents else ROOT for c, p in parents.items()}
    made = Tree(frozenset(asked), {c: p or ROOT for c, p in above.items()}, direct)
    made.parents = {c: p for c, p in made.parents.items() if made.rolled(c)}
    return made


def merge(codes: Tree) -> bool:
    """Merge until nothing small can be told; False if nothing is left that tells anything."""
    while step := _unsafe(codes):
        _into_parent(codes, step)
    named, asked = len(codes.rolled(ROOT)), len(codes.asked)
    tells = set(codes.parents) - {REST}
    return bool(tells) and not small(named) and not small(asked - named)


def _unsafe(codes: Tree) -> list[str]:
    """Codes to merge next: the deepest that may not be told, or one that gives such a one away."""
    asked = len(codes.asked)
    # All that is left of a question, told apart no further, is what was named at all.
    alone = [c for c in codes.parents if c == REST] if len(codes.parents) == 1 else []
    bad = [c for c in codes.parents if c not in alone and not exact(len(codes.rolled(c)), asked)]
    if bad:
        deepest = max(codes.depth(c) for c in bad)
        return sorted(c for c in bad if codes.depth(c) == deepest)
    for parent in (*sorted(codes.parents, key=lambda c: (-codes.depth(c), c)), ROOT):
        if _gives_away(codes, parent):
            return [_smallest(codes, parent)]
    return []


def _gives_away(codes: Tree, parent: str) -> bool:
    """Whether the counts at and under a code imply a count of one or two."""
    inside = codes.below(parent)
    if not inside or (parent == ROOT and inside == [REST]):
        return False
    parts = [codes.rolled(c) for c in inside]
    wide = set(codes.direct.get(parent, ())).difference(*parts)
    whole = len(codes.rolled(parent))
    differences = (whole - len(codes.rolled(c)) for c in _within(codes, parent))
    shared = sum(map(len, parts)) + len(wide) - whole
    return small(len(wide)) or small(shared) or any(map(small, differences))


def _within(codes: Tree, parent: str) -> Iterable[str]:
    for code in codes.below(parent):
        yield code
        yield from _within(codes, code)


def _smallest(codes: Tree, parent: str) -> str:
    """The narrower code to give up: the smallest, the rest of earlier ones last."""
    inside = codes.below(parent)
    return min(inside, key=lambda c: (c.endswith(REST), len(codes.rolled(c)), c))


def _into_parent(codes: Tree, step: Iterable[str]) -> None:
    for code in step:
        if code not in codes.parents:
            continue
        # A rest that is itself too small takes in the next code beside it, so that it grows.
        is_rest = code.endswith(REST)
        _fold(codes, _smallest(codes, codes.parents[code]) if is_rest else code)


def _fold(codes: Tree, code: str) -> None:
    """Move all that was said within a code to the rest of the code above."""
    parent = codes.parents[code]
    who = codes.rolled(code)
    number = 0
    for inner in [*_within(codes, code), code]:
        number += not inner.endswith(REST)
        number += codes.merged.pop(inner, 0)
        codes.parents.pop(inner)
        codes.direct.pop(inner, None)
    codes.merged[parent] = codes.merged.get(parent, 0) + number
    rest = f"{parent}{REST}"
    if parent != ROOT and set(codes.below(parent)) <= {rest}:
        who |= codes.direct.pop(rest, set())  # nothing else is left: the parent says it all
        codes.parents.pop(rest, None)
        rest = parent
    elif parent != ROOT:
        who |= codes.direct.pop(parent, set())
    codes.parents.setdefault(rest, parent if rest != parent else codes.parents[parent])
    codes.direct.setdefault(rest, set()).update(who)
