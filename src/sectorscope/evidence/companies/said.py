"""What a file of companies has wrong with it, counted, for whoever adds it."""

from __future__ import annotations

import pyarrow.compute as pc

from sectorscope.evidence.companies.reading import Companies
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.schema.companies import FLAGS

NATIONAL = 60
"""Postcode areas from which a file is of all the country, which has 124; a region has a dozen."""


def remarks(found: Companies) -> Remarks:
    """A line for each kind of doubt with the number of companies, and the rows left out."""
    whole = len(found.rows)
    warnings = [f"{n:,} of {whole:,} companies: {FLAGS[flag]}" for flag, n in found.counts.items()]
    if (areas := len(_areas(found))) >= NATIONAL:
        warnings.append(
            f"the file has companies of {areas} postcode areas: a study of one region wants a "
            "mapping that says how its postcodes begin, or a directory of postcodes"
        )
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


def _areas(found: Companies) -> set[str]:
    """Letters that postcodes begin with."""
    codes = found.rows.arrow["postcode"].combine_chunks().drop_null()
    begun = pc.call_function("utf8_slice_codeunits", [codes], pc.SliceOptions(0, 2))
    return {two.rstrip("0123456789") for two in begun.unique().to_pylist()}
