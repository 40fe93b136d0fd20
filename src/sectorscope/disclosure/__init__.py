"""What may be published of a consultation: the rules, the view that keeps them, and the ledger.

    releasable(rows, config, audience, ...)   the tables an audience's chapters may be written from
    cells(view)                               what that view publishes, as counts of businesses
    audit(published, protected)               an independent look for what can be worked out
    Ledger                                    what was released before, to anybody, by business
    checklist(profile, facts)                 what must be looked at before a release is signed

Withholding is done by construction: the chapters are given tables in which nothing protected
stands, so that no word, bar, caption or series can imply it. Reconstructed consultations are
invented and pass through untouched.
"""

from __future__ import annotations

from sectorscope.disclosure.audit import Leak, audit
from sectorscope.disclosure.cells import Cell, cells, small_cells
from sectorscope.disclosure.ledger import Ledger, Refusal, ledger_folder
from sectorscope.disclosure.policy import Policy
from sectorscope.disclosure.release import Facts, Item, blocked, checklist
from sectorscope.disclosure.suppress import releasable
from sectorscope.disclosure.view import View, Withheld

__all__ = [
    "Cell",
    "Facts",
    "Item",
    "Leak",
    "Ledger",
    "Policy",
    "Refusal",
    "View",
    "Withheld",
    "audit",
    "blocked",
    "cells",
    "checklist",
    "ledger_folder",
    "releasable",
    "small_cells",
]
