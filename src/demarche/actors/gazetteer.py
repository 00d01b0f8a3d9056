"""The gazetteer: every name that the knowledge files have, found in one pass over a text.

Two Aho–Corasick automata (Aho and Corasick 1975) read the text in plain letters: one in small letters for names, one in its
own case for acronyms, so that "US" is found and "us" is not looked at. What they find is then compared with the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from msgspec import Struct

from demarche.knowledge.names import MARK, SPACES, Claim, Searched, folded, is_acronym, plain_letters

DOT = re.compile(r"(\b\w{1,3})\.\s*")
GAPS = re.compile(r"[\s-]+")
MARKS = re.compile(MARK + "+")
BREAKS = ("  ", " \n", "\n ", "-\n")  # of white space inside a name one character counts


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

    def __init__(self, names: Mapping[str, list[Claim]], searched: Searched) -> None:
        self._names = names
        self._plain = Finder(searched.names)
        self._acronyms = Finder(searched.acronyms)
        self._claims = lru_cache(maxsize=1 << 16)(self._written)

    def find(self, text: str) -> list[Match]:
        """The longest matches that do not overlap, in order. Capitals must be as in the name, but for headlines in capitals.

        Accents, letters of other scripts around a name, hyphens, line ends and double spaces do not matter; offsets are those of `text`.
        """
        read, plain, gaps = visible(text)
        spaced = f" {plain.translate(SPACES)} "
        found = []
        for finder, searched in ((self._plain, spaced.lower()), (self._acronyms, spaced)):
            for start, last, key in finder.find(searched):
                end = last + (read[last:last + 1] == "." and read[last - 2:last - 1] == ".")  # "U.N." keeps its last point
                claims = self._claims(read[start:end], key)
                if claims:
                    found.append(Match(start, end, key, claims))
        kept = longest(found)
        return kept if gaps is None else [Match(gaps.place(m.start), gaps.place(m.end - 1) + 1, m.key, m.claims) for m in kept]

    def _written(self, text: str, key: str) -> tuple[Claim, ...]:
        return tuple(claim for claim in self._names[key] if written_as(text, claim.form))


class Finder:
    """All places of all keys in a text, overlapping ones too, each where words begin and end."""

    def __init__(self, forms: Sequence[tuple[str, str]]) -> None:
        self._keys = [key for _, key in forms]
        patterns = [f" {form} " for form, _ in forms]  # spaces are where words begin and end; that of one name may be that of the next
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA) if patterns else None

    def find(self, level: str) -> list[tuple[int, int, str]]:
        """Start, end and key of each place; `level` has a space before its first character, which does not count."""
        if self._automaton is None:
            return []
        keys = self._keys
        return [(start, end - 2, keys[i]) for i, start, end in self._automaton.find_matches_as_indexes(level, overlapping=True)]


def longest(found: list[Match]) -> list[Match]:
    """Of matches that overlap the longest, of two as long the first; in the order of the text."""
    kept: list[Match] = []
    cluster: list[Match] = []
    reach = -1
    for match in sorted(found, key=lambda m: m.start):
        if match.start >= reach:
            kept += settled(cluster)
            cluster = []
        cluster.append(match)
        reach = max(reach, match.end)
    return kept + settled(cluster)


def settled(cluster: list[Match]) -> list[Match]:
    """One cluster of matches that overlap."""
    if len(cluster) < 2:
        return cluster
    kept: list[Match] = []
    for match in sorted(cluster, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


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
    for pair in BREAKS:
        at = plain.find(pair)
        while at >= 0:
            end = at + 2
            if plain[at - 1].isalnum():
                while plain[end:end + 1] in (" ", "\n"):
                    end += 1
                if plain[end:end + 1].isalnum() and plain.count("\n", at, end) < 2:
                    hidden.append((at + 1, end))
            at = plain.find(pair, end)
    if not hidden:
        return text, plain, None
    gaps, kept, begin = Gaps([0], [0]), [], 0
    for start, end in sorted(hidden):
        kept.append(slice(begin, start))
        gaps.at.append(start - gaps.removed[-1])
        gaps.removed.append(gaps.removed[-1] + end - start)
        begin = end
    kept.append(slice(begin, len(text)))
    return "".join(text[part] for part in kept), "".join(plain[part] for part in kept), gaps


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
