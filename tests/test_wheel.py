"""The wheel as a stranger gets it: built from what is committed, installed alone, used once."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.test_house import ROOT, our_files

TEMPLATE = "leeds-healthtech-2013"
PLANTED = "planted: derived, must not travel"

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command as on a machine that never saw this checkout; its output if it fails."""
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the committed files, of studies that have been built since.

    The derived folders are planted: the rule that they do not travel would hold by itself in
    a checkout where nothing was built yet.
    """
    checkout = tmp_path_factory.mktemp("checkout")
    for path in our_files():
        target = checkout / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (checkout / ".gitignore").unlink(missing_ok=True)  # the build's own rule must suffice
    for derived in ("build", "out"):
        folder = checkout / "examples" / TEMPLATE / derived / "internal"
        folder.mkdir(parents=True)
        (folder / "planted.json").write_text(PLANTED, encoding="utf-8")
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out]
    run(*build, checkout, cwd=out)
    (built,) = out.glob("sectorscope-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `sectorscope` command of a bare environment that holds the wheel and its pins alone."""
    home = tmp_path_factory.mktemp("bare") / "venv"
    run(sys.executable, "-m", "venv", home, cwd=home.parent)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    pinned = ["--require-hashes", "-r", ROOT / "requirements" / "runtime.txt"]
    _install(scripts, *pinned)
    _install(scripts, "--no-deps", wheel)
    return scripts / "sectorscope"


def _install(scripts: Path, *what: str | Path) -> None:
    """With uv, from its cache where it can; with pip where there is no uv or it fails."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent))
    pip = [scripts / "python", "-m", "pip", "install", "--quiet"]
    if uv:
        try:
            run(uv, "pip", "install", "--python", scripts / "python", *what, cwd=scripts)
        except AssertionError:
            run(*pip, *what, cwd=scripts)
    else:
        run(*pip, *what, cwd=scripts)


def test_the_wheel_holds_the_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    studies = sorted(path.parent.name for path in (ROOT / "examples").glob("*/study.toml"))
    assert TEMPLATE in studies
    for study in studies:
        assert f"sectorscope/data/templates/{study}/study.toml" in names


def test_the_wheel_holds_every_committed_file_of_a_template(wheel: Path) -> None:
    inside = "sectorscope/data/templates/"
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(inside)}
    examples = ROOT / "examples"
    ours = [path.relative_to(examples) for path in our_files() if examples in path.parents]
    assert held == {inside + path.as_posix() for path in ours if len(path.parts) > 1}


def test_nothing_derived_is_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if {"build", "out"} & set(name.split("/")[3:-1])]


def test_the_wheel_holds_the_licence_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"sectorscope"}


def test_a_stranger_gets_a_profile(installed: Path, tmp_path: Path) -> None:
    run(installed, "new", "demo", "--template", TEMPLATE, cwd=tmp_path)
    demo = tmp_path / "demo"
    run(installed, "build", cwd=demo)
    run(installed, "profile", cwd=demo)
    for name in ("profile.html", "profile.json", "annex.csv"):
        assert (demo / "out" / name).stat().st_size > 0, name
