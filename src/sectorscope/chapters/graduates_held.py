"""Graduates as the chapter needs them: rows of the study's providers and subjects, and their sums.

The Common Aggregation Hierarchy has three levels, HESA's tables the first and the third: a code of
the second is the sum of those of the third within it. A file has totals beside parts, so that rows
of one level alone are summed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sectorscope.chapters.desk import Desk, unique
from sectorscope.profile import Estimate, EvidenceRef, Uncertainty, as_name
from sectorscope.schema.provision import EVERY
from sectorscope.wording import graduates as wording
from sectorscope.wording.text import join, within

Row = Mapping[str, Any]

SMALLEST_BASE = 22.5
"""People of fewer than which HESA publishes no percentage ("Rounding and suppression to anonymise
statistics"); held here against the fewest that rounding leaves."""
_NAMED = 3
"""Subjects told by name in a sentence; its caveat has the codes of all."""
_ROUNDED = (
    "each row rounded by its publisher to the nearest five: the ends of all rows added up, and "
    "told in whole people, the low one down and the high one up"
)


@dataclass(frozen=True)
class Held:
    """What is held of one dataset, `qualifiers` or `outcomes`."""

    desk: Desk
    dataset: str

    @cached_property
    def every(self) -> list[Row]:
        """Rows of all providers and subjects."""
        return [r for r in self.desk.rows("graduate") if r["dataset"] == self.dataset]

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """Codes of the definition's subjects, `02-06`, those within another left out."""
        given = [c.removeprefix("CAH") for c in self.desk.config.sector.crosswalk.subjects]
        codes = tuple(dict.fromkeys(given))
        return tuple(c for c in codes if not any(c.startswith(f"{o}-") for o in codes))

    @cached_property
    def providers(self) -> dict[str, str]:
        """Names of the study's providers that the dataset has, by UKPRN."""
        asked = {plain_name(a) for a in self.desk.config.universities.providers}
        return {
            r["provider"]: r["provider_name"]
            for r in self.every
            if not asked.isdisjoint({r["provider"], plain_name(r["provider_name"])})
        }

    def lists(self, asked: str) -> bool:
        """Whether the dataset has a provider, asked for by name or UKPRN."""
        known = {*self.providers, *map(plain_name, self.providers.values())}
        return plain_name(asked) in known

    @cached_property
    def rows(self) -> list[Row]:
        """Rows of the study's providers and subjects; of every mode, interim study counted."""
        return [
            r
            for r in self.every
            if r["provider"] in self.providers
            and r["mode"] == EVERY
            and r["interim"] in ("included", EVERY)
            and any(_is_of(r["subject_code"], code) for code in self.wanted)
        ]

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Codes that the newest year has figures of."""
        held = {r["subject_code"] for r in self.rows if r["period"] == self.years[-1]}
        return tuple(c for c in self.wanted if any(_is_of(h, c) for h in held))

    @cached_property
    def years(self) -> list[str]:
        """Academic years, the newest last."""
        return sorted({r["period"] for r in self.rows})

    def of(
        self, year: str, level: str = EVERY, activity: str = "", provider: str = ""
    ) -> list[Row]:
        """Rows that make a figure: one for each provider and subject.

        Args:
            year: academic year.
            level: as the file has it.
            activity: as the file has it; of qualifiers empty.
            provider: UKPRN; every one of the study's if empty.
        """
        return [
            r
            for r in self.rows
            if (r["period"], r["level"], r["activity"]) == (year, level, activity or EVERY)
            and provider in ("", r["provider"])
        ]

    def counted_in(self, year: str) -> list[tuple[str, str]]:
        """Which providers and subjects a year has figures of."""
        of_year = (r for r in self.rows if r["period"] == year)
        return sorted({(r["provider"], r["subject"]) for r in of_year})

    @property
    def names(self) -> dict[str, str]:
        """Providers with a figure in the newest year."""
        here = {r["provider"] for r in self.rows if r["period"] == self.years[-1]}
        return {k: v for k, v in sorted(self.providers.items(), key=lambda p: p[1]) if k in here}

    @property
    def codes(self) -> str:
        """The codes told, as the study writes them."""
        return ", ".join(f"CAH{code}" for code in self.told)

    @property
    def subjects(self) -> str:
        """What a sentence calls the subjects."""
        if len(self.told) > _NAMED:
            return wording.MANY_SUBJECTS
        labels = {r["subject_code"]: within(r["subject"].partition(" ")[2]) for r in self.rows}
        named = (wording.SUBJECT["named" if c in labels else "code alone"] for c in self.told)
        told = zip(named, self.told, strict=True)
        return join([t.format(name=labels.get(c, ""), code=c) for t, c in told], heavy=True)

    def refs(self, rows: Iterable[Row]) -> tuple[EvidenceRef, ...]:
        """References to rows, each once."""
        return unique(self.desk.ref("graduate", row) for row in rows)

    def sum(self, rows: Sequence[Row], label: str, *, exact: bool = False) -> Estimate:
        """Rows added up, with what rounding each of them leaves open, in whole people.

        Args:
            rows: figures, one for each provider and subject.
            label: what the sum is of.
            exact: leave the halves at the ends, as a share is made of them.
        """
        low, high = (sum(r[end] for r in rows) for end in ("low", "high"))
        return Estimate(
            label=label,
            value=sum(r["value"] for r in rows),
            unit="people",
            standing="published" if len(rows) == 1 else "derived",
            method=f"sum of {len(rows):,} figures of HESA, one for each provider and subject",
            uncertainty=Uncertainty(
                kind="rounding",
                low=low if exact else math.floor(low),
                high=high if exact else math.ceil(high),
                why=_ROUNDED,
            ),
            inputs=self.refs(rows),
        )

    def count(self) -> Estimate:
        """How many of the study's providers have figures in the newest year."""
        return Estimate(
            label="providers",
            value=len(self.names),
            unit="providers",
            standing="counted",
            method="providers the study names with figures in the file",
            uncertainty=Uncertainty(kind="exact", why="a count of the providers named"),
            inputs=self.refs(r for r in self.rows if r["period"] == self.years[-1]),
        )


def share(part: Estimate, whole: Estimate) -> Estimate | None:
    """Part of a whole in per cent; None where the whole may be smaller than HESA's least base.

    Both with the halves at their ends. Its own ends by rounding: the fewest of the most, and the
    most of the fewest, at most all.
    """
    low, high = (part.uncertainty.low or 0.0, part.uncertainty.high or 0.0)
    least, most = (whole.uncertainty.low or 0.0, whole.uncertainty.high or 0.0)
    if least < SMALLEST_BASE:
        return None
    value = 100 * part.value / whole.value
    return Estimate(
        label="in full-time employment, of those whose outcome is known",
        value=value,
        unit="%",
        standing="derived",
        method="people in full-time employment over people with known outcomes",
        uncertainty=Uncertainty(
            kind="rounding",
            low=100 * low / most,
            high=max(value, min(100.0, 100 * high / least)),
            why="from the ends that rounding leaves of both; that many did not answer is not in it",
        ),
        inputs=unique((*part.inputs, *whole.inputs)),
    )


def plain_name(name: str) -> str:
    """A provider's name as it is compared: `The University of Leeds` is `University of Leeds`."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def called(asked: str) -> str:
    """A provider as a sentence calls it that the study asks for: a number is said to be one."""
    return f"UKPRN {asked}" if asked.isdecimal() else as_name(asked)


def _is_of(held: str | None, code: str) -> bool:
    """Whether a row's subject makes a figure of a code: itself, or of level 3 within level 2."""
    return held is not None and (held == code or (len(code) == 5 and held.startswith(f"{code}-")))  # noqa: PLR2004
