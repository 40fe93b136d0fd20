"""The profile: frozen types that refuse what the product must never say.

A statement without evidence, a number outside a slot, an estimate whose interval does not hold
its value, a figure without alternative text and its data: each is refused when it is made.
Nothing here computes or words anything; `chapters` fills these types and `render` reads them.
"""

from __future__ import annotations

from sectorscope.profile.blocks import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Figure,
    Gap,
    Note,
    Paragraph,
    Quote,
    Tile,
)
from sectorscope.profile.document import Chapter, Profile, Scope, Segment
from sectorscope.profile.evidence import (
    DecisionCard,
    Evidence,
    EvidenceBook,
    EvidenceRef,
    SnapshotCard,
    SourceCard,
)
from sectorscope.profile.filled import Filled, Slot
from sectorscope.profile.names import as_name, in_title, naming
from sectorscope.profile.statement import (
    Basis,
    ConceptRef,
    Disclosure,
    Estimate,
    Kind,
    Statement,
    Uncertainty,
    statement_id,
)
from sectorscope.profile.vocabulary import AUDIENCES, Audience

__all__ = [
    "AUDIENCES",
    "Audience",
    "Basis",
    "Block",
    "Cell",
    "Chapter",
    "ConceptRef",
    "Data",
    "DataColumn",
    "DataTable",
    "DecisionCard",
    "Disclosure",
    "Estimate",
    "Evidence",
    "EvidenceBook",
    "EvidenceRef",
    "Figure",
    "Filled",
    "Gap",
    "Kind",
    "Note",
    "Paragraph",
    "Profile",
    "Quote",
    "Scope",
    "Segment",
    "Slot",
    "SnapshotCard",
    "SourceCard",
    "Statement",
    "Tile",
    "Uncertainty",
    "as_name",
    "in_title",
    "naming",
    "statement_id",
]
