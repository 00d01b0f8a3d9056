"""The predicates of the codebook, found by their trigger; and the cheap scan that tells which sentences can hold one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from demarche.knowledge.codes import Predicate
from demarche.language.lemmas import Lemmatizer
from demarche.language.sentence import Sentence

CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


def key(predicate: Predicate) -> tuple[str, str]:
    """The word class and the lemma of a predicate's trigger."""
    for kind in ("verb", "noun", "adjective", "modal"):
        lemma = getattr(predicate, kind)
        if lemma:
            return kind, lemma
    raise ValueError("a predicate without verb, noun, adjective or modal")


def weight(predicate: Predicate) -> int:
    """How much a predicate asks of a sentence: the most specific one goes first."""
    return 4 * bool(predicate.object) + 2 * (bool(predicate.prep) + bool(predicate.particle)) + 2 * bool(predicate.adverb) + predicate.copula


class Lexicon:
    """Predicates by trigger.

    A trigger of several words ("use of force", "crack-down") is found by its last content word, its head in English, or
    by the word before an "of". `also` are lemmas of other things worth reading a sentence for.
    """

    def __init__(self, predicates: Iterable[Predicate], lemmatizer: Lemmatizer, also: Iterable[str] = ()) -> None:
        self._by_trigger: dict[tuple[str, str], list[Predicate]] = defaultdict(list)
        self._lemmatizer = lemmatizer
        for predicate in predicates:
            kind, lemma = key(predicate)
            for word in {head_word(lemma), lemma} if "-" in lemma else {head_word(lemma)}:
                self._by_trigger[kind, word].append(predicate)
        for found in self._by_trigger.values():
            found.sort(key=weight, reverse=True)
        self._triggers = {lemma for _, lemma in self._by_trigger} | set(also)
        self._forms: dict[str, bool] = {}

    def predicates(self, s: Sentence, i: int) -> list[Predicate]:
        """The predicates that word `i` may trigger, the most demanding first."""
        lemma = s.lemmas[i].lower()
        kind = CLASSES.get(s.upos[i])
        found = list(self._by_trigger.get((kind, lemma), ())) if kind else []
        if s.upos[i] == "AUX" or lemma == "need":
            found += self._by_trigger.get(("modal", lemma), ())
        if kind == "adjective":
            found += [p for p in self._by_trigger.get(("verb", self._lemmatizer(s.words[i], "VERB")), ()) if p.verb != lemma]
        return [p for p in found if self._whole(p, s, i)]

    def _whole(self, predicate: Predicate, s: Sentence, i: int) -> bool:
        """Whether the other words of a trigger of several words stand around."""
        _, lemma = key(predicate)
        words = lemma.replace("-", " - ").split()
        if len(words) == 1 or lemma == s.lemmas[i].lower():
            return True
        place = words.index(head_word(lemma))
        first = i - place
        if first < 0 or first + len(words) > len(s):
            return False
        return all(w in (s.lemmas[first + k].lower(), s.lowered[first + k]) for k, w in enumerate(words))

    def may_hold(self, words: Sequence[str]) -> bool:
        """Whether any of these words can be the form of a trigger, of whatever class: if not, the sentence tells no act."""
        return any(self._may(word) for word in words)

    def _may(self, word: str) -> bool:
        found = self._forms.get(word)
        if found is None:
            small = word.lower()
            found = bool({small, self._lemmatizer(small, "VERB"), self._lemmatizer(small, "NOUN")} & self._triggers)
            if len(self._forms) > 200_000:
                self._forms.clear()
            self._forms[word] = found
        return found


def head_word(lemma: str) -> str:
    """The word by which a trigger is found: "use" of "use of force", "down" of "crack-down", "force" of "air force"."""
    words = lemma.replace("-", " - ").split()
    if "of" in words[1:]:
        return words[words.index("of") - 1]
    return words[-1]
