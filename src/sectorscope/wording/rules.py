"""Whether what a sentence claims holds by the numbers it prints: the parser's own table.

Written from the design's table (section 6) and not from the code that chooses words; part of the
parser, so it imports nothing of that. Shares are fractions, so boundaries are exact.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sectorscope.wording.reading import Claim, Item

Rule = Callable[[Claim], str]


def word_for(k: int, n: int, noes: int = 0) -> str:  # noqa: PLR0911 (a table has many rows)
    """The word of the table for k of n with so many explicit noes; empty where none holds."""
    share = Fraction(k, n) if n else Fraction(0)
    if k in (1, 2):
        return ("one", "two")[k - 1]
    if k == n > 0:
        return "each" if n < FIVE else "all"
    if k == 0:
        return "none" if noes == n >= FIVE else ""
    if n >= TEN and share >= Fraction(9, 10):
        return "almost all"
    if n >= FIVE and share >= Fraction(3, 4):
        return "most"
    if n >= FIVE and share > Fraction(1, 2):
        return "the majority"
    if share == Fraction(1, 2):
        return "half"
    if k >= THREE and share < Fraction(1, 2):
        return "several" if share >= Fraction(3, 20) else "a few"
    return ""


THREE, FIVE, EIGHT, TEN, THIRTY = 3, 5, 8, 10, 30

LIMITS: dict[str, tuple[str, float, bool]] = {
    "almost all": ("nine in ten or more", 90, True),
    "most": ("three quarters or more", 75, True),
    "the majority": ("more than half", 50, True),
    "a minority": ("fewer than half", 50, False),
    "a few": ("fewer than three in twenty", 15, False),
}
"""What a word claims of the sector: in words, in per cent, and whether that is the least."""

EDGES = (0, 15, 50, 75, 90, 100)
"""Shares in per cent at which one word gives way to the next."""


def broken(claim: Claim) -> str:
    """Which rule a claim breaks, in a clause; empty where it breaks none."""
    if claim.k is not None and claim.n is not None and not 0 <= claim.k <= claim.n > 0:
        return f"{claim.k} of {claim.n} cannot be"
    return _items(claim.items) or RULES.get(claim.form, lambda _: "")(claim)


def _share(claim: Claim) -> str:
    k, n = claim.k or 0, claim.n or 0
    held = word_for(k, n, n if claim.word == "none" else 0)
    if claim.word != held:
        return (
            f"{k} of {n} is {held or 'told in numbers alone'}, not {claim.word or 'a bare count'}"
        )
    percent = claim.figures.get("percent")
    return "" if percent is None else _percentage(percent, k, n)


def _percentage(printed: float, k: int, n: int) -> str:
    exact = Fraction(100 * k, n)
    if n < THIRTY:
        return f"a percentage of {n} asked"
    if abs(Fraction(printed) - exact) > Fraction(str(_half_a_step(printed))) + Fraction(1, 10**9):
        return f"{printed:g}% is not {k} of {n}"
    return f"{printed:g}% hides that {k} of {n} misses it" if _hides(printed, exact) else ""


def _hides(printed: float, exact: Fraction) -> bool:
    return printed in EDGES and exact != printed


def _half_a_step(printed: float) -> float:
    """Half of the last digit a number was printed to; a whole one, to the last digit at most."""
    digits = f"{printed:g}".partition(".")[2]
    return 0.5 / 10 ** len(digits)


def _consistent(claim: Claim) -> str:
    k, n = claim.k or 0, claim.n or 0
    held = word_for(k, n)
    literal = "" if held in ("one", "two", "all", "each") else held
    if claim.word != literal:
        return f"{k} of {n} is {literal or 'told in numbers alone'}, not {claim.word or 'a count'}"
    strata, total = claim.figures["strata"], claim.figures["total"]
    if 2 * k < n or not 2 <= strata <= total:  # noqa: PLR2004 (two sub-sectors or more)
        return "“consistently” takes half of those asked, in two sub-sectors or more"
    return ""


def _items(items: tuple[Item, ...]) -> str:
    if any(not 0 < i.k <= i.n for i in items):
        return "an item of the list is named by nobody, or by more than were asked"
    ordered = sorted(items, key=lambda i: -i.k)
    return "" if list(items) == ordered else "the list does not begin with what was named most"


def _same_n(claim: Claim) -> str:
    return "" if all(i.n == claim.n for i in claim.items) else "the list has another n"


def _heard(claim: Claim) -> str:
    """Mentions, those of one business alone and issues must fit, and so must Chao's bound."""
    f, n = claim.figures, claim.n or 0
    once, total, mentions = f["once"], f["total"], f["mentions"]
    most = total + once * (once - 1) / 2  # Chao 1987 with nothing named twice
    fits = once >= 2 and once + 2 * (total - once) <= mentions <= total * n  # noqa: PLR2004
    bounded = total <= f["low"] <= f["least"] <= min(most, f["high"])
    return _set(claim) or ("" if fits and bounded else "what was not heard does not follow")


