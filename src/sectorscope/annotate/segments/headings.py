"""Headings of adverts and course pages: which segment they open and what they require.

Known headings are looked up; of the rest, a word decides ("Your package" opens benefits).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sectorscope.annotate.cues.scan import spelt

LONGEST = 72
"""Characters of the longest line that is looked at as a heading."""

LABEL = 48
"""Characters of the longest heading that stands before a colon, with text after it."""

_WORDS = 10
_MARKS = " \t*#_=~:.-–—•·|>()[]\xa0"
_NUMBER = re.compile(r"^(?:section|part|step)?\s*\d{1,2}(?:\.\d{1,2})?[.):]?\s+|^[a-z][.)]\s+")


class Heading(NamedTuple):
    """What a heading opens; requirement: `essential`, `desirable`, or None where it sets none.

    under: it may stand under "Essential" or "Desirable" and leave that in force.
    """

    segment: str
    requirement: str | None = None
    under: bool = False


_ESSENTIAL = """
essential, essentials, essential( selection| role| job| shortlisting|) (criteria|criterion)
essential (requirements|requirement|skills|experience|qualifications|knowledge|attributes)
essential (skills|knowledge|qualifications|experience) and (experience|skills|qualifications|training|knowledge|attributes)
essential qualifications skills and experience, the essentials, essential for the role
(key|minimum|main|basic|specific|technical|core|job|role|candidate|our|person|entry|academic|general|mandatory|the|) requirements
requirement, minimum (criteria|qualifications|experience|entry requirements|standards)
must have, must haves, must-have, must-haves, (the|your|our) (must haves|must-haves|non-negotiables), non-negotiables, non negotiables
you must (have|be|hold|possess), you must, must (hold|possess), (applicants|candidates|you) must (have|be|hold|possess), musts
you will (have|need|possess|hold|bring|need to have|need to bring|require|be able to), you'll (have|need|possess|hold|bring|need to have|need to bring|be able to)
you will (ideally|) need, you need, you need to have, you have, you should have, you should, (candidates|applicants) should have, you bring
(what|things|skills) (you'll need|you will need|you need|you'll bring|you will bring|you bring|you need to have|you'll have|you will have|you must have)( to (succeed|apply|have|be successful|join us|do the job|bring)|)( to the (role|team|table)|)
what (we're|we are|are we|we|our client is|they're|they are) (looking for|look for|need|require|want|ask for|expect|need from you|want from you|require from you|expect from you|are after|ask of you|ask)( from you| in you| in a candidate|)
we (are|) (looking for|need|require|ask for|expect|want), we're looking for, looking for, who (we're|we are|are we) looking for, who we are looking for, who we need, what they need
what we need from you, what we'd expect, what it takes, what does it take, what you'll need to have, what do you need, what will i need, what do i need
(skills|experience|qualifications|skills and experience|experience and qualifications|qualifications and experience|knowledge|training) (required|needed|you'll need|you will need)
required( skills| experience| qualifications| knowledge| criteria| skills and experience| skills & experience|), mandatory, mandatory (skills|criteria|qualifications), needed, necessary
(the|our) (successful|right) (candidate|applicant|person) will( have| be| need| possess| hold|), successful (candidates|applicants) will( have|), the right candidate, prerequisites, pre-requisites, prerequisite
to be (considered|successful|shortlisted|eligible)( for this role| for this position| in this role|)( you will (need|have)| you must have| you'll need| you need|), to apply you (must|will need|need), in order to apply you (must|will need)
to be considered for this (role|position|job), the minimum, minimum, as a minimum, as a minimum you will have, your essential skills, essential skills required
entry criteria, who can apply, eligibility, eligibility criteria
"""

_DESIRABLE = """
desirable, desirables, desired, desirable( selection| role| job| shortlisting|) (criteria|criterion)
desirable (requirements|skills|experience|qualifications|knowledge|attributes)
desirable (skills|knowledge|qualifications|experience) and (experience|skills|qualifications|training|knowledge|attributes)
desired (skills|experience|criteria|qualifications|attributes), preferred, preferred (skills|experience|qualifications|criteria|requirements|attributes), preferable, preferably
nice to have, nice to haves, nice-to-have, nice-to-haves, nice to have skills, (the|our|some) nice-to-haves, good to have, great to have, also nice to have, would be nice, would be nice to have, would be great
(also |)(desirable|beneficial|advantageous|useful|helpful|preferred|an advantage|a plus|a bonus)( but not essential| though not essential| but not required|), not essential but (desirable|an advantage|useful|nice to have|beneficial), desirable (not|but not|though not) essential
bonus, bonuses, bonus points, bonus points for, bonus points if( you have|), bonus skills, a bonus, extra points, brownie points, extra credit, plus points, pluses, added bonus, added extras, the icing on the cake, icing on the cake, extras
it (would be|would also be|will be|is|'d be|'d also be) (great|good|nice|lovely|ideal|a plus|a bonus|fantastic|brilliant|useful|helpful|desirable|beneficial|advantageous|an advantage|amazing|even better|handy|wonderful|a real plus) (if|if you|if you have|if you had|if you also have|if you also had|if you've|to have)
it'd (be|also be) (great|good|nice|lovely|ideal|a plus|a bonus|fantastic|brilliant|useful|helpful|handy|amazing|wonderful) (if|if you|if you have|if you had|if you also have|if you also had|if you've|to have)
(ideally|), ideally you will( have| be|), ideally you'll( have|), ideally you (have|would have|will also have), you may also have, you might also have, you may have, you might have, even better if( you have| you've|), even better, advantages, an advantage, advantageous
(we'd|we would) (love|like|also like|also love|be delighted|be really pleased|be impressed) (it |)(if|if you|if you have|if you had|to see), we'd love, would be an advantage, would be a plus, would be beneficial, would be a bonus, would be desirable, would be advantageous
the following (would be|are|is|will be) (desirable|advantageous|beneficial|an advantage|a plus|preferred|useful|a bonus|nice to have)( but not essential|), also of interest, of benefit, not essential, optional, what would be (great|nice|good|a bonus|useful), what would be nice to have, what we'd love, what would set you apart, what will set you apart, what makes you stand out, stand out if
additional (skills|qualifications) (desirable|preferred), your ideal background, ideal, the ideal candidate( will have| will|), our ideal candidate( will have| will|), ideal candidate
"""

_SPECIFICATION = """
(the |)person (specification|spec|specifications|profile), employee specification, (the|your) person, person, the candidate, (your|candidate|the ideal|ideal|ideal candidate|our ideal|applicant) profile, selection criteria, criteria, shortlisting criteria
about you, a bit about you, a little about you, more about you, all about you, you, is this you, is that you, does this sound like you, sound like you, sounds like you, could this be you, who you are, who are you, you are, you'll be, you will be, are you
(your|the|key|relevant|previous|our|professional|technical|work|) (skills|experience|background|qualifications|knowledge|competencies|competences|attributes|expertise|strengths|abilities)
(your |the |key |) (skills|knowledge|qualifications|experience|education|training|abilities|expertise|aptitudes|behaviours|attributes) (and|/) (experience|skills|qualifications|training|abilities|knowledge|attributes|education|competencies|aptitudes|expertise|behaviours|values)
(skills|knowledge|experience|qualifications|education), (skills|knowledge|experience|training) and (knowledge|abilities|experience|qualifications)
(education|knowledge|qualifications)( and|/) (training|qualifications|experience|professional development), education, professional qualifications, academic qualifications, training, technical skills, key skills, core skills, soft skills, personal skills, personal qualities, personal attributes, other requirements, other, additional requirements, additional criteria, special requirements, special conditions, circumstances, other factors, physical requirements, aptitude, aptitudes, competencies, behaviours, values, communication, disposition, attributes, your qualifications, qualifications and training, interpersonal skills, it skills, analytical skills, practical skills, specialist knowledge, knowledge and understanding
"""

_DUTIES = """
(the|your|about the|our|this|more about the|a bit about the) (role|job|post|position|opportunity|vacancy), role, job, position, the work, the day job, day to day, your day, a typical day, a day in the life, day-to-day, opportunity
(job|role|post|position|main|) (overview|summary|description|purpose|profile|details|outline|specification|content|scope), (overview|summary|purpose) of the (role|job|post|position), purpose of the (role|job|post), purpose of (role|job|post), main purpose( of the (role|job|post)|), job spec, role spec, purpose, summary, overview, objective, the opportunity, scope, scope of the role
(key|main|your|core|primary|principal|general|specific|the|day to day|day-to-day|job|role|typical|) (duties|responsibilities|tasks|accountabilities|activities|deliverables|functions|objectives|responsibility|duties include|responsibilities include|tasks include|responsibilities will include|duties will include)
(key|main|your|core|primary|principal|general|the|) (duties|responsibilities|tasks|accountabilities) (and|/) (responsibilities|duties|accountabilities|tasks)( of the (job|role|post)|)
(duties|responsibilities) (of the (role|post|job)|will include|include|to include|may include), detailed job description and main responsibilities, main duties of the job, main responsibilities and duties
what (you'll|you will|will you|you'd|you would|will i|the role|the job|you'll actually|would you) (be doing|do|be doing day to day|be responsible for|be working on|get up to|be up to|involves|entails|deliver|do here)
what the (role|job) (involves|entails|is about), what does the (role|job) involve, what is involved, what's involved, what's the job, what's the role, the role involves, your role, your mission, your responsibilities, your duties, your impact, how you'll make a difference, how you will make a difference, in this role, in this role you will, in this role you'll, as part of this role you will, in particular you will, on a typical day you will, you will, you'll, most weeks you will, working pattern duties, you will be responsible for, you'll be responsible for, responsible for, reporting to you, your day to day, the work you'll do
"""

_ABOUT = """
about us, about (the|our) (company|organisation|business|team|firm|school|college|university|trust|council|department|client|employer|practice|charity|service|home|group|agency|faculty|institute|hospital|academy|directorate|site|area|division|brand|ward), about our trust, about, who we are, who are we, our (company|organisation|business|team|firm|school|story|history|mission|values|vision|culture|client|clients|purpose|people|trust|university|department), the (company|organisation|business|team|firm|school|client|trust|university|department|employer|practice|council|group|college|faculty|directorate), company (overview|profile|description|background|information|summary), company, client, client (details|overview|profile), (background|introduction|welcome|intro), the background, organisation profile, working for our (organisation|trust), working for us, working here, why we exist, what we do, a bit about us, a little about us, more about us, a little bit about us, all about us, meet the team, where you'll work, your new team, your team, where you will work, life at, a bit of background, our location, location and team, our work
"""

_BENEFITS = """
benefits, (the|your|our|key|staff|employee|company|some of our|some of the|additional|other|core|main|job|package and|great|full|) (benefits|perks|rewards|package|perks and benefits|benefits package|reward package|benefits include|perks include|benefits and perks), package, perks, rewards, reward, (salary|pay|package|remuneration|rewards|perks|compensation|hours|terms)( and|/) (benefits|perks|package|conditions|rewards), benefits and (perks|rewards|package|salary|culture|wellbeing), remuneration, compensation, salary, pay
what (we|we'll|we can|we will|they|you can|you'll|you will|we do|our client|the company) (offer|offer you|offers|give you|give|get|expect to get|receive|can offer|provide|expect from us|offer in return)( in return|), what (we|we'll) offer you in return, what's in it for (you|me), what is in it for you, what's on offer, what is on offer, what you get, what do you get, what do we offer, what will you get, what you'll receive, what you'll get in return, what you'll get from us, what you will get in return, what else, what can we offer you, what can you expect, what we can do for you
in return, in return we offer, in return you (will receive|will get|get|receive|can expect), in return you'll (get|receive), we offer, we can offer, we can offer you, we'll offer you, we will offer you, we provide, why work (for|with) us, why (join|choose|us|work here|work at)( us|), why join, reasons to join( us|), why you'll love (it|it here|working here|working with us), why us, why you should join us, you will receive, you'll receive, you will get, you'll get, you get, on offer, terms and conditions, conditions of service, the good stuff, the good bits, the perks, the package, our offer, our offer to you, the offer, our promise to you, our benefits, looking after you, your wellbeing, wellbeing, rewards and recognition, holidays, pension, training and development opportunities, career development, career progression
"""

_EQUAL = """
equal opportunities, equal opportunity, equal opportunities (statement|policy|employer|monitoring), (equality|diversity|inclusion|inclusivity|edi|dei|ed and i), (equality|diversity|equity|inclusion) (equality|diversity|equity|inclusion|inclusivity)
(equality|diversity|equity|inclusion) (equality|diversity|equity|inclusion) and (inclusion|diversity|belonging|inclusivity|equality|equal opportunities), (equality|diversity|inclusion|equity) and (inclusion|diversity|equality|belonging|inclusivity), (our |)commitment to (diversity|equality|inclusion|diversity and inclusion|equality and diversity|equal opportunities|equality diversity and inclusion|you|safeguarding), (everyone's|everyone is|all are) welcome, diversity statement, inclusion statement, inclusive employer, disability confident, (a |)(our |)inclusive (workplace|culture|recruitment), reasonable adjustments, adjustments, accessibility, we are inclusive, diversity and inclusion statement, diversity at, being yourself, be yourself, belonging, an inclusive workplace, safeguarding, safeguarding statement, armed forces, workplace adjustments, support with your application, our inclusion statement
"""

_APPLY = """
how to apply, (to apply|apply|apply now|applying|apply today|apply online|how do i apply|how can i apply|want to apply|ready to apply|interested in applying|application), (the |our |)(application|recruitment|selection|interview|hiring) (process|procedure|details|information|instructions|timeline|stages), applications, (next steps|next step|what next|what's next|what happens next|what to do next|how we hire|how we recruit|interview|interviews|interview date|interview dates|interview details|assessment|selection), (interested|interested?|sound good|sound good?|sounds good?|like the sound of this?|sounds like you?|sound like you?|ready to join us?|want to know more|want to know more?|find out more|further information|more information|further details|for more information|for further information|for further details|additional information|contact|contact us|contact details|get in touch|questions|questions?|any questions?|informal enquiries|informal discussion|for an informal chat|closing date|closing dates|deadline|key dates|important dates|important information|dates|date posted|apply by|application deadline|how to join us|join us|come and join us|how to get in touch|the process|what happens after you apply|the interview|notes for applicants|please note|agencies|recruitment agencies|privacy|data protection|privacy notice)
"""

_OTHER = """
(location|locations|hours|working hours|hours of work|working pattern|contract|contract type|contract term|job type|reporting to|reports to|responsible to|department|directorate|grade|band|start date|duration|reference|ref|job ref|job reference|vacancy reference|date|vacancy|job title|title|post title|post|employer|type|sector|industry|schedule|shift pattern|shifts|shift|travel|term|tenure|status|base|site|where|when|line manager|accountable to|working arrangements|place of work|disclosure and barring service|disclosure and barring service check|dbs|dbs check|pre-employment checks|checks|vetting|security|sponsorship|certificate of sponsorship|right to work|visa|visa sponsorship|uk registration|eligibility to work|immigration|course content|modules|course structure|syllabus|what you'll learn|what you will learn|course overview|units|learning outcomes|what will i learn|what you'll study|topics|you will learn|course modules|assessment methods|progression|where next|what can i do next|career opportunities)
"""

_FAMILIES: tuple[tuple[str, Heading], ...] = (
    (_OTHER, Heading("other")),
    (_APPLY, Heading("how_to_apply")),
    (_EQUAL, Heading("equal_opportunities")),
    (_BENEFITS, Heading("benefits")),
    (_ABOUT, Heading("about_us")),
    (_DUTIES, Heading("duties")),
    (_SPECIFICATION, Heading("person_specification", under=True)),
    (_DESIRABLE, Heading("person_specification", "desirable")),
    (_ESSENTIAL, Heading("person_specification", "essential")),
)

KNOWN: dict[str, Heading] = {p: h for block, h in _FAMILIES for p in spelt(block)}


# The words that tell of a heading that is not known, the more telling first.
_TELLING: tuple[tuple[Heading, str], ...] = (
    (Heading("person_specification", "desirable"), "desirable desired bonus ideally nice-to-have"),
    (
        Heading("person_specification", "essential"),
        "essential must required mandatory prerequisites requirements non-negotiable",
    ),
    (Heading("benefits"), "benefits perks rewards package offer pension holidays return"),
    (Heading("how_to_apply"), "apply applying application applications interview closing contact"),
    (
        Heading("equal_opportunities"),
        "equality diversity inclusion inclusive equal adjustments edi belonging welcome",
    ),
    (
        Heading("person_specification", under=True),
        "skills qualifications experience knowledge criteria specification candidate attributes "
        "abilities competencies education",
    ),
    (
        Heading("duties"),
        "duties responsibilities role responsible accountabilities tasks job day doing involve",
    ),
    (Heading("about_us"), "us our company organisation trust team history who department"),
)

_BY_WORD: dict[str, tuple[int, Heading]] = {}
for _rank, (_heading, _listed) in enumerate(_TELLING):
    for _word in _listed.split():
        _BY_WORD.setdefault(_word, (_rank, _heading))


def key(low: str) -> str:
    """A heading as it is looked up: lower case, without numbers, marks and commas."""
    bare = low.strip(_MARKS)
    bare = _NUMBER.sub("", bare, count=1).replace("&", " and ").replace(",", " ")
    return " ".join(bare.split())


def known(low: str) -> Heading | None:
    """What a line in lower case opens, if it is a heading that is known."""
    bare = key(low)
    found = KNOWN.get(bare) or KNOWN.get(bare.rstrip(" ?!"))
    if found is None and "(" in bare:
        found = KNOWN.get(bare.partition("(")[0].strip(_MARKS))
    return found


def told(low: str) -> Heading | None:
    """What a heading in lower case that is not known opens, by the words in it."""
    words = key(low).split()
    if len(words) > _WORDS:
        return None
    ranked = [_BY_WORD[w] for w in words if w in _BY_WORD]
    return min(ranked, key=lambda r: r[0])[1] if ranked else None
