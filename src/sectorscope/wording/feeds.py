"""How it is said that a feed is not what it was: one label, wherever its figures stand.

Dates are as the log of retrievals has them; what a publisher says of its series is its own words.
"""

from __future__ import annotations

LAST = "last retrieved on {retrieved}"
TRIED = {
    "silent": "; the service did not answer on {tried}",
    "gone": "; on {tried} the service said that nothing is there any more",
    "refused": "; what the service answered on {tried} was refused",
    "failed": "; it could not be retrieved on {tried}",
}
"""After `LAST`, by how the newest attempt ended."""

DUE = "; newer than {newest} was due before {as_of}, since the source appears {cadence}"
SAID = "; its publisher says: {said}"
LABEL = "{source} ({file}): {told}."

BECAUSE = "Whether {source} has newer figures than those of {file}: {told}."
TAKES = "Fetching it again; or another source, if it does not come back."
"""The gap that stands for a feed beside the method."""

NOT_ENDED = "The period ends after {day}, the day this study speaks of."
LATER = (
    "What is held of periods that ended {after}, the day this study speaks of, is not told: {list}."
)
LATER_TAKES = "A later as_of in study.toml."
"""What was not known on the study's day: the label where it is told, the gap where it is not."""
