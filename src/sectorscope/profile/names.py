"""Names as a sentence has them: a name that begins with a number cannot be taken for a figure.

Evidence and definitions name things as they please: "01 Training", "3M UK", "118 118". A sentence
may hold no number that is no estimate's, so such a name stands in quotation marks.
"""

from __future__ import annotations

from sectorscope.profile.filled import Slot, begins_as_a_figure


def naming(text: str) -> Slot:
    """A slot of a name, or of words, as evidence or the definition has them.

    For phrases of the house there is `Slot(kind="literal")`, which takes no figure at all.
    """
    return Slot(kind="literal", text=as_name(text))


def as_name(text: str) -> str:
    """The name; in quotation marks where it begins as a figure does.

    One without a letter is said to be a name: no reader could tell.
    """
    if not begins_as_a_figure(text):
        return text
    return quoted(text) if any(c.isalpha() for c in text) else f"the name {quoted(text)}"


def in_title(text: str) -> str:
    """The name as a title has it, which holds digits in quotation marks alone."""
    return quoted(text) if any(map(str.isdigit, text)) else text


def quoted(text: str) -> str:
    """The text in quotation marks; those within it become single ones."""
    return "“" + text.translate({ord("“"): "‘", ord("”"): "’"}) + "”"
