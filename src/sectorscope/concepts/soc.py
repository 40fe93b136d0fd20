"""The Standard Occupational Classification of the United Kingdom, 2020 and 2010, as vocabularies.

Codes and titles are the Office for National Statistics' (Open Government Licence v3.0); the job
titles that ship beside the unit groups were written for this product. ONS's own coding index, which
is far larger, is read by `soc_files` where the user has it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from sectorscope.concepts.columns import Concept, of
from sectorscope.concepts.vocabulary import Vocabulary
from sectorscope.errors import VocabularyError

LICENCE = "Open Government Licence v3.0 (codes and titles); job titles as the product"
VERSIONS = ("2020", "2010")
NEWER, OLDER = (f"SOC {year}" for year in VERSIONS)
"""The versions as tables, mappings and `study.toml` name them."""
UNIT = 4
"""Digits of a unit group's code; a major group has one, a sub-major two, a minor three."""


@cache
def structure(version: str = "2020") -> Mapping[str, str]:
    """Titles of the groups by code, in order: of 2020 all four levels, of 2010 the unit groups.

    Raises:
        VocabularyError: another version, or the installation is incomplete.
    """
    if version not in VERSIONS:
        raise VocabularyError(
            f"there is no SOC {version!r} here", expected=" or ".join(VERSIONS), hint="`2020`"
        )
    return {row["code"]: row["title"] for row in _rows(f"soc{version}.csv")}


def unit_groups(version: str = "2020") -> tuple[str, ...]:
    """Codes of the unit groups: 412 of SOC 2020, 369 of SOC 2010."""
    return tuple(code for code in structure(version) if len(code) == UNIT)


def group(version: str, code: str) -> str:
    """Title of a group of a version that ships, by the version's name (`SOC 2020`); else ""."""
    year = version.removeprefix("SOC ")
    return structure(year).get(code, "") if year in VERSIONS else ""


def is_of(version: str, code: str) -> bool:
    """Whether a version has a code, by the version's name (`SOC 2020`).

    Of SOC 2010 the unit groups ship alone, so its wider groups are believed; so is a version that
    is neither of the two.
    """
    if version.removeprefix("SOC ") not in VERSIONS or (version == OLDER and len(code) != UNIT):
        return True
    return bool(group(version, code))


@cache
def in_2010() -> Mapping[str, str]:
    """Unit group of 2010 by unit group of 2020, where all of the newer one lies in the older.

    That is so where both have one title ("n.e.c." left out, whose content moves), and where a
    group was renamed or split and its title tells of which (nurses, psychologists). The codes of
    single job titles stand in ONS's coding index alone.
    """
    return {row["code"]: row["soc2010"] for row in _rows("soc2020.csv") if row["soc2010"]}


@cache
def shipped_titles() -> Mapping[str, tuple[str, ...]]:
    """Job titles by unit group of SOC 2020, written for this product."""
    found: dict[str, list[str]] = {}
    for row in _rows("soc2020_titles.csv"):
        found.setdefault(row["code"], []).append(row["title"])
    return {code: tuple(titles) for code, titles in found.items()}


def vocabulary(
    version: str = "2020", titles: Iterable[tuple[str, str]] = (), source: str = ""
) -> Vocabulary:
    """Unit groups as occupations, with job titles as alternatives, and the groups above them.

    Args:
        version: 2020 with the titles that ship, or 2010, for which none do.
        titles: further job titles, each a unit group's code and a title.
        source: digest of the file these are from.

    Raises:
        VocabularyError: another version, a code that is no unit group's, a damaged installation.
    """
    named = structure(version)
    more = {code: list(shipped_titles().get(code, ())) for code in unit_groups(version)}
    more = more if version == VERSIONS[0] else {code: [] for code in more}
    for code, title in titles:
        if code not in more:
            raise no_group(code, version)
        more[code].append(title)
    columns = of(_concepts(version, named, more))
    return Vocabulary(f"soc{version}", version, LICENCE, columns, _digest(version, source))


def no_group(code: str, version: str) -> VocabularyError:
    """The error of a code that is no unit group's."""
    return VocabularyError(
        f"{code!r} is no unit group of SOC {version}",
        expected=f"one of its {len(unit_groups(version))} codes of four digits",
        hint="look whether the file is of the other version",
    )


def _concepts(
    version: str, named: Mapping[str, str], more: Mapping[str, list[str]]
) -> Iterator[Concept]:
    for code, title in named.items():
        above = next((code[:n] for n in range(len(code) - 1, 0, -1) if code[:n] in named), "")
        yield Concept(
            id=f"soc{version}.{code}",
            label=title,
            kind="occupation" if len(code) == UNIT else "group",
            alternatives=tuple(dict.fromkeys(t for t in more.get(code, ()) if t != title)),
            parents=(f"soc{version}.{above}",) if above else (),
            code=code,
        )


def _digest(version: str, source: str) -> str:
    held = b"".join(
        _file(name).read_bytes() for name in (f"soc{version}.csv", "soc2020_titles.csv")
    )
    return sha256(held + source.encode()).hexdigest()


def _rows(name: str) -> list[dict[str, str]]:
    try:
        text = _file(name).read_text(encoding="utf-8")
        return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    except OSError as why:
        raise VocabularyError(
            f"the classification that ships has no {name} that can be read",
            expected="the files of the wheel",
            hint="install sectorscope again",
        ) from why


def _file(name: str) -> Traversable:
    return files("sectorscope").joinpath("data", "occupations", name)
