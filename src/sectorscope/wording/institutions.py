"""Templates that tell of public bodies: listed, and never counted in a sector's size.

As in `templates`: a template holds no number and no word of quantity.
"""

from __future__ import annotations

HEALTH: dict[str, str] = {
    "many": (
        "{count} organisations on {lists} of the health service's register are in {region} and "
        "open on the day the study speaks of: they are listed, and never counted in the size of "
        "{sector}."
    ),
    "one": (
        "{count} organisation on {lists} of the health service's register is in {region} and open "
        "on the day the study speaks of: it is listed, and never counted in the size of {sector}."
    ),
}
THE_LIST = "the list of {name}"
NOT_HELD = (
    "Which organisations of the health service are in {region}: the definition names {lists}, and "
    "no such list is held."
)
NOT_HELD_TAKES = "Its file from the Organisation Data Service, added as ods."
NOT_PLACED = (
    "Which organisations of the health service are in {region}: nothing that is held places an "
    "open one of {lists} there."
)
NOT_PLACED_TAKES = "A directory of postcodes, or in study.toml how the region's postcodes begin."
