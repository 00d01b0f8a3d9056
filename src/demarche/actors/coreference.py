"""Coreference: what "it", "its", "the UN agency", "the bloc" and "we" point at, within one document.

The memory holds what has been mentioned, with its salience after Lappin and Leass (1994): subjects before others, near
before far.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from demarche.actors.mentions import Mention, Mentions, distinct
from demarche.actors.phrases import with_via
from demarche.knowledge.schema import Coreference, Entry
from demarche.language import syntax
from demarche.language.grammar import grammar
from demarche.language.sentence import Sentence
from demarche.records import Actor

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


class Memory:
    """What a document has mentioned so far."""

    def __init__(self, words: Coreference, entries: dict[str, Entry], speakers: tuple[Actor, ...]) -> None:
        self._words, self._entries, self.speakers = words, entries, speakers
        self._traces: list[Trace] = []
        self._known: dict[str, frozenset[str]] = {}
        self.persons: dict[str, tuple[Actor, ...]] = {}
        self.named: set[str] = set()
        self.quoted: tuple[Actor, ...] = ()

    def remember(self, s: Sentence, mention: Mention) -> None:
        """Keep a mention for what follows."""
        subject = s.parsed and (s.relation(mention.head) == "nsubj" or (s.relation(mention.head) == "conj" and s.relation(s.heads[mention.head]) == "nsubj"))
        self._traces.append(Trace(mention.actors, s.index, mention.head, subject, mention.form))

    def join(self, s: Sentence, mentions: Mentions) -> None:
        """Remember coordinated subjects together too, for the "they" of the next sentence."""
        for i in range(len(s)):
            if s.relation(i) == "nsubj" and len(syntax.conjuncts(s, i)) > 1:
                found = [m for w in syntax.conjuncts(s, i) if (m := mentions.at(s.index, w)) is not None]
                actors = distinct(a for m in found for a in m.actors)
                if len(found) > 1 and len(actors) > 1:
                    self._traces.append(Trace(actors, s.index, i, True, "group"))

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
            found = own or self.latest(s, word, lambda t: t.form in ("role", "person") and len(t.actors) == 1)
        elif small in self._words.several:
            own = self._own_subject(s, word) if small in ("their", "themselves") else ()
            found = own or self.latest(s, word, lambda t: t.form == "group" or len(t.actors) > 1) or self.latest(s, word, lambda t: True)
        else:
            found = ()
        return tuple(with_via(a, "coreference") for a in found)

    def _own_subject(self, s: Sentence, word: int) -> tuple[Actor, ...]:
        """A possessive points at the subject of its clause before all else."""
        if not s.parsed:
            return ()
        verb = syntax.governing_verb(s, word)
        noun = s.heads[word]
        if verb >= 0 and s.relation(noun) == "obl" and (s.case(noun) or "") in grammar().reasons:
            found = distinct(a for w in syntax.patients(s, verb) for t in self._traces if t.sentence == s.index and t.word == w for a in t.actors)
            if found:
                return found
        depth = 0
        while verb >= 0 and depth < 3:
            subjects = [w for w in syntax.subjects(s, verb) if w != word and word not in s.subtree(w)]
            found = distinct(a for w in subjects for t in self._traces if t.sentence == s.index and t.word == w for a in t.actors)
            if found:
                return found
            verb, depth = syntax.governing_verb(s, verb), depth + 1
        return ()

    def pair(self, s: Sentence, word: int) -> tuple[Actor, ...]:
        """The last two states or bodies that were mentioned, in the order of the text: "the two ministers", "both sides"."""
        found: dict[str, tuple[int, int, Actor]] = {}
        for trace in reversed([t for t in self._traces if (t.sentence, t.word) < (s.index, word) and s.index - t.sentence <= WINDOW]):
            for actor in trace.actors:
                if actor.kind in ("state", "igo") and actor.id:
                    found.setdefault(actor.id, (trace.sentence, trace.word, actor))
            if len(found) >= 2:
                break
        return tuple(with_via(a, "coreference") for _, _, a in sorted(found.values(), key=lambda f: f[:2])) if len(found) == 2 else ()

    def state(self, s: Sentence, word: int) -> tuple[Actor, ...]:
        """The state that a text is about at a word: the one that "the army" or "the authorities" belong to."""
        near = self.latest(s, word, lambda t: len(t.actors) == 1 and t.actors[0].kind == "state" and t.form != "pronoun")
        return tuple(with_via(a, "coreference") for a in near)

    def issuer(self, s: Sentence, word: int) -> tuple[Actor, ...]:
        """The body whose resolution or statement is spoken of: the last organisation that acted, else the document's speakers."""
        def acted(trace: Trace) -> bool:
            return trace.subject and len(trace.actors) == 1 and trace.actors[0].kind in ("igo", "ngo") and trace.actors[0].id is not None

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
            if len(trace.actors) != 1 or trace.actors[0].id is None:
                return False
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


def pleonastic(s: Sentence, word: int) -> bool:
    """Whether "it" means nothing: "it is imperative that", "it rains"."""
    if s.relation(word) == "expl":
        return True
    head = s.heads[word]
    return head >= 0 and s.upos[head] == "ADJ" and s.kid(head, "ccomp", "csubj", "xcomp") is not None
