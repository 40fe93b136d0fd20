"""Every template that tells of courses and qualifications: how many, by whom, and what is unknown.

As in `templates`: a template holds no number and no word of quantity.
"""

from __future__ import annotations

HELD: dict[str, str] = {
    "courses": (
        "{dataset} lists {courses} {courses_noun} in subject areas that the definition names, run "
        "at places in {region} by {providers} {providers_noun}."
    ),
    "discover_uni": (
        "{dataset} lists {courses} {courses_noun} in subjects that the definition names, of "
        "{providers} {providers_noun} with an address in {region}."
    ),
}
QUALIFICATIONS: dict[str, str] = {
    "named": (
        "{register} has {qualifications} {qualifications_noun} in subject areas that the "
        "definition names which new learners in England may begin, from {organisations} "
        "{organisations_noun}."
    ),
    "not named": (
        "{register} has {qualifications} {qualifications_noun} in subject areas that the "
        "definition names which new learners in England may begin."
    ),
}

STANDARDS_OPEN = (
    "The register of learning aims has {standards} {noun} in subject areas that the definition "
    "names which may be started, beside {shut} closed to new starts."
)
STANDARDS_NAMED = "Of those that may be started, {k} {are} among the standards it names."
STANDARDS_CAVEAT = (
    "May be started: its first day in the register has come, and no last day for new starts, or of "
    "its use, has passed. Whether anybody offers a standard here the register does not say."
)

NO_AREAS = (
    "Which of the courses and qualifications held are of {sector}: the definition names no "
    "subjects of them."
)
NO_AREAS_TAKES = (
    "In study.toml, under sector.crosswalk, subject_areas of qualifications and subjects of "
    "degrees."
)
NO_REGISTER = (
    "Which of the courses in {dataset} are of {sector}: a course names its learning aim, and no "
    "register is held that says what subject area an aim is of."
)
NO_REGISTER_TAKES = "The register of learning aims, or the Register of Regulated Qualifications."
NO_CODES: dict[str, str] = {
    "courses": (
        "Which of the courses in {dataset} are of {sector}: the definition names no sector "
        "subject areas, by which learning aims are coded."
    ),
    "discover_uni": (
        "Which of the courses in {dataset} are of {sector}: its subjects are coded by the "
        "Common Aggregation Hierarchy, of which the definition names no code."
    ),
}
NO_CODES_TAKES: dict[str, str] = {
    "courses": "Codes such as {example} under subject_areas of sector.crosswalk.",
    "discover_uni": "Codes such as {example} under subjects of sector.crosswalk.",
}
NO_REGION = "Where courses of {sector} are run: the study names no region yet."
NO_REGION_TAKES = "In study.toml, the districts of the region and how its postcodes begin."
NONE_HERE = (
    "Courses of {sector} in {region}: {dataset} has no course in the subjects that the definition "
    "names at a place known to be there."
)
NONE_HERE_TAKES = "A list that covers {region}, and how its postcodes begin, in study.toml."
UNPLACED: dict[str, str] = {
    "many": (
        "Whether {unplaced} further {noun} in {dataset} in these subjects can be taken in "
        "{region}: the list gives no place that could tell, as where a course is taught online, at "
        "an employer's or anywhere in England."
    ),
    "one": (
        "Whether {unplaced} further {noun} in {dataset} in these subjects can be taken in "
        "{region}: the list gives no place that could tell."
    ),
}
UNPLACED_TAKES = "Places of these courses, from who runs them."
UNKNOWN: dict[str, str] = {
    "many": (
        "Whether {unknown} of the {courses} courses that {dataset} places in {region} are in these "
        "subjects: {why}."
    ),
    "one": (
        "Whether {unknown} of the {courses} courses that {dataset} places in {region} is in these "
        "subjects: {why}."
    ),
}
UNKNOWN_WHY: dict[str, str] = {
    "courses": "no learning aim is named, or one that no register held knows a subject area of",
    "discover_uni": "the list names no subject",
}
UNKNOWN_TAKES: dict[str, str] = {
    "courses": "A register of the same date as the list; courses without an aim have to be read.",
    "discover_uni": "The dataset with its file of subjects.",
}
STANDARDS = (
    "Where apprentices could be trained on some standards that the definition names: for {titles} "
    "neither a course that is placed in {region} nor a start is held."
)
STANDARDS_TAKES = "Who delivers these standards, from the providers."
UNLINKED = (
    "Which courses in {region} belong to the standards that the definition names: no list is held "
    "of the learning aims of a standard."
)
UNLINKED_TAKES = "The register of learning aims with its file of standards."

PLACED: dict[str, str] = {
    "courses": "by how postcodes of places begin, or districts the list names",
    "discover_uni": "by the provider's own address",
}
CAVEAT = (
    "A course is counted once, however often it is run. A list holds what providers enter, and "
    "says nothing of places taken."
)
BY_ADDRESS = (
    "Placed by the provider's own address, not by where the course is taught. A course that may "
    "be studied full or part time is counted once."
)
REGISTERED = (
    "Open by the dates in the register, on the date of the profile; whether anybody offers them "
    "here is another matter."
)
