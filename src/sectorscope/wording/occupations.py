"""Templates that tell which occupations a definition lists, and what they are in another version.

As in `templates`: a template holds no number and no word of quantity. Counts stand after what they
count, so that they need not agree with it in number.
"""

from __future__ import annotations

LISTED = (
    "Unit groups of {version} that the definition of {sector} lists: {n}; job titles that the "
    "coding index held has under them: {k}."
)
MOVED = (
    "What the coding index held tells of the unit groups of {older} that the definition of "
    "{sector} lists ({n}): kept whole in {newer}: {whole}; split there: {split}; not told of: "
    "{silent}."
)
SPLIT = (
    "What of figures in {newer} is of {groups}: by the coding index held these unit groups of "
    "{older} are split there, and no figure is parted among them."
)
SPLIT_TAKES = "A definition that lists unit groups of {newer}."
UNKNOWN = "What is of {codes} in the definition of {sector}: {version} has no such unit group."
UNKNOWN_TAKES = "Codes of the version that study.toml names under [sector.crosswalk] soc."

ONE, PARTED = "{code} {title}", "{code} {title} (the group above: {units})"
"""A unit group in the newer version; a group above several, with which they are."""
NOT_TOLD = "the index does not tell"
NONE_IN_COMMON = "no group above: {units}"
"""Where the unit groups lie in different major groups."""
