"""The lines of a text as blocks: headings, list items and numbered clauses, paragraphs with their wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from demarche.language.view import CLOSERS, GAP, PAD

Kind = Literal["heading", "item", "paragraph"]

WRAPPED = 120  # a text whose usual line is longer than this is not wrapped: each line is a paragraph
SHORT = 100  # characters of the longest line that may be a heading by its looks
_G = GAP + "*"
_ONE = rf"""(?:[-*+•◦▪‣·●–—](?!\S) | \d{{1,3}}(?:[.-]\d{{1,3}}){{0,3}}{_G}[.)](?!\S) | \d{{1,3}}(?:\.\d{{1,3}}){{1,3}}(?=\s)
    | \((?:\d{{1,3}}|[a-z]{{1,2}}|[A-Z]|[ivxlc]{{1,6}}|[IVXLC]{{1,6}}){_G}\)(?!\S) | (?:[a-z]|[ivx]{{1,5}}|[IVX]{{2,5}}){_G}[.)](?!\S) | [A-Z]\)(?!\S)
    | (?:S(?:EC|ec)(?:TION|tion|\.)|A(?:RT|rt)(?:ICLE|icle|\.))\ (?:\d{{1,3}}[A-Z]?|[IVX]{{1,5}})\.(?=\s+\S))"""
MARKER = re.compile(rf"(?:{_ONE}\s*){{1,3}}", re.VERBOSE)
LABEL = re.compile(r"[A-Z][A-Z.'’ -]{0,40}:(?=\s)")  # who speaks, in the record of a meeting: "MS. SMITH:", "QUESTION:"
STOPPED = re.compile(rf"[.!?;:,…][{CLOSERS}]*$")
HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that sentences do not cross, without its marker; lines of one paragraph number stand together."""

    start: int
    end: int
    kind: Kind
    marker: str | None
    paragraph: int


@dataclass(slots=True)
class Line:
    """One line of the view: where its words begin and end, and what its writer said by white space and hashes."""

    start: int
    end: int
    text: str
    size: int  # of the line as written, markup and all: that is what was wrapped
    opening: int  # size of its first word as written
    hard: bool
    heading: bool

    @property
    def stopped(self) -> bool:
        return STOPPED.search(self.text, max(0, len(self.text) - 12)) is not None


def lines(text: str, shown: str) -> Iterator[Line]:
    """The lines of the view; a blank line has no text."""
    place = 0
    for line in shown.split("\n"):
        words = line.strip()
        start = place + len(line) - len(line.lstrip()) if words else place
        end = start + len(words)
        hard = (line.endswith("  ") and not text[end: place + len(line)].strip()) or text.startswith("\\", place + len(line) - 1)
        written = text[place: place + len(line)].strip() if words else ""
        opening = len(written.split(None, 1)[0]) if written else 0
        yield Line(start, end, words, len(written), opening, hard, bool(words) and HEADING.match(text, place) is not None)
        place += len(line) + 1


def _width(found: list[Line]) -> int:
    """The column at which the text is wrapped: the length that nine in ten of the lines that go on stay below."""
    pairs = [(a, b) for a, b in pairwise(found) if a.text and b.text and not a.heading and not b.heading]
    lengths = sorted(a.size for a, _ in pairs if a.size < len(a.text) + 8)
    return lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)] if lengths else 0


def _goes_on(line: Line, after: Line, width: int) -> bool:
    """Whether a line runs on into the next: it was full, or it stops in the middle of a sentence."""
    if line.hard:
        return False
    if not line.stopped and (after.text[:1].islower() or (line.text.isupper() and after.text.isupper())):
        return True
    if width > WRAPPED or width < 30:
        return False
    return line.size + 1 + after.opening > width or (line.text[-1] not in ".!?:;" and line.size > width * 0.6)


def _markable(line: Line | None, marker: str, before: str | None) -> bool:
    """Whether what begins a line can be a marker, and not the rest of the line before: after a stop, or in a list already begun."""
    if marker in "•●" or (before is not None and (marker == before or (marker[-1] == before[-1] and not marker[-1].isalnum()))):
        return True
    return line is None or line.hard or line.stopped or len(line.text) < 45 or line.text.endswith((" and", " or"))


def _marker(line: Line) -> tuple[str | None, int]:
    """The number, letter, bullet or speaker that a line begins with, and where its words start."""
    match = MARKER.match(line.text) or LABEL.match(line.text)
    if not match:
        return None, line.start
    rest = line.text[match.end():]
    start = line.start + match.end() + len(rest) - len(rest.lstrip())
    return match.group().strip().replace(GAP, "").replace(PAD, ""), min(start, line.end)


def blocks(text: str, shown: str) -> Iterator[Block]:
    """The blocks of a text, in order; `shown` is its view."""
    found = list(lines(text, shown))
    width = _width(found)
    previous: Line | None = None  # the line before, if no blank line or heading lies between
    carried: str | None = None  # a marker that stands alone on its line
    listed: str | None = None  # the marker of the block before, in the same list
    paragraph = -1
    i = 0
    while i < len(found):
        line = found[i]
        if not line.text:
            previous, listed, i = None, None, i + 1
            continue
        marker, start = _marker(line)
        if marker is not None and not _markable(previous, marker, listed):
            marker, start = None, line.start
        if marker is not None and start == line.end:
            carried, previous, i = marker, line, i + 1
            continue
        marker, carried = marker or carried, None
        first, last = i, line
        while not line.heading and i + 1 < len(found) and found[i + 1].text and not found[i + 1].heading:
            after = found[i + 1]
            begun = _marker(after)[0]
            if (begun is not None and _markable(last, begun, marker)) or not _goes_on(last, after, width):
                break
            i, last = i + 1, after
        i += 1
        alone = previous is None and (i == len(found) or not found[i].text or found[i].heading)
        brief = last is line and len(line.text) <= SHORT and not last.stopped
        if not (brief and previous is not None and first > 0 and marker is None and not previous.stopped and len(previous.text) <= SHORT):
            paragraph += 1
        kind: Kind = "item" if marker and not line.heading else "heading" if line.heading or (alone and brief) else "paragraph"
        yield Block(start, last.end, kind, marker, paragraph)
        previous, listed = None if line.heading else last, marker
