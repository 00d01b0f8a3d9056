"""Steps: the acts in the course of a measure, and its state on a day that they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from demarche.records import Event, Measure, Provision
from demarche.register.clocks import Interval, interval
from demarche.register.facts import Witness

Status = Literal["none", "proposed", "under-review", "decided", "in-force", "extended", "eased", "lifted", "rejected", "expired"]
Basis = Literal["told", "event", "published", "recorded"]
Day = date

PROPOSED = ("proposed", "under-review")
IMPOSED = ("decided", "in-force")
HOLDING = (*IMPOSED, "extended", "eased")
ENDED = ("lifted", "expired")
ORDER = (*PROPOSED, "rejected", *IMPOSED, "extended", "eased", "lifted", "expired")  # of steps on one day
FIRST = (*PROPOSED, *IMPOSED)  # count from the first day of an inexact date, the others from its last


@dataclass(frozen=True, slots=True)
class Step:
    """An act in the course of a measure.

    date        as exactly as it is told
    basis       whose date it is: told of the measure itself, of its event, of the publication of its text, or when the register learnt it
    until       the last day that it gives the measure (the best supported), as told
    about       the telling words of its object
    meets       of an event that ends the measure: the conditions that it meets, in small letters
    witnesses   best first; id and why are those of its act
    """

    id: str
    status: Status
    date: str
    basis: Basis
    witnesses: tuple[Witness[Measure] | Witness[Event], ...]
    provisions: tuple[Provision, ...] = ()
    until: str | None = None
    vote: str | None = None
    about: frozenset[str] = frozenset()
    meets: frozenset[str] = frozenset()
    why: str = ""

    @property
    def days(self) -> Interval:
        """The days of its date."""
        return interval(self.date)

    @property
    def day(self) -> Day:
        """The day from which it counts: what begins a measure from the first day of its date, what changes or ends it from the last."""
        return self.days.start if self.status in FIRST else self.days.last

    @property
    def sure(self) -> bool:
        """Whether its day is that of the act; else the act may lie before it."""
        return self.basis in ("told", "event")

    @property
    def conditions(self) -> tuple[str, ...]:
        """The words of its conditions that have no date: "until a ceasefire is agreed"."""
        return tuple(p.span.text for p in self.provisions if p.kind == "until" and p.date is None)


@dataclass(frozen=True, slots=True)
class State:
    """What held of a measure on a day.

    since       from when it was imposed, as exactly as it is told; None where that is not known, or it never was
    ended       the first day on which it held no longer
    expiry      the last day that it has; conditions: the words of what else ends it
    provisions  those in force, `exceptions` among them; steps: those of its spell that make it so, in order
    vote        the id of the vote that decided it
    """

    status: Status
    since: str | None = None
    ended: date | None = None
    expiry: date | None = None
    conditions: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    steps: tuple[Step, ...] = ()
    vote: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the measure was in force: decided, in force, extended or eased."""
        return self.status in HOLDING

    @property
    def basis(self) -> Basis | None:
        """Whose date `since` is; where it is that of a publication or of the register, the measure may have begun before."""
        return next((step.basis for step in self.steps if step.date == self.since and step.status in IMPOSED), None)

    @property
    def until(self) -> str | None:
        """The last day that it has, or the words of the condition that ends it."""
        return self.expiry.isoformat() if self.expiry else "; ".join(self.conditions) or None

    @property
    def exceptions(self) -> tuple[Provision, ...]:
        """What it does not touch."""
        return tuple(p for p in self.provisions if p.kind == "except")


def order(step: Step) -> tuple[date, int, str]:
    """What orders steps: their day, then the course of a measure."""
    return step.day, ORDER.index(step.status), step.id


def told(step: Step) -> str:
    """The beginning of a sentence on a step."""
    return f"{step.status} on {step.date}" + ("" if step.basis == "told" else f" ({step.basis})")
