"""Arguments: which actors stand in the places that a predicate names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from demarche.actors.mentions import Mentions, besides, distinct
from demarche.actors.phrases import OWNING
from demarche.knowledge.schema import Coreference
from demarche.language import syntax
from demarche.language.grammar import grammar
from demarche.language.sentence import Sentence
from demarche.records import Actor

Actors = tuple[Actor, ...]
INSIDE = ("of", "with", "against", "on", "to", "from", "in", "by", "for", "into", "toward", "towards", "over", "between", "at", "upon", "across", "throughout")
DOERS = ("by", "of", "from", "in", "at", "between")
ALSO = {"of": ("out of",), "on": ("upon", "onto"),
        "upon": ("on",), "toward": ("towards",), "with": ("alongside",), "from": ("out of", "off", "outside", "outside of")}
ANY_FORM = frozenset({"name", "role", "group", "person", "pronoun", "description", "adjective", "document"})
WHOLE_FORMS = ANY_FORM - {"adjective", "document"}


class Arguments:
    """The actors of one sentence, by syntactic place. `speaker` gives who speaks at a word."""

    def __init__(self, s: Sentence, mentions: Mentions, words: Coreference, speaker: Callable[[int], Actors]) -> None:
        self.s, self._mentions, self._words, self.speaker = s, mentions, words, speaker
        self.passed_over: Actors = ()
        self._asked: set[int] = set()
        self.led_by: Actors = ()
        self.led_at: Actors = ()
        self.titled: Actors = ()
        self.listed: Actors = ()

    def phrase(self, word: int, forms: Iterable[str] = WHOLE_FORMS) -> Actors:
        """The actors that a noun phrase names, itself alone, but for those that are passed over; empty where it is no actor."""
        if word in self._asked:  # a phrase that is explained by itself
            return ()
        self._asked.add(word)
        found = self._named(word, forms)
        self._asked.discard(word)
        return besides(found, self.passed_over)

    def _named(self, word: int, forms: Iterable[str]) -> Actors:
        s, mention = self.s, self._mentions.at(self.s.index, word)
        if mention is not None and mention.form in forms:
            if mention.form == "group":
                named = self._examples(word)
                if named:
                    return named
            return mention.actors
        if mention is None and (named := self._examples(word)):
            return named
        if s.lemmas[word].lower() in grammar().numbers or s.upos[word] in ("NUM", "DET"):
            for child in s.kids(word, "nmod", "obl"):
                if s.case(child) in ("of", "from", "among"):
                    return distinct(a for w in syntax.conjuncts(s, child) for a in self.phrase(w))
        if s.lemmas[word].lower() in self._words.documents:
            return self.phrases(w for w in syntax.owners(s, word) if w != word)
        if s.lemmas[word].lower() in self._words.parts:
            return self.inside(word, OWNING)
        for child in s.kids(word, "appos", "flat"):
            beside = self._mentions.at(s.index, child)
            if beside is not None and beside.form in WHOLE_FORMS:
                return beside.actors
        if s.lowered[word] in syntax.RELATIVE and s.heads[word] >= 0:
            verb = s.heads[word]
            if s.labels[verb] == "acl:relcl":
                return self.phrase(s.heads[verb])
        around = self._mentions.covering(s.index, word)
        return around.actors if around is not None and around.form == "name" else ()

    def _examples(self, word: int) -> Actors:
        """ "organisations, including the African Union and the Arab League": the ones that are named."""
        below = [w for w in self.s.subtree(word) if w > word and self.s.case(w) in grammar().examples]
        return distinct(a for w in below for c in syntax.conjuncts(self.s, w) for a in self.phrase(c) if a.id)

    def person(self, word: int) -> Actors:
        """The person that a phrase names, though who speaks for a country stands for it elsewhere: "Egypt jailed its former president X"."""
        s = self.s
        for i in [word, *s.kids(word, "flat", "appos", "compound")]:
            mention = self._mentions.at(s.index, i)
            if mention is not None and mention.form == "person":
                span = mention.actors[0].span
                name = s.phrase(mention.first, mention.end)
                return (Actor(id=None, name=name, kind="person", country=mention.actors[0].country, span=span, via="name"),)
        return ()

    def phrases(self, words: Iterable[int], forms: Iterable[str] = WHOLE_FORMS) -> Actors:
        """The actors of several phrases together; named examples stand for the groups that they are examples of."""
        found = [(w, self.phrase(w, forms)) for w in words]
        exemplified = any(a.id for w, actors in found for a in actors if self._examples(w))
        return distinct(a for _, actors in found for a in actors if not (exemplified and a.id is None))

    def inside(self, word: int, prepositions: Sequence[str] = INSIDE, depth: int = 0) -> Actors:
        """The actors inside a phrase whose head is none: its possessor, its adjective, its first phrase with an actor."""
        s = self.s
        for child in s.kids(word, "nmod:poss"):
            found = self.phrases(syntax.conjuncts(s, child))
            if found:
                return found
        doers = [w for w in s.subtree(word) if s.case(w) == "by" and s.relation(w) == "nmod"] if depth == 0 and "by" in prepositions else []
        found = self.phrases(w for doer in doers for w in syntax.conjuncts(s, doer))
        if found:
            return found
        for child in s.kids(word, "amod", "compound", "nmod:unmarked", "flat"):
            found = distinct(a for w in syntax.conjuncts(s, child) for a in self.phrase(w, ANY_FORM - {"document"}))
            if found:
                return found
        for child in s.kids(word, "nmod", "acl"):
            if s.relation(child) == "acl":  # "the sanctions imposed on India"
                found = self.phrases(w for w in syntax.phrases(s, child, tuple(prepositions)) if s.labels[w] != "obl:agent")
                if not found and depth < 2 and prepositions == INSIDE and not syntax.passive(s, child):  # "a package hitting Russia's banks"
                    hit = syntax.patients(s, child)
                    found = self.phrases(hit) or distinct(a for w in hit for a in self.inside(w, prepositions, depth + 1))
                if found:
                    return found
            elif s.case(child) in prepositions:
                found = self.phrases(syntax.conjuncts(s, child)) or (self.inside(child, prepositions, depth + 1) if depth < 2 else ())
                if found:
                    return found
        return ()

    def within(self, verb: int) -> Actors:
        """Who does what a verb's object tells, not whom it is done to: "condemned the attack by Chad on Mali" has Chad."""
        return next((found for w in syntax.patients(self.s, verb) if (found := self.inside(w, DOERS))), ())

    def owner(self, noun: int) -> Actors:
        """Whose a noun is: possessor or adjective, also of the noun that it is coordinated with."""
        s = self.s
        for word in [noun, *([s.heads[noun]] if s.relation(noun) == "conj" else [])]:
            for child in s.kids(word, "nmod:poss"):
                found = self.phrases(syntax.conjuncts(s, child)) or self.inside(child)
                if found:
                    return found
            for child in s.kids(word, "amod", "compound"):
                found = self.phrase(child, {"adjective", "name"})
                if found:
                    return found
        return ()

    def coordinated(self, noun: int) -> list[int]:
        """The nouns that a noun is coordinated with: they share what stands with any of them."""
        first = self.s.heads[noun] if self.s.relation(noun) == "conj" else noun
        return [w for w in syntax.conjuncts(self.s, first) if w != noun and self.s.upos[w] == "NOUN"]

    def slot(self, trigger: int, slot: str) -> Actors:
        """The actors in a place that the knowledge files name: subj, obj, in-obj, poss, speaker, a preposition …"""
        s = self.s
        verbal = s.upos[trigger] in syntax.VERBAL or (s.upos[trigger] == "ADJ" and syntax.passive(s, trigger))
        if slot == "subj":
            return self.phrases(syntax.agents(s, trigger) if verbal else syntax.subjects(s, trigger), WHOLE_FORMS | {"document"})
        if slot == "in-subj":
            return distinct(a for w in syntax.subjects(s, trigger) for a in self.inside(w, DOERS))
        if slot == "obj":
            return self.phrases(syntax.patients(s, trigger), WHOLE_FORMS | {"document"})
        if slot == "iobj":
            return self.phrases(w for c in syntax.receivers(s, trigger) for w in syntax.conjuncts(s, c))
        if slot == "in-obj":
            return next((found for w in syntax.patients(s, trigger) if (found := self.inside(w))), ())
        if slot == "poss":
            return self.owner(trigger)
        if slot == "speaker":
            return self.speaker(trigger)
        if slot == "gov-subj":
            if s.relation(trigger) not in ("obl", "nmod"):
                return ()
            verb = syntax.governing_verb(s, trigger)
            return self.phrases(syntax.agents(s, verb)) if verb >= 0 else ()
        if slot in ("comp", "comp-subj"):
            return self._complement(trigger, slot)
        return self._preposition(trigger, slot)

    def _complement(self, trigger: int, slot: str) -> Actors:
        s, verb = self.s, syntax.complement(self.s, trigger)
        if verb is None:
            return ()
        found = self.phrases(syntax.subjects(s, verb))
        if found or slot == "comp-subj":
            return found or distinct(a for w in syntax.subjects(s, verb) for a in self.inside(w))
        below = [w for w in s.subtree(verb) if w not in syntax.subjects(s, verb) and self._mentions.at(s.index, w)]
        named = [found for w in below if (found := self.phrase(w))]
        return next((found for found in named if any(a.id or a.country for a in found)), named[0] if named else ())

    def _preposition(self, trigger: int, slot: str) -> Actors:
        s = self.s
        wanted = (slot, *ALSO.get(slot, ()))
        places = [trigger]
        if s.upos[trigger] in syntax.VERBAL:
            places += [*syntax.patients(s, trigger), *(s.kids(trigger, "obl") if slot == "with" else ())]
        if s.upos[trigger] == "NOUN":
            places += self.coordinated(trigger)
        for child in s.kids(trigger, "nmod"):  # the parser may hang a phrase on the one before: "the attack by Chad on Mali"
            if slot in ("by", "against"):
                places += [child, *s.kids(child, "nmod")]
            elif s.case(child) == "by":
                places.append(child)
        for place in places:
            words = [w for w in syntax.phrases(s, place, wanted) if s.labels[w] != "obl:agent" or slot == "by"]
            found = self.phrases(words) or distinct(a for w in words for a in self.inside(w, depth=1))
            if found:
                return found
        return ()
