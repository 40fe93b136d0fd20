"""A study of a made-up sector with official counts, employers and starts, each in a small file."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sectorscope.evidence.add import add_file
from tests.support.studies import EXAMPLES, WHEN

HERE = {"E08000034": "Kirklees", "E08000035": "Leeds"}
ENGLAND = {"E92000001": "England"}
BANDS = ("Micro (0 to 9)", "Large (250+)")
Figures = Mapping[tuple[str, str, str, str], int]
"""Year, area code, section and band (empty for all sizes) to a count."""


def study(folder: Path, **changes: str) -> Path:
    """The template for plans with a region of two districts; some of its text replaced."""
    text = (EXAMPLES / "lsip-sector" / "study.toml").read_text(encoding="utf-8")
    places = ", ".join(f'{{code = "{c}", name = "{n}"}}' for c, n in HERE.items())
    text = text.replace("places = []", f"places = [{places}]").replace('name = ""', 'name = "Dale"')
    text = text.replace("postcodes = []", 'postcodes = ["LS", "HD1"]')
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    folder.mkdir(parents=True)
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder


def add_counts(
    folder: Path, figures: Figures, *, dataset: str = "UK Business Counts, local units"
) -> None:
    """Add counts as Nomis gives them trimmed, labelled by a mapping."""
    names = {**HERE, **ENGLAND}
    split = any(band for *_, band in figures)
    columns = ["DATE", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "INDUSTRY_CODE", "INDUSTRY_NAME"]
    columns += [*(["EMPLOYMENT_SIZEBAND_NAME"] if split else []), "OBS_VALUE"]
    rows = [
        [year, area, names[area], s, f"{s} : Section {s}", *([band] if split else []), value]
        for (year, area, s, band), value in figures.items()
    ]
    mapping = folder / "mapping.toml"
    mapping.write_text(f'dataset = "{dataset}"\n', encoding="utf-8")
    _add(folder, _csv(columns, rows), f"{dataset[:4].strip()}.csv", "nomis", mapping)
    mapping.unlink()


def add_employers(folder: Path, rows: Iterable[Sequence[str]], year: str = "2021_22") -> None:
    """Add a list of employers: name, postcode, SIC codes, band."""
    columns = ["EmployerName", "PostCode", "CompanyNumber", "SicCodes", "EmployerSize"]
    listed = [[n, p, f"{i:08}", s, b] for i, (n, p, s, b) in enumerate(rows, start=1)]
    name = f"gender_pay_gap_employers_{year}.csv.gz"
    _add(folder, gzip.compress(_csv(columns, listed), mtime=0), name, "gender_pay_gap")


def add_standards(folder: Path, titles: Mapping[str, str]) -> None:
    """Add a list of standards: titles by reference."""
    listed = [
        {"referenceNumber": r, "title": t, "level": 3, "route": "Engineering", "larsCode": i,
         "typicalDuration": 12, "maxFunding": 9000, "overviewOfRole": "", "typicalJobTitles": [],
         "status": "Approved for delivery"}
        for i, (r, t) in enumerate(titles.items(), start=1)
    ]  # fmt: skip
    _add(folder, json.dumps(listed).encode(), "standards.json", "standards")


def add_starts(folder: Path, rows: Iterable[Sequence[object]]) -> None:
    """Add starts by provider and standard: year, provider, standard, starts."""
    columns = ["year", "apps_Level", "std_fwk_name", "ssa_t1_desc", "ssa_t2_desc", "std_fwk_flag",
               "provider_type", "provider_name", "measure", "values"]  # fmt: skip
    listed = [
        [y, "Advanced Apprenticeship", standard, "Engineering", "Engineering", "Standard",
         "College", f"{who} (1000000{i % 10})", measure, value]
        for i, (y, who, standard, value) in enumerate(rows)
        for measure in ("Starts", "Enrolments")
    ]  # fmt: skip
    _add(folder, _csv(columns, listed), "standards.csv", "apprenticeships")


def add_districts(folder: Path, rows: Iterable[Sequence[object]]) -> None:
    """Add starts by home and delivery: year, home, delivery, starts."""
    columns = ["year", "provider_name", "learner_home_lad", "delivery_lad"]
    columns += ["starts", "enrolments", "achievements"]
    listed = [[y, "A COLLEGE (10000001)", h, d, value, 0, 0] for y, h, d, value in rows]
    _add(folder, _csv(columns, listed), "districts.csv", "apprenticeships")


def add_regions(folder: Path, rows: Iterable[Sequence[object]]) -> None:
    """Add starts by home and delivery region: year, home, delivery, starts."""
    columns = ["year", "provider_name", "delivery_region", "learner_home_region"]
    columns += ["starts", "enrolments", "achievements"]
    listed = [[y, "A COLLEGE (10000001)", d, h, value, 0, 0] for y, h, d, value in rows]
    _add(folder, _csv(columns, listed), "regions.csv", "apprenticeships")


def add_standards_by_district(folder: Path, rows: Iterable[Sequence[object]]) -> None:
    """Add starts by standard, home and delivery at once: year, home, delivery, starts."""
    columns = ["year", "provider_name", "std_fwk_name", "learner_home_lad", "delivery_lad"]
    columns += ["starts", "enrolments", "achievements"]
    listed = [[y, "A COLLEGE (10000001)", "Welder", h, d, value, 0, 0] for y, h, d, value in rows]
    _add(folder, _csv(columns, listed), "both.csv", "apprenticeships")


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([columns, *rows])
    return text.getvalue().encode()


def _add(folder: Path, data: bytes, name: str, source: str, mapping: Path | None = None) -> None:
    add_file(folder, data, name=name, source=source, retrieved=WHEN, mapping_path=mapping)
