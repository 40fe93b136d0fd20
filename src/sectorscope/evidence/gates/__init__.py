"""What every file passes before it is evidence: its bytes first, then the rows it gave.

Each gate is a function with a name (`refusal.GATES`). It refuses, or flags what a person should
look at and lets it through, or has nothing to say. Sources add their own gates while they read.
"""

from __future__ import annotations

from sectorscope.evidence.gates.content import inspect
from sectorscope.evidence.gates.figures import examine
from sectorscope.evidence.gates.verdict import Verdict, Verdicts
from sectorscope.evidence.kinds import error_in

__all__ = ["Verdict", "Verdicts", "error_in", "examine", "inspect"]
