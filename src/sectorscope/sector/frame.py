"""The frame: the companies a sector is sized from, with what is doubtful about each.

From rows of table `company`, of as many files as the study holds. Rows of one company number are
one company; near copies, empty holding companies, firms that are gone or elsewhere, and listed
institutions are kept in sight, but not counted (`eligible`), each with the reason (`excluded`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sectorscope.concepts.area_changes import known_as
from sectorscope.errors import StudyError
from sectorscope.schema.companies import FLAGS as READ_FLAGS
from sectorscope.sector.definition import Definition, words
from sectorscope.sector.families import Families, families
from sectorscope.sector.headcounts import Sizes, sizes
from sectorscope.sector.oneeach import one_each
from sectorscope.sector.registered import DIFFERS

Row = Mapping[str, Any]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

WHOLE_COMPANY = 50
"""Headcount from which accounts are flagged as the whole company's: it may work at many sites."""
CROWDED = 50
"""Companies at one postcode from which it is flagged as an agent's address, not a workplace."""

FRAME_FLAGS: dict[str, str] = {
    "files_differ": "files of the study give it different headcounts",
    DIFFERS: "an older state of the register has another standing, name, code or place for it; the "
    "newest stands",
    "by_name": "files speak of it without a company number: rows of one name or id are taken for "
    "one company",
    "near_copy": "a family of near-identical companies at one address without people of their own",
    "holding_group": "a holding company beside a company of its name",
    "shared_address": f"registered where at least {CROWDED} companies of the frame are",
    "whole_company": f"a headcount of {WHOLE_COMPANY} or more is of the whole company, at its "
    "registered office: how many work in the region cannot be told from it",
    "outside": "registered, or placed by its file or a directory of postcodes, outside the region",
    "institution": "an institution of the definition: listed, never counted",
}
"""Flags that need the other companies, the region or the definition to be set."""

FLAGS: dict[str, str] = READ_FLAGS | FRAME_FLAGS
"""Every flag of a frame and what it means."""

_GONE = ("dissolved", "liquidation", "institution", "outside")


