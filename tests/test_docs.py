"""What the documentation tells a user to type is what works."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from sectorscope import build, open_study
from sectorscope.cli.app import app
from sectorscope.decisions import Decision, DecisionLog
from sectorscope.evidence.add import add_file

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
HOW_TO = (ROOT / "docs" / "how-to" / "first-study.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Every command line of ours that a page shows, apart from the generated reference."""
    return [
        line.strip().partition("  #")[0]
        for page in PAGES
        if "reference" not in page.parts
        for line in page.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        if line.startswith("    sectorscope ")
    ]


@pytest.mark.parametrize("line", commands())
def test_every_command_shown_is_one_with_options_it_has(line: str):
    _, name, *words = shlex.split(line)
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    inner = getattr(command, "commands", {})
    if words and words[0] in inner:  # `size simulate`
        command = inner[words[0]]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {w for w in words if w.startswith("-")} <= known


def test_the_facts_of_the_how_to_are_told(tmp_path: Path):
    study = tmp_path / "study"
    begin = ["new", str(study), "--template", "healthtech", "--area", "West Yorkshire"]
    subprocess.run([sys.executable, "-m", "sectorscope.cli", *begin], check=True)
    block = HOW_TO.split("Save as `findings.toml`:")[1].split("Then `sectorscope add")[0]
    facts = "\n".join(line.removeprefix("    ") for line in block.splitlines())
    add_file(study, facts.encode(), name="findings.toml", source="facts", retrieved="2026-11-22")
    said = " ".join(s.text for s in build(open_study(study)).statements())
    assert "about 11,000 jobs" in said


def test_the_decision_of_the_how_to_is_one(tmp_path: Path):
    code = re.search(r"```python\n(.*?)```", HOW_TO, re.DOTALL)
    assert code is not None
    text = code.group(1).replace('"my-study/decisions"', repr(str(tmp_path / "decisions")))
    exec(compile(text, "first-study.md", "exec"), {})  # noqa: S102 - it is our own page
    (kept,) = DecisionLog(tmp_path / "decisions").in_force("release_cell")
    assert isinstance(kept, Decision)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_no_link_leads_nowhere(page: Path):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
