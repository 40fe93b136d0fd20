"""Publishes generated surveys as the product does, with the rules of disclosure and without."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from sectorscope.consultation.counts import Consultation
from sectorscope.disclosure import Ledger, View, cells, releasable
from sectorscope.pipeline.assemble import assemble
from sectorscope.profile import Audience, Profile
from sectorscope.render.annex import annex
from sectorscope.render.html import html
from sectorscope.render.json import json as as_json
from sectorscope.store import Tables
from sectorscope.vault import header
from tests.disclosure.attacks import Codebook, Published, wilson
from tests.disclosure.surveys import Survey


def view_of(survey: Survey, audience: Audience = "public", ledger: Ledger | None = None) -> View:
    history = ledger.forbids if ledger else None
    return releasable(survey.rows, survey.config, audience, survey.listed, history)


def tables_of(survey: Survey, view: View | None) -> Tables:
    """The tables the chapters get: the view's, or, with the rules off, the study's own."""
    held = survey.held
    return view.tables(held) if view else held


def profile_of(survey: Survey, view: View | None, audience: Audience = "public") -> Profile:
    """The product's own profile; where there is no view, with the rules switched off."""
    shown = view or View(survey.rows, audience, protected=False)
    with patch("sectorscope.pipeline.assemble.releasable", lambda *_: shown):
        return assemble(survey.config, survey.held, audience)


def publish(
    survey: Survey,
    view: View | None = None,
    audience: Audience = "public",
    *,
    page: bool = False,
) -> Published:
    """A release; without a view the rules are off."""
    made = profile_of(survey, view, audience)
    tables = tables_of(survey, view)
    return Published(
        json.loads(as_json(made)), html(made) if page else "", annex(made), _derived(tables)
    )


def _derived(tables: Tables) -> list[dict[str, object]]:
    """An appendix of statistics, each computed from the tables the chapters are given."""
    held = Consultation(tables.rows)
    found: list[dict[str, object]] = []
    for question in held.questions:
        codes = held.codes_of_question(question["id"])
        names = [("said", "")] if question["form"] in ("share", "option", "gave_number") else []
        names += [(f"code {c['code']}", c["code"]) for c in codes if "~" not in c["code"]]
        for what, code in names:
            within = held.in_segment(question["segment"])
            count = held.count(question["id"], code, among=within)
            if count.n and (count.k or not code):
                low, high = wilson(count.k, count.n)
                shown = {"low": round(low, 3), "high": round(high, 3)}
                bar = round(200 * count.k / count.n, 1)
                named = {"question": question["id"], "what": what, "n": count.n}
                found.append({**named, **shown, "bar": bar})
    return found


def codebook(survey: Survey) -> Codebook:
    options = {r["option"] for r in survey.rows("assertion") if r["option"]}
    return Codebook.of(survey.rows("question"), survey.rows("code"), options)


@contextmanager
def ledger_of(survey: Survey) -> Iterator[Ledger]:
    """An empty ledger under a key that costs nothing to make."""
    cheap = {"n": 2, "r": 8, "p": 1}
    with tempfile.TemporaryDirectory() as folder, patch.dict(header.COST, cheap):
        yield Ledger.open(Path(folder), "a key", survey.config.study.id, new=True)


def release(survey: Survey, ledger: Ledger, audience: Audience = "public") -> View:
    """Publish and write it down, as `sectorscope release` does."""
    view = view_of(survey, audience, ledger)
    assert not ledger.record(cells(view), audience=audience, date="2026-01-31", fingerprint="f")
    return view


def unsealed(survey: Survey) -> Survey:
    """The same, taken for evidence that nobody has to protect."""
    open_ = [s | {"sealed": False} for s in survey.rows("snapshot")]
    return replace(survey, tables=survey.tables | {"snapshot": open_})
