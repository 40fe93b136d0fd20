"""A register of millions, made up: real header, names and industries by resampling.

Words of names are drawn one by one from the South Yorkshire names by how often each stands first,
in the middle and last, so that no real company is in it but by chance, and industries from theirs;
without that file, from a few made-up words. The header is the publisher's, leading spaces included.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import numpy as np

from benchmarks.members.populations import YORKSHIRE

HEADER = (
    "CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1,"
    " RegAddress.AddressLine2,RegAddress.PostTown,RegAddress.County,RegAddress.Country,"
    "RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,"
    "IncorporationDate,Accounts.AccountRefDay,Accounts.AccountRefMonth,Accounts.NextDueDate,"
    "Accounts.LastMadeUpDate,Accounts.AccountCategory,Returns.NextDueDate,Returns.LastMadeUpDate,"
    "Mortgages.NumMortCharges,Mortgages.NumMortOutstanding,Mortgages.NumMortPartSatisfied,"
    "Mortgages.NumMortSatisfied,SICCode.SicText_1,SICCode.SicText_2,SICCode.SicText_3,"
    "SICCode.SicText_4,LimitedPartnerships.NumGenPartners,LimitedPartnerships.NumLimPartners,URI,"
    + ",".join(f"PreviousName_{n}.CONDATE, PreviousName_{n}.CompanyName" for n in range(1, 11))
    + ",ConfStmtNextDueDate, ConfStmtLastMadeUpDate"
)
_FEW = ["NORTHERN DENTAL SUPPLIES LIMITED", "HILL & SONS PLUMBING LTD", "MEDICAL DEVICES UK LTD"]
_CODES = ["32500 - Manufacture of medical and dental instruments and supplies", "62090 - Other"]
_ROWS = 100_000


def make(path: Path, rows: int, seed: int = 1) -> None:
    """Write a register of so many companies."""
    rng = np.random.default_rng(seed)
    names, industries = _read()
    parts = _parts(names)
    before = ",,1 HIGH STREET,,LEEDS,,UNITED KINGDOM,LS1 1AA,Private Limited Company,Active,"
    between = "United Kingdom,,01/01/2015,31,12,30/09/2026,31/12/2024,MICRO ENTITY,,,0,0,0,0,"
    after = ",0,0,http://business.data.gov.uk/id/company/" + "," * 20 + ",,"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\n")
        for start in range(0, rows, _ROWS):
            many = min(_ROWS, rows - start)
            drawn = _names(parts, many, rng)
            codes = rng.integers(0, len(industries), many)
            file.writelines(
                f'"{name}",{start + i:08d},{before}{between}{industries[code]}{after}\n'
                for i, (name, code) in enumerate(zip(drawn, codes.tolist(), strict=True))
            )


def _read() -> tuple[list[str], list[str]]:
    if not YORKSHIRE.is_file():
        return _FEW, [f'"{code}",,,' for code in _CODES]
    with gzip.open(YORKSHIRE, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    said = [[r[f"SICCode.SicText_{n}"].replace('"', "") for n in range(1, 5)] for r in rows]
    return [r["CompanyName"] for r in rows], [
        ",".join(f'"{text}"' if text else "" for text in four) for four in said
    ]


def _parts(names: list[str]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Words that stand first, in the middle and last with their shares; and how many stand."""
    split = [name.replace('"', "").split() or ["A"] for name in names]
    held = [
        Counter(words[0] for words in split),
        Counter(word for words in split for word in words[1:-1]) or Counter(["AND"]),
        Counter(words[-1] for words in split),
        Counter(str(len(words)) for words in split),
    ]
    made: list[tuple[np.ndarray, np.ndarray]] = []
    for counter in held:
        counts = np.array(list(counter.values()), np.float64)
        made.append((np.array(list(counter), dtype=object), np.cumsum(counts / counts.sum())))
    return made


def _names(
    parts: list[tuple[np.ndarray, np.ndarray]], many: int, rng: np.random.Generator
) -> list[str]:
    def draw(part: int, n: int) -> list[str]:
        words, shares = parts[part]
        return words[np.minimum(np.searchsorted(shares, rng.random(n)), len(words) - 1)].tolist()

    lengths = [int(n) for n in draw(3, many)]
    middle = iter(draw(1, sum(max(n - 2, 0) for n in lengths)))
    return [
        " ".join([first, *(next(middle) for _ in range(n - 2)), last])
        for first, last, n in zip(draw(0, many), draw(2, many), lengths, strict=True)
    ]
