"""Checks: whether what the register holds is whole. Here its tables, rows against each other and the clock; in `refiling` all that hangs on a text.

Nothing is trusted for being there: what is stored is compared with what would be stored today. One text at a time is held in memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Float, LargeBinary, Text, cast, exists, func, or_, select
from sqlalchemy.exc import DBAPIError

from demarche.errors import DemarcheError
from demarche.register import refiling
from demarche.register.clocks import stamped
from demarche.register.faults import MISSING
from demarche.register.filing import form_hash
from demarche.register.tables import actor, clock, coding, decision, metadata, record, sentence, source, text

COUNTED = (text, sentence, coding, record, actor)  # tables whose rows have numbers without a gap, as adding counts them
MOMENTS = (text.c.recorded, coding.c.recorded, source.c.recorded_from, source.c.recorded_until, decision.c.recorded)
STORED = {Text: ("text",), LargeBinary: ("blob",), Float: ("real", "integer")}  # what SQLite holds in columns of a type; "integer" in all others


def check(connection: Connection, place: str) -> Iterator[DemarcheError]:
    """Every fault that is found, as an error that says where: D704, D712, D713, D714, D730."""
    lite = connection.dialect.name == "sqlite"
    if lite:
        for (reason,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if reason != "ok":
                yield DemarcheError("D704", place=place, reason=reason)
        mistyped = list(types(connection))
        yield from mistyped
        if mistyped:
            return
    try:
        yield from pointers(connection)
        yield from gaps(connection)
        yield from clocks(connection)
        yield from actors(connection)
        yield from refiling.texts(connection)
        yield from refiling.parties(connection)
    except DBAPIError as error:
        if not (lite and MISSING.match(str(error.orig))):
            raise
        unreadable = list(characters(connection))
        yield from unreadable
        if not unreadable:
            raise


def pointers(connection: Connection) -> Iterator[DemarcheError]:
    """Rows that point to a row which is not there; texts and codings that no source has."""
    for table in metadata.sorted_tables:
        key = next(iter(table.primary_key.columns))
        for column in table.columns:
            for foreign in column.foreign_keys:
                other = foreign.column.table.alias()
                lost = select(key).where(column.is_not(None), ~exists().where(other.c[foreign.column.name] == column))
                for number in connection.scalars(lost):
                    yield DemarcheError("D714", table=table.name, row=number, other=foreign.column.table.name)
    found = refiling.WORDS[connection.dialect.name]
    for number in connection.scalars(select(found).where(~exists().where(sentence.c.id == found))):
        yield DemarcheError("D714", table="words", row=number, other="sentence")
    for table, column in ((text, source.c.text), (coding, source.c.coding)):
        for number in connection.scalars(select(table.c.id).where(~exists().where(column == table.c.id)).order_by(table.c.id)):
            yield DemarcheError("D730", table=table.name, row=number, reason="no source has it")


def gaps(connection: Connection) -> Iterator[DemarcheError]:
    """Rows that are gone: rows are counted as they are added, and none is ever deleted."""
    for table in COUNTED:
        count, most = connection.execute(select(func.count(), func.coalesce(func.max(table.c.id), 0)).select_from(table)).one()
        if count == most:
            continue
        other = table.alias()
        before = select(func.coalesce(func.max(other.c.id), 0)).where(other.c.id < table.c.id).scalar_subquery()
        for number, last in connection.execute(select(table.c.id, before).where(~exists().where(other.c.id == table.c.id - 1), table.c.id > 1)):
            reason = "it is gone" if number == last + 2 else f"it is gone, as are all up to row {number - 1}"
            yield DemarcheError("D730", table=table.name, row=last + 1, reason=reason)


def clocks(connection: Connection) -> Iterator[DemarcheError]:
    """That there is no clock, or that something is recorded at a moment which it has not reached."""
    latest = connection.scalar(select(clock.c.latest))
    if latest is None or not (latest == "" or stamped(latest)):
        yield DemarcheError("D730", table="clock", row=1, reason="it is gone" if latest is None else f"'{latest}' is no moment")
        return
    for column in MOMENTS:
        last = connection.scalar(select(func.max(column)))
        if last is not None and last > latest:
            reason = f"it stands at '{latest}', before {column.table.name}.{column.name}, {last}"
            yield DemarcheError("D730", table="clock", row=1, reason=reason)


def actors(connection: Connection) -> Iterator[DemarcheError]:
    """Actors that are not as they were named."""
    for row in connection.execute(select(actor).order_by(actor.c.id), execution_options=refiling.STREAMED):
        if form_hash(row._asdict()) != row.fingerprint:
            yield DemarcheError("D730", table="actor", row=row.id, reason="it is not the actor of its fingerprint")


def types(connection: Connection) -> Iterator[DemarcheError]:
    """Values that are not of the type of their column, which SQLite lets in."""
    for table in metadata.sorted_tables:
        key = next(iter(table.primary_key.columns))
        wrong = [func.typeof(column).not_in((*next((kinds for form, kinds in STORED.items() if isinstance(column.type, form)), ("integer",)), "null"))
                 for column in table.columns]
        for number, *found in connection.execute(select(key, *wrong).where(or_(*wrong))):
            names = ", ".join(column.name for column, is_wrong in zip(table.columns, found, strict=True) if is_wrong)
            yield DemarcheError("D730", table=table.name, row=number, reason=f"the type of a value is not that of its column: {names}")


def characters(connection: Connection) -> Iterator[DemarcheError]:
    """Texts in SQLite that are no UTF-8, and so cannot be read."""
    for table in metadata.sorted_tables:
        key = next(iter(table.primary_key.columns))
        for column in (one for one in table.columns if isinstance(one.type, Text)):
            for number, value in connection.execute(select(key, cast(column, LargeBinary)).where(column.is_not(None))):
                try:
                    value.decode()
                except UnicodeDecodeError as error:
                    yield DemarcheError("D730", table=table.name, row=number, reason=f"{column.name} is no UTF-8: {error}")
