"""Likeness: whether two tellings name the same actors, and tell of the same thing in different words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from demarche.records import Actor, Counts, Span

WORD = re.compile(r"\w+")
STEM = 6  # letters of a word that are compared: "Russia" and "Russian", "suspends" and "suspension"
SHARED = 0.5  # of the words of the shorter telling


def actor_key(actor: Actor) -> str:
    """What names an actor across texts: its id, or its name (with its country) where it has none.

    >>> actor_key(Actor(id="ilo", name="the ILO", kind="igo")), actor_key(Actor(id=None, name="Protesters", kind="group", country="RUS"))
    ('ilo', '~protesters/RUS')
    """
    return actor.id or f"~{' '.join(actor.name.casefold().split())}" + (f"/{actor.country}" if actor.country else "")


def actor_keys(actors: Iterable[Actor]) -> frozenset[str]:
    """The keys of several actors, who act together in any order."""
    return frozenset(map(actor_key, actors))


@cache
def common() -> frozenset[str]:
    """The commonest words of English, which make nothing alike, stemmed."""
    return frozenset(map(stem, _english()["common"]))


@cache
def infinitive() -> frozenset[str]:
    """The words after which a verb stands: "to"."""
    return frozenset(_english()["infinitive"])


@cache
def _english() -> dict[str, list[str]]:
    """What is known of the words of English: knowledge/patterns/english.yaml."""
    from demarche.knowledge.loader import FOLDER, parse

    found: dict[str, list[str]] = parse(FOLDER / "patterns" / "english.yaml")
    return found


def stem(word: str) -> str:
    """The letters of a word that are compared."""
    return word.casefold()[:STEM]


def words(text: str, actors: Iterable[Actor] = ()) -> frozenset[str]:
    """The telling words of a phrase, stemmed: neither common ones nor the names of the actors.

    >>> rus = Actor(id="RUS", name="Russia", kind="state")
    >>> sorted(words("its co-operation with Russia", [rus]))
    ['cooper']
    """
    return stems(text).difference(*map(_named, actors))


@lru_cache(maxsize=50_000)
def stems(text: str) -> frozenset[str]:
    """The telling words of a phrase, stemmed, with those that name somebody."""
    found = {stem(w) for w in WORD.findall(text.replace("-", "").replace("’", " ").replace("'", " "))}
    return frozenset(w for w in found - common() if len(w) > 1)


@lru_cache(maxsize=50_000)
def _named(actor: Actor) -> frozenset[str]:
    """The stems of an actor's names."""
    return frozenset(stem(w) for name in (actor.name, *actor.aliases, actor.span.text if actor.span else "") for w in WORD.findall(name))


def phrase(span: Span | None, actors: Iterable[Actor] = ()) -> frozenset[str]:
    """The telling words of a span; none of no span."""
    return words(span.text, actors) if span else frozenset()


def overlapping(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two phrases share at least half of the words of the shorter; one without words shares none.

    >>> overlapping(words("technical cooperation"), words("cooperation in all its programmes"))
    True
    """
    return bool(one and other) and len(one & other) >= SHARED * min(len(one), len(other))


def same_counts(one: Counts, other: Counts) -> bool:
    """Whether two counts can be of one vote: they share the number of those in favour and one more, and none differs.

    >>> same_counts(Counts(for_=42, against=2), Counts(for_=42, against=2, abstain=8))
    True
    """
    pairs = [(a, b) for a, b in zip(numbers(one), numbers(other), strict=True) if a is not None and b is not None]
    return one.for_ is not None and one.for_ == other.for_ and len(pairs) > 1 and all(a == b for a, b in pairs)


def misprinted(one: Counts, other: Counts) -> bool:
    """Whether two counts differ in one number and share at least two others, not both of them nought: so two texts tell one vote differently.

    >>> misprinted(Counts(for_=42, against=2, abstain=8), Counts(for_=43, against=2, abstain=8))
    True
    """
    pairs = [(a, b) for a, b in zip(numbers(one), numbers(other), strict=True) if a is not None and b is not None]
    shared = [a for a, b in pairs if a == b]
    return len(pairs) - len(shared) == 1 and len(shared) > 1 and any(shared)


def contested(counts: Counts) -> bool:
    """Whether somebody was against or abstained."""
    return bool(counts.against or counts.abstain)


def numbers(counts: Counts) -> tuple[int | None, ...]:
    """For, against, abstaining, absent."""
    return counts.for_, counts.against, counts.abstain, counts.absent
