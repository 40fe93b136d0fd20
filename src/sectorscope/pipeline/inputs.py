"""What a build depends on, as hashes: configuration, evidence, decisions, and the code itself."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from sectorscope.decisions import DecisionLog
from sectorscope.evidence.fetching import attempts
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.sector.review.draws import FOLDER
from sectorscope.study import Study
from sectorscope.vault import Vault


def inputs(study: Study) -> dict[str, str]:
    """Hashes by name; a build is skipped while all of them stand.

    Every byte of evidence is read and proved, so a changed byte never passes for unchanged.

    Raises:
        EvidenceChanged: a snapshot's bytes are gone or changed.
        VocabularyError: documents are to be annotated, and the vocabulary cannot be read.
    """
    found = {
        "study.toml": hashlib.sha256(study.text.encode()).hexdigest(),
        "evidence": Catalogue(study.path).fingerprint(verify=True),
        "vault": Vault.fingerprint(study.path),
        "decisions": DecisionLog(study.path / "decisions").fingerprint(),
        "draws": draws(study.path),
        "feeds": attempts.fingerprint(study.path, Catalogue(study.path).current()),
        "sectorscope": code(),
    }
    if study.config.skills is not None:
        from sectorscope.pipeline.annotating import fingerprint  # nothing else needs what it loads

        found["skills"] = fingerprint(study)
    return found


def draws(study: Path) -> str:
    """A hash of the files of draws as they are: one lost, altered or brought back is another."""
    digest = hashlib.sha256()
    for file in sorted((study / "decisions" / FOLDER).glob("*.csv")):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cache
def code() -> str:
    """A hash of the product's own source: another version may say other things."""
    home = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for file in sorted(p for p in home.rglob("*") if p.suffix in (".py", ".toml")):
        if "templates" not in file.parts:
            digest.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
