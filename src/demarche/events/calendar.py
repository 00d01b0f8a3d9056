"""The grammar of dates: expressions built from the words of a pattern file, and what each says on a given day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from demarche.knowledge.schema import DatePatterns

AHEAD = 120  # days that a date without a year may lie ahead, and beyond which its return next year is no rival
SOON = 45  # days: a date without a year that returns so soon could mean either year

Precision = Literal["day", "week", "month", "year"]


class Reading(NamedTuple):
    """What a date says: its value, as precise as it is, and whether it stands in the text or was counted."""

    value: str
    precision: Precision
    basis: Literal["explicit", "relative"]


class Grammar:
    """The expressions of one pattern file.

    >>> rules.read(next(rules.finditer(text, 0, len(text))), date(2022, 3, 24))  # of text = "They met on Wednesday."
    Reading(value='2022-03-23', precision='day', basis='relative')
    """

    def __init__(self, patterns: DatePatterns) -> None:
        self._months = {name: number for number, names in enumerate(patterns.months, 1) for name in names}
        self._weekdays = {name: number for number, name in enumerate(patterns.weekdays)}
        self._days, self._shifts, self._small = dict(patterns.days), dict(patterns.shifts), dict(patterns.small)
        month, weekday = f"(?:{one_of(self._months)})\\.?", one_of(self._weekdays)
        number, year, dash = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:1[89]|20)\d\d(?!\d)", r"\s*(?:[-–—]|to|and|until)\s*"
        full = rf"(?:(?:{weekday}),?\s+)?(?:the\s+)?"
        parts = rf"(?:(?:{one_of(patterns.parts)})(?:\s+of|\s+in|-)?\s+|mid-)?(?:the\s+)?"
        unit = one_of(patterns.units)
        rules = (
            rf"(?P<iso>\d{{4}}-\d\d-\d\d)(?![\d-])",
            rf"{full}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:{dash}{number})?\s+(?:of\s+)?(?P<m1>{month})(?!\w)(?:{dash}{number}\s+{month}(?!\w))?(?:,?\s+(?P<y1>{year}))?",
            rf"{full}(?P<m2>{month})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:]*\d)(?:{dash}(?:{month}\s+)?{number}(?!\d))?(?:,?\s+(?P<y2>{year}))?",
            rf"(?P<m3>{month}),?\s+(?:of\s+)?(?P<y3>{year})",
            rf"(?P<dayword>{one_of(self._days)})",
            rf"(?P<count>{one_of(self._small)}|\d{{1,2}})\s+(?P<ago>{unit})s?\s+ago",
            rf"(?:(?P<shift>{one_of(self._shifts)})\s+)(?P<unit>{unit})",
            rf"(?:(?P<which>{one_of(self._shifts)})\s+)?(?P<weekday>{weekday})",
        )
        alone = (
            rf"(?<=\s)(?P<m4>{month})(?!\w|\s+\d)",
            rf"(?<=\s)(?P<y4>{year})(?!\w|[-–.,:/%]\d|\s*%)",
        )
        month_mark, year_mark = one_of(patterns.before_month), one_of(patterns.before_year)
        self._expression = re.compile(
            rf"(?<![\w$€£%-])(?:(?P<before>(?i:{one_of({*patterns.bounds, *patterns.coming, *patterns.before_month, *patterns.before_year})}))\s+{parts})?"
            rf"(?P<date>(?i:(?!)){''.join('|' + r for r in rules)})(?!\w)"
            rf"|(?<![\w-])(?P<mark>(?i:{month_mark}))\s+{parts}{alone[0]}"
            rf"|(?<![\w-])(?P<mark2>(?i:{year_mark}|the|its|their)|'s|’s)\s+{parts}{alone[1]}")
