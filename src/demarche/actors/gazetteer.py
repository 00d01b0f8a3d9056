"""The gazetteer: every name that the knowledge files have, found in one pass over a text.

An Aho–Corasick automaton (Aho and Corasick 1975) reads the text in plain small letters; what it finds is then compared with
the text as it is, so that "US" is a name and "us" is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from msgspec import Struct

from demarche.knowledge.names import MARK, SPACES, Claim, folded, is_acronym, plain_letters

DOT = re.compile(r"(\b\w{1,3})\.\s*")
GAPS = re.compile(r"[\s-]+")
MARKS = re.compile(MARK + "+")
# Of white space inside a name one character counts. Each pattern begins with two letters, which a search finds fast.
BREAKS = tuple(re.compile(start + "[ \n]*") for start in ("  ", " \n", "\n ", "-\n"))


Found = tuple[int, int, str, tuple[Claim, ...]]  # start, end, key, claims


class Match(Struct, frozen=True, gc=False):
    """Characters [start, end) of a text are a name; `claims` says what it may stand for, the likeliest sort of name first."""

    start: int
    end: int
    key: str
    claims: tuple[Claim, ...]


class Gazetteer:
    """Names to what they may stand for.

    >>> from demarche.knowledge.entries import Entry
    >>> from demarche.knowledge.names import claims, searched
    >>> names = claims([Entry(id="TCD", name="Chad", kind="state")], [])
    >>> match, = Gazetteer(names, searched(names)).find("Then Chad left")
    >>> match.start, match.end, match.claims[0].form
    (5, 9, 'Chad')
    """

    def __init__(self, names: Mapping[str, list[Claim]], searched: Sequence[tuple[str, str]]) -> None:
        self._names = names
        self._keys = [key for _, key in searched]
        patterns = [f" {form} " for form, _ in searched]  # spaces are where words begin and end; that of one name may be that of the next
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA) if patterns else None
        self._claims = lru_cache(maxsize=1 << 16)(self._written)

    def find(self, text: str) -> list[Match]:
        """The longest matches that do not overlap, in order. Capitals must be as in the name, but for headlines in capitals.

        Accents, letters of other scripts around a name, hyphens, line ends and double spaces do not matter; offsets are those of `text`.
        """
        if self._automaton is None:
            return []
        read, plain, gaps = visible(text)
        found: list[Found] = []
        for number, start, end in self._automaton.find_matches_as_indexes(f" {plain.translate(SPACES).lower()} ", overlapping=True):
            last = end - 2
            last += read[last:last + 1] == "." and read[last - 2:last - 1] == "."  # "U.N." keeps its last point
            key = self._keys[number]
            claims = self._claims(read[start:last], key)
            if claims:
                found.append((start, last, key, claims))
        kept = longest(found)
        if gaps is None:
            return [Match(*one) for one in kept]
        return [Match(gaps.place(start), gaps.place(end - 1) + 1, key, claims) for start, end, key, claims in kept]

    def _written(self, text: str, key: str) -> tuple[Claim, ...]:
        return tuple(claim for claim in self._names[key] if written_as(text, claim.form))


def longest(found: list[Found]) -> list[Found]:
    """Of matches that overlap the longest, of two as long the first; in the order of the text."""
    kept: list[Found] = []
    cluster: list[Found] = []
    reach = 0
    for one in sorted(found, key=itemgetter(0)):
        if one[0] >= reach:
            kept += cluster if len(cluster) < 2 else settled(cluster)
            cluster = [one]
        else:
            cluster.append(one)
        reach = max(reach, one[1])
    return kept + (cluster if len(cluster) < 2 else settled(cluster))


def settled(cluster: list[Found]) -> list[Found]:
    """One cluster of matches that overlap."""
    kept: list[Found] = []
    for one in sorted(cluster, key=lambda one: (one[0] - one[1], one[0])):
        if all(one[1] <= start or one[0] >= end for start, end, _, _ in kept):
            kept.append(one)
    return sorted(kept, key=itemgetter(0))


@dataclass(frozen=True)
class Gaps:
    """Where characters of a text were left out: `at` in what is left, `removed` up to there."""

    at: list[int]
    removed: list[int]

    def place(self, position: int) -> int:
        """The place in the whole text of a character that is left.

        >>> Gaps([0, 6], [0, 1]).place(7)
        8
        """
        return position + self.removed[bisect_right(self.at, position) - 1]


def visible(text: str) -> tuple[str, str, Gaps | None]:
    """A text, and the same in plain letters, both without what does not show in a name; and where that was, if anything was."""
    plain = plain_letters(text)
    hidden = [found.span() for found in MARKS.finditer(plain)] if MARK in plain else []
    for run in BREAKS:
        for found in run.finditer(plain):
            at, end = found.span()
            if plain[at - 1].isalnum() and plain[end:end + 1].isalnum() and plain.count("\n", at, end) < 2:
                hidden.append((at + 1, end))
    if not hidden:
        return text, plain, None
    gaps = Gaps([0], [0])
    read, level, begin, removed = [], [], 0, 0
    for start, end in sorted(hidden):
        read.append(text[begin:start])
        level.append(plain[begin:start])
        gaps.at.append(start - removed)
        removed += end - start
        gaps.removed.append(removed)
        begin = end
    return "".join(read) + text[begin:], "".join(level) + plain[begin:], gaps


@lru_cache(maxsize=1 << 16)
def level(name: str) -> str:
    """A name in which points after short words, hyphens and spaces make no difference; other punctuation does.

    >>> level("F.W. de Klerk") == level("F. W. de Klerk"), level("Guinea, Bissau") == level("Guinea-Bissau")
    (True, False)
    """
    return GAPS.sub(" ", DOT.sub(r"\1 ", folded(name))).strip()


def written_as(text: str, form: str) -> bool:
    """Whether a name is written here as it should be: its punctuation, its capital; acronyms in capitals (long ones also as "Unesco").

    >>> written_as("CÔTE D’IVOIRE", "Côte d'Ivoire"), written_as("Guinea, Bissau", "Guinea-Bissau"), written_as("chad", "Chad")
    (True, False, False)
    """
    if level(text) != level(form):
        return False
    if is_acronym(form):
        letters = "".join(c for c in text if c.isalnum())
        return letters.isupper() or (len(letters) >= 4 and letters[0].isupper() and letters[1:].islower())
    if form[:1].islower():
        return True
    words = GAPS.split(text)
    return any(w[:1].isupper() for w in words) and (words[0][:1].isupper() or (words[0].islower() and len(words) > 2))
