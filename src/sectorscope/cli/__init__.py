"""The command line: parse, call, print. What a program would read goes to standard output.

Exit status 0 done, 1 refused or differs, 2 wrong use. Nothing prompts.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from sectorscope.errors import SectorscopeError


def main() -> None:
    """Run the command line; an error of ours is one sentence and a status, never a traceback."""
    # Before numpy is there: its products here are small, and two threads would only wait for each
    # other; whoever has cores to spare gives them with --jobs.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from sectorscope.cli.app import app

    for stream in (sys.stdout, sys.stderr):  # a code page without a sign must not stop an answer
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except SectorscopeError as why:
        print(f"sectorscope: {why}", file=sys.stderr)
        sys.exit(why.exit_status)
    except BrokenPipeError:  # `sectorscope trace … | head`
        sys.stderr.close()
