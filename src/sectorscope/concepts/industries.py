"""What the codes of SIC 2007 are called, as companies give them: five digits.

Codes and titles are the Office for National Statistics' (Open Government Licence v3.0); three codes
of the register's own are Companies House's.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sectorscope.errors import VocabularyError


@cache
def titles() -> Mapping[str, str]:
    """Titles by code of five digits: classes (`32500`) and subclasses (`62012`).

    Raises:
        VocabularyError: the installation is incomplete.
    """
    path = files("sectorscope") / "data" / "industries" / "sic2007.csv"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as why:
        raise VocabularyError("SIC 2007 is missing", hint="install the product anew") from why
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["code"]: row["title"] for row in rows}
