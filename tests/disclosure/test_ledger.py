"""The ledger: what was released before decides what may be released again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from sectorscope.disclosure import Cell, Ledger, ledger_folder
from sectorscope.errors import VaultDamaged, VaultError, VaultLocked
from sectorscope.vault import header
from tests.disclosure.child_record import KEY, release_of
from tests.store import killing

CHILD = Path(__file__).with_name("child_record.py")


@pytest.fixture(autouse=True)
def cheap_key() -> Iterator[None]:
    with patch.dict(header.COST, {"n": 2}):
        yield


def opened(folder: Path, study: str = "s", **more: object) -> Ledger:
    return Ledger.open(folder, KEY, study, new=True, **more)  # type: ignore[arg-type]


def cell(yes: int, asked: int, *, first: int = 0, question: str = "q", group: str = "") -> Cell:
    who = [f"B{i:02}" for i in range(first, first + asked)]
    return Cell(question, "said", group, frozenset(who[:yes]), frozenset(who))


def record(ledger: Ledger, *cells: Cell, audience: str = "public", print_: str = "f") -> None:
    known = {"audience": audience, "date": "2026-01-31", "fingerprint": print_}
    assert not ledger.record(cells, **known)


def test_the_same_cell_with_the_same_value_may_be_told_again(tmp_path: Path):
    ledger = opened(tmp_path)
    record(ledger, cell(5, 12))
    assert not ledger.check([cell(5, 12)])


@pytest.mark.parametrize(("gone", "differ"), [(1, 1), (2, 2), (3, None)])
def test_after_erasure_a_count_waits_until_three_businesses_differ(
    tmp_path: Path, gone: int, differ: int | None
):
    ledger = opened(tmp_path)
    record(ledger, cell(5, 12))
    refused = ledger.check([cell(5, 12 - gone)])
    assert [r.differ for r in refused] == ([differ] if differ else [])
    assert ledger.forbids([cell(5, 12 - gone)]) == ({"q"} if differ else set())


def test_who_changed_their_mind_differs_too(tmp_path: Path):
    ledger = opened(tmp_path)
    record(ledger, cell(5, 12))
    assert [r.differ for r in ledger.check([cell(6, 12)])] == [1]
    assert not ledger.check([cell(8, 12)])


def test_every_earlier_release_counts_whatever_the_audience(tmp_path: Path):
    ledger = opened(tmp_path)
    record(ledger, cell(5, 12), audience="partner")
    record(ledger, cell(8, 12), audience="public")
    assert [r.differ for r in ledger.check([cell(9, 12)])] == [1]
    assert [r.differ for r in ledger.check([cell(4, 12)])] == [1]


def test_another_study_s_count_of_nearly_the_same_businesses_is_refused(tmp_path: Path):
    record(opened(tmp_path, "first"), cell(5, 12, group="place=Leeds"))
    second = opened(tmp_path, "second")
    assert [r.differ for r in second.check([cell(5, 13)])] == [1]
    assert not second.check([cell(5, 12, first=40)])


def test_businesses_are_told_apart_by_what_every_study_calls_them(tmp_path: Path):
    names = {f"X{i:02}": f"B{i:02}" for i in range(20)}
    record(opened(tmp_path, "first"), cell(5, 12))
    other = Cell(
        "q",
        "said",
        "",
        frozenset(list(names)[:6]),
        frozenset(list(names)[:13]),
    )
    assert not opened(tmp_path, "second").check([other])
    assert opened(tmp_path, "second", identify=names.__getitem__).check([other])


def test_a_refused_release_writes_nothing(tmp_path: Path):
    ledger = opened(tmp_path)
    record(ledger, cell(5, 12))
    refused = ledger.record(
        [cell(6, 12), cell(1, 9, question="p")],
        audience="public",
        date="2026-02-01",
        fingerprint="g",
    )
    assert refused
    assert ledger.released() == (("s", "public", "f"),)


def test_a_ledger_that_was_deleted_is_noticed(tmp_path: Path):
    record(opened(tmp_path / "one"), cell(5, 12))
    decided = [("public", "f")]
    assert not opened(tmp_path / "one").lost(decided)
    assert opened(tmp_path / "other").lost(decided) == (("public", "f"),)


def test_nothing_in_it_can_be_read(tmp_path: Path):
    record(opened(tmp_path), cell(5, 12, question="canary_question"))
    every = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    for secret in (b"canary", b"B01", b"public", b"said"):
        assert secret not in every


def test_a_wrong_key_and_damage_are_told_apart(tmp_path: Path):
    record(opened(tmp_path), cell(5, 12))
    with pytest.raises(VaultLocked, match="does not open the ledger"):
        Ledger.open(tmp_path, "another", "s")
    (sealed,) = (tmp_path / "vault" / "files").iterdir()
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"x")
    with pytest.raises(VaultDamaged, match="the ledger"):
        opened(tmp_path).check([cell(5, 12)])


def test_without_a_ledger_none_is_made_unasked(tmp_path: Path):
    with pytest.raises(VaultError, match="no ledger"):
        Ledger.open(tmp_path, KEY, "s")
    assert not Ledger.exists(tmp_path)


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SECTORSCOPE_LEDGER", str(tmp_path))
    assert ledger_folder() == tmp_path
    monkeypatch.delenv("SECTORSCOPE_LEDGER")
    assert "sectorscope" in str(ledger_folder())


@pytest.mark.slow
@pytest.mark.parametrize("how", [killing.BEFORE, killing.HALFWAY])
def test_a_death_at_any_moment_leaves_the_old_ledger_or_the_new(tmp_path: Path, how: str):
    record(opened(tmp_path / "before"), *release_of(1), print_="1")

    def prepare(name: str) -> list[object]:
        return [shutil.copytree(tmp_path / "before", tmp_path / name)]

    seen: set[int] = set()
    for name in killing.deaths(CHILD, prepare, how):
        ledger = opened(tmp_path / name)
        prints = [p for _, _, p in ledger.released()]
        assert prints in (["1"], ["1", "2"])
        seen.add(len(prints))
        record(ledger, *release_of(2), print_="3")  # and work goes on
    assert seen >= ({1, 2} if how == killing.BEFORE else {1})
