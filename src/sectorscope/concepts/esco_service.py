"""Answers of ESCO's web service as a vocabulary: one, or a list of them as they were fetched.

An answer holds concepts under `_embedded`: by address where a whole list was asked for
(`/resource/skill?isInScheme=…`), in `results` where it was searched for with `full=true`. Names of
entries are as the service's documentation and programs that read it give them; no answer was at
hand. What is not English is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from sectorscope.concepts import esco
from sectorscope.concepts.columns import Concept, of
from sectorscope.concepts.esco_answers import Answer, Said, answers
from sectorscope.concepts.vocabulary import UNKNOWN, Vocabulary
from sectorscope.concepts.wellformed import acyclic
from sectorscope.errors import VocabularyError

LANGUAGE = "en"
_MARK = b"\xef\xbb\xbf"
_SKILLS, _GROUPS = "member-skills", "skills-hierarchy"
"""Ends of the schemes that tell a skill from a group of skills: both have addresses of one kind."""
_SELECTED = re.compile(r"[?&]selectedVersion=v?([^&#\s]+)")
_FAMILY = re.compile(r"/esco/(skill|occupation|isco|isced-f)/[^/\s]+$")
_KINDS = {"occupation": "occupation", "isco": "group", "isced-f": "group"}
_TYPES = {"skill": "skill/competence"}
"""Types of skills that the service and the CSV write otherwise."""
_ORDER = ("skill", "occupation", "group")


def version_of(answer: Answer) -> str:
    """The version its addresses name, without the `v`; "" where they name none."""
    said = (answer.about, *(one.said for one in answer.concepts))
    return next(filter(None, map(version_named, said)), "")


def version_named(said: Said) -> str:
    """The version that the address of an answer or a concept names, without the `v`; else ""."""
    own = _links(said).get("self")
    href = own.get("href") if isinstance(own, dict) else None
    found = _SELECTED.search(href) if isinstance(href, str) else None
    return found[1] if found else ""


def concept(said: Said) -> Concept:
    """What an answer says of a concept, as the CSV would.

    Raises:
        ValueError: it has no address of a kind that is known, or no English name.
    """
    uri, family = _address(said)
    label = _clean(_english(said.get("preferredLabel")) or said.get("title"))
    if not label:
        raise ValueError(f"{uri} has no name in English")
    kind = _KINDS.get(family) or _skill_or_group(said)
    skill = kind == "skill"
    return Concept(
        id=uri,
        label=label,
        kind=kind,
        alternatives=_labels(said.get("alternativeLabel"), label),
        hidden=_labels(said.get("hiddenLabel"), label),
        definition=(_literal(said.get("description")) or _literal(said.get("definition"))).strip(),
        parents=tuple(dict.fromkeys(_broader(said))),
        type=_end(said, "hasSkillType", _TYPES) if skill else "",
        reuse=_end(said, "hasReuseLevel", {}) if skill else "",
        code=_code(said, family) if not skill else "",
    )


def read(data: bytes, name: str) -> Vocabulary:
    """The vocabulary in the bytes of answers.

    Args:
        data: one answer, or a JSON list of them.
        name: its file name, which tells the version where no answer does.

    Raises:
        VocabularyError: damaged, no answer, two versions in one file, a cycle.
    """
    found: dict[str, Concept] = {}
    versions: set[str] = set()
    try:
        for answer in answers(data.removeprefix(_MARK).decode()):
            versions.add(version_of(answer))
            for one in answer.concepts:
                made = concept(one.said)
                found.setdefault(made.id, made)
    except (ValueError, RecursionError) as why:
        raise VocabularyError(
            f"{name} is no answer of ESCO's service that can be read ({why})",
            expected="what `sectorscope fetch esco` got, or one answer of the service",
            hint="fetch it again",
        ) from why
    if not found:
        raise VocabularyError(f"{name} holds no concept", expected="at least one")
    columns = of(_within(found))
    acyclic(columns, name)
    digest = sha256(data).hexdigest()
    return Vocabulary("esco", _one_version(versions, name), esco.LICENCE, columns, digest)


def _one_version(versions: set[str], name: str) -> str:
    told = sorted(versions - {""})
    if len(told) > 1:
        raise VocabularyError(
            f"{name} holds concepts of ESCO {' and '.join(told)}", expected="one version"
        )
    return told[0] if told else esco.version_in(name) or UNKNOWN


def _within(found: Mapping[str, Concept]) -> Iterator[Concept]:
    """Skills, occupations, then groups, each without relations to what is not there."""
    for kind in _ORDER:
        for one in found.values():
            if one.kind == kind:
                yield replace(one, parents=tuple(p for p in one.parents if p in found))


def _address(said: Said) -> tuple[str, str]:
    uri = said.get("uri")
    family = _FAMILY.search(uri) if isinstance(uri, str) else None
    if not isinstance(uri, str) or family is None:
        raise ValueError(f"an entry has the address {str(uri)[:60]!r}, which is no concept's")
    return uri, family[1]


def _skill_or_group(said: Said) -> str:
    """By the scheme it is in; else a group of skills is what has a code."""
    schemes = {uri.rpartition("/")[2] for uri in _linked(said, "isInScheme")}
    if schemes & {_SKILLS, _GROUPS}:
        return "skill" if _SKILLS in schemes else "group"
    return "group" if said.get("code") else "skill"


def _code(said: Said, family: str) -> str:
    """Of an occupation its ISCO group; of fields of education none, as in the CSV."""
    code = str(said.get("code") or "").strip()
    if family == "occupation":
        groups = (uri.rpartition("/")[2].removeprefix("C") for uri in _broader_groups(said))
        return next(groups, "") or code.partition(".")[0]
    if family == "isco":
        return code.removeprefix("C") or str(said["uri"]).rpartition("/")[2].removeprefix("C")
    return code if family == "skill" else ""


def _broader(said: Said) -> Iterator[str]:
    for name in (*_links(said), *said):
        if name.startswith("broader"):
            yield from _linked(said, name)


def _broader_groups(said: Said) -> Iterator[str]:
    return (uri for uri in _broader(said) if "/isco/" in uri)


def _end(said: Said, name: str, words: Mapping[str, str]) -> str:
    """The last part of the address something is linked to, in the CSV's words."""
    found = next((uri.rpartition("/")[2] for uri in _linked(said, name)), "")
    return words.get(found, found)


def _linked(said: Said, name: str) -> Iterator[str]:
    """Addresses under a name: of links, or as a search gives them, plain."""
    for value in (_links(said).get(name), said.get(name)):
        for one in value if isinstance(value, list) else ():
            uri = one.get("uri") if isinstance(one, dict) else one
            if isinstance(uri, str):
                yield uri


def _links(said: Said) -> Said:
    links = said.get("_links")
    return links if isinstance(links, dict) else {}


def _english(value: object) -> object:
    return value.get(LANGUAGE) if isinstance(value, dict) else None


def _literal(value: object) -> str:
    told = _english(value)
    text = told.get("literal") if isinstance(told, dict) else told
    return text if isinstance(text, str) else ""


def _clean(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _labels(value: object, label: str) -> tuple[str, ...]:
    told = _english(value)
    listed: Iterable[object] = told if isinstance(told, list) else (told,)
    lines = dict.fromkeys(_clean(one) for one in listed)
    return tuple(line for line in lines if line and line != label)
