"""What businesses agreed to, and the words they may be quoted with."""

from __future__ import annotations

import datetime
from dataclasses import replace

from sectorscope.errors import VaultError
from sectorscope.vault.contents import Contents, check_text
from sectorscope.vault.people import People
from sectorscope.vault.records import USES, Consent, Quote


class Agreed(People):
    """Consents and quotes."""

    def consent(self, *consents: Consent) -> None:
        """Record what was agreed to or withdrawn; nothing recorded before is changed.

        Raises:
            VaultError: a use is unknown, a quote is agreed to without its words, or the disk
                refuses.
        """
        for consent in consents:
            _check_consent(consent)
        with self._change() as draft:
            for consent in consents:
                if consent != _latest(draft, consent.pseudonym, consent.use, consent.words):
                    draft.consents.append(consent)

    def consents(self, pseudonym: str) -> tuple[Consent, ...]:
        """All a business agreed to and withdrew, in the order it was recorded."""
        return tuple(c for c in self._now().consents if c.pseudonym == pseudonym)

    def may(self, pseudonym: str, use: str, words: str = "") -> bool:
        """Whether a business agrees to a use: the latest by date, then by record, holds.

        A quote is agreed to in these words and no others, to the letter. Silence is no consent.

        Raises:
            VaultError: the use is unknown.
        """
        _check_use(use)
        latest = _latest(self._now(), pseudonym, use, words)
        return latest is not None and latest.given

    def listed(self) -> tuple[str, ...]:
        """The names, one each, of those who agree to be listed."""
        who = [i for i in self.identities() if i.names and self.may(i.pseudonym, "list")]
        return tuple(sorted(i.names[0] for i in who))

    def propose(self, pseudonym: str, question: str, words: str, original: str) -> Quote:
        """Keep a quote to be checked; other words are another quote, and need a check of theirs.

        Raises:
            VaultError: there are no words, something is no text, or the disk refuses.
        """
        check_text("a quote", pseudonym, question, words, original)
        if not words.strip():
            raise VaultError("a quote has no words")
        quote = Quote(
            self.digest("quote", pseudonym, question, words), pseudonym, question, words, original
        )
        with self._change() as draft:
            old = draft.quotes.get(quote.id)
            draft.quotes[quote.id] = replace(old, original=original) if old else quote
        return self._quote(quote.id)

    def sign(self, identity: str, who: str, date: datetime.date) -> Quote:
        """Record that a person checked a quote's final words and lets them stand.

        Raises:
            VaultError: there is no such quote, nobody signs, or the disk refuses.
        """
        if not who.strip():
            raise VaultError("a quote is not signed", expected="who checked it")
        with self._change() as draft:
            quote = self._quote(identity)
            draft.quotes[identity] = replace(quote, checked_by=who, checked=date, consented=None)
        return self._quote(identity)

    def withdraw(self, identity: str) -> None:
        """Take a quote back.

        Raises:
            VaultError: there is no such quote, or the disk refuses.
        """
        with self._change() as draft:
            del draft.quotes[self._quote(identity).id]

    def quotes(self, *, fit: bool = False) -> tuple[Quote, ...]:
        """The quotes, in the order they were proposed; with `fit` only those that may be rendered.

        Fit is what has consent to its final words, contains nothing of the gazetteer, and was
        signed by a person.
        """
        found = tuple(map(self._quote, self._now().quotes))
        return tuple(q for q in found if not (fit and self.faults(q)))

    def faults(self, quote: Quote) -> tuple[str, ...]:
        """Why a quote may not be rendered; empty when it may. No reason says what is in it."""
        agreed = self.may(quote.pseudonym, "quote", quote.words)
        kinds = self.mentions(quote.words)
        found = {
            "no consent to these words": not agreed,
            "no person has signed it": not (quote.checked_by and quote.checked),
            f"it contains a {' and a '.join(kinds)}": bool(kinds),
        }
        return tuple(fault for fault, holds in found.items() if holds)

    def _quote(self, identity: str) -> Quote:
        quote = self._now().quotes.get(identity)
        if quote is None:
            raise VaultError("the vault holds no quote of that id")
        latest = _latest(self._now(), quote.pseudonym, "quote", quote.words)
        return replace(quote, consented=latest.date if latest and latest.given else None)


def _latest(contents: Contents, pseudonym: str, use: str, words: str) -> Consent | None:
    """The consent that holds: a refusal without words is of every quote."""
    mine = (c for c in contents.consents if (c.pseudonym, c.use) == (pseudonym, use))
    if use == "quote":
        mine = (c for c in mine if c.words == words or not (c.given or c.words))
    found: Consent | None = None
    for consent in mine:
        if found is None or consent.date >= found.date:
            found = consent
    return found


def _check_consent(consent: Consent) -> None:
    check_text("a consent", consent.pseudonym, consent.use, consent.words)
    _check_use(consent.use)
    if not consent.pseudonym.strip():
        raise VaultError("a consent says not whose it is", expected="a pseudonym")
    if consent.use == "quote" and consent.given and not consent.words.strip():
        raise VaultError("a quote is agreed to without its words", expected="the final wording")


def _check_use(use: str) -> None:
    if use not in USES:
        raise VaultError("the use consented to is unknown", expected="one of " + ", ".join(USES))
