"""Small vocabularies for tests."""

from pathlib import Path

from sectorscope.annotate.indexed import Indexed, indexed
from sectorscope.concepts import Vocabulary, load

HEAD = "id,label,kind,parent,definition,alternatives,usage\n"
ROWS = (
    "g.make,making,group,,Making things.,,",
    "s.weld,welding,skill,g.make,Joining metal by heat.,TIG welding;MIG welding,",
    "s.cnc,CNC milling,skill,g.make,Cutting metal under numerical control.,CNC mills,",
    "g.run,running things,group,,Running a firm.,,",
    "s.budget,manage budgets,skill,g.run,Keeping spending to a plan.,budget responsibility,",
    "s.it,IT,skill,g.run,Using computers.,,",
    "s.sql,SQL,skill,g.run,Asking databases.,,",
    "s.project,project management,skill,g.run,Bringing work to its end.,PRINCE2 projects,",
    "s.manage,management,skill,g.run,Leading people.,,",
)


def vocabulary(folder: Path, rows: tuple[str, ...] = ROWS) -> Vocabulary:
    """A vocabulary out of lines of the documented CSV."""
    path = folder / "own.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return load(path)


def index(folder: Path, rows: tuple[str, ...] = ROWS) -> Indexed:
    """The same, indexed."""
    return indexed(vocabulary(folder, rows))
