"""Lookup: whom a noun phrase means by itself, on a day: "the Kremlin", "the Russian president", "NATO allies".

What the coder decides with a parsed sentence and its document is decided here from the phrase alone, so that more readings stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from demarche.actors.choice import Evidence, Named, office_holder, private
from demarche.actors.mentions import actor_of, distinct, unknown
from demarche.actors.phrases import with_via
from demarche.actors.resolver import Resolver
from demarche.knowledge.days import within
from demarche.knowledge.entries import Role
from demarche.knowledge.names import folded
from demarche.records import Actor

ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
EX = re.compile(r"\bex-", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
WORD = re.compile(r"[^\W_][\w-]*")


class Lookup:
    """Finds actors by a phrase.

    >>> from demarche.knowledge.loader import Knowledge
    >>> [actor.id for actor in Lookup(Resolver(Knowledge.load())).find("the Kremlin", "2022-03-01")]
    ['RUS']
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._knowledge = resolver.knowledge
        words = self._knowledge.patterns.coreference
        self._links, self._past = {*words.links, "s"}, set(words.past)
        self._roles = {role.noun: role for role in self._knowledge.roles}
        self._bare = {" ".join(w for w in WORD.findall(noun) if w not in self._links): role for noun, role in self._roles.items()}  # "secretary state"

    def find(self, phrase: str, day: str | None = None) -> list[Actor]:
        """The actors that a phrase may mean, best first; empty where it means none that is known."""
        text = EX.sub("former ", ARTICLE.sub("", phrase.strip()))
        for match in self._resolver.namer.gazetteer.find(text):
            if match.start == 0 and not POSSESSIVE.sub("", text[match.end:]).strip():
                found = self._resolver.namer.chooser.meanings(match, Evidence(day, text=text))
                return list(distinct(m.actor for m in found if m.actor.id or m.actor.kind != "other"))
        return self._by_description(text, day) or list(distinct(self._described(text, day)))

    def members(self, body: str, day: str | None = None) -> list[Actor]:
        """The members of a body on a day; today's and former ones where no day is given."""
        membership = self._knowledge.members.get(body)
        ids = dict.fromkeys(m.id for m in membership.members if within(day, m.since, m.until)) if membership else ()
        return [actor_of(self._knowledge.by_id[i], "membership") for i in ids if i in self._knowledge.by_id]

    def _by_description(self, text: str, day: str | None) -> list[Actor]:
        """Whom a description means that only one actor of the day has: "the UN health agency"."""
        found = [e for e in self._knowledge.actors if within(day, e.since, e.until) and any(folded(text) == folded(d) for d in e.descriptors)]
        return [actor_of(found[0], "coreference")] if len(found) == 1 else []

    def _described(self, text: str, day: str | None) -> Iterator[Actor]:
        """Readings of a phrase that is more than a name: offices, organs and members of what it names, persons with their office."""
        names = [name for name in self._resolver.namer.named(text, day) if name.entry is not None]
        persons = [name for name in names if name.meaning.kind == "official"]
        owners = [name for name in names if name not in persons]
        past = any(word in self._past for word in WORD.findall(folded(text)))
        for name in persons:
            if not owners or any(owner.entry is name.entry for owner in owners):
                yield self._out(name) if past else name.actor
        if persons:
            if past and owners and not any(owner.entry is name.entry for owner in owners for name in persons):
                yield unknown(text, kind="person", country=owners[0].actor.country)
            return
        for name in owners[:1]:
            role, rest = self._role_at_end(text, name) or self._role(self._around(text, name))
            if role is not None and name.entry is not None and any(organ.lower().split()[-len(rest):] == rest for organ in name.entry.organs):
                rest = []  # "chairperson of the African Union Commission"
            if role is not None and not rest:
                yield self._speaking(text, name, role, day, past=past)
            elif role is not None and past:
                yield unknown(text, kind="person", country=name.actor.country)
            elif role is not None:
                yield from self._called(role, rest, day, name.entry.id if name.entry else None, past=past)
        if not owners:
            role, rest = self._role(WORD.findall(folded(text)))
            if role is not None:
                yield from self._called(role, rest, day, None, past=past)

    def _speaking(self, text: str, name: Named, role: Role, day: str | None, *, past: bool) -> Actor:
        """Whom an office, an organ or the members of a named state or body are."""
        actor = actor_of(name.entry) if name.entry is not None and name.meaning.kind == "demonym" else name.actor  # "King of the Belgians"
        if past:
            return unknown(text, kind="person", country=actor.country)
        if role.stands == "organ" or (role.stands == "nation" and actor.kind == "state"):
            one = role.noun.split()[-1] in WORD.findall(folded(text))
            return self._resolver.roles.speaking(actor, role, day, one=one, of=name.entry.id if name.entry else None)
        if actor.kind == "igo":
            return with_via(actor, "membership")
        return unknown(text, kind=role.kind or "group", country=actor.country, sectors=[role.sector] if role.sector else [], via="membership")

    def _called(self, role: Role, rest: Sequence[str], day: str | None, of: str | None, *, past: bool) -> Iterator[Actor]:
        """Who "President Putin" is: the holder of such an office on the day whose name has this word; "the Pope" is who alone has the office."""
        offices = self._resolver.offices
        if not rest and role.sole in self._knowledge.by_id:
            yield self._resolver.roles.speaking(actor_of(self._knowledge.by_id[role.sole], "role"), role, day)
        found = offices.called(rest[-1:], day, last=False) if rest else []
        for term in sorted(found, key=lambda t: t.since or "", reverse=True):
            entry = self._knowledge.by_id.get(term.of)
            if entry is not None and of in (None, term.of) and offices.same(role.noun, term.office):
                holder = office_holder(entry, term)
                if role.sector and entry.kind == "state":
                    holder = structs.replace(holder, sectors=(role.sector,))
                yield private(entry, term) if past else holder

    def _out(self, name: Named) -> Actor:
        entry, terms = name.entry, name.meaning.terms
        return private(entry, terms[-1]) if entry is not None and terms else name.actor

    def _around(self, text: str, name: Named) -> list[str]:
        """The words of a phrase before and after a name, in small letters."""
        before, after = text[:name.start], POSSESSIVE.sub(" ", text[name.end:])
        return [word for word in WORD.findall(folded(f"{before} {after}")) if not word.isdigit()]

    def _role_at_end(self, text: str, name: Named) -> tuple[Role, list[str]] | None:
        """A role noun that takes words of the name: "US Treasury secretary", "Kremlin spokesman"."""
        words = folded(text).split()
        for first in range(len(words) - 1):
            role = self._roles.get(" ".join(words[first:]))
            if role is not None and len(" ".join(words[:first])) < name.end < len(text) and len(words) - first > 1:
                return role, []
        return None

    def _role(self, words: Sequence[str]) -> tuple[Role | None, list[str]]:
        """The longest role noun at the beginning of some words, in the singular or plural, and the words after it; those that only link do not count."""
        left = [word for word in words if word not in self._past and word not in self._links]
        while left and left[0] in self._knowledge.patterns.votes.numbers:
            left.pop(0)
        for start in range(len(left)):
            for end in range(len(left), start, -1):
                role = self._noun(" ".join(left[start:end]))
                if role is not None:  # "climate change minister" is an office by its own name
                    return (role if start == 0 else structs.replace(role, noun=" ".join(left[:end]))), left[end:]
        return None, left

    def _noun(self, phrase: str) -> Role | None:
        """A role noun, in the singular or plural, with hyphens or without."""
        singular = [phrase, phrase.removesuffix("s"), phrase.removesuffix("es"), phrase[:-3] + "y" if phrase.endswith("ies") else phrase]
        return next((self._bare[form] for form in [*singular, phrase.replace("-", " "), phrase.replace(" ", "-")] if form in self._bare), None)
