"""What businesses were asked and what each said. Pseudonyms only: identities live in the vault."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

STATES = (
    "yes",
    "no",
    "dont_know",
    "refused",
    "blank",
    "unquantified",
    "raised_unprompted",
    "not_asked",
    "not_applicable",
)
"""What one business said to one question. Silence is not "no"."""

FORMS = ("share", "issues", "raised", "gave_number", "reasons", "option", "range")
"""How a question's answers are told; see `chapters.told`."""

TOPICS = ("recruitment_difficulty", "skill_shortage_vacancy", "skills_gap")
"""Three things that are easily taken for one: hard to recruit, a vacancy unfilled for want of
skilled applicants, and staff not fully proficient. Terms of the Employer Skills Survey (DfE)."""

ROLES = ("interviewer", "respondent", "unknown")
"""Who speaks in a turn of a transcript."""

CONSULTATION: tuple[Table, ...] = (
    Table(
        "consultation",
        "How businesses were consulted: the method box.",
        ("snapshot",),
        (
            Column("title", "text", "name of the consultation"),
            Column("reconstruction", "truth", "invented to match published findings"),
            Column("noun", "text", "what the businesses are called in sentences, plural"),
            Column("noun_one", "text", "the same, singular"),
            Column("invited", "integer", "businesses invited", missing=True),
            Column("responded", "integer", "businesses with at least one answer"),
            Column("rows", "integer", "rows or files read, before any was left out", missing=True),
            Column("test_rows", "integer", "rows left out as tests", missing=True),
            Column("repeats", "integer", "rows that repeated a business", missing=True),
            Column("not_consented", "integer", "businesses not counted: no consent", missing=True),
            Column("mode", "text", "interview, questionnaire", missing=True),
            Column("dates", "text", "when", missing=True),
            Column("route", "text", "how they were found", missing=True),
            Column("caveat", "text", "why the achieved group is not a sample", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "question",
        "A question as asked, with the phrases that tell its answer.",
        ("id",),
        (
            Column("id", "text", "name of the question"),
            Column("order", "integer", "place in the questionnaire"),
            Column("chapter", "text", "chapter that tells it"),
            Column("form", "text", "how it is told", values=FORMS),
            Column("text", "text", "the question as put"),
            Column("says", "text", "predicate for businesses that said yes, plural"),
            Column("says_one", "text", "the same, singular"),
            Column(
                "whom", "text", "who was asked, where not all: `that run a programme`", missing=True
            ),
            Column("role", "text", "a rule's input: needs, skills, qualifications", missing=True),
            Column(
                "topic", "text", "which kind of difficulty it asks of", missing=True, values=TOPICS
            ),
            Column("unit", "text", "unit of an elicited number", missing=True),
            Column("open", "truth", "asked without listing answers"),
            Column("gate", "text", "question that must be yes before this is asked", missing=True),
            Column("segment", "text", "segment the question is told for on its own", missing=True),
            Column("caveat", "text", "what to know", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "code",
        "An entry of the codebook: one thing an answer can mean.",
        ("question", "code"),
        (
            Column("question", "text", "question it belongs to"),
            Column("code", "text", "name of the code"),
            Column("order", "integer", "place in the codebook"),
            Column("label", "text", "noun phrase used in sentences"),
            Column("definition", "text", "what counts as it, and what does not", missing=True),
            Column("examples", "text", "examples, `;` between", missing=True),
            Column("phrases", "text", "phrases that suggest it, `;` between", missing=True),
            Column("parent", "text", "wider code it rolls up to", missing=True),
            Column("explains", "text", "code of another question this is a cause of", missing=True),
            Column("need", "truth", "a skills need, so it enters the annex"),
            Column("occupations", "text", "SOC codes, `;` between; version in `soc`", missing=True),
            Column("industries", "text", "SIC 2007 codes, `;` between", missing=True),
            Column("level", "text", "qualification level or range", missing=True),
            Column(
                "subject_area", "text", "sector subject area, tier 2, `;` between", missing=True
            ),
            Column("soc", "text", "version of the occupation codes", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "consultee",
        "A business that was consulted, by pseudonym, with what it may be grouped by.",
        ("business",),
        (
            Column("business", "text", "pseudonym"),
            Column("segments", "text", "segments it works in, `;` between, home segment first"),
            Column("size_band", "text", "employees, as a band", missing=True),
            Column("place", "text", "district", missing=True),
            Column("listed", "truth", "agreed to be named as having taken part", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "participant",
        "Businesses that agreed to be named as having taken part, where the study names them.",
        ("name",),
        (Column("name", "text", "the name, as agreed"),),
    ),
    Table(
        "quotation",
        "Words of a business that agreed to exactly these, checked by a person.",
        ("id",),
        (
            Column("id", "text", "of the quote; tells nothing of the business"),
            Column("question", "text", "question it answers"),
            Column("words", "text", "the final wording"),
        ),
    ),
    Table(
        "consultee_group",
        "Anything else businesses may be grouped by, as the survey has it.",
        ("business", "column"),
        (
            Column("business", "text", "pseudonym"),
            Column("column", "text", "what they are grouped by, as the mapping calls it"),
            Column("value", "text", "the group, empty where not stated"),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "response",
        "One business's answer to one question, as read, before any coding.",
        ("business", "question"),
        (
            Column("business", "text", "pseudonym"),
            Column("question", "text", "question"),
            Column("state", "text", "state of the answer as a whole", values=STATES),
            Column(
                "option", "text", "the option chosen, for a question with options", missing=True
            ),
            Column("low", "number", "lowest the business thinks likely", missing=True),
            Column("likely", "number", "the number given, or the most likely", missing=True),
            Column("high", "number", "highest the business thinks likely", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "tick",
        "A choice ticked in a closed question with several: an answer in itself, not a coding.",
        ("business", "question", "code"),
        (
            Column("business", "text", "pseudonym"),
            Column("question", "text", "question"),
            Column("code", "text", "choice, an entry of the codebook"),
            Column("state", "text", "state of the choice", values=STATES),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "assertion",
        "What one business said to one question, after coding; code `` is the question itself.",
        ("business", "question", "code"),
        (
            Column("business", "text", "pseudonym"),
            Column("question", "text", "question"),
            Column("code", "text", "code raised; empty for the question as a whole"),
            Column("state", "text", "what was said", values=STATES),
            Column("option", "text", "the option chosen", missing=True),
            Column("low", "number", "lowest the business thinks likely", missing=True),
            Column("likely", "number", "the number given, or the most likely", missing=True),
            Column("high", "number", "highest the business thinks likely", missing=True),
            Column("decision", "text", "the coding decision it rests on", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "document",
        "A text of one business: a transcript, notes of a call, a long answer.",
        ("id",),
        (
            Column("id", "text", "business and number"),
            Column("business", "text", "pseudonym"),
            Column("kind", "text", "what it is", values=("transcript", "notes", "answer")),
            Column("chars", "integer", "length", unit="code points"),
            Column("text", "text", "the text; missing where it is sealed", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "turn",
        "A stretch of a document that one person speaks.",
        ("document", "order"),
        (
            Column("document", "text", "the document"),
            Column("order", "integer", "place in the document"),
            Column("speaker", "text", "label; missing where it is sealed", missing=True),
            Column("role", "text", "who speaks", values=ROLES),
            Column("start", "integer", "first character", unit="code points"),
            Column("end", "integer", "character after the last", unit="code points"),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "suggestion",
        "A coding somebody or something proposes; it counts for nothing until confirmed.",
        ("id",),
        (
            Column("id", "text", "hash of what is proposed"),
            Column("business", "text", "pseudonym"),
            Column("question", "text", "question"),
            Column("code", "text", "code proposed"),
            Column("document", "text", "document, where it is not an answer", missing=True),
            Column("start", "integer", "first character", unit="code points"),
            Column("end", "integer", "character after the last", unit="code points"),
            Column("why", "text", "what led to it"),
            Column("annotator", "text", "who or what proposes it"),
            Column("score", "number", "how sure, 0 to 1", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
)
