"""The same evidence reads the same, until the templates' version says that it may not."""

from hashlib import sha256

from sectorscope.wording import templates

PINS = {
    2: {
        "BALANCE": "79c92efa5eb3",
        "CONSISTENT": "92f4c3498df4",
        "CONSISTENT_LITERAL": "dc026d2a6348",
        "DIALOGUE": "e197322b10cc",
        "EXAMINED": "d8d8f5fe3c42",
        "INFERRED": "c59f2d03c7f8",
        "INFERRED_BOUND": "9077757df1fa",
        "ITEM": "d6cecb348048",
        "LISTED": "fa3372ff4e48",
        "MERGED": "2559d65a45f0",
        "MERGED_ONE": "3eb3895db6ec",
        "NOT_RANDOM": "5f1de42715f6",
        "OPPORTUNITIES": "2b1127659bfe",
        "PREFIX": "eb9d4835d38f",
        "PROTECTED": "ee40cd5c9cf4",
        "RANDOM": "787fa227a0d3",
        "RANGES": "56fef952967a",
        "RANGES_ENDS: low": "180954dbf6a5",
        "RANGES_ENDS: likely": "a0ba979ec60b",
        "RANGES_ENDS: high": "d0e62fcfd966",
        "REASONS": "21b729f8a641",
        "REASONS_ONE": "e6fa1d5dd245",
        "SET_SHARED": "36fe385f5ed7",
        "SET_SMALL": "faee952994df",
        "SET_SPECIFIC": "f534cee3bd04",
        "SHARE: one": "5db1e3c788dd",
        "SHARE: two": "55e03a1906cf",
        "SHARE: all": "aef983101286",
        "SHARE: all, of some": "b2e2e419369b",
        "SHARE: each": "7250ef246c88",
        "SHARE: none": "80b0a768522d",
        "SHARE: otherwise": "d2355b57f7e8",
        "SHARE: *": "338c821720ff",
        "SHARE: *, in per cent": "3ed6866364e4",
        "TOOK_PART": "7b523db8ffc6",
        "WEIGHTED": "8276567eb710",
        "WITHIN": "8e2e56532f7f",
    },
    3: {
        "BALANCE": "dbcf528d556b",
        "CONSISTENT": "92f4c3498df4",
        "CONSISTENT_LITERAL": "dc026d2a6348",
        "DIALOGUE": "e197322b10cc",
        "EXAMINED": "d8d8f5fe3c42",
        "HEARD": "64d740110a19",
        "INFERRED": "c59f2d03c7f8",
        "INFERRED_BOUND": "9077757df1fa",
        "ITEM": "d6cecb348048",
        "LISTED": "fa3372ff4e48",
        "MERGED": "2559d65a45f0",
        "MERGED_ONE": "3eb3895db6ec",
        "NOT_RANDOM": "5f1de42715f6",
        "OPPORTUNITIES": "2b1127659bfe",
        "OVERRULED": "02c28d69de54",
        "OVERRULED_SEALED": "cb6ec06e425b",
        "OVERRULED_TAKES": "52d5b9060d18",
        "PREFIX": "eb9d4835d38f",
        "PROTECTED": "ee40cd5c9cf4",
        "RANDOM": "787fa227a0d3",
        "RANGES: plain": "56fef952967a",
        "RANGES: in a unit": "1235b6c1f063",
        "RANGES_ENDS: low": "d9275d6ceb15",
        "RANGES_ENDS: likely": "31062ec10332",
        "RANGES_ENDS: high": "3ce0b3e8e714",
        "REASONS": "21b729f8a641",
        "REASONS_ONE": "e6fa1d5dd245",
        "SET_SHARED": "36fe385f5ed7",
        "SET_SMALL": "faee952994df",
        "SET_SPECIFIC": "f534cee3bd04",
        "SHARE: one": "5db1e3c788dd",
        "SHARE: two": "55e03a1906cf",
        "SHARE: all": "aef983101286",
        "SHARE: all, of some": "b2e2e419369b",
        "SHARE: each": "7250ef246c88",
        "SHARE: none": "80b0a768522d",
        "SHARE: otherwise": "d2355b57f7e8",
        "SHARE: *": "338c821720ff",
        "SHARE: *, in per cent": "3ed6866364e4",
        "TOOK_PART": "7b523db8ffc6",
        "WEIGHTED": "8276567eb710",
        "WITHIN": "8e2e56532f7f",
    },
}
"""By version: each template's name and a hash of its text. A new version is a new entry here."""


def test_a_changed_template_is_a_new_version():
    made = {name: sha256(t.encode()).hexdigest()[:12] for name, t in templates.catalogue().items()}
    assert made == PINS[templates.VERSION]


def test_the_catalogue_holds_every_template_once():
    held = templates.catalogue()
    spelled = {n for n, v in vars(templates).items() if n.isupper() and isinstance(v, str)}
    assert spelled <= set(held)
    assert "SHARE: all, of some" in held
    assert len(set(held.values())) == len(held)


def test_protection_has_one_text_and_it_implies_nothing():
    said = templates.PROTECTED.lower()
    assert "{" not in said
    for word in ("few", "small", "one", "two", "business", "number", "merged", "count"):
        assert word not in said
