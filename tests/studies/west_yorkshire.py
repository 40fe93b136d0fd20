"""The second study: healthcare technologies in West Yorkshire, from real evidence.

`make(folder, data)` begins it, as a person would, with the product's own commands. Nothing is
downloaded; `data` is the folder that SECTORSCOPE_DATA names.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import sectorscope
from sectorscope.study import open_study

AREA = "West Yorkshire"
BRES = "official/bres_sections_13_districts_2015_2021.csv"
WORKBOOKS = {
    "West Yorkshire": "official/WY_LSIP_MainTables.Main.xlsm",
    "England": "official/EN_MainTables.Main.xlsm",
}

SIZES = """\
# Sizes of the sector as others have given them, each in its own words; second-hand, and not
# one of them counts what another does.

[[source]]
id = "lep"
title = "Medical technology in the Leeds City Region"
publisher = "the-lep.com"
date = "2017"

[[source]]
id = "network_2021"
title = "Life sciences in West Yorkshire"
publisher = "healthinnovationyh.org.uk"
date = "2021"

[[source]]
id = "network_2023"
title = "Life sciences in West Yorkshire"
publisher = "healthinnovationyh.org.uk"
date = "2023"

[[source]]
id = "newspaper"
title = "Health and life sciences in the region"
publisher = "Yorkshire Post"
date = "2024"

[[source]]
id = "lep_undated"
title = "Health and science in the Leeds City Region"
publisher = "the-lep.com"

[[fact]]
id = "size-medtech"
source = "lep"
kind = "published_size"
label = "medical technology"
qualifier = "about"
value = 11000
unit = "jobs"
definition = "medical technology: a total less other jobs, 15,000 jobs less 4,000 jobs"
geography = "Leeds City Region"
period = "2017"
caveat = "The City Region is wider than West Yorkshire; the subtraction is of two of its figures."

[[fact]]
id = "size-life-sciences-2021"
source = "network_2021"
kind = "published_size"
label = "health and life sciences"
value = 22500
unit = "people employed"
definition = "health and life sciences, 2,000 people of them in instruments"
geography = "West Yorkshire"
period = "2021"
caveat = "Life sciences are wider than healthcare technologies."

[[fact]]
id = "size-life-sciences-2023"
source = "network_2023"
kind = "published_size"
label = "health and life sciences"
qualifier = "more than"
value = 17000
unit = "people"
definition = "health and life sciences, in ambiguous words"
geography = "West Yorkshire"
period = "2023"
caveat = "The wording is ambiguous: it does not say who is counted."

[[fact]]
id = "size-newspaper"
source = "newspaper"
kind = "published_size"
label = "health and life sciences"
qualifier = "more than"
value = 100000
unit = "jobs"
definition = "the sector as a newspaper has it"
geography = "region not stated"
period = "2024"
caveat = "A newspaper's figure; it names no source."

[[fact]]
id = "size-health-and-science"
source = "lep_undated"
kind = "published_size"
label = "health and science"
value = 196000
unit = "employees"
definition = "health and science, care included"
geography = "the City Region"
period = "undated"
caveat = "No date is given."
"""


def make(folder: Path, data: Path) -> Path:
    """Begin the study in a new folder and add its evidence; it is not built yet.

    Args:
        folder: where the study shall lie; it must not exist, or be empty.
        data: the folder of real data.
    """
    _run(folder.parent, "new", folder, "--template", "healthtech", "--area", AREA)
    _name_projections(folder / "study.toml")
    facts = folder / "sizes.toml"
    facts.write_text(SIZES, encoding="utf-8")
    books = [data / book for book in WORKBOOKS.values()]
    _run(folder, "add", data / BRES, "--as", "nomis")
    _run(folder, "add", *books, "--as", "skills_imperative")
    _run(folder, "add", facts, "--as", "facts")
    facts.unlink()
    return folder


def _name_projections(file: Path) -> None:
    """Say by which name the projections know the region, unless `new` has said it."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('\narea = ""', f'\narea = "{AREA}"'), encoding="utf-8")
    assert open_study(file.parent).config.official.area == AREA


def _run(cwd: Path, *args: object) -> None:
    home = str(Path(sectorscope.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "sectorscope.cli", *map(str, args)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": home, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
