"""The file of a draw: it comes back as it was, or is refused."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.decisions import Decision
from sectorscope.errors import DecisionError
from sectorscope.sector.review.drawing import Plan
from sectorscope.sector.review.drawn import B, Drawn
from sectorscope.sector.review.draws import FOLDER, read, write
from tests.sector.review.made import DAY, review

PLAN = Plan(4, 8)
NUMBERS = st.floats(1e-300, 1e300) | st.floats(0, 1, exclude_min=True)


@st.composite
def draws(draw: st.DrawFn) -> Drawn:
    n = draw(st.integers(1, 6))
    names = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1)
    floats = st.lists(NUMBERS, min_size=n, max_size=n).map(np.array)
    ids = draw(st.lists(names, min_size=n, max_size=n, unique=True))
    pi = draw(floats)
    pi[0] = np.nan
    return Drawn(
        target="sector",
        stage=B,
        companies=tuple(ids),
        p=draw(floats),
        s=draw(floats),
        w=draw(floats),
        pi=pi,
        order=np.array([0, *draw(st.permutations(range(1, n)))]),
        known=np.array([True, *[False] * (n - 1)]),
        square=draw(floats),
        others={"hips": draw(floats)},
        seed=draw(st.integers(0, 2**48)),
        definition="d",
        frame="f",
    )


@settings(deadline=None, max_examples=50)
@given(draws())
def test_a_draw_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, drawn: Drawn):
    folder = tmp_path_factory.mktemp("decisions")
    write(drawn, folder)
    back = read(drawn.decision(who="Ann", when=DAY, why="drawn"), folder)
    for name in ("p", "s", "w", "pi", "order", "known", "square"):
        np.testing.assert_array_equal(getattr(back, name), getattr(drawn, name))
    np.testing.assert_array_equal(back.others["hips"], drawn.others["hips"])
    assert (back.companies, back.queue, back.seed) == (drawn.companies, drawn.queue, drawn.seed)
    assert back.data == drawn.data
    assert back.model == drawn.model


@pytest.fixture
def drawn(tmp_path: Path) -> tuple[Path, Decision]:
    own = review(tmp_path)
    assert own.advance("Ann", PLAN) is not None
    (decision,) = own.log.read("draw")
    return own.folder, decision


def test_the_file_is_named_by_its_hash_and_holds_every_company_that_could_be_drawn(
    drawn: tuple[Path, Decision],
):
    folder, decision = drawn
    (path,) = (folder / FOLDER).iterdir()
    assert path.name == f"{sha256(path.read_bytes()).hexdigest()}.csv"
    assert path.stem == decision.body["csv"]
    lines = path.read_text(encoding="utf-8").splitlines()
    heading = ["company", "p", "s", "w", "pi", "stage", "order", "square"]
    assert lines[0].split(",") == heading
    assert (len(lines) - 1, decision.body["of"], decision.body["size"]) == (60, "60", "4")


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_torn_file_is_refused_by_its_hash(drawn: tuple[Path, Decision], cut: int):
    folder, decision = drawn
    path = folder / FOLDER / f"{decision.body['csv']}.csv"
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(DecisionError, match=decision.body["csv"]) as raised:
        read(decision, folder)
    assert "is not what was drawn (its hash is" in str(raised.value)


def test_one_altered_chance_is_refused(drawn: tuple[Path, Decision]):
    folder, decision = drawn
    path = folder / FOLDER / f"{decision.body['csv']}.csv"
    path.write_bytes(path.read_bytes().replace(b"1.0", b"2.0", 1))
    with pytest.raises(DecisionError, match="is not what was drawn"):
        read(decision, folder)


def test_a_missing_file_is_refused_and_says_what_to_do(drawn: tuple[Path, Decision]):
    folder, decision = drawn
    (folder / FOLDER / f"{decision.body['csv']}.csv").unlink()
    with pytest.raises(DecisionError, match="is missing") as raised:
        read(decision, folder)
    assert "--redraw" in str(raised.value)


def test_another_draw_never_has_the_same_file(drawn: tuple[Path, Decision]):
    folder, decision = drawn
    one = read(decision, folder)
    other = replace(one, seed=one.seed + 1)
    assert replace(one, order=one.order[::-1]).data != one.data
    assert other.decision(who="Ann", when=DAY, why="x").id != decision.id
