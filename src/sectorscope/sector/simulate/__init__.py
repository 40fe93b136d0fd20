"""A rehearsal: the whole procedure on companies whose truth is known, beside other ways to size.

Nothing here serves a study's own estimate. It answers, before anybody reviews a company, how wide
the interval will be and how often it holds, on a population like the one at hand.
"""

from __future__ import annotations

from sectorscope.sector.simulate.oracle import Conditions, Oracle
from sectorscope.sector.simulate.population import Population
from sectorscope.sector.simulate.procedures import PROCEDURES
from sectorscope.sector.simulate.repeats import Plan, simulate
from sectorscope.sector.simulate.summary import Summary, summary

__all__ = [
    "PROCEDURES",
    "Conditions",
    "Oracle",
    "Plan",
    "Population",
    "Summary",
    "simulate",
    "summary",
]
