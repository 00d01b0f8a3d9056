"""Periods: how long an act holds, and its last day where the text tells the first: "On 1 July 2023 Norway suspended its aid for one year"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from demarche.events.calendar import day
from demarche.events.context import Context
from demarche.events.dates import date_of, find_dates
from demarche.knowledge.schema import ProvisionWords
from demarche.language import syntax
from demarche.language.sentence import Sentence
from demarche.records import Date, Provision, Span


def periods(context: Context, s: Sentence) -> Iterator[tuple[int, int, Provision]]:
    """The periods of a sentence for which an act holds: the word that each hangs on, its first word, and the record.

    Without a first day "for one year" may tell of what is long over, and is none. What is extended has told its first day elsewhere: its last is not known.
    """
    words = context.knowledge.patterns.provisions
    for noun in range(len(s)):
        verb = s.heads[noun]
        if s.relation(noun) != "obl" or s.case(noun) not in words.lasting or s.upos[verb] not in syntax.VERBAL:
            continue
        length, dates = counted(context, s, noun, words), find_dates(s, context.text, context.document.published, context.knowledge.patterns.dates)
        if length is None or any(found.bound for found in dates):  # "for a year, until 30 June 2024": the day says it
            continue
        span = Span.cut(context.text, *s.extent(s.subtree(noun)))
        if s.lemmas[verb].lower() in context.knowledge.patterns.measures.extended:
            yield verb, s.subtree(noun)[0], Provision(kind="until", span=span)
            continue
        began = date_of(s, verb, dates)
        first = day(began.value) if began and began.precision == "day" else None
        if first is not None:
            last = Date(value=last_day(first, *length).isoformat(), precision="day", basis="relative", span=span)
            yield verb, s.subtree(noun)[0], Provision(kind="until", span=span, date=last)


def counted(context: Context, s: Sentence, noun: int, words: ProvisionWords) -> tuple[str, int] | None:
    """The unit and the number of a stretch of time: "for *one year*", "for a further *six months*", "for a period of *30 days*"; not "for up to a year"."""
    dates = context.knowledge.patterns.dates
    if s.lemmas[noun].lower() in words.stretches:
        return next((counted(context, s, unit, words) for unit in s.kids(noun, "nmod") if s.case(unit) == "of"), None)
    unit, small = s.lemmas[noun].lower(), dict(dates.small)
    others = [c for c in s.children[noun] if s.relation(c) not in ("case", "det", "nummod") and s.lemmas[c].lower() not in words.further]
    numbers = [*s.kids(noun, "nummod")] or [*s.kids(noun, "det")]
    if unit not in dates.units or others or len(numbers) != 1 or s.children[numbers[0]]:
        return None
    number = s.lowered[numbers[0]]
    count = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else small.get(number, 0)
    return (unit, count) if count else None


def last_day(first: date, unit: str, count: int) -> date:
    """The last day of so many units from the first on.

    >>> last_day(date(2023, 7, 1), "year", 1), last_day(date(2023, 8, 31), "month", 6)
    (datetime.date(2024, 6, 30), datetime.date(2024, 2, 29))
    """
    if unit in ("day", "week"):
        return first + timedelta(count * (7 if unit == "week" else 1) - 1)
    year, month = divmod(first.year * 12 + first.month - 1 + count * (12 if unit == "year" else 1), 12)
    longest = monthrange(year, month + 1)[1]
    return date(year, month + 1, longest) if first.day > longest else date(year, month + 1, first.day) - timedelta(1)
