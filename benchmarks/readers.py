"""How long readers take over many rows: processor seconds, the best of three.

python benchmarks/readers.py [DATA]     DATA: the folder of real files, for the Parquet file
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from sectorscope.evidence.gates import Verdicts, inspect
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load

ROWS = 100_000
REAL = "provision/subjects_and_standards_0.parquet"
_HEADER = (
    "DATE,GEOGRAPHY_NAME,GEOGRAPHY_CODE,GEOGRAPHY_TYPE,INDUSTRY_NAME,INDUSTRY_CODE,INDUSTRY_TYPE,"
    "EMPLOYMENT_STATUS_NAME,EMPLOYMENT_STATUS_TYPE,MEASURE_NAME,MEASURES,MEASURES_NAME,OBS_VALUE,"
    "OBS_STATUS,OBS_STATUS_NAME,OBS_CONF,OBS_CONF_NAME,URN,RECORD_OFFSET,RECORD_COUNT"
)


def nomis() -> bytes:
    """An answer of BRES by district and section, in the API's columns that are read."""
    lines = [_HEADER]
    for n in range(ROWS):
        letter, area = chr(65 + n % 21), n // 21
        lines.append(
            f'2024,"District {area}","E{area:08}","local authorities (as of April 2023)",'
            f'"{letter} : Section {letter}","{letter}","SIC 2007 section","Employees",'
            f'"Employment","Count",20100,"Value",{(n * 37) % 900 * 100},"A","Normal Value","F",'
            f'"Free (free for publication)","Nm-189d1d{n}",{n},{ROWS}'
        )
    return ("\n".join(lines) + "\n").encode()


def seconds(source: str, data: bytes) -> tuple[int, float]:
    """Rows and processor seconds from bytes to rows; each try has bytes of its own."""
    best = float("inf")
    rows = 0
    for _ in range(3):
        own = bytes(bytearray(data))
        entry = describe(own, name="a.csv", source=source, retrieved="2026-11-26")
        _clear(source)
        start = time.process_time()
        rows = sum(len(made) for _, made in load(source).read(entry, own, None))
        best = min(best, time.process_time() - start)
    return rows, best


def _clear(source: str) -> None:
    """Forget the last reading, and the file it was of."""
    from importlib import import_module

    from sectorscope.evidence import columns, rows

    import_module(f"sectorscope.evidence.sources.{source}.read")._opened.cache_clear()
    columns._parquet.cache_clear()
    rows.decode.cache_clear()


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SECTORSCOPE_DATA", "."))
    answer = nomis()
    rows, took = seconds("nomis", answer)
    print(f"nomis: {rows:,} rows ({len(answer) / 1e6:.0f} MB of CSV) in {took:.2f} s")
    start = time.process_time()
    inspect(answer, "a.csv", verdicts=Verdicts())
    print(f"gates on its bytes: {time.process_time() - start:.2f} s")
    if (data / REAL).is_file():
        rows, took = seconds("apprenticeships", (data / REAL).read_bytes())
        print(f"apprenticeships: {rows:,} rows of Parquet in {took:.2f} s")


if __name__ == "__main__":
    main()