def _offer(claim: Claim) -> str:
    enough = all(i.k >= THREE and 100 * i.k >= 15 * i.n for i in claim.items)
    return _same_n(claim) or ("" if enough else "an offer needs three businesses, and 15 per cent")


def _set(claim: Claim) -> str:
    once, total = claim.figures["once"], claim.figures["total"]
    if once > total or total < THREE or (claim.n is not None and claim.n < EIGHT):
        return "a set is spoken of with eight asked and three issues, or more"
    return ""


def _specific(claim: Claim) -> str:
    once, total = claim.figures["once"], claim.figures["total"]
    largest = claim.figures.get("largest", 0)
    limit = max(2, 15 * claim.n // 100) if claim.n is not None else largest
    scattered = 3 * once >= 2 * total and largest <= limit
    return _set(claim) or ("" if scattered else "the issues were not specific to one each")


def _shared(claim: Claim) -> str:
    return _set(claim) or ("" if claim.figures["largest"] <= (claim.n or 0) else "more than asked")


def _inferred(claim: Claim) -> str:
    limit, per_cent, least = LIMITS[claim.word]
    figures, n, bound = claim.figures, claim.n or 0, claim.figures.get("bound")
    if n < (TEN if claim.word == "almost all" else FIVE) or figures["level"] < 0.95:  # noqa: PLR2004
        return "nothing is inferred from so few, or at so low a level"
    if claim.phrases["limit"] != limit:
        return f"“{claim.word}” claims {limit}"
    if bound is not None and (n < THIRTY or (bound < per_cent if least else bound > per_cent)):
        return f"{bound:g}% does not show {limit}, or is a percentage of {n} asked"
    if "ratio" in figures and figures["ratio"] < 1:
        return "the claim has no support at all"
    asked = {"edge": "at least" if least else "at most"}
    asked["answering"] = "answering yes" if least else "that did not answer yes"
    wrong = [k for k, v in asked.items() if claim.phrases.get(k, v) != v]
    return f"“{claim.phrases[wrong[0]]}” is the wrong side of the claim" if wrong else ""


def _examined(claim: Claim) -> str:
    fits = claim.figures["issued"] <= claim.figures["examined"]
    return "" if fits and claim.figures["rate"] <= 0.05 else "more made than examined"  # noqa: PLR2004


def _balance(claim: Claim) -> str:
    f = claim.figures
    named = f["up"] + f["same"] + f["down"]
    if any(
        (f[x] == 1) != (claim.phrases[f"{x}_verb"] == "expects") for x in ("up", "same", "down")
    ):
        return "a verb does not agree with its number"
    if named + f["silent"] != claim.n or not named:
        return "those who expect something and those who do not are not those asked"
    right = _near(f["balance"], (f["up"] - f["down"]) / named)
    right &= all(
        _near(f[name], 0.5 + f[of] / 2, 0.01)
        for name, of in (
            ("diffusion", "balance"),
            ("diffusion_low", "low"),
            ("diffusion_high", "high"),
        )
    )
    return "" if right and f["low"] <= f["balance"] <= f["high"] else "the balance is another"


def _near(printed: float, exact: float, slack: float = 0.005) -> bool:
    return abs(printed - exact) <= slack + 1e-9


def _ranges(claim: Claim) -> str:
    whole = claim.figures["gave"] + claim.figures["silent"]
    return "" if whole == claim.n and claim.figures["gave"] else "those who gave one are not whole"


def _weighted(claim: Claim) -> str:
    k, n = claim.k or 0, claim.n or 0
    if claim.figures["worth"] > n or claim.figures["weighted"] > 100:  # noqa: PLR2004
        return "weights make no sample larger"
    return _percentage(claim.figures["unweighted"], k, n)


def _merged(claim: Claim) -> str:
    singular = "parent2" in claim.phrases
    fits = claim.figures["number"] >= 1 and singular == (claim.figures["number"] == 1)
    return "" if fits else "the number merged does not go with the words"


RULES: dict[str, Rule] = {
    "share": _share,
    "consistent": _consistent,
    "reasons": lambda c: "" if len(c.items) > 1 else "one reason is told as several",
    "reason": lambda c: "" if len(c.items) == 1 else "several reasons are told as one",
    "set_specific": _specific,
    "set_shared": _shared,
    "set_small": _same_n,
    "heard": _heard,
    "dialogue": _specific,
    "opportunities": _offer,
    "inferred": _inferred,
    "examined": _examined,
    "balance": _balance,
    "ranges": _ranges,
    "weighted": _weighted,
    "merged": _merged,
}
