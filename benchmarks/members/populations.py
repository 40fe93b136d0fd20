"""Populations with truth for membership: Techstars industries, and South Yorkshire SIC groups.

Keywords were written down from the names of the industries alone, before anything was measured.
Names in alphabetical order take turns: the first is for choosing weights, the second is reported.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from sectorscope.annotate.encoder import Encoder
from sectorscope.sector.definition import Definition
from sectorscope.sector.frame import Frame, frame
from sectorscope.sector.learning import Block
from sectorscope.sector.membership import Features, features
from sectorscope.sector.membership.featuring import KEYWORDS, WEIGHTS
from sectorscope.sector.membership.hints import hints, phrases
from sectorscope.sector.membership.industries import kinds, read
from sectorscope.study.sector import Industries, Sector

DATA = Path(os.environ.get("SECTORSCOPE_DATA") or Path(__file__).parents[3] / "shared" / "data")
TECHSTARS = DATA / "companies" / "techstars_companies.jsonl.gz"
YORKSHIRE = DATA / "companies" / "south_yorkshire_companies_house_2024.csv.gz"

INDUSTRIES = {
    "3D printing": "3d print*,additive manufactur*",
    "Adtech": "advert*,ad,ads",
    "Agtech": "farm*,agri*,crop*,grower*",
    "Audiotech": "audio*,sound*,music*,podcast*",
    "Augmented reality": "augmented*,ar",
    "Beauty": "beauty,cosmetic*,skincare,salon*,hair*",
    "Cloudtech and DevOps": "cloud*,devops,kubernetes,developer*",
    "Cybersecurity": "cyber*,security,hack*,malware",
    "Femtech": "women*,woman*,female*,fertil*,pregnan*,menstr*",
    "Foodtech": "food*,meal*,restaurant*,protein*",
    "Industrials": "industr*,factor*",
    "Legal tech": "legal*,law,lawyer*,attorney*",
    "Mobility tech": "mobility,vehicle*,car,cars,transport*,scooter*",
    "Oil and gas": "oil,gas,petrol*,drilling",
    "Real estate tech": "real estate,propert*,rent*,tenant*,landlord*",
    "Space tech": "space,satellite*,orbit*,aerospace",
    "Supply chain technology": "supply chain*,logistic*,freight,shipping,warehous*",
    "Virtual reality": "virtual reality,vr,immersive",
}
"""Industries of the Techstars file of about 0.5 to 3.3 % that a description can tell, and what
they are found by. Those that no description tells (SaaS, Future of work, Impact investing, Mobile
commerce, E-commerce, Manufacturing as a market) were left out before anything was measured."""

GROUPS = {
    "1071": "bakery,bakeries,bread*,cake*",
    "2562": "machining,engineer*,precision",
    "4321": "electric*",
    "4520": "garage*,motor*,auto*,tyre*",
    "4773": "pharmac*,chemist*",
    "4932": "taxi*,cab,cabs,private hire",
    "5610": "restaurant*,cafe*,pizza*,kitchen*,grill*",
    "6910": "legal*,law,solicitor*",
    "7500": "vet,vets,veterinary",
    "8623": "dent*,orthodont*",
    "8891": "nurser*,childcare,day nurser*",
    "9602": "hair*,beauty,barber*,salon*,nail*",
}
"""SIC classes of South Yorkshire that names can tell, and what they are found by."""

TUNED = (*sorted(INDUSTRIES)[::2], *sorted(GROUPS)[::2])
REPORTED = (*sorted(INDUSTRIES)[1::2], *sorted(GROUPS)[1::2])


@dataclass(frozen=True, eq=False)
class Population:
    """A sector with its truth. features: with its own keywords. truth: (N,)."""

    name: str
    features: Features
    truth: np.ndarray


def definition(keywords: str, core: tuple[str, ...] = ()) -> Definition:
    """A definition of keywords, and of codes."""
    listed = tuple(k for k in keywords.split(",") if k)
    made = Sector(
        name="the sector", definition="one", keywords=listed, industries=Industries(core=core)
    )
    return Definition(made)


def defined(base: Features, by: Definition) -> Features:
    """Features of the same companies under another definition."""
    found, named = phrases(base.told, by)
    others = tuple(b for b in base.blocks if b.name != KEYWORDS)
    own = Block(KEYWORDS, found, WEIGHTS[KEYWORDS])
    return replace(
        base,
        blocks=(*others, own),
        names={**base.names, KEYWORDS: named},
        hints=hints(base.told, *kinds(base.sics), by),
        definition=by,
    )


@cache
def techstars(encoder: Encoder | None) -> tuple[Features, tuple[frozenset[str], ...]]:
    """Companies of the Techstars file, and the industries of each."""
    with gzip.open(TECHSTARS, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    held = {f"t{i:05d}": frozenset(row["industries"]) for i, row in enumerate(rows)}
    listed = [
        {"id": key, "name": row["name"], "text": row["description"] or "", "snapshot": "t"}
        for key, row in zip(held, rows, strict=True)
    ]
    made = frame(listed, definition("a"))
    return features(made, definition("a"), encoder), tuple(held[i] for i in made.ids)


@cache
def yorkshire(hidden: bool = True) -> tuple[Frame, tuple[tuple[str, ...], ...]]:
    """Companies of South Yorkshire, and the SIC codes of each, which the frame may hide."""
    with gzip.open(YORKSHIRE, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    listed = [
        {
            "id": row["CompanyNumber"],
            "name": row["CompanyName"],
            "text": "",
            "postcode": row["Postcode"],
            "sics": ";".join(read(row[f"SICCode.SicText_{n}"] for n in range(1, 5))),
            "headcount": float(row["Employees_thisyear"] or "nan"),
            "basis": "accounts",
            "snapshot": "y",
        }
        for row in rows
    ]
    made = frame(listed, definition("a"))
    return (replace(made, sics=((),) * len(made)) if hidden else made), made.sics


@cache
def _yorkshire_features(encoder: Encoder | None) -> Features:
    return features(yorkshire()[0], definition("a"), encoder)


def population(name: str, encoder: Encoder | None = None) -> Population:
    """A population by its industry, or its SIC class."""
    if name in INDUSTRIES:
        base, held = techstars(encoder)
        truth = np.array([name in industries for industries in held])
        return Population(name, defined(base, definition(INDUSTRIES[name])), truth)
    base, codes = _yorkshire_features(encoder), yorkshire()[1]
    truth = np.array([any(c.startswith(name) for c in own) for own in codes])
    return Population(f"SIC {name}", defined(base, definition(GROUPS[name])), truth)
