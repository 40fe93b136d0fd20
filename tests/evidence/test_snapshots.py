"""The catalogue only grows, lists only what is whole, and notices every changed byte."""

import json
import os
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.errors import Busy, EvidenceChanged, StoreError, UsageError
from sectorscope.evidence import snapshots
from sectorscope.evidence.files import safe_name
from sectorscope.evidence.snapshots import Catalogue, Override, Snapshot
from tests.evidence.samples import WHEN


def add(study: Path, data: bytes = b"one", name: str = "a.csv", source: str = "nomis") -> Snapshot:
    return Catalogue(study).add(data, name=name, source=source, retrieved=WHEN)[0]


def test_what_was_added_is_read_back(tmp_path: Path):
    made, new = Catalogue(tmp_path).add(
        b"one",
        name="a.csv",
        source="nomis",
        retrieved=WHEN,
        mapping="f" * 64,
        reconstruction=True,
        overrides=[Override("columns", "a new column of notes")],
    )
    again = Catalogue(tmp_path)
    assert new
    assert again.all() == [made]
    assert again.read(made) == b"one"
    assert made.overridden == {"columns"}
    assert made.file == f"{made.sha256[:16]}-a.csv"


def test_the_same_again_is_no_second_entry(tmp_path: Path):
    first = add(tmp_path)
    standing, new = Catalogue(tmp_path).add(
        b"one", name="a.csv", source="nomis", retrieved="2027-01-01"
    )
    assert (standing, new) == (first, False)
    assert len(Catalogue(tmp_path).all()) == 1


def test_new_bytes_supersede_and_the_old_stay(tmp_path: Path):
    old, new = add(tmp_path), add(tmp_path, b"two")
    other = add(tmp_path, b"three", source="facts")
    catalogue = Catalogue(tmp_path)
    assert catalogue.current() == [other, new]
    assert catalogue.all() == [old, new, other]
    assert catalogue.read(old) == b"one"


def test_old_bytes_added_again_are_current_again(tmp_path: Path):
    add(tmp_path)
    add(tmp_path, b"two")
    again = add(tmp_path)
    assert Catalogue(tmp_path).current() == [again]


def test_another_mapping_is_another_entry(tmp_path: Path):
    add(tmp_path)
    mapped, new = Catalogue(tmp_path).add(
        b"one", name="a.csv", source="nomis", retrieved=WHEN, mapping="e" * 64
    )
    assert new
    assert Catalogue(tmp_path).current() == [mapped]


def test_an_overruling_that_is_signed_later_stands_in_the_place_of_the_unsigned_one(tmp_path: Path):
    def overruled(who: str) -> tuple[Snapshot, bool]:
        given = Override("areas", "it is known", who)
        return Catalogue(tmp_path).add(
            b"one", name="a.csv", source="nomis", retrieved=WHEN, overrides=[given]
        )

    assert overruled("")[1]
    assert not overruled("")[1]
    signed, new = overruled("A. Nalyst")
    assert new
    assert Catalogue(tmp_path).current() == [signed]
    assert not overruled("A. Nalyst")[1]
    assert not overruled("")[1]
    assert Catalogue(tmp_path).current() == [signed]


def test_a_file_that_is_withdrawn_stands_no_more_and_can_come_back(tmp_path: Path):
    first, other = add(tmp_path), add(tmp_path, b"two", "b.csv")
    catalogue = Catalogue(tmp_path)
    before = catalogue.fingerprint()
    gone = catalogue.withdraw("a.csv", why=" a wrong one ", who="A. Nalyst")
    assert (gone.withdrawn, gone.by) == ("a wrong one", "A. Nalyst")
    assert catalogue.current() == [other]
    assert catalogue.read(catalogue.find(first.sha256)) == b"one"  # earlier runs lead there
    assert catalogue.fingerprint() != before
    assert Catalogue(tmp_path).all()[-1] == gone
    assert add(tmp_path) == first
    assert catalogue.current() == [first, other]
    assert catalogue.fingerprint() == before


def test_only_what_stands_is_withdrawn_and_never_without_a_reason_or_a_name(tmp_path: Path):
    add(tmp_path)
    add(tmp_path, b"two", "a.csv", "ees")
    catalogue = Catalogue(tmp_path)
    said = {"why": "wrong", "who": "A. Nalyst"}
    with pytest.raises(UsageError, match="stands as ees, nomis"):
        catalogue.withdraw("a.csv", **said)
    catalogue.withdraw("a.csv", source="ees", **said)
    assert [s.source for s in catalogue.current()] == ["nomis"]
    with pytest.raises(UsageError, match=r"holds no file 'b\.csv'.*'a\.csv'"):
        catalogue.withdraw("b.csv", **said)
    for without in ({"why": " "}, {"who": ""}):
        with pytest.raises(UsageError, match="--why TEXT --sign NAME"):
            catalogue.withdraw("a.csv", **(said | without))
    assert [s.source for s in catalogue.current()] == ["nomis"]


