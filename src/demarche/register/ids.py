"""Ids: the records and the chains that an id, or the beginning of one, can name; found by indexes, without making all acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple, cast

from sqlalchemy import Connection, or_, select

from demarche.records import MeasureKind
from demarche.register.chains import Relation
from demarche.register.recalling import begins
from demarche.register.tables import actor, coding, participant, record, text

MOST = 100  # records that are looked at: an id that begins so many names none


class Named(NamedTuple):
    """A record that an id can name: its kind, its text's SHA-256, its own id."""

    kind: str
    text: str
    record: str


def records(connection: Connection, id: str) -> list[Named]:
    """The records whose id, or that of the act that they tell, begins so; or whose key does: the beginning of their text's hash, a colon, their id."""
    beginning, colon, name = id.rpartition(":")
    own = begins(record.c.record, name)
    query = select(record.c.kind, text.c.sha256, record.c.record).join(coding, coding.c.id == record.c.coding).join(text, text.c.id == coding.c.text)
    query = query.where(own, begins(text.c.sha256, beginning)) if colon else query.where(
        or_(own, begins(record.c.act, name)))
    return [Named(*row) for row in connection.execute(query.distinct().limit(MOST))]


def relations(connection: Connection, id: str) -> Iterator[Relation]:
    """The imposers, targets and kinds of the chains whose id begins so."""
    kinds = {row.id: cast(MeasureKind, row.code) for row in connection.execute(select(record.c.id, record.c.code).where(record.c.kind == "measure"))}
    parties: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for row in connection.execute(select(participant.c.record, participant.c.role, actor.c.key).join(actor, actor.c.id == participant.c.actor).where(
            participant.c.kind == "measure")):
        parties[row.record, row.role].append(row.key)
    found = {Relation(*who, kind) for number, kind in kinds.items() for who in product(
        parties.get((number, "source"), (None,)), parties.get((number, "target"), (None,)))}
    yield from (one for one in found if one.id.startswith(id))
