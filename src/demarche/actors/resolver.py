"""From a text to mentions: names, persons, descriptions, roles and pronouns, resolved in the order of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from demarche.actors.acronyms import introductions
from demarche.actors.choice import Chooser, Meaning, Named, office_holder, people, private
from demarche.actors.coreference import BODIES, Memory
from demarche.actors.gazetteer import Gazetteer
from demarche.actors.mentions import Mention, Mentions, actor_of, unknown
from demarche.actors.offices import Offices
from demarche.actors.phrases import RoleFinder, with_via
from demarche.knowledge.entries import Role
from demarche.knowledge.loader import Knowledge
from demarche.language.sentence import Sentence
from demarche.records import Actor

ORDER = {"former": 0, "latter": 1}
OFFICIAL = ("MIL", "COP", "SPY")  # sectors that every state has


@dataclass(frozen=True, slots=True)
class Name:
    """Words [first, end) of a sentence are a name, which here means this."""

    first: int
    end: int
    meaning: Meaning


class Resolver:
    """Finds the actors of a document.

    >>> Resolver(Knowledge.load()).gazetteer.find("in Chad")[0].claims[0].form
    'Chad'
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.gazetteer = Gazetteer(knowledge.names, knowledge.searched)
        self.chooser = Chooser(knowledge)
        self.offices = Offices(knowledge)
        self.roles = RoleFinder(knowledge.roles, knowledge.by_id, self.offices, knowledge.patterns.coreference.past)

    def memory(self, speakers: tuple[Actor, ...], day: str | None = None) -> Memory:
        """A fresh memory for a document with these speakers, of this day."""
        return Memory(self.knowledge, speakers, day)

    def resolve(self, sentences: Sequence[Sentence], text: str, speakers: tuple[Actor, ...],
                day: str | None = None) -> tuple[Mentions, dict[int, tuple[Actor, ...]]]:
        """All mentions of a document, each with the span of its words; and who is quoted in each sentence that quotes."""
        mentions, memory = Mentions(), self.memory(speakers, day)
        quoted: tuple[Actor, ...] = ()
        quotations: dict[int, tuple[Actor, ...]] = {}
        names = self._by_sentence(sentences, self.read(text, day, speakers))
        memory.named.update(name.meaning.actor.id for found in names.values() for name in found if name.meaning.actor.id)
        memory.named.update(a.id for a in speakers if a.id)
        for s in sentences:
            self._names(s, names.get(s.index, ()), text, mentions, memory)
            if not s.parsed:
                continue
            memory.quoted = self.quoted_speaker(s, mentions, memory, speakers) or (quoted if s.words[0] in "“\"'‘" else ())
            quoted = memory.quoted
            if quoted:
                quotations[s.index] = quoted
            self._persons(s, text, mentions, memory)
            for i in range(len(s)):
                mention = self._pointing(s, i, mentions, memory, speakers)
                if mention is not None:
                    located = mention.located(s, text)
                    mentions.add(located)
                    memory.remember(s, located)
                    self._introduce(s, located, memory)
            memory.join(s, mentions)
        return mentions, quotations

    def named(self, text: str, day: str | None = None, speakers: tuple[Actor, ...] = ()) -> list[Named]:
        """The names of actors in a text, in order, each with what it means there on a day."""
        return [name for name in self.read(text, day, speakers) if not name.meaning.nothing]

    def read(self, text: str, day: str | None = None, speakers: tuple[Actor, ...] = ()) -> list[Named]:
        """The names in a text, those that mean no actor too; an acronym means what the text says of it."""
        matches = self.gazetteer.find(text)
        evidence = self.chooser.evidence(matches, day, text, speakers)
        found = [Named(m.start, m.end, meanings[0]) for m in matches if (meanings := self.chooser.meanings(m, evidence))]
        told = introductions(text, [(name.start, name.end, name.actor) for name in found])
        for acronym, one in told.items():
            if not one.spelled and self.gazetteer.find(acronym):  # "in Germany (AP)": it has a meaning of its own
                continue
            meaning = Meaning(one.actor, "name", entry=self.knowledge.by_id.get(one.actor.id or ""))
            places = [(one.start, one.end), *((at, at + len(acronym)) for at in occurrences(text, acronym))]
            found = [n for n in found if all(n.end <= start or n.start >= end for start, end in places)] + [Named(*place, meaning) for place in places]
        return sorted(found, key=lambda name: name.start)

    def _by_sentence(self, sentences: Sequence[Sentence], names: Sequence[Named]) -> Mapping[int, list[Name]]:
        """Names by the sentence that they stand in, with their words."""
        found: dict[int, list[Name]] = {}
        starts = [s.starts[0] if len(s) else s.start for s in sentences]
        for name in names:
            number = bisect_right(starts, name.start) - 1
            words = aligned(sentences[number], name.start, name.end) if number >= 0 else None
            if words is not None:
                found.setdefault(sentences[number].index, []).append(Name(*words, name.meaning))
        return found

    def _names(self, s: Sentence, found: Sequence[Name], text: str, mentions: Mentions, memory: Memory) -> None:
        """The names of a sentence; persons and what any state has last, since an office or a parliament needs its owner."""
        for name in sorted(found, key=lambda n: n.meaning.kind == "official" or n.meaning.generic):
            if s.parsed and (self._inside_another_name(s, name) or self._part_of_a_title(s, name)):
                continue
            if s.parsed and name.meaning.generic and self._owned(s, name, mentions, memory):  # "Brazil's Parliament"
                continue
            meaning = name.meaning
            if meaning.nothing:
                memory.nothing.update((s.index, word) for word in range(name.first, name.end))
                continue
            form, head, last = meaning.form, head_of(s, name.first, name.end), name.end - 1
            actors: tuple[Actor, ...] = (meaning.actor,)
            if meaning.kind == "adjective" and s.parsed and s.upos[last] in ("NOUN", "PROPN") and s.relation(last) not in ("amod", "compound", "nmod", "flat"):
                form = "group"  # "the French"
                actors = (people(meaning.actor.name, s.phrase(name.first, name.end), meaning.actor.country),)
            if meaning.kind == "official" and s.parsed:
                actors = self._official(s, head, name, mentions, memory)
            mention = Mention(s.index, name.first, name.end, head, form, actors).located(s, text)
            mentions.add(mention)
            memory.remember(s, mention)
            if form == "person":
                memory.meet(s.words[name.first:name.end], mention.actors)

    def _owned(self, s: Sentence, name: Name, mentions: Mentions, memory: Memory) -> bool:
        """Whether the text says whose a generic body is."""
        head = head_of(s, name.first, name.end)
        return self.roles.role(s, head) is not None and bool(self.roles.owners(s, head, mentions, lambda w: memory.pronoun(s, w)))

    def _official(self, s: Sentence, head: int, name: Name, mentions: Mentions, memory: Memory) -> tuple[Actor, ...]:
        """Whom an official speaks for: who the text calls "former" for nobody; who has no office on the day as we know it for whom the text says."""
        meaning = name.meaning
        if meaning.entry is not None and meaning.terms and self._over(s, head):
            return (private(meaning.entry, meaning.terms[-1]),)
        if meaning.actor.kind == "person":
            return self._by_role(s, head, name.first, mentions, memory) or (meaning.actor,)
        return (meaning.actor,)

    def _over(self, s: Sentence, head: int) -> bool:
        """Whether a text says that the office of a person is over."""
        return self.roles.is_over(s, *(w for w in (head, s.heads[head], *s.kids(head, "compound", "flat", "appos", "nmod", "amod")) if w >= 0))

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

    def _persons(self, s: Sentence, text: str, mentions: Mentions, memory: Memory) -> None:
        for begin, end, kind in s.entities:
            first = next((w for w in range(begin, end) if s.upos[w] not in ("ADP", "PUNCT", "DET", "CCONJ")), begin)
            if kind not in ("PER", "ORG") or (s.index, first) in memory.nothing:
                continue
            if mentions.covering(s.index, end - 1) or any(mentions.covering(s.index, w) for w in range(first, end)):
                continue
            if kind == "ORG" and (self.roles.role(s, head_of(s, first, end)) or self.roles.role(s, first)):
                continue
            if kind == "PER":  # the model may read the office as part of the name: "President Biden"
                offices = [w for w in range(first, end) if self.roles.role(s, w)]
                first = offices[-1] + 1 if offices else first
            if first == end or s.upos[first] == "ADP":  # only an office: "the Minister of Foreign Affairs"
                continue
            head, name = head_of(s, first, end), s.phrase(first, end)
            if kind == "PER":
                actors = memory.person(s.words[first:end]) or self._by_surname(s, end - 1, memory) or self._by_role(s, head, first, mentions, memory)
                if actors:
                    memory.meet(s.words[first:end], actors)
                mention = Mention(s.index, first, end, head, "person", actors or (unknown(name, kind="person", aliases=[s.words[end - 1]]),))
            else:
                mention = Mention(s.index, first, end, head, "name", (unknown(name),))
            located = mention.located(s, text)
            mentions.add(located)
            memory.remember(s, located)

    def _by_surname(self, s: Sentence, last: int, memory: Memory) -> tuple[Actor, ...]:
        """The country of an official known by surname, where the text has named that country or gives the person an office."""
        role = self._has_role(s, last)
        terms = self.offices.called(s.words[last], memory.day, last=not role)
        found = [t for t in terms if t.of in memory.named] or (terms if role else [])
        owners = {t.of for t in found}
        return (office_holder(self.knowledge.by_id[found[-1].of], found[-1]),) if len(owners) == 1 and found[-1].of in self.knowledge.by_id else ()

    def _has_role(self, s: Sentence, last: int) -> bool:
        """Whether an office stands beside a name: "President X", "the X government"."""
        beside = [last - 1, last - 2, last + 1, s.heads[last], *s.children[last]]
        return any(0 <= w < len(s) and (found := self.roles.role(s, w)) is not None and found[0].stands == "organ" for w in beside)

    def _by_role(self, s: Sentence, head: int, start: int, mentions: Mentions, memory: Memory) -> tuple[Actor, ...]:
        """The country or body for which a person of this name speaks, from the role beside the name."""
        above = [s.heads[head]] if s.relation(head) in ("flat", "appos", "compound") else []
        beside = [*([start - 1] if start else []), *s.kids(head, "compound", "flat", "appos", "amod", "nmod"), *above]
        for word in beside:
            found = self.roles.role(s, word)
            if found and found[0].stands == "organ":
                for place in (word, head):
                    owners = self.roles.owners(s, place, mentions, lambda w: memory.pronoun(s, w))
                    if owners:
                        return owners
        return ()

    def _introduce(self, s: Sentence, mention: Mention, memory: Memory) -> None:
        """A person named beside a role speaks for its owner from now on: "the Ruritanian prime minister Anna Roe"."""
        if mention.form != "role":
            return
        for first, end, kind in s.entities:
            beside = first in range(mention.first, mention.end + 3) or s.heads[head_of(s, first, end)] == mention.head
            if kind == "PER" and beside and not memory.person(s.words[end - 1:end]):
                memory.meet(s.words[first:end], mention.actors)

    def _pointing(self, s: Sentence, i: int, mentions: Mentions, memory: Memory, speakers: tuple[Actor, ...]) -> Mention | None:
        """The pronoun, description or role at a word, if it means an actor."""
        if s.upos[i] == "PRON":
            actors = memory.pronoun(s, i) if mentions.at(s.index, i) is None else ()
            return Mention(s.index, i, i + 1, i, "pronoun", actors) if actors else None
        if s.lowered[i] in ORDER and s.kid(i, "det") is not None and s.relation(i) not in ("amod", "compound"):
            pair = memory.pair(s, i, BODIES)
            return Mention(s.index, i, i + 1, i, "description", (pair[ORDER[s.lowered[i]]],)) if pair else None
        named = mentions.covering(s.index, i)
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
        owners = [self.knowledge.by_id[term.of] for term in self.offices.sole(role.noun, memory.day)[:1] if term.of in self.knowledge.by_id]
        if owners:  # there is only one Pope
            return (actor_of(owners[0], "role"),)
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
            number = next((int(s.words[c]) for c in s.kids(i, "nummod") if s.words[c].isdigit()), None)
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
        if s.lemmas[i].lower() in words.documents:
            actors = self.roles.owners(s, i, mentions, lambda word: memory.pronoun(s, word)) or memory.issuer(s, i)
            return Mention(s.index, i, i + 1, i, "document", actors) if actors else None
        return None

    def quoted_speaker(self, s: Sentence, mentions: Mentions, memory: Memory, speakers: tuple[Actor, ...]) -> tuple[Actor, ...]:
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


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where a word stands alone in a text.

    >>> list(occurrences("the RCU, not RCUs", "RCU"))
    [4]
    """
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1:at].isalnum() or text[end:end + 1].isalnum()):
            yield at
        at = text.find(word, end)


def aligned(s: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The words [first, end) of a sentence at these characters; none where they cut a word."""
    first = bisect_left(s.starts, start)
    last = bisect_left(s.ends, end)
    if first == len(s) or last == len(s) or s.starts[first] != start or s.ends[last] != end:
        return None
    return first, last + 1


def phrase_start(s: Sentence, noun: int) -> int:
    """The first of the words before a noun that describe it: "15-member" in "the 15-member body"."""
    below = set(s.subtree(noun))
    while noun - 1 in below and (s.upos[noun - 1] in ("ADJ", "NOUN", "PROPN", "NUM", "VERB") or s.words[noun - 1] == "-"):
        noun -= 1
    return noun


def head_of(s: Sentence, first: int, end: int) -> int:
    """The word of [first, end) whose head lies outside: the last one where the sentence is not parsed."""
    if not s.parsed:
        return end - 1
    return next((i for i in range(first, end) if not first <= s.heads[i] < end), end - 1)
