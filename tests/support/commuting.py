"""Flows between home and work in their publishers' columns, with figures of our own making."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from sectorscope.evidence.sources.commuting.read import COLUMNS, FILE
from tests.support.replay.nomis import Nomis

NAMES = {
    "E08000034": "Kirklees",
    "E08000035": "Leeds",
    "E08000032": "Bradford",
    "E08000033": "Calderdale",
    "E08000036": "Wakefield",
    "E06000014": "York",
    "E07000163": "Craven",
    "E07000164": "Hambleton",
    "E07000165": "Harrogate",
    "E07000166": "Richmondshire",
    "E07000167": "Ryedale",
    "E07000168": "Scarborough",
    "E07000169": "Selby",
    "E06000057": "Northumberland",
    "E06000048": "Northumberland",
    "E12000003": "Yorkshire and The Humber",
    "E02002330": "Leeds 001",
    "S12000036": "City of Edinburgh",
    "S92000003": "Scotland",
    "888888888": "Workplace is offshore installation",
    "999999999": "Workplace is outside the UK",
    "-8": "Does not apply",
    "OD0000001": "Mainly work at or from home",
    "OD0000002": "Offshore installation",
    "OD0000003": "No fixed place",
    "OD0000004": "Outside UK",
}
FIXED = "Working in the UK but not working at or from home"
AT_HOME = "Mainly working at or from home, no fixed place"
INDICATORS = {
    "-8": "Does not apply",
    "1": AT_HOME,
    "2": "Working outside the UK or offshore",
    "3": FIXED,
}
"""Labels of 1 and 2 are ours: nobody whose words we have prints the publisher's."""
KIRKLEES, LEEDS, BRADFORD, YORK = "E08000034", "E08000035", "E08000032", "E06000014"
Flow = tuple[str, str, str, object]
"""Code of a home, of a workplace, the indicator, people."""

FLOWS: tuple[Flow, ...] = (
    (KIRKLEES, KIRKLEES, "3", 60_000),
    (KIRKLEES, LEEDS, "3", 15_000),
    (KIRKLEES, BRADFORD, "3", 9_000),
    (KIRKLEES, KIRKLEES, "1", 50_000),
    (KIRKLEES, "999999999", "2", 120),
    (KIRKLEES, "-8", "-8", 190_000),
    (LEEDS, LEEDS, "3", 150_000),
    (LEEDS, KIRKLEES, "3", 5_000),
    (LEEDS, BRADFORD, "3", 12_000),
    (LEEDS, YORK, "3", 2_000),
    (LEEDS, LEEDS, "1", 130_000),
    (LEEDS, "888888888", "2", 30),
    (BRADFORD, LEEDS, "3", 20_000),
    (BRADFORD, KIRKLEES, "3", 6_000),
    (BRADFORD, BRADFORD, "3", 90_000),
    (YORK, LEEDS, "3", 4_000),
    (YORK, "S12000036", "3", 40),
)
"""Kirklees and Leeds are the region of `counts.study`."""
_REST = (
    ("E08000033", "E08000033", 40_000),
    ("E08000033", KIRKLEES, 7_000),
    ("E08000036", "E08000036", 70_000),
    ("E08000036", LEEDS, 22_000),
    (YORK, "E08000036", 900),
)
WEST_YORKSHIRE: tuple[Flow, ...] = (*FLOWS, *((h, w, "3", n) for h, w, n in _REST))
"""The same with each of its five districts."""


def odwp(flows: Iterable[Flow] = FLOWS, names: Sequence[str] = COLUMNS) -> bytes:
    """The CSV of districts as Census 2021 has it."""
    rows = [(h, NAMES[h], w, NAMES[w], i, INDICATORS[i], n) for h, w, i, n in flows]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue().encode()


