"""Sentences: the text in the pieces that the parser reads, each with its words and its place.

A full stop ends a sentence unless the word before it is an abbreviation or the text goes on with a small letter; a
blank line, a heading, a list item always end one. Markers ("1.", "(a)", "•", "QUESTION:") are told, but not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from demarche.language.blocks import Kind, blocks
from demarche.language.tokens import ACRONYM, Token, abbreviation, lists, tokenize
from demarche.language.view import CLOSERS, PAD, Links, view

END = re.compile(rf"([.!?…][.!?…{PAD}]*)([{CLOSERS}]*)(?:\s?\[[\dA-Za-z]{{1,3}}\])*(?!\S)")
NEXT = re.compile(rf"\s+([\"'“‘«‹(\[{PAD}]*)((?:\w|{PAD})*)(.?)")
DASHES = ("—", "–", "-", "--")
INNER = re.compile(r"\((?:[a-z]|[ivx]{1,4}|[A-Z]|\d{1,2})\)\s+(?=[A-Z])")  # a clause that begins within a paragraph: "(b) The Council"
OPENERS = "\"'“‘«‹([" + PAD


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or a heading or list item that stands for one.

    start, end   its place in the text, from its first word to its last, with the brackets of a link that it holds whole
    marker       the number, letter, bullet or speaker before it, on the first sentence of a block; not among its tokens
    paragraph    the number of its paragraph; the lines of a signature share one
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    kind: Kind
    marker: str | None
    paragraph: int


@cache
def _starters() -> frozenset[str]:
    return frozenset(lists().starters)


def _stem(shown: str, start: int, stop: int) -> str:
    """The word before a full stop, with its inner stops: "U.S" of "U.S."."""
    words = shown[max(start, stop - 24): stop].split()
    return words[-1].lstrip(OPENERS) if words and not shown[stop - 1].isspace() else ""


def _ends(shown: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a sentence ends at this mark."""
    following = NEXT.match(shown, match.end(), end)
    if following is None:
        return False
    opener, word, symbol = following.groups()
    if not word:
        return bool(opener) or symbol not in ",;:-–—.?!/&"
    mark = match.group(1).replace(PAD, "")
    first = word[0]
    if "(" in opener:
        return INNER.match(shown, following.start(2) - 1, end) is not None or (")" not in match.group(2) and not first.islower())
    if first.islower() and word.islower():
        return False
    if mark != ".":
        return first.isupper() or ("." not in mark and "…" not in mark) or bool(opener)
    stem = _stem(shown, start, match.start(1))
    if ACRONYM.fullmatch(stem) or (len(stem) == 1 and stem.isupper()):
        return word in _starters()
    classes = abbreviation(stem.rpartition("-")[2])
    if not classes:
        return True
    if classes & {"title", "inner"} and not (classes & {"number"} and not first.isdigit()):
        return False
    if "number" in classes:
        return not first.isdigit() and not opener
    return word in _starters() or (bool(match.group(2)) and "”" in match.group(2))


def sentences(shown: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of one block begin and end."""
    begin = start
    for match in END.finditer(shown, start, end):
        if _ends(shown, begin, match, end):
            yield begin, match.end()
            begin = match.end()
    if begin < end:
        yield begin, end


def segment(text: str) -> list[Segment]:
    """The sentences of a text, in order.

    >>> [text[s.start:s.end] for s in segment("1. We met Mr. Ito. He agreed.")] if (text := "1. We met Mr. Ito. He agreed.") else []
    ['We met Mr. Ito.', 'He agreed.']
    """
    shown = view(text)
    links = Links(text, shown)
    found = []
    for block in blocks(text, shown):
        marker = block.marker
        for start, end in sentences(shown, block.start, block.end):
            clause = None if start == block.start else INNER.search(shown, start, min(end, start + 12))
            begin = start
            if clause and not shown[start:clause.start()].strip():
                marker, begin = clause.group().strip(), clause.end()
            tokens = tokenize(shown, begin, end)
            if tokens:
                found.append(Segment(*links.widen(tokens[0].start, tokens[-1].end), tokens, block.kind, marker, block.paragraph))
                marker = None
    return found


def dateline_end(words: Sequence[str]) -> int:
    """How many words of a sentence are its dateline: "GENEVA, 3 May 2022 (AP) —"; 0 where there is none.

    >>> dateline_end(["GENEVA", ",", "3", "May", "2022", "—", "The", "ILO", "left", "."])
    6
    """
    for i, word in enumerate(words[:16]):
        if word in DASHES:
            head = words[:i]
            place = len(head) >= 1 and head[0].isupper() and len(head[0]) > 2
            plain = all(w[:1].isupper() or w[:1].isdigit() or not w[0].isalnum() for w in head)
            return i + 1 if place and plain and i + 1 < len(words) else 0
    return 0
