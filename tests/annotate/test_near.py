"""What lies near a sentence without being named in it, and what the regressions make of it."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.annotate import features, ranking
from sectorscope.annotate.candidates import Candidates, from_phrases
from sectorscope.annotate.indexed import Indexed
from sectorscope.annotate.ranker import Logistic, logistic, probability
from sectorscope.annotate.stems import Array, Stemmed
from sectorscope.errors import VocabularyError
from tests.annotate.making import index


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    return index(tmp_path_factory.mktemp("near"))


def order(own: Indexed, text: str) -> list[str]:
    scores = own.near.scores(Stemmed(text))
    return [own.labels[own.near.row[i]] for i in np.argsort(-scores, kind="stable") if scores[i]]


def test_scattered_words_of_a_phrase_bring_its_concept_near(own: Indexed):
    assert order(own, "You manage a team of five and its yearly budgets")[0] == "manage budgets"


def test_a_definition_brings_a_concept_near_after_those_that_are_named(own: Indexed):
    found = order(own, "joining metal, and SQL")
    assert found.index("SQL") < found.index("welding")


@pytest.mark.parametrize("text", ["", "the of and", "unbekannt", "日本語"])
def test_a_text_that_shares_no_stem_is_near_nothing(own: Indexed, text: str):
    assert order(own, text) == []


def as_told(own: Indexed, text: str) -> list[float]:
    """The same by the formula: the best phrase of each concept, and a tenth of its definition."""
    near, held = own.near, {*Stemmed(text).numbers.tolist()} - {0}
    known = [i for i, stem in enumerate(near.stem.tolist()) if stem in held]

    def mass(start: Array, posted: Array, power: int) -> dict[int, float]:
        found: dict[int, float] = {}
        for i in known:
            for one in posted[start[i] : start[i + 1]].tolist():
                found[one] = found.get(one, 0.0) + float(near.weight[i]) ** power
        return found

    phrases = mass(near.start, near.phrase, 1)
    defined = mass(near.about, near.defined, 2)
    edges = [*near.first.tolist(), len(near.length)]
    made: list[float] = []
    for row, (a, b) in enumerate(pairwise(edges)):
        told = [
            m / (float(near.length[i]) + 3) * m**0.5 for i in range(a, b) if (m := phrases.get(i))
        ]
        made.append(max(told, default=0.0) + 0.1 * defined.get(row, 0) / float(near.extent[row]))
    return made


@pytest.mark.parametrize(
    "text",
    ["", "joining metal, and SQL", "You manage a team of five and its yearly budgets", "welding"],
)
def test_nearness_is_what_the_formula_says(own: Indexed, text: str):
    assert own.near.scores(Stemmed(text)).tolist() == pytest.approx(as_told(own, text), rel=1e-5)


def test_each_concept_joins_once_whether_named_or_near(own: Indexed):
    text = Stemmed("welding, TIG welding and budgets to manage")
    found = from_phrases(own, text, np.array([0]), np.array([True]))
    scores = own.near.scores(text)
    wide = ranking.widened(found, np.ones(len(found)), ranking.nearest(own, scores))
    assert len(set(wide.row.tolist())) == len(wide.row)
    told = ranking.of_near(own, found, wide, scores)
    assert told.shape == (len(wide.row), len(ranking.NEAR))
    alone = told[:, ranking.NEAR.index("named by no phrase")]
    assert (alone == (wide.best < 0)).all()
    for at, best in zip(wide.row, wide.best, strict=True):
        assert best < 0 or found.row[best] == at


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3), st.floats(-4, 4))
def test_contributions_add_up_to_the_score(row: list[float], base: float):
    model = Logistic(("a", "b", "c"), np.array([0.5, -1.0, 2.0], np.float32), base, 0.5)
    values = np.array([row], np.float32)
    (why,) = model.why(values)
    assert sum(why.values()) == pytest.approx(float(model.logits(values)[0]), abs=1e-3)


def test_scores_are_probabilities():
    p = probability(np.array([-30.0, 0.0, 30.0]))
    assert (p[0] < 1e-6, p[1], p[2] > 1 - 1e-6) == (True, 0.5, True)


@pytest.mark.parametrize("name", ["phrases", "near", "full"])
def test_what_ships_knows_the_features_that_are_made(name: str):
    names = {"phrases": features.NAMES, "near": ranking.NEAR, "full": ranking.FULL}[name]
    model = logistic(name, names)
    assert 0 < model.threshold < 1
    assert model.names == names


def test_features_that_nobody_fitted_are_refused():
    with pytest.raises(VocabularyError, match="coefficients"):
        logistic("phrases", (*features.NAMES, "a feature of next year"))


def test_the_index_is_the_same_from_the_cache(tmp_path: Path):
    one, other = index(tmp_path), index(tmp_path)
    assert (one.static == other.static).all()
    assert (one.phrases.key == other.phrases.key).all()


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(-3, 3)), max_size=12),
    st.lists(st.integers(0, 12), max_size=8),
)
def test_the_best_phrase_speaks_for_a_concept(named: list[tuple[int, int]], more: list[int]):
    row = np.array([r for r, _ in named], np.int32)
    none = np.zeros(len(named), np.int64)
    found = Candidates(row, none, none, none, np.zeros((len(named), 1), np.float32))
    logits = np.array([v for _, v in named], np.float32)
    wide = ranking.widened(found, logits, np.array(more, np.int64))
    assert wide.row.tolist() == sorted({*row.tolist(), *more})
    best = {r: max((v, -i) for i, (q, v) in enumerate(named) if q == r) for r, _ in named}
    assert wide.best.tolist() == [-best[r][1] if r in best else -1 for r in wide.row.tolist()]
