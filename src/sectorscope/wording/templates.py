"""Every template the product words a statement with, by name.

A template holds no number and no word of quantity: those are slots, each checked against the
estimate it shows (`profile.filled`). Lists are written `{list}` and spelled out by `realise`.
"""

from __future__ import annotations

SHARE: dict[str, str] = {
    "one": "{word} {noun_one} of the {n} {asked} {says_one}.",
    "two": "{word} {noun} of the {n} {asked} {says}.",
    "all": "{word} {n} {noun} {says}.",
    "each": "{word} of the {n} {noun} {asked} {says_one}.",
    "none": "{word} of the {n} {noun} {asked} {says}.",
    "otherwise": "{k} of the {n} {noun} {asked} {says}.",
    "*": "{word} of the {noun} {asked} ({k} of {n}) {says}.",
}
"""One claim about businesses, by the name of the quantifier that holds; `*` is any other."""

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
