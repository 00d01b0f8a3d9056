"""Lists under one lead-in: "The following are prohibited: (a) the import of …; (b) …" or "Decides: - to suspend …; - to recall …".

What the lead-in tells is told of each clause that tells no such act of its own, by the same sources, of whoever the clause names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from demarche.events.arguments import Actors, Arguments
from demarche.events.context import Context
from demarche.events.matching import Match
from demarche.language.sentence import Sentence
from demarche.records import Actor


@dataclass(frozen=True)
class Lead:
    """The act of a lead-in, None where it tells none, for the list that follows; and who decides there what the clauses say."""

    sentence: Sentence | None = None
    match: Match | None = None
    decided: Actors = ()

    @property
    def sources(self) -> Actors:
        """Who acts in the clauses."""
        return self.match.sources if self.match else self.decided

    @property
    def targets(self) -> Actors:
        """On whom, where the clause names nobody."""
        return self.match.targets if self.match else ()


def leads(s: Sentence) -> bool:
    """Whether a sentence opens a list."""
    return s.words[-1] == ":"


def deciders(s: Sentence, arguments: Arguments, deciding: Collection[str]) -> Actors:
    """Who decides in a lead-in: "The Council decides: (a) to suspend …"."""
    top = s.heads.index(-1)
    if s.lemmas[top].lower() not in deciding:
        return ()
    return arguments.slot(top, "subj") or arguments.speaker(top)


def listed(context: Context, s: Sentence) -> Actors:
    """The actor that the clauses under a lead-in name most, but for who issues the document: whom an order is about that names nobody itself."""
    own = {a.id for a in context.speakers}
    named: Counter[str] = Counter()
    actors: dict[str, Actor] = {}
    for below in context.sentences[s.index + 1:]:
        if below.kind != "item":
            break
        for mention in context.mentions.of(below.index):
            if mention.form in ("name", "adjective") and len(mention.actors) == 1 and (key := mention.actors[0].id) and key not in own:
                named[key] += 1
                actors.setdefault(key, mention.actors[0])
    return tuple(actors[key] for key, _ in named.most_common(1))


def under(s: Sentence, lead: Lead, matches: Sequence[Match], arguments: Arguments, lasting: frozenset[str]) -> Match | None:
    """The lead-in's act, told by a clause; None where there is none, or the clause tells an act of its own that lasts."""
    if lead.match is None or lead.sentence is None or s.kind != "item" or any(m.predicate.code in lasting for m in matches):
        return None
    top = next((i for i, tag in enumerate(s.upos) if tag in ("NOUN", "PROPN", "VERB")), s.heads.index(-1))
    own = {a.id for a in lead.sources}
    named = tuple(a for a in arguments.inside(top) if a.id and a.id not in own)
    return replace(lead.match, trigger=top, words=(top,), targets=named or lead.targets, content=(), partners=(), led=(lead.sentence, lead.match.trigger))


def headed(s: Sentence, lead: Lead, match: Match) -> Match:
    """An act that a clause names by its noun stands as the act of its lead-in does: "is considering: (a) *a travel ban*"."""
    if lead.match is None or lead.sentence is None or s.kind != "item" or match.kind != "noun" or s.heads[match.trigger] >= 0:
        return match
    return replace(match, led=(lead.sentence, lead.match.trigger))
