"""The parser's grammar: every sentence that may be said of the consulted, as a pattern.

Written from what a reader sees, not from the templates it is checked against; part of the parser,
so it imports nothing of this product. `~…~` stands for what the questionnaire calls things:
`~noun~`, `~one~` (its singular), `~whom~` (who was asked; `~some~`, where not all), `~says~`.
"""

from __future__ import annotations

_N = r"\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_F = r"[-−+]?\d[\d,]*(?:\.\d+)?"
_M = rf"£?{_F}%?"
_OF = r"\((?P<k>\d[\d,]*) of (?P<n>\d[\d,]*)"
_WORD = "almost all|most|the majority|half|several|a few"

SHARES: tuple[str, ...] = (
    r"(?P<word>(?i:one)) ~one~ of the (?P<n>\d[\d,]*) ~whom~ (?P<says>.+)\.",
    r"(?P<word>(?i:two)) ~noun~ of the (?P<n>\d[\d,]*) ~whom~ (?P<says>.+)\.",
    r"(?P<word>(?i:all)) (?P<n>\d[\d,]*) ~noun~ (?:~some~ )?(?P<says>.+)\.",
    rf"(?P<word>(?i:each)) of the (?P<n>{_N}) ~noun~ ~whom~ (?P<says>.+)\.",
    r"(?P<word>(?i:none)) of the (?P<n>\d[\d,]*) ~noun~ ~whom~ (?P<says>.+)\.",
    r"(?P<k>\d[\d,]*) of the (?P<n>\d[\d,]*) ~noun~ ~whom~ (?P<says>.+)\.",
    rf"(?P<word>(?i:{_WORD})) of the ~noun~ (?P<whom>.+?) {_OF}"
    rf"(?:, (?P<percent>{_F})%)?\) (?P<says>.+)\.",
)
"""One claim; `~…~` stands for what the questionnaire calls things."""

