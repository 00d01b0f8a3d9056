"""The relation head in the coder: what it says of the pairs of a sentence, and the acts that it finds where no predicate does.

The head has read sentences in which the acts are marked (`training/sentences`); a predicate knows one way to tell one act. Where both
speak, each corrects the other; `rule` says which of them carried an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from msgspec.structs import replace

from demarche.actors.mentions import Mention, besides, distinct, head_of, same, unknown
from demarche.events.confidence import Calibration
from demarche.events.matching import Match
from demarche.knowledge.codes import Predicate
from demarche.language import syntax
from demarche.language.relations import Range, Reading, Relations
from demarche.language.sentence import Sentence
from demarche.records import Actor, Span

KINDS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
FORMS = ("name", "role", "group", "person", "pronoun", "description", "adjective")
SURE, DOUBTED = 0.9, 0.2  # probability of a code, from which the head corrects whom a predicate names, and below which it doubts him
LIKELY = 0.8  # probability of telling nothing, below which a word may tell an act
MOST_ENDS = 8  # of one sentence that are paired: a longer list is a list, and its first members tell the act


@dataclass(frozen=True)
class End:
    """A phrase that may act or be acted on: its words, and the actors that it names; `known` where a mention says so."""

    words: Range
    actors: tuple[Actor, ...]
    known: bool = True


@dataclass(frozen=True)
class Opinions:
    """What the head says of the pairs of a sentence, by (source, target) in words."""

    sentence: Sentence
    ends: tuple[End, ...]
    read: dict[tuple[Range, Range], Reading]

    def end(self, words: Range) -> End | None:
        """The end at these words."""
        return next((end for end in self.ends if end.words == words), None)

    def of(self, sources: Iterable[Actor], targets: Iterable[Actor]) -> Reading | None:
        """The head's word on the first pair of these actors that was asked for."""
        targets = tuple(targets)
        for a, b in product(sources, targets):
            at, to = place(self.sentence, a), place(self.sentence, b)
            if at and to and (found := self.read.get((at, to))):
                return found
        return None


