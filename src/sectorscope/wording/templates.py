"""Every template the product words a statement with, by name.

A template holds no number and no word of quantity: those are slots, each checked against the
estimate it shows (`profile.filled`). Lists are written `{list}` and spelled out by `realise`.

Each template has a name (`catalogue`), and the whole set a version: the same evidence told by
another version may read differently, so a changed template is a new version.
"""

from __future__ import annotations

VERSION = 3
"""Raised with every change to a template.

1 had none of what is inferred, weighted or merged; 2 had verbs that did not agree with one, units
behind every figure, and nothing on what was not heard.
"""

SHARE: dict[str, str] = {
    "one": "{word} {noun_one} of the {n} {asked} {says_one}.",
    "two": "{word} {noun} of the {n} {asked} {says}.",
    "all": "{word} {n} {noun} {says}.",
    "all, of some": "{word} {n} {noun} {asked} {says}.",
    "each": "{word} of the {n} {noun} {asked} {says_one}.",
    "none": "{word} of the {n} {noun} {asked} {says}.",
    "otherwise": "{k} of the {n} {noun} {asked} {says}.",
    "*": "{word} of the {noun} {asked} ({k} of {n}) {says}.",
    "*, in per cent": "{word} of the {noun} {asked} ({k} of {n}, {percent}) {says}.",
}
"""One claim about businesses, by the name of the quantifier that holds; `*` is any other.

`all, of some`: where the question went to some only, the sentence says to whom.
"""

PREFIX = "In {segment}, "

CONSISTENT = (
    "{label} came up consistently: {word} of the {noun} asked ({k} of {n}) named them without "
    "being prompted, in {strata} of the {total} sub-sectors."
)
CONSISTENT_LITERAL = (
    "{label} came up consistently: {k} of the {n} {noun} asked named them without being "
    "prompted, in {strata} of the {total} sub-sectors."
)
WITHIN = "Within {label}, the {noun} asked named {list}."
LISTED = "The {noun} {asked} {says} {list}."
REASONS = "The reasons the {noun} gave for {says} were {list}."
REASONS_ONE = "The reason the {noun} gave for {says} was {list}."
ITEM = "{{i{0}}} ({{k{0}}} of {{n{0}}})"

SET_SPECIFIC = (
    "{subject} tended to be specific to one business each: {once} of the {total} named were named "
    "by one business only, and no issue by more than {largest} of the {n} {noun} asked."
)
SET_SHARED = (
    "{subject} were shared in part: {total} were named, {once} of them by one business only, and "
    "the commonest, {label}, by {largest} of the {n} {noun} asked."
)
SET_SMALL = "{subject} named by the {n} {noun} asked: {list}."
"""For sets too small to be spoken of as a set: the literal list."""

HEARD = (
    "Of the {mentions} mentions of {subject} by the {n} {noun} asked, {once} were of one that no "
    "other business named: about as great a part of what further businesses like them would name "
    "has not been heard (Good and Turing's estimate), and there are probably at least {least} "
    "altogether, of which {total} were heard (Chao's estimate, {low} to {high})."
)
"""What was probably not heard, by how often each issue was named."""

DIALOGUE = (
    "What the {noun} need and cannot easily find is diverse and in many cases specific to one of "
    "them ({once} of {total} {needs} were named by one business only): this supports no list of "
    "opportunities for providers, and it supports a standing dialogue with employers, so that "
    "providers respond as needs arise."
)
OPPORTUNITIES = (
    "Providers have needs in common to answer: of the {n} {noun} asked, these were named by enough "
    "to support an offer: {list}."
)

INFERRED = (
    "Of the businesses in {sector}, {word} {says}, that is {limit} of them, at a one-sided level "
    "of {level} ({k} of the {n} {noun} asked)."
)
INFERRED_BOUND = (
    "Of the businesses in {sector}, {word} {says}, that is {limit} of them and {edge} {bound}, at "
    "a one-sided level of {level} ({k} of the {n} {noun} asked)."
)
NOT_RANDOM = (
    " These businesses were not a random sample (recruited by {route}); the interval assumes they "
    "were and leaves out selection error; the claim fails if businesses {answering} had more than "
    "{ratio} times the odds of taking part."
)
RANDOM = (
    " These businesses were drawn at random from {population}; the interval allows for the draw "
    "and leaves out that some did not take part."
)
EXAMINED = (
    "Of the {examined} claims about {sector} that were fixed before the {noun} answered, {issued} "
    "could be made; the expected share of false ones among those made is held to {rate}."
)

BALANCE = (
    "Of the {n} {noun} {asked}, {up} {up_verb} {rise}, {same} {same_verb} {stay} and {down} "
    "{down_verb} {fall}, and {silent} named no direction: on a scale from minus one to plus "
    "one, a balance of {balance} ({low} to {high}, credible if those who answered stand for the "
    "others), which is a diffusion index of {diffusion} ({diffusion_low} to {diffusion_high})."
)
RANGES: dict[str, str] = {
    "plain": "Of the {n} {noun} {asked}, {gave} gave a figure and {silent} did not: {ends}.",
    "in a unit": (
        "Of the {n} {noun} {asked}, {gave} gave a figure and {silent} did not: in {unit}, {ends}."
    ),
}
"""The unit stands before the figures, so that it need not agree with any of them in number."""
RANGES_ENDS: dict[str, str] = {
    "low": "the lowest was {low}",
    "likely": "the middle one of those held likeliest was {likely}",
    "high": "the highest was {high}",
}
WEIGHTED = (
    "Weighted by {by} to {register}, {weighted} of the {noun} {asked} {says}, beside {unweighted} "
    "unweighted ({k} of {n}); weighted, they tell as much as {worth} of them would."
)

MERGED = (
    "{number} further issues that the {noun} named are counted under {parent} and are not told "
    "apart."
)
MERGED_ONE = (
    "{number} further issue that the {noun} named is counted under {parent} and is not told apart."
)
TOOK_PART = "These of the {noun} agreed to be named: {names}."

PROTECTED = "This is not told to this audience, under the rules that protect those who took part."
"""The one text of every gap that protection leaves, whatever the reason: it implies nothing."""


def catalogue() -> dict[str, str]:
    """Every template by its name: `SHARE: all`, `WITHIN`."""
    named: dict[str, str] = {}
    for name, held in sorted(globals().items()):
        if name.isupper() and isinstance(held, str):
            named[name] = held
        elif name.isupper() and isinstance(held, dict):
            named |= {f"{name}: {part}": text for part, text in held.items()}
    return named


OVERRULED = (
    "Whether {file} ({source}) is what it says it is: gate {gate} refused or flagged it, and was "
    "overruled by {who}: {why}."
)
OVERRULED_SEALED = (
    "Whether {file} ({source}) is what it says it is: gate {gate} refused or flagged it, and was "
    "overruled for a reason that the vault keeps."
)
OVERRULED_TAKES = "The file taken again, if the reason does not hold."
"""What a person let in against a gate, for those who work on the study."""
