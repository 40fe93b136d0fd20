"""Files of HESA's on graduates of two made-up providers, and a study that asks for them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sectorscope.evidence.add import add_file
from tests.evidence.provided import OUTCOMES, QUALIFIERS
from tests.evidence.samples import table
from tests.support.counts import study
from tests.support.studies import WHEN

PROVIDERS = {"10000003": "A College, of Arts", "10000004": "The University of Dale"}
Figures = Mapping[tuple[str, str, str, str], int]
"""UKPRN, year, level and subject to qualifiers; of outcomes: UKPRN, subject, activity, level."""


def asking(folder: Path, providers: Sequence[str], subjects: Sequence[str]) -> Path:
    """A study that names providers and subjects of degrees."""
    soc, named = 'soc = "SOC 2020"', ", ".join(f'"{p}"' for p in providers)
    codes = ", ".join(f'"{s}"' for s in subjects)
    changes = {soc: f"{soc}\nsubjects = [{codes}]"}
    changes["[official]\n"] = f"[universities]\nproviders = [{named}]\n\n[official]\n"
    return study(folder, **changes)


def add_qualifiers(folder: Path, figures: Figures) -> None:
    """Add student table 51."""
    rows = [
        (p, PROVIDERS[p], level, "All", "All", year, "Principal subject", subject, value)
        for (p, year, level, subject), value in figures.items()
    ]
    data = table(QUALIFIERS, rows)
    add_file(folder, data, name="51.csv", source="hesa", retrieved=WHEN)


def add_outcomes(folder: Path, figures: Figures) -> None:
    """Add graduate table 28, of one year."""
    interim = "Include significant interim study"
    rows = [
        (p, PROVIDERS[p], subject, activity, interim, level, "All", "2019/20", value)
        for (p, subject, activity, level), value in figures.items()
    ]
    add_file(folder, table(OUTCOMES, rows), name="28.csv", source="hesa", retrieved=WHEN)
