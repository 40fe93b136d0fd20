"""What `study.toml` says of annotating the study's documents."""

from __future__ import annotations

from pydantic import Field

from sectorscope.study.strict import Strict


class Skills(Strict):
    """Whether skills, qualifications and occupations are looked for in the study's documents.

    Without `[skills]` nothing is. vocabulary: `builtin`; the id of a `[[fetch]]` of source `esco`;
    or a file: an ESCO zip, a CSV, O*NET's technology skills, by its path from the study's folder.
    fast: by phrases alone, without the model.
    """

    vocabulary: str = Field(default="builtin", min_length=1)
    fast: bool = False
