"""Spells: the steps of a measure walked through day by day, from what imposed it to what ended it, and what is impossible on the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from demarche.register.clocks import DAY, interval
from demarche.register.likeness import overlapping
from demarche.register.steps import ENDED, HOLDING, IMPOSED, PROPOSED, State, Status, Step, order, told


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
