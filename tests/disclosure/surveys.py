"""Generated consultations of real (sealed) businesses, with what makes disclosure hard.

Few businesses, overlapping segments, codes under codes, a question that few are asked, follow-ups,
causes, numbers; a register that is missing, small or large; participants that are listed or not.
Nothing here knows the rules of disclosure.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sectorscope.schema import TABLES, from_rows
from sectorscope.store import Tables
from sectorscope.study import Config, parse

Row = dict[str, Any]

SNAPSHOT = "5" * 64
WHERE: Row = {"snapshot": SNAPSHOT, "locator": "row=1", "raw": None}
SEGMENTS = ("orthopaedics", "diagnostics", "telehealth", "dental")
BANDS = ("1-9", "10-49", "50-249")
PLACES = ("Leeds", "Bradford", "Kirklees")
NEEDS = {
    "making": None,
    "cnc": "making",
    "welding": "making",
    "polish": "making",
    "commercial": None,
    "sales": "commercial",
    "export": "commercial",
    "quality": None,
    "regulatory": "quality",
}
SKILLS = {"software": None, "testing": "software", "design": None, "languages": None}
CAUSES = {"far": "cnc", "pay": "cnc", "schools": "sales", "image": None}
OPTIONS = ("growth", "the same", "decline", "a move elsewhere")


@dataclass(frozen=True)
class Survey:
    """A consultation as the study's tables hold it, with the configuration it is told by."""

    tables: dict[str, list[Row]]
    config: Config
    listed: frozenset[str] | None

    @property
    def businesses(self) -> list[str]:
        return [c["business"] for c in self.tables["consultee"]]

    def rows(self, name: str) -> list[Row]:
        return self.tables.get(name, [])

    @cached_property
    def held(self) -> Tables:
        return Tables.from_arrow({n: from_rows(TABLES[n], r) for n, r in self.tables.items()})

    def without(self, gone: Iterable[str]) -> Survey:
        """The same after businesses were erased."""
        left = set(self.businesses) - set(gone)
        tables = {
            n: [r for r in rows if r.get("business", None) is None or r["business"] in left]
            for n, rows in self.tables.items()
        }
        tables["consultation"] = [r | {"responded": len(left)} for r in self.tables["consultation"]]
        listed = None if self.listed is None else self.listed & left
        return replace(self, tables=tables, listed=listed)

    def with_answer(self, business: str, question: str, state: str) -> Survey:
        """The same, had one business answered a closed question otherwise."""
        changed = [
            r | {"state": state, "option": None}
            if (r["business"], r["question"], r["code"]) == (business, question, "")
            else r
            for r in self.tables["assertion"]
        ]
        return replace(self, tables=self.tables | {"assertion": changed})


def survey(seed: int) -> Survey:
    """One consultation; the same for the same seed."""
    dice = random.Random(seed)
    businesses = [f"B{i:03}" for i in range(dice.randint(5, 40))]
    tidy = dice.random() < 0.4  # every business in one segment that is stated
    listed = None
    if dice.random() < 0.3:
        listed = frozenset(b for b in businesses if dice.random() < 0.8)
    consultees = [_consultee(dice, b, tidy=tidy) for b in businesses]
    config = _config(dice, consultees)
    tables: dict[str, list[Row]] = {
        "snapshot": [_snapshot()],
        "consultation": [_method(len(businesses))],
        "question": _questions(),
        "code": [*_codes("needs", NEEDS), *_codes("skills", SKILLS), *_causes()],
        "consultee": consultees,
        "decision": [_lost(dice)] if dice.random() < 0.3 else [],
    }
    tables["assertion"] = [r for b in businesses for r in _answers(dice, b)]
    _say_nothing(dice, tables["assertion"], "skills" if dice.random() < 0.5 else "needs")
    return Survey(tables, config, listed)


def _say_nothing(dice: random.Random, rows: list[Row], question: str) -> None:
    """Now and then everybody says nothing to an open question."""
    if dice.random() < 0.15:
        rows[:] = [r for r in rows if r["question"] != question or not r["code"]]


