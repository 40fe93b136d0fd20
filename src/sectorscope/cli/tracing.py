"""Prints a trace: for a person as an indented path, for a program as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from sectorscope.profile import Estimate
from sectorscope.trace import Step, Trace

SHOWN = 400
"""Characters of a piece of evidence printed for a person; JSON carries all of it."""


def print_trace(found: Trace) -> None:
    """Statement, estimates, then each piece of evidence down to its bytes."""
    statement = found.statement
    print(f"{statement.text}\n")
    print(f"statement  {statement.id}  {statement.chapter} · {statement.kind} · {statement.basis}")
    print(f"           {statement.vintage} · {statement.geography} · {statement.definition}")
    if statement.caveat:
        print(f"           {statement.caveat}")
    for estimate in statement.estimates:
        _print_estimate(estimate)
    for step in found.steps:
        _print_step(step)


def print_json(found: Trace) -> None:
    """The same as one JSON object."""
    print(
        json.dumps(
            {
                "statement": found.statement.model_dump(mode="json"),
                "evidence": [
                    step.evidence.model_dump(mode="json")
                    | {
                        "name": step.snapshot.name,
                        "start": step.found.start,
                        "end": step.found.end,
                        "text": step.found.text,
                        "retrieved": step.snapshot.retrieved,
                        "address": step.fetched.address if step.fetched else None,
                        "overrides": [asdict(o) for o in step.snapshot.overrides],
                    }
                    for step in found.steps
                ],
            },
            ensure_ascii=False,
            indent=1,
        )
    )


def _print_estimate(estimate: Estimate) -> None:
    of = f" of {estimate.n}" if estimate.n is not None else ""
    print(f"\nestimate   {estimate.label}: {estimate.value:,.6g}{of} {estimate.unit}")
    print(f"           {estimate.standing}; {estimate.method}")
    if estimate.assumes:
        print(f"           about: {estimate.assumes}")
    doubt = estimate.uncertainty
    bounds = f" {doubt.low:,.6g} to {doubt.high:,.6g}" if doubt.low is not None else ""
    print(f"           uncertainty: {doubt.kind.replace('_', ' ')}{bounds} ({doubt.why})")


def _print_step(step: Step) -> None:
    evidence, snapshot = step.evidence, step.snapshot
    print(f"\nevidence   {evidence.label}")
    if evidence.decision:
        card = evidence.decision
        print(f"decision   {card.id} by {card.who}, {card.when}: {card.why}")
    text = step.found.text if len(step.found.text) <= SHOWN else step.found.text[:SHOWN] + " …"
    if evidence.locator is not None:
        print(f"stands     {text!r}")
    print(f"at         {evidence.locator or step.found.note}")
    marked = " (reconstruction)" if snapshot.reconstruction else ""
    print(f"snapshot   {snapshot.sha256}  {snapshot.name}, {snapshot.retrieved}{marked}")
    if step.fetched:
        print(f"fetched    {step.fetched.address}, {step.fetched.retrieved}")
    for override in snapshot.overrides:
        who = override.who or "somebody who did not sign"
        print(f"overruled  gate {override.gate} by {who}: {override.why}")
