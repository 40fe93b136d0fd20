"""ESCO's web service in small: lists of concepts by scheme, in pages, as its interface gives them.

What it lists is what the CSV of `tests/concepts/made.py` has, so that the two can be compared.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.concepts.made import GROUP, ISCO, ISCO_MAJOR, LOOM, OCCUPATION, SKILL, URI, esco_files
from tests.support.replay.server import Reply, Request

VERSION = "v1.2.0"
ASKED: dict[str, Any] = {"version": VERSION}
API = "https://ec.europa.eu/esco/api"
SCHEMES = {
    "member-skills": ("skill", "skills_en.csv"),
    "skills-hierarchy": ("skill", "skillGroups_en.csv"),
    "occupations": ("occupation", "occupations_en.csv"),
    "isco": ("occupation", "ISCOGroups_en.csv"),
}
"""By scheme the resource it is asked under, and the file of the CSV that has the same concepts."""
_LINKS = {
    SKILL: "broaderHierarchyConcept", LOOM: "broaderSkill", GROUP: "broaderConcept",
    OCCUPATION: "broaderIscoGroup", ISCO: "broaderConcept", ISCO_MAJOR: "broaderConcept",
}  # fmt: skip
_TYPES = {"skill/competence": "skill", "knowledge": "knowledge"}
_CLASSES = {"skill": "Skill", "occupation": "Occupation"}

Row = Mapping[str, str]


def rows(files: Mapping[str, str], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name], newline="")))


def resource(files: Mapping[str, str], scheme: str, row: Row) -> dict[str, Any]:
    """A concept as the service gives it, in several languages."""
    kind = SCHEMES[scheme][0]
    uri, label = row["conceptUri"], row["preferredLabel"]
    schemes = [f"{URI}concept-scheme/{scheme}"]
    made = {
        "className": _CLASSES[kind],
        "classId": f"{URI}model#{_CLASSES[kind]}",
        "uri": uri,
        "title": label,
        "referenceLanguage": ["en"],
        "preferredLabel": {"de": f"„{label}“ auf Deutsch", "en": label, "el": "ύφανση"},
        "alternativeLabel": {"de": ["weben"], "en": row.get("altLabels", "").split("\n")},
        "_links": {
            "self": {"href": _href(kind, uri), "uri": uri, "title": label},
            "isInScheme": [{"uri": one} for one in schemes],
            **_relations(files, row),
        },
        "status": "released",
    }
    texts = {"description": row.get("description"), "definition": row.get("definition")}
    made |= {
        name: {lang: {"literal": said, "mimetype": "plain/text"} for lang in ("de", "en")}
        for name, said in texts.items()
        if said
    }
    hidden = row.get("hiddenLabels")
    made |= {"hiddenLabel": {"en": hidden.split("\n")}} if hidden else {}
    return made | ({"code": row["code"]} if row.get("code") else {})


def _href(kind: str, uri: str) -> str:
    return f"{API}/resource/{kind}?uri={uri}&language=en&selectedVersion={VERSION}"


def _relations(files: Mapping[str, str], row: Row) -> dict[str, list[dict[str, str]]]:
    uri = row["conceptUri"]
    pillars = ("broaderRelationsSkillPillar.csv", "broaderRelationsOccPillar.csv")
    above = [r["broaderUri"] for p in pillars for r in rows(files, p) if r["conceptUri"] == uri]
    found = {_LINKS[uri]: [{"uri": one, "title": "above"} for one in above]} if above else {}
    if row.get("skillType"):
        found["hasSkillType"] = [{"uri": f"{URI}skill-type/{_TYPES[row['skillType']]}"}]
    if row.get("reuseLevel"):
        found["hasReuseLevel"] = [{"uri": f"{URI}skill-reuse-level/{row['reuseLevel']}"}]
    return found


def many(skills: int) -> dict[str, str]:
    """The files with further skills, so that a list has several pages."""
    files = esco_files()
    extra = "".join(
        f"KnowledgeSkillCompetence,{URI}skill/{n:08x}-0000-4000-8000-000000000000,"
        f"skill/competence,cross-sector,sew seam {n},,,,,,,,\n"
        for n in range(skills)
    )
    return files | {"skills_en.csv": files["skills_en.csv"].replace("\r\n", "\n") + extra}


@dataclass
class Esco:
    """The service, with what some files of the CSV list."""

    files: Mapping[str, str] = field(default_factory=lambda: many(25))
    version: str = VERSION

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        said = request.query
        scheme = said.get("isInScheme", "").rpartition("/")[2]
        if scheme not in SCHEMES or request.path != f"resource/{SCHEMES[scheme][0]}":
            return Reply(b'{"timestamp": "now", "error": "BadInputException"}', 404)
        if said.get("selectedVersion") != self.version or said.get("language") != "en":
            return Reply(b'{"error": "ConstraintViolationException"}', 400)
        return self._page(scheme, int(said["offset"]), int(said["limit"]))

    def _page(self, scheme: str, page: int, limit: int) -> Reply:
        every = list(self._all(scheme))
        listed = every[page * limit : (page + 1) * limit]
        said = {
            "total": len(every),
            "language": "en",
            "offset": page,
            "limit": limit,
            "_embedded": {one["uri"]: one for one in listed},
            "_links": {"self": {"href": f"{API}/resource?selectedVersion={self.version}"}},
        }
        return Reply(_body(said))

    def _all(self, scheme: str) -> Iterator[dict[str, Any]]:
        for row in rows(self.files, SCHEMES[scheme][1]):
            yield resource(self.files, scheme, row)

    def whole(self) -> list[bytes]:
        """Every list as one answer."""
        return [self._page(scheme, 0, 1000).body for scheme in SCHEMES]

    def alter_duplicate(self, request: Request, reply: Reply) -> Reply:
        """The first page of a list under another page's number."""
        scheme = request.query["isInScheme"].rpartition("/")[2]
        return self._page(scheme, 0, int(request.query["limit"]))

    def alter_missing(self, request: Request, reply: Reply) -> Reply:
        """A page without concepts."""
        return Reply(_body({**json.loads(reply.body), "_embedded": {}}))

    def alter_grown(self, request: Request, reply: Reply) -> Reply:
        """A page that speaks of more than the others."""
        said = json.loads(reply.body)
        return Reply(_body({**said, "total": said["total"] + 100}))

    def alter_version(self, request: Request, reply: Reply) -> Reply:
        """An answer of another version than was asked for."""
        return Reply(reply.body.replace(b"v1.2.0", b"v1.1.0"))


def _body(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