def _config(dice: random.Random, consultees: list[Row]) -> Config:
    segments = "\n".join(f'[[sector.segment]]\nid = "{s}"\nlabel = "{s}"' for s in SEGMENTS)
    kind = dice.choice(("none", "small", "large", "large"))
    register = "" if kind == "none" else _register(dice, consultees, 1 if kind == "small" else 40)
    return parse(
        '[study]\nid = "s"\ntitle = "A study"\nas_of = 2026-01-31\nperiod = "2026"\n'
        f'[sector]\nname = "a sector"\ndefinition = "version 1"\n{segments}\n{register}'
    )


def _register(dice: random.Random, consultees: list[Row], most: int) -> str:
    """A register of all that were consulted and of some more."""
    parts = {
        column: {n: sum(n in str(c[own]).split(";") for c in consultees) for n in names}
        for column, own, names in (
            ("segments", "segments", SEGMENTS),
            ("size_bands", "size_band", BANDS),
            ("places", "place", PLACES),
        )
    }
    least = dice.choice((0, 10)) if most > 1 else 0
    more = {c: {n: v + dice.randint(least, most) for n, v in p.items()} for c, p in parts.items()}
    inline = (
        f"{c} = {{ " + ", ".join(f'"{n}" = {v}' for n, v in p.items()) + " }"
        for c, p in more.items()
    )
    total = max(len(consultees), *(sum(p.values()) for p in more.values()))
    head = f'[consultation.businesses]\nsource = "a register"\ntotal = {total}\n'
    return head + "\n".join(inline) + "\n"


def _snapshot() -> Row:
    return {
        "sha256": SNAPSHOT,
        "source": "survey",
        "name": "consultation file",
        "bytes": None,
        "retrieved": "2026-01-01",
        "title": "A consultation",
        "publisher": "the study",
        "licence": "confidential",
        "url": None,
        "mapping": None,
        "tried": None,
        "came": None,
        "said": None,
        "reconstruction": False,
        "sealed": True,
    }


def _method(responded: int) -> Row:
    made = dict.fromkeys(c.name for c in TABLES["consultation"].columns)
    return (
        made
        | WHERE
        | {
            "title": "A consultation",
            "reconstruction": False,
            "noun": "businesses consulted",
            "noun_one": "business consulted",
            "responded": responded,
        }
    )


def _question(order: int, identity: str, chapter: str, form: str, **more: Any) -> Row:  # noqa: ANN401
    made = dict.fromkeys(c.name for c in TABLES["question"].columns)
    return (
        made
        | WHERE
        | {
            "id": identity,
            "order": order,
            "chapter": chapter,
            "form": form,
            "text": f"What of {identity}?",
            "says": f"say {identity}",
            "says_one": f"says {identity}",
            "open": form in ("issues", "raised", "reasons"),
        }
        | more
    )


def _questions() -> list[Row]:
    return [
        _question(0, "programme", "skills", "share"),
        _question(1, "retention", "skills", "share", gate="programme", whom="asked that run one"),
        _question(2, "outlook", "prospects", "option", role="expectation"),
        _question(3, "how_many", "prospects", "gave_number", gate="outlook"),
        _question(4, "needs", "issues", "issues", role="needs"),
        _question(5, "causes", "issues", "reasons", gate="needs"),
        _question(6, "skills", "skills", "raised", role="skills"),
        _question(7, "remote", "skills", "share", segment="telehealth"),
        _question(8, "universities", "universities", "share"),
    ]


def _codes(question: str, parents: dict[str, str | None]) -> list[Row]:
    return [_code(question, i, c, p) for i, (c, p) in enumerate(parents.items())]


def _causes() -> list[Row]:
    return [
        _code("causes", i, c, None) | {"explains": e} for i, (c, e) in enumerate(CAUSES.items())
    ]


