"""Who does what in a dependency tree: subjects through control, coordination and relative clauses; voice; conjuncts.

All functions take a `Sentence` and word indices, and return word indices of the heads of phrases.
"""

from __future__ import annotations

from collections.abc import Iterator

from demarche.language.grammar import grammar
from demarche.language.sentence import Sentence

RELATIVE = {"who", "which", "that", "whom", "whose"}
VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}


def conjuncts(s: Sentence, i: int) -> list[int]:
    """A phrase's head and the heads that are coordinated with it: "Russia and China" → both."""
    found = [i]
    for part in [i, *s.kids(i, "flat")]:  # the parser may hang the rest of a list on a part of its first name
        for child in s.kids(part, "conj"):
            if not any(s.lowered[c] in ("instead", "rather") for c in s.kids(child, "cc", "case")):
                found += conjuncts(s, child)
    return sorted(found)


def is_participle(s: Sentence, i: int, ending: str) -> bool:
    """Whether the word is a present ("ing") or past ("ed") participle by its form."""
    small = s.lowered[i]
    if ending == "ing":
        return small.endswith("ing") and small != s.lemmas[i]
    return not small.endswith("ing") and small != s.lemmas[i] and not small.endswith("s")


def passive(s: Sentence, verb: int) -> bool:
    """Whether the verb is passive: marked so, or a past participle that has lost its marks."""
    for child in s.children[verb]:
        if s.labels[child] in ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"):
            return True
    if s.upos[verb] not in VERBAL or not is_participle(s, verb, "ed"):
        return False
    if s.kid(verb, "nsubj", "obj", "aux") is not None:
        return False
    label = s.relation(verb)
    if label in ("acl", "amod") and s.labels[verb] != "acl:relcl":
        return True
    if label == "advcl":
        return True
    if label == "conj":
        head = s.heads[verb]
        return s.upos[head] in VERBAL and passive(s, head)
    return False


def _direct(s: Sentence, verb: int) -> list[int]:
    """The subjects that stand with the verb itself, its relative pronoun replaced by what it stands for."""
    found = []
    for child in s.kids(verb, "nsubj", "csubj"):
        if child > verb and opens(s, verb):
            continue
        if s.lowered[child] in RELATIVE and s.labels[verb] == "acl:relcl":
            found += antecedents(s, verb)
        else:
            found += conjuncts(s, child)
    return found


def opens(s: Sentence, verb: int) -> bool:
    """Whether a clause opens with its verb and leaves its subject to the reader, as in resolutions: what follows is its object."""
    return s.heads[verb] < 0 and all(s.upos[w] in ("ADV", "PUNCT") for w in range(verb)) and s.kid(verb, "aux", "cop") is None


def antecedents(s: Sentence, verb: int) -> list[int]:
    """What a relative clause is said of: the noun that it hangs on; behind a comma, all that this noun is coordinated with."""
    noun = s.heads[verb]
    first = s.subtree(verb)[0]
    if s.relation(noun) == "conj" and "," in s.words[max(0, first - 1):first + 1]:
        noun = s.heads[noun]
    return conjuncts(s, noun)


def subjects(s: Sentence, verb: int, depth: int = 0) -> list[int]:
    """The grammatical subjects of a verb, adjective or predicate noun, found through the clauses above it.

    In a passive clause they are what the act is done to. Empty where there is none.
    """
    found = _direct(s, verb)
    if found or depth > 6:
        return found
    head, label = s.heads[verb], s.relation(verb)
    if head < 0:
        return []
    if s.labels[verb] == "acl:relcl":
        return conjuncts(s, head) if is_participle(s, verb, "ing") else []
    if label == "xcomp":
        return controllers(s, head, depth)
    if label == "conj" and (s.upos[head] in VERBAL or s.upos[verb] in VERBAL):
        return [] if misjoined(s, verb, head) else subjects(s, head, depth + 1)
    if label == "acl":
        if s.upos[head] in VERBAL | {"ADJ"}:
            return subjects(s, head, depth + 1)
        if is_infinitive(s, verb):
            return appealed(s, head) or owners(s, head, depth)
        return conjuncts(s, head)
    if label == "advcl" and is_infinitive(s, verb):
        if s.lemmas[head] in grammar().appeals:
            return controllers(s, head, depth)
        for noun in s.kids(head, "obj"):
            asked = appealed(s, noun)
            if asked:
                return asked
    if label == "advcl" and is_participle(s, verb, "ing") and any(s.lowered[m] in ("for", "of") for m in s.kids(verb, "mark")):
        return patients(s, head)  # "condemned Chad for seizing"
    if label in ("advcl", "ccomp") and s.upos[head] not in NOMINAL:
        if label == "ccomp" and not is_infinitive(s, verb):
            return []
        return controllers(s, head, depth) if label == "ccomp" else agents(s, head, depth + 1)
    if label in ("advcl", "nmod", "obl") and s.upos[verb] in VERBAL:
        return agents(s, governing_verb(s, verb) if s.upos[head] in NOMINAL else head, depth + 1)
    return []


