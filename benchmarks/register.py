"""The register of companies at full size: seven zips to one typed Parquet file.

    python benchmarks/register.py [--rows 5600000] [--folder DIR] [--study]

The files are made first (`registered`), which is not counted. Then children run one after the
other, each from bytes on the disk to Parquet. Ours does what `add` does with each part (hash, gates
on the bytes, reader, table in key order with its checks, gates on the rows) and writes the table in
the form that `build` does. The peer unpacks, reads the same columns with pyarrow.csv and writes
them, and looks at nothing. Last the parts are made one file, and `sectorscope add` takes it as a
whole process, for a region and uncut; `--study` builds studies of both. Before and after each a
fixed piece of work is timed: by what it differs is the machine's noise. Seconds and the largest
resident size are the operating system's.
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

from registered import FAULTS, HEADER, PARTS, ROWS, directory, make, whole

BOUND = "120 s, 2 GB"
SOURCE = "companies_house"
COMMAND = [sys.executable, "-c", "from sectorscope.cli import main; main()"]
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


def one_file(folder: Path, parts: list[Path], study: bool) -> None:
    """The one file added for a region and uncut, and what is built of it, as lines of Markdown."""
    folder.mkdir(exist_ok=True)
    file = whole(parts, folder / "BasicCompanyDataAsOneFile-2026-11-01.zip")
    print(f"\nThe one file: {file.stat().st_size / 1e6:,.0f} MB.\n")
    print("| whole process | wall s | CPU s | peak MiB | bound |")
    print("|---|---|---|---|---|")
    noise = [fixed()]
    (folder / "region.toml").write_text(REGION, encoding="utf-8")
    cut = Study(folder / "cut", noise)
    mapping = ("--mapping", str(folder / "region.toml"))
    cut.run("add, with a mapping of five postcode areas", "add", file, SOURCE, *mapping)
    uncut = Study(folder / "uncut", noise)
    uncut.run("add, uncut", "add", file, SOURCE)
    if study:
        cut.run("build, with a mapping", "build")
        codes = directory(parts, folder / "ONSPD_FEB_2024_UK.zip")
        with zipfile.ZipFile(codes) as archive:
            size = archive.infolist()[0].file_size
        what = f"add, a directory of {size / 1e9:.2f} GB that places every address"
        uncut.run(what, "add", codes, "postcodes")
        uncut.run("build, uncut, with the directory", "build")
    print("\nA fixed piece of work, before and after each: " + "; ".join(noise))


class Study:
    """A study of West Yorkshire, and commands in it as whole processes."""

    def __init__(self, path: Path, noise: list[str]) -> None:
        self._path, self._noise = path, noise
        asked = ["new", str(path), "--template", "lsip-sector", "--area", "West Yorkshire"]
        subprocess.run([*COMMAND, *asked], check=True, capture_output=True)

    def run(self, what: str, name: str, file: Path | None = None, *more: str) -> None:
        """Do it, print what it cost, and time the fixed piece of work after it."""
        asked = [name, *([str(file), "--as", *more] if file else [])]
        _, cost = costed([*COMMAND, *asked], self._path)
        self._noise.append(fixed())
        bound = BOUND if more and more[0] == SOURCE else ""
        print(
            f"| {what} | {cost['wall']:.1f} | {cost['cpu']:.1f} | {cost['peak']:,.0f} | {bound} |",
            flush=True,
        )


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
    asked.add_argument("--study", action="store_true", help="build a study of it, too")
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
        one_file(Path(made) / "one", sorted(folder.glob("*.zip")), given.study)


if __name__ == "__main__":
    main()
