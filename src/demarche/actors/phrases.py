"""Role phrases: "Russian troops", "the foreign minister of Chad", "Ukrainian refugees", "dozens of members".

A role noun that speaks for a country or a body makes that country or body the actor; a noun for a group of people makes
a group of its own, named as the text names it.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from demarche.actors.mentions import Mention, Mentions, actor_of, distinct, unknown
from demarche.actors.offices import Offices
from demarche.knowledge.entries import Role
from demarche.knowledge.loader import Knowledge
from demarche.language import syntax
from demarche.language.sentence import Sentence
from demarche.records import Actor, Via

OWNING = ("of", "for", "from", "in", "within", "at")
Actors = tuple[Actor, ...]
Point = Callable[[int], tuple[Actor, ...]]
Unowned = Callable[[int, Role], Actors]


class RoleFinder:
    """Finds role phrases in a parsed sentence in which the names have been found already."""

    def __init__(self, knowledge: Knowledge, offices: Offices) -> None:
        self._entries, self._offices, self._past = knowledge.by_id, offices, knowledge.patterns.coreference.past
        self._roles: dict[str, Role] = {r.noun: r for r in knowledge.roles}

    def role(self, s: Sentence, i: int) -> tuple[Role, int] | None:
        """The role noun that ends at word `i`, longest first, and its first word."""
        if s.upos[i] not in ("NOUN", "PROPN"):
            return None
        last = s.lemmas[i].lower()
        if s.upos[i] == "PROPN" and last.endswith("s") and last not in self._roles:
            last = last[:-1]
        for first in range(max(0, i - 3), i + 1):
            before = " ".join([*s.lowered[first:i], ""]).replace(" - ", "-")
            found = self._roles.get(before + s.lowered[i]) or self._roles.get(before + last)
            if found and (first == i or all(s.upos[w] in ("NOUN", "PROPN", "ADJ", "PUNCT", "ADP") for w in range(first, i))):
                return found, first
        return None

    def at(self, s: Sentence, i: int, mentions: Mentions, pointed: Point, speakers: tuple[Actor, ...] = (), unowned: Unowned = lambda word, role: (),
           day: str | None = None) -> Mention | None:
        """The role phrase whose noun is word `i`, if any. `pointed` gives the actors that a possessive pronoun points at, `unowned`
        those that a definite role without an owner is of; a capitalised office without one ("the Foreign Secretary") is the speaker's own."""
        known = mentions.covering(s.index, i)
        if known is not None and known.form in ("name", "person") and not (known.head == i and known.end - known.first == 1):
            return None
        found = self.role(s, i)
        if found is not None and any((m := mentions.covering(s.index, w)) is not None and m.form == "name" and m.first < found[1] for w in range(found[1], i)):
            found = (self._roles[s.lemmas[i].lower()], i) if s.lemmas[i].lower() in self._roles else None  # leaders of the African Union are no union leaders
        if found is None or (s.relation(i) in ("compound", "flat") and s.heads[i] > i):
            return None
        role, first = found
        head = next((w for w in range(first, i + 1) if not first <= s.heads[w] <= i), i)
        owned = self.owners(s, head, mentions, pointed) or self.owners(s, i, mentions, pointed)
        if role.stands == "organ" and self.is_over(s, head, i):
            return self._former(s, i, first, mentions, owned)
        return self._phrase(s, i, first, role, owned, speakers, unowned, day, mentions)

    def is_over(self, s: Sentence, *words: int) -> bool:
        """Whether a text says that an office is over: "former president", "the ousted leader", "ex-minister"."""
        nouns = [w for w in words if s.upos[w] in ("NOUN", "PROPN")]
        return any(s.lowered[c] in self._past for w in nouns for c in (w - 1, w - 2, *s.children[w]) if 0 <= c < w)

    def _former(self, s: Sentence, i: int, first: int, mentions: Mentions, owned: Actors) -> Mention:
        """Who held an office: the person named beside it, else somebody of that country."""
        beside = [m for w in (i + 1, *s.kids(i, "flat", "appos")) if w < len(s) and (m := mentions.covering(s.index, w)) is not None and m.form == "person"]
        country = next((a.country for a in owned if a.country), None)
        actors = beside[0].actors if beside else (unknown(s.phrase(first, i + 1), kind="person", country=country),)
        return Mention(s.index, first, i + 1, i, "person", actors)

    def is_office(self, noun: str) -> bool:
        """Whether a noun is an office or organ: "ministry", "president"."""
        found = self._roles.get(noun) or self._roles.get(noun.removesuffix("s"))
        return found is not None and found.stands == "organ"

    def office(self, speakers: tuple[Actor, ...], name: str) -> tuple[Actor, ...]:
        """The body above the speakers that has an office of this name: in a resolution of the Security Council the Secretary-General is the UN's."""
        for speaker in speakers:
            entry = self._entries.get(speaker.id or "")
            while entry is not None:
                if name.lower() in (o.lower() for o in entry.organs):
                    return (actor_of(entry, "role"),)
                entry = self._entries.get(entry.parent or "")
        return ()

    def owners(self, s: Sentence, i: int, mentions: Mentions, pointed: Point) -> tuple[Actor, ...]:
        """Whose the role is: possessor, adjective, name before it, phrase with "of", a person's name beside it."""
        found: list[Actor] = []
        described = any(s.relation(c) in ("amod", "compound") and mentions.at(s.index, c) for c in s.children[i] if c < i)
        for child in s.kids(i, "nmod:poss"):
            if s.upos[child] == "PRON" and described:  # "his Greek counterpart" is Greek
                continue
            for word in syntax.conjuncts(s, child):
                found += self._actors(s, word, mentions, pointed)
        if found:
            return distinct(found)
        shared = [c for c in s.kids(s.heads[i], "nmod") if c > i] if s.relation(i) == "conj" else []  # "workers and the people in Ukraine"
        near = sorted([*shared, *s.kids(i, "amod", "compound", "nmod", "flat", "appos", "nmod:unmarked")], key=lambda c: abs(c - i) + (100 if c > i else 0))
        for child in near:
            label = s.relation(child)
            if label == "nmod" and (s.case(child) not in OWNING or others(s, i, child)) and s.labels[child] != "nmod:unmarked":
                continue
            for word in (w for one in beside(s, i, child) for w in syntax.conjuncts(s, one)):
                found += [a for a in self._actors(s, word, mentions, pointed) if a.id or a.kind != "person"]  # who holds an office does not own it
            if found:
                return distinct(found)
        if s.relation(i) in ("flat", "appos", "compound"):
            head = mentions.at(s.index, s.heads[i])
            return head.actors if head and head.form in ("name", "person") else ()
        return ()

    def _actors(self, s: Sentence, word: int, mentions: Mentions, pointed: Point) -> list[Actor]:
        mention = mentions.at(s.index, word)
        if mention is not None and mention.form != "group":
            return list(mention.actors)
        if s.upos[word] == "PRON":
            return list(pointed(word))
        if s.upos[word] in ("NOUN", "PROPN"):
            return list(self.owners(s, word, mentions, pointed))
        return []

    def _phrase(self, s: Sentence, i: int, first: int, role: Role, owned: Actors, speakers: Actors, unowned: Unowned, day: str | None,
                mentions: Mentions) -> Mention | None:
        owners = tuple(a for a in owned if a.kind != "group")
        start = min([first, *(w for c in s.children[i] if c < i and s.relation(c) in ("compound", "amod", "flat") for w in s.subtree(c))])
        while s.upos[start] in ("CCONJ", "PUNCT", "DET", "NUM") and start < i:
            start += 1
        if role.stands == "members" and owners and all(a.kind == "igo" for a in owners) and s.lowered[i] != s.lemmas[i].lower():
            return Mention(s.index, start, i + 1, i, "role", tuple(as_members(a, s.phrase(first, i + 1)) for a in owners))
        if role.kind == "group" and role.sector in ("MED", "MIL", "COP", "GOV") and owners and all(a.kind == "igo" for a in owners):
            return Mention(s.index, start, i + 1, i, "role", tuple(with_via(a, "role") for a in owners))
        if role.stands == "organ" or (role.stands == "nation" and any(a.id for a in owners)):
            if not owners and role.sole in self._entries:  # there is only one Pope
                owners = (actor_of(self._entries[role.sole], "role"),)
            beside = mentions.covering(s.index, i + 1) if i + 1 < len(s) else None
            if not owners and beside is not None and beside.form == "person":  # "Prime Minister Modi" is of whom he is
                owners = tuple(a for a in beside.actors if a.id)
            if not owners and s.words[first][:1].isupper() and (first > 0 or first < i):
                owners = tuple(a for a in speakers if a.kind == "state") or self.office(speakers, s.phrase(first, i + 1))
            if not owners and any(s.lowered[c] in ("the", "its") for c in s.kids(i, "det")):
                owners = unowned(i, role)
            nameless = role.kind != "other" and (s.lowered[i] != s.lemmas[i].lower() or role.noun == "police")
            if not owners and not nameless:
                return None
            if not owners:
                return Mention(s.index, start, i + 1, i, "group", (self._group(s, i, start, first, role, ()),))
            one = s.lowered[i] == s.lemmas[i].lower() and not (i + 1 < len(s) and s.upos[i + 1] == "PROPN")  # a name beside it says who
            actors = tuple(self.speaking(a, role, day, one=one) for a in owners)
            after = [c for c in s.kids(i, "nmod") if c > i and s.case(c) == "of" and c - i < 5]
            return Mention(s.index, start, max(s.subtree(after[0], without=s.children[after[0]]), default=i) + 1 if after else i + 1, i, "role", actors)
        return Mention(s.index, start, i + 1, i, "group", (self._group(s, i, start, first, role, owners),))

    def speaking(self, actor: Actor, role: Role, day: str | None, *, one: bool = True, of: str | None = None) -> Actor:
        """The state or body for which somebody in an office speaks: with the office's sector, and with the name of who held it on the day.

        `of` is the organ whose office it is, where that is not the actor itself; `one` tells an office from many people.
        """
        owner = of or actor.id
        term = self._offices.holder(owner, role.noun, day) if owner and one else None
        sectors = (role.sector,) if role.sector and actor.kind == "state" else actor.sectors
        if term is None and owner and one and (term := self._offices.below(owner, role.noun, day)) and term.of in self._entries:
            actor = actor_of(self._entries[term.of], "role")
        names = (term.name,) if term is not None and term.name not in actor.aliases else ()
        return structs.replace(actor, via="role", sectors=sectors, aliases=(*actor.aliases, *names))

    def _group(self, s: Sentence, i: int, start: int, first: int, role: Role, owners: Actors) -> Actor:
        """A group of its own: named as the text names it, of its owner's country."""
        country = next((a.country for a in owners if a.country), None)
        plain = next((w for w in range(start, i) if s.upos[w] not in ("ADJ", "ADV")), first)
        aliases = {s.phrase(first, i + 1), s.phrase(start, i + 1), s.phrase(plain, i + 1), *(f"{o.name} {s.words[i]}" for o in owners)}
        return unknown(group_name(s, i, start), kind=role.kind or "group", country=country, sectors=[role.sector] if role.sector else [],
                       aliases=sorted(aliases), via="membership" if owners else "name")


