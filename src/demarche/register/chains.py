"""Chains: the course of each measure, one for each imposer, target and kind, and its state on any day, computed from what is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, product
from typing import NamedTuple, cast

from msgspec import structs

from demarche.records import Actor, Condition, Event, Measure, MeasureKind, Provision, Vote, identity
from demarche.register.acts import Act, accounts, acts, of, rank, until
from demarche.register.clocks import interval
from demarche.register.facts import Witness
from demarche.register.likeness import WORD, actor_key, actor_keys, common, infinitive, phrase, stem, stems, words
from demarche.register.spells import Walk
from demarche.register.steps import IMPOSED, PROPOSED, Basis, State, Status, Step, order
from demarche.register.tellings import STAGES, Telling, telling

Groups = Iterable[Collection[str]]


class Relation(NamedTuple):
    """What a chain is of: keys of actors (None where the texts name none) and the kind of measure."""

    imposer: str | None
    target: str | None
    kind: MeasureKind

    @property
    def id(self) -> str:
        """The id of the chain, which never changes."""
        return identity("chain", *self)


@dataclass(frozen=True, slots=True)
class Chain:
    """A measure of one imposer at one target, in all its steps.

    id        a hash of imposer, target and kind: it never changes
    steps     all acts that are told, and the events that have met a condition, in the order of their days
    contrary  events told as denied, of the imposer at the target; they end nothing
    flaws     a sentence for each order that is impossible
    """

    id: str
    imposer: Actor | None
    target: Actor | None
    kind: MeasureKind
    steps: tuple[Step, ...]
    contrary: tuple[Witness[Event], ...]
    flaws: tuple[str, ...]

    def state(self, on: date) -> State:
        """Its state on a day, from its steps up to that day: nothing after it plays a part."""
        return Walk(self.steps, on).state


def chains(measures: Iterable[Witness[Measure]], events: Iterable[Witness[Event]] = (), apart: Groups = (), together: Groups = ()) -> tuple[Chain, ...]:
    """The chains that the measures make, by imposer, target and kind; the order of the witnesses does not matter.

    events           those of the same texts (for the days of measures that have none of their own), those that may meet a condition, and denials
    apart, together  decisions of reviewers, as for `acts`

    A step has the day that its witnesses tell; else that of the event it rests on; else that of the earliest publication; else that on which the
    register learnt it: `Step.basis` says which. "Suspended", a measure's own pause, is told as "eased". Raises D113 where a date is none.
    """
    told = list(events)
    apart, together = tuple(apart), tuple(together)
    groups: defaultdict[Relation, list[Witness[Measure]]] = defaultdict(list)
    for witness in measures:
        for relation in relations_of(witness.record):
            groups[relation].append(witness)
    named = {(w.text, event) for group in groups.values() for w in group for event in w.record.events}
    index = Index({place: w.record for w in told for place in ((w.text, w.record.id), *w.copies) if place in named}, told, apart, together)
    ordered = sorted(groups, key=lambda r: tuple(part or "" for part in r))
    return tuple(_chain(relation, groups[relation], index) for relation in ordered)


def relations_of(record: Measure) -> Iterator[Relation]:
    """The chains that a measure is of: one for each imposer and target."""
    for imposer, target in product(actor_keys(record.imposers) or (None,), actor_keys(record.targets) or (None,)):
        yield Relation(imposer, target, record.kind)


class Index:
    """The events beside the measures: those that measures rest on, denials by their actors, and acts by their code, made when first asked for."""

    def __init__(self, own: dict[tuple[str, str], Event], events: Sequence[Witness[Event]], apart: Groups, together: Groups) -> None:
        self.own, self.apart, self.together = own, apart, together
        self._by_code: defaultdict[str, list[Witness[Event]]] = defaultdict(list)
        self._denied: defaultdict[tuple[str | None, str | None], list[Witness[Event]]] = defaultdict(list)
        self._acts: dict[str, tuple[Act[Event], ...]] = {}
        self._speaking: dict[str, dict[str, list[int]]] = {}
        for witness in events:
            self._by_code[witness.record.code].append(witness)
            if witness.record.status == "denied":
                for source in actor_keys(witness.record.sources):
                    for target in actor_keys(witness.record.targets) or (None,):
                        self._denied[source, target].append(witness)

    def denials(self, relation: Relation, codes: Collection[str]) -> list[Witness[Event]]:
        """What is denied of the imposer at the target: events of these codes, of any where none is known."""
        return sorted((w for w in self._denied[relation.imposer, relation.target] if not codes or w.record.code in codes), key=rank)

    def acts(self, code: str) -> tuple[Act[Event], ...]:
        """The acts of a code, as the best supported account has them done."""
        if code not in self._acts:
            self._acts[code] = tuple(act for act in acts(self._by_code[code], self.apart, self.together) if act.status == "actual")
        return self._acts[code]

    def awaited(self, words: str, condition: Condition) -> Sequence[Act[Event]]:
        """The acts that may meet a condition: those of its code; where it names no actors, those of them whose sentences share a word with it."""
        found = self.acts(condition.event)
        if condition.actors:
            return found
        if condition.event not in self._speaking:
            speaking: defaultdict[str, list[int]] = defaultdict(list)
            for place, act in enumerate(found):
                for word in frozenset[str]().union(*(stems(w.record.sentence.text) for w in act.witnesses)):
                    speaking[word].append(place)
            self._speaking[condition.event] = speaking
        places = {place for word in stems(words) for place in self._speaking[condition.event].get(word, ())}
        return [found[place] for place in sorted(places)]


def _chain(relation: Relation, witnesses: Sequence[Witness[Measure]], index: Index) -> Chain:
    found = of((_telling(w, index.own) for w in witnesses), index.apart, index.together)
    steps = [_step(act, index.own) for act in found]
    met, early = _met(relation, steps, index)
    walk = Walk([*steps, *met])
    best = min(witnesses, key=rank).record
    codes = {index.own[w.text, event].code for w in witnesses for event in w.record.events if (w.text, event) in index.own}
    return Chain(relation.id, _actor(best.imposers, relation.imposer), _actor(best.targets, relation.target), relation.kind,
                 tuple(sorted([*steps, *(s for s in met if s.id in walk.ending)], key=order)), tuple(index.denials(relation, codes)), (*walk.flaws, *early))


def _telling(witness: Witness[Measure], own: dict[tuple[str, str], Event]) -> Telling[Measure]:
    """What is compared of a measure within its chain, whoever else imposed it or is hit by it."""
    record = witness.record
    day = record.since.value if record.since else _event_day(witness, own)
    return structs.replace(telling(witness), group=("measure", record.kind, STAGES[record.status]), date=day)


def _event_day(witness: Witness[Measure], own: dict[tuple[str, str], Event]) -> str | None:
    """The date of the event on which a measure rests; of a proposal none: that would be the day on which it may come."""
    if witness.record.status in PROPOSED:
        return None
    dated = (own[witness.text, event].date for event in witness.record.events if (witness.text, event) in own)
    return next((day.value for day in dated if day), None)


def _step(act: Act[Measure], own: dict[tuple[str, str], Event]) -> Step:
    """An act as a step."""
    records = [w.record for w in act.witnesses]
    day, basis = dated(act)
    if basis == "told" and not any(r.since and r.since.value == day for r in records):
        basis = "event"
    provisions = {(p.kind, p.span.text.casefold()): p for r in reversed(records) for p in reversed(r.provisions)}
    last = accounts((value, w) for w in act.witnesses if (value := until(w.record)) is not None)
    about = next((r.object for r in records if r.object), None)
    return Step(act.id, cast(Status, act.status), day, basis, act.witnesses, tuple(reversed(provisions.values())), last[0].value if last else None,
                next((r.vote for r in records if r.vote), None), phrase(about, (*act.sources, *act.targets)), why=act.why)


def dated(act: Act[Measure] | Act[Event] | Act[Vote]) -> tuple[str, Basis]:
    """The date of an act, and whose it is."""
    if act.date is not None:
        return act.date, "told"
    published = [w.published for w in act.witnesses if w.published]
    if published:
        return min(published, key=lambda value: (interval(value).last, value)), "published"
    return min(w.learnt for w in act.witnesses)[:10], "recorded"


def _met(relation: Relation, steps: Sequence[Step], index: Index) -> tuple[list[Step], list[str]]:
    """The events that meet a condition of the steps; a sentence for each condition that was met only before it was told."""
    met: dict[str, Step] = {}
    flaws = []
    for step in sorted(steps, key=order):
        if step.status not in (*IMPOSED, "extended", "eased"):
            continue
        for provision in step.provisions:
            if provision.kind != "until" or provision.condition is None:
                continue
            ends = [_ending(act) for act in index.awaited(provision.span.text, provision.condition) if _fulfils(provision, act, relation.target)]
            for end in ends:
                before = met.get(end.id, end).meets
                met[end.id] = replace(end, meets=before | {provision.span.text.casefold()})
            early = [end for end in ends if end.days.start <= step.day]
            if early and len(early) == len(ends):
                flaws.append(f"the condition “{provision.span.text}”, told of {step.date}, was met on {max(early, key=order).date}, not after it")
    return sorted(met.values(), key=order), flaws


def _ending(act: Act[Event]) -> Step:
    day, basis = dated(act)
    return Step(act.id, "expired", day, basis, act.witnesses, why=act.why)


def _fulfils(provision: Provision, act: Act[Event], target: str | None) -> bool:
    """Whether an act is the one that a condition waits for: among the actors it names – where it names none, the target – and on its subject.

    "Until a ceasefire is agreed" waits for an agreement that speaks of a ceasefire, not for any.
    """
    condition = provision.condition
    who = actor_keys((*act.sources, *act.targets))
    awaited = actor_keys(condition.actors) if condition else frozenset()
    if not (awaited or {target}) <= who:
        return False
    actors = (*act.sources, *act.targets, *(condition.actors if condition else ()))
    subject = words(provision.span.text, actors) - {stem(provision.kind)}
    if len(subject) < 2 and awaited:
        return True
    return any(_speaks(subject, w.record, actors) for w in act.witnesses)


def _speaks(subject: frozenset[str], event: Event, actors: Iterable[Actor]) -> bool:
    """Whether the sentence of an event shares the subject of a condition in more than its own verb."""
    shared = subject & words(event.sentence.text, actors)
    verb = words(event.trigger.text) if len(subject) > 1 else frozenset()
    return (bool(shared - verb) or len(shared) > 1) and not _leads_elsewhere(subject, event)


def _leads_elsewhere(subject: frozenset[str], event: Event) -> bool:
    """Whether another verb stands between an act and the subject: "agreed to hold talks on a ceasefire" is no ceasefire."""
    rest = WORD.findall(event.sentence.text[event.trigger.end - event.sentence.start:])
    place = next((i for i, word in enumerate(rest) if stem(word) in subject), 0)
    return any(before.casefold() in infinitive() and stem(verb) not in common() for before, verb in pairwise(rest[:place]))


def _actor(actors: Iterable[Actor], key: str | None) -> Actor | None:
    return next((a for a in actors if actor_key(a) == key), None)