class Judge:
    """Asks the relation head; knows nothing where there is none, or where a codebook has other codes than the head has learnt.

    `mutual` are the codes of acts that two may do to each other.
    """

    def __init__(self, relations: Relations | None, calibration: Calibration, codes: Iterable[str], mutual: Iterable[str] = ()) -> None:
        known, self._mutual = set(codes), frozenset(mutual)
        self._relations = relations if relations is not None and known >= set(relations.codes[:-1]) else None
        self.calibration, self.trust = calibration, calibration.trust

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that the head tells apart, the last being none; empty where there is no head."""
        return self._relations.codes if self._relations else ()

    def expects(self, s: Sentence) -> bool:
        """Whether any word of a sentence may tell an act: if not, no pair is asked for."""
        return s.acts is not None and bool((s.acts[:, -1] < LIKELY).any())

    def opinions(self, s: Sentence, mentions: Sequence[Mention], text: str) -> Opinions:
        """What the head says of all ordered pairs of those who may act in a sentence: its mentions, and others whom the network takes for participants."""
        told = [End((m.first, m.end), m.actors) for m in mentions if m.form in FORMS and s.lowered[m.end:m.end + 2] != ("-", "based")]
        taken = {w for end in told for w in range(*end.words)}
        others = [End(words, (stranger(s, words, text),), known=False) for words in s.takers if taken.isdisjoint(range(*words)) and nominal(s, words)]
        ends = tuple(sorted([*told, *others], key=lambda end: end.words)[:MOST_ENDS])
        pairs = [(a.words, b.words) for a, b in product(ends, ends) if a.words[1] <= b.words[0] or b.words[1] <= a.words[0]]
        return self.ask(s, pairs, ends)

    def aim(self, opinions: Opinions, sources: Sequence[Actor], targets: tuple[Actor, ...], code: str) -> tuple[Actor, ...]:
        """On whom an act of a predicate is: whom the predicate says; if nobody, or somebody that the head doubts, the likeliest of whom the head is sure.

        Where the sources do it to each other and the head doubts the target, there is none.
        """
        pairs = [(a, b, reading.scores[code]) for (at, to), reading in opinions.read.items() if code in reading.scores
                 for a, b in [(opinions.end(at), opinions.end(to))] if a and b and meet(a.actors, sources)]
        told = [score for _, b, score in pairs if meet(b.actors, targets)]
        if targets and (not told or max(told) >= DOUBTED):
            return targets
        if code in self._mutual and any(score >= SURE and meet(b.actors, sources) and not meet(a.actors, b.actors) for a, b, score in pairs):
            return ()
        sure = [(score, b.actors) for a, b, score in pairs if not meet(b.actors, sources) and score >= (SURE if targets else self._least(a, b))]
        return max(sure, key=lambda one: one[0])[1] if sure else targets

    def _least(self, a: End, b: End) -> float:
        return self.trust.found if a.known and b.known else self.trust.unnamed

    def ask(self, s: Sentence, pairs: Sequence[tuple[Range, Range]], ends: tuple[End, ...] = ()) -> Opinions:
        """What the head says of these pairs."""
        if self._relations is None or s.states is None or not pairs:
            return Opinions(s, ends, {})
        return Opinions(s, ends, dict(zip(pairs, self._relations.read(s.states, pairs), strict=True)))

    def acts(self, opinions: Opinions, matches: Sequence[Match]) -> list[Match]:
        """The acts that the head finds between ends that no match joins: one for each trigger and code, with all whom it joins.

        Where each of two does it to the other, both are sources.
        """
        s = opinions.sentence
        triggers = {w for m in matches for w in m.words}
        joined: dict[tuple[int, str], list[tuple[End, End]]] = {}
        for a, b in product(opinions.ends, opinions.ends):
            reading = opinions.read.get((a.words, b.words))
            if reading is None or reading.trigger in triggers or not tells(s, reading.trigger) or meet(a.actors, b.actors):
                continue
            if reading.best not in self._mutual and coordinated(s, a.words, b.words):  # "Chad and Mali rejected it" together, not one another
                continue
            told = any(joins(m, a, b) or (m.predicate.code == reading.best and m.trigger in s.ancestors(reading.trigger)) for m in matches)
            private = all(actor.kind == "company" for actor in a.actors)  # what firms do is business, unless a predicate says otherwise
            if reading.scores[reading.best] >= self._least(a, b) and not told and not private:
                joined.setdefault((reading.trigger, reading.best), []).append((a, b))
        return [found(s, trigger, code, self._directed(code, pairs, opinions)) for (trigger, code), pairs in joined.items()]

    def _directed(self, code: str, pairs: list[tuple[End, End]], opinions: Opinions) -> list[tuple[End, End]]:
        """The pairs of an act, in the likelier direction where it is found in both and is none that two do to each other."""
        if code in self._mutual:
            return pairs
        score = {pair: opinions.read[pair[0].words, pair[1].words].scores[code] for pair in pairs}
        return [(a, b) for a, b in pairs if score[a, b] >= score.get((b, a), 0.0)]


def tells(s: Sentence, word: int) -> bool:
    """Whether a word can tell an act by itself: no infinitive, which tells what is to be."""
    return s.upos[word] in KINDS and not syntax.is_infinitive(s, word)


def found(s: Sentence, trigger: int, code: str, pairs: Sequence[tuple[End, End]]) -> Match:
    """The act of one trigger and code."""
    sources, targets = distinct(x for a, _ in pairs for x in a.actors), distinct(x for _, b in pairs for x in b.actors)
    if any((b, a) in pairs for a, b in pairs):
        sources, targets = distinct([*sources, *targets]), ()
    predicate = replace(Predicate(code=code), **{KINDS[s.upos[trigger]]: s.lemmas[trigger].lower()})
    return Match(predicate, trigger, (trigger,), sources, besides(targets, sources), content(s, trigger), headed=True)


def stranger(s: Sentence, words: Range, text: str) -> Actor:
    """Whoever a phrase names that no actor file knows: named as the text names it."""
    first = words[0] + (s.upos[words[0]] == "DET" and words[1] - words[0] > 1)
    name = s.phrase(first, words[1])
    actor = unknown(" ".join(name.split()), kind="group" if s.upos[head_of(s, *words)] == "NOUN" else "other")
    return replace(actor, span=Span.cut(text, s.starts[words[0]], s.ends[words[1] - 1]))


def nominal(s: Sentence, words: Range) -> bool:
    """Whether a phrase hangs on a noun or a name."""
    return s.upos[head_of(s, *words)] in ("NOUN", "PROPN")


def coordinated(s: Sentence, a: Range, b: Range) -> bool:
    """Whether two phrases are members of one coordination."""
    first, second = head_of(s, *a), head_of(s, *b)
    return second in syntax.conjuncts(s, first) or first in syntax.conjuncts(s, second) or (
        s.relation(first) == s.relation(second) == "conj" and s.heads[first] == s.heads[second])


def joins(match: Match, a: End, b: End) -> bool:
    """Whether a match has told already what these two have to do with each other, in either direction."""
    ends = [*match.sources, *match.targets]
    return meet(ends, a.actors) and meet(ends, b.actors)


def meet(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    """Whether an actor is in both."""
    return any(same(a, b) for a, b in product(some, others))


def content(s: Sentence, trigger: int) -> tuple[int, ...]:
    """What an act that the head finds is about: the clause that completes its trigger."""
    verb = syntax.complement(s, trigger)
    return tuple(w for w in s.subtree(verb) if w > trigger) if verb is not None and verb > trigger else ()


def place(s: Sentence, actor: Actor) -> Range | None:
    """The words of a sentence at an actor's span; None where it stands elsewhere."""
    if actor.span is None or not s.start <= actor.span.start < s.end:
        return None
    return words_at(s, actor.span.start, actor.span.end)


def words_at(s: Sentence, start: int, end: int) -> Range | None:
    """The words of a sentence between two offsets of the text; None where there are none."""
    inside = [i for i in range(len(s)) if s.starts[i] < end and s.ends[i] > start]
    return (inside[0], inside[-1] + 1) if inside else None
