"""How long readers take over many rows, from bytes to rows: the best and the worst of five.

python benchmarks/readers.py [DATA]     DATA: the folder of real files, for the Parquet file
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from register import fixed

from sectorscope.evidence.gates import Verdicts, inspect
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load

ROWS = 100_000
TRIES = 5
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


def seconds(source: str, data: bytes) -> tuple[int, list[float]]:
    """Rows, and seconds of wall from bytes to rows; each try has bytes of its own."""
    took: list[float] = []
    rows = 0
    for _ in range(TRIES):
        own = bytes(bytearray(data))
        entry = describe(own, name="a.csv", source=source, retrieved="2026-11-26")
        _clear(source)
        start = time.perf_counter()
        rows = sum(len(made) for _, made in load(source).read(entry, own, None))
        took.append(time.perf_counter() - start)
    return rows, took


def _clear(source: str) -> None:
    """Forget the last reading, and the file it was of."""
    from importlib import import_module

    from sectorscope.evidence import columns, rows

    import_module(f"sectorscope.evidence.sources.{source}.read")._opened.cache_clear()
    columns._parquet.cache_clear()
    rows.decode.cache_clear()


def line(what: str, took: list[float], bound: str = "") -> None:
    """One line of the table."""
    print(f"| {what} | {min(took):.2f} | {max(took):.2f} | {bound} |")


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SECTORSCOPE_DATA", "."))
    answer = nomis()
    noise = [fixed()]
    print("| reader | best s | worst s | bound |")
    print("|---|---|---|---|")
    rows, took = seconds("nomis", answer)
    line(f"nomis: {rows:,} rows, {len(answer) / 1e6:.0f} MB of CSV", took, "1 s")
    start = time.perf_counter()
    inspect(answer, "a.csv", verdicts=Verdicts())
    line("the gates on its bytes", [time.perf_counter() - start])
    if (data / REAL).is_file():
        rows, took = seconds("apprenticeships", (data / REAL).read_bytes())
        line(f"apprenticeships: {rows:,} rows of Parquet", took, "1 s")
    noise.append(fixed())
    print("\nA fixed piece of work, before and after: " + "; ".join(noise))


if __name__ == "__main__":
    main()
