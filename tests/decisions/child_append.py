"""A child: appends three decisions of two kinds."""

from __future__ import annotations

import sys
from pathlib import Path

from sectorscope.decisions import DecisionLog
from tests.decisions.made import coding, release

DecisionLog(Path(sys.argv[1])).append(coding("new"), coding("newer"), release())