def beside(s: Sentence, i: int, modifier: int) -> list[int]:
    """A modifier before a noun, with those that a plural shares it with: "his *Greek*, *Cypriot* and *French* counterparts"."""
    if modifier > i or s.lowered[i] == s.lemmas[i].lower():
        return [modifier]
    return [c for c in s.children[i] if c < i and s.relation(c) in ("amod", "compound", "nmod:unmarked")]


def others(s: Sentence, i: int, phrase: int) -> bool:
    """Whether a phrase behind a coordination is of its last member alone, which has an article of its own: "workers and *the* people in Chad"."""
    return s.kid(i, "det") is None and any(i < c < phrase and s.kid(c, "det") is not None for c in s.kids(i, "conj"))


def as_members(actor: Actor, noun: str) -> Actor:
    """A body meant by its members, who are among its names: "United Nations members", "United Nations member states"."""
    names = dict.fromkeys((f"{actor.name} {noun}", f"{actor.name} member states"))
    return structs.replace(actor, via="membership", aliases=(*actor.aliases, *names))


def with_via(actor: Actor, via: Via) -> Actor:
    """The same actor, reached another way."""
    return structs.replace(actor, via=via)


def group_name(s: Sentence, i: int, start: int) -> str:
    """The phrase of a group as its name: with its "of" and "in" phrases, without determiners and clauses."""
    words = list(range(start, i + 1))
    beside = min((c for c in s.kids(i, "conj") if c > i), default=len(s))
    for child in s.kids(i, "nmod"):
        if i < child < beside and s.case(child) in ("of", "in", "from", "to") and child - i < 6:
            aside = [c for c in s.children[child] if s.relation(c) in ("acl", "appos", "parataxis", "conj")]
            words = list(range(start, max(s.subtree(child, without=aside)) + 1))
            break
    end = words[-1] if s.upos[words[-1]] == "PUNCT" and len(words) > 1 else words[-1] + 1
    return s.phrase(words[0], end)
