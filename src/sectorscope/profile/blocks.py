"""What a chapter is made of: paragraphs of statements, figures, tables, quotes, notes, gaps."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from sectorscope.errors import RuleBroken
from sectorscope.profile.evidence import EvidenceRef
from sectorscope.profile.filled import IN_QUOTES, Filled
from sectorscope.profile.names import marked
from sectorscope.profile.statement import Estimate, Statement
from sectorscope.profile.vocabulary import Disclosure, Frozen


class Paragraph(Frozen):
    """Statements that are read together."""

    type: Literal["paragraph"] = "paragraph"
    statements: tuple[Statement, ...] = Field(min_length=1)


class Cell(Frozen):
    """One cell of data: what it is worth, how it is printed, and why it may be empty.

    A withheld, suppressed or unstated cell has no value, and its text says which it is. A text
    that begins as a formula of a spreadsheet stands in quotation marks and is called one.
    """

    text: Annotated[str, AfterValidator(marked)]
    value: float | None = None
    state: Literal["", "withheld", "suppressed", "not_stated"] = ""
    statement: str | None = None

    @model_validator(mode="after")
    def _empty_where_withheld(self) -> Self:
        if self.state and self.value is not None:
            raise RuleBroken(f"a {self.state} cell carries its value")
        return self


class DataColumn(Frozen):
    """A column of a table or figure; `unit` is printed once, in its heading."""

    name: str
    title: str
    unit: str = ""
    align: Literal["left", "right"] = "left"


class Data(Frozen):
    """Rows of cells under columns; what a figure draws and a CSV copies."""

    columns: tuple[DataColumn, ...] = Field(min_length=1)
    rows: tuple[tuple[Cell, ...], ...] = ()

    @model_validator(mode="after")
    def _square(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise RuleBroken("a row of data has another number of cells than there are columns")
        return self


class _Exhibit(Frozen):
    """What tables and figures share: a title that says what is shown, and the data itself."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str = Field(min_length=1)
    subtitle: str = Field(min_length=1)
    data: Data
    evidence: tuple[EvidenceRef, ...] = Field(min_length=1)
    disclosure: Disclosure
    caveat: str = ""

    @model_validator(mode="after")
    def _title_without_numbers(self) -> Self:
        if re.search(r"\d", IN_QUOTES.sub("", self.title)):
            raise RuleBroken(
                f"the title {self.title!r} holds a number", expected="words; data below"
            )
        _check_disclosure(f"exhibit {self.id!r}", self.disclosure, self.evidence)
        return self


class Tile(Frozen):
    """Where a row of data stands on a map: its square, and its outline where one is held.

    outline: an SVG path of `M`, `L` and `Z` with coordinates from 0 to 1000, y downwards.
    """

    label: str = Field(min_length=1)
    column: int = Field(ge=0)
    row: int = Field(ge=0)
    outline: str = Field(default="", pattern=r"^[MLZ\d. ]*$")


class Figure(_Exhibit):
    """A drawing of `data`, with the words that stand in for it.

    mark: `interval` draws columns value, low, high on a common scale; `ratio` the same on one of
        ratios, where twice and half are as far from one; `businesses` draws a count
        as that many marks (columns label, value); `matrix` draws rows by columns of counts;
        `tiles` draws each row (columns label, value, low, high) where `tiles` has it.
    """

    type: Literal["figure"] = "figure"
    mark: Literal["interval", "ratio", "businesses", "matrix", "tiles"]
    alt: str = Field(min_length=1)
    tiles: tuple[Tile, ...] = Field(default=(), exclude_if=lambda tiles: not tiles)

    @model_validator(mode="after")
    def _has_data(self) -> Self:
        if not self.data.rows:
            raise RuleBroken(f"figure {self.id!r} has no data")
        return self

    @model_validator(mode="after")
    def _each_has_its_place(self) -> Self:
        drawn = sorted(t.label for t in self.tiles)
        wanted = sorted(row[0].text for row in self.data.rows) if self.mark == "tiles" else []
        if drawn != wanted:
            raise RuleBroken(
                f"figure {self.id!r} has places for {drawn} and rows for {wanted}",
                expected="a place for each row of a map, and for nothing else",
            )
        if len({(t.column, t.row) for t in self.tiles}) < len(self.tiles):
            raise RuleBroken(f"figure {self.id!r} has two places on one square")
        return self


class DataTable(_Exhibit):
    """A table of cells, printed whole."""

    type: Literal["table"] = "table"


class Quote(Frozen):
    """Words of one business, as consented to."""

    type: Literal["quote"] = "quote"
    text: str = Field(min_length=1)
    who: str
    evidence: tuple[EvidenceRef, ...] = Field(min_length=1)
    disclosure: Disclosure

    @model_validator(mode="after")
    def _invented_or_not(self) -> Self:
        _check_disclosure("a quote", self.disclosure, self.evidence)
        return self


class Note(Frozen):
    """An analyst's own paragraph: signed, dated, citing statements; never evidence."""

    type: Literal["note"] = "note"
    text: str = Field(min_length=1)
    signed: str = Field(min_length=1)
    dated: str = Field(min_length=1)
    cites: tuple[str, ...] = Field(min_length=1)


class Gap(Frozen):
    """What cannot be said, because; and what it would take to say it."""

    type: Literal["gap"] = "gap"
    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    because: Filled
    takes: Filled | None = None
    estimates: tuple[Estimate, ...] = ()
    evidence: tuple[EvidenceRef, ...] = ()

    @model_validator(mode="after")
    def _numbers(self) -> Self:
        for said in (self.because, self.takes):
            if said is not None:
                said.check_numbers(self.estimates)
        return self


Block = Annotated[Paragraph | Figure | DataTable | Quote | Note | Gap, Field(discriminator="type")]


def _check_disclosure(what: str, state: Disclosure, evidence: tuple[EvidenceRef, ...]) -> None:
    invented = any(r.reconstruction for r in evidence)
    if invented != (state == "fictional"):
        raise RuleBroken(f"{what} is {state} and its evidence is not")
