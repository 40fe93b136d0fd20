"""Sentences in the manner of adverts, made around names whose place and label are then known.

A name with a verb first ("manage staff") goes where adverts put verbs, in its base form or with
-ing; any other goes where they put nouns. The frames were written for this file.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from encoding.corpus import Marked


def _frames(text: str) -> list[str]:
    """Frames, a bar or a line's end between."""
    return text.replace("\n", "|").strip("|").split("|")


NOUNS = _frames("""
Experience of {} is essential.|Good knowledge of {} and {} would be an advantage.|{}, {} and {}
Strong {} skills|Essential: {}|Desirable: {} or {}.|Proven track record in {} within a busy team.
You will have a solid understanding of {}, including {}.|Working knowledge of {}|{}
We are looking for someone with {} who enjoys working with customers.|Excellent {} and {} skills.
A degree in {} or equivalent experience.|Demonstrable experience in {}, {} and {} is required.
Training in {} will be provided.|Our apprentices learn {} and {} on the job.|{} (desirable)
Familiarity with {} tools and an interest in {}.|Must be confident with {}.|Three years of {}
The course covers {}, {} and {}.|On completion learners can show competence in {}.
We struggle to recruit people with {}.|Knowledge and understanding of {} at an advanced level
The successful candidate will bring expertise in {} to our growing department.
Comfortable using {} on a daily basis, ideally alongside {}|Skills required: {}, {}
""")
VERBS = _frames("""
You will {} and {}.|Able to {} under pressure.|You will be expected to {} as part of a small team.
Ability to {}|Working with colleagues to {} across the site.|Your duties will be to {}, {} and {}.
Help us to {}|Learn how to {} and {} with our experienced staff.|The post holder will {}.
You can {} without close supervision, and you {}.|To {} in line with company procedures.|{}
Supporting the manager to {}|We need people who can {}.|Keen to {} every day
""")
DOINGS = _frames("""
Responsible for {} and {}.|Experience of {} in a similar role.|{}, {} and {}|You will be {}.
Duties include {}|This involves {} and occasionally {}.|Confidence in {} is desirable.|{}
Assisting with {} when required.|Proven experience in {}|Day to day you will be {}, as well as {}.
""")


def doing(name: str) -> str:
    """A name with its verb's -ing form first; a wrong doubling now and then does no harm."""
    verb, _, rest = name.partition(" ")
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        verb = verb[:-1]
    return f"{verb}ing {rest}".strip()


def sentence(rng: random.Random, names: Sequence[tuple[str, str]], verbal: bool) -> Marked:
    """A sentence around the first of `names` (name, label), as many as its frame has places."""
    frames = NOUNS if not verbal else rng.choice([VERBS, DOINGS])
    frame = rng.choice(frames)
    parts = frame.split("{}")
    text, spans = parts[0], []
    for part, (name, label) in zip(parts[1:], names, strict=False):
        said = doing(name) if frames is DOINGS else name
        spans.append((len(text), len(text) + len(said), label))
        text += said + part
    return Marked(text, tuple(spans))