def _code(question: str, order: int, name: str, parent: str | None) -> Row:
    made = dict.fromkeys(c.name for c in TABLES["code"].columns)
    return (
        made
        | WHERE
        | {
            "question": question,
            "code": name,
            "order": order,
            "label": f"{name} work",
            "parent": parent,
            "need": question == "needs",
        }
    )


def _lost(dice: random.Random) -> Row:
    """A coding whose words are gone: a gap will tell of it."""
    code = dice.choice(list(NEEDS))
    body = {"business": "B001", "question": "needs", "code": code, "quote": "w", "state": "yes"}
    return {
        "id": "lost",
        "kind": "coding",
        "who": "A. Tester",
        "when": "2026-01-02",
        "why": "to see",
        "body": json.dumps(body),
    }


def _consultee(dice: random.Random, business: str, *, tidy: bool) -> Row:
    first = dice.choices(SEGMENTS, (8, 5, 4, 1))[0]
    second = dice.choice(SEGMENTS)
    both = [first, second] if not tidy and dice.random() < 0.15 and second != first else [first]
    made = dict.fromkeys(c.name for c in TABLES["consultee"].columns)
    return (
        made
        | WHERE
        | {
            "business": business,
            "listed": False,
            "segments": "" if not tidy and dice.random() < 0.05 else ";".join(both),
            "size_band": dice.choices((*BANDS, None), (6, 4, 1, not tidy))[0],
            "place": dice.choices((*PLACES, None), (9, 5, 2, not tidy))[0],
        }
    )


def _answers(dice: random.Random, business: str) -> list[Row]:
    asked = dice.random() < 0.9
    programme = dice.choices(("yes", "no", "dont_know", "refused", "blank"), (6, 8, 1, 1, 1))[0]
    retention = dice.choices(("yes", "no", "blank"), (5, 2, 1))[0]
    option = dice.choices((*OPTIONS, None), (9, 4, 1, 1, 2))[0]
    grows = option == "growth"
    outlook = "yes" if grows else "no" if option else dice.choice(("dont_know", "blank"))
    gave = dice.choice(("yes", "unquantified"))
    number = float(dice.randint(1, 60)) if grows and gave == "yes" else None
    needs = _named(dice, NEEDS, 0.12)
    rows = [
        _whole(business, "programme", programme if asked else "not_asked"),
        _whole(business, "retention", retention if asked and programme == "yes" else "not_asked"),
        _whole(business, "outlook", outlook, option=option),
        _whole(business, "how_many", gave if grows else "not_asked", likely=number),
        _whole(business, "needs", "raised_unprompted" if needs else dice.choice(("blank", "no"))),
        _whole(business, "causes", "raised_unprompted" if needs else "not_asked"),
        _whole(business, "skills", "raised_unprompted"),
        _whole(business, "remote", dice.choices(("yes", "no", "blank"), (3, 2, 1))[0]),
        _whole(business, "universities", dice.choices(("yes", "no", "dont_know"), (14, 5, 1))[0]),
    ]
    rows += [_coded(business, "needs", c) for c in needs]
    rows += [_coded(business, "skills", c) for c in _named(dice, SKILLS, 0.25)]
    causes = [c for c, e in CAUSES.items() if (e is None or e in needs) and dice.random() < 0.5]
    return rows + [_coded(business, "causes", c) for c in causes if needs]


def _named(dice: random.Random, codes: dict[str, str | None], rate: float) -> list[str]:
    likes = {c: rate * (1 + (len(c) * 7 % 5)) / 2 for c in codes}
    return [c for c in codes if dice.random() < likes[c]]


def _whole(business: str, question: str, state: str, **more: Any) -> Row:  # noqa: ANN401
    made = dict.fromkeys(c.name for c in TABLES["assertion"].columns)
    named = {"business": business, "question": question, "code": "", "state": state}
    return made | WHERE | named | more


def _coded(business: str, question: str, code: str) -> Row:
    decision = {"decision": f"{business}-{question}-{code}"}
    return _whole(business, question, "raised_unprompted", **decision) | {"code": code}
