"""Sectorscope: a sector skills profile that can be defended.

    study = sectorscope.open_study("my-study")
    profile = sectorscope.build(study)
    print(sectorscope.trace(study, next(profile.statements()).id))

Everything is loaded when first asked for, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sectorscope.pipeline import build
    from sectorscope.profile import Profile
    from sectorscope.study import open_study
    from sectorscope.trace import trace

__version__ = "0.1.0"
__all__ = ["Profile", "__version__", "build", "open_study", "trace"]

_HOMES = {
    "Profile": "sectorscope.profile",
    "build": "sectorscope.pipeline",
    "open_study": "sectorscope.study",
    "trace": "sectorscope.trace",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name is of
    """Load a public name from its room when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sectorscope' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
