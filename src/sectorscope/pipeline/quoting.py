"""Quotes and names as sheets, out and in: what may be quoted, and what no output may contain.

A quote is rendered once the business agreed to exactly these words, a person signed them, and they
name nobody in the vault. Names here are those the product is never to print: besides businesses
and contacts, products and customers by which a business could be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sectorscope.errors import DecisionError, VaultError
from sectorscope.vault import Consent, Identity, Quote, Vault

Row = Mapping[str, str]

QUOTES = ("business", "question", "original", "words", "agreed", "checked_by", "stands")
WITHDRAWN = "withdrawn"
"""What stands in the column `agreed` where a business no longer agrees."""

NAMES = ("business", "names", "contacts", "products", "customers")
_LISTS = NAMES[1:]


def quotes_sheet(vault: Vault) -> list[dict[str, str]]:
    """Every quote proposed, with what still keeps it from being rendered."""
    return [_quote_row(vault, quote) for quote in vault.quotes()]


def names_sheet(vault: Vault) -> list[dict[str, str]]:
    """Everybody the vault knows, by pseudonym."""
    return [
        {"business": i.pseudonym} | {kind: "; ".join(getattr(i, kind)) for kind in _LISTS}
        for i in vault.identities()
    ]


def take_quotes(
    vault: Vault, rows: Sequence[tuple[int, Row]], questions: Iterable[str], today: date
) -> tuple[Quote, ...]:
    """Keep the quotes of a sheet, all or none.

    Args:
        vault: the open vault.
        rows: the number of each row and its cells by column; `agreed` is the day the business
            agreed to these words, or `withdrawn`; `checked_by` who signs them.
        questions: ids of the study's questions.
        today: the day they are signed.

    Raises:
        DecisionError: the first mistake, by row and column; nothing of the sheet was kept.
    """
    known = set(questions)
    found: list[Quote] = []
    with vault.together():
        for number, row in rows:
            who = _known(vault, number, row)
            if row.get("question", "") not in known:
                raise _mistake(number, "question", "there is no such question")
            if not row.get("words", "").strip():
                raise _mistake(number, "words", "there are no words")
            quote = vault.propose(who, row["question"], row["words"], row.get("original", ""))
            if agreed := row.get("agreed", "").strip():
                given = agreed.casefold() != WITHDRAWN
                day = _day(number, agreed) if given else today
                vault.consent(Consent(who, "quote", given, day, row["words"]))
            if signed := row.get("checked_by", "").strip():
                quote = vault.sign(quote.id, signed, today)
            found.append(quote)
    return tuple(found)


def take_names(vault: Vault, rows: Sequence[tuple[int, Row]]) -> int:
    """Add what a sheet knows of the businesses; several entries with `;` between. How many rows.

    Raises:
        DecisionError: the first mistake, by row and column; nothing of the sheet was kept.
    """
    with vault.together():
        for number, row in rows:
            who = _known(vault, number, row)
            entries = {k: _entries(row.get(k, "")) for k in _LISTS}
            try:
                vault.know(Identity(who, **entries))
            except VaultError as why:
                raise _mistake(number, "names", why.found) from None
    return len(rows)


def _quote_row(vault: Vault, quote: Quote) -> dict[str, str]:
    return {
        "business": quote.pseudonym,
        "question": quote.question,
        "original": quote.original,
        "words": quote.words,
        "agreed": quote.consented.isoformat() if quote.consented else "",
        "checked_by": quote.checked_by,
        "stands": "; ".join(vault.faults(quote)) or "may be rendered",
    }


def _known(vault: Vault, number: int, row: Row) -> str:
    called = row.get("business", "").strip()
    try:
        found = vault.find(called) if called else None
    except VaultError as why:
        raise _mistake(number, "business", why.found) from None
    if found is None:
        raise _mistake(number, "business", "the vault knows nobody of that name")
    return found.pseudonym


def _entries(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _day(number: int, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _mistake(number, "agreed", "it is no date such as 2026-11-22") from None


def _mistake(number: int, column: str, found: str) -> DecisionError:
    return DecisionError(f"row {number}, column {column}: {found}", hint="nothing was kept")