def packed(files: Mapping[str, bytes] | None = None) -> bytes:
    """The zip it comes in: a file a level, and metadata."""
    held = {FILE: odwp(), "ODWP01EW_RGN.csv": b"Regions code\n", "metadata.xlsx": b"PK"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in (files or held).items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


PERSONS = (("0", "All persons"), ("1", "Males"), ("2", "Females"))


@dataclass
class Commuting(Nomis):
    """Nomis with a data set of flows of 2011. flows: home, workplace, people.

    home: the dimension of where people live. sexes: whether the answer has them.
    """

    flows: Sequence[tuple[str, str, int]] = ()
    home: str = "USUAL_RESIDENCE"
    sexes: bool = False
    dimensions: ClassVar[tuple[str, ...]] = (
        *("FREQ", "USUAL_RESIDENCE", "PLACE_OF_WORK", "SEX", "MEASURES"),
    )
    dataset: str = "NM_1203_1"
    urn: str = "Nm-1203d1"
    title: str = "WU01UK - Location of usual residence and place of work by sex"
    changes: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """One record a flow and sex."""
        kinds = PERSONS if self.sexes else PERSONS[:1]
        parts = {"0": 1.0, "1": 0.5, "2": 0.5}
        self.cells = [  # type: ignore[assignment] - records of another data set
            (home, work, sex, named, int(n * parts[sex]))
            for home, work, n in self.flows
            for sex, named in kinds
        ]

    def _record(self, at: int) -> dict[str, object]:
        home, work, sex, named, value = self.cells[at]  # type: ignore[misc]
        kind = "local authorities: district / unitary (prior to April 2015)"
        record: dict[str, object] = {"DATE": "2011", "DATE_NAME": "2011"}
        for facet, code in ((self.home, home), ("PLACE_OF_WORK", work)):
            record |= {f"{facet}_NAME": NAMES[code], f"{facet}_CODE": code, f"{facet}_TYPE": kind}
        if self.divided:
            record |= {"SEX": sex, "SEX_NAME": named, "SEX_CODE": sex}
        record |= {"MEASURES": "20100", "MEASURES_NAME": "Value", "OBS_VALUE": value}
        record |= {"OBS_STATUS": "A", "OBS_STATUS_NAME": "Normal Value", "OBS_CONF": "F"}
        record |= {"OBS_CONF_NAME": "Free (free for publication)"}
        record |= {"URN": f"{self.urn}d2011d{home}d{work}d{sex}d20100", "RECORD_OFFSET": at}
        return {**record, "RECORD_COUNT": len(self.cells), **self.changes}

    @property
    def divided(self) -> bool:
        """Whether the data set is by sex."""
        return self.dataset == "NM_1203_1"

    def answer(self) -> bytes:
        """All of it at once, as somebody saves it."""
        return self.csv(range(len(self.cells)))


FLOWS_2011 = (
    (KIRKLEES, KIRKLEES, 90_000),
    (KIRKLEES, LEEDS, 20_000),
    (KIRKLEES, BRADFORD, 10_000),
    (KIRKLEES, "OD0000001", 18_000),
    (KIRKLEES, "OD0000003", 14_000),
    (LEEDS, LEEDS, 210_000),
    (LEEDS, KIRKLEES, 6_000),
    (LEEDS, "OD0000001", 30_000),
    (LEEDS, "OD0000003", 20_000),
    (LEEDS, "OD0000004", 400),
    (LEEDS, "S92000003", 60),
    (BRADFORD, LEEDS, 28_000),
    (BRADFORD, KIRKLEES, 8_000),
)
WEST_YORKSHIRE_2011 = (*FLOWS_2011, *_REST)
ASKED_2011 = {
    "dataset": "NM_1203_1",
    "usual_residence": ["region", "E08000032"],
    "place_of_work": "TYPE464",
    "sex": 0,
    "measures": 20100,
    "date": 2011,
}
"""A query of every dimension there is."""


def of_2011(**more: object) -> Commuting:
    """WU01UK with figures of ours."""
    return Commuting(**{"flows": FLOWS_2011, **more})  # type: ignore[arg-type]


def wf01bew(**more: object) -> Commuting:
    """WF01BEW: other dimensions, and none that divides it."""

    class Currently(Commuting):
        dimensions = ("FREQ", "CURRENTLY_RESIDING_IN", "PLACE_OF_WORK", "MEASURES")

    own = {"dataset": "NM_1228_1", "urn": "Nm-1228d1", "home": "CURRENTLY_RESIDING_IN"}
    title = "WF01BEW - Location of usual residence and place of work"
    return Currently(**{"flows": FLOWS_2011, "title": title, **own, **more})  # type: ignore[arg-type]


def described(asked: Mapping[str, object], source: str, identity: str) -> str:
    """A `[[fetch]]` of study.toml."""
    entries = {"id": identity, "source": source, **asked}
    return "\n[[fetch]]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in entries.items())
