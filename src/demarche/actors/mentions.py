"""Mentions: where in a sentence an actor is named, described or pointed at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from demarche.knowledge.entries import Entry
from demarche.language.sentence import Sentence
from demarche.records import Actor, Kind, Span, Via

Form = Literal["name", "adjective", "role", "group", "person", "pronoun", "description", "document"]


@dataclass(frozen=True)
class Mention:
    """Words [first, end) of a sentence that stand for actors; `head` is the word that the phrase hangs on."""

    sentence: int
    first: int
    end: int
    head: int
    form: Form
    actors: tuple[Actor, ...]

    def located(self, sentence: Sentence, text: str) -> Mention:
        """The same mention with the span of its words on its actors; several keep the spans that they have of their own."""
        if len(self.actors) > 1 and self.form == "role":
            return self
        span = Span.cut(text, sentence.starts[self.first], sentence.ends[self.end - 1])
        return replace(self, actors=tuple(msgspec.structs.replace(a, span=span) for a in self.actors))


class Mentions:
    """The mentions of a document, found by sentence and word."""

    def __init__(self) -> None:
        self._by_word: dict[tuple[int, int], Mention] = {}
        self._by_sentence: dict[int, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        """Keep a mention; where a word has one already, the longer stays."""
        key = (mention.sentence, mention.head)
        known = self._by_word.get(key)
        if known is not None:
            if known.end - known.first >= mention.end - mention.first:
                return
            self._by_sentence[mention.sentence].remove(known)
        self._by_word[key] = mention
        self._by_sentence.setdefault(mention.sentence, []).append(mention)

    def put(self, mention: Mention) -> None:
        """Keep a mention in place of all that share a word with it."""
        for known in [m for m in self.of(mention.sentence) if m.first < mention.end and mention.first < m.end]:
            self._by_sentence[mention.sentence].remove(known)
            del self._by_word[mention.sentence, known.head]
        self.add(mention)

    def at(self, sentence: int, word: int) -> Mention | None:
        """The mention whose phrase hangs on this word."""
        return self._by_word.get((sentence, word))

    def of(self, sentence: int) -> list[Mention]:
        """The mentions of a sentence, in order."""
        return sorted(self._by_sentence.get(sentence, ()), key=lambda m: m.first)

    def covering(self, sentence: int, word: int) -> Mention | None:
        """The shortest mention that holds this word."""
        holding = [m for m in self._by_sentence.get(sentence, ()) if m.first <= word < m.end]
        return min(holding, key=lambda m: m.end - m.first, default=None)

    def __iter__(self) -> Iterator[Mention]:
        for index in sorted(self._by_sentence):
            yield from self.of(index)


def actor_of(entry: Entry, via: Via = "name") -> Actor:
    """The actor of a knowledge entry."""
    return Actor(id=entry.id, name=entry.name, kind=entry.kind, country=entry.country, sectors=tuple(entry.sectors), aliases=tuple(entry.names), via=via)


def unknown(name: str, *, kind: Kind = "other", country: str | None = None, sectors: Iterable[str] = (), aliases: Iterable[str] = (),
            via: Via = "name") -> Actor:
    """An actor that no knowledge file has: named as the text names it."""
    return Actor(id=None, name=name, kind=kind, country=country, sectors=tuple(sectors), aliases=tuple(a for a in aliases if a != name), via=via)


def same(a: Actor, b: Actor) -> bool:
    """Whether two are one who acts: the same state or body, and not two organs of it, such as its police and its president."""
    return (a.id or a.name) == (b.id or b.name) and not (a.sectors and b.sectors and set(a.sectors).isdisjoint(b.sectors))


def besides(actors: Iterable[Actor], others: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors that are none of the others."""
    others = tuple(others)
    return tuple(a for a in actors if not any(same(a, b) for b in others))


def distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors without repetitions, the first mention of each."""
    seen: dict[str, Actor] = {}
    for actor in actors:
        seen.setdefault(actor.id or actor.name.casefold(), actor)
    return tuple(seen.values())


def head_of(s: Sentence, first: int, end: int) -> int:
    """The word of [first, end) whose head lies outside: the last one where the sentence is not parsed."""
    if not s.parsed:
        return end - 1
    return next((i for i in range(first, end) if not first <= s.heads[i] < end), end - 1)
