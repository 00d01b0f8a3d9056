"""Recalling: the witnesses that the register knew at a moment. What near copies tell alike is one witness with all its sources.

Each record is verified against its text before anything is answered from it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import islice
from typing import Any, TypedDict, TypeVar, Unpack

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, or_, select

from demarche.records import Date, Event, Measure, Vote
from demarche.register.clocks import interval
from demarche.register.copies import alike, bands, clusters
from demarche.register.facts import Source, Witness
from demarche.register.faults import UNREADABLE, DamageError, reason
from demarche.register.filing import read
from demarche.register.likeness import actor_keys
from demarche.register.tables import actor, band, coding, copy, participant, record, source, text

V = TypeVar("V", int, str)
AT_ONCE = 10_000  # values in one statement: SQLite takes 32,766
TEXTS = 500  # texts in memory
CONTENT = select(text.c.id, text.c.content).where(text.c.id.in_(bindparam("some", expanding=True)))
NEAR = select(text.c.id, text.c.signature).where(text.c.id.in_(select(band.c.text).where(band.c.value.in_(bindparam("values", expanding=True)))))


class Telling(msgspec.Struct, gc=False):
    """A record of one coding, with the sources that are read so."""

    record: str
    body: str
    start: int
    coding: int
    text: int
    recorded: str
    sha256: str
    copied: bool
    learnt: str
    sources: list[Source] = []

    @property
    def published(self) -> str:
        """When it was told first; unknown days are last."""
        return min((one.published for one in self.sources if one.published), default="9999")


class Asked(TypedDict, total=False):
    """Which witnesses are wanted; all where nothing is said.

    actor, role   those in which the actor with this key takes part, as source (also imposer), target, body or voter
    code          events with this code, measures of this kind
    status        events and measures with this status, votes with this result
    texts         those told by these texts (SHA-256) or by near copies of them
    records       those with these ids, and all of texts that share what they tell with others
    """

    actor: str | None
    role: str | None
    code: str | None
    status: str | None
    texts: Collection[str] | None
    records: Collection[str] | None


def witnesses(connection: Connection, kind: str, known_on: str, **asked: Unpack[Asked]) -> list[Witness[Any]]:
    """The witnesses of a kind, as the register knew them at a moment, earliest published first. Raises `DamageError` where a row cannot be."""
    texts, records = asked.get("texts"), asked.get("records")
    query = _query(kind, known_on, asked)
    if texts is None:
        rows: Iterable[Any] = connection.execute(query)
    else:
        rows = (row for some in batches(_joined(connection, texts, known_on)) for row in connection.execute(query.where(_of(some))))
    tellings: dict[int, Telling] = {}
    for number, *columns, where, publisher, published, url, title in rows:
        found = tellings.get(number)
        if found is None:
            found = tellings[number] = Telling(*columns)
        found.sources.append(source_of(where, publisher, published, url, title))
    shared = _shared(tellings.values())
    wanted = (one for one in tellings.values() if records is None or one.record in records or one.text in shared)
    groups = _folded(connection, _read(connection, kind, wanted), shared, known_on)
    return sorted(map(_witness, groups), key=lambda w: (w.published or "9999", w.text, w.record.id))


def current(known_on: str) -> ColumnElement[bool]:
    """The condition that a source was current at a moment."""
    return and_(source.c.recorded_from <= known_on, or_(source.c.recorded_until.is_(None), source.c.recorded_until > known_on))


def begins(column: ColumnElement[Any], beginning: str) -> ColumnElement[bool]:
    """The condition that a value begins so, said so that an index is used."""
    return and_(column >= beginning, column < beginning + chr(sys.maxunicode))


def batches(values: Iterable[V], size: int = AT_ONCE) -> Iterator[list[V]]:
    """The values in pieces that one statement can take."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some


def source_of(number: int, publisher: str | None, published: str | None, url: str | None, title: str | None) -> Source:
    """The source in a row; raises `DamageError` where it was published on no day."""
    if published is not None:
        try:
            interval(published)
        except UNREADABLE as error:
            raise DamageError(f"source, row {number}: published: {reason(error)}") from error
    return Source(publisher, published, url, title)


def resembling(connection: Connection, signature: bytes) -> list[int]:
    """The stored texts that are near copies of one with this signature."""
    values = bands(signature)
    return alike(signature, ((row.id, row.signature) for row in connection.execute(NEAR, {"values": values}))) if values else []


def neighbours(connection: Connection, texts: Collection[int], known_on: str) -> Iterator[tuple[int, int]]:
    """The pairs of near copies that begin with one of some texts, and that were known at a moment."""
    query = select(copy.c.text, copy.c.other).join(text, text.c.id == copy.c.other).where(text.c.recorded <= known_on)
    for some in batches(texts):
        yield from ((row.text, row.other) for row in connection.execute(query.where(copy.c.text.in_(some))))


def _joined(connection: Connection, texts: Collection[str], known_on: str) -> list[int]:
    """The ids of texts and of all that are joined to them by copying."""
    ids = [number for some in batches(texts) for number in connection.scalars(select(text.c.id).where(text.c.sha256.in_(some)))]
    return sorted(clusters(ids, lambda some: neighbours(connection, some, known_on)))


