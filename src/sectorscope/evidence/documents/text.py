"""What reading a document gives: text, turns, remarks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """What one person says at one go: `text[start:end]`, the speaker's label left out.

    speaker: the label as it stands; None where nobody is named. began: when it began, as the file
    has it (`00:01:02.500`); None where it has no times.
    """

    start: int
    end: int
    speaker: str | None = None
    began: str | None = None


@dataclass(frozen=True)
class Text:
    """A document's text; every offset counts code points of it.

    turns: in order, without overlap; empty where nobody is said to speak. notes: what was left
    out or guessed, in sentences that hold nothing of the text. kind: what the file is.
    """

    text: str
    turns: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = "txt"


def line_ends(text: str) -> str:
    """The same text with a line feed for each line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends; empty at `start` if there is nothing else."""
    words = text[start:end]
    if not words.strip():
        return start, start
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
