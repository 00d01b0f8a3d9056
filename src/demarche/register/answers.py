"""Answers: what the register says when it is asked – measures as they stood, what an actor did and underwent, a course of things in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from demarche.records import Actor, Event, Vote
from demarche.register.acts import Act
from demarche.register.chains import Chain
from demarche.register.facts import Witness
from demarche.register.spells import Basis, State


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
        """The witnesses of the steps that make the state so, the last step first."""
        return tuple(w for step in reversed(self.state.steps or self.chain.steps) for w in step.witnesses)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What an actor did, and what was done to it.

    key               its id; "~" and its name where it has none
    actor             as the best witness names it; None where the register has nothing of it
    did, undergone    events, as a source and as a target
    imposed, borne    measures, with their state on the day that was asked for
    held, cast        votes of this body; votes in which it is named as a voter
    """

    key: str
    actor: Actor | None
    did: tuple[Act[Event], ...]
    undergone: tuple[Act[Event], ...]
    imposed: tuple[Standing, ...]
    borne: tuple[Standing, ...]
    held: tuple[Act[Vote], ...]
    cast: tuple[Act[Vote], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a timeline.

    date, basis   as exactly as it is told, and whose it is: told of the act, of its event, of the publication, of the register's learning it; "computed"
                  of a measure that ends because its last day has passed
    what          of an event its code, of a measure its kind and the step, of a vote its result
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
