"""Which skills a sentence means: ranked and returned, ours beside the peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.text import draws, sets
from benchmarks.text.bench import PEERS, Bench
from benchmarks.text.draws import Ratio
from benchmarks.text.metrics import reciprocal_rank, rp_at_5, set_counts
from benchmarks.text.ours import TOLD
from benchmarks.text.peer_vectors import Vectors
from benchmarks.text.said import Said
from benchmarks.text.tables import points, table, verdict

MEASURES = ("RP@5", "MRR", "set F1, labelled", "set F1, all")
BEST = "vectors, at the threshold best here"
_GRID = np.arange(0.3, 0.96, 0.05)

HEAD = f"""## Skills of a sentence, ESCO 1.1.0

**Development sets**; the held-back tests are run elsewhere, and TECHWOLF has no development set.
HOUSE and TECH are the validation sentences, SkillSkape (synthetic sentences, labels often of what
is only implied) its dev split. RP@5, MRR within ten and the first F1 (micro, of what is returned)
over sentences with a label, the last over all; ties at their expected rank. Points of a hundred;
95 % by bootstrap over sentences, near-duplicates drawn together.

{TOLD}

{PEERS} *{BEST}* is the same with the threshold that serves it best on the very sentences it is
measured on. A peer's scores are its ranking.
"""

PUBLISHED = """**Compared, not tested**, on the held-back tests HOUSE / TECH / TECHWOLF (n = 262 /
338 / 326): fine-tuned MPNet (CurriculumMatch, ConTeXT-match) has published RP@5 49 / 64 / – and MRR
48 / 63 / –. A frozen MiniLM, fused with phrases, had RP@5 52 / 60 / 49, MRR 50 / 60 / 52 and set
F1 28 / 39 / 29; without a model RP@5 40 / 50 / 39; phrase matching set F1 24 / 35 / 26.
"""


def report(bench: Bench) -> Iterator[str]:
    """The section, in parts."""
    yield HEAD
    _ = bench.sayers
    yield bench.left_out()
    for name, rows in sets.development().items():
        weights = bench.weights([row.text for row in rows])
        held = {who: measures(said, rows) for who, said in _heard(bench, rows)}
        labelled = sum(bool(row.gold) for row in rows)
        yield f"### {name}: {labelled} sentences with a label, of {len(rows)}\n"
        yield table(("", *MEASURES), (_row(who, of, weights) for who, of in held.items()))
        ours = {who: of for who, of in held.items() if who in bench.ours}
        peers = {who: of for who, of in held.items() if who not in bench.ours}
        head = ("against the better peer", "mode", "peer", "difference", "shown")
        yield table(head, _against(ours, peers, weights))
    yield PUBLISHED


def _heard(bench: Bench, rows: Sequence[sets.Labelled]) -> Iterator[tuple[str, list[Said]]]:
    for who, sayer in bench.sayers.items():
        said = bench.said(who, (row.text for row in rows))
        yield who, said
        if isinstance(sayer, Vectors):
            yield BEST, best(said, rows)


def best(said: Sequence[Said], rows: Sequence[sets.Labelled]) -> list[Said]:
    """What vectors would return at the threshold with the highest F1 over labelled sentences."""

    def told(least: float) -> list[Said]:
        kept = (frozenset(m[3] for m in s.marks if m[4] > least) for s in said)
        return [Said(k, s.scores, s.marks) for k, s in zip(kept, said, strict=True)]

    return max((told(t) for t in _GRID), key=lambda one: measures(one, rows)[MEASURES[2]].value)


def measures(said: Sequence[Said], rows: Sequence[sets.Labelled]) -> dict[str, Ratio]:
    """All of `MEASURES`, of sentences in their order."""
    pairs = list(zip(said, rows, strict=True))
    ranked = (rp_at_5, reciprocal_rank)
    means = [[(of(s.scores, r.gold), 1) if r.gold else (0, 0) for s, r in pairs] for of in ranked]
    counts = [set_counts(s.returned, r.gold) for s, r in pairs]
    labelled = [c if r.gold else (0, 0) for c, r in zip(counts, rows, strict=True)]
    told = [*means, labelled, counts]
    return dict(zip(MEASURES, map(draws.ratio, told), strict=True))


def _row(who: str, held: dict[str, Ratio], weights: draws.Array) -> list[str]:
    return [who, *(points(draws.figure(held[name], weights)) for name in MEASURES)]


def _against(
    ours: dict[str, dict[str, Ratio]], peers: dict[str, dict[str, Ratio]], weights: draws.Array
) -> Iterator[list[str]]:
    for measure in MEASURES:
        peer = max(peers, key=lambda who, measure=measure: peers[who][measure].value)
        for mode, held in ours.items():
            gap = draws.difference(held[measure], peers[peer][measure], weights)
            yield [measure, mode, peer, points(gap, signed=True), verdict(gap)]
