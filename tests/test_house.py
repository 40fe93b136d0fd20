"""The rules of the house itself: what may lie in the repository, and what its pins must carry."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ("build", "dev", "runtime", "uv")

# Written in pieces, so that this file is not the first to break its own rule. A path counts
# only where it begins: within a web address it is not somebody's machine.
FORBIDDEN = {
    "a registry's host": re.compile(
        r"(?:py" r"pi\.org|python" r"hosted\.org|registry\.np" r"mjs|deb\.deb" r"ian\.org)"
    ),
    "a path of one machine": re.compile(
        r"(?<![\w.%~*-])/(?:wo" r"rk/|opt/py" r"pi|opt/whe" r"els|ro" r"ot/\.)"
    ),
}
# Derived, or a tool's own: what a walk skips where there is no git to say what is ours.
NOT_OURS = {".git", ".venv", "build", "dist", "out", "__pycache__", "node_modules"}


@cache
def our_files() -> tuple[Path, ...]:
    """Every file that is, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0 and (ROOT / ".git").exists():
        paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    else:
        paths = _walk(ROOT)
    return tuple(sorted(path for path in paths if path.is_file()))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in NOT_OURS and not path.name.endswith("_cache"):
            yield from _walk(path)
        elif path.is_file():
            yield path


def broken_rules(text: str) -> list[str]:
    return [
        f"{number}: {what}: {found.group()}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in FORBIDDEN.items()
        if (found := pattern.search(line))
    ]


def pins(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Package -> what is pinned, and its hashes, of one requirement file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    found: dict[str, tuple[Requirement, list[str]]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        asked, *hashes = re.split(r"\s+--hash=", line)
        requirement = Requirement(asked)
        found[canonicalize_name(requirement.name)] = (requirement, hashes)
    return found


def version(requirement: Requirement) -> str:
    (pin,) = requirement.specifier
    assert pin.operator == "==", f"{requirement} is not pinned"
    return pin.version


def declared(name: str) -> list[Requirement]:
    """What pyproject.toml asks for, of what one requirement file is compiled from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    runtime = project["project"]["dependencies"]
    asked = {"runtime": runtime, "dev": [*runtime, *groups["dev"], *groups["build"]]}
    lines = asked[name] if name in asked else groups[name]
    return [Requirement(line) for line in lines if isinstance(line, str)]


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{what}"
        for path in our_files()
        for what in broken_rules(path.read_bytes().decode("utf-8", errors="replace"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://py" + "pi.org/simple",
        "see https://files.python" + "hosted.org/packages/x.whl",
        "extra-index-url = file:///opt/py" + "pi/simple",
        'DATA = "/wo' + 'rk/shared/data"',
    ],
)
def test_the_rule_sees(line: str) -> None:
    assert broken_rules(line)


@pytest.mark.parametrize(
    "line", ["https://example.org/wo" + "rk/skills", "team/wo" + "rk/", "../shared/data"]
)
def test_the_rule_lets_pass(line: str) -> None:
    assert not broken_rules(line)


def test_no_lock_in_a_format_that_names_registries() -> None:
    assert "uv.lock" not in {path.name for path in our_files()}


def test_nothing_derived_is_committed() -> None:
    studies = [path.relative_to(ROOT).parts for path in our_files()]
    assert not [p for p in studies if p[0] == "examples" and set(p[2:3]) & {"build", "out"}]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_pin_carries_hashes(name: str) -> None:
    found = pins(name)
    assert found
    for requirement, hashes in found.values():
        assert version(requirement)
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirement_files_hold_no_option_but_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert set(re.findall(r"(?:^|\s)(--?[a-z][\w-]*)(?==|\s)", text)) <= {"--hash", "-c"}
    assert "://" not in text


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_pins_are_what_the_project_asks_for(name: str) -> None:
    found = pins(name)
    for asked in declared(name):
        pinned, _ = found.get(canonicalize_name(asked.name), (None, None))
        assert pinned, f"{asked} is in pyproject.toml, not in {name}.txt: make lock"
        assert asked.specifier.contains(version(pinned)), f"{pinned}: {asked}: make lock"


@pytest.mark.parametrize("name", ["build", "runtime"])
def test_a_package_has_one_pin(name: str) -> None:
    dev = {package: version(requirement) for package, (requirement, _) in pins("dev").items()}
    small = {package: version(requirement) for package, (requirement, _) in pins(name).items()}
    assert small.items() <= dev.items()
