"""Coreference: what "it", "its", "the UN agency", "the bloc" and "we" point at, within one document.

The memory holds what has been mentioned, with its salience after Lappin and Leass (1994): subjects before others, near
before far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from demarche.actors.mentions import Mention, Mentions, distinct
from demarche.actors.phrases import as_members, with_via
from demarche.knowledge.days import within
from demarche.knowledge.entries import Entry
from demarche.knowledge.loader import Knowledge
from demarche.language import syntax
from demarche.language.grammar import grammar
from demarche.language.sentence import Sentence
from demarche.records import Actor

PAIRED = ("state", "igo")
BODIES = ("state", "igo", "ngo", "company", "armed-group", "other")
WINDOW = 6  # sentences back in which a pronoun looks for what it means


@dataclass(frozen=True)
class Trace:
    """A mention that is remembered: what, where, and whether as a subject."""

    actors: tuple[Actor, ...]
    sentence: int
    word: int
    subject: bool
    form: str
    noun: str = ""
    plural: bool = False


class Memory:
    """What a document has mentioned so far."""

    def __init__(self, knowledge: Knowledge, speakers: tuple[Actor, ...], day: str | None = None) -> None:
        self._knowledge, self._words, self._entries = knowledge, knowledge.patterns.coreference, knowledge.by_id
        self.speakers, self.day = speakers, day
        self._traces: list[Trace] = []
        self._known: dict[str, frozenset[str]] = {}
        self._persons: dict[str, tuple[Actor, ...]] = {}
        self.named: set[str] = set()
        self.nothing: set[tuple[int, int]] = set()  # words of names that are no actors
        self.quoted: tuple[Actor, ...] = ()

    def remember(self, s: Sentence, mention: Mention) -> None:
        """Keep a mention for what follows."""
        subject = s.parsed and (s.relation(mention.head) == "nsubj" or (s.relation(mention.head) == "conj" and s.relation(s.heads[mention.head]) == "nsubj"))
        noun = s.lemmas[mention.head].lower() if s.parsed else ""
        self._traces.append(Trace(mention.actors, s.index, mention.head, subject, mention.form, noun, noun != s.lowered[mention.head]))

    def join(self, s: Sentence, mentions: Mentions) -> None:
        """Remember coordinated subjects together too, for the "they" of the next sentence."""
        for i in range(len(s)):
            if s.relation(i) == "nsubj" and len(syntax.conjuncts(s, i)) > 1:
                found = [m for w in syntax.conjuncts(s, i) if (m := mentions.at(s.index, w)) is not None]
                actors = distinct(a for m in found for a in m.actors)
                if len(found) > 1 and len(actors) > 1:
                    self._traces.append(Trace(actors, s.index, i, True, "group"))

    def meet(self, words: Sequence[str], actors: tuple[Actor, ...]) -> None:
        """Keep whom a person speaks for, by surname; by the other parts of the name too where nobody has them yet."""
        self._persons[words[-1].lower()] = actors
        for word in words[:-1]:
            self._persons.setdefault(word.lower(), actors)

    def person(self, words: Sequence[str]) -> tuple[Actor, ...]:
        """Whom a person speaks for that the document has told of before."""
        found = self._persons.get(words[-1].lower(), ())
        return found if len(words) == 1 or all(word.lower() in self._persons for word in words) else ()

    def members(self, s: Sentence, word: int, number: int | None) -> tuple[Actor, ...]:
        """The body whose members are meant: the last one named that has members, so many where a number is given."""
        def fits(trace: Trace) -> bool:
            found = self._knowledge.members.get(trace.actors[0].id or "") if len(trace.actors) == 1 else None
            if found is None or found.what != "members":
                return False
            return number is None or number == sum(within(self.day, m.since, m.until) for m in found.members)

        return tuple(as_members(a, s.words[word]) for a in self.latest(s, word, fits))

    def latest(self, s: Sentence, word: int, fits: Callable[[Trace], bool]) -> tuple[Actor, ...]:
        """The most salient earlier actors that fit, or nothing."""
        best: tuple[float, tuple[Actor, ...]] = (0.0, ())
        for trace in reversed(self._traces):
            back = s.index - trace.sentence
            if back > WINDOW:
                break
            if back < 0 or (back == 0 and trace.word >= word) or trace.form == "adjective":
                continue
            if not fits(trace):
                continue
            score = (2.0 if trace.subject else 1.0) / (1 + back) + 0.001 * (trace.word if back == 0 else trace.sentence)
            if score > best[0]:
                best = (score, trace.actors)
        return best[1]

    def pronoun(self, s: Sentence, word: int) -> tuple[Actor, ...]:
        """The actors that a pronoun means; empty where nothing fits."""
        small = s.lowered[word]
        if small in self._words.speaker:
            return tuple(with_via(a, "speaker") for a in self.quoted or self.speakers)
        if small in self._words.thing and (small != "it" or not pleonastic(s, word)):
            own = self._own_subject(s, word) if small in ("its", "itself") else ()
            found = own or self.latest(s, word, lambda t: len(t.actors) == 1 and t.actors[0].kind in BODIES)
        elif small in self._words.person:
            own = self._own_subject(s, word) if small in ("his", "himself", "herself") else ()
            found = own or self.latest(s, word, lambda t: len(t.actors) == 1 and (t.form == "person" or (t.form == "role" and not t.plural)))
        elif small in self._words.several:
            own = self._own_subject(s, word) if small in ("their", "themselves") else ()
            found = own or self.latest(s, word, several) or self.latest(s, word, lambda t: True)
        else:
            found = ()
        return tuple(with_via(a, "coreference") for a in found)

    def _own_subject(self, s: Sentence, word: int) -> tuple[Actor, ...]:
        """A possessive points at the subject of its clause before all else, and before it at who owns what it is joined to:
        "Cuba's repression and its support", "Russia's revenues that fuel its war"."""
        if not s.parsed:
            return ()
        verb = syntax.governing_verb(s, word)
        noun = s.heads[word]
        if s.relation(noun) == "conj":
            found = self._owner(s, s.heads[noun])
            if found:
                return found
        if verb >= 0 and s.relation(noun) == "obl" and (s.case(noun) or "") in grammar().reasons:
            found = self._here(s, syntax.patients(s, verb))
            if found:
                return found
        depth = 0
        while verb >= 0 and depth < 3:
            found = self._here(s, [w for w in syntax.subjects(s, verb) if w != word and word not in s.subtree(w)])
            if not found and s.labels[verb] == "acl:relcl":
                found = self._owner(s, s.heads[verb])
            if found:
                return found
            verb, depth = syntax.governing_verb(s, verb), depth + 1
        return ()

    def _here(self, s: Sentence, words: Iterable[int]) -> tuple[Actor, ...]:
        """The actors that words of this sentence have been found to mean."""
        return distinct(a for w in words for t in self._traces if t.sentence == s.index and t.word == w for a in t.actors)

    def _owner(self, s: Sentence, noun: int) -> tuple[Actor, ...]:
        """Whose a noun is, by its possessor and what the possessor is of: "the Cuban government's repression"."""
        return self._here(s, [w for poss in s.kids(noun, "nmod:poss") for w in (poss, *s.kids(poss, "amod", "compound"))])

    def pair(self, s: Sentence, word: int, kinds: Sequence[str] = PAIRED) -> tuple[Actor, ...]:
        """The last two actors of these kinds that were mentioned before a word, in the order of the text: "the two ministers", "the latter"."""
        found: dict[str, tuple[int, int, Actor]] = {}
        for trace in reversed([t for t in self._traces if (t.sentence, t.word) < (s.index, word) and s.index - t.sentence <= WINDOW]):
            for actor in trace.actors:
                if actor.kind in kinds and actor.id:
                    found.setdefault(actor.id, (trace.sentence, trace.word, actor))
            if len(found) >= 2:
                break
        return tuple(with_via(a, "coreference") for _, _, a in sorted(found.values(), key=lambda f: f[:2])) if len(found) == 2 else ()

    def state(self, s: Sentence, word: int, fits: Callable[[Actor], bool] = lambda actor: True) -> tuple[Actor, ...]:
        """The state that a text is about at a word, of those that fit: the one that "the army" or "the authorities" belong to."""
        near = self.latest(s, word, lambda t: len(t.actors) == 1 and t.actors[0].kind == "state" and t.form != "pronoun" and fits(t.actors[0]))
        return tuple(with_via(a, "coreference") for a in near)

    def office(self, s: Sentence, word: int) -> tuple[Actor, ...]:
        """Whose "the president" is where one has been spoken of: the last that was called so, by the role or before a name."""
        noun = s.lemmas[word].lower()
        found = self.latest(s, word, lambda t: t.noun == noun and t.form == "role" and len(t.actors) == 1 and t.actors[0].id is not None)
        return tuple(with_via(a, "coreference") for a in found)

    def issuer(self, s: Sentence, word: int) -> tuple[Actor, ...]:
        """The body whose resolution or statement is spoken of: the last organisation that acted, or state if it is a law; else the document's speakers."""
        kinds = ("igo", "ngo", "state") if s.lemmas[word].lower() in self._words.laws else ("igo", "ngo")

        def acted(trace: Trace) -> bool:
            return trace.subject and len(trace.actors) == 1 and trace.actors[0].kind in kinds and trace.actors[0].id is not None

        return self.latest(s, word, acted) or self.speakers

    def _descriptions(self, entry: Entry) -> frozenset[str]:
        found = self._known.get(entry.id)
        if found is None:
            found = self._known[entry.id] = frozenset(d.lower() for d in (*entry.descriptors, *entry.organs))
        return found

    def description(self, s: Sentence, head: int, phrase: str) -> tuple[Actor, ...]:
        """The actor that "the UN agency", "the bloc", "the country" or "the governing body" means."""
        verb = syntax.governing_verb(s, head)

        def fits(trace: Trace) -> bool:
            if len(trace.actors) != 1:
                return False
            if trace.actors[0].id is None:  # a body that only the text knows: "the union" is the Ruritanian Customs Union
                words = trace.actors[0].name.lower().split()
                return trace.form == "name" and trace.actors[0].kind != "person" and phrase in words and len(words) > 1
            if trace.subject and trace.sentence == s.index and verb >= 0 and s.heads[trace.word] == verb:
                return False
            actor = trace.actors[0]
            entry = self._entries.get(actor.id or "")
            if entry is not None and phrase in self._descriptions(entry):
                return True
            noun = phrase.rsplit(" ", maxsplit=1)[-1]
            if actor.kind == "state":
                return phrase in self._words.states
            if noun != phrase:
                return False
            return actor.kind in ("igo", "ngo") and noun in self._words.bodies and noun in " ".join([actor.name, *actor.aliases]).lower()

        return tuple(with_via(a, "coreference") for a in self.latest(s, head, fits))


def several(trace: Trace) -> bool:
    """Whether "they" may mean what was mentioned: a group, several together, fighters."""
    return trace.form == "group" or len(trace.actors) > 1 or trace.actors[0].kind == "armed-group"


def pleonastic(s: Sentence, word: int) -> bool:
    """Whether "it" means nothing: "it is imperative that", "it rains"."""
    if s.relation(word) == "expl":
        return True
    head = s.heads[word]
    return head >= 0 and s.upos[head] == "ADJ" and s.kid(head, "ccomp", "csubj", "xcomp") is not None
