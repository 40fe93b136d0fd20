"""Subtitles (WebVTT, SubRip): what is said, without cue numbers, times and mark-up.

Cues of one speaker that follow each other are one turn, a line of the text; its time is kept. The
forms are those of the W3C's WebVTT (blocks apart by blank lines, `<v Name>` for a voice) and of
SubRip, which has no specification.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sectorscope.evidence.documents.labels import Label, counting, opening
from sectorscope.evidence.documents.text import Text, Turn

_WHEN = re.compile(r"[ \t]*((?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3})[ \t]*-->[ \t]*(?:\d+:)?\d")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"</?[a-zA-Z][^>\n]*>|</?\d[\d:.]*>|\{\\[^}\n]*\}")
_BLANK = re.compile(r"\n[ \t]*\n+")
_NEW = re.compile(r"[ \t]*>>+")


@dataclass(frozen=True)
class _Said:
    """A piece of a cue: whose it is, if it says so; `new` if it is another's than before."""

    words: str
    began: str
    speaker: str | None = None
    new: bool = False


def read(text: str, kind: str) -> Text:
    """Text and turns of subtitles."""
    cues = list(_cues(text))
    if kind == "vtt" and any(_VOICE.search(payload) for _, payload in cues):
        said = [piece for began, payload in cues for piece in _voices(began, payload)]
    else:
        said = list(_labelled([(began, _plain(payload)) for began, payload in cues]))
    lost = () if said else ("No cue of it could be read.",)
    return _joined(said, lost)


def _cues(text: str) -> Iterator[tuple[str, str]]:
    """Time and payload of each cue; comments, styles and regions have no time and are no cues."""
    for block in _BLANK.split(text):
        lines = block.split("\n")
        for number, line in enumerate(lines[:3]):
            if when := _WHEN.match(line):
                yield when[1].replace(",", "."), "\n".join(lines[number + 1 :])
                break


def _voices(began: str, payload: str) -> Iterator[_Said]:
    """The pieces of a cue by their voices; what no voice claims is nobody's."""
    parts = _VOICE.split(payload)
    if before := _plain(parts[0]).strip():
        yield _Said(_one_line(before), began, None, new=True)
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        if plain := _one_line(_plain(words)):
            yield _Said(plain, began, html.unescape(name).strip() or None, new=True)


def _labelled(cues: list[tuple[str, str]]) -> Iterator[_Said]:
    """The pieces of cues by labels within; a cue without one goes on with whoever spoke."""
    lines = [(began, line) for began, payload in cues for line in payload.split("\n")]
    opened = {n: found for n, (_, line) in enumerate(lines) if (found := opening(line))}
    numbered = [Label(n, k.said, k.name) for n, k in sorted(opened.items())]
    speakers = {k.line: k for k in counting(numbered)}
    for number, (began, line) in enumerate(lines):
        label = speakers.get(number)
        sign = None if label else _NEW.match(line)  # captioners' `>>`: another speaker
        words = _one_line(line[label.said :] if label else line[sign.end() :] if sign else line)
        if words or label:
            name = label.name if label else None
            yield _Said(words, began, name, new=bool(label or sign))


def _joined(said: list[_Said], notes: tuple[str, ...]) -> Text:
    turns: list[tuple[str | None, str, list[str]]] = []
    for piece in said:
        goes_on = turns and (not piece.new or turns[-1][0] == piece.speaker)
        if not goes_on:
            turns.append((piece.speaker, piece.began, []))
        turns[-1][2].append(piece.words)
    text, made = "", list[Turn]()
    for speaker, began, words in turns:
        spoken = " ".join(filter(None, words))
        if spoken:
            start = len(text) + 1 if text else 0
            text += f"\n{spoken}" if text else spoken
            made.append(Turn(start, len(text), speaker, began))
    return Text(text, tuple(made), notes)


def _plain(payload: str) -> str:
    """A payload without its mark-up; references (`&amp;`) are resolved last."""
    return html.unescape(_TAG.sub("", payload))


def _one_line(words: str) -> str:
    return " ".join(line.strip() for line in words.split("\n")).strip()
