"""`python -m sectorscope.cli`, for where no script was installed."""

from __future__ import annotations

from sectorscope.cli import main

main()
