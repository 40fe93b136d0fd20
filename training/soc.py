"""Writes the structure of SOC that ships: `python training/soc.py VOLUME1 [JOB_TITLES]`.

Codes and titles of SOC 2020 come out of ONS's volume 1; those of SOC 2010 stand in
`soc2010.csv` already and are checked for their published number. JOB_TITLES is the working list
("code|title;title;…" a line) of titles written for this product.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from sectorscope.concepts.soc_files import load_volume1

DATA = Path(__file__).parents[1] / "src" / "sectorscope" / "data" / "occupations"
SOURCE = "# Source of codes and titles: Office for National Statistics, SOC {}, OGL v3.0.\n"
OWN = "# Job titles written for this product, with the unit group of SOC 2020 each belongs to.\n"

# Of one title, and with what was another group in 2010: bank managers, web developers, conservation
# technicians, electroplaters.
MERGED = {"1131", "2134", "2151", "2152", "8115"}

# Renamed, or split off one group of 2010, as the titles tell.
WITHIN = {
    "1162": "1172", "2211": "2211", "2212": "2211", "2225": "2212", "2226": "2212",
    "2231": "2232", "2232": "2231", "2233": "2231", "2234": "2231", "2235": "2231",
    "2236": "2231", "2237": "2231", "2252": "2214", "2313": "2314", "2314": "2315",
    "2315": "2315", "2316": "2316", "2412": "2413", "3311": "3311", "4143": "7220",
    "5225": "5225", "5312": "5312", "5313": "5312", "5315": "5314", "6114": "6122",
    "7132": "7130", "7220": "7220", "8211": "8211", "9112": "9112", "9121": "9120",
}  # fmt: skip


def main(volume1: str, titles: str = "") -> None:
    groups = load_volume1(volume1)
    old = _older()
    rows = [(g.code, g.title.strip(), _in_2010(g.code, g.title, old)) for g in groups]
    rows.sort(key=lambda row: row[0])
    assert sum(len(code) == 4 for code, *_ in rows) == 412
    assert len(old) == 369
    _write("soc2020.csv", SOURCE.format("2020 volume 1"), ("code", "title", "soc2010"), rows)
    if titles:
        lines = Path(titles).read_text(encoding="utf-8").splitlines()
        pairs = [
            (code, t.strip())
            for code, _, ts in (x.partition("|") for x in lines)
            for t in ts.split(";")
        ]
        _write("soc2020_titles.csv", OWN, ("code", "title"), sorted(dict.fromkeys(pairs)))


def _older() -> dict[str, str]:
    lines = (DATA / "soc2010.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["code"]: row["title"] for row in rows}


def _in_2010(code: str, title: str, old: dict[str, str]) -> str:
    plain = " ".join(title.casefold().split())
    if len(code) < 4 or "n.e.c" in plain or code in MERGED:
        return ""
    return WITHIN.get(code) or next((c for c, t in old.items() if t.casefold() == plain), "")


def _write(name: str, note: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        file.write(note)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
