"""`sectorscope new`: a study from a template that ships with the product."""

from __future__ import annotations

import difflib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import tomlkit
from tomlkit.items import Array

from sectorscope.cli.checks import one_of
from sectorscope.concepts.areas import find, names
from sectorscope.errors import UsageError
from sectorscope.study import FILE_NAME, open_study

LEFT_OUT = shutil.ignore_patterns("build", "out", ".lock", "*.torn-*")


@dataclass(frozen=True)
class Created:
    """A new study: where, what of, what to know, and whether it fetches its evidence."""

    folder: Path
    title: str
    remarks: tuple[str, ...] = ()
    fetches: bool = False

    @property
    def next_steps(self) -> str:
        """The commands to type in it."""
        steps = ("fetch",) * self.fetches + ("build", "profile")
        return " && ".join(f"sectorscope {step}" for step in steps)


def create(folder: Path, template: str, area: str) -> Created:
    """Copy a template into a new folder and put the region in.

    Raises:
        UsageError: no such template, the folder is in use, or the template's region is fixed.
    """
    root = templates_root()
    known = sorted(p.parent.name for p in root.glob(f"*/{FILE_NAME}"))
    source = root / one_of(template, known, "template")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists and is not empty", hint="another name")
    _check_region(source, template, area)
    shutil.copytree(source, folder, dirs_exist_ok=True, ignore=LEFT_OUT)
    remarks = _set_region(folder, area) if area else _no_region(folder)
    config = open_study(folder).config
    return Created(folder, config.study.title, remarks, fetches=bool(config.fetch))


def templates_root() -> Path:
    """Where the templates lie: in the wheel, or beside the source in a checkout."""
    home = Path(__file__).parents[1]
    shipped = home / "data" / "templates"
    return shipped if shipped.is_dir() else home.parents[1] / "examples"


def _check_region(source: Path, template: str, area: str) -> None:
    region = open_study(source).config.region.name
    if area and region and area.casefold() != region.casefold():
        raise UsageError(
            f"template {template!r} is a study of {region}, not of {area}",
            hint=f"sectorscope new NAME --template healthtech --area {area!r}",
        )


def _no_region(folder: Path) -> tuple[str, ...]:
    if open_study(folder).config.region.name:
        return ()
    return (f"no region is chosen yet; set it under [region] in {folder / FILE_NAME}",)


def _set_region(folder: Path, area: str) -> tuple[str, ...]:
    file = folder / FILE_NAME
    document = tomlkit.parse(file.read_text(encoding="utf-8"))
    tables = cast("dict[str, dict[str, Any]]", document)
    if open_study(folder).config.region.name:
        return ()
    found = find(area)
    name = found.name if found else area
    tables["region"]["name"] = name
    tables["study"]["title"] = f"{tables['study']['title']} in {name}"
    tables["study"]["id"] = _identity(folder.name)
    if not tables["official"]["area"]:  # the projections name areas alike
        tables["official"]["area"] = name
    if found:
        tables["region"]["geography"] = found.geography
        tables["region"]["places"] = _places(found.places)
    file.write_text(tomlkit.dumps(document), encoding="utf-8")
    if found:
        return (f"{name}: {len(found.places)} districts ({found.geography})",)
    near = difflib.get_close_matches(area, names(), n=1, cutoff=0.5)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    return (f"{area!r} is no area we know{meant} Add its districts under [region] in {file}.",)


def _places(places: tuple[tuple[str, str], ...]) -> Array:
    array = tomlkit.array()
    for code, name in places:
        table = tomlkit.inline_table()
        table.update({"code": code, "name": name})
        array.append(table)
    return array.multiline(multiline=True)


def _identity(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "study"