def misjoined(s: Sentence, verb: int, head: int) -> bool:
    """Whether a bare verb or infinitive is joined to a finite one, as no sentence is: "called on Chad to halt and *withdraw*" joins it to "halt"."""
    bare = s.lowered[verb] == s.lemmas[verb].lower() and s.lemmas[verb].lower() not in grammar().invariant and s.kid(verb, "aux", "mark") is None
    past = s.upos[head] == "VERB" and s.lowered[head].endswith("ed") and s.kid(head, "aux") is None
    finite = s.upos[head] == "VERB" and s.heads[head] < 0 and not is_infinitive(s, head)
    return s.upos[verb] == "VERB" and ((bare and past) or (finite and is_infinitive(s, verb)))


def appealed(s: Sentence, noun: int) -> list[int]:
    """To whom a call goes: "appeals *to the guards* to leave"."""
    if s.lemmas[noun] not in grammar().appeals:
        return []
    return [w for c in s.kids(noun, "nmod") if s.case(c) in ("on", "upon", "to") for w in conjuncts(s, c)]


def controllers(s: Sentence, verb: int, depth: int = 0) -> list[int]:
    """Who does what an infinitive under this verb says: its object ("urge X to go", "call on X to go"), else its subject."""
    for label in ("obj", "iobj"):
        child = s.kid(verb, label)
        if child is not None and s.lemmas[verb] != "promise":
            return conjuncts(s, child)
    for child in s.kids(verb, "obl"):
        if s.case(child) in ("on", "upon", "for", "to") and s.labels[child] == "obl" and s.lemmas[verb] in grammar().appeals:
            return conjuncts(s, child)
    return subjects(s, verb, depth + 1)


def owners(s: Sentence, noun: int, depth: int = 0) -> list[int]:
    """Whose a noun is: its possessor, its "by" phrase, else the subject of the clause that it stands in."""
    for child in s.kids(noun, "nmod:poss"):
        return conjuncts(s, child)
    for child in s.kids(noun, "nmod"):
        if s.case(child) in ("by", "from") or (s.case(child) in ("in", "at", "of") and s.lemmas[noun] in grammar().decisions and s.upos[child] == "PROPN"):
            return conjuncts(s, child)
    verb = governing_verb(s, noun)
    return agents(s, verb, depth + 1) if verb >= 0 and depth < 6 else []


def governing_verb(s: Sentence, i: int) -> int:
    """The nearest verb above a word, or -1."""
    for above in s.ancestors(i):
        if s.upos[above] in VERBAL or s.kid(above, "cop") is not None:
            return above
    return -1


def agents(s: Sentence, verb: int, depth: int = 0) -> list[int]:
    """Who does what the verb says: the subject of an active verb, the "by" phrase of a passive one."""
    if verb < 0:
        return []
    if passive(s, verb):
        for child in s.kids(verb, "obl:agent"):
            return conjuncts(s, child)
        for child in s.kids(verb, "obl"):
            if s.case(child) == "by":
                return conjuncts(s, child)
        return []
    return subjects(s, verb, depth)


