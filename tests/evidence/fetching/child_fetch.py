"""A process that fetches and is killed at the nth flush or replacement, if it gets there."""

import sys
from pathlib import Path

from sectorscope.evidence.fetching.addresses import Base
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.run import Fetching
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.nomis import fetch as nomis
from sectorscope.study import Query
from tests.support.dying import Calls

study, address, asked = Path(sys.argv[1]), sys.argv[2], Query.model_validate_json(sys.argv[3])
nomis.PAGE, deadline = int(sys.argv[4]), int(sys.argv[5])
Calls(deadline, after=sys.argv[6] == "after").count("fsync", "replace")
service = load("nomis").meta.service
assert service is not None
with Client(service, Base(address, trusted=True, local=True)) as client:
    Fetching(study, asked, nomis.fetch(asked), client, "2026-11-26").run()
