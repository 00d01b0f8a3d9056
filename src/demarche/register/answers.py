"""Answers: what the register says when it is asked – measures as they stood, what an actor did and underwent, a course of things in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Literal

from demarche.errors import DemarcheError
from demarche.records import Actor, Event, Measure, Vote
from demarche.register.acts import Act, names
from demarche.register.chains import Chain, dated
from demarche.register.clocks import DAY, interval
from demarche.register.facts import Witness
from demarche.register.likeness import actor_key
from demarche.register.steps import Basis, Day, State


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure, and its state on a day."""

    chain: Chain
    on: date
    state: State

    @property
    def id(self) -> str:
        """The id of its chain, which never changes."""
        return self.chain.id

    @property
    def witnesses(self) -> tuple[Witness[Any], ...]:
        """The witnesses of the steps that make the state so, the last step first; of all steps where none had been taken."""
        return tuple(w for step in reversed(self.state.steps or self.chain.steps) for w in step.witnesses)

    @property
    def last_told(self) -> str:
        """When a text told of it last: its publication, else the day on which the register learnt it."""
        return max(w.published or w.learnt[:10] for w in self.witnesses)

    @property
    def why(self) -> str:
        """How it came to its state, for people: a line for the state, one for each step with why its texts tell one act, what speaks against it."""
        measure, state = self.chain, self.state
        parties = f"{names([measure.imposer] if measure.imposer else [])} → {names([measure.target] if measure.target else [])}"
        bounds = (f"since {state.since}" if state.since else "", f"until {state.expiry}" if state.expiry else "", *state.conditions)
        lines = [", ".join(filter(None, (f"{measure.kind}, {parties}: {state.status} on {self.on}", *bounds)))]
        for step in measure.steps:
            place = "" if step in state.steps else ", which plays no part in this"
            told = {"told": "told of it", "event": "told of its event", "published": "when it was published", "recorded": "when the register learnt it"}
            lines += [f"  {step.date} {step.status} (the day is that {told[step.basis]}){place}", *(f"    {line}" for line in step.why.splitlines())]
        lines += [f"  told as denied: {w.key} “{w.sentence}” {w.place}".rstrip() for w in measure.contrary]
        lines += [f"  does not fit: {flaw}" for flaw in measure.flaws]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What an actor did, and what was done to it.

    key               its id; "~" and its name where it has none
    did, undergone    events, as a source and as a target
    imposed, borne    measures, with their state today
    held, cast        votes of this body; votes in which it is named as a voter
    """

    key: str
    did: tuple[Act[Event], ...]
    undergone: tuple[Act[Event], ...]
    imposed: tuple[Standing, ...]
    borne: tuple[Standing, ...]
    held: tuple[Act[Vote], ...]
    cast: tuple[Act[Vote], ...]

    @property
    def actor(self) -> Actor | None:
        """The actor as a text names it; None where the register knew nothing of it."""
        acts: tuple[Act[Event] | Act[Vote], ...] = (*self.did, *self.undergone, *self.held)
        acting = (a for act in acts for a in (*act.sources, *act.targets))
        standing = (a for one in (*self.imposed, *self.borne) for a in (one.chain.imposer, one.chain.target) if a)
        voting = (v.actor for act in self.cast for w in act.witnesses for v in w.record.voters)
        return next((a for a in chain(acting, standing, voting) if actor_key(a) == self.key), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a timeline.

    date, basis   as exactly as it is told, and whose it is: told of the act, of its event, of the publication, or of the register's learning it;
                  "computed" of a measure that ended because its last day had passed
    what          of an event its code, of a measure its kind, of a vote "vote"
    status        of an event its status, of a measure the step, of a vote the result
    id            of the act, or of the measure's chain
    """

    date: str
    basis: Basis | Literal["computed"]
    kind: Literal["event", "measure", "vote"]
    what: str
    status: str | None
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    id: str
    witnesses: tuple[Witness[Any], ...]

    @property
    def order(self) -> tuple[Day, Day, str, str]:
        """What orders entries: their days."""
        days = interval(self.date)
        return days.start, days.last, self.kind, self.id

    @property
    def parties(self) -> str:
        """Who, to whom, for people."""
        return f"{names(self.sources)} → {names(self.targets)}" if self.targets else names(self.sources)


def entry_of(act: Act[Event] | Act[Vote]) -> Entry:
    """The entry of an act."""
    day, basis = dated(act)
    return Entry(day, basis, "vote" if act.code == "vote" else "event", act.code, act.status, act.sources, act.targets, act.id, act.witnesses)


def entries_of(measure: Chain, today: date) -> Iterator[Entry]:
    """The entries of a measure: its steps; and, if it has ended so by today, the last day that it had."""
    sources, targets = ((one,) if one else () for one in (measure.imposer, measure.target))
    for step in measure.steps:
        yield Entry(step.date, step.basis, "measure", measure.kind, step.status, sources, targets, measure.id, step.witnesses)
    state = measure.state(today)
    if state.status == "expired" and state.ended and state.steps[-1].status != "expired":
        last = (state.ended - DAY).isoformat()
        yield Entry(last, "computed", "measure", measure.kind, "expired", sources, targets, measure.id, state.steps[-1].witnesses)


def beside(events: Iterable[Act[Event]], measures: Iterable[Chain]) -> list[Act[Event]]:
    """The events that are more than steps of these measures; of the others the step tells all."""
    told = (w for measure in measures for step in measure.steps for w in step.witnesses)
    steps = {(w.text, name) for w in told if isinstance(w.record, Measure) for name in w.record.events}
    return [act for act in events if not all((w.text, w.record.id) in steps for w in act.witnesses)]


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The entries by their days, each once."""
    once = {(one.kind, one.id, one.date, one.status, tuple(w.key for w in one.witnesses)): one for one in entries}
    return sorted(once.values(), key=lambda one: one.order)


def explanation(id: str, answers: Iterable[Standing | Act[Event] | Act[Vote]]) -> str | None:
    """Why an act is one, or how a measure came to its state: of the answer whose id begins so, or of all that a record with such an id tells.

    None where there is none; raises D726 where several ids begin so.
    """
    begun: dict[str, str] = {}
    records: dict[str, list[str]] = {}
    for answer in answers:
        if answer.id == id:
            return answer.why
        if answer.id.startswith(id):
            begun[answer.id] = answer.why
        witnesses = [w for step in answer.chain.steps for w in step.witnesses] if isinstance(answer, Standing) else answer.witnesses
        for name in {name for w in witnesses for name in (w.record.id, *w.keys) if name.startswith(id)}:
            records.setdefault(name, []).append(answer.why)
    found = {name: [why] for name, why in begun.items()} or records
    if len(found) > 1:
        raise DemarcheError("D726", id=id, count=len(found), ids=", ".join(sorted(found)[:5]))
    return "\n\n".join(next(iter(found.values()))) if found else None