def patients(s: Sentence, verb: int) -> list[int]:
    """What the act of a verb is done to: its object, or its subject where it is passive; relatives are resolved."""
    if passive(s, verb):
        found = subjects(s, verb)
        if found or s.relation(verb) != "acl":
            return found
        return [s.heads[verb]]
    objects = [*(c for c in s.kids(verb, "obj") if c not in receivers(s, verb)), *(c for c in s.kids(verb, "nsubj") if c > verb and opens(s, verb))]
    found = [word for child in sorted(objects) for word in conjuncts(s, child)]
    if not found:
        found = [word for child in s.kids(verb, "obl") if particle_object(s, verb, child) for word in conjuncts(s, child)]
    found = [s.heads[verb] if s.lowered[w] in RELATIVE and s.labels[verb] == "acl:relcl" else w for w in found]
    if not found and s.labels[verb] == "acl:relcl" and s.kid(verb, "nsubj") is not None and not _fronted(s, verb):
        return [s.heads[verb]]
    if not found and s.relation(verb) == "conj" and s.heads[verb] < verb and s.upos[s.heads[verb]] in VERBAL and s.kid(verb, "obl", "xcomp", "ccomp") is None:
        return []
    return found


def receivers(s: Sentence, verb: int) -> list[int]:
    """To whom something is given, or of whom it is asked: the indirect object; the first of two objects, whatever the parser calls it."""
    objects = sorted(s.kids(verb, "obj"))
    return [*s.kids(verb, "iobj"), *(objects[:1] if len(objects) == 2 and objects[0] > verb else ())]


def particle_object(s: Sentence, verb: int, child: int) -> bool:
    """Whether an oblique is really the object of a verb with a particle: "shot down a drone"."""
    case = s.case(child)
    if case is None:
        return s.kid(verb, "compound:prt") is not None
    return case in grammar().particles and s.lowered[verb + 1:verb + 2] == (case,)


def _fronted(s: Sentence, verb: int) -> bool:
    return any(s.lowered[c] in RELATIVE | {"where", "when", "why"} for c in s.children[verb])


def phrases(s: Sentence, i: int, prepositions: tuple[str, ...]) -> Iterator[int]:
    """The noun phrases that a preposition joins to a word, with their conjuncts."""
    for child in s.kids(i, "obl", "nmod", "advcl"):
        case = s.case(child)
        if case in prepositions:
            yield from conjuncts(s, child)


def is_infinitive(s: Sentence, verb: int) -> bool:
    """Whether the verb stands with "to"."""
    return any(s.lowered[c] == "to" for c in s.kids(verb, "mark", "aux"))


def complement(s: Sentence, i: int) -> int | None:
    """The head of the clause that completes a verb, noun or adjective: "urged Chad *to go*", "imperative that it *go*"."""
    for label in ("xcomp", "ccomp", "csubj", "acl", "parataxis", "advcl"):
        for child in s.kids(i, label):
            if s.labels[child] == "acl:relcl":
                continue
            if label in ("acl", "advcl") and not (is_infinitive(s, child) or any(s.lowered[c] == "that" for c in s.kids(child, "mark")) or forbidden(s, child)):
                continue
            if label == "parataxis" and child > i:
                continue
            return child
    for noun in s.kids(i, "obj", "iobj"):
        for word in s.subtree(noun):
            if s.labels[word] == "acl" and is_infinitive(s, word):
                return word
    if s.relation(i) == "conj" and s.upos[i] == "VERB":  # the parser may hang it on the first of two verbs: "thanked Chad and called on it *to go*"
        return next((child for child in s.kids(s.heads[i], "xcomp", "advcl") if child > i and is_infinitive(s, child)), None)
    return None


def forbidden(s: Sentence, verb: int) -> bool:
    """Whether a clause says what somebody may not do: "barred *from serving* Chad", "forbidden *to serve* it"."""
    head = s.heads[verb]
    if head < 0 or s.lemmas[head].lower() not in grammar().forbidding:
        return False
    return any(s.lowered[c] == "from" for c in s.kids(verb, "mark", "case")) or (s.relation(verb) == "xcomp" and is_infinitive(s, verb))


def negated(s: Sentence, i: int) -> bool:
    """Whether the word carries "not", "never" or "no" of its own."""
    return any(s.lemmas[c] in ("not", "never", "no", "neither") for c in s.kids(i, "advmod", "det", "cc", "discourse"))


def clause(s: Sentence, verb: int) -> list[int]:
    """The words of the clause of a verb without its coordinate clauses, parentheses and marks at its edges."""
    words = s.subtree(verb, without=[c for c in s.children[verb] if s.relation(c) in ("conj", "parataxis", "discourse") and s.upos[c] in VERBAL])
    while words and s.upos[words[-1]] in ("PUNCT", "CCONJ"):
        words.pop()
    return words
