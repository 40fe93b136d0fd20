"""The register of companies at full size: seven zips to one typed Parquet file.

    python benchmarks/register.py [--rows 5600000] [--folder DIR]

The files are made first (`registered`), which is not counted. Then children run one after the
other, each from bytes on the disk to Parquet. Ours does what `add` does with each part (hash, gates
on the bytes, reader, table in key order with its checks, gates on the rows) and writes the table in
the form that `build` does. The peer unpacks, reads the same columns with pyarrow.csv and writes
them, and looks at nothing. Last the parts are made one file, and `sectorscope add` takes it as a
whole process, for a region and uncut. Before and after each a fixed piece of work is timed: by what
it differs is the machine's noise. Seconds and the largest resident size are the operating system's.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from functools import partial
from pathlib import Path

from registered import FAULTS, HEADER, PARTS, ROWS, make, whole

BOUND = "120 s, 2 GB"
SOURCE = "companies_house"
REGION = 'postcodes = ["BD", "HD", "HX", "LS", "WF"]\n'


def ours(files: list[Path], target: Path) -> dict[str, object]:
    """Read each part as `add` does and write its rows."""
    import pyarrow.parquet as pq

    from sectorscope.evidence.gates import Verdicts, examine, inspect
    from sectorscope.evidence.snapshots import describe
    from sectorscope.evidence.sources import load
    from sectorscope.schema import TABLES, from_rows

    reader, table = load(SOURCE), TABLES["company"]
    rules = reader.meta.assertions
    said: dict[str, int] = {}
    rows = 0
    with pq.ParquetWriter(target, table.schema, compression="zstd") as writer:
        for file in files:
            data = file.read_bytes()
            entry = describe(data, name=file.name, source=SOURCE, retrieved="2026-11-26")
            noted = Verdicts()
            inspect(data, entry.name, table=rules.table, verdicts=noted)
            ((_, read),) = reader.read(entry, data, None)
            made = from_rows(table, read)
            examine({"company": made}, noted, personal=rules.personal)
            writer.write_table(made)
            rows += made.num_rows
            remarks = reader.remarks(entry, data, None)
            for line in remarks.warnings:
                count, _, what = line.partition(" companies: ")
                if what:
                    said[what] = said.get(what, 0) + int(count.split()[0].replace(",", ""))
            for gone in remarks.dropped:
                what = f"LEFT OUT: {gone.what}"
                said[what] = said.get(what, 0) + gone.rows
            del data, read, made  # as they go when `add` is done with a file
    return {"rows": rows, "said": said}


def peer(files: list[Path], target: Path) -> dict[str, object]:
    """The same columns as text, with nothing looked at and no place kept."""
    import pyarrow as pa
    import pyarrow.csv as pcsv
    import pyarrow.parquet as pq

    from sectorscope.evidence.sources.companies_house.read import READ

    wanted = [n for n in HEADER.split(",") if n.strip() in READ]
    schema = pa.schema([(n, pa.string()) for n in wanted])
    kinds = pcsv.ConvertOptions(
        column_types=schema, include_columns=wanted, strings_can_be_null=False
    )
    rows = 0
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for file in files:
            with zipfile.ZipFile(file) as archive:
                data = archive.read(archive.namelist()[0])
            parsing = pcsv.ParseOptions(newlines_in_values=True)
            made = pcsv.read_csv(io.BytesIO(data), None, parsing, kinds)
            writer.write_table(made)
            rows += made.num_rows
    return {"rows": rows, "said": {}}


def child(which: str, folder: Path) -> None:
    """Do one of the two and print what came of it as JSON."""
    files = sorted(folder.glob("*.zip"))
    made = {"ours": ours, "peer": peer}[which](files, folder / f"{which}.parquet")
    print(json.dumps(made | {"mb": (folder / f"{which}.parquet").stat().st_size / 1e6}))


def measured(which: str, folder: Path) -> dict[str, object]:
    """Run a child by itself and take what it cost from the operating system."""
    said, cost = costed([sys.executable, __file__, "--child", which, "--folder", str(folder)])
    return json.loads(said) | cost


def costed(argv: list[str], cwd: Path | None = None) -> tuple[bytes, dict[str, object]]:
    """What a process printed, its seconds and its largest resident size in MiB."""
    started = time.perf_counter()
    quiet = subprocess.DEVNULL if cwd else None
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=quiet, cwd=cwd)
    said = process.stdout.read() if process.stdout else b""
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{argv[1:5]}: exit status {os.waitstatus_to_exitcode(status)}")
    return said, {
        "wall": time.perf_counter() - started,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss / 1024,  # Linux counts in KiB
    }


def added(file: Path, folder: Path, mapping: str) -> dict[str, object]:
    """What it costs to add the one file to a study."""
    command = [sys.executable, "-c", "from sectorscope.cli import main; main()"]
    study = folder / f"study-{'cut' if mapping else 'uncut'}"
    asked = ["new", str(study), "--template", "lsip-sector", "--area", "West Yorkshire"]
    subprocess.run([*command, *asked], check=True, capture_output=True)
    add = [*command, "add", str(file), "--as", SOURCE]
    if mapping:
        (study / "region.toml").write_text(mapping, encoding="utf-8")
        add += ["--mapping", "region.toml"]
    _, cost = costed(add, study)
    return cost


def one_file(folder: Path, parts: list[Path]) -> None:
    """The one file, added for a region and uncut, as lines of Markdown."""
    (folder / "one").mkdir(exist_ok=True)
    file = whole(parts, folder / "one" / "BasicCompanyDataAsOneFile-2026-11-01.zip")
    noise = [fixed()]
    print(f"\nThe one file: {file.stat().st_size / 1e6:,.0f} MB.\n")
    print("| `sectorscope add`, whole process | wall s | CPU s | peak MiB | bound |")
    print("|---|---|---|---|---|")
    for what, mapping in (("with a mapping of five postcode areas", REGION), ("uncut", "")):
        cost = added(file, folder / "one", mapping)
        noise.append(fixed())
        print(
            f"| {what} | {cost['wall']:.1f} | {cost['cpu']:.1f} | {cost['peak']:,.0f} | {BOUND} |"
        )
    print("\nA fixed piece of work, before, between and after: " + "; ".join(noise))


def fixed() -> str:
    """A piece of work that never changes, so that two timings of it tell of the machine."""
    data = bytes(1 << 20)
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(500):
        hashlib.sha256(data).digest()
    return f"{time.perf_counter() - wall:.2f} s wall, {time.process_time() - cpu:.2f} s CPU"


def report(folder: Path, rows: int) -> None:
    """Both children with the noise about them, as lines of Markdown."""
    files = sorted(folder.glob("*.zip"))
    inside = sum(info.file_size for f in files for info in zipfile.ZipFile(f).infolist())
    print(
        f"{rows:,} rows of 55 columns in {len(files)} zips: {inside / 1e9:.2f} GB of CSV in "
        f"{sum(f.stat().st_size for f in files) / 1e6:,.0f} MB\n"
    )
    noise = [fixed()]
    found: dict[str, dict[str, object]] = {}
    for which in ("ours", "peer"):
        found[which] = measured(which, folder)
        noise.append(fixed())
    print("| zip to Parquet | wall s | CPU s | peak MiB | rows out | Parquet MB | bound |")
    print("|---|---|---|---|---|---|---|")
    for which, one in found.items():
        bound = BOUND if which != "peer" else ""
        print(
            f"| {which} | {one['wall']:.1f} | {one['cpu']:.1f} | {one['peak']:,.0f} | "
            f"{one['rows']:,} | {one['mb']:,.0f} | {bound} |"
        )
    print("\nA fixed piece of work, before, between and after: " + "; ".join(noise))
    told(rows, found["ours"])


def told(rows: int, one: dict[str, object]) -> None:
    """Rows in and out, and every doubt with its number."""
    said = one["said"]
    assert isinstance(said, dict)
    print(f"\nRows in {rows:,}; rows out {one['rows']:,}. Counted by the reader:\n")
    for what, n in said.items():
        print(f"- {n:,}: {what}")
    print("\nMade with, one row in so many: ", end="")
    print("; ".join(f"{what} {often:,}" for what, often in FAULTS.items()))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=ROWS)
    asked.add_argument("--folder", type=Path, help="of files that were made before")
    asked.add_argument("--child", choices=("ours", "peer"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.child:
        child(given.child, given.folder)
        return
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        if not list(folder.glob("*.zip")):
            folder.mkdir(parents=True, exist_ok=True)
            with multiprocessing.Pool(2) as pool:
                pool.map(partial(make, folder, given.rows // PARTS), range(1, PARTS + 1))
        report(folder, given.rows // PARTS * PARTS)
        one_file(Path(made), sorted(folder.glob("*.zip")))


if __name__ == "__main__":
    main()
