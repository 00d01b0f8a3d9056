"""Matching: predicates on the tree, with their sources and targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from demarche.actors.mentions import besides, distinct, same
from demarche.events.arguments import Actors, Arguments
from demarche.events.lexicon import Lexicon, key, weight
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.codes import Predicate
from demarche.language import syntax
from demarche.language.grammar import grammar
from demarche.language.sentence import Sentence

VERB_TARGETS = ("obj", "iobj", "in-obj", "against", "on", "at", "to", "with", "from", "toward", "in")
MATTERS = ("to", "on", "for", "upon", "about")
NOUN_TARGETS = ("of", "on", "against", "at", "toward", "with", "to", "in")


@dataclass(frozen=True)
class Match:
    """A predicate found in a sentence: the words of its trigger, its actors, its content clause; `led` is
    the lead-in whose act a clause tells, with its trigger; `headed` where the relation head found it and no predicate."""

    predicate: Predicate
    trigger: int
    words: tuple[int, ...]
    sources: Actors
    targets: Actors
    content: tuple[int, ...]
    partners: Actors = ()
    led: tuple[Sentence, int] | None = None
    headed: bool = False

    @property
    def kind(self) -> str:
        """verb, noun, adjective or modal."""
        return key(self.predicate)[0]


class Matcher:
    """Finds the predicates of a lexicon in sentences, as the traits of their codes in the codebook have it."""

    def __init__(self, lexicon: Lexicon, codebook: Codebook, planning: Iterable[str] = ()) -> None:
        self.lexicon, self._codes, self._planning = lexicon, codebook.codes, frozenset(planning)

    def matches(self, s: Sentence, arguments: Arguments) -> list[Match]:
        """The acts that a sentence tells, at most one a word; a demand or promise of nobody has no sources, and only holds its content."""
        found: list[Match] = []
        taken: set[int] = set()
        order = sorted(range(len(s)), key=lambda i: (s.upos[i] not in syntax.VERBAL, i))
        for i in order:
            if i in taken:
                continue
            best = self._at(s, i, arguments)
            if best is not None:
                found.append(best)
                taken.update(best.words)
        return sorted(found, key=lambda m: m.trigger)

    def awaited(self, s: Sentence, words: Iterable[int], arguments: Arguments) -> Match | None:
        """The act that a clause waits for, read as it will be told when it is done, whoever does it: "until *the hostages are released*".

        It is that of the highest verb that tells one, else of a noun.
        """
        order = sorted(words, key=lambda i: (s.upos[i] not in syntax.VERBAL, sum(1 for _ in s.ancestors(i)), i))
        return next((match for i in order if (match := self._at(s, i, arguments, anyone=True)) is not None), None)

    def _at(self, s: Sentence, i: int, arguments: Arguments, anyone: bool = False) -> Match | None:
        """The act that a word tells; `anyone` where who does it may be left unsaid."""
        demanded = -1
        unsaid: Match | None = None
        for predicate in self.lexicon.predicates(s, i):
            if weight(predicate) < demanded:
                break
            kind, _ = key(predicate)
            words = self._words(s, i, predicate, kind)
            if words is None:
                continue
            demanded = weight(predicate)
            anchor = s.heads[i] if kind == "modal" and s.relation(i) == "aux" else i
            sources = self._sources(s, anchor, predicate, kind, arguments)
            if not sources and not anyone:
                if unsaid is None and predicate.code in self._codes("telling") and kind == "verb":
                    unsaid = Match(predicate, i, words, (), (), self._content(s, anchor, predicate))
                continue
            targets = self._targets(anchor, predicate, kind, arguments, sources)
            partners: Actors = ()
            if predicate.reciprocal:
                partners = targets
                sources, targets = distinct([*sources, *targets]), ()
                if len(sources) < 2 and not anyone:
                    continue
            elif not targets and (not predicate.bare or (self._transitive(s, i, predicate, kind) and not own_object(s, i, sources, arguments))):
                continue
            return Match(predicate, i, words, sources, targets, self._content(s, anchor, predicate), partners)
        return unsaid

    def _words(self, s: Sentence, i: int, predicate: Predicate, kind: str) -> tuple[int, ...] | None:
        """The words of the trigger, or None where the predicate asks for something that is not there."""
        words = [i]
        if kind == "verb":
            if s.upos[i] == "AUX" and s.relation(i) in ("aux", "cop"):
                return None
            if s.upos[i] == "ADJ" and not syntax.passive(s, i):
                return None
        if kind == "modal" and s.relation(i) != "aux" and s.kid(i, "xcomp") is None:
            return None
        if kind == "noun" and predicate.copula != (s.kid(i, "cop") is not None):
            return None
        if kind == "noun" and s.relation(i) in ("compound", "flat") and s.heads[i] > i:
            return None
        if kind == "adjective" and s.kid(i, "cop") is None and s.relation(i) not in ("xcomp", "root", "ccomp", "acl", "conj"):
            return None
        if predicate.particle:
            particle = next((c for c in s.kids(i, "compound:prt", "advmod", "case", "obl") if s.lowered[c] == predicate.particle), None)
            if particle is None and i + 1 < len(s) and s.lowered[i + 1] == predicate.particle:
                particle = i + 1
            if particle is None:
                return None
            words.append(particle)
        elif kind == "verb" and s.kid(i, "compound:prt") is not None and not predicate.object:
            return None
        if predicate.object:
            noun = self._object(s, i, predicate.object, kind)
            if noun is None:
                return None
            words.append(noun)
        if predicate.adverb:
            adverb = next((c for c in s.kids(i, "advmod", "xcomp", "advcl", "obl", "amod", "obj") if s.lemmas[c].lower() in predicate.adverb), None)
            if adverb is None:
                return None
            words.append(adverb)
        if predicate.prep:
            case = self._preposition(s, i, tuple(predicate.prep))
            if case is None:
                return None
            words.append(case)
        return tuple(sorted(words))

    def _object(self, s: Sentence, i: int, wanted: list[str], kind: str) -> int | None:
        nouns = syntax.patients(s, i) if kind == "verb" else list(s.kids(i, "nmod", "compound"))
        for noun in nouns:
            for word in [noun, *(w for w in s.kids(noun, "nmod") if s.lemmas[noun].lower() in grammar().measures)]:
                lemma = s.lemmas[word].lower()
                if lemma in wanted or s.lowered[word] in wanted:
                    return word
                for c in s.children[word]:
                    if c < word and s.relation(c) in ("compound", "amod", "nummod") and f"{s.lemmas[c].lower()} {lemma}" in wanted:
                        return word
                if any(" " in w and w.split()[0] == lemma and list(s.lowered[word + 1:word + len(w.split())]) == w.split()[1:] for w in wanted):
                    return word
                before = [" ".join([*s.lowered[first:word], lemma]) for first in range(max(0, word - 3), word)]
                if any({phrase, phrase.replace(" - ", "-"), phrase.replace(" - ", "")} & set(wanted) for phrase in before):
                    return word
        return None

    def _preposition(self, s: Sentence, i: int, wanted: tuple[str, ...]) -> int | None:
        for place in [i, *syntax.patients(s, i), *s.kids(i, "obl")] if s.upos[i] in syntax.VERBAL else [i]:
            for child in s.kids(place, "obl", "nmod", "advcl", "ccomp", "xcomp", "acl"):
                case = s.case(child) or next((s.lowered[m] for m in s.kids(child, "mark")), None)
                if case in wanted or (case or "").split(" ")[0] in wanted:
                    return next(iter(s.kids(child, "case", "mark")))
        return next((c for c in s.kids(i, "case", "compound:prt") if s.lowered[c] in wanted and c > i), None)

    def _sources(self, s: Sentence, i: int, predicate: Predicate, kind: str, arguments: Arguments) -> Actors:
        slots = predicate.source or (["poss", "by"] if kind == "noun" else ["subj"] if kind == "verb" else ["speaker"])
        for slot in slots:
            found = arguments.slot(i, slot)
            if found:
                return found
        if kind == "verb" and predicate.code in self._codes("armed") and "subj" in slots:  # "Russian missiles struck": Russia's
            found = next((owner for w in syntax.agents(s, i) if (owner := arguments.owner(w))), ())
            if found:
                return found
        if kind == "verb" and "subj" in slots and (unsubjected(s, i) or self._enacted(s, i, predicate)):
            return arguments.speaker(i)
        if kind == "verb" and "subj" in slots and s.kind == "item" and s.heads[i] < 0 and syntax.is_infinitive(s, i):  # "decides: (a) to suspend …"
            return arguments.led_by
        if kind != "noun" or not {"poss", "by"} & set(slots):
            return ()
        return self._implied(s, i, arguments) or (arguments.led_by if s.heads[i] < 0 else ())

    def _implied(self, s: Sentence, noun: int, arguments: Arguments) -> Actors:
        """Whose an act without a possessor is: "condemned X *for the attack*" (X's), "is considering *sanctions*" (the subject's)."""
        verb = s.heads[noun]
        if verb < 0 or s.upos[verb] not in syntax.VERBAL:
            return ()
        if s.relation(noun) == "obl" and s.case(noun) in ("for", "over", "of", "because of"):
            return arguments.phrases(syntax.patients(s, verb))
        return arguments.phrases(syntax.agents(s, verb)) if s.relation(noun) == "obj" and s.lemmas[verb] in self._planning else ()

    def _targets(self, i: int, predicate: Predicate, kind: str, arguments: Arguments, sources: Actors) -> Actors:
        slots = predicate.target or (VERB_TARGETS if kind == "verb" else NOUN_TARGETS if kind == "noun" else ("subj", "in-subj", "comp-subj"))
        arguments.passed_over = sources
        restricting = predicate.code in self._codes("restricting")
        if restricting:  # what a state forbids its own companies is done to those that they dealt with
            slots = [*slots, "comp", "to", "with"]
        home = {a.country for a in sources if a.country} if restricting else set()
        found: Actors = ()
        for slot in slots:
            within = arguments.within(i) if slot == "in-obj" and predicate.code in self._codes("blaming") else arguments.slot(i, slot)
            found = tuple(a for a in within if a.id or a.country not in home)
            if found:
                break
        if not found and kind == "noun":
            found = next((shared for w in arguments.coordinated(i) if (shared := arguments.slot(w, "of"))), ())
        if not found and kind == "verb" and predicate.code in self._codes("personal") and "obj" in slots:
            found = next((person for w in syntax.patients(arguments.s, i) if (person := arguments.person(w))), ())
        if not found and predicate.code in self._codes("lasting"):
            found = (arguments.listed or arguments.titled) if kind == "verb" else arguments.led_at if arguments.s.heads[i] < 0 else ()
        arguments.passed_over = ()
        return besides(found, sources)

    def _content(self, s: Sentence, i: int, predicate: Predicate) -> tuple[int, ...]:
        slot = predicate.content
        if slot is None and predicate.code not in self._codes("telling"):
            return ()
        if slot == "comp":
            verb = syntax.complement(s, i)
            if verb is not None:
                words = trimmed(s, told(s, i, verb))
                return tuple(w for w in words if w > i) if verb > i else tuple(words)
            slot = "obj"
        if slot is None:
            verb = syntax.complement(s, i)
            return tuple(w for w in trimmed(s, told(s, i, verb)) if w > i) if verb is not None and verb > i else matter(s, i)
        if slot == "clause":
            return tuple(w for w in syntax.clause(s, i) if w >= i)
        heads = syntax.patients(s, i) if slot == "obj" else list(syntax.phrases(s, i, (slot, *(("upon",) if slot == "on" else ()))))
        if not heads and (verb := syntax.complement(s, i)) is not None and verb > i:
            heads = [verb]
        words = sorted({w for head in heads for w in s.subtree(head)})
        return tuple(trimmed(s, words)) if words else matter(s, i)

    def _transitive(self, s: Sentence, i: int, predicate: Predicate, kind: str) -> bool:
        """Whether a deed that needs no target has an object that is no actor: "withdrew its application" is no retreat."""
        return kind == "verb" and predicate.code in self._codes("physical") and not predicate.object and bool(syntax.patients(s, i))

    def _enacted(self, s: Sentence, i: int, predicate: Predicate) -> bool:
        """Whether a passive without an agent does itself what it says: "imports are prohibited" in an order; not "imports that are prohibited"."""
        if s.labels[i] == "acl:relcl" or predicate.code not in self._codes("enacted") or not syntax.passive(s, i) or syntax.agents(s, i):
            return False
        marks = {s.lowered[c] for c in s.kids(i, "aux")}
        return bool(marks & {"is", "are", "shall"}) and not marks & {"been", "being", "was", "were"}


def told(s: Sentence, i: int, verb: int) -> list[int]:
    """The words of the clause that completes an act, and of what is hung on the act though it says how: "urged Chad to help *by sending food*"."""
    means = [child for child in s.kids(i, "advcl") if child > verb and any(s.lowered[c] == "by" for c in s.kids(child, "mark"))]
    return sorted({w for top in (verb, *means) for w in s.subtree(top)})


def matter(s: Sentence, i: int) -> tuple[int, ...]:
    """What an act without object or clause is about: "agreed *to a ceasefire*", "pressed *for talks*"."""
    heads = [w for w in syntax.phrases(s, i, MATTERS) if w > i and s.upos[w] == "NOUN"]
    return tuple(trimmed(s, s.subtree(heads[0]))) if heads else ()


def own_object(s: Sentence, i: int, sources: Actors, arguments: Arguments) -> bool:
    """Whether what a verb is done to belongs to who does it: "put its forces on alert"."""
    return any(same(a, b) for w in syntax.patients(s, i) for a in arguments.phrase(w) for b in sources)


def unsubjected(s: Sentence, i: int) -> bool:
    """Whether a clause leaves its subject to the reader: "Decides to …", "Calling on Russia …" in a statement or resolution."""
    root = i
    while s.relation(root) in ("conj", "xcomp", "parataxis", "ccomp") and s.heads[root] >= 0:
        root = s.heads[root]
        if s.kid(root, "nsubj", "nsubj:pass", "csubj") is not None and not syntax.opens(s, root):
            return False
    if s.heads[root] >= 0 or (s.kid(i, "nsubj", "nsubj:pass") is not None and not syntax.opens(s, i)) or syntax.passive(s, i):
        return False
    return s.lowered[root].endswith("ing") or (s.lowered[root].endswith("s") and s.lowered[root] != s.lemmas[root])


def trimmed(s: Sentence, words: list[int]) -> list[int]:
    """The words without punctuation and conjunctions at their edges."""
    while words and (s.upos[words[-1]] == "PUNCT" or s.upos[words[-1]] == "CCONJ"):
        words = words[:-1]
    while words and (s.upos[words[0]] == "PUNCT" or s.upos[words[0]] == "CCONJ"):
        words = words[1:]
    return words
