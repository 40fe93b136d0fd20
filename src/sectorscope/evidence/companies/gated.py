"""The gates on the bytes of a file of companies, which may have millions of rows.

They look at a text sign by sign. Of a file whose records are plain, one search finds those that a
gate could say anything about, and the gates look at these and at the header: what they say of them
they would say of the whole.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from sectorscope.evidence.companies.columns import matches
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.gates.mangled import SPOILT
from sectorscope.evidence.plain import Plain
from sectorscope.evidence.refusal import GateRefused

_DOUBTFUL = rf"(?:^|[,;\t|\"\n])(?:{SPOILT})(?:[,;\t|\"\r\n]|$)|£\s*\d"
"""A cell that a spreadsheet may have spoilt, or an amount of money."""


def look(data: bytes, name: str, found: Plain | None) -> None:
    """Pass a file as `gates.inspect` does.

    Args:
        data: the file, not packed.
        name: what it is called.
        found: where its records stand; None if that is not plain.

    Raises:
        GateRefused: as `gates.inspect`.
    """
    if found is None:
        inspect(data, name)
        return
    try:
        inspect(_excerpt(data, found), name)
    except GateRefused:
        inspect(data, name)  # it counts rows of the whole file
        raise


def _excerpt(data: bytes, found: Plain) -> bytes:
    """What stands above the first record, that record, and every doubtful one."""
    ends = np.r_[found.starts, len(data)]
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(data)]
    records = pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(found.starts), buffers)
    at = np.flatnonzero(matches(records, _DOUBTFUL))
    shown = [data[found.starts[i] : found.ends[i]] for i in (0, *at[at > 0])]
    return data[: found.starts[0]] + b"\n".join(shown) + b"\n"
