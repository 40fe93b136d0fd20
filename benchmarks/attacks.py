"""Attacks on generated surveys: what they recover with the rules of disclosure, and without.

    python benchmarks/attacks.py [--surveys 1000] [--jobs 2]

Each survey (5 to 40 businesses; closed, option and open questions with codes under codes,
follow-ups and causes; segments, sizes and places; a register or none) is published twice: as the
product does, and with the rules off. The attacks of `tests/disclosure/attacks.py` read what is
published. A fact is protected as `tests/disclosure/truth.py` has it, and recovered if an attack
names it and is right. Protected facts are those that a profile without rules has a place for; with
the rules on, any protected fact counts. See docs/explanation/disclosure.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.disclosure.trials import Result, Trial

Totals = tuple[Counter[str], Counter[str], Counter[str], Counter[str]]


def one(seed: int) -> list[Result]:
    """Every attack on one survey."""
    return list(Trial(seed).results())


def totals(results: list[Result]) -> Totals:
    """Facts aimed at, recovered without and with rules, and surveys with any to aim at."""
    could, off, on, aimed = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for result in results:
        could[result.attack] += len(result.could)
        off[result.attack] += len(result.off & result.could)
        on[result.attack] += len(result.on)
        aimed[result.attack] += bool(result.could)
    return could, off, on, aimed


def main() -> int:
    """Print the table; exit 1 if anything protected was recovered, or an attack has no bite."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--surveys", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    with ProcessPoolExecutor(given.jobs) as pool:
        found = [r for rs in pool.map(one, range(given.surveys), chunksize=5) for r in rs]
    could, off, on, aimed = totals(found)
    print(f"{given.surveys:,} surveys\n")
    print("| attack | surveys with a target | protected facts | recovered, rules off | rules on |")
    print("|---|---|---|---|---|")
    for attack in could:
        share = off[attack] / max(1, could[attack])
        told = f"{off[attack]:,} ({share:.0%})"
        print(f"| {attack} | {aimed[attack]:,} | {could[attack]:,} | {told} | {on[attack]:,} |")
    bites = all(2 * off[a] > could[a] for a in could)
    return 0 if bites and not sum(on.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
