"""Status: whether an act is told as done, as considered or as denied, or only supposed.

What stands above the trigger decides: auxiliaries, negation, verbs of planning and denying, conditions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from demarche.knowledge.schema import Wrappers
from demarche.language import syntax
from demarche.language.grammar import grammar
from demarche.language.sentence import Sentence

Reality = Literal["actual", "considered", "denied", "future", "supposed"]
BELOW = ("xcomp", "ccomp", "acl", "advcl", "csubj", "conj")


@dataclass(frozen=True, slots=True)
class Standing:
    """How an act stands, and the word that made it so (-1 where nothing did)."""

    reality: Reality
    because: int = -1


class StatusReader:
    """Reads the status of a trigger from the tree."""

    def __init__(self, words: Wrappers) -> None:
        self._words = words
        self._considered, self._denied = frozenset(words.considered), frozenset(words.denied)
        self._nouns, self._adjectives = frozenset(words.considered_nouns), frozenset(words.considered_adjectives)

    def standing(self, s: Sentence, trigger: int) -> Standing:
        """The standing of the act that a word tells."""
        if s.words[-1] == "?" and s.upos[trigger] in syntax.VERBAL:
            return Standing("supposed", len(s) - 1)
        worst = Standing("actual")
        word = trigger if s.upos[trigger] in syntax.VERBAL or s.kid(trigger, "cop") is not None else -1
        if word < 0:
            return self._nominal(s, trigger)
        seen = 0
        while word >= 0 and seen < 8:
            seen += 1
            own = self._own(s, word)
            if own.reality != "actual" and worst.reality in ("actual", "future"):
                worst = own
            head, label = s.heads[word], s.labels[word]
            if head < 0:
                break
            if syntax.forbidden(s, word):
                return Standing("supposed", head)
            if label == "advcl":
                if any(s.lowered[m] == "whether" for m in s.kids(word, "mark", "advmod")):
                    return Standing("considered", head)
                if any(s.lowered[m] in self._words.suppositions for m in s.kids(word, "mark", "advmod", "case")):
                    return Standing("supposed", word)
                if syntax.is_infinitive(s, word) and s.lemmas[head] not in self._words.transparent and self._above(s, head, label).reality == "actual":
                    return Standing("considered", word)
                if not (syntax.is_participle(s, word, "ing") or syntax.is_infinitive(s, word)) or s.upos[head] not in syntax.VERBAL:
                    break
            if label not in BELOW:
                break
            if label == "conj":
                word = head if s.upos[head] in syntax.VERBAL and s.kid(word, "nsubj", "nsubj:pass") is None else -1
                if word >= 0 and s.relation(word) in ("root", "parataxis"):
                    own = self._shared(s, word)
                    if own.reality != "actual" and worst.reality == "actual":
                        worst = own
                    break
                continue
            above = self._above(s, head, label)
            if above.reality != "actual" and worst.reality in ("actual", "future"):
                worst = above
            word = head if s.upos[head] in syntax.VERBAL or s.upos[head] == "ADJ" else -1
            if word >= 0 and label in ("ccomp", "csubj") and not syntax.is_infinitive(s, word) and worst.reality != "actual":
                break
        return worst

    def _own(self, s: Sentence, word: int) -> Standing:
        """Auxiliaries and negation of the word itself."""
        if syntax.negated(s, word) or any(syntax.negated(s, subject) for subject in s.kids(word, "nsubj")):
            return Standing("denied", word)
        if subjunctive(s, word):
            return Standing("considered", word)
        for child in s.kids(word, "aux"):
            small = s.lowered[child]
            if small in self._words.modals.considered and not (small in ("can", "could") and s.upos[word] != "VERB"):
                return Standing("considered", child)
            if small in self._words.modals.demand:
                return Standing("considered", child)
            if small in self._words.modals.future:
                return Standing("future", child)
        return Standing("actual")

    def _shared(self, s: Sentence, word: int) -> Standing:
        """What the first of several coordinated verbs hands on: its modal, not its negation."""
        own = self._own(s, word)
        return own if own.reality in ("considered", "future") else Standing("actual")

    def _above(self, s: Sentence, head: int, label: str) -> Standing:
        """What a verb, noun or adjective makes of the clause below it."""
        lemma = s.lemmas[head].lower()
        if s.lowered[head] == "whether":
            return Standing("considered", head)
        if s.upos[head] in syntax.VERBAL:
            if lemma in self._denied:
                return Standing("denied", head)
            if lemma in self._considered and lemma not in self._words.transparent:
                return Standing("considered", head)
        elif (s.upos[head] == "ADJ" and lemma in self._adjectives) or (s.upos[head] == "NOUN" and label == "acl" and lemma in self._nouns):
            return Standing("considered", head)
        return Standing("actual")

    def _nominal(self, s: Sentence, noun: int) -> Standing:
        """A noun tells a fact, unless it is what is planned, offered or denied."""
        if any(s.lowered[c] in ("no", "any") for c in s.kids(noun, "det")):
            return Standing("denied", noun)
        if any(s.lemmas[c].lower() in grammar().unreal for c in s.kids(noun, "amod")):
            return Standing("considered", noun)
        head = s.heads[noun]
        if head >= 0 and s.upos[head] in syntax.VERBAL and s.relation(noun) in ("obj", "obl", "nmod"):
            lemma = s.lemmas[head].lower()
            if lemma in self._considered and s.relation(noun) == "obj":
                return Standing("considered", head)
            if lemma == "deny" and s.relation(noun) == "obj":
                return Standing("denied", head)
        return Standing("actual")


def subjunctive(s: Sentence, verb: int) -> bool:
    """Whether a clause only asks for what it says: "imperative that Chad *withdraw*"."""
    if s.relation(verb) not in ("ccomp", "csubj") or s.lowered[verb] != s.lemmas[verb].lower() or s.kid(verb, "aux") is not None:
        return False
    return any(s.lowered[m] == "that" for m in s.kids(verb, "mark")) and any(s.upos[w] == "PROPN" for w in s.kids(verb, "nsubj"))
