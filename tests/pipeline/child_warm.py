"""A process that has everything loaded and forks a child for each command it is told of.

One line of JSON a command: its arguments, folder, environment, where its output goes, and, if it is
to die or to break under way, where. The answer is its exit status. The children are processes like
any other; only the second that Python needs to load the product is saved.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

LOADED = (
    "sectorscope.cli.app",
    "sectorscope.cli.adding",
    "sectorscope.cli.erasing",
    "sectorscope.cli.reviewing",
    "sectorscope.pipeline.assemble",
    "sectorscope.pipeline.erasing",
    "sectorscope.pipeline.material",
    "sectorscope.pipeline.noting",
    "sectorscope.pipeline.outputs",
    "sectorscope.render",
    "sectorscope.trace",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.kdf.scrypt",
    "charset_normalizer",
    "jinja2",
    "openpyxl",
    "pyarrow.dataset",
    "pyarrow.parquet",
    "scipy.stats",
)
CALLS = ("fsync", "ftruncate", "link", "mkdir", "rename", "replace", "rmdir", "unlink")
HALFWAY = "halfway"


class Fate:
    """Counts the calls that change the disk, and ends the process at the one it was told."""

    def __init__(self, moment: str, nth: int) -> None:
        self.moment, self.nth, self.made = moment, nth, 0

    def spin(self) -> None:
        """Wrap every such call."""
        for name in CALLS:
            setattr(os, name, self._counted(getattr(os, name)))
        os.write = self._counted(os.write, self._half)  # type: ignore[assignment]

    def _counted(
        self, plain: Callable[..., Any], half: Callable[..., Any] | None = None
    ) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:  # noqa: ANN401
            self.made += 1
            mine = self.made == self.nth
            if mine and self.moment == HALFWAY and half:
                half(plain, *args, **more)
            if mine and self.moment != "after":
                self._die()
            try:
                return plain(*args, **more)
            finally:  # a call that fails is one too
                if mine:
                    self._die()

        return call

    def _half(self, plain: Callable[..., Any], descriptor: int, data: bytes) -> None:
        plain(descriptor, bytes(data)[: len(data) // 2])

    def _die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def broken(*_: object, **__: object) -> None:
    """What no part of the product expects."""
    raise RuntimeError("broken")


def break_at(where: str) -> None:
    """Let one function, named `module:path`, break."""
    module, _, name = where.partition(":")
    owner: object = import_module(module)
    *path, last = name.split(".")
    for part in path:
        owner = getattr(owner, part)
    if not hasattr(owner, last):  # a traceback of ours would pass for the one that is looked for
        raise SystemExit(f"there is no {where} to break")
    setattr(owner, last, broken)


def child(job: dict[str, Any]) -> int:
    """One command, as the command line runs it; its exit status."""
    from sectorscope.cli import main

    for number, name in enumerate(("out", "err"), start=1):
        opened = os.open(job[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(job["cwd"])
    os.environ.update(job["env"])
    fate = Fate(job["moment"], job["nth"])
    fate.spin()
    if job["broken"]:
        break_at(job["broken"])
    sys.argv = ["sectorscope", *job["args"]]
    status = 0
    try:
        main()
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    Path(job["calls"]).write_text(str(fate.made), "ascii")
    return status


def serve() -> None:
    """Load everything, then run what is asked for."""
    for name in LOADED:
        import_module(name)
    from sectorscope.evidence.sources import load, names
    from sectorscope.pipeline.inputs import code

    for name in names():
        import_module(f"sectorscope.evidence.sources.{name}.read")
        _ = load(name).meta
    code()
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            os._exit(child(json.loads(line)))
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    serve()
