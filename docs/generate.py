"""Writes the reference pages made from the code: tables, sources, mappings, claims, commands.

python docs/generate.py            write them
python docs/generate.py --check    exit 1 and name the pages that are not current
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Literal, Union, get_args, get_origin

import typer.main
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typer.testing import CliRunner

from sectorscope.cli.app import app
from sectorscope.consultation import bounds, claims
from sectorscope.evidence.refusal import FLAGGING, GATES, NEVER_OVERRIDDEN
from sectorscope.evidence.sources import SourceMeta, load, names
from sectorscope.evidence.sources.survey import entries
from sectorscope.evidence.sources.survey import mapping as survey
from sectorscope.evidence.sources.transcripts import mapping as transcripts
from sectorscope.schema import TABLES
from sectorscope.study import consulting
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
    tried = [
        f"| `{n}` | {m.cadence} | {'; '.join(m.versions)} | {_tried(m)} | {_service(m)} |"
        for n, m in ((n, load(n).meta) for n in names())
    ]
    gates = [f"| `{g}` | {what} | {_opens(g)} |" for g, what in GATES.items()]
    return (
        MADE + "# Sources and gates\n\n"
        "| source | what | publisher | licence | basis | fills | how you come by it |\n"
        "|---|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n\n"
        "## How far each was tried\n\n"
        "A reader is *verified* if it has read the publisher's own bytes from end to end, and a "
        "service if its answers\nwere seen; otherwise they are as the publisher describes them.\n\n"
        "| source | appears | versions | reader | service |\n|---|---|---|---|---|\n"
        + "\n".join(tried)
        + "\n\n## Gates\n\n"
        "What is refused or flagged, and whether `--override GATE --why TEXT` opens it: see "
        "[how a file becomes\nevidence](../explanation/gates.md).\n\n"
        "| gate | what shuts it | can be overruled |\n|---|---|---|\n" + "\n".join(gates) + "\n"
    )


def _tried(meta: SourceMeta) -> str:
    if meta.publisher in ("the study's own", "named at each fact"):
        return "your own files"
    return f"verified: {meta.seen}" if meta.verified else "unverified"


def _service(meta: SourceMeta) -> str:
    if meta.service is None:
        return "none"
    return "verified" if meta.service.verified else "unverified"


def _opens(gate: str) -> str:
    if gate in FLAGGING:
        return "flags only"
    return "never" if gate in NEVER_OVERRIDDEN else "with a reason"


def quantifiers() -> str:
    rows = [f"| {q.name} | {q.rule} |" for q in QUANTIFIERS]
    return (
        MADE
        + "# Words of quantity\n\nThe first rule that holds wins; k of n is always printed.\n\n"
        "| word | rule |\n|---|---|\n" + "\n".join(rows) + "\n"
    )


def mappings() -> str:
    return MADE + "# Mappings, and `[consultation]`\n\n" + "\n".join(_mappings())


def _mappings() -> Iterator[str]:
    yield (
        "What a mapping (TOML) may say of a questionnaire or of interviews, and `study.toml` of a\n"
        "consultation. Any other entry is refused, with the nearest one that is known."
    )
    for title, model in PARTS:
        yield f"\n## {title}\n\n{inspect.cleandoc(model.__doc__ or '')}\n"
        yield "| entry | may be | if missing |\n|---|---|---|"
        for name, field in model.model_fields.items():
            yield f"| `{field.alias or name}` | {_kind(field.annotation)} | {_default(field)} |"


def _kind(of: object) -> str:
    """A type in words."""
    if get_origin(of) in (Union, UnionType):
        return " or ".join(_kind(a) for a in get_args(of) if a is not type(None))
    if get_origin(of) is Literal:
        return ", ".join(f"`{v}`" if v else "nothing" for v in get_args(of))
    if get_origin(of) is tuple:
        return f"list of {_kind(get_args(of)[0])}"
    if get_origin(of) is dict:
        return f"table of {_kind(get_args(of)[1])}"
    if inspect.isclass(of) and issubclass(of, BaseModel):
        return f"[{of.__name__}](#{LINKS.get(of, of.__name__.lower())})"
    words: dict[object, str] = {str: "text", bool: "true or false", int: "number"}
    return words.get(of, getattr(of, "__name__", "").lower())


def _default(field: FieldInfo) -> str:
    given = field.default
    if field.is_required():
        return "needed"
    if isinstance(given, bool):
        return f"`{str(given).lower()}`"
    return f"`{given}`" if isinstance(given, str | int) and given != "" else ""


def about_claims() -> str:
    rows = [_claim(kind) for kind in bounds.KINDS.values()]
    return (
        MADE + "# Claims about the sector\n\n"
        "What may be inferred, and its gates: see [how a consultation is counted]"
        "(../explanation/consultation.md).\nThe last two columns are the fewest businesses from "
        "which it can be made at all, if all of them say the same.\n\n"
        "| claim | share of the sector | asked, at least | gate | one-sided level | sceptics | "
        f"alone | among {AMONG} |\n|---|---|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def _claim(kind: bounds.Kind) -> str:
    over = "over" if kind.strict else "at least"
    edge = over if kind.side == "lower" else "under"
    gate = "Jeffreys' posterior" if kind.by_posterior else "Clopper-Pearson"
    least = " | ".join(str(_fewest(kind, m)) for m in (1, AMONG))
    return (
        f"| {kind.name} | {edge} {float(kind.threshold):.0%} | {kind.least} | {gate} | "
        f"{kind.level} | {bounds.SCEPTIC_LEVEL} | {least} |"
    )


def _fewest(kind: bounds.Kind, examined: int) -> int:
    """Businesses asked from which the claim is made, all of them agreeing."""
    asked = claims.Asked("q", "", kind.name)
    every = (claims.Counted(asked, n if kind.side == "lower" else 0, n) for n in range(1, 1000))
    return next(c.n for c in every if claims.examine([c], examined)[0].issued)


def commands() -> str:
    runner = CliRunner(env={"COLUMNS": "90", "TERM": "dumb", "NO_COLOR": "1"})
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    named = [
        words
        for n, command in known.items()
        for words in ([n], *([n, inner] for inner in getattr(command, "commands", {})))
    ]
    pages = [("sectorscope", []), *((f"sectorscope {' '.join(words)}", words) for words in named)]
    shown = [f"## {title}\n\n```\n{_help(runner, args)}\n```\n" for title, args in pages]
    return MADE + "# Command line\n\n" + "\n".join(shown)


def _help(runner: CliRunner, args: list[str]) -> str:
    out = runner.invoke(app, [*args, "--help"], prog_name="sectorscope").output
    return "\n".join(line.rstrip() for line in out.strip().splitlines())


AMONG = 20
"""Claims examined together, for the last column of the page on claims."""

PARTS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("A questionnaire's mapping", survey.Mapping),
    ("Question", entries.Question),
    ("Option", entries.Option),
    ("Code", entries.Code),
    ("Business", entries.Business),
    ("Consent of a questionnaire", entries.Consent),
    ("Answered", entries.Answered),
    ("Method", entries.Method),
    ("Tests", entries.Tests),
    ("A mapping of interviews", transcripts.Mapping),
    ("Interview", transcripts.Interview),
    ("Consent of an interview", transcripts.Consent),
    ("`[consultation]` in `study.toml`", consulting.Consulting),
    ("Register", consulting.Register),
    ("Claim", consulting.Claim),
)
LINKS: dict[type[BaseModel], str] = {
    entries.Consent: "consent-of-a-questionnaire",
    transcripts.Consent: "consent-of-an-interview",
}
"""Where two parts have one name, the heading each stands under."""

PAGES = {
    "tables.md": tables,
    "sources.md": sources,
    "mappings.md": mappings,
    "claims.md": about_claims,
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