def test_a_changed_byte_is_caught_wherever_it_is_read(tmp_path: Path):
    entry = add(tmp_path, b"a,b\n1,2\n")
    path = tmp_path / "evidence" / entry.file
    before = path.stat()
    path.write_bytes(b"a,b\n1,3\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # size and time say nothing
    catalogue = Catalogue(tmp_path)
    with pytest.raises(EvidenceChanged, match=f"{entry.sha256[:12]}") as why:
        catalogue.read(entry)
    assert entry.file in str(why.value)
    with pytest.raises(EvidenceChanged):
        catalogue.fingerprint()


def test_a_missing_file_is_named(tmp_path: Path):
    entry = add(tmp_path)
    (tmp_path / "evidence" / entry.file).unlink()
    with pytest.raises(EvidenceChanged, match=f"{entry.file} is missing"):
        Catalogue(tmp_path).read(entry)


def test_adding_the_true_bytes_again_mends_a_changed_file(tmp_path: Path):
    entry = add(tmp_path)
    (tmp_path / "evidence" / entry.file).write_bytes(b"own")
    add(tmp_path)
    assert Catalogue(tmp_path).read(entry) == b"one"


def test_the_fingerprint_follows_what_is_current(tmp_path: Path):
    add(tmp_path)
    before = Catalogue(tmp_path).fingerprint()
    assert Catalogue(tmp_path).fingerprint(verify=False) == before
    add(tmp_path)
    assert Catalogue(tmp_path).fingerprint() == before
    add(tmp_path, b"two")
    assert Catalogue(tmp_path).fingerprint() != before


def test_the_fingerprint_proves_a_superseded_mapping_that_is_still_read_with(tmp_path: Path):
    catalogue = Catalogue(tmp_path)
    mapping = add(tmp_path, b"x = 1", "m.toml", "mapping")
    catalogue.add(b"one", name="a.csv", source="nomis", retrieved=WHEN, mapping=mapping.sha256)
    add(tmp_path, b"x = 2", "m.toml", "mapping")
    (tmp_path / "evidence" / mapping.file).write_bytes(b"x = 3")
    with pytest.raises(EvidenceChanged):
        catalogue.fingerprint()


def test_refused_bytes_are_kept_outside_the_catalogue(tmp_path: Path):
    catalogue = Catalogue(tmp_path)
    entry = catalogue.refuse(b"no", name="a.csv", source="nomis", retrieved=WHEN, reason="why not")
    kept = tmp_path / "evidence" / "refused"
    assert (kept / entry.file).read_bytes() == b"no"
    assert json.loads((kept / "refused.jsonl").read_text("utf-8"))["reason"] == "why not"
    assert catalogue.all() == []


@settings(deadline=None)  # a busy machine is no defect
@given(st.data())
def test_a_catalogue_torn_anywhere_opens_with_what_is_whole(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    study = tmp_path_factory.mktemp("torn")
    entries = [add(study, bytes([n]), f"é{n}.csv") for n in range(3)]
    path = study / "evidence" / "catalogue.jsonl"
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    # A line that lacks nothing but its line end is whole.
    count = (whole[:cut] + b"\n").count(b"}\n") if cut else 0
    assert Catalogue(study).all() == entries[:count]
    extra = add(study, b"extra", "z.csv")
    assert Catalogue(study).all() == [*entries[:count], extra]


def test_a_broken_line_within_is_an_error(tmp_path: Path):
    add(tmp_path)
    path = tmp_path / "evidence" / "catalogue.jsonl"
    path.write_bytes(b'{"sha256": 1}\n' + path.read_bytes())
    with pytest.raises(StoreError, match="line 1"):
        Catalogue(tmp_path).all()


def test_a_second_process_waits_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    add(tmp_path)
    monkeypatch.setattr(snapshots, "LOCK_SECONDS", 0.05)
    with FileLock(tmp_path / "evidence" / ".lock"), pytest.raises(Busy, match="another process"):
        add(tmp_path, b"two")


def test_a_date_must_be_one(tmp_path: Path):
    with pytest.raises(UsageError, match="yesterday"):
        Catalogue(tmp_path).add(b"x", name="a", source="s", retrieved="yesterday")


def test_bytes_are_found_by_their_hash(tmp_path: Path):
    entry = add(tmp_path)
    assert Catalogue(tmp_path).find(entry.sha256[:12]) == entry
    with pytest.raises(StoreError, match="000000000000"):
        Catalogue(tmp_path).find("0" * 64)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('a:b*c?"<>|.csv', "a_b_c_____.csv"),
        ("ends in dots. . ", "ends in dots"),
        ("", "unnamed"),
        ("CON", "CON"),
        ("é" * 200 + ".csv", "é" * 58 + ".csv"),
    ],
)
def test_file_names_are_made_safe_for_windows(name: str, safe: str):
    assert safe_name(name) == safe


@settings(deadline=None)  # a busy machine is no defect
@given(st.text())
def test_no_name_leaves_the_folder(name: str):
    made = safe_name(name)
    assert 0 < len(made.encode()) <= 120
    assert Path(made).name == made
    assert not made.endswith((" ", "."))


def test_only_the_last_part_of_a_path_is_a_name(tmp_path: Path):
    assert add(tmp_path, name="C:\\Users\\me\\a.csv").name == "a.csv"
    assert add(tmp_path, name="../../etc/b.csv").name == "b.csv"
