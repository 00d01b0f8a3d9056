"""Clocks: the days on which something held in the world, and the moments at which the register learnt it.

A told date is as precise as its text makes it ("2022", "2022-03", "2022-W12", "2022-03-23"): a stretch of days.
A moment is a UTC string that sorts by time, "2026-11-22T03:10:00.000000Z".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from demarche.errors import DemarcheError

DAY = timedelta(days=1)
WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)
TOLD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
PRECISION = {10: 0, 8: 1, 7: 2, 4: 3}  # by the length of the value: a day, a week, a month, a year


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days from `start` up to, and without, `end`; None is an open end.

    >>> march = interval("2022-03")
    >>> date(2022, 3, 31) in march, date(2022, 4, 1) in march, march.last
    (True, False, datetime.date(2022, 3, 31))
    """

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def last(self) -> date:
        """Its last day; of an open one the last day that there is."""
        return date.max if self.end is None else self.end - DAY

    def within(self, other: Interval) -> bool:
        """Whether all of its days are days of the other."""
        return other.start <= self.start and self.last <= other.last

    def overlaps(self, other: Interval) -> bool:
        """Whether they have a day in common."""
        return self.start <= other.last and other.start <= self.last


@lru_cache(maxsize=4096)
def interval(told: str) -> Interval:
    """The days of a told date of any precision; raises D113 where it is none.

    >>> interval("2022-W12")
    Interval(start=datetime.date(2022, 3, 21), end=datetime.date(2022, 3, 28))
    """
    try:
        if WEEK.fullmatch(told):
            start = date.fromisoformat(told)
            following = start + timedelta(days=7)
        elif TOLD.fullmatch(told):
            start = date.fromisoformat(told + "-01-01"[len(told) - 4:] if len(told) < 10 else told)
            following = _following(start, len(told))
        else:
            raise DemarcheError("D113", value=told)
    except OverflowError:
        return Interval(start)  # the last days that the calendar has
    except ValueError as error:
        raise DemarcheError("D113", value=told) from error
    return Interval(start, following)


def _following(start: date, length: int) -> date:
    """The day after a day (10 characters), month (7) or year (4); raises OverflowError where the calendar ends."""
    if length == 10:
        return start + DAY
    years, month = divmod(start.month, 12) if length == 7 else (1, 0)
    if start.year + years > date.max.year:
        raise OverflowError
    return date(start.year + years, month + 1, 1)


def precision(told: str) -> int:
    """0 for a day, 1 for a week, 2 for a month, 3 for a year.

    >>> [precision(told) for told in ("2022-03-23", "2022-W12", "2022-03", "2022")]
    [0, 1, 2, 3]
    """
    return PRECISION[len(told)]


def compatible(first: str, second: str) -> bool:
    """Whether two told dates can be of the same act: the days of one are among those of the other. Raises D113.

    >>> compatible("2022-03", "2022-03-23"), compatible("2022-03-22", "2022-03-23"), compatible("2022-W13", "2022-04")
    (True, False, False)
    """
    one, other = interval(first), interval(second)
    return one.within(other) or other.within(one)


def day(given: str) -> date:
    """The day that a user asks for, as YYYY-MM-DD; raises D113 where it is none.

    >>> day("2022-04-01")
    datetime.date(2022, 4, 1)
    """
    if not TOLD.fullmatch(given) or len(given) != 10:
        raise DemarcheError("D113", value=given)
    return interval(given).start


def stamp(when: datetime) -> str:
    """A moment as the register writes it; one without a time zone is UTC.

    >>> stamp(datetime(2026, 11, 22, 3, 10))
    '2026-11-22T03:10:00.000000Z'
    """
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return when.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def stamped(value: object) -> bool:
    """Whether a value is a moment as the register writes it.

    >>> stamped("2026-11-22T03:10:00.000000Z"), stamped("2026-11-22"), stamped("x")
    (True, False, False)
    """
    try:
        return isinstance(value, str) and stamp(datetime.fromisoformat(value)) == value
    except (ValueError, OverflowError):
        return False


def moment(given: str) -> str:
    """The moment up to which a user asks what was known: a day is its end, in UTC; raises D113 where it is neither.

    >>> moment("2022-03-25"), moment("2022-03-25T12:00+02:00")
    ('2022-03-25T23:59:59.999999Z', '2022-03-25T10:00:00.000000Z')
    """
    if len(given) == 10:
        return stamp(datetime.combine(day(given), time.max))
    if not MOMENT.fullmatch(given):
        raise DemarcheError("D113", value=given)
    try:
        return stamp(datetime.fromisoformat(given))
    except (ValueError, OverflowError) as error:
        raise DemarcheError("D113", value=given) from error
