"""Words that add nothing: between a cue and the thing it tells of, or in the thing's place."""

from __future__ import annotations

import re

from sectorscope.annotate.cues.scan import listed

WORD = re.compile(r"[a-z0-9+#']+")

LIGHT = listed(
    "it they them that this these those we i he she you one ones is are was were be been being "
    "am a an the and so well yeah yes yep aye no nope nah oh er um erm ah hmm mm god really "
    "very just quite pretty absolutely totally completely mostly usually certainly definitely "
    "probably possibly honestly frankly to if i'm i'd i'll i've we're we've we'd we'll it's "
    "they're they've that's there's there here would will could should might may can do does "
    "did has have had got all both any each either of at in on for with my our your their its "
    "us me now then still always never ever only even also too more most much big huge massive "
    "real great bit lot some make makes many say think mean know guess suppose call describe "
    "like sort kind as such at not n't isn't wouldn't don't doesn't didn't won't can't couldn't "
    "aren't wasn't haven't hasn't but though however although yet strictly actually necessarily "
    "always particularly especially simply currently previous prior formal specific additional "
    "further full want need find get 's 're 've 'd 'll be honest truth fair obviously basically "
    "literally hope else though either anymore any longer regarded seen considered classed "
    "viewed treated deemed described thought candidates applicants having what which who is "
    "it's rather two three four five six areas whole thing things lot lots it'd that'd they'd "
    "he'd she'd there'd you'd you're he's she's what's who's here's where's how's don dont isnt "
)
"""A stretch of these alone names nothing."""


def light(said: str) -> bool:
    """Whether a stretch of lower case names nothing of its own."""
    return all(word in LIGHT for word in WORD.findall(said))
