"""For every test: no deadline on a generated example, because a shared machine stalls at will.

Indexes are kept in a folder of the tests' own, which all workers share, never in the user's.
"""

import getpass
import os
import tempfile
from pathlib import Path

from hypothesis import settings

_CACHE = Path(tempfile.gettempdir()) / f"sectorscope-tests-{getpass.getuser()}"
os.environ.setdefault("SECTORSCOPE_CACHE", str(_CACHE))

settings.register_profile("house", deadline=None)
# The same examples at each run of continuous integration; new ones wherever people work.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")
