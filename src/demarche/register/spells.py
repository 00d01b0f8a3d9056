"""Spells: the steps of a measure walked through day by day, from what imposed it to what ended it, and what is impossible on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from demarche.records import Event, Measure, Provision
from demarche.register.clocks import DAY, Interval, interval
from demarche.register.facts import Witness
from demarche.register.likeness import overlapping

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


class Walk:
    """A walk through the steps up to and with a day (all of them without one); afterwards `state`, `flaws`, and the events that have ended a spell."""

    def __init__(self, steps: Iterable[Step], on: date | None = None) -> None:
        self.flaws: list[str] = []
        self.ending: set[str] = set()
        self._status: Status = "none"
        self._since: str | None = None
        self._ended: date | None = None
        self._imposed = False  # ever
        self._again = 0  # the step from which on a last day counts: an extension after the end, or to no day that is told, leaves the old one behind
        self._steps: list[Step] = []
        for step in sorted(steps, key=order):
            if on is None or step.day <= on:
                self._lapse(step.day)
                self._take(step)
        if on is not None:
            self._lapse(on)

    @property
    def state(self) -> State:
        """The state on the day of the walk."""
        votes = [s.vote for s in reversed(self._steps) if s.vote]
        decided = [s.vote for s in reversed(self._steps) if s.vote and s.status in IMPOSED]
        vote = next(iter((*decided, *votes)), None)
        if self._status not in HOLDING:
            return State(self._status, self._since, self._ended, steps=tuple(self._steps), vote=vote)
        expiry = self._expiry
        provisions = {(p.kind, p.span.text.casefold()): p for s in reversed(self._steps) if s.status in HOLDING for p in reversed(s.provisions)}
        kept = [p for p in reversed(provisions.values()) if p.kind != "until" or p.date is None or interval(p.date.value).last == expiry]
        conditions = tuple(p.span.text for p in kept if p.kind == "until" and p.date is None)
        return State(self._status, self._since, None, expiry, conditions, tuple(kept), tuple(self._steps), vote)

    @property
    def _expiry(self) -> date | None:
        """The latest last day that an imposing or extending step gives."""
        return max((last for s in self._steps[self._again:] if (last := self._last(s)) is not None), default=None)

    def _last(self, step: Step) -> date | None:
        """The last day that an imposing or extending step gives; None where it gives none, or one before it or before the measure began."""
        if not step.until or step.status not in (*IMPOSED, "extended"):
            return None
        last = interval(step.until).last
        begun = [interval(self._since).start] if self._since else []
        return last if all(last >= start for start in ([*begun, step.days.start] if step.sure else begun)) else None

    def _lapse(self, day: date) -> None:
        """End a spell whose last day has passed before this one."""
        expiry = self._expiry
        if self._status in HOLDING and expiry is not None and expiry < day:
            self._status, self._ended = "expired", expiry + DAY

    def _take(self, step: Step) -> None:
        if step.status in PROPOSED:
            self._propose(step)
        elif step.status == "rejected":
            self._reject(step)
        elif step.status in IMPOSED:
            self._impose(step)
        elif step.status in ("extended", "eased"):
            self._change(step)
        elif step.status == "lifted":
            self._lift(step)
        elif self._status in HOLDING and self._meets(step):
            self.ending.add(step.id)
            self._end("expired", step)
        if step.until and step in self._steps and step.status in (*IMPOSED, "extended") and self._last(step) is None:
            self.flaws.append(f"{told(step)} until {step.until}, which is before it")

    def _propose(self, step: Step) -> None:
        if self._status in HOLDING:
            return  # to do more of it, or to go on
        self._begin(step.status, [*(self._steps if self._status in PROPOSED else []), step])

    def _reject(self, step: Step) -> None:
        if self._status in HOLDING:
            self.flaws.append(f"{told(step)}, after it was {self._status} on {self._steps[-1].date}")
            return
        self._begin("rejected", [*(self._steps if self._status in PROPOSED else []), step])

    def _impose(self, step: Step) -> None:
        if self._status not in HOLDING:
            if self._status == "lifted" and not self._imposed:
                self.flaws.append(f"{told(self._steps[-1])}, before it was {step.status} on {step.date}")
            past = not step.sure and step.until is not None and interval(step.until).last < step.day  # told when it was over
            self._begin(step.status, [*(self._steps if self._status in PROPOSED else []), step], None if past else step.date)
        else:
            if not self._imposed:
                self.flaws.append(f"{told(self._steps[0])}, before it was {step.status} on {step.date}")
                self._since = step.date
            if (self._status, step.status) != ("in-force", "decided"):
                self._status = step.status
            self._steps.append(step)
        self._imposed = True

    def _change(self, step: Step) -> None:
        """Extend or ease. What is extended before any text tells that it was imposed held already; after an end it goes on, if the day is sure."""
        if self._status in HOLDING:
            if step.status == "extended" and step.until is None:
                self._again = len(self._steps)
            self._status = step.status
            self._steps.append(step)
        elif self._status in ENDED and self._ended is not None:
            self._flag_after_end(step, self._ended)
            if step.status == "extended" and step.sure and step.days.start >= self._ended:
                self._status, self._ended, self._again = "extended", None, len(self._steps)
                self._steps.append(step)
        else:
            self._begin(step.status, [step])

    def _lift(self, step: Step) -> None:
        if self._status in HOLDING:
            if self._partly(step):
                self._status = "eased"
                self._steps.append(step)
            else:
                self._end("lifted", step)
        elif self._status in ENDED and self._ended is not None:
            if self._status == "expired" or (step.sure and self._steps[-1].sure):  # else it is the same lifting, told again
                self._flag_after_end(step, self._ended)
        else:
            self._begin("lifted", [*(self._steps if self._status in PROPOSED else []), step])
            self._ended = step.day

    def _partly(self, step: Step) -> bool:
        """Whether a lifting names only some of the objects on which the measure was imposed, by words that they do not share: coal, of two import bans."""
        objects = {s.about for s in self._steps if s.status in IMPOSED and s.about}
        shared = frozenset[str]() if len(objects) < 2 else frozenset.intersection(*objects)
        named = {about for about in objects if overlapping(about - shared, step.about - shared)}
        return bool(named) and named != objects

    def _meets(self, step: Step) -> bool:
        """Whether an event meets a condition that was told before it happened."""
        return any(words.casefold() in step.meets for s in self._steps if s.day < step.days.start for words in s.conditions)

    def _flag_after_end(self, step: Step, ended: date) -> None:
        """Flag what is told of a measure that had ended, unless nothing tells that it was done after the end."""
        last = self._steps[-1]
        if step.basis != "recorded":
            how = "was lifted" if self._status == "lifted" else "had expired"
            self.flaws.append(f"{told(step)}, after it {how} on {last.date if last.status in ENDED else ended - DAY}")

    def _begin(self, status: Status, steps: list[Step], since: str | None = None) -> None:
        self._status, self._steps, self._since, self._ended, self._again = status, steps, since, None, 0

    def _end(self, status: Status, step: Step) -> None:
        self._status, self._ended = status, step.day
        self._steps.append(step)


def order(step: Step) -> tuple[date, int, str]:
    """What orders steps: their day, then the course of a measure."""
    return step.day, ORDER.index(step.status), step.id


def told(step: Step) -> str:
    """The beginning of a sentence on a step."""
    return f"{step.status} on {step.date}" + ("" if step.basis == "told" else f" ({step.basis})")
