"""The grammar of dates: expressions built from the words of a pattern file, and what each says on a given day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from demarche.knowledge.schema import DatePatterns

AHEAD = 120  # days that a date without a year may lie ahead of the day of publication
SOON = 45  # days: a date without a year that has passed, and returns so soon, could mean either year
BEFORE = re.compile(r"(?:mid-|['’]s\b|[\w]+)", re.IGNORECASE)

Precision = Literal["day", "week", "month", "year"]
Basis = Literal["explicit", "relative"]
Said = tuple[str | None, Precision, Basis]


class Reading(NamedTuple):
    """What the characters start:end say: a value, as precise as it is, and whether it stands there or was counted.

    `before` are the words before it, nearest first; without `value` it is a date that cannot be known.
    """

    start: int
    end: int
    before: tuple[str, ...]
    value: str | None
    precision: Precision = "day"
    basis: Basis = "explicit"


class Grammar:
    """The expressions of one pattern file."""

    def __init__(self, patterns: DatePatterns) -> None:
        self._patterns = patterns
        self._months = {name: number for number, names in enumerate(patterns.months, 1) for name in names}
        self._weekdays = {name: number for number, name in enumerate(patterns.weekdays)}
        self._days, self._shifts, self._small = dict(patterns.days), dict(patterns.shifts), dict(patterns.small)
        short = one_of(name for names in patterns.months for name in names[1:])
        month = rf"(?:(?:{one_of(names[0] for names in patterns.months)})(?!\w)|(?:{short})(?!\w)\.?)"
        weekday, unit = one_of(self._weekdays), one_of(patterns.units)
        number, year, dash = r"\d{1,2}(?:st|nd|rd|th)?", r"(?P<year>(?:1[89]|20)\d\d)", r"\s*(?:[-–—]|to|and|until)\s*"
        named = rf"(?:(?:{weekday}),?\s+)?"
        self._rules = tuple(re.compile(rf"(?<![\w$€£/.-]){rule}(?![\w%])") for rule in (
            r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?![-.]\d)",
            rf"{named}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:{dash}{number})?\s+(?:of\s+)?(?P<month>{month})(?:{dash}{number}\s+{month})?(?:,?\s+{year})?",
            rf"{named}(?P<month>{month})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:,]*\d)(?:{dash}(?:{month}\s+)?{number}(?!\d))?(?:,?\s+{year})?",
            rf"(?P<month>{month}),?\s+(?:of\s+)?{year}",
            rf"(?:(?P<shift>(?i:{one_of(self._shifts)}))\s+)?(?P<alone>{month})(?!\s+\d)",
            r"(?P<lone>(?:1[89]|20)\d\d)(?!\s*(?:[-–/:%]\s*\d|[.,]\d))",
            rf"(?P<word>(?i:{one_of(self._days)}))",
            rf"(?P<count>(?i:{one_of(self._small)})|\d{{1,2}})\s+(?P<ago>{unit})s?\s+ago",
            rf"(?P<shift>(?i:{one_of(self._shifts)}))\s+(?P<unit>{unit})",
            rf"(?:(?P<shift>(?i:{one_of(self._shifts)}))\s+)?(?P<weekday>{weekday})",
        ))

    def read(self, text: str, start: int, end: int, today: date | None, ahead: Callable[[int], bool] = lambda _: False) -> list[Reading]:
        """The dates in text[start:end], in order; where two overlap, the earlier and longer. `ahead` tells whether one lies in the future."""
        matches = sorted((m for rule in self._rules for m in rule.finditer(text, start, end)), key=lambda m: (m.start(), -m.end()))
        found: list[Reading] = []
        for match in matches:
            if found and match.start() < found[-1].end:
                continue
            before = tuple(w.lower() for w in reversed(BEFORE.findall(text, max(start, match.start() - 40), match.start())))
            said = self._said(match, before, today, ahead)
            if said is not None:
                found.append(Reading(match.start(), match.end(), before, *said))
        return found

    def lead(self, before: tuple[str, ...]) -> str:
        """The preposition before a date, over its article and parts: "until" of "until the end of 2023"."""
        i, skipped = 0, {"the", "of", *self._patterns.parts}
        while i < len(before) and before[i] in skipped:
            i += 1
        return before[i] if i < len(before) else ""

    def _said(self, match: re.Match[str], before: tuple[str, ...], today: date | None, ahead: Callable[[int], bool]) -> Said | None:
        """Value, precision and basis; None where the words are no date here."""
        group = match.groupdict()
        nearest, lead = before[0] if before else "", self.lead(before)
        coming = lead in self._patterns.coming or (today is not None and not group.get("year") and ahead(match.start()))
        if group.get("month") or group.get("number"):
            return self._explicit(group, today, coming)
        if group.get("lone"):
            return (group["lone"], "year", "explicit") if nearest in self._patterns.before_year else None
        if group.get("alone"):
            return self._month(group, today, coming) if self._stands_alone(nearest, before) or group["shift"] else None
        if today is None:
            return None, "day", "relative"
        if group.get("word"):
            return (today + timedelta(self._days[" ".join(group["word"].lower().split())])).isoformat(), "day", "relative"
        if group.get("ago"):
            count = group["count"].lower()
            return _shifted(today, group["ago"], -(self._small.get(count) or int(count)))
        if group.get("unit"):
            return None if nearest in self._patterns.whole else _shifted(today, group["unit"], self._shifts[group["shift"].lower()])
        return self._weekday(group, today, coming)

    def _stands_alone(self, nearest: str, before: tuple[str, ...]) -> bool:
        return nearest in self._patterns.before_month or (nearest == "of" and len(before) > 1 and before[1] in self._patterns.parts)

    def _explicit(self, group: dict[str, str | None], today: date | None, coming: bool) -> Said:
        name = (group.get("month") or "").rstrip(".")
        month, number = self._months[name] if name else int(group["number"] or 0), group.get("day")
        if group["year"]:
            if number is None:
                return f"{group['year']}-{month:02}", "month", "explicit"
            known = _date(int(group["year"]), month, int(number))
            return known.isoformat() if known else None, "day", "explicit"
        near = _nearest([_date(today.year + shift, month, int(number or 1)) for shift in (-1, 0, 1)], today, coming) if today else None
        return near.isoformat() if near else None, "day", "relative"

    def _month(self, group: dict[str, str | None], today: date | None, coming: bool) -> Said:
        month = self._months[(group["alone"] or "").rstrip(".")]
        if today is None:
            return None, "month", "relative"
        shift = self._shifts[group["shift"].lower()] if group["shift"] else None
        if shift is None:
            near = _nearest([date(today.year + years, month, min(today.day, 28)) for years in (-1, 0, 1)], today, coming)
            return near.isoformat()[:7] if near else None, "month", "relative"
        year = today.year + (shift if (shift < 0 and month >= today.month) or (shift > 0 and month <= today.month) else 0)
        return f"{year}-{month:02}", "month", "relative"

    def _weekday(self, group: dict[str, str | None], today: date, coming: bool) -> Said:
        """The latest such day that is not after today; "last" means an earlier one, "next" and "by" one to come."""
        back = (today.weekday() - self._weekdays[group["weekday"] or ""]) % 7
        shift = self._shifts[group["shift"].lower()] if group["shift"] else None
        if shift == 1 or (coming and shift is None):
            back -= 7
        elif shift == -1 and back == 0:
            back = 7
        elif shift == 0 and back:
            return None, "day", "relative"
        return (today - timedelta(back)).isoformat(), "day", "relative"


@lru_cache(maxsize=8)
def grammar(patterns: DatePatterns) -> Grammar:
    """The grammar of a pattern file, built once."""
    return Grammar(patterns)


def day(published: str | None) -> date | None:
    """The day of an ISO date or time; None where it is less than a day, or lies where no calendar can count.

    >>> day("2022-03-24T10:00"), day("2022-03")
    (datetime.date(2022, 3, 24), None)
    """
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", published or "", re.ASCII)
    return _date(int(match[1]), int(match[2]), int(match[3])) if match and "1000" <= match[1] <= "9000" else None


def one_of(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _nearest(days: list[date | None], today: date, coming: bool) -> date | None:
    """Which year a date without one means; None where it could be two."""
    known = [d for d in days if d is not None]
    past, ahead = max((d for d in known if d <= today), default=None), min((d for d in known if d > today), default=None)
    if coming and ahead is not None:
        return ahead
    back = (today - past).days if past else 999
    wait = (ahead - today).days if ahead else 999
    if past and past.year == today.year:
        return None if wait <= SOON else past
    if wait <= AHEAD:
        return ahead if back > AHEAD else None
    return past if back <= AHEAD else None


def _shifted(today: date, unit: str, count: int) -> Said:
    """So many units from today, as precise as the unit: three weeks ago is a week."""
    if unit in ("day", "week"):
        then = today + timedelta(count * (7 if unit == "week" else 1))
        year, week, _ = then.isocalendar()
        return (f"{year}-W{week:02}", "week", "relative") if unit == "week" else (then.isoformat(), "day", "relative")
    if unit == "month":
        years, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        return f"{years}-{month + 1:02}", "month", "relative"
    return str(today.year + count), "year", "relative"


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
