"""Naming: the names of a text, each with what it means there, and the words of its sentences that they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from demarche.actors.acronyms import introductions
from demarche.actors.choice import Chooser, Meaning, Named
from demarche.actors.gazetteer import Gazetteer
from demarche.knowledge.loader import Knowledge
from demarche.language.sentence import Sentence
from demarche.records import Actor


@dataclass(frozen=True, slots=True)
class Name:
    """Words [first, end) of a sentence are a name, which here means this."""

    first: int
    end: int
    meaning: Meaning


class Namer:
    """Finds the names of a text.

    >>> [name.actor.id for name in Namer(Knowledge.load()).named("Chad and the ILO")]
    ['TCD', 'ilo']
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self.gazetteer = Gazetteer(knowledge.names, knowledge.searched)
        self.chooser = Chooser(knowledge)

    def named(self, text: str, day: str | None = None, speakers: tuple[Actor, ...] = ()) -> list[Named]:
        """The names of actors in a text, in order, each with what it means there on a day."""
        return [name for name in self.read(text, day, speakers) if not name.meaning.nothing]

    def read(self, text: str, day: str | None = None, speakers: tuple[Actor, ...] = ()) -> list[Named]:
        """The names in a text, those that mean no actor too; an acronym means what the text says of it."""
        matches = self.gazetteer.find(text)
        evidence = self.chooser.evidence(matches, day, text, speakers)
        found = [Named(m.start, m.end, meanings[0]) for m in matches if (meanings := self.chooser.meanings(m, evidence))]
        told = introductions(text, [(n.start, n.end, n.actor) for n in found if not n.meaning.nothing], self._knowledge.patterns.coreference)
        for acronym, one in told.items():
            if not one.spelled and self.gazetteer.find(acronym):  # "the World Bank (BBC)": it has a meaning of its own
                continue
            alike = [n.actor for n in found if text[n.start:n.end] == acronym and n.actor.id]
            if any(a.id == one.actor.id or one.actor.name in (a.name, *a.aliases) for a in alike):  # it means that anyway
                continue
            meaning = Meaning(one.actor, "name", entry=self._knowledge.by_id.get(one.actor.id or ""))
            spelled, longer = (one.start, one.end), [n for n in found if n.end - n.start > len(acronym)]
            alone = [(at, at + len(acronym)) for at in occurrences(text, acronym)]
            alone = [p for p in alone if all(p[1] <= n.start or p[0] >= n.end for n in longer)]  # not the UN in "the UN Security Council"
            places = [spelled, *alone]
            found = [n for n in found if all(n.end <= start or n.start >= end for start, end in places)] + [Named(*place, meaning) for place in places]
        return sorted(found, key=lambda name: name.start)


def by_sentence(sentences: Sequence[Sentence], names: Sequence[Named]) -> Mapping[int, list[Name]]:
    """Names by the sentence that they stand in, with their words."""
    found: dict[int, list[Name]] = {}
    starts = [s.starts[0] if len(s) else s.start for s in sentences]
    for name in names:
        number = bisect_right(starts, name.start) - 1
        words = aligned(sentences[number], name.start, name.end) if number >= 0 else None
        if words is not None:
            found.setdefault(sentences[number].index, []).append(Name(*words, name.meaning))
    return found


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where a word stands alone in a text.

    >>> list(occurrences("the RCU, not RCUs", "RCU"))
    [4]
    """
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1:at].isalnum() or text[end:end + 1].isalnum()):
            yield at
        at = text.find(word, end)


def aligned(s: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The words [first, end) of a sentence at these characters; none where they cut a word."""
    first = bisect_left(s.starts, start)
    last = bisect_left(s.ends, end)
    if first == len(s) or last == len(s) or s.starts[first] != start or s.ends[last] != end:
        return None
    return first, last + 1
