"""Dates as the heads of documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from demarche.reading.patterns import patterns

STAMP = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T ].*)?\s*", re.ASCII | re.DOTALL)
TIME = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\b\.?)?(?:\s+\(?(?-i:[A-Z]{2,5})\)?)?)?"


def day(stamp: str) -> str | None:
    """The day of an ISO date or timestamp; None where it is none.

    >>> day("2022-04-07T23:59:00+02:00"), day("2022-02-30"), day("7 April 2022")
    ('2022-04-07', None, None)
    """
    match = STAMP.fullmatch(stamp)
    if match is None:
        return None
    year, month, number = map(int, match[1].split("-"))
    return _iso(year, month, number)


def found(match: re.Match[str]) -> str | None:
    """The ISO date that a pattern with `written()` in it has matched; None for a day that no month has."""
    if match["iso"]:
        return day(match["iso"])
    name = (match["month"] or match["month_first"]).lower()
    month = next(number for number, names in enumerate(patterns().months, 1) if name in names)
    return _iso(int(match["year"] or match["year_last"]), month, int(match["day"] or match["day_second"]))


@cache
def written() -> str:
    """A regular expression (case ignored) for a full date, and the time that may follow it.

    >>> found(re.match(written(), "Thursday, 7th April 2022, 10:30 GMT", re.I))
    '2022-04-07'
    """
    words = patterns()
    month = one_of(name for names in words.months for name in names)
    suffix = f"(?:{one_of(words.ordinals)})?"
    return (
        rf"(?:(?:{one_of(words.weekdays)})\.?,?\s+)?"
        rf"(?:(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}(?!\d))(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
        rf"|\b(?P<day>\d{{1,2}}){suffix}\s+(?:of\s+)?(?P<month>{month})\.?,?\s+(?P<year>\d{{4}})\b"
        rf"|\b(?P<month_first>{month})\.?\s+(?P<day_second>\d{{1,2}}){suffix},?\s+(?P<year_last>\d{{4}})\b)"
        rf"{TIME}"
    )


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _iso(year: int, month: int, number: int) -> str | None:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None
