"""What a file of companies has wrong with it, counted, for whoever adds it."""

from __future__ import annotations

from sectorscope.evidence.companies.reading import Companies
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.schema.companies import FLAGS


def remarks(found: Companies) -> Remarks:
    """A line for each kind of doubt with the number of companies, and the rows left out."""
    whole = len(found.rows)
    warnings = [f"{n:,} of {whole:,} companies: {FLAGS[flag]}" for flag, n in found.counts.items()]
    repeats = found.repeats
    if repeats.differing:
        listed = ", ".join(f"{column} ({n:,})" for column, n in repeats.differing.items())
        warnings.append(
            f"rows of the {repeats.companies:,} repeated companies differ in {listed}; what the "
            "rows left out say stands in column `others`"
        )
    why = (
        "they repeat a company; kept is the row with a headcount, of the newest accounts, "
        "that says most"
    )
    return Remarks(tuple(warnings), (Dropped(why, repeats.rows),) if repeats.rows else ())
