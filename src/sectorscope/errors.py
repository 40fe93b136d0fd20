"""One tree of errors. Each says what was found, what was expected and what to try.

Nothing here may carry a consulted business's name or answer: messages are printed and logged.
"""

from __future__ import annotations


class SectorscopeError(Exception):
    """Base of every error the product raises on purpose; the command line exits 1 on it.

    Args:
        found: What was met, in one clause.
        expected: What should have been there; may be empty where `found` says it all.
        hint: What the reader can do next; may be empty.
    """

    exit_status = 1

    def __init__(self, found: str, *, expected: str = "", hint: str = "") -> None:
        self.found = found
        self.expected = expected
        self.hint = hint
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        """One sentence, whatever of the three is there."""
        parts = [self.found.rstrip(".")]
        if self.expected:
            parts.append(f"expected {self.expected.rstrip('.')}")
        if self.hint:
            asks = self.hint.rstrip().endswith("?")
            parts.append(self.hint if asks else f"try: {self.hint.rstrip('.')}")
        text = "; ".join(parts)
        return text if text.endswith("?") else f"{text}."


class UsageError(SectorscopeError):
    """The command line was used wrongly; exits 2."""

    exit_status = 2


class StudyError(SectorscopeError):
    """`study.toml` is missing, unreadable or says something the design does not know."""


class SchemaError(SectorscopeError):
    """A table does not hold what its declaration promises."""


class RuleBroken(SectorscopeError, ValueError):
    """A profile type was built against its rules (it is a ValueError so pydantic reports it)."""


class EvidenceRefused(SectorscopeError):
    """Bytes offered as evidence are not what they say; kept apart with this reason."""


class EvidenceChanged(SectorscopeError):
    """A snapshot's bytes no longer have the hash the catalogue recorded."""


class FetchFailed(SectorscopeError):
    """A live service gave no answer that could be kept; what the study holds is as it was."""


class DecisionError(SectorscopeError):
    """The decision log cannot be read or appended to."""


class VocabularyError(SectorscopeError):
    """A vocabulary cannot be read, is damaged, or contradicts itself."""


class TextRefused(SectorscopeError):
    """A file of texts to annotate cannot be read as what it says it is."""


class EngineError(SectorscopeError):
    """A table cannot be mapped: it cannot be read, a process died, or what came does not fit."""


class ModelError(SectorscopeError):
    """A part of the model that ships is missing or damaged."""


class StoreError(SectorscopeError):
    """A run cannot be read, written or found."""


class Busy(StoreError):
    """Another process holds the study's lock."""


class TraceError(SectorscopeError):
    """A statement cannot be followed to its bytes."""


class Differs(SectorscopeError):
    """Two things that must be identical are not (`rederive`)."""


class VaultError(SectorscopeError):
    """The vault cannot do what was asked; what it holds is as it was, unless the text says more."""


class VaultLocked(VaultError):
    """There is no passphrase, or it does not open this vault."""


class VaultDamaged(VaultError):
    """A part of the vault is missing or is not what was written; nothing was changed."""


class VaultErased(VaultError):
    """Data of a business or person that was erased would come back."""
