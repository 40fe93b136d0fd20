"""What a profile is written out as, and not written again while nothing has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from sectorscope.pipeline.making import PUBLIC, Made
from sectorscope.profile import Audience, Profile
from sectorscope.study import Study

FORMATS = ("html", "json", "annex")
STATE = "rendered.json"
"""In `build/`: what was rendered last, for whom and in which formats."""


def folder_of(study: Study, audience: Audience) -> Path:
    """`out/` for the public, `out/AUDIENCE/` for others: what is not public lies apart."""
    return study.path / "out" / ("" if audience == "public" else audience)


def render_profile(
    study: Study, made: Made, *, audience: Audience = "public", formats: Sequence[str] = FORMATS
) -> tuple[list[Path], bool]:
    """Write a run's profile for one audience; the paths, and whether anything had to be written.

    A file that a person changed is written again: its hash is no longer the one recorded.
    """
    folder = folder_of(study, audience)
    state = study.path / "build" / STATE
    known = _read(state)
    wanted = f"{made.run.id} {made.run.fingerprint} {_digest(json.dumps(dict(made.run.inputs)))}"
    entry = known.get(audience, {})
    files: dict[str, str] = entry.get("files", {})
    same = (entry.get("run"), entry.get("formats")) == (wanted, sorted(formats))
    if same and _stand(folder, files):
        return [folder / name for name in files], False
    paths = _write(study, made, audience, formats, folder)
    files = {p.name: _digest(p.read_bytes()) for p in paths}
    known[audience] = {"run": wanted, "formats": sorted(formats), "files": files}
    state.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    return paths, True


def _write(
    study: Study, made: Made, audience: Audience, formats: Sequence[str], folder: Path
) -> list[Path]:
    from sectorscope.pipeline.assemble import assemble
    from sectorscope.render import write

    frozen = made.run.text(PUBLIC) if audience == "public" else None
    profile = (
        Profile.model_validate_json(frozen)
        if frozen
        else assemble(study.config, made.run.tables(), audience)
    )
    return write(profile, folder, tuple(formats))


def _stand(folder: Path, files: Mapping[str, str]) -> bool:
    paths = {folder / name: sha for name, sha in files.items()}
    return all(p.is_file() and _digest(p.read_bytes()) == sha for p, sha in paths.items())


def _read(state: Path) -> dict[str, dict[str, Any]]:
    """What was rendered last; a record that cannot be read only means rendering again."""
    try:
        found = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, dict[str, Any]]", found) if isinstance(found, dict) else {}


def _digest(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
