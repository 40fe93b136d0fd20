"""Write what ships of the phrases that teach the annotator: each with the concept it means.

python training/known.py [--esco ZIP]     writes src/sectorscope/data/phrases/esco.csv
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from sectorscope.concepts import load
from training.check_phrases import ESCO, HERE

TARGET = HERE.parent / "src" / "sectorscope" / "data" / "phrases" / "esco.csv"
BASE = "http://data.europa.eu/esco/skill/"


def rows(esco: Path) -> list[tuple[str, str]]:
    """Concept (without the scheme's address) and phrase, in order."""
    columns = load(esco).concepts
    held = zip(columns.column("label"), columns, columns.column("kind"), strict=True)
    by_label = {" ".join(label.split()): key for label, key, kind in held if kind == "skill"}
    found: set[tuple[str, str]] = set()
    for path in sorted((HERE / "phrases").glob("*.csv")):
        if path.stem.endswith("_none"):
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = by_label[" ".join(row["label"].split())]
                found.add((key.removeprefix(BASE), " ".join(row["phrase"].split())))
    return sorted(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--esco", type=Path, default=ESCO)
    made = rows(parser.parse_args().esco)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("concept", "phrase"))
        writer.writerows(made)
    print(f"{TARGET.name}: {len(made)} phrases, {len({key for key, _ in made})} concepts")


if __name__ == "__main__":
    main()