SENTENCES: tuple[tuple[str, str], ...] = (
    *(("share", pattern) for pattern in SHARES),
    (
        "consistent",
        rf"(?P<label>.+?) came up consistently: (?:(?P<word>{_WORD}) of the ~noun~ asked "
        rf"{_OF}\)|(?P<k2>\d[\d,]*) of the (?P<n2>\d[\d,]*) ~noun~ asked) named them without being "
        rf"prompted, in (?P<strata>{_N}) of the (?P<total>{_N}) sub-sectors\.",
    ),
    ("within", r"(?i:w)ithin (?P<label>.+?), the ~noun~ asked named (?P<list>.+)\."),
    ("reasons", r"(?i:t)he reasons the ~noun~ gave for ~says~ were (?P<list>.+)\."),
    ("reason", r"(?i:t)he reason the ~noun~ gave for ~says~ was (?P<list>.+)\."),
    ("listed", r"(?i:t)he ~noun~ ~whom~ ~says~ (?P<list>.+)\."),
    (
        "set_specific",
        rf"(?P<subject>.+) tended to be specific to one business each: (?P<once>{_F}) of the "
        rf"(?P<total>{_F}) named were named by one business only, and no issue by more than "
        rf"(?P<largest>{_F}) of the (?P<n>\d[\d,]*) ~noun~ asked\.",
    ),
    (
        "set_shared",
        rf"(?P<subject>.+) were shared in part: (?P<total>{_F}) were named, (?P<once>{_F}) of them "
        rf"by one business only, and the commonest, (?P<label>.+), by (?P<largest>{_F}) of the "
        r"(?P<n>\d[\d,]*) ~noun~ asked\.",
    ),
    ("set_small", r"(?P<subject>.+?) named by the (?P<n>\d[\d,]*) ~noun~ asked: (?P<list>.+)\."),
    (
        "heard",
        rf"(?i:o)f the (?P<mentions>{_F}) mentions of (?P<subject>.+) by the (?P<n>\d[\d,]*) "
        rf"~noun~ asked, (?P<once>{_F}) were of one that no other business named: about as great a "
        r"part of what further businesses like them would name has not been heard \(Good and "
        rf"Turing's estimate\), and there are probably at least (?P<least>{_F}) altogether, of "
        rf"which (?P<total>{_F}) were heard \(Chao's estimate, (?P<low>{_F}) to (?P<high>{_F})\)\.",
    ),
    (
        "dialogue",
        r"(?i:w)hat the ~noun~ need and cannot easily find is diverse and in many cases specific "
        rf"to one of them \((?P<once>{_F}) of (?P<total>{_F}) (?P<needs>.+) were named by one "
        r"business only\): this supports no list of opportunities for providers, and it supports "
        r"a standing dialogue with employers, so that providers respond as needs arise\.",
    ),
    (
        "opportunities",
        r"(?i:p)roviders have needs in common to answer: of the (?P<n>\d[\d,]*) ~noun~ asked, "
        r"these were named by enough to support an offer: (?P<list>.+)\.",
    ),
    (
        "inferred",
        r"Of the businesses in (?P<sector>.+?), (?P<word>almost all|most|the majority|a minority|"
        r"a few) (?P<says>.+), that is (?P<limit>[a-z ]+?) of them(?: and (?P<edge>at least|at "
        rf"most) (?P<bound>{_F})%)?, at a one-sided level of (?P<level>{_F}) \((?P<k>\d[\d,]*) "
        r"of the (?P<n>\d[\d,]*) ~noun~ asked\)\. (?:These businesses were not a random sample "
        r"\(recruited by (?P<route>.+)\); the interval assumes they were and leaves out "
        r"selection error; the claim fails if businesses (?P<answering>answering yes|that did not "
        rf"answer yes) had more than (?P<ratio>{_F}) times the odds of taking part|"
        rf"These businesses were drawn at random from (?P<population>{_F}); the interval allows "
        r"for the draw and leaves out that some did not take part)\.",
    ),
    (
        "examined",
        rf"Of the (?P<examined>{_N}) claims about (?P<sector>.+) that were fixed before the "
        rf"~noun~ answered, (?P<issued>{_N}) could be made; the expected share of false "
        rf"ones among those made is held to (?P<rate>{_F})\.",
    ),
    (
        "balance",
        rf"(?i:o)f the (?P<n>\d[\d,]*) ~noun~ ~whom~, (?P<up>{_F}) (?P<up_verb>expects?) "
        r"(?P<rise>.+?), "
        rf"(?P<same>{_F}) (?P<same_verb>expects?) (?P<stay>.+?) and (?P<down>{_F}) "
        rf"(?P<down_verb>expects?) (?P<fall>.+?), and (?P<silent>{_F}) named no "
        r"direction: on a scale from minus one to plus one, a balance of "
        rf"(?P<balance>{_F}) \((?P<low>{_F}) to (?P<high>{_F}), credible if those who answered "
        rf"stand for the others\), which is a diffusion index of (?P<diffusion>{_F}) "
        rf"\((?P<diffusion_low>{_F}) to (?P<diffusion_high>{_F})\)\.",
    ),
    (
        "ranges",
        rf"(?i:o)f the (?P<n>\d[\d,]*) ~noun~ ~whom~, (?P<gave>{_F}) gave a figure and (?P<silent>"
        rf"{_F}) did not: (?:in (?P<unit>.+?), )?(?:the lowest was (?P<low>{_M}))?(?:, | and )?"
        rf"(?:the middle one of those held likeliest was (?P<likely>{_M}))?(?:, | and )?(?:the "
        rf"highest was (?P<high>{_M}))?\.",
    ),
    (
        "weighted",
        rf"(?i:w)eighted by (?P<by>.+?) to (?P<register>.+?), (?P<weighted>{_F})% of the ~noun~ "
        rf"~whom~ ~says~, beside (?P<unweighted>{_F})% unweighted {_OF}\); weighted, they tell as "
        rf"much as (?P<worth>{_F}) of them would\.",
    ),
    (
        "merged",
        rf"(?P<number>(?i:{_N})) further (?:issues that the ~noun~ named are counted under "
        r"(?P<parent>.+) and are|issue that the ~noun~ named is counted under (?P<parent2>.+) and "
        r"is) not told apart\.",
    ),
    ("took_part", r"These of the ~noun~ agreed to be named: (?P<names>.+)\."),
)
"""Every sentence that may be said of the consulted, and what it is."""
