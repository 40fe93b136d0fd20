"""How qualifications are written in the United Kingdom: one pattern each, and its fixed level."""

from __future__ import annotations

from dataclasses import dataclass

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_ONE = r"(?:[1-8](?!\d)|" + "|".join(ONES) + r")\b"
LEVEL = rf"\b(?:levels?|lvl|L)[ -]?{_ONE}(?:\s*(?:[-–/,&]|to|and|or)\s*(?:level[ -]?)?{_ONE})*"
_MEASURES = "".join(
    rf"(?<!\b{word} )"
    for word in ("some", "certain", "large", "larger", "lesser", "great", "greater", "same", "any")
)


@dataclass(frozen=True)
class Form:
    """How one qualification is written; `levelled` where it exists at several levels.

    hints: one of these stands in every mention, as written or in lower case: what saves looking.
    """

    concept: str
    hints: tuple[str, ...]
    name: str
    pattern: str
    level: int | None = None
    levelled: bool = False


FORMS = (
    Form(
        "gcse",
        ("gcse", "secondary"),
        "GCSE",
        r"\b(?:I?GCSEs?|general certificates? of secondary education)\b",
    ),
    Form("o_level", ("level",), "O level", r"\b(?-i:O)[ -]levels?\b", 2),
    Form("as_level", ("level",), "AS level", r"\b(?-i:AS)[ -]levels?\b(?![ -]?\d|\s+of\b)", 3),
    Form(
        "a_level",
        ("level",),
        "A level",
        r"\b(?-i:A)[ -]?(?-i:L|l)evels?\b(?![ -]?\d|\s+(?:of|playing)\b)",
        3,
    ),
    Form("t_level", ("level",), "T level", r"\b(?-i:T)[ -]levels?\b", 3),
    Form(
        "access_he",
        ("access",),
        "Access to Higher Education",
        r"\baccess to (?:HE|higher education)\b",
        3,
    ),
    Form(
        "btec", ("btec",), "BTEC", r"\bBTECs?\b(?:\s+(?:first|national|extended)s?\b)?", None, True
    ),
    Form(
        "nvq",
        ("nvq", "vocational"),
        "NVQ",
        r"\bNVQs?|\bnational vocational qualifications?",
        None,
        True,
    ),
    Form(
        "svq",
        ("svq", "vocational"),
        "SVQ",
        r"\bSVQs?|\bscottish vocational qualifications?",
        None,
        True,
    ),
    Form("city_and_guilds", ("guilds",), "City & Guilds", r"\bcity (?:and|&) guilds\b", None, True),
    Form(
        "diploma",
        ("diploma",),
        "diploma",
        r"\b(?<!graduate )(?<!national )(?:extended )?diplomas?\b",
        None,
        True,
    ),
    Form("hnc", ("hnc", "national"), "HNC", r"\bHNCs?\b|\bhigher national certificates?\b", 4),
    Form(
        "certificate_he",
        ("cert",),
        "CertHE",
        r"\bCert\.? ?HE\b|\bcertificates? of higher education\b",
        4,
    ),
    Form("hnd", ("hnd", "national"), "HND", r"\bHNDs?\b|\bhigher national diplomas?\b", 5),
    Form("diploma_he", ("dip",), "DipHE", r"\bDip\.? ?HE\b|\bdiplomas? of higher education\b", 5),
    Form(
        "foundation_degree",
        ("foundation", "Fd"),
        "foundation degree",
        r"\bfoundation degrees?\b|\b(?-i:Fd(?:A|Sc|Eng))\b",
        5,
    ),
    Form(
        "first_degree",
        ("degree", "bachelor", "BA", "BS", "BE", "BT", "BN", "B."),
        "first degree",
        r"\b(?:first|ordinary|honou?rs|undergraduate|bachelor(?:['’]?s)?) degrees?\b"
        r"|\bbachelor['’]?s\b"
        r"|\b(?-i:B\.?(?:A|Sc|Eng|Ed|Tech|N))s?\b\.?(?:\s*\(?hons\b\)?)?",
        6,
    ),
    Form(
        "masters",
        ("master", "M", "mba"),
        "master's degree",
        r"\bmaster['’]?s(?: degrees?|['’]? level)?\b(?! of ceremonies)"
        r"|\b(?-i:M\.?(?:A|Sc|Eng|Res|Phil|Ed)|MBA)s?\b|\bintegrated masters?\b",
        7,
    ),
    Form(
        "postgraduate",
        ("pg", "post"),
        "postgraduate certificate or diploma",
        r"\b(?:PG ?(?:Cert|Dip)s?|post[- ]?graduate (?:certificates?|diplomas?))\b",
        7,
    ),
    Form(
        "postgraduate",
        ("pg", "post"),
        "postgraduate",
        r"\bpost[- ]?grad(?:uate)?s?(?: degrees?| qualifications?)?\b",
    ),
    Form(
        "pgce",
        ("pgce", "post"),
        "PGCE",
        r"\bPGCEs?\b|\bpost[- ]?graduate certificates? (?:in|of) education\b",
    ),
    Form(
        "doctorate",
        ("ph", "eng", "doctora"),
        "doctorate",
        r"\b(?:Ph\.?\s?D|D\.?Phil|Eng\.?D)s?\b|\bdoctora(?:tes?|l)(?: degrees?)?\b",
        8,
    ),
    Form(
        "degree",
        ("degree", "grad"),
        "degree",
        rf"\b(?<!\d )(?<!\d-){_MEASURES}(?<!\bto a )degrees?(?:[- ](?:level|educated|qualified))?\b"
        r"(?!\s+(?:of|celsius|fahrenheit|[CF]\b))|\bgraduates?\b",
    ),
    Form(
        "apprenticeship",
        ("apprentice",),
        "intermediate apprenticeship",
        r"\bintermediate apprentice(?:ship)?s?\b",
        2,
    ),
    Form(
        "apprenticeship",
        ("apprentice",),
        "advanced apprenticeship",
        r"\b(?:advanced|modern) apprentice(?:ship)?s?\b",
        3,
    ),
    Form(
        "apprenticeship",
        ("apprentice",),
        "apprenticeship",
        r"\b(?:higher |degree )?apprentice(?:ship)?s?\b",
        None,
        True,
    ),
    Form(
        "scottish_higher",
        ("highers", "higher"),
        "Scottish Higher",
        r"\b(?:scottish|advanced) highers?\b",
    ),
    Form("scqf", ("scqf",), "SCQF level", r"\bSCQF(?: level)? ?(?:1[0-2]|[1-9])\b"),
    Form(
        "baccalaureate",
        ("baccalaureate",),
        "International Baccalaureate",
        r"\binternational baccalaureate\b",
        3,
    ),
    Form(
        "functional_skills",
        ("functional",),
        "Functional Skills",
        r"\bfunctional skills\b",
        None,
        True,
    ),
)
