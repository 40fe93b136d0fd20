"""A questionnaire with the faults of real ones: 300 responses, 60 questions, every name invented.

Sectors left blank, free text under "Other", several choices in one cell, a test, a preview,
businesses that answer twice, three ways of giving no answer, answers in the wrong column, a text
that names another firm. The same seed gives the same bytes.
"""

import csv
import io
from random import Random

RESPONSES = 300
SEGMENT = "telehealth"
OF_THE_SECTOR = 4  # respondents in the sector of interest
SECTORS = ("Digital health", "Food and drink", "Textiles", "Construction", "Logistics")
SKILLS = ("CAD, 2D and 3D", "CNC machining", "Coding and firmware", "Sales", "Regulatory affairs")
ROUTES = ("Apprenticeships", "Short courses", "Degrees", "In-house training")
SIZES = ("1-9", "10-49", "50-249", "250+")
GROWTH = ("Grow", "Stay the same", "Shrink")
NAMED_BY_ANOTHER = "Zyx Placeholder Widgets"

SHARES = tuple(f"Does your business {what}?" for what in (
    *("find it hard to recruit", "have vacancies it cannot fill", "have gaps in staff skills"),
    *("train its staff", "export", "work with a university", "take apprentices", "use agencies"),
))  # fmt: skip
OPINIONS = tuple(f"How far do you agree with statement {n}?" for n in range(1, 31))
AGREE = ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree")
TEXTS = tuple(f"Anything to add on part {n}?" for n in range(1, 12))
HEADER = (
    *("ID", "Start time", "Completion time", "Email", "Name"),
    *("Company number", "Company name", "What sector are you in?", "How many people work here?"),
    *("District", "We agree to our answers being counted", "We agree to be quoted"),
    *SHARES,
    *("Which skills are hard to find?", "Which training routes do you use?"),
    *("Over three years, will you grow?", "How many people will you recruit?"),
    *("Why is that hard to say?", "Lowest turnover", "Most likely turnover", "Highest turnover"),
    *("How do you recruit?", "What would help you most?", "Which qualification do you ask for?"),
    *OPINIONS,
    *TEXTS,
)
QUESTIONS = HEADER[12:]
"""The first twelve columns say who answered; 60 are questions."""

MAPPING = f"""\
title = "Survey of invented employers"
noun = "businesses that answered"
noun_one = "business that answered"
same = {{ "Zyx Gadgets" = "Zyx Placeholder Gadgets" }}
question = [
  {{ id = "hard", column = "{SHARES[0]}", topic = "recruitment_difficulty" }},
  {{ id = "vacancies", column = "{SHARES[1]}", gate = "hard", topic = "skill_shortage_vacancy" }},
  {{ id = "gaps", column = "{SHARES[2]}", topic = "skills_gap", says = "have gaps" }},
  {{ id = "train", column = "{SHARES[3]}" }},
  {{ id = "export", column = "{SHARES[4]}" }},
  {{ id = "university", column = "{SHARES[5]}", chapter = "universities" }},
  {{ id = "apprentices", column = "{SHARES[6]}", chapter = "routes" }},
  {{ id = "agencies", column = "{SHARES[7]}" }},
  {{ id = "skills", column = "#21", many = true, options = ["{'", "'.join(SKILLS)}"] }},
  {{ id = "routes", column = "#22", many = true, options = ["{'", "'.join(ROUTES)}"] }},
  {{ id = "growth", column = "#23", chapter = "prospects" }},
  {{ id = "recruits", column = "#24", gate = {{ question = "growth", answers = ["Grow"] }} }},
  {{ id = "why", column = "#25" }},
  {{ id = "turnover", column = ["#26", "#27", "#28"], unit = "£" }},
  {{ id = "recruit_by", column = "How do you recruit?", other = true }},
  {{ id = "help", column = "What would help you most?" }},
  {{ id = "asks_for", column = "Which qualification do you ask for?" }},
  {{ id = "first", column = "{OPINIONS[0]}" }},
  {{ id = "second", column = "{OPINIONS[1]}" }},
  {{ id = "more", column = "{TEXTS[0]}" }},
]
[business]
id = ["Company number", "Company name"]
segments = "What sector are you in?"
segment_names = {{ "Digital health" = "{SEGMENT}" }}
size_band = "How many people work here?"
place = "District"
also = {{ growth = "Over three years, will you grow?" }}
contact = ["Email", "Name"]
[consent]
count = {{ column = "We agree to our answers being counted", yes = ["Yes"] }}
quote = {{ column = "We agree to be quoted", yes = ["Yes"] }}
date_column = "Completion time"
"""


