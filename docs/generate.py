"""Writes the reference pages that are made from the code: tables, sources, the command line.

python docs/generate.py            write them
python docs/generate.py --check    exit 1 and name the pages that are not current
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer.main
from typer.testing import CliRunner

from sectorscope.cli.app import app
from sectorscope.evidence.refusal import GATES, NEVER_OVERRIDDEN
from sectorscope.evidence.sources import load, names
from sectorscope.schema import TABLES
from sectorscope.wording.quantifiers import QUANTIFIERS

HERE = Path(__file__).parent / "reference"
MADE = "<!-- Made by docs/generate.py; edit the code, not this page. -->\n\n"


def tables() -> str:
    return MADE + "# Tables\n\n" + "\n".join(_tables())


def _tables() -> Iterator[str]:
    yield "Every table of a study's `build/`, from the schema that checks it, rows in key order."
    for table in TABLES.values():
        key = ", ".join(f"`{k}`" for k in table.key)
        yield f"\n## {table.name}\n\n{table.prose}\n\nKey: {key}.\n"
        yield "| column | type | unit | may be missing | meaning |\n|---|---|---|---|---|"
        for c in table.columns:
            allowed = f" One of: {', '.join(f'`{v}`' for v in c.values)}." if c.values else ""
            missing = "yes" if c.missing else ""
            yield f"| `{c.name}` | {c.type} | {c.unit} | {missing} | {c.prose}.{allowed} |"


def sources() -> str:
    rows = [
        f"| `{name}` | {m.title} | {m.publisher} | {m.licence} | {m.basis.replace('_', ' ')} | "
        f"{', '.join(f'`{t}`' for t in m.tables)} | {m.access} |"
        for name, m in ((n, load(n).meta) for n in names())
    ]
    gates = [
        f"| `{g}` | {what} | {'never' if g in NEVER_OVERRIDDEN else 'with a reason'} |"
        for g, what in GATES.items()
    ]
    return (
        MADE + "# Sources and gates\n\n"
        "| source | what | publisher | licence | basis | fills | how you come by it |\n"
        "|---|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n\n## Gates\n\n"
        "What is refused, and whether `--override GATE --why TEXT` opens it.\n\n"
        "| gate | what shuts it | can be overruled |\n|---|---|---|\n" + "\n".join(gates) + "\n"
    )


def quantifiers() -> str:
    rows = [f"| {q.name} | {q.rule} |" for q in QUANTIFIERS]
    return (
        MADE
        + "# Words of quantity\n\nThe first rule that holds wins; k of n is always printed.\n\n"
        "| word | rule |\n|---|---|\n" + "\n".join(rows) + "\n"
    )


def commands() -> str:
    runner = CliRunner(env={"COLUMNS": "90", "TERM": "dumb", "NO_COLOR": "1"})
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    pages = [("sectorscope", []), *((f"sectorscope {n}", [n]) for n in known)]
    shown = [f"## {title}\n\n```\n{_help(runner, args)}\n```\n" for title, args in pages]
    return MADE + "# Command line\n\n" + "\n".join(shown)


def _help(runner: CliRunner, args: list[str]) -> str:
    out = runner.invoke(app, [*args, "--help"], prog_name="sectorscope").output
    return "\n".join(line.rstrip() for line in out.strip().splitlines())


PAGES = {
    "tables.md": tables,
    "sources.md": sources,
    "quantifiers.md": quantifiers,
    "command-line.md": commands,
}


def main() -> int:
    stale = []
    for name, make in PAGES.items():
        path, text = HERE / name, make()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                HERE.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(f"not current: {', '.join(stale)}; run `make docs`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
