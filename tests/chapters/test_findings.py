"""Every finding of the published profile: said, on its evidence, and only as long as it holds.

Each finding is found by what it is about. Then one answer, coding or fact is changed by the
product's own means, and exactly the sentences that rest on it change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from sectorscope.profile import Profile
from tests.support.studies import (
    build,
    change_fact,
    changed,
    drop_fact,
    find,
    flip,
    said,
    withdraw,
)

Key = tuple[str, str, str]
Change = Callable[[Path], None]


@dataclass(frozen=True)
class Finding:
    """Where a finding stands, what it must say, and what becomes of it.

    change: alters the evidence under it. then: what the sentence says afterwards; empty if it
    goes. also: the other sentences that rest on the same evidence.
    """

    chapter: str
    question: str
    subject: str
    says: tuple[str, ...]
    change: Change
    then: str
    also: tuple[Key, ...] = ()
    basis: str = "reconstruction"

    @property
    def key(self) -> Key:
        return (self.chapter, self.question, self.subject)


def answers(business: str, question: str, answer: str) -> Change:
    return partial(flip, business=business, question=question, answer=answer)


def takes_back(business: str, question: str, *codes: str) -> Change:
    return lambda study: withdraw(study, business, question, *codes)


def rewrites(old: str, new: str) -> Change:
    return partial(change_fact, old=old, new=new)


def without(*facts: str) -> Change:
    return lambda study: drop_fact(study, *facts)


def fact(
    kind: str, subject: str, says: tuple[str, ...], change: Change, then: str, *also: str
) -> Finding:
    """A finding of the first chapter that the source itself published."""
    beside = tuple(("sector", f"fact:{kind}", s) for s in also)
    return Finding("sector", f"fact:{kind}", subject, says, change, then, beside, "third_party")


CRUDE = ("crude", "crude-implied", "crude-sensitivity")
INSTITUTIONS = ("teaching-hospitals", "innovation-city-leeds", "imbe", "connected-health")
SUB_SECTORS = (
    "six sub-sectors",
    "orthopaedics",
    "regenerative medicine",
    "surgical instrumentation",
    "wound management",
    "biotechnology and pharmaceuticals",
    "assistive technologies",
)
SET: Key = ("issues", "shortages", "")
RULING: Key = ("providers", "shortages", "ruling")
WITHIN: Key = ("issues", "shortages", "commercial/within")
HEARD: Key = ("issues", "shortages", "heard")

SECTOR = (
    fact(
        "classification",
        "classification",
        ("SIC", "badly"),
        rewrites("define the sector badly", "define the sector well"),
        "define the sector well",
    ),
    fact(
        "crude_remainder",
        "crude",
        (
            "crude subtraction",
            "broad health and social care SIC",
            "less 177,000",
            "around 4,200",
            "0.3% of the City Region",
        ),
        rewrites("value = 177000", "value = 176000"),
        "less 176,000",
        *CRUDE[1:],
    ),
    fact(
        "crude_remainder",
        "crude-implied",
        ("Only those figures were published", "181,200", "1.2 million to 1.7 million", "implied"),
        rewrites("value = 0.3", "value = 0.4"),
        "0.9 million to 1.2 million",
        "crude",
    ),
    fact(
        "crude_remainder",
        "crude-sensitivity",
        ("No interval was published", "1% of the 177,000", "by 42%", "sensitivity"),
        rewrites("value = 4200", "value = 8400"),
        "by 21%",
        *CRUDE[:2],
    ),
    fact(
        "segment", "segments", SUB_SECTORS, without("segment-wound-management"), "five sub-sectors"
    ),
    fact("cross_cutting", "telehealth", ("Telehealth", "not counted"), without("telehealth"), ""),
    fact(
        "institution",
        "institutions",
        ("listed", "never counted"),
        without(*INSTITUTIONS),
        "",
        *INSTITUTIONS,
    ),
    fact(
        "institution",
        "teaching-hospitals",
        ("Leeds teaching hospitals NHS trust", "then the largest teaching trust in Europe"),
        rewrites("largest teaching trust in Europe", "largest in the North"),
        "then the largest in the North",
    ),
    fact(
        "institution",
        "innovation-city-leeds",
        (
            "Innovation City Leeds",
            "University of Leeds, Leeds Metropolitan University, the NHS and Leeds City Council",
            "hub for innovation in medical and healthcare technologies",
        ),
        rewrites(', "Leeds City Council"]', "]"),
        "Leeds Metropolitan University and the NHS, is",
    ),
    fact(
        "institution",
        "imbe",
        (
            "Institute of Medical and Biological Engineering at the University of Leeds",
            "£100m of research and innovation funding",
            "200 researchers",
            "over 100 companies",
        ),
        rewrites("value = 200", "value = 250"),
        "250 researchers",
    ),
    fact(
        "institution",
        "connected-health",
        ("Connected Health", "Advanced Digital Institute", "Technology Strategy Board"),
        without("connected-health"),
        "",
    ),
    fact(
        "overlap",
        "overlap-advanced-manufacturing",
        ("other advanced manufacturing", "engineering, design and manufacturing"),
        rewrites('"engineering", "design", "manufacturing"', '"engineering"'),
        "through engineering.",
    ),
    fact(
        "overlap",
        "overlap-creative-digital",
        ("creative and digital", "IT and telehealth"),
        without("overlap-creative-digital"),
        "",
    ),
    fact(
        "carry_over",
        "carried-over",
        ("likely to apply to some", "sub-sectors", "carried over", "not heard"),
        rewrites("is likely to apply", "may apply"),
        "say may apply",
    ),
)

PROSPECTS = (
    Finding(
        "prospects",
        "optimism",
        "",
        ("All 12", "optimistic"),
        answers("R07", "optimism", "no"),
        "Almost all of the reconstructed businesses asked (11 of 12) were optimistic",
    ),
    Finding(
        "prospects",
        "staff_change",
        "",
        ("The majority", "8 of 12", "more people within three years"),
        answers("R01", "staff_change", "fewer"),
        "7 of 12",
    ),
    Finding(
        "prospects",
        "staff_number",
        "",
        ("None of the 8", "number"),
        answers("R01", "staff_number", "5"),
        "One reconstructed business of the 8 that expect growth could put a number on it.",
    ),
    Finding(
        "prospects",
        "staff_number_why",
        "",
        ("reasons", "market forces", "other influences"),
        takes_back("R06", "staff_number_why", "market_forces"),
        "market forces (4 of 8)",
    ),
    Finding(
        "prospects",
        "fact:recognition",
        "innovation-capital",
        (
            "recognised in the region's Innovation Capital Programme",
            "collective vision and programme of activity for innovation, enterprise and growth",
        ),
        without("innovation-capital"),
        "",
        basis="third_party",
    ),
)

SKILLS = (
    Finding(
        "skills",
        "skills_needed",
        "engineering_manufacturing",
        ("Engineering and manufacturing skills came up consistently", "9 of 12"),
        takes_back("R07", "skills_needed", "engineering_manufacturing"),
        "consistently: the majority of the reconstructed businesses asked (8 of 12)",
        (("skills", "skills_needed", "engineering_manufacturing/within"),),
    ),
    Finding(
        "skills",
        "skills_needed",
        "engineering_manufacturing/within",
        ("CAD", "CNC machining", "milling", "turning"),
        takes_back("R05", "skills_needed", "milling"),
        "milling (2 of 12)",
    ),
    Finding(
        "skills",
        "qualifications_sought",
        "",
        ("first degrees", "HNDs", "Level 3 NVQs"),
        takes_back("R12", "qualifications_sought", "first_degree"),
        "first degrees (7 of 12)",
    ),
    Finding(
        "skills",
        "telehealth_skills",
        "",
        (
            "In telehealth",
            "IT skills",
            "specialist software development",
            "communication or people skills for support staff",
        ),
        takes_back("R12", "telehealth_skills", "software"),
        "specialist software development (1 of 3)",
    ),
    Finding(
        "skills",
        "telehealth_degree",
        "",
        ("In telehealth", "degree level in IT and software"),
        answers("R12", "telehealth_degree", "no"),
        "two reconstructed businesses of the 3 asked look for degree level",
    ),
)

ANY = ("issues", "shortages", "any")

ISSUES = (
    Finding(
        *ANY,
        ("Several", "4 of 12", "named shortages"),
        takes_back("R05", "shortages"),
        "Several of the reconstructed businesses asked (3 of 12) named shortages.",
        (
            SET,
            ("issues", "shortages", "cnc_lathe"),
            ("issues", "shortage_why", "cnc_lathe"),
            HEARD,
            RULING,
        ),
    ),
    Finding(
        *SET,
        ("tended to be specific to one business each", "5 of the 6"),
        takes_back("R08", "shortages", "commercialisation"),
        "4 of the 5",
        (WITHIN, HEARD, RULING),
    ),
    Finding(
        "issues",
        "shortages",
        "foreign_languages",
        ("One reconstructed business", "foreign languages"),
        takes_back("R02", "shortages"),
        "",
        (ANY, SET, ("issues", "shortage_why", "foreign_languages"), HEARD, RULING),
    ),
    Finding(
        "issues",
        "shortages",
        "commercial",
        ("Two reconstructed businesses", "commercial skills"),
        answers("R08", "shortages", "none"),
        "One reconstructed business of the 12 asked named commercial skills.",
        (ANY, SET, WITHIN, HEARD, RULING),
    ),
    Finding(
        *WITHIN,
        (
            "marketing",
            "commercialisation",
            "business cases",
            "business and project management",
        ),
        takes_back("R03", "shortages", "business_project_management"),
        "commercialisation (1 of 12)",
        (SET, HEARD, RULING),
    ),
    Finding(
        "issues",
        "shortages",
        "cnc_lathe",
        ("One reconstructed business", "CNC and lathe skills on the shop floor"),
        answers("R05", "shortages", "none"),
        "",
        (ANY, SET, ("issues", "shortage_why", "cnc_lathe"), HEARD, RULING),
    ),
    Finding(
        "issues",
        "shortage_why",
        "foreign_languages",
        ("engineers working in global teams",),
        takes_back("R02", "shortage_why"),
        "",
    ),
    Finding(
        "issues",
        "shortage_why",
        "cnc_lathe",
        ("no training in schools", "a poor perception of engineering"),
        takes_back("R05", "shortage_why", "poor_perception"),
        "The reason the reconstructed businesses gave for needing, or failing to find, CNC and "
        "lathe skills on "
        "the shop floor was no training in schools",
    ),
)

ROUTES = (
    Finding(
        "routes",
        "graduate_reliance",
        "",
        ("Most", "9 of 12", "rely on graduate intake"),
        answers("R01", "graduate_reliance", "no"),
        "The majority of the reconstructed businesses asked (8 of 12)",
    ),
    Finding(
        "routes",
        "graduate_fields",
        "",
        ("engineering", "IT", "software"),
        takes_back("R12", "graduate_fields", "graduates_software"),
        "software (2 of 9)",
    ),
    Finding(
        "routes",
        "graduate_difficulty_had",
        "",
        ("None of the 12", "had significant difficulty recruiting graduates"),
        answers("R04", "graduate_difficulty_had", "yes"),
        "One reconstructed business of the 12 asked has had significant difficulty",
    ),
    Finding(
        "routes",
        "graduate_difficulty_expected",
        "",
        ("None of the 12", "expect significant difficulty recruiting graduates"),
        answers("R04", "graduate_difficulty_expected", "don't know"),
        "0 of the 12 reconstructed businesses asked expect",
    ),
    Finding(
        "routes",
        "apprenticeships_important",
        "",
        ("Most", "apprenticeships are important"),
        answers("R12", "apprenticeships_important", "no"),
        "The majority of the reconstructed businesses asked (8 of 12)",
    ),
    Finding(
        "routes",
        "apprenticeships_view",
        "",
        ("Most", "apprenticeships favourably"),
        answers("R12", "apprenticeships_view", "unfavourably"),
        "(9 of 12)",
    ),
    Finding(
        "routes",
        "apprenticeship_gap",
        "",
        ("One reconstructed business", "gap in shop-floor manufacturing", "apprenticeship"),
        answers("R04", "apprenticeship_gap", "no"),
        "0 of the 4 reconstructed businesses that run an apprenticeship programme have filled",
    ),
)

PROVISION = (
    Finding(
        "provision",
        "further_education_view",
        "",
        ("Most", "further education as good"),
        answers("R01", "further_education_view", "poor"),
        "The majority of the reconstructed businesses asked (8 of 12)",
    ),
    Finding(
        "provision",
        "work_based_learning_view",
        "",
        ("Most", "work-based learning as good"),
        answers("R01", "work_based_learning_view", "poor"),
        "The majority of the reconstructed businesses asked (8 of 12)",
    ),
    Finding(
        "provision",
        "training_sourced",
        "",
        ("two years", "management", "specialist IT", "engineering"),
        takes_back("R12", "training_sourced", "training_it"),
        "specialist IT (2 of 12)",
    ),
)

UNIVERSITIES = (
    Finding(
        "universities",
        "university_links",
        "",
        ("Most", "links with universities important"),
        answers("R12", "university_links", "no"),
        "(9 of 12)",
    ),
    Finding(
        "universities",
        "university_links_why",
        "",
        ("knowledge-intensive", "reliance on graduates"),
        takes_back("R12", "university_links_why", "graduate_dependence"),
        "reliance on graduates (2 of 10)",
    ),
    Finding(
        "universities",
        "research_calibre",
        "",
        ("research", "high calibre"),
        answers("R01", "research_calibre", "no"),
        "Most of the reconstructed businesses asked (8 of 10)",
    ),
    Finding(
        "universities",
        "research_relevant",
        "",
        ("Most", "relevant"),
        answers("R01", "research_relevant", "no"),
        "The majority of the reconstructed businesses asked (7 of 10)",
    ),
    Finding(
        "universities",
        "joint_recruitment",
        "",
        ("Two reconstructed businesses", "recruit students from joint research projects"),
        answers("R01", "joint_recruitment", "yes"),
        "Several of the reconstructed businesses asked (3 of 12)",
    ),
    Finding(
        "universities",
        "joint_recruitment_why",
        "",
        ("vetting", "subject knowledge and commercial skills", "well informed before they apply"),
        takes_back("R08", "joint_recruitment_why", "well_informed"),
        "vetting candidates through the project (2 of 2) and the students' subject knowledge",
    ),
    Finding(
        "universities",
        "local_retention",
        "",
        ("The majority", "recruiting locally to raise retention"),
        answers("R01", "local_retention", "no"),
        "7 of 12",
    ),
)

PROVIDERS = (
    Finding(
        *RULING,
        (
            "diverse and in many cases specific to one of them",
            "no list of opportunities",
            "standing dialogue with employers",
            "respond as needs arise",
        ),
        takes_back("R08", "shortages", "marketing"),
        "4 of 5 shortages",
        (SET, WITHIN, HEARD),
    ),
)

BESIDE = ("dissent", "balance", "ranges")

FURTHER = (
    Finding(
        *HEARD,
        ("Of the 7 mentions of shortages", "5 were of one", "at least 10 altogether", "6 to 36"),
        takes_back("R08", "shortages", "commercialisation"),
        "at least 7 altogether, of which 5 were heard",
        (SET, WITHIN, RULING),
    ),
    Finding(
        "prospects",
        "staff_change",
        "dissent",
        ("Several", "3 of 12", "answered “the same number”"),
        answers("R01", "staff_change", "same"),
        "4 of 12",
        (("prospects", "staff_change", ""),),
    ),
    Finding(
        "prospects",
        "staff_change",
        "balance",
        ("8 expect more people", "a balance of +0.73 (+0.30 to +0.89"),
        answers("R01", "staff_change", "same"),
        "7 expect more people",
        (("prospects", "staff_change", ""),),
    ),
    *(
        Finding(
            chapter,
            question,
            "dissent",
            (says,),
            answers(business, question, yes),
            then,
            ((chapter, question, ""),),
        )
        for chapter, question, says, business, yes, then in (
            ("routes", "graduate_reliance", "(3 of 12) said no", "R02", "yes", "Two recon"),
            ("routes", "apprenticeships_important", "(3 of 12) said no", "R03", "yes", "Two recon"),
            ("routes", "apprenticeships_view", "answered “neither", "R08", "favourably", ""),
            ("provision", "further_education_view", "answered “mixed", "R07", "good", "One recon"),
            ("provision", "work_based_learning_view", "answered “mixed", "R03", "good", ""),
            ("universities", "university_links", "Two recon", "R05", "yes", "One recon"),
            ("universities", "local_retention", "Two recon", "R05", "yes", "One recon"),
        )
    ),
)

FINDINGS = (
    SECTOR + PROSPECTS + SKILLS + ISSUES + ROUTES + PROVISION + UNIVERSITIES + PROVIDERS + FURTHER
)


def named(finding: Finding) -> str:
    return "/".join(filter(None, finding.key))


@pytest.mark.parametrize("finding", FINDINGS, ids=named)
def test_the_shipped_study_says_each_finding(shipped: Profile, finding: Finding):
    statement = find(shipped, *finding.key)
    for words in finding.says:
        assert words in statement.text
    assert statement.basis == finding.basis
    assert statement.disclosure == ("fictional" if finding.basis == "reconstruction" else "open")


@pytest.mark.parametrize("finding", FINDINGS, ids=named)
def test_other_evidence_changes_exactly_that_finding(
    shipped: Profile, study: Path, finding: Finding
):
    before = find(shipped, *finding.key)
    finding.change(study)
    profile = build(study)
    after = said(profile).get(before.id)
    if finding.then:
        assert after is not None
        assert finding.then in after.text
    else:
        assert after is None
    moved = changed(shipped, profile)
    assert {key for key in moved if key not in beside(finding)} == {finding.key, *finding.also}


def beside(finding: Finding) -> set[Key]:
    """What is told beside a claim, from the same answers: it may move with it."""
    return {(finding.chapter, finding.question, s) for s in BESIDE} - {finding.key}


def test_every_sentence_of_the_study_is_a_finding_of_the_table(shipped: Profile):
    spoken = {(s.chapter, s.question, s.subject) for s in shipped.statements()}
    assert spoken == {f.key for f in FINDINGS}
    assert len(FINDINGS) == len(spoken)


def test_the_chapters_stand_in_the_profiles_order(shipped: Profile):
    wanted = "sector prospects skills issues routes provision universities providers"
    assert " ".join(c.id for c in shipped.chapters) == wanted


def test_every_sentence_stands_in_its_own_chapter(shipped: Profile):
    for chapter in shipped.chapters:
        assert {s.chapter for s in chapter.statements()} == {chapter.id}


def test_ids_are_stable_across_builds_and_folders(shipped: Profile, study: Path):
    assert build(study) == shipped


def test_every_reconstructed_sentence_says_so(shipped: Profile):
    for statement in shipped.statements():
        invented = any(r.reconstruction for r in statement.refs())
        assert ("reconstructed" in statement.text) is invented
        assert (statement.basis == "reconstruction") is invented


def test_the_profile_is_equal_after_json(shipped: Profile):
    assert Profile.model_validate_json(shipped.model_dump_json()) == shipped


def test_no_sentence_says_a_percentage_of_twelve(shipped: Profile):
    for statement in shipped.statements():
        if statement.disclosure == "fictional":
            assert "%" not in statement.text
            assert "per cent" not in statement.text
