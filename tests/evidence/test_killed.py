"""A real process is killed while it adds; the catalogue opens and lists nothing half-written."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.evidence.snapshots import Catalogue
from tests.evidence.samples import MAPPING, WHEN, trimmed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
ROOT = Path(__file__).parents[2]
CHILD = ("-m", "tests.evidence.child_add")


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_every_step(tmp_path: Path, moment: str):
    deadline = 0
    data, mapping = tmp_path / "new.csv", tmp_path / "m.toml"
    data.write_bytes(trimmed())
    mapping.write_bytes(MAPPING)
    for deadline in range(1, 40):
        study = tmp_path / f"study-{deadline}"
        first = add_file(
            study, trimmed((5, 10, 15)), name="first.csv", source="nomis", retrieved=WHEN
        ).snapshot
        done = subprocess.run(
            [sys.executable, *CHILD, study, data, mapping, str(deadline), moment],
            cwd=ROOT,
            check=False,
        )
        catalogue = Catalogue(study)
        listed = catalogue.all()
        assert listed[0] == first
        for entry in listed:
            catalogue.read(entry)
        catalogue.fingerprint()
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        add_file(study, data, source="nomis", retrieved=WHEN, mapping_path=mapping)
        assert {s.name for s in catalogue.current()} == {"first.csv", "new.csv", "m.toml"}
        assert not list(study.rglob(".unfinished-*"))
    assert 6 < deadline < 39, "the child was never killed, or never finished"
