"""Days: dates of any precision, "2013", "2013-05" or "2013-05-07", compared as far as they are precise."""

from __future__ import annotations

import re
from datetime import date

from demarche.errors import DemarcheError

FORM = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def on_calendar(day: str) -> bool:
    """Whether a date of any precision exists.

    >>> on_calendar("2024-02"), on_calendar("2024-13"), on_calendar("2023-02-29")
    (True, False, False)
    """
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4:] if len(day) < 10 else day)
    except ValueError:
        return False
    return FORM.fullmatch(day) is not None


def checked(day: str | None) -> str | None:
    """A day that a user gives; raises D113 where it is none.

    >>> checked("2022-03")
    '2022-03'
    """
    if day is not None and not on_calendar(day):
        raise DemarcheError("D113", value=day)
    return day


def before(first: str | None, second: str | None) -> bool:
    """Whether one date lies before another, as far as both are precise; an open end lies before and after everything.

    >>> before("2014-09", "2015"), before("2014-09", "2014"), before(None, "2014")
    (True, False, True)
    """
    if first is None or second is None:
        return True
    size = min(len(first), len(second))
    return first[:size] < second[:size]


def middle(date: str) -> str:
    """The middle of a date of any precision, as a day.

    >>> middle("2003"), middle("2003-05"), middle("2003-05-07")
    ('2003-07-01', '2003-05-15', '2003-05-07')
    """
    return date + {4: "-07-01", 7: "-15"}.get(len(date), "")


def within(day: str | None, since: str | None, until: str | None) -> bool:
    """Whether a day lies in a stretch of time, all of any precision: as far as two dates are precise, the ends belong to it.

    >>> within("2012-05-07", "2008-05-07", "2012-05"), within("2013", "2008", "2012"), within(None, "2008", "2012"), within("2009", None, None)
    (True, False, True, True)
    """
    if day is None:
        return True
    begun = since is None or day[:len(since)] >= since[:len(day)]
    return begun and (until is None or day[:len(until)] <= until[:len(day)])
