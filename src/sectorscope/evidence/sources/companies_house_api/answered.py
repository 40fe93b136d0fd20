"""Companies in answers of the interface: a page of a search, a profile, or several of either.

An answer to a search holds of each company its name, number, type, standing, dates, codes and
registered office. A profile adds earlier names, its last accounts and a word on its standing, of
which only a proposal to strike off is more than the standing says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from sectorscope.evidence.companies.given import Given
from sectorscope.evidence.gates import error_in
from sectorscope.evidence.nested import Answer, Nested, answers
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.companies_house_api.looking_up import is_absent
from sectorscope.schema import whole_text

SEARCHED, LOOKED_UP = "items", "profiles"
_STRIKE_OFF = "strike-off"
_PATHS: Mapping[str, tuple[str, ...]] = {
    "number": ("company_number",),
    "name": ("company_name",),
    "category": ("company_type", "type"),
    "incorporated": ("date_of_creation",),
    "dissolved": ("date_of_cessation",),
    "postcode": ("registered_office_address.postal_code",),
    "accounts": ("accounts.last_accounts.made_up_to",),
    "account_category": ("accounts.last_accounts.type",),
}
"""Fields of a company by the entries that may give them; the first that says anything."""


@dataclass(frozen=True)
class Found:
    """Companies of a file, and the numbers asked for that the register has none of."""

    given: Given
    absent: tuple[str, ...]


def found_in(data: bytes, name: str, *, partly: bool) -> Found:
    """The companies of a file.

    Args:
        data: JSON: an answer, or several.
        name: what the file is called, for messages.
        partly: whether fewer than there are in all will do.

    Raises:
        GateRefused: gates `encoding`, `html`, `json_error`, `truncated`, `rows`, `fields`,
            `values`, `count`, `no_rows`.
    """
    held = answers(data, (SEARCHED, LOOKED_UP))
    records: list[Nested] = []
    absent: list[str] = []
    for one in held:
        here, gone = _companies(one)
        records += here
        absent += gone
    if not partly:
        _check_count(name, [one for one in held if "hits" in one.about], records)
    if not records:
        raise GateRefused(
            "no_rows",
            f"the register has none of the {len(absent):,} companies that {name} asks for"
            if absent
            else f"{name} names no company",
            expected="at least one company",
            hint="look at the numbers, and at the address of the service" if absent else "",
        )
    return Found(_given(records), tuple(absent))


def _companies(one: Answer) -> tuple[list[Nested], list[str]]:
    """Companies of an answer, and numbers of which there is none."""
    if "asked" in one.about:
        return _looked_up(one)
    if "hits" in one.about or one.records:
        return list(one.records), []
    if "company_number" in one.about:
        return [one.itself], []
    raise GateRefused(
        "json_error",
        f"the file is no answer on companies ({error_in(one.about) or 'no company_number'})",
        expected="a page of a search, or a company's profile, of the interface",
    )


def _looked_up(one: Answer) -> tuple[list[Nested], list[str]]:
    asked = one.about["asked"]
    if not isinstance(asked, list) or len(asked) != len(one.records):
        raise GateRefused(
            "count",
            f"the file holds {len(one.records):,} answers",
            expected="one for each number that was asked for",
            hint="fetch the query again.",
        )
    pairs = [(str(n), r, is_absent(r.said)) for n, r in zip(asked, one.records, strict=True)]
    return [r for _, r, gone in pairs if not gone], [n for n, _, gone in pairs if gone]


def _check_count(name: str, pages: Sequence[Answer], records: Sequence[Nested]) -> None:
    """Hold pages of a search to the number of companies they say there are."""
    totals = {str(page.about["hits"]) for page in pages}
    if totals and totals != {str(len(records))}:
        raise GateRefused(
            "count",
            f"{name} holds {len(records):,} of {' or '.join(sorted(totals))} companies",
            expected="every page of one search",
            hint="one page is not the whole; sectorscope fetch asks for all of them.",
        )


def _given(records: Sequence[Nested]) -> Given:
    said = [_said(r) for r in records]
    places = [r.place("company_name") for r in records]
    earlier = [list(_previous(r.said)) for r in records]
    most = max(map(len, earlier))
    return Given(
        rows=len(records),
        columns={f: pa.array([s[f] for s in said], pa.string()) for f in (*_PATHS, "status")},
        sics=[pa.array([_sics(r.said) for r in records], pa.string())],
        previous=[
            pa.array([(n + [""] * most)[at] for n in earlier], pa.string()) for at in range(most)
        ],
        basis="accounts",
        five=True,
        locators=pa.array([where for where, _ in places], pa.string()),
        raw=pa.array([raw for _, raw in places], pa.string()),
    )


def _said(record: Nested) -> dict[str, str]:
    for needed in ("company_number", "company_name"):
        if not _text(record.said, needed):
            raise GateRefused(
                "fields",
                f"a company of the answer has no {needed}",
                expected="company_number and company_name in each",
                hint="save the service's answer as it comes, or fetch it.",
            )
    found = {
        field: next((t for path in paths if (t := _text(record.said, path))), "")
        for field, paths in _PATHS.items()
    }
    return found | {"status": _status(record.said)}


def _status(said: Mapping[str, Any]) -> str:
    """The standing, and a proposal to strike off beside it."""
    detail = _text(said, "company_status_detail")
    also = f" ({detail})" if _STRIKE_OFF in detail else ""
    return _text(said, "company_status") + also


def _text(said: Mapping[str, Any], path: str) -> str:
    """A text by its path; empty where there is none.

    Raises:
        GateRefused: gate `values`: something else stands there.
    """
    value: Any = said
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else _no(value, path)
    return whole_text(value) if isinstance(value, str) else _no(value, path)


def _no(value: object, path: str) -> str:
    """Nothing where nothing stands; anything else is no text and holds none."""
    if value in (None, ""):
        return ""
    raise GateRefused("values", f"{path} is {str(value)[:30]!r}", expected="a text")


def _sics(said: Mapping[str, Any]) -> str:
    codes = said.get("sic_codes") or []
    if not isinstance(codes, list) or not all(isinstance(c, str) for c in codes):
        raise GateRefused("values", f"sic_codes is {str(codes)[:30]!r}", expected="a list of texts")
    return whole_text(";".join(codes))


def _previous(said: Mapping[str, Any]) -> Iterator[str]:
    """Earlier names, the newest first."""
    names = said.get("previous_company_names") or []
    if not isinstance(names, list) or not all(isinstance(n, dict) for n in names):
        raise GateRefused(
            "values", f"previous_company_names is {str(names)[:30]!r}", expected="a list of names"
        )
    told = [(_text(n, "ceased_on"), _text(n, "name")) for n in names]
    return (name for _, name in sorted(told, key=lambda t: t[0], reverse=True))
