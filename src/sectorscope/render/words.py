"""How the page says numbers, uncertainty and standing: one place, so that it says them one way."""

from __future__ import annotations

from sectorscope.profile import Basis, Estimate, Kind, Uncertainty

INVENTED = "rests on answers invented for this example; it says nothing about any real business"

BASES: dict[Basis, str] = {
    "official": "official statistics",
    "administrative": "administrative records",
    "adverts": "job adverts",
    "consultation": "consultation: what the businesses asked have said",
    "model": "a model's estimate",
    "third_party": "third party: as somebody else stated it",
    "reconstruction": "reconstruction: invented for this example",
}
KINDS: dict[Kind, str] = {
    "carried_over": "carried over: said of another sector, and likely to hold here",
    "recommendation": "a recommendation, reached by rule from the statements before it",
}
STANDINGS = {
    "published": "as published",
    "implied": "implied by published figures, printed nowhere",
    "derived": "derived by the method below",
    "counted": "counted",
}
_INTERVALS = {
    "sampling": "Sampling interval",
    "credible": "Credible interval",
    "rounding": "Interval of rounding",
    "sensitivity": "Sensitivity, not an interval",
}
_WITHOUT = {"none_published": "None published", "exact": "Exact: nothing is estimated"}


def number(value: float) -> str:
    """A number with separators, a true minus, and no digits that carry nothing."""
    whole = float(value).is_integer() or abs(value) >= 10_000  # noqa: PLR2004 - pence of a crowd
    text = f"{value:,.0f}" if whole else f"{value:,.2f}"
    if 0 < abs(value) < 1:
        text = f"{value:.3g}"
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−")


def quantity(value: float, unit: str) -> str:
    """A number with its unit, as people write it: 0.3%, £100m, 4,200 employees."""
    if unit.startswith("£"):
        return f"£{number(value)}{unit[1:]}"
    return f"{number(value)}{unit}" if unit.startswith("%") else f"{number(value)} {unit}".rstrip()


def span(low: float, high: float, unit: str = "") -> str:
    """Two ends with an en dash, or with a word where a dash could be taken for a minus."""
    dash = " to " if low < 0 else "–"
    return f"{'£' if unit.startswith('£') else ''}{number(low)}{dash}{quantity(high, unit)}"


def figure(estimate: Estimate) -> str:
    """An estimate as printed: a count of businesses always with the number asked."""
    if estimate.n is not None and estimate.standing == "counted":
        return f"{number(estimate.value)} of {quantity(estimate.n, estimate.unit)}"
    return quantity(estimate.value, estimate.unit)


def uncertainty(given: Uncertainty, unit: str) -> str:
    """What is known about how sure a number is, in a sentence or two."""
    why = f" {_sentence(given.why)}" if given.why else ""
    if given.low is None or given.high is None:
        return f"{_WITHOUT[given.kind]}.{why}"
    level = f" ({given.level * 100:g}%)" if given.level else ""
    return f"{_INTERVALS[given.kind]}{level}: {span(given.low, given.high, unit)}.{why}"


def assumption(text: str) -> str:
    """What a method assumes, introduced once."""
    return text if text.lower().startswith("assumes") else f"Assumes: {text}"


def size(count: int) -> str:
    """A number of bytes for people."""
    if count < 1000:  # noqa: PLR2004  a kilobyte
        return f"{count} bytes"
    return f"{count / 1000:,.0f} kB"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
