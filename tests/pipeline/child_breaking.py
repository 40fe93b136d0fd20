"""A child: the command line, in which one function breaks as nobody foresaw."""

from __future__ import annotations

import sys
from importlib import import_module

from sectorscope.cli import main


def broken(*_: object, **__: object) -> None:
    """What no part of the product expects."""
    raise RuntimeError("broken")


module, _, name = sys.argv[1].partition(":")
owner: object = import_module(module)
*path, last = name.split(".")
for part in path:
    owner = getattr(owner, part)
getattr(owner, last)  # it has to be there
setattr(owner, last, broken)
sys.argv = ["sectorscope", *sys.argv[2:]]
main()
