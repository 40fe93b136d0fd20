"""A child: the command line, killed before or after its nth call that makes a change last.

Called with nth = 0 it finishes, and the last line it says is how many such calls there were.
"""

from __future__ import annotations

import atexit
import sys

from sectorscope.cli import main
from tests.support.dying import Calls

CALLS = ("fsync", "replace", "rename")
moment, nth = sys.argv[1], int(sys.argv[2])
calls = Calls(nth, after=moment != "before")
calls.count(*CALLS)
if not nth:
    atexit.register(lambda: print(f"calls {calls.made}", file=sys.stderr))
sys.argv = ["sectorscope", *sys.argv[3:]]
main()
