"""Each attack on one survey: what it could find, and what it does find, rules on and off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sectorscope.pipeline.assemble import _fingerprint
from sectorscope.store import content_hash
from tests.disclosure import attacks
from tests.disclosure.attacks import Claims, Codebook, Published
from tests.disclosure.publishing import (
    codebook,
    ledger_of,
    publish,
    release,
    tables_of,
    unsealed,
    view_of,
)
from tests.disclosure.surveys import Survey, survey
from tests.disclosure.truth import Fact, facts, newcomers, protected

Found = set[tuple[str, str, str]]


@dataclass(frozen=True)
class Result:
    """could: protected facts the attack aims at. off, on: those it found without and with rules."""

    attack: str
    could: Found
    off: Found
    on: Found


class Trial:
    """One survey, published with the rules and without."""

    def __init__(self, seed: int) -> None:
        self.survey = survey(seed)
        self.secret = protected(self.survey)
        self.book: Codebook = codebook(self.survey)

    @cached_property
    def on(self) -> Published:
        return publish(self.survey, view_of(self.survey), page=True)

    @cached_property
    def off(self) -> Published:
        return publish(self.survey, page=True)

    def results(self) -> Iterator[Result]:
        for attack in ATTACKS:
            yield attack(self)

    def found(self, claims: Claims) -> Found:
        """Claims that are protected and true."""
        return {
            fact
            for fact, k in claims.items()
            if fact in self.secret and k in (-1, len(self.secret[fact]))
        }

    def aims(self, keep: Callable[[Fact], bool]) -> Found:
        return {fact for fact in self.secret if keep(fact)}


def complements(trial: Trial) -> Result:
    """What is left of a whole, and a wider code less a narrower one."""

    def run(published: Published) -> Found:
        return trial.found(attacks.complements(trial.book, published))

    could = trial.aims(lambda f: not f[2] and not f[1].startswith("state") and not _is_cause(f))
    return Result("complements", could, run(trial.off), run(trial.on))


def breakdowns(trial: Trial) -> Result:
    """Counts by segment, each and what is left of the whole."""

    def run(published: Published) -> Found:
        claims = attacks.complements(trial.book, published)
        return {f for f in trial.found(claims) if f[2]}

    could = trial.aims(
        lambda f: (
            f[0] == "skills"
            and bool(f[2])
            and f[1].startswith(("code", "not code", "only"))
            and not _has_narrower(trial, f)
        )
    )
    return Result("breakdowns", could, run(trial.off), run(trial.on))


def two_releases(trial: Trial) -> Result:
    """One business more than in the last release."""
    return _between("differencing two releases", trial, before_first=True)


def erasure(trial: Trial) -> Result:
    """One business less than in the last release."""
    return _between("before and after erasure", trial, before_first=False)


def _between(name: str, trial: Trial, *, before_first: bool) -> Result:
    whole, one = trial.survey, trial.survey.businesses[-1]
    less = whole.without([one])
    first, second = (less, whole) if before_first else (whole, less)
    with ledger_of(whole) as ledger:
        views = release(first, ledger), release(second, ledger)
        on = attacks.differencing(trial.book, publish(first, views[0]), publish(second, views[1]))
    off = attacks.differencing(trial.book, publish(first), publish(second))
    said = {(q, w, "the one") for q, w, _ in newcomers(whole, [one])}
    could = {f for f in said if _is_told(trial, f)}
    return Result(name, could, set(off) & said, set(on) & said)


def partner_and_public(trial: Trial) -> Result:
    """What the public profile withholds and the partners' tells, and what differs between them."""
    partner = publish(trial.survey, view_of(trial.survey, "partner"), "partner")

    def run(*all_: Published) -> Found:
        every = [attacks.complements(trial.book, p) for p in all_]
        joined = {k: v for claims in every for k, v in claims.items()}
        return trial.found(joined) | {
            f for a in every for b in every for f in trial.secret if a.get(f) != b.get(f)
        }

    hand_made = publish(trial.survey, view_of(trial.survey))
    off = run(hand_made, publish(trial.survey, None, "partner"))
    could = trial.aims(lambda f: not f[2] and not f[1].startswith("state") and not _is_cause(f))
    return Result("partner plus public", could, off, run(trial.on, partner))


def derived_numbers(trial: Trial) -> Result:
    """Intervals, bar lengths and drawn squares worked back to counts."""

    def run(published: Published) -> Found:
        return trial.found(attacks.derived(trial.book, published))

    could = trial.aims(
        lambda f: not f[2] and f[1].startswith(("said", "code")) and not _is_cause(f)
    )
    return Result("derived numbers", could, run(trial.off), run(trial.on))


