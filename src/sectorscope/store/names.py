"""What a table or a text of a run may be called."""

from __future__ import annotations

import re
from difflib import get_close_matches

from sectorscope.errors import StoreError
from sectorscope.schema import TABLES, Table

MANIFEST = "manifest.json"
_TEXT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


def declared(name: str) -> Table:
    """The declaration of a table.

    Raises:
        StoreError: no table has this name.
    """
    if name in TABLES:
        return TABLES[name]
    near = get_close_matches(name, TABLES, n=1)
    raise StoreError(
        f"there is no table {name!r}",
        expected="one of " + ", ".join(TABLES),
        hint=near[0] if near else "",
    )


def parquet(name: str) -> str:
    """The file name of a table in a run.

    Raises:
        StoreError: no table has this name.
    """
    return f"{declared(name).name}.parquet"


def check_text(name: str) -> str:
    """The file name of a text: the same name, if it can neither leave the run nor hide a table.

    Raises:
        StoreError: the name is not a plain file name, or is kept for the run itself.
    """
    if _TEXT.fullmatch(name) and name != MANIFEST and not name.endswith(".parquet"):
        return name
    raise StoreError(
        f"a text of a run cannot be called {name!r}",
        expected="letters, digits, `.`, `_` and `-`, and neither manifest.json nor *.parquet",
    )
