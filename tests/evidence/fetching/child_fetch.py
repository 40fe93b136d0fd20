"""A process that fetches and is killed at the nth flush or replacement, if it gets there."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sectorscope.evidence.fetching.addresses import base_of
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.run import Fetching
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.nomis import fetch as nomis
from sectorscope.study import Query

study, address, asked = Path(sys.argv[1]), sys.argv[2], Query.model_validate_json(sys.argv[3])
nomis.PAGE, deadline = int(sys.argv[4]), int(sys.argv[5])
calls = iter(range(1, 1_000))


def counted(real: Callable[..., object], after: bool) -> Callable[..., object]:
    def call(*args: object) -> object:
        last = next(calls) == deadline
        if last and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(*args)
        if last and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return call


os.fsync = counted(os.fsync, sys.argv[6] == "after")
os.replace = counted(os.replace, sys.argv[6] == "after")
service = load("nomis").meta.service
assert service is not None
with Client(service, base_of("nomis", service.address, address)) as client:
    Fetching(study, asked, nomis.fetch(asked), client, "2026-11-26").run()
