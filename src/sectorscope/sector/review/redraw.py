"""Going on after the definition or the frame has changed, or a draw's file is lost.

Seeds and stage A stay as they were drawn, for the definition and frame as they are now (unless
nobody has been ruled on yet); what is in doubt of them is asked again. An audit cannot go on with
other chances: it is taken back, and drawn anew when its turn comes; what was ruled in it and is not
in doubt is known from then on.
"""

from __future__ import annotations

import numpy as np

from sectorscope.decisions import WITHDRAWN, Decision
from sectorscope.errors import DecisionError
from sectorscope.sector.review.drawing import again
from sectorscope.sector.review.drawn import B, Drawn
from sectorscope.sector.review.draws import read
from sectorscope.sector.review.effective import in_force
from sectorscope.sector.review.room import Review


def redraw(review: Review, who: str, why: str = "") -> tuple[Decision, ...]:
    """Take back what was drawn from something else, and draw seeds and stage A as they were.

    Args:
        review: whose draws.
        who: signs.
        why: the reason; by default, that definition or frame changed.

    Returns:
        The draws that were taken back.

    Raises:
        DecisionError: nothing was drawn, or what was drawn still holds; or the disk refuses.
    """
    with review.drawing():
        standing = [d for d in review.log.in_force("draw") if d.body["target"] == review.target]
        if not any(_gone(review, d) for d in standing):
            raise DecisionError(
                "nothing has changed since companies were drawn, so the draw stands",
                hint="--reviews N with a larger N, for more of them",
            )
        kept = [_again(review, d) for d in standing if d.body["stage"] != B]
        made = [d for d in kept if d is not None]
        stages = {d.stage for d in made}
        reason = why.strip() or "the definition or the frame is another than it was drawn from"
        back = tuple(
            _back(d, who, review.today, reason) for d in standing if d.body["stage"] not in stages
        )
        review.write(made, who, f"as it was drawn before: {reason}", *back)
        return back


def _gone(review: Review, decision: Decision) -> bool:
    """Whether a draw no longer holds."""
    body, material = decision.body, review.material
    changed = (body["definition"], body["frame"]) != (material.definition.id, material.print)
    return changed or _file(review, decision) is None


def _file(review: Review, decision: Decision) -> Drawn | None:
    try:
        return read(decision, review.folder)
    except DecisionError:
        return None


def _again(review: Review, decision: Decision) -> Drawn | None:
    """The draw for what holds now; of one whose file is lost, those that were ruled on.

    None where nobody has been ruled on: it can be drawn anew without losing anything.
    """
    old = _file(review, decision)
    if old is None:
        old = _rebuilt(review, decision)
    ruled = {d.body["company"] for d in in_force(review.log.read("membership"))}
    made = again(old, review.material)
    return made if ruled & set(made.queue) else None


def _rebuilt(review: Review, decision: Decision) -> Drawn:
    body = decision.body
    shown = [d.body for d in review.log.read("membership") if d.body["draw"] == body["csv"]]
    companies = tuple(dict.fromkeys(b["company"] for b in shown))
    nothing = np.full(len(companies), np.nan)
    return Drawn(
        target=body["target"],
        stage=body["stage"],
        companies=companies,
        p=nothing,
        s=nothing,
        w=nothing,
        pi=nothing,
        order=np.arange(1, len(companies) + 1),
        known=np.zeros(len(companies), np.bool_),
        square=nothing,
        seed=int(body["seed"]),
        seeds=int(body["seeds"]),
        reviews=int(body["reviews"]),
    )


def _back(decision: Decision, who: str, when: str, why: str) -> Decision:
    return Decision("draw", decision.body | {"ruling": WITHDRAWN}, who=who, when=when, why=why)
