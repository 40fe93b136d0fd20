"""What the student is taught, drawn batch by batch; and what is held out of it to choose settings.

Held out, never of the splits that measure: concepts with all their names, single names of other
concepts, SkillSkape sentences of a tenth of its labels, and 15 % of SkillSpan's sentences.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from encoding import corpus, templates
from encoding.corpus import Concept, Labelled, Marked, Tagged

HELD_CONCEPTS, HELD_NAMES = 250, 750
HELD_LABELS, HELD_TAGGED = 0.10, 0.15
VERBAL_SHARE = 0.45
"""Share of the made sentences whose names begin with a verb."""
WRITTEN_SHARE = 0.3
"""Share of the pairs and names drawn from the phrases written beside this folder."""


@dataclass
class Held:
    """What settings are chosen on."""

    unseen: list[tuple[str, str]] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    labelled: list[Labelled] = field(default_factory=list)
    tagged: list[Tagged] = field(default_factory=list)


@dataclass
class Lessons:
    """What is taught: pairs (text, label) by origin, sentences, and the names each label has."""

    concepts: list[Concept]
    names: list[tuple[str, str]]
    written: list[tuple[str, str]]
    about: list[tuple[str, str]]
    labelled: list[Labelled]
    marked: list[Marked]
    tagged: list[Tagged]
    green: list[Tagged]
    sharing: dict[str, set[str]]
    verbal: set[str]

    def pairs(self, rng: random.Random, size: int) -> list[tuple[str, str]]:
        """Names with their label, one a label, some from the written phrases, some descriptions."""
        written = int(size * WRITTEN_SHARE) if self.written else 0
        about = size // 9
        drawn = rng.sample(self.written, min(written, len(self.written)))
        drawn += rng.sample(self.about, about)
        drawn += rng.sample(self.names, size - len(drawn))
        return list({label: (text, label) for text, label in drawn}.values())

    def made(self, rng: random.Random, size: int) -> list[Marked]:
        """Sentences around names, and some of those that were written."""
        some = min(len(self.marked), size // 3)
        found = rng.sample(self.marked, some)
        pool = {True: [], False: []}
        for pair in rng.sample(self.names, size * 6):
            pool[pair[1] in self.verbal].append(pair)
        for pair in rng.sample(self.written, min(len(self.written), size * 2)):
            pool[False].append(pair)  # written as adverts say it, mostly nouns
        for names in pool.values():
            rng.shuffle(names)
        while len(found) < size:
            verbal = rng.random() < VERBAL_SHARE
            names = [pool[verbal].pop() for _ in range(3)]
            found.append(templates.sentence(rng, names, verbal))
        return found


def lessons(data: Path, training: Path, full: bool) -> tuple[Lessons, Held]:
    """Everything to teach and everything held out.

    `full`: settings are chosen, so the held-out part is taught too, but for the tagged sentences,
    on which the span head's readiness is set at the end.
    """
    rng, without, skills = random.Random(7), corpus.withheld(data), data / "skills"
    every = corpus.concepts(data)
    labelled = corpus.skillskape(skills / "skillskape" / "train.csv", without)
    tagged = corpus.skillspan(skills / "skillspan" / "train.json", without)
    held = Held()
    _hold_names(rng, every, held)
    _hold_labelled(rng, labelled, held)
    _hold_tagged(rng, tagged, held)
    out = _out(held)
    if full:
        out = (set(), set(), set(), out[3])
    kept = [c for c in every if c.label not in out[0]]
    known = {c.label for c in kept}
    found = Lessons(
        concepts=every,
        names=[(n, c.label) for c in kept for n in c.others if (n, c.label) not in out[1]],
        written=[p for p in corpus.phrases(training / "phrases", without) if p[1] in known],
        about=[(c.description, c.label) for c in kept if c.description],
        labelled=[s for s in labelled if s.labels and s.text not in out[2]],
        marked=[_known(m, known) for m in corpus.marked(training / "sentences", without)],
        tagged=[s for s in tagged if corpus.fold(s.text) not in out[3]],
        green=corpus.green(skills / "green" / "train.json", without),
        sharing=_sharing(every),
        verbal={c.label for c in every if not c.knowledge and " " in c.label},
    )
    return found, held


def _known(marked: Marked, labels: set[str]) -> Marked:
    """The sentence with a label that is not taught taken for none."""
    spans = tuple((a, b, label if label in labels else None) for a, b, label in marked.spans)
    return Marked(marked.text, spans)


def _hold_names(rng: random.Random, every: Sequence[Concept], held: Held) -> None:
    named = [c for c in every if c.others]
    for place, concept in enumerate(rng.sample(named, HELD_CONCEPTS + HELD_NAMES)):
        to = held.unseen if place < HELD_CONCEPTS else held.names
        to.append((rng.choice(concept.others), concept.label))


def _hold_labelled(rng: random.Random, labelled: Sequence[Labelled], held: Held) -> None:
    labels = sorted({label for s in labelled for label in s.labels})
    some = set(rng.sample(labels, int(len(labels) * HELD_LABELS)))
    held.labelled = [s for s in labelled if some & set(s.labels)]


def _hold_tagged(rng: random.Random, tagged: Sequence[Tagged], held: Held) -> None:
    folded = sorted({corpus.fold(s.text) for s in tagged})
    some = set(rng.sample(folded, int(len(folded) * HELD_TAGGED)))
    held.tagged = [s for s in tagged if corpus.fold(s.text) in some]


def _out(held: Held) -> tuple[set, set, set, set]:
    return (
        {label for _, label in held.unseen},
        set(held.names),
        {s.text for s in held.labelled},
        {corpus.fold(s.text) for s in held.tagged},
    )


def _sharing(every: Sequence[Concept]) -> dict[str, set[str]]:
    """Folded name to the labels that go by it: such a label is no wrong answer to that name."""
    found: dict[str, set[str]] = defaultdict(set)
    for concept in every:
        for name in (concept.label, *concept.others):
            found[corpus.fold(name)].add(concept.label)
    return dict(found)