@dataclass(frozen=True, eq=False)
class Frame:
    """N companies in the order of their ids; every field has N entries.

    ids: as decisions name them. numbers: company numbers, empty where there is none. texts:
    descriptions, the name left out; empty where there is none. sics: codes as digits.
    headcount: people, nan where no single figure is known. low, high: the interval, nan where
    there is none; equal to a known figure. bases: accounts, band, given or empty. group: index of
    the company that stands for a family or holding group; else its own. eligible: whether it
    counts. excluded: why not; empty if it does.
    """

    ids: tuple[str, ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    texts: tuple[str, ...]
    sics: tuple[tuple[str, ...], ...]
    postcodes: tuple[str, ...]
    area_codes: tuple[str, ...]
    areas: tuple[str, ...]
    headcount: Floats
    low: Floats
    high: Floats
    bases: tuple[str, ...]
    flags: tuple[frozenset[str], ...]
    eligible: Bools
    excluded: tuple[str, ...]
    group: Ints

    def __len__(self) -> int:
        """How many companies it holds, the excluded ones too."""
        return len(self.ids)

    def size(self) -> tuple[Floats, Bools]:
        """Sizes above nought, and which are imputed; see `sizes`. Each of shape (N,)."""
        return self.sizes.size, self.sizes.imputed

    @cached_property
    def sizes(self) -> Sizes:
        """Sizes with how each was come by; the rules stand in `sector.headcounts`."""
        return sizes(
            headcount=self.headcount,
            low=self.low,
            high=self.high,
            divisions=[codes[0][:2] if codes else "" for codes in self.sics],
            districts=self.area_codes,
            donors=self.eligible,
        )

    def index(self, company: str) -> int:
        """Where the company with an id stands.

        Raises:
            StudyError: the frame holds none.
        """
        if company not in self._places:
            raise StudyError(f"the frame holds no company {company!r}", hint="sectorscope build")
        return self._places[company]

    def counted(self) -> dict[str, int]:
        """How many companies carry each flag, the most frequent first."""
        return dict(Counter(f for flags in self.flags for f in sorted(flags)).most_common())

    def left_out(self) -> dict[str, int]:
        """How many companies are excluded, by reason, the most frequent first."""
        return dict(Counter(why for why in self.excluded if why).most_common())

    @cached_property
    def _places(self) -> dict[str, int]:
        return {company: at for at, company in enumerate(self.ids)}


def frame(
    companies: Iterable[Row] | pa.Table,
    definition: Definition,
    region: Mapping[str, str] | Collection[str] | None = None,
    districts: Mapping[str, str] | None = None,
) -> Frame:
    """The frame of some rows of table `company`.

    Args:
        companies: rows, or the table.
        definition: says which institutions are listed and not counted.
        region: codes of the region's districts; a company known to be elsewhere is excluded. None
            or empty: nothing is known to be. With names by code, a district that a file gives by
            its name alone is known too.
        districts: by postcode, the code of the district it lies in by a directory; of a company
            whose file names a district, that one stands.

    Raises:
        StudyError: two files call different companies by one id.
    """
    each = _placed(one_each(_rows(companies)), region, districts or {})
    columns = _Columns(sorted(each, key=lambda r: r["id"]))
    found = families(
        names=pa.array(columns.names, pa.string()),
        postcodes=columns.postcodes,
        first_sics=[codes[0] if codes else "" for codes in columns.sics],
        headcount=columns.headcount,
        holding=columns.flagged("holding"),
        possible=~columns.flagged("dissolved") & ~columns.flagged("liquidation"),
    )
    flags = _flags(columns, found, _institutions(definition), frozenset(region or ()))
    excluded = tuple(_excluded(f, found, columns, i) for i, f in enumerate(flags))
    return columns.frame(flags, excluded, found.group)


def _rows(companies: Any) -> Iterable[Row]:  # noqa: ANN401 - Arrow has no types to narrow by
    return companies.to_pylist() if isinstance(companies, pa.Table) else companies


def _placed(
    rows: Iterable[Row],
    region: Mapping[str, str] | Collection[str] | None,
    districts: Mapping[str, str],
) -> Iterator[Row]:
    """The rows, with the region's code of a district they name without one, or by its other one.

    A row that names none has that of its postcode, where a directory places it.
    """
    names = region.items() if isinstance(region, Mapping) else ()
    codes = {words(name).casefold(): code for code, name in names}
    for row in rows:
        own = row.get("area_code") or ""
        named = words(row.get("area") or "").casefold()
        by_name = codes.get(named) or ("" if named else districts.get(row.get("postcode") or ""))
        code = known_as(own, region or ()) if own else by_name
        yield {**row, "area_code": code} if code and code != own else row


class _Columns:
    """Rows, each company once and in order, as columns."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.names = self._texts("name")
        self.postcodes = self._texts("postcode")
        self.sics = tuple(tuple(s.split(";")) if s else () for s in self._texts("sics"))
        self.flags = [
            frozenset(f.split(";")) if f else frozenset[str]() for f in self._texts("flags")
        ]
        self.headcount = self._numbers("headcount")
        low, high = self._numbers("low"), self._numbers("high")
        self.low = np.where(np.isnan(low), self.headcount, low)
        endless = ~np.isnan(low) & np.isnan(high) & np.isnan(self.headcount)
        self.high = np.where(endless, np.inf, np.where(np.isnan(high), self.headcount, high))

    def flagged(self, flag: str) -> Bools:
        """Which rows carry a flag, shape (N,)."""
        return np.fromiter((flag in f for f in self.flags), np.bool_, len(self.rows))

    def frame(
        self, flags: Sequence[frozenset[str]], excluded: tuple[str, ...], group: Ints
    ) -> Frame:
        """The frame, once it is known what counts."""
        return Frame(
            ids=self._texts("id"),
            numbers=self._texts("number"),
            names=self.names,
            texts=self._texts("text"),
            sics=self.sics,
            postcodes=self.postcodes,
            area_codes=self._texts("area_code"),
            areas=self._texts("area"),
            headcount=self.headcount,
            low=self.low,
            high=self.high,
            bases=self._texts("basis"),
            flags=tuple(flags),
            eligible=np.fromiter((not why for why in excluded), np.bool_, len(excluded)),
            excluded=excluded,
            group=group,
        )

    def _texts(self, key: str) -> tuple[str, ...]:
        return tuple(r.get(key) or "" for r in self.rows)

    def _numbers(self, key: str) -> Floats:
        return np.array([np.nan if (v := r.get(key)) is None else v for r in self.rows], np.float64)


def _institutions(definition: Definition) -> frozenset[str]:
    return frozenset(words(i).casefold() for i in definition.sector.institutions)


def _flags(
    columns: _Columns, found: Families, institutions: frozenset[str], region: frozenset[str]
) -> list[frozenset[str]]:
    """The rows' own flags, and those that need the others, the region or the definition."""
    at = Counter(p for p in columns.postcodes if p)
    flags: list[frozenset[str]] = []
    for i, (row, own) in enumerate(zip(columns.rows, columns.flags, strict=True)):
        area, known = (
            row.get("area_code") or "",
            {row["id"].casefold(), words(row["name"]).casefold()},
        )
        more = {
            "near_copy": found.family[i],
            "holding_group": found.holding[i],
            "shared_address": at[columns.postcodes[i]] >= CROWDED,
            "whole_company": row.get("basis") == "accounts"
            and columns.headcount[i] >= WHOLE_COMPANY,
            "outside": bool(region and area and area not in region),
            "institution": bool(institutions & known),
        }
        flags.append(own | {flag for flag, holds in more.items() if holds})
    return flags


def _excluded(flags: frozenset[str], found: Families, columns: _Columns, at: int) -> str:
    """Why a company does not count; empty if it does."""
    gone = next((flag for flag in _GONE if flag in flags), "")
    if gone:
        return gone
    if found.spare[at]:
        return "near_copy" if found.family[at] else "holding_group"
    people = columns.high[at]
    return "dormant" if "dormant" in flags and (np.isnan(people) or people == 0) else ""
