"""Every template that tells what universities earn with business and community, by HESA's tables.

As in `templates`: a template holds no number and no word of quantity. Of these sentences every
figure is read back against its slot (`wording.check`).
"""

from __future__ import annotations

EARNED = "In {year}, {places} had {value} from {what}."
EARNED_BEFORE = "In {year}, {places} had {value} from {what}, after {before} in {then}."
PLACES: dict[str, str] = {
    "one": "{provider}",
    "many": "the {n} universities that the study names and the table has",
}
PARTS = "Of the amount in {year}, {list}."
PARTS_ITEM = "{{v{0}}} came from {{s{0}}}"

WHAT: dict[tuple[str, str], str] = {
    ("collaborative research", "Total"): (
        "collaborative research with public funding, counting what partners gave in kind"
    ),
    ("services", "Contract research"): "contract research",
    ("services", "Consultancy"): "consultancy",
    ("services", "Facilities and equipment related"): "the use of facilities and equipment",
    ("courses", "all"): "courses for business, the community and individuals",
    ("regeneration", "Total programmes"): "programmes of regeneration and development",
    ("intellectual property", "Total IP revenues"): "intellectual property",
}
"""What is told, as a sentence calls it, by table and kind and in the order it is told."""
PARTNERS: dict[str, str] = {
    "SME's": "small and medium-sized businesses",
    "SME": "small and medium-sized businesses",
    "Other (non-SME) commercial businesses": "larger businesses",
}
"""Partners told in a sentence, by HESA's words for them; the table has all."""

NO_PROVIDERS = (
    "What universities earn with businesses of {region}: HESA's tables by university are held, and "
    "the study names no universities."
)
NO_PROVIDERS_TAKES = "Universities under [universities] providers in study.toml."
NOT_LISTED = "What {names} earned with businesses: no table that is held has such a university."
NOT_LISTED_TAKES = "The name or UKPRN that HESA has for it, or a table that covers it."
NOT_EVERY = (
    "What the universities that the study names had from {what} in {year}: the table has no figure "
    "of {names}."
)
NOT_EVERY_TAKES = "A table with a figure of each of them."

WHY = "given in whole thousands of pounds: the ends that leaves of each figure, added up"
CAVEAT = (
    "Of every subject and sector, wherever the partners are, in academic years and the prices of "
    "each. Kinds of income overlap as the survey asks for them: they are not to be added up."
)
