"""From sentences to mentions: names, persons, descriptions, roles and pronouns, resolved in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.actors.coreference import Memory
from demarche.actors.gazetteer import Gazetteer, Match, folded
from demarche.actors.mentions import Form, Mention, Mentions, actor_of, unknown
from demarche.actors.phrases import RoleFinder
from demarche.knowledge.loader import Knowledge
from demarche.language.sentence import Sentence
from demarche.records import Actor, Via

VIA: dict[str, Via] = {"metonym": "metonym", "official": "role"}
FORMS: dict[str, Form] = {"name": "name", "metonym": "name", "official": "person", "adjective": "adjective", "demonym": "group"}


class Resolver:
    """Finds the actors of a document.

    >>> Resolver(Knowledge.load()).gazetteer.find(["Chad"])[0].entry.id
    'TCD'
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.gazetteer = Gazetteer(knowledge.actors)
        self.roles = RoleFinder(knowledge.roles, knowledge.by_id)
        self._surnames: dict[str, set[str]] = {}
        for entry in knowledge.actors:
            for official in entry.officials:
                self._surnames.setdefault(folded(official.name.split()[-1].split("-")[-1]), set()).add(entry.id)

    def memory(self, speakers: tuple[Actor, ...]) -> Memory:
        """A fresh memory for a document with these speakers."""
        return Memory(self.knowledge.patterns.coreference, self.knowledge.by_id, speakers)

    def resolve(self, sentences: Sequence[Sentence], text: str, speakers: tuple[Actor, ...]) -> tuple[Mentions, dict[int, tuple[Actor, ...]]]:
        """All mentions of a document, each with the span of its words; and who is quoted in each sentence that quotes."""
        mentions, memory = Mentions(), self.memory(speakers)
        quoted: tuple[Actor, ...] = ()
        quotations: dict[int, tuple[Actor, ...]] = {}
        names = [self.gazetteer.find(s.words) for s in sentences]
        memory.named.update(match.entry.id for found in names for match in found)
        memory.named.update(a.id for a in speakers if a.id)
        for s, found in zip(sentences, names, strict=True):
            self._names(s, found, text, mentions, memory)
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

    def _names(self, s: Sentence, found: Sequence[Match], text: str, mentions: Mentions, memory: Memory) -> None:
        for match in found:
            if s.parsed and (self._inside_another_name(s, match) or self._part_of_a_title(s, match)):
                continue
            form, actors = self._meaning(s, match)
            mention = Mention(s.index, match.first, match.end, head_of(s, match.first, match.end), form, actors).located(s, text)
            mentions.add(mention)
            memory.remember(s, mention)
            if match.kind == "official":
                memory.persons[s.words[match.end - 1].lower()] = mention.actors

    def _meaning(self, s: Sentence, match: Match) -> tuple[Form, tuple[Actor, ...]]:
        entry, form, last = match.entry, FORMS[match.kind], match.end - 1
        if match.kind == "adjective" and s.parsed and s.upos[last] in ("NOUN", "PROPN") and s.relation(last) not in ("amod", "compound", "nmod", "flat"):
            form = "group"
        if form == "group":
            name = s.phrase(match.first, match.end)
            return "group", (unknown(name, kind="group", country=entry.country, aliases=[f"{entry.name} people"], via="membership"),)
        return form, (actor_of(entry, VIA.get(match.kind, "name")),)

    def _inside_another_name(self, s: Sentence, match: Match) -> bool:
        """Whether the model reads a longer name of a person or body here: "Jordan Pickford", "the Bank of China"."""
        for begin, end, kind in s.entities:
            first = next((w for w in range(begin, end) if s.upos[w] not in ("ADP", "DET", "PUNCT")), begin)
            if not (first <= match.first and match.end <= end and end - first > match.end - match.first):
                continue
            if any(self.roles.role(s, w) for w in range(first, end)):
                return False
            if kind == "PER":
                return match.kind not in ("official", "adjective")
            if kind == "ORG":
                return match.kind != "name" or match.first > first
        return False

    def _part_of_a_title(self, s: Sentence, match: Match) -> bool:
        """Whether a city only gives its name to something: "the Paris Agreement", "the Geneva Conventions"."""
        head = s.heads[match.end - 1]
        named = s.relation(match.end - 1) in ("compound", "nmod", "amod") and head == match.end and s.upos[head] == "PROPN"
        return match.kind == "metonym" and named and self.roles.role(s, head) is None

    def _persons(self, s: Sentence, text: str, mentions: Mentions, memory: Memory) -> None:
        for begin, end, kind in s.entities:
            first = next((w for w in range(begin, end) if s.upos[w] not in ("ADP", "PUNCT", "DET", "CCONJ")), begin)
            if kind not in ("PER", "ORG") or mentions.covering(s.index, end - 1) or any(mentions.covering(s.index, w) for w in range(first, end)):
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
                surname = s.words[end - 1].lower()
                actors = memory.persons.get(surname) or self._by_surname(s, end - 1, memory) or self._by_role(s, head, mentions, memory)
                if actors:
                    memory.persons[surname] = actors
                mention = Mention(s.index, first, end, head, "person", actors or (unknown(name, kind="person", aliases=[s.words[end - 1]]),))
            else:
                mention = Mention(s.index, first, end, head, "name", (unknown(name),))
            located = mention.located(s, text)
            mentions.add(located)
            memory.remember(s, located)

    def _by_surname(self, s: Sentence, last: int, memory: Memory) -> tuple[Actor, ...]:
        """The country of an official known by surname, where the text has named that country or gives the person an office."""
        known = self._surnames.get(folded(s.words[last]), set())
        found = [i for i in known if i in memory.named] or (list(known) if self._has_role(s, last) else [])
        return (actor_of(self.knowledge.by_id[found[0]], "role"),) if len(found) == 1 else ()

    def _has_role(self, s: Sentence, last: int) -> bool:
        """Whether an office stands beside a name: "President X", "the X government"."""
        beside = [last - 1, last - 2, last + 1, s.heads[last], *s.children[last]]
        return any(0 <= w < len(s) and (found := self.roles.role(s, w)) is not None and found[0].stands == "organ" for w in beside)

    def _by_role(self, s: Sentence, head: int, mentions: Mentions, memory: Memory) -> tuple[Actor, ...]:
        """The country or body for which a person of this name speaks, from the role beside the name."""
        beside = [*s.kids(head, "compound", "flat", "appos", "amod", "nmod"), *([s.heads[head]] if s.relation(head) in ("flat", "appos", "compound") else [])]
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
            if kind == "PER" and (first in range(mention.first, mention.end + 3) or s.heads[head_of(s, first, end)] == mention.head):
                memory.persons.setdefault(s.words[end - 1].lower(), mention.actors)

    def _pointing(self, s: Sentence, i: int, mentions: Mentions, memory: Memory, speakers: tuple[Actor, ...]) -> Mention | None:
        """The pronoun, description or role at a word, if it means an actor."""
        if s.upos[i] == "PRON":
            actors = memory.pronoun(s, i) if mentions.at(s.index, i) is None else ()
            return Mention(s.index, i, i + 1, i, "pronoun", actors) if actors else None
        named = mentions.covering(s.index, i)
        if s.upos[i] not in ("NOUN", "PROPN") or (named is not None and named.form == "name" and named.end - named.first > 1):
            return None
        return self._description(s, i, mentions, memory) or self.roles.at(s, i, mentions, lambda word: memory.pronoun(s, word), speakers, memory.state(s, i))

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
        start = min([i, *(c for c in s.children[i] if c < i and s.relation(c) in ("compound", "amod"))])
        owned = any(mentions.at(s.index, c) for c in s.kids(i, "amod", "compound", "nmod") if c < i or s.case(c) in ("of", "for"))
        for first in range(start, i + 1):
            actors = memory.description(s, i, " ".join([*s.lowered[first:i], s.lemmas[i].lower()])) if first < i or not owned else ()
            if actors:
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


def head_of(s: Sentence, first: int, end: int) -> int:
    """The word of [first, end) whose head lies outside: the last one where the sentence is not parsed."""
    if not s.parsed:
        return end - 1
    return next((i for i in range(first, end) if not first <= s.heads[i] < end), end - 1)
