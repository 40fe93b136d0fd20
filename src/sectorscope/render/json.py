"""The profile as JSON, field for field: nothing is normalised away and nothing is added."""

from __future__ import annotations

import json as standard

from sectorscope.profile import Profile


def json(profile: Profile) -> str:
    """The profile's fields in the order of its types, so that equal profiles are equal bytes."""
    fields = profile.model_dump(mode="json")
    return standard.dumps(fields, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def load(text: str) -> Profile:
    """The profile that was written, checked again by every rule of its types.

    Raises:
        pydantic.ValidationError: the text is no profile, or one that breaks a rule.
    """
    return Profile.model_validate_json(text)
