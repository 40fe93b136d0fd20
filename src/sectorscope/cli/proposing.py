"""`add` without a mapping: a questionnaire is not read by guesswork, so one is proposed to edit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sectorscope.cli import say
from sectorscope.errors import UsageError


def needs_mapping(source: str, mapping: Path | None) -> bool:
    """Whether a file of this source cannot be read without a mapping, and none was given."""
    return source == "survey" and mapping is None


def propose(files: Sequence[Path]) -> None:
    """Print a mapping for the first file on standard output, and say what to do with it.

    Raises:
        UsageError: the file cannot be read.
        EvidenceRefused: it is no questionnaire.
    """
    from sectorscope.evidence.gates import inspect
    from sectorscope.evidence.sources.survey.propose import propose as proposed

    file = files[0]
    try:
        data = file.read_bytes()
    except OSError as why:
        raise UsageError(f"{file.name} cannot be read", expected="a file") from why
    inspect(data, file.name, table=False)  # a page saved as data is no questionnaire to map
    print(proposed(data, file.name), end="")
    say.done(
        "A survey is read by a mapping, which says what its columns mean. One is proposed on "
        "standard output: keep it (> mapping.toml), edit it, and add the file again with "
        "--mapping mapping.toml."
    )