def embedded(trial: Trial) -> Result:
    """Files that the page holds, and the annex."""

    def run(published: Published) -> Found:
        return trial.found(attacks.embedded(trial.book, published))

    could = trial.aims(
        lambda f: (
            not f[2]
            and f[0] in ("needs", "skills")
            and f[1].startswith(("code", "only"))
            and not _has_narrower(trial, f)
        )
    )
    return Result("embedded data", could, run(trial.off), run(trial.on))


def gap_texts(trial: Trial) -> Result:
    """Gaps that say that nobody said anything, or whose coding was lost."""
    lost = {("needs", f"lost {_lost_code(trial)}", "")} if trial.survey.rows("decision") else set()

    def run(published: Published) -> Found:
        claims = attacks.gap_texts(trial.book, published)
        return trial.found(claims) | (set(claims) & lost)

    everybody = trial.aims(
        lambda f: f[1] == "nothing" and len(trial.secret[f]) > 2 and not f[2] and not _is_cause(f)
    )
    aims = {f for f in everybody if f[0] == "skills"}
    return Result("gap texts", aims | lost, run(trial.off), run(trial.on))


def group_disclosure(trial: Trial) -> Result:
    """Answers that all of a group share."""

    def run(published: Published) -> Found:
        claims = attacks.group_disclosure(trial.book, published)
        return {f for f in trial.found(claims) if len(trial.secret[f]) > 2}

    could = trial.aims(
        lambda f: (
            len(trial.secret[f]) > 2
            and not _is_cause(f)
            and (not f[2] or (f[0] == "skills" and "code" in f[1]))
            and f[1] != "nothing"
            and " not " not in f[1]
        )
    )
    return Result("group disclosure", could, run(trial.off), run(trial.on))


def guess_and_check(trial: Trial) -> Result:
    """Every answer one business can have given, tried against whatever hash is published."""
    target = trial.survey.businesses[0]
    question = "universities"
    fact = (question, "state", target)

    def run(published: Published, given: Survey, *, rules: bool) -> Found:
        guesses = {
            s: lambda s=s: _hashes(given.with_answer(target, question, s), rules=rules)
            for s in ("yes", "no", "dont_know")
        }
        right = attacks.guess_and_check(published, guesses)
        return {fact} if right == _state(given, target, question) else set()

    bare = unsealed(trial.survey)
    return Result(
        "guess and check",
        {fact},
        run(publish(bare), bare, rules=False),
        run(trial.on, trial.survey, rules=True),
    )


def insider(trial: Trial) -> Result:
    """One business's part in a protected count, by somebody who knows all the others' answers."""
    one = next((b for who in trial.secret.values() if len(who) <= 2 for b in sorted(who)), None)
    if one is None:
        return Result("insider", set(), set(), set())
    others = {f: len(who - {one}) for f, who in facts(trial.survey).items()}
    mine = {(q, w, "the one") for (q, w, g), who in trial.secret.items() if one in who and not g}

    def run(published: Published) -> Found:
        return set(attacks.insider(trial.book, published, others)) & mine

    could = {f for f in mine if _is_told(trial, f)}
    return Result("insider", could, run(trial.off), run(trial.on))


ATTACKS: tuple[Callable[[Trial], Result], ...] = (
    complements,
    breakdowns,
    two_releases,
    erasure,
    partner_and_public,
    derived_numbers,
    embedded,
    gap_texts,
    group_disclosure,
    guess_and_check,
    insider,
)


def _is_told(trial: Trial, fact: Fact) -> bool:
    """Whether a profile without rules has a place where it would tell the fact."""
    return fact[0] != "causes" and not fact[1].startswith("state") and " not " not in fact[1]


def _is_cause(fact: Fact) -> bool:
    """Causes are told among those who named what they explain, so their counts are others."""
    return fact[0] == "causes"


def _has_narrower(trial: Trial, fact: Fact) -> bool:
    """A code with others under it stands in no table by itself."""
    kind, _, code = fact[1].removeprefix("not ").partition(" ")
    return kind == "code" and code in {p for p in trial.book.parents.values() if p}


def _lost_code(trial: Trial) -> str:
    import json

    return json.loads(trial.survey.rows("decision")[0]["body"])["code"]


def _state(given: Survey, business: str, question: str) -> str:
    rows = given.rows("assertion")
    key = (business, question, "")
    return next(r["state"] for r in rows if (r["business"], r["question"], r["code"]) == key)


def _hashes(guess: Survey, *, rules: bool) -> Iterable[str]:
    """The hashes a release would hold if a guess were right, as anybody with the code can tell."""
    view = view_of(guess) if rules else None
    yield content_hash("assertion", tables_of(guess, view).arrow("assertion"))
    yield _fingerprint(guess.held, "public")
