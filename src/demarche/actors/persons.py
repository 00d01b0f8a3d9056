"""Persons: for which state or body somebody speaks, by the office on the day, by the office that the text gives, by surname."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.actors.choice import office_holder, private
from demarche.actors.coreference import Memory
from demarche.actors.mentions import Mention, Mentions, actor_of, head_of, unknown
from demarche.actors.naming import Name
from demarche.actors.offices import Offices
from demarche.actors.phrases import RoleFinder
from demarche.knowledge.entries import Role
from demarche.knowledge.loader import Knowledge
from demarche.language.sentence import Sentence
from demarche.records import Actor


class PersonFinder:
    """Finds for whom the persons of a document speak."""

    def __init__(self, knowledge: Knowledge, offices: Offices, roles: RoleFinder) -> None:
        self._knowledge, self._offices, self._roles = knowledge, offices, roles

    def find(self, s: Sentence, text: str, mentions: Mentions, memory: Memory) -> None:
        """Add the persons and bodies that only the model reads as names, persons with whom they speak for."""
        for begin, end, kind in (*s.entities, *self._after_nouns(s)):
            first = next((w for w in range(begin, end) if s.upos[w] not in ("ADP", "PUNCT", "DET", "CCONJ")), begin)
            if kind not in ("PER", "ORG") or (s.index, first) in memory.nothing:
                continue
            if mentions.covering(s.index, end - 1) or any(mentions.covering(s.index, w) for w in range(first, end)):
                continue
            if kind == "ORG" and (self._roles.role(s, head_of(s, first, end)) or self._roles.role(s, first)):
                continue
            if kind == "PER":  # the model may read the office as part of the name: "President Biden"
                offices = [w for w in range(first, end) if self._roles.role(s, w)]
                first = offices[-1] + 1 if offices else first
            if first == end or s.upos[first] == "ADP":  # only an office: "the Minister of Foreign Affairs"
                continue
            while kind == "PER" and s.relation(first) == "flat" and s.heads[first] == first - 1 and not self._known(s, first - 1, mentions):
                first -= 1  # the model may leave the beginning of a name out: "John *Roe*"
            head, name = head_of(s, first, end), s.phrase(first, end)
            if kind == "PER":
                actors = memory.person(s.words[first:end]) or self._by_surname(s, first, end - 1, memory) or self._by_role(s, head, first, mentions, memory)
                if actors:
                    memory.meet(s.words[first:end], actors)
                mention = Mention(s.index, first, end, head, "person", actors or (self._private(s, first, end, head, mentions, memory),))
            else:
                mention = Mention(s.index, first, end, head, "name", (unknown(name),))
            located = mention.located(s, text)
            mentions.add(located)
            memory.remember(s, located)

    def _known(self, s: Sentence, word: int, mentions: Mentions) -> bool:
        """Whether a word is a role, of a mention or no name at all, and so no first name."""
        return s.upos[word] != "PROPN" or self._roles.role(s, word) is not None or mentions.covering(s.index, word) is not None

    def _after_nouns(self, s: Sentence) -> Iterator[tuple[int, int, str]]:
        """Names of persons that the model's tree has and its entities lack: proper nouns right after a role noun, "the activist John Roe"."""
        for i in range(1, len(s)):
            if s.upos[i] == "PROPN" and s.upos[i - 1] == "NOUN" and s.relation(i) in ("flat", "appos") and s.heads[i] == i - 1 and self._roles.role(s, i - 1):
                end = i + 1
                while end < len(s) and s.upos[end] == "PROPN" and s.relation(end) == "flat" and i - 1 <= s.heads[end] < end:
                    end += 1
                if end - i > 1:
                    yield i, end, "PER"

    def _private(self, s: Sentence, first: int, end: int, head: int, mentions: Mentions, memory: Memory) -> Actor:
        """A person who speaks for nobody known, with what a noun beside the name tells: "the Kenyan activist John Roe" is CVL of Kenya."""
        for word in self._near(s, head, first):
            found = self._roles.role(s, word)
            if found is not None and found[0].stands == "group":
                owners = self._roles.owners(s, word, mentions, lambda w: memory.pronoun(s, w))
                return unknown(s.phrase(first, end), kind="person", country=next((a.country for a in owners if a.country), None),
                               sectors=[found[0].sector] if found[0].sector else [], aliases=[s.words[end - 1]])
        return unknown(s.phrase(first, end), kind="person", aliases=[s.words[end - 1]])

    def _near(self, s: Sentence, head: int, start: int) -> list[int]:
        """The words that may tell of a name what its bearer is."""
        above = [s.heads[head]] if s.relation(head) in ("flat", "appos", "compound") else []
        return [*([start - 1] if start else []), *s.kids(head, "compound", "flat", "appos", "amod", "nmod"), *above]

    def official(self, s: Sentence, head: int, name: Name, mentions: Mentions, memory: Memory) -> tuple[Actor, ...]:
        """Whom an official speaks for: who the text calls "former" for nobody; who has no office on the day as we know it for whom the text says."""
        meaning = name.meaning
        if meaning.entry is not None and meaning.terms and self._over(s, head):
            return (private(meaning.entry, meaning.terms[-1]),)
        if meaning.actor.kind != "person":
            return (meaning.actor,)
        return self._by_role(s, head, name.first, mentions, memory) or self._by_new_office(s, head, name) or (meaning.actor,)

    def _by_new_office(self, s: Sentence, head: int, name: Name) -> tuple[Actor, ...]:
        """The state or body of a person whom the text gives an office that our files do not have them in: "Adviser Susan Rice"."""
        entry, role = name.meaning.entry, self._beside(s, name.end - 1)
        if entry is None or role is None or self._roles.is_over(s, role[1]):
            return ()
        known = any(self._offices.same(role[0].noun, term.office) for term in self._offices.of_person(entry.id, name.meaning.actor.name))
        return () if known else (actor_of(entry, "role"),)

    def _over(self, s: Sentence, head: int) -> bool:
        """Whether a text says that the office of a person is over."""
        return self._roles.is_over(s, *(w for w in (head, s.heads[head], *s.kids(head, "compound", "flat", "appos", "nmod", "amod")) if w >= 0),
                                   *(w for w in (head - 1, head - 2) if w >= 0 and self._roles.role(s, w)))

    def _by_surname(self, s: Sentence, first: int, last: int, memory: Memory) -> tuple[Actor, ...]:
        """The country of an official known by surname, where the text has named that country or gives the person an office."""
        role = self._beside(s, last)
        titles = self._knowledge.patterns.signatures.titles
        words = [word for word in s.words[first:last + 1] if word.lower().rstrip(".") not in titles]
        terms = self._offices.called(words, memory.day, last=role is None)
        found = [t for t in terms if role is not None and self._offices.same(role[0].noun, t.office)]
        found = found or [t for t in self._offices.called(words, memory.day) if t.of in memory.named]
        owners = {t.of for t in found}
        return (office_holder(self._knowledge.by_id[found[-1].of], found[-1]),) if len(owners) == 1 and found[-1].of in self._knowledge.by_id else ()

    def _beside(self, s: Sentence, last: int) -> tuple[Role, int] | None:
        """The office that stands beside a name, and its word: "President X", "the X government"."""
        for word in (last - 1, last - 2, last + 1, s.heads[last], *s.children[last]):
            found = self._roles.role(s, word) if 0 <= word < len(s) else None
            if found is not None and found[0].stands == "organ":
                return found[0], word
        return None

    def _by_role(self, s: Sentence, head: int, start: int, mentions: Mentions, memory: Memory) -> tuple[Actor, ...]:
        """The country or body for which a person of this name speaks, from the role beside the name."""
        for word in self._near(s, head, start):
            found = self._roles.role(s, word)
            if found and found[0].stands == "organ" and not self._roles.is_over(s, word, found[1]):
                for place in (word, head):
                    owners = self._roles.owners(s, place, mentions, lambda w: memory.pronoun(s, w))
                    if owners:
                        return owners
        return ()

    def introduce(self, s: Sentence, mention: Mention, memory: Memory) -> None:
        """A person named beside a role speaks for its owner from now on: "the Ruritanian prime minister Anna Roe"."""
        if mention.form != "role":
            return
        for first, end, kind in s.entities:
            beside = first in range(mention.first, mention.end + 3) or s.heads[head_of(s, first, end)] == mention.head
            if kind == "PER" and beside and not memory.person(s.words[end - 1:end]):
                memory.meet(s.words[first:end], mention.actors)
