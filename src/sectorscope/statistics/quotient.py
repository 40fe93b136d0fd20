"""Shares and location quotients of rounded figures, with what rounding leaves open.

A location quotient is a part's share of the whole here, over the same part's share of the whole
there: above one, the part is more concentrated here. What may be said of it follows from interval
arithmetic alone (R. E. Moore, Interval Analysis, 1966): every figure that rounds to the published
one is allowed, and none is held likelier than another.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounded:
    """A figure with the lowest and the highest it can be, in its own unit.

    low, high: None together, where nothing is known of them.
    """

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def known(self) -> tuple[float, float] | None:
        """Both ends, or None."""
        return None if self.low is None or self.high is None else (self.low, self.high)


def share(part: Bounded, rest: Bounded) -> Bounded | None:
    """A part of the whole that it makes up with the rest, as a fraction from 0 to 1.

    The part is in the whole, so the two do not move freely: part and rest do. A share rises with
    the part and falls with the rest, and is lowest where the part is lowest and the rest highest.

    Args:
        part: the part, not below nought.
        rest: the whole without it, not below nought.

    Returns:
        None where the whole is nought.
    """
    if part.value + rest.value <= 0:
        return None
    mine, others = part.known, rest.known
    value = part.value / (part.value + rest.value)
    if mine is None or others is None:
        return Bounded(value)
    return Bounded(value, _fraction(mine[0], others[1]), _fraction(mine[1], others[0]))


def _fraction(part: float, rest: float) -> float:
    """A part of itself and the rest; nought of nothing."""
    return part / (part + rest) if part + rest > 0 else 0.0


def location_quotient(here: Bounded, there: Bounded) -> Bounded | None:
    """One share over another; 1 where both are alike.

    The shares may rest on figures in common, as where one area lies in the other: the interval
    allows for every pair of them, and so may be wider than it need be, never narrower.

    Args:
        here: a share, as a fraction.
        there: the share it is held against, as a fraction.

    Returns:
        None where the share there is nought. An interval is known only where the share there
        cannot be nought.
    """
    if there.value <= 0:
        return None
    value = here.value / there.value
    mine, others = here.known, there.known
    if mine is None or others is None or others[0] <= 0:
        return Bounded(value)
    return Bounded(value, mine[0] / others[1], mine[1] / others[0])


def change(now: Bounded, then: Bounded) -> Bounded | None:
    """Relative change between two figures, as a fraction: 0.1 is a tenth more.

    Returns:
        None from nought. An interval is known only where the earlier figure cannot be nought.
    """
    if then.value <= 0:
        return None
    value = now.value / then.value - 1
    later, earlier = now.known, then.known
    if later is None or earlier is None or earlier[0] <= 0:
        return Bounded(value)
    return Bounded(value, later[0] / earlier[1] - 1, later[1] / earlier[0] - 1)


def sure_side(quotient: Bounded) -> int:
    """1 or -1 if the quotient is above or below one whatever was rounded; 0 if that is open."""
    if quotient.known is None:
        return 0
    low, high = quotient.known
    return (low > 1) - (high < 1)
