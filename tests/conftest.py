"""For every test: no deadline on a generated example, because a shared machine stalls at will."""

import os

from hypothesis import settings

settings.register_profile("house", deadline=None)
# The same examples at each run of continuous integration; new ones wherever people work.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")
