"""Soundness: whether what a record says can be. Its form the schema has checked; here its values are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from demarche.errors import DemarcheError
from demarche.records import Actor, CodedDocument, Date, Document, Event, GroupCount, Measure, Vote
from demarche.register.clocks import interval
from demarche.register.likeness import numbers

PRECISION = {10: "day", 8: "week", 7: "month", 4: "year"}  # by the length of a date's value
ID = re.compile(r"[^\s~]\S*")  # "~" begins the keys of actors that have no id


def flaws(record: object) -> Iterator[str]:
    """What cannot be in a record, or in a coded document, at any depth.

    >>> list(flaws(Date(value="2022-02-30", precision="day", basis="explicit")))
    ["'2022-02-30' is no date"]
    """
    if isinstance(record, msgspec.Struct):
        yield from _own(record)
        for name in record.__struct_fields__:
            yield from flaws(getattr(record, name))
    elif isinstance(record, tuple):
        for item in record:
            yield from flaws(item)


def _own(record: msgspec.Struct) -> Iterator[str]:
    """What cannot be in a record itself."""
    if isinstance(record, Date):
        yield from _dated(record)
    elif isinstance(record, Document) and record.published is not None:
        try:
            interval(record.published)
        except DemarcheError as error:
            yield f"published: {error.message}"
    elif isinstance(record, Actor) and record.id is not None and not ID.fullmatch(record.id):
        yield f"'{record.id}' is no id of an actor"
    elif isinstance(record, Event | Measure) and not 0 <= record.confidence <= 1:
        yield "a confidence lies between 0 and 1"
    elif isinstance(record, Vote | GroupCount):
        told = numbers(record.counts) if isinstance(record, Vote) else [record.count]
        if any(number is not None and number < 0 for number in told):
            yield "nobody casts fewer votes than none"
    elif isinstance(record, CodedDocument):
        yield from _identified(record)


def _dated(date: Date) -> Iterator[str]:
    try:
        interval(date.value)
    except DemarcheError as error:
        yield error.message
    else:
        if PRECISION[len(date.value)] != date.precision:
            yield f"{date.value} is no {date.precision}"


def _identified(coded: CodedDocument) -> Iterator[str]:
    """Ids by which no single record is meant."""
    for records in (coded.events, coded.measures, coded.votes):
        for name, count in Counter(one.id for one in records).items():
            if not ID.fullmatch(name):
                yield f"'{name}' is no id of a record"
            elif count > 1:
                yield f"{count} records of one kind have the id {name}"