def _of(texts: Collection[int]) -> ColumnElement[bool]:
    """The condition that a record is of one of some texts, said so that SQLite begins with the texts, not with all records of the kind."""
    other = coding.alias()
    return record.c.coding.in_(select(other.c.id).where(other.c.text.in_(texts)))


def _query(kind: str, known_on: str, asked: Asked) -> Select[Any]:
    key, role, code, status = (asked.get(name) for name in ("actor", "role", "code", "status"))
    copied = exists().where(copy.c.text == text.c.id).label("copied")
    columns = (record.c.id, record.c.record, record.c.body, record.c.start, coding.c.id.label("coding"), coding.c.text, coding.c.recorded, text.c.sha256,
               copied, text.c.recorded.label("learnt"), source.c.id, source.c.publisher, source.c.published, source.c.url, source.c.title)
    query = select(*columns).select_from(record).join(coding, coding.c.id == record.c.coding).join(text, text.c.id == coding.c.text).join(
        source, source.c.coding == coding.c.id).where(current(known_on))
    if code is not None:
        query = query.where(record.c.code == code)
    if status is not None:
        query = query.where(record.c.status == status)
    if key is None and role is None:
        query = query.where(record.c.kind == kind)
    else:  # who takes part leads to few records; the kind of the record, which SQLite would rather begin with, to many
        taking = select(participant.c.record).where(participant.c.kind == kind)
        if key is not None:
            taking = taking.where(participant.c.actor.in_(select(actor.c.id).where(actor.c.key == key)))
        if role is not None:
            taking = taking.where(participant.c.role == role)
        query = query.where(record.c.id.in_(taking))
    return query


def _read(connection: Connection, kind: str, tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Any]]:
    """Their records, of which every span stands in its text; raises `DamageError` where one does not."""
    by_text: defaultdict[int, list[Telling]] = defaultdict(list)
    for one in tellings:
        by_text[one.text].append(one)
    for some in batches(sorted(by_text), TEXTS):
        for number, content in connection.execute(CONTENT, {"some": some}):
            for one in by_text[number]:
                try:
                    yield one, read(kind, one.body, content)
                except UNREADABLE as error:
                    raise DamageError(f"the record {one.record} of the text {one.sha256}: {reason(error)}") from error


def _shared(tellings: Iterable[Telling]) -> set[int]:
    """The texts that have near copies, or are read in two ways."""
    codings: defaultdict[int, set[int]] = defaultdict(set)
    for one in tellings:
        codings[one.text].add(one.coding)
    return {one.text for one in tellings if one.copied or len(codings[one.text]) > 1}


def _folded(connection: Connection, told: Iterable[tuple[Telling, Any]], shared: set[int], known_on: str) -> Iterator[list[tuple[Telling, Any]]]:
    """Records of shared texts that tell the same, together; every other by itself."""
    cluster = clusters(shared, lambda some: neighbours(connection, some, known_on)) if shared else {}
    folds: defaultdict[Hashable, list[tuple[Telling, Any]]] = defaultdict(list)
    nth: defaultdict[Hashable, int] = defaultdict(int)
    for one, found in sorted(told, key=lambda pair: (pair[0].coding, pair[0].start)):
        if one.text not in shared:
            yield [(one, found)]
            continue
        said = substance(found)
        nth[one.coding, said] += 1
        folds[cluster[one.text], said, nth[one.coding, said]].append((one, found))
    yield from folds.values()


def substance(found: Event | Measure | Vote) -> Hashable:
    """What a record tells, without its place: alike in near copies. A relative date is left out, as each copy reckons it from its own day."""
    if isinstance(found, Event):
        return ("event", found.code, found.mode, found.status, actor_keys(found.sources), actor_keys(found.targets), _day(found.date),
                " ".join(found.sentence.text.split()), found.trigger.text, found.content.text if found.content else None)
    if isinstance(found, Measure):
        return ("measure", found.kind, found.status, actor_keys(found.imposers), actor_keys(found.targets), _day(found.since),
                " ".join(found.sentence.text.split()), found.object.text if found.object else None)
    voters = frozenset((voter.option, actor_keys([voter.actor])) for voter in found.voters)
    return ("vote", actor_keys([found.body] if found.body else []), _day(found.date), found.result, found.method, found.counts, voters, found.by_group,
            tuple(" ".join(one.text.split()) for one in found.sentences), found.motion.text if found.motion else None)


def _day(date: Date | None) -> str | None:
    return date.value if date and date.basis != "relative" else None


def _witness(group: list[tuple[Telling, Any]]) -> Witness[Any]:
    first, found = min(group, key=lambda pair: (pair[0].published, pair[0].sha256, pair[1].id, pair[0].body)) if len(group) > 1 else group[0]
    if len(group) == 1 and len(first.sources) == 1:  # nearly all
        return Witness(found, first.sha256, tuple(first.sources), first.recorded, learnt=first.learnt)
    sources = sorted({one for telling, _ in group for one in telling.sources}, key=_earliest)
    others = sorted({(telling.sha256, other.id) for telling, other in group} - {(first.sha256, found.id)})
    recorded, learnt = min(telling.recorded for telling, _ in group), min(telling.learnt for telling, _ in group)
    return Witness(found, first.sha256, tuple(sources), recorded, tuple(others), learnt)


def _earliest(one: Source) -> tuple[str, ...]:
    return one.published or "9999", one.publisher or "", one.url or "", one.title or ""
