"""The census of names that nobody knows: what documents name and no actor file has, most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from demarche.actors.mentions import Mentions
from demarche.knowledge.loader import Knowledge
from demarche.knowledge.names import key_of
from demarche.language.sentence import Sentence
from demarche.records import Actor

NAMES = ("name", "person")


class Resolved(Protocol):
    """A document whose actors are found."""

    @property
    def mentions(self) -> Mentions: ...
    @property
    def sentences(self) -> Any: ...
    @property
    def text(self) -> str: ...
    @property
    def knowledge(self) -> Knowledge: ...


@dataclass
class UnknownName:
    """A name that no actor file has: how often it was seen, in how many documents, and what is known of it."""

    name: str
    seen: int = 0
    documents: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    example: str = ""

    @property
    def kind(self) -> str:
        """The kind that most mentions have."""
        return self.kinds.most_common(1)[0][0]

    @property
    def country(self) -> str | None:
        """The country that most mentions have, where any has one."""
        return next((code for code, _ in self.countries.most_common(1)), None)

    def to_dict(self) -> dict[str, Any]:
        """The fields, for JSON."""
        return {"name": self.name, "seen": self.seen, "documents": self.documents, "kind": self.kind, "country": self.country, "example": self.example}

    def __str__(self) -> str:
        what = f"{self.kind}, {self.country}" if self.country else self.kind
        return f"{self.seen:5} in {self.documents:4}  {self.name} ({what})  « {self.example} »"


def unknown_names(documents: Iterable[Resolved], least: int = 1) -> list[UnknownName]:
    """The names that documents have and no actor file, those seen `least` times or more, most frequent first."""
    found: dict[str, UnknownName] = {}
    for document in documents:
        here: set[str] = set()
        for mention in document.mentions:
            actor = mention.actors[0]
            named = mention.form in NAMES or (mention.form == "group" and actor.name.istitle() and " " in actor.name)
            if named and actor.id is None and actor.via == "name" and key_of(actor.name) not in document.knowledge.names:
                key = actor.name.casefold()
                one = found.setdefault(key, UnknownName(actor.name, example=shown(document, mention.sentence)))
                one.seen += 1
                one.documents += key not in here
                here.add(key)
                count(one, actor)
    return sorted((one for one in found.values() if one.seen >= least), key=lambda one: (-one.seen, one.name))


def count(one: UnknownName, actor: Actor) -> None:
    """Keep what a mention tells of a name."""
    one.kinds[actor.kind] += 1
    if actor.country:
        one.countries[actor.country] += 1


def shown(document: Resolved, number: int) -> str:
    """The sentence of a mention, in one line."""
    sentence: Sentence = next(s for s in document.sentences if s.index == number)
    return " ".join(document.text[sentence.start:sentence.end].split())[:160]
