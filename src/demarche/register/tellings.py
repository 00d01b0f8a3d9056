"""Tellings: what merging compares of a witness – who, to whom, what about, when – whatever its kind."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic

import msgspec

from demarche.records import Counts, Event, Measure, Vote, identity
from demarche.register.clocks import Interval, interval
from demarche.register.facts import R, Witness
from demarche.register.likeness import actor_key, actor_keys, contested, misprinted, overlapping, phrase, same_counts, words

Group = tuple[Hashable, ...]
SOON = 14  # days after an act in which a text that gives no date still tells it as news
LATER = 30  # the same for measures, which are reported on for longer
STAGES = {"proposed": "proposal", "under-review": "proposal", "decided": "imposition", "in-force": "imposition", "extended": "extension",
          "eased": "easing", "lifted": "lifting", "rejected": "rejection"}  # of what a measure's status tells; a stage is one kind of act


class Telling(msgspec.Struct, Generic[R], frozen=True, gc=False):
    """A witness, and what of it is compared.

    group    only tellings of one group can be of one act: code or kind, who and at whom
    date     the told date of the act, None where none is told
    about    the telling words of its object, content or motion
    counts   of a vote
    certain  whether it is told as done or denied, not as considered
    reach    how many days after an act its text may be published and mean it without a date; None for any time
    """

    witness: Witness[R]
    group: Group
    date: str | None
    about: frozenset[str]
    counts: Counts | None = None
    certain: bool = True
    reach: int | None = SOON

    @property
    def bare(self) -> bool:
        """Whether it does not say what the act was about."""
        return not self.about and (self.counts is None or self.counts.for_ is None)

    @property
    def days(self) -> Interval | None:
        """The days of its told date; raises D113 where that is none."""
        return interval(self.date) if self.date else None

    @property
    def published(self) -> Interval | None:
        """The days on which its text was published; raises D113 where the text gives no date there."""
        published = self.witness.published
        return interval(published) if published else None

    def alike(self, other: Telling[R]) -> bool:
        """Whether both can be about the same thing; one that does not say what it is about is like every other.

        A contested count, 42 to 2, names a vote, unless the motions have nothing in common; all in favour are many. Two counts that differ in one
        number are of one vote where a text does not say what of.
        """
        if self.bare or other.bare:
            return True
        if self.counts and other.counts and misprinted(self.counts, other.counts) and not (self.about and other.about):
            return True
        if self.counts is None or other.counts is None or not same_counts(self.counts, other.counts):
            return overlapping(self.about, other.about)
        few = 1 if contested(self.counts) else 0
        return overlapping(self.about, other.about) or min(len(self.about), len(other.about)) <= few

    def differs(self, other: Telling[R]) -> bool:
        """Whether one text gives two different counts: it tells of two votes."""
        if self.counts is None or other.counts is None or self.witness.text != other.witness.text:
            return False
        return None not in (self.counts.for_, other.counts.for_) and self.counts.for_ != other.counts.for_


def telling(witness: Witness[R]) -> Telling[R]:
    """What is compared of a witness: of an event its code and mode, of a measure its kind and stage, of a vote its body, with who acts and at whom."""
    record: Event | Measure | Vote = witness.record
    group, date = group_of(record), day_of(record)
    if isinstance(record, Event):
        about = phrase(record.content, (*record.sources, *record.targets)) - words(record.trigger.text)  # what is suspended, not that it is
        return Telling(witness, group, date, about, certain=record.status != "considered")
    if isinstance(record, Measure):
        return Telling(witness, group, date, phrase(record.object, (*record.imposers, *record.targets)), reach=reach(record))
    return Telling(witness, group, date, phrase(record.motion, (record.body,) if record.body else ()), record.counts)


def group_of(record: Event | Measure | Vote) -> Group:
    """What the records of one act have in common."""
    if isinstance(record, Event):
        return "event", record.code, record.mode, actor_keys(record.sources), actor_keys(record.targets)
    if isinstance(record, Measure):
        return "measure", record.kind, STAGES[record.status], actor_keys(record.imposers), actor_keys(record.targets)
    return "vote", actor_key(record.body) if record.body else None


def day_of(record: Event | Measure | Vote) -> str | None:
    """The told date of a record."""
    date = record.since if isinstance(record, Measure) else record.date
    return date.value if date else None


def name(group: Group, date: str | None) -> str:
    """The id of the act of a group on a day."""
    return identity(*(",".join(sorted(part)) if isinstance(part, frozenset) else part for part in group), date)


def reach(measure: Measure) -> int | None:
    """That a measure was imposed is told for ever after: "which it suspended"; that it was extended or eased, as news."""
    return None if STAGES[measure.status] == "imposition" else LATER
