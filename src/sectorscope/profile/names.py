"""Names as a sentence has them: a name that begins with a number cannot be taken for a figure.

Evidence and definitions name things as they please: "01 Training", "3M UK", "118 118". A sentence
may hold no number that is no estimate's, so such a name stands in quotation marks.
"""

from __future__ import annotations

from sectorscope.profile.filled import Slot, begins_as_a_figure

_FORMULA = ("=", "＝")  # noqa: RUF001 - the full-width sign starts formulas too


def naming(text: str) -> Slot:
    """A slot of a name, or of words, as evidence or the definition has them.

    For phrases of the house there is `Slot(kind="literal")`, which takes no figure at all.
    """
    return Slot(kind="literal", text=as_name(text))


def as_name(text: str) -> str:
    """The name; in quotation marks where it begins as a figure does, or as a formula.

    One without a letter is said to be a name: no reader could tell.
    """
    if not begins_as_a_figure(text):
        return marked(text)
    return quoted(text) if any(c.isalpha() for c in text) else f"the name {quoted(text)}"


def marked(text: str) -> str:
    """The text; what begins as a formula of a spreadsheet is quoted, and called one."""
    if not text.lstrip().startswith(_FORMULA):
        return text
    return f"{quoted(text.strip())} (a formula, as the file has it)"


def in_title(text: str) -> str:
    """The name as a title has it, which holds digits in quotation marks alone."""
    return quoted(text) if any(map(str.isdigit, text)) else text


def quoted(text: str) -> str:
    """The text in quotation marks; those within it become single ones."""
    return "“" + text.translate({ord("“"): "‘", ord("”"): "’"}) + "”"
