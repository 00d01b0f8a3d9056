"""The gazetteer: every name that the knowledge files have, found in one pass over a sentence's words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from demarche.knowledge.schema import Entry
from demarche.language.tokens import tokenize

PLAIN_NAME = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{3,})*")
KINDS = ("name", "metonym", "official", "adjective", "demonym")


@dataclass(frozen=True, slots=True)
class Match:
    """Words [first, end) are a name of `entry`; `kind` says which sort of name."""

    first: int
    end: int
    entry: Entry
    kind: str


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Small letters without accents, straight quotes: what names are compared by."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def key_of(name: str) -> str:
    """A name as its words are joined and compared.

    >>> key_of("Côte d'Ivoire")
    "cote d'ivoire"
    """
    if PLAIN_NAME.fullmatch(name):  # most are, and cutting words takes time
        return name.lower()
    return " ".join(folded(token.text) for token in tokenize(name, 0, len(name)))


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym, to be matched in its capitals: "WHO", "U.S.".

    >>> is_acronym("WHO"), is_acronym("Chad")
    (True, False)
    """
    letters = re.sub(r"[^A-Za-z]", "", name)
    return 2 <= len(letters) <= 6 and letters.isupper() and " " not in name


class Gazetteer:
    """Names to entries, by an Aho–Corasick automaton over words joined by single spaces.

    >>> Gazetteer([Entry(id="TCD", name="Chad", kind="state")]).find(["Chad", "left"])[0].entry.id
    'TCD'
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._automaton = ahocorasick.Automaton()
        names: dict[str, list[tuple[str, Entry, str]]] = {}
        for entry in entries:
            for kind, forms in (("name", [entry.name, *entry.names]), ("metonym", entry.metonyms), ("name", entry.organs_by_name()),
                                ("official", [o.name for o in entry.officials]), ("adjective", entry.adjectives), ("demonym", entry.demonyms)):
                for form in forms:
                    key = key_of(form)
                    known = names.setdefault(key, [])
                    if all(e.id != entry.id or KINDS.index(kind) < KINDS.index(k) for _, e, k in known):
                        known.append((form, entry, kind))
        for key, found in names.items():
            self._automaton.add_word(key, (key, sorted(found, key=lambda f: KINDS.index(f[2]))))
        if names:
            self._automaton.make_automaton()
        self._any = bool(names)

    def find(self, words: Sequence[str]) -> list[Match]:
        """The longest matches that do not overlap, in order. Capitals must be as in the name, but for headlines in capitals."""
        if not self._any or not words:
            return []
        parts = [folded(w) for w in words]
        starts, at = [], 0
        for part in parts:
            starts.append(at)
            at += len(part) + 1
        joined = " ".join(parts)
        found: list[Match] = []
        for last, (key, forms) in self._automaton.iter(joined):
            begin, stop = last - len(key) + 1, last + 1
            first = bisect_left(starts, begin)
            if first == len(starts) or starts[first] != begin or (stop < len(joined) and joined[stop] != " "):
                continue
            end = bisect_left(starts, stop)
            for form, entry, kind in forms:
                if written_as(words[first:end], form):
                    found.append(Match(first, end, entry, kind))
                    break
        kept: list[Match] = []
        for match in sorted(found, key=lambda m: (m.first - m.end, m.first)):
            if all(match.end <= other.first or match.first >= other.end for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda m: m.first)


def written_as(words: Sequence[str], form: str) -> bool:
    """Whether these words are written as the name is: acronyms in capitals (four letters and more also as "Unesco"), names with a capital."""
    text = "".join(words)
    if is_acronym(form):
        return text.replace(".", "").isupper() or (len(text) >= 4 and text[0].isupper() and text[1:].islower())
    if form[:1].islower():
        return True
    return any(w[:1].isupper() for w in words) and (words[0][:1].isupper() or (words[0].islower() and len(words) > 2))
