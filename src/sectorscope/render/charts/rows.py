"""Reading a figure's data by the names of its columns, and drawing labels beside the marks."""

from __future__ import annotations

from sectorscope.profile import Cell, Data
from sectorscope.render.charts import svg

_NOTHING = Cell(text="")


class Named:
    """A row of data whose cells are asked for by name; a column that is not there is empty."""

    def __init__(self, data: Data, row: tuple[Cell, ...]) -> None:
        self._cells = dict(zip((c.name for c in data.columns), row, strict=True))

    def cell(self, *names: str) -> Cell:
        """The first of these columns that the data have."""
        return next((self._cells[n] for n in names if n in self._cells), _NOTHING)

    def text(self, *names: str) -> str:
        """What that cell prints."""
        return self.cell(*names).text.strip()


def named(data: Data) -> list[Named]:
    """Every row of the data."""
    return [Named(data, row) for row in data.rows]


def unit(data: Data, name: str) -> str:
    """The unit of a column, if it is there and has one."""
    return next((c.unit for c in data.columns if c.name == name), "")


def label(y: float, said: str, note: str, room: float) -> tuple[str, float]:
    """A label with its quieter note beneath: the drawing, and where it ends."""
    drawn: list[str] = []
    for words in svg.wrap(said, room) if said else []:
        drawn.append(svg.text(0, y, words))
        y += svg.LEADING
    for words in svg.wrap(note, room, svg.SMALL) if note else []:
        drawn.append(svg.text(0, y - 1, words, fill=svg.SOFT, size=svg.SMALL))
        y += svg.SMALL_LEADING
    return "".join(drawn), y
