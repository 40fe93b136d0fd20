"""What people decided: an append-only log of lines that git can show, and its views.

A decision says who ruled what, when and why. It is never edited: a later ruling on the same
subject stands in its place, and `withdrawn` leaves none standing.
"""

from __future__ import annotations

from sectorscope.decisions.decision import Decision
from sectorscope.decisions.kinds import KINDS, WITHDRAWN, Kind
from sectorscope.decisions.log import DecisionLog

__all__ = ["KINDS", "WITHDRAWN", "Decision", "DecisionLog", "Kind"]
