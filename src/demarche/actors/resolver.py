"""From a text to mentions: names, persons, descriptions, roles and pronouns, resolved in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.actors.choice import people
from demarche.actors.coreference import BODIES, Memory
from demarche.actors.mentions import Mention, Mentions, head_of
from demarche.actors.naming import Name, Namer, by_sentence
from demarche.actors.offices import Offices
from demarche.actors.persons import PersonFinder
from demarche.actors.phrases import RoleFinder, with_via
from demarche.knowledge.entries import Role
from demarche.knowledge.loader import Knowledge
from demarche.language.sentence import Sentence
from demarche.records import Actor

ORDER = {"former": 0, "latter": 1}
OFFICIAL = ("MIL", "COP", "SPY")  # sectors that every state has


class Resolver:
    """Finds the actors of a document.

    >>> Resolver(Knowledge.load()).resolve([], "", ())[1]
    {}
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.namer = Namer(knowledge)
        self.offices = Offices(knowledge)
        self.roles = RoleFinder(knowledge, self.offices)
        self._people = PersonFinder(knowledge, self.offices, self.roles)

    def resolve(self, sentences: Sequence[Sentence], text: str, speakers: tuple[Actor, ...],
                day: str | None = None) -> tuple[Mentions, dict[int, tuple[Actor, ...]]]:
        """All mentions of a document, each with the span of its words; and who is quoted in each sentence that quotes."""
        mentions, memory = Mentions(), Memory(self.knowledge, speakers, day)
        quoted: tuple[Actor, ...] = ()
        quotations: dict[int, tuple[Actor, ...]] = {}
        names = by_sentence(sentences, self.namer.read(text, day, speakers))
        memory.named.update(name.meaning.actor.id for found in names.values() for name in found if name.meaning.actor.id)
        memory.named.update(a.id for a in speakers if a.id)
        for s in sentences:
            self._names(s, names.get(s.index, ()), text, mentions, memory)
            if not s.parsed:
                continue
            memory.quoted = self._quoted_speaker(s, mentions, memory, speakers) or (quoted if s.words[0] in "“\"'‘" else ())
            quoted = memory.quoted
            if quoted:
                quotations[s.index] = quoted
            self._people.find(s, text, mentions, memory)
            for i in range(len(s)):
                mention = self._pointing(s, i, mentions, memory, speakers)
                if mention is not None:
                    located = mention.located(s, text)
                    mentions.add(located)
                    memory.remember(s, located)
                    self._people.introduce(s, located, memory)
            memory.join(s, mentions)
        return mentions, quotations

    def _names(self, s: Sentence, found: Sequence[Name], text: str, mentions: Mentions, memory: Memory) -> None:
        """The names of a sentence; persons and what any state has last, since an office or a parliament needs its owner."""
        for name in sorted(found, key=lambda n: n.meaning.kind == "official" or n.meaning.contested):
            meaning = name.meaning
            if meaning.nothing:
                memory.nothing.update((s.index, word) for word in range(name.first, name.end))
                continue
            if s.parsed and (self._inside_another_name(s, name) or self._part_of_a_title(s, name)):
                continue
            if s.parsed and meaning.contested and self._owned(s, name, mentions, memory):  # "Brazil's Parliament"
                continue
            form, head, last = meaning.form, head_of(s, name.first, name.end), name.end - 1
            actors: tuple[Actor, ...] = (meaning.actor,)
            if meaning.kind == "adjective" and s.parsed and s.upos[last] in ("NOUN", "PROPN") and s.relation(last) not in ("amod", "compound", "nmod", "flat"):
                form = "group"  # "the French"
                actors = (people(meaning.actor.name, s.phrase(name.first, name.end), meaning.actor.country),)
            if meaning.kind == "official" and s.parsed:
                actors = self._people.official(s, head, name, mentions, memory)
            mention = Mention(s.index, name.first, name.end, head, form, actors).located(s, text)
            mentions.add(mention)
            memory.remember(s, mention)
            if form == "person":
                memory.meet(s.words[name.first:name.end], mention.actors)

    def _owned(self, s: Sentence, name: Name, mentions: Mentions, memory: Memory) -> bool:
        """Whether the text says whose a generic body is."""
        head, own = head_of(s, name.first, name.end), name.meaning.actor.country
        owners = self.roles.owners(s, head, mentions, lambda w: memory.pronoun(s, w)) if self.roles.role(s, head) is not None else ()
        return bool(owners) and not any(owner.country == own is not None for owner in owners)  # "the Conservative Party in Britain" is that

    def _inside_another_name(self, s: Sentence, name: Name) -> bool:
        """Whether the model reads a longer name of a person or body here: "Jordan Pickford", "the Bank of China"."""
        for begin, end, kind in s.entities:
            first = next((w for w in range(begin, end) if s.upos[w] not in ("ADP", "DET", "PUNCT")), begin)
            if not (first <= name.first and name.end <= end and end - first > name.end - name.first):
                continue
            if any(self.roles.role(s, w) for w in range(first, end)):
                return False
            if kind == "PER":
                return name.meaning.kind not in ("official", "adjective")
            if kind == "ORG":
                return name.meaning.kind not in ("name", "former", "part") or name.first > first
        return False

    def _part_of_a_title(self, s: Sentence, name: Name) -> bool:
        """Whether a city only gives its name to something: "the Paris Agreement", "the Geneva Conventions"."""
        head = s.heads[name.end - 1]
        named = s.relation(name.end - 1) in ("compound", "nmod", "amod") and head == name.end and s.upos[head] == "PROPN"
        return name.meaning.kind == "metonym" and named and self.roles.role(s, head) is None

    def _pointing(self, s: Sentence, i: int, mentions: Mentions, memory: Memory, speakers: tuple[Actor, ...]) -> Mention | None:
        """The pronoun, description or role at a word, if it means an actor."""
        if s.upos[i] == "PRON":
            actors = memory.pronoun(s, i) if mentions.at(s.index, i) is None else ()
            return Mention(s.index, i, i + 1, i, "pronoun", actors) if actors else None
        if s.lowered[i] in ORDER and s.kid(i, "det") is not None and s.relation(i) not in ("amod", "compound"):
            pair = memory.pair(s, 0, BODIES)  # those of the sentences before: here both words point at the same two
            return Mention(s.index, i, i + 1, i, "description", (pair[ORDER[s.lowered[i]]],)) if pair else None
        named = mentions.covering(s.index, i)
        if (s.index, i) in memory.nothing:
            return None
        if s.upos[i] not in ("NOUN", "PROPN") or (named is not None and named.form == "name" and named.end - named.first > 1):
            return None
        described = self._description(s, i, mentions, memory)
        if described is not None:
            return described
        return self.roles.at(s, i, mentions, lambda word: memory.pronoun(s, word), speakers,
                             lambda word, role: self._unowned(s, word, role, memory), memory.day)

    def _unowned(self, s: Sentence, word: int, role: Role, memory: Memory) -> tuple[Actor, ...]:
        """Whose "the president", "the army" is: of whom a president was spoken of before, else of the last state with such an office, or any for an army."""
        if s.lowered[word] != s.lemmas[word].lower() or role.sector in OFFICIAL:
            return memory.state(s, word) if role.sector in OFFICIAL else ()
        return memory.office(s, word) or memory.state(s, word, lambda actor: self.offices.holder(actor.id or "", role.noun, memory.day) is not None)

    def _description(self, s: Sentence, i: int, mentions: Mentions, memory: Memory) -> Mention | None:
        words = self.knowledge.patterns.coreference
        if s.relation(i) in ("compound", "flat") or not any(s.lowered[c] in words.definite for c in s.kids(i, "det", "nmod:poss")):
            return None
        if s.lemmas[i].lower() in words.sides and any(s.lowered[c] in ("two", "both") for c in s.kids(i, "nummod", "det")):
            actors = memory.pair(s, i)
            return Mention(s.index, i, i + 1, i, "description", actors) if actors else None
        if s.lemmas[i].lower() in words.sides and s.lowered[i] != s.lemmas[i].lower() and not any(mentions.at(s.index, c) for c in s.children[i]):
            actors = memory.latest(s, i, lambda t: len(t.actors) > 1 and t.subject)
            if actors and not list(s.kids(i, "acl", "nmod")):
                return Mention(s.index, i, i + 1, i, "description", actors)
        found = self.roles.role(s, i)
        if found and found[0].stands == "members" and s.lowered[i] != s.lemmas[i].lower() and not any(mentions.at(s.index, c) for c in s.children[i]):
            parts = (i, *s.kids(i, "compound"))  # "the 27 member states": the number may hang on "member"
            number = next((int(s.words[c]) for part in parts for c in s.kids(part, "nummod") if s.words[c].isdigit()), None)
            actors = memory.members(s, i, number)
            if actors:
                return Mention(s.index, found[1], i + 1, i, "description", actors)
        start = phrase_start(s, i)
        owned = any(mentions.at(s.index, c) for c in s.kids(i, "amod", "compound", "nmod") if c < i or s.case(c) in ("of", "for"))
        for first in range(start, i + 1):
            phrase = " ".join([*s.lowered[first:i], s.lemmas[i].lower()]).replace(" - ", "-")
            actors = memory.description(s, i, phrase) if first < i or not owned else ()
            if actors:
                if found and found[0].stands == "organ":  # "the Commission president"
                    actors = tuple(with_via(self.roles.speaking(a, found[0], memory.day), "coreference") for a in actors)
                return Mention(s.index, first, i + 1, i, "description", actors)
        if s.lemmas[i].lower() in (*words.documents, *words.laws):
            actors = self.roles.owners(s, i, mentions, lambda word: memory.pronoun(s, word)) or memory.issuer(s, i)
            return Mention(s.index, i, i + 1, i, "document", actors) if actors else None
        return None

    def _quoted_speaker(self, s: Sentence, mentions: Mentions, memory: Memory, speakers: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Who is quoted in a sentence: the subject of its verb of saying."""
        verbs = set(self.knowledge.patterns.speech.verbs)
        for i in range(len(s)):
            if s.upos[i] == "VERB" and s.lemmas[i] in verbs:
                for child in s.kids(i, "nsubj"):
                    mention = mentions.at(s.index, child) or mentions.covering(s.index, child)
                    if mention is None and s.upos[child] in ("NOUN", "PROPN"):
                        mention = self.roles.at(s, child, mentions, lambda word: memory.pronoun(s, word), speakers)
                    if mention is not None and mention.form not in ("pronoun", "adjective"):
                        return mention.actors
        return ()


def phrase_start(s: Sentence, noun: int) -> int:
    """The first of the words before a noun that describe it: "15-member" in "the 15-member body"."""
    below = set(s.subtree(noun))
    while noun - 1 in below and (s.upos[noun - 1] in ("ADJ", "NOUN", "PROPN", "NUM", "VERB") or s.words[noun - 1] == "-"):
        noun -= 1
    return noun