def survey(seed: int = 2026) -> bytes:
    """The export, as Microsoft Forms writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([HEADER, *rows(seed)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def rows(seed: int = 2026) -> list[list[str]]:
    """The responses; the faults stand at places that do not depend on the seed."""
    random = Random(seed)
    made = [_response(random, n) for n in range(RESPONSES)]
    _sectors(random, made)
    _put(made[5], {"Company name": "Test", "Company number": "", "Email": "test@test.com"})
    _put(made[6], {"Company name": "asdf", "Company number": ""})
    for again, first in ((50, 10), (51, 11), (52, 12)):  # three answer a second time
        _put(made[again], {h: made[first][HEADER.index(h)] for h in HEADER[5:8]})
    _put(made[50], {"Company number": ""})
    _put(made[60], {"Company number": "", "Company name": "Zyx Placeholder Gadgets Ltd"})
    _put(made[61], {"Company number": "", "Company name": "ZYX  gadgets"})
    _put(made[70], {SHARES[0]: "No", SHARES[1]: "Yes"})
    _put(made[100], {"Why is that hard to say?": f"Ask {NAMED_BY_ANOTHER} 20, they know."})
    _put(made[101], {"What would help you most?": "someone@zyx.invalid"})
    _put(made[102], {SHARES[3]: "Grow"})
    _put(made[103], {SHARES[4]: "12"})
    _put(made[104], {"How many people will you recruit?": "it depends on orders"})
    return made


def _response(random: Random, n: int) -> list[str]:
    row = dict.fromkeys(HEADER, "")
    day = f"{1 + n % 28:02}/03/2026 10:{n % 60:02}:00"
    row |= {"ID": str(n + 1), "Start time": day, "Completion time": day}
    row |= {"Email": f"person{n}@zyx.invalid", "Name": f"Nobody Number {n}"}
    row |= {"Company number": f"{9_000_000 + n:08}", "Company name": f"{NAMED_BY_ANOTHER} {n}"}
    row |= {"How many people work here?": random.choice(SIZES), "District": "Nowhere"}
    row |= {HEADER[10]: "No" if n % 50 == 49 else "Yes", HEADER[11]: random.choice(("Yes", "No"))}
    nothing = ("", "N/A", "Don't know", "Prefer not to say")
    for name in SHARES:
        row[name] = random.choice(("Yes", "yes ", "No", "No", random.choice(nothing)))
    if row[SHARES[0]].strip().casefold() != "yes":
        row[SHARES[1]] = ""
    row["Which skills are hard to find?"] = _several(random, SKILLS, "a thing nobody listed")
    row["Which training routes do you use?"] = _several(random, ROUTES, "reading manuals")
    row["Over three years, will you grow?"] = random.choice((*GROWTH, "Don't know"))
    grows = row["Over three years, will you grow?"] == "Grow"
    row["How many people will you recruit?"] = random.choice(_NUMBERS) if grows else ""
    row["Why is that hard to say?"] = random.choice(("", f"Reason {n}.", "n/a", f"As {n} does"))
    if n % 3:
        low = random.randrange(1, 50) * 10_000
        row |= {"Lowest turnover": f"£{low:,}", "Most likely turnover": str(low * 2)}
        row["Highest turnover"] = f"{low * 3:,}"
    row["How do you recruit?"] = random.choice(("Agency", "Online", "Word of mouth", f"Way {n}"))
    row["What would help you most?"] = random.choice(("", "Money", "More applicants", "no"))
    row["Which qualification do you ask for?"] = random.choice(("HNC", "A degree", "none", "NA"))
    row |= {name: random.choice((*AGREE, "Unsure", "")) for name in OPINIONS}
    row |= {name: random.choice(("", "", f"Remark {n} of no weight")) for name in TEXTS}
    return list(row.values())


_NUMBERS = ("3", "about 20", "5-10", "1,200", "ten", "10+", "don't know", "")


def _several(random: Random, known: tuple[str, ...], own: str) -> str:
    chosen = random.sample(known, random.randrange(0, 4))
    return "".join(f"{c};" for c in [*chosen, *([own] if random.random() < 0.1 else [])])


def _sectors(random: Random, made: list[list[str]]) -> None:
    """Four in the sector of interest, 47 % of all blank, the rest elsewhere."""
    at = HEADER.index("What sector are you in?")
    stated = RESPONSES * 53 // 100 - OF_THE_SECTOR
    sectors = [""] * (RESPONSES - stated - OF_THE_SECTOR)
    sectors += [random.choice(SECTORS[1:]) for _ in range(stated)]
    random.shuffle(sectors)
    for place in (20, 120, 220, 297):
        sectors.insert(place, SECTORS[0])
    for row, sector in zip(made, sectors, strict=True):
        row[at] = sector


def _put(row: list[str], values: dict[str, str]) -> None:
    for name, value in values.items():
        row[HEADER.index(name)] = value
