"""A consultation held in memory: questions, codes, businesses and what they said, as table rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from sectorscope.consultation.assertions import assertions
from sectorscope.consultation.counts import Consultation
from sectorscope.profile import EvidenceRef
from sectorscope.wording.realise import About, Voice

Row = dict[str, Any]

STATES = ("yes", "no", "dont_know", "refused", "blank", "unquantified")
UNASKED = ("not_asked", "not_applicable")

WHERE = {"snapshot": "5" * 64, "locator": "bytes=0-9;field=q", "raw": None}

VOICE = Voice(
    vintage="c. 2012-13",
    geography="Leeds City Region",
    definition="version 1",
    refs=lambda row: EvidenceRef(
        id=f"{row['business']}|{row['question']}|{row['code']}",
        source="survey",
        reconstruction=True,
    ),
    noun="reconstructed businesses",
    noun_one="reconstructed business",
)
ABOUT = About("issues", "q")


def question(identity: str = "q", **more: Any) -> Row:  # noqa: ANN401
    fields = {
        "id": identity,
        "order": 0,
        "chapter": "issues",
        "form": "share",
        "text": "Is it so?",
        "says": "say so",
        "says_one": "says so",
        "role": None,
        "open": False,
        "gate": None,
        "segment": None,
        "caveat": None,
    }
    return fields | WHERE | more


def code(name: str, parent: str | None = None, **more: Any) -> Row:  # noqa: ANN401
    fields = {
        "question": "q",
        "code": name,
        "order": 0,
        "label": f"skill {name}",
        "parent": parent,
        "explains": None,
        "need": True,
        "occupations": None,
        "industries": None,
        "level": None,
        "subject_area": None,
        "soc": None,
    }
    return fields | WHERE | more


def consultee(name: str, segments: str = "orthopaedics") -> Row:
    return {"business": name, "segments": segments, "size_band": None, "place": None} | WHERE


def response(name: str, state: str, raw: str = "", question: str = "q", **more: Any) -> Row:  # noqa: ANN401
    fields = {"business": name, "question": question, "state": state, "option": None}
    return fields | WHERE | {"raw": raw} | more


def coding(name: str, of: str, quote: str = "words", question: str = "q") -> Row:
    return {
        "id": f"{name}-{question}-{of}",
        "business": name,
        "question": question,
        "code": of,
        "quote": quote,
        "state": "raised_unprompted",
    }


def consultation(
    responses: Iterable[Row],
    *,
    codes: Iterable[Row] = (),
    codings: Iterable[Row] = (),
    questions: Sequence[Row] = (),
    consultees: Sequence[Row] = (),
) -> Consultation:
    """A consultation; businesses are those that responded, unless others are given."""
    listed = list(responses)
    names = {r["business"]: consultee(r["business"]) for r in listed}
    tables: dict[str, list[Row]] = {
        "question": list(questions) or [question()],
        "code": [c | {"order": i} for i, c in enumerate(codes)],
        "consultee": list(consultees) or list(names.values()),
        "consultation": [],
        "assertion": assertions(listed, codings),
    }
    return Consultation(lambda name: tables[name])


def of_states(states: Sequence[str], *, option: str | None = None) -> Consultation:
    """One closed question, one business a state."""
    return consultation(
        response(f"B{i:02}", s, option=option if s == "yes" else None) for i, s in enumerate(states)
    )


def mixes(most: int = 60) -> st.SearchStrategy[list[str]]:
    """The states of up to `most` businesses, told apart by no order."""
    return st.lists(st.sampled_from(STATES + UNASKED), max_size=most)


def naming(
    named: Mapping[str, Iterable[str]], asked: int, parents: Mapping[str, str] | None = None
) -> Consultation:
    """An open question put to `asked` businesses, B0, B1 …, with the codes each of them named.

    Args:
        named: for each code, the businesses that named it.
        asked: how many were asked.
        parents: the wider code of a code, where it has one.
    """
    over = parents or {}
    codes = [code(p) for p in dict.fromkeys(over.values())]
    codes += [code(c, over.get(c)) for c in named]
    return consultation(
        [response(f"B{i}", "yes", "words") for i in range(asked)],
        codes=codes,
        codings=[coding(b, c) for c, who in named.items() for b in who],
        questions=[question(form="issues", says="Shortages", open=True, role="needs")],
    )
