"""The relation of a pair that the caller marks: the relation head and the predicates together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, log

from demarche.actors.mentions import Mention, distinct, head_of, same
from demarche.errors import DemarcheError
from demarche.events.arguments import Actors
from demarche.events.coding import Told
from demarche.events.context import Context
from demarche.events.relating import Judge, stranger, words_at
from demarche.language.relations import Range, Reading
from demarche.language.sentence import Sentence
from demarche.records import Actor, Relation

Place = tuple[int, int]
LEAST = 1e-6  # of a probability, before its logarithm is taken


@dataclass(frozen=True)
class Marked:
    """One of the marked two: where it stands, in sentences and words, and the actors that it is taken for."""

    places: tuple[tuple[Sentence, Range], ...]
    actors: Actors

    def among(self, actors: Iterable[Actor]) -> bool:
        """Whether any of the actors is this one."""
        return any(same(a, b) for a, b in product(actors, self.actors))


def marked(context: Context, source: Sequence[Place], target: Sequence[Place]) -> tuple[Marked, Marked]:
    """The marked two, made mentions of the context; raises D203 where a span holds no word.

    Each keeps who it was found to be, unless that is the same for both: then they are named as the text names them.
    """
    places = [tuple(located(context, place) for place in end) for end in (source, target)]
    known = [distinct(a for s, words in end if (m := context.mentions.at(s.index, head_of(s, *words))) for a in m.actors) for end in places]
    if any(same(a, b) for a, b in product(*known)):
        known = [(), ()]
    context.private = True
    found = []
    for end, actors in zip(places, known, strict=True):
        named = actors or tuple(stranger(s, words, context.text) for s, words in end[:1])
        for s, words in end:
            context.mentions.put(Mention(s.index, *words, head_of(s, *words), "name", named).located(s, context.text))
        found.append(Marked(end, named))
    return found[0], found[1]


def relation(judge: Judge, context: Context, told: Sequence[Told], source: Marked, target: Marked) -> Relation:
    """What a marked source does to a marked target.

    The head reads the two ends in the sentence that holds both; a predicate that joins the same two weighs in as much as
    `Judge.trust` says, one that stands in the sentence without joining them less.
    """
    both = [(s, a, b) for (s, a), (t, b) in product(source.places, target.places) if s is t]
    readings = [found for s, a, b in both if (found := judge.ask(s, [(a, b)]).read.get((a, b)))]
    scores, none = averaged(readings) if readings else (dict.fromkeys(context.knowledge.codebook.by_code, 0.0), 1.0)
    joined, beside = said(told, source, target, {s.index for s, _, _ in both})
    odds = {code: log(max(p, LEAST)) + judge.trust.joined * (code in joined) + judge.trust.beside * (code in beside) for code, p in scores.items()}
    odds[""] = log(max(none, LEAST)) - judge.trust.none
    whole = sum(map(exp, odds.values()))
    shares = {code: exp(x) / whole for code, x in odds.items()}
    best = likeliest(shares, {root.code: root.cameo or root.code for root in context.knowledge.codebook.roots})
    return Relation(code=best or None, scores={code: round(share, 4) for code, share in shares.items() if code})


def likeliest(shares: Mapping[str, float], families: Mapping[str, str]) -> str:
    """The likeliest code of the likeliest CAMEO root: to give way in words or in deeds is one of them, however the two share it."""
    together: dict[str, float] = {}
    for code, share in shares.items():
        together[families.get(code, code)] = together.get(families.get(code, code), 0.0) + share
    family = max(together, key=together.__getitem__)
    return max((code for code in shares if families.get(code, code) == family), key=shares.__getitem__)


def located(context: Context, place: Place) -> tuple[Sentence, Range]:
    """The sentence of a span of the text, and its words there; of several sentences the one with most of it."""
    found = [(s, inside) for s in context.sentences if (inside := words_at(s, *place))]
    if not found:
        raise DemarcheError("D203", start=place[0], end=place[1], length=len(context.text))
    return max(found, key=lambda item: item[1][1] - item[1][0])


def averaged(readings: Sequence[Reading]) -> tuple[dict[str, float], float]:
    """The mean of what the head says of several pairs of spans: the score of each code, and of none."""
    count = len(readings)
    return {code: sum(r.scores[code] for r in readings) / count for code in readings[0].scores}, sum(r.none for r in readings) / count


def said(told: Iterable[Told], source: Marked, target: Marked, sentences: set[int]) -> tuple[set[str], set[str]]:
    """The codes of the predicates that join the two, and of those that stand in the same sentence without joining them; what did not happen is none."""
    joined: set[str] = set()
    beside: set[str] = set()
    for one in told:
        if one.sentence.index not in sentences or one.content_only or one.status == "denied":
            continue
        targets = one.targets or (one.match.sources if len(one.match.sources) > 1 else ())
        (joined if source.among(one.match.sources) and target.among(targets) else beside).add(one.code)
    return joined, beside
