"""Questionnaires: any usual export, a mapping that says what it means, and what to look at.

`read.py` is the source; `propose.py` writes a mapping to begin with, `people.py` serves the vault,
`formats` finds a cell again.
"""
