"""Where a sentence speaks of a skill or of knowledge: SkillSpan's development sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from benchmarks.text import draws, sets
from benchmarks.text.bench import Bench
from benchmarks.text.metrics import HALF, Span, in_words, same, span_counts
from benchmarks.text.tables import points, table
from sectorscope.concepts import Vocabulary

Layered = list[tuple[Span, str]]
"""Spans with their layer."""
LAYERS = ("skill", "knowledge")
RULES = {"IoU ≥ .5": HALF, "strict": 1.0}
ANNOTATIONS = ("fast", "full")

HEAD = """## Spans of skills and knowledge

SkillSpan's dev split without the sentences that repeat its train split; n = {n}, {skill} skill and
{knowledge} knowledge spans. F1, one to one, overlap in words. *annotations* are all of kind skill
and group; their layer is ESCO's type of the concept (of a group: knowledge in ISCED-F, else skill).
*tagger* is what the encoder's span head marks in full mode, before anything is linked. *together*
asks for no layer. `--rank` changes no annotation. Points of a hundred, 95 % by bootstrap.
"""

PUBLISHED = """**Compared, not tested**: strict F1 .41 (CRF), .63 (XLM-R large, on a GPU).
"""


def report(bench: Bench) -> Iterator[str]:
    """The section, in parts."""
    rows = sets.spans()
    sizes = {name: sum(len(getattr(row, name)) for row in rows) for name in LAYERS}
    yield HEAD.format(n=f"{len(rows):,}", **{k: f"{v:,}" for k, v in sizes.items()})
    weights = bench.weights([row.text for row in rows])
    found = dict(_found(bench, rows))
    yield bench.left_out()
    head = ("", *(f"{what}, {rule}" for what in ("together", *LAYERS) for rule in RULES))
    yield table(head, ([who, *_cells(of, rows, weights)] for who, of in found.items()))
    yield PUBLISHED


def _cells(
    found: Sequence[Layered], rows: Sequence[sets.Tagged], weights: draws.Array
) -> Iterator[str]:
    for layer in (None, *LAYERS):
        for least in RULES.values():
            yield points(draws.figure(counted(found, rows, layer, least), weights))


def counted(
    found: Sequence[Layered], rows: Sequence[sets.Tagged], layer: str | None, least: float
) -> draws.Ratio:
    """F1 of one layer, or of both without regard to it; each stretch of words once."""
    pairs: list[tuple[float, float]] = []
    for of, row in zip(found, rows, strict=True):
        marked = dict.fromkeys(span for span, its in of if layer in {None, its})
        gold = dict.fromkeys(
            g for name in LAYERS if layer in {None, name} for g in _gold(row, name)
        )
        pairs.append(span_counts(list(marked), list(gold), least))
    return draws.ratio(pairs)


def _gold(row: sets.Tagged, layer: str) -> Iterable[Span]:
    return row.skill if layer == "skill" else row.knowledge


def _found(bench: Bench, rows: Sequence[sets.Tagged]) -> Iterator[tuple[str, list[Layered]]]:
    layer = layers(bench.vocabulary)
    for name in ANNOTATIONS:
        if name in bench.ours:
            said = bench.said(name, (row.text for row in rows))
            marked = [[(m[0], m[1], layer(m[2], m[3])) for m in s.marks if _skill(m)] for s in said]
            pairs = zip(rows, marked, strict=True)
            yield f"annotations, {name}", [_in_words(row, marks) for row, marks in pairs]
    if "full" in bench.ours:
        annotator = bench.ours["full"].annotator
        yield (
            "tagger",
            [_in_words(row, annotator.marked_spans(row.text, "sentence")) for row in rows],
        )


def _skill(mark: Sequence[object]) -> bool:
    return mark[2] in {"skill", "group"}


def _in_words(row: sets.Tagged, marks: Iterable[tuple[int, int, str]]) -> Layered:
    held = ((in_words(start, end, row.places), layer) for start, end, layer in marks)
    return [(span, layer) for span, layer in held if span is not None]


def layers(vocabulary: Vocabulary) -> Callable[[str, str], str]:
    """Of a kind and a label, the layer."""
    known = {same(c.label) for c in vocabulary.skills() if c.type == "knowledge"}
    fields = {same(c.label) for c in vocabulary.groups() if "/isced-f/" in c.id}

    def of(kind: str, label: str) -> str:
        return "knowledge" if label in (known if kind == "skill" else fields) else "skill"

    return of
