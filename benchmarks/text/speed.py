"""Texts a CPU-second, ours in each mode beside the peers, round by round."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.text import adverts, draws, sets
from benchmarks.text.bench import PEERS, Bench
from benchmarks.text.ours import TOLD
from benchmarks.text.peer_spacy import piped
from benchmarks.text.said import Sayer
from benchmarks.text.tables import table, three

ROUNDS = 3
ADVERTS = 200
_WARM = 20
_MOST = 4.0  # CPU seconds of one round after which a slow one reads no further
Rates = dict[str, list[float]]

HEAD = f"""## Speed

One thread; CPU seconds of this process (user and system); {ROUNDS} rounds, everybody in turn in
each; least / median / most. No round reads what another had: {ADVERTS} adverts, mixed from our six
whole ones and from our sentences; and a third of the distinct sentences of HOUSE, TECH and
SkillSpan's dev split, each a document of its own; whoever has spent {_MOST:.0f} s stops there.
Ours includes segments, context, qualifications and the line of JSON; the peers return a set of
labels. {TOLD}

{PEERS} Written anew, SkillNER's manner is without the spaCy pipeline
that SkillNER hands every text to first; with it, where spaCy is installed, it is another row.
"""


def report(bench: Bench) -> Iterator[str]:
    """The section, in parts."""
    yield HEAD
    sentences = sets.distinct()
    batches = [adverts.mixed(ADVERTS, draws.SEED + turn) for turn in range(ROUNDS)]
    told = [text for batch in batches for text in batch]
    yield bench.left_out()
    yield (
        f"Adverts: {len(set(told))} distinct, {statistics.mean(map(len, told)):,.0f} characters on "
        f"average. Sentences: {len(sentences):,}, {statistics.mean(map(len, sentences)):,.0f} "
        "characters on average.\n"
    )
    sayers = bench.sayers
    sayers |= piped(sayers["phrases, as SkillNER"])
    whole = rates(sayers, batches, "advert")
    short = rates(sayers, [sentences[turn::ROUNDS] for turn in range(ROUNDS)], "sentence")
    yield table(
        ("", "whole adverts a CPU-second", "sentences a CPU-second"),
        ([who, three(whole[who]), three(short[who])] for who in sayers),
    )
    yield _times(bench, short)


def rates(sayers: Mapping[str, Sayer], batches: Sequence[Sequence[str]], kind: str) -> Rates:
    """Texts a CPU-second of everybody, a figure a round."""
    for sayer in sayers.values():
        for text in batches[0][:_WARM]:
            sayer.read(text, kind)
    made: Rates = {who: [] for who in sayers}
    for texts in batches:
        for who, sayer in sayers.items():
            made[who].append(_rate(sayer, texts, kind))
    return made


def _rate(sayer: Sayer, texts: Sequence[str], kind: str) -> float:
    started = time.process_time()
    spent, read = 0.0, 0
    for text in texts:
        sayer.read(text, kind)
        read, spent = read + 1, time.process_time() - started
        if spent > _MOST:
            break
    return read / spent


def _times(bench: Bench, short: Rates) -> str:
    """How many times as fast as each peer, of the medians."""
    middle = {who: statistics.median(values) for who, values in short.items()}
    rows = (
        [peer, *(f"{middle[mode] / middle[peer]:.1f}" for mode in bench.ours)]
        for peer in middle
        if peer not in bench.ours
    )
    return table(("sentences, times as fast as", *bench.ours), rows)
