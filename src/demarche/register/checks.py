"""Checks: whether what the register holds is whole. Texts against their hashes, spans against their texts, rows against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, exists, select

from demarche.errors import DemarcheError
from demarche.records import Event, Measure, Signatory, Vote, spans
from demarche.register.tables import coding, metadata, record, sentence, text

FORMS: dict[str, type[Event | Measure | Vote | Signatory]] = {"event": Event, "measure": Measure, "vote": Vote, "signatory": Signatory}


def check(connection: Connection, place: str) -> Iterator[DemarcheError]:
    """Every fault that is found, as an error that says where: D704, D712, D713, D714."""
    if connection.dialect.name == "sqlite":
        for (reason,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if reason != "ok":
                yield DemarcheError("D704", place=place, reason=reason)
    yield from pointers(connection)
    for row in connection.execute(select(text.c.id, text.c.sha256, text.c.content).order_by(text.c.id)):
        if hashlib.sha256(row.content.encode("utf-8")).hexdigest() != row.sha256:
            yield DemarcheError("D712", text=row.sha256, reason="it has another hash")
        yield from records(connection, row.id, row.sha256, row.content)


def pointers(connection: Connection) -> Iterator[DemarcheError]:
    """Rows that point to a row which is not there."""
    for table in metadata.sorted_tables:
        key = next(iter(table.primary_key.columns))
        for column in table.columns:
            for foreign in column.foreign_keys:
                other = foreign.column.table.alias()
                lost = select(key).where(column.is_not(None), ~exists().where(other.c[foreign.column.name] == column))
                for number in connection.scalars(lost):
                    yield DemarcheError("D714", table=table.name, row=number, other=foreign.column.table.name)


def records(connection: Connection, number: int, sha256: str, content: str) -> Iterator[DemarcheError]:
    """Records of a text that are no records, or whose spans are not the text at their offsets; sentences that lie outside it."""
    for row in connection.execute(select(record).join(coding, coding.c.id == record.c.coding).where(coding.c.text == number).order_by(record.c.id)):
        try:
            for span in spans(msgspec.json.decode(row.body, type=FORMS[row.kind])):
                span.verify(content)
        except (msgspec.MsgspecError, DemarcheError) as error:
            yield DemarcheError("D713", record=row.record, text=sha256, reason=str(error))
    for row in connection.execute(select(sentence.c.id, sentence.c.end).where(sentence.c.text == number, sentence.c.end > len(content))):
        yield DemarcheError("D713", record=f"sentence {row.id}", text=sha256, reason=f"it ends at {row.end}, after the text's end at {len(content)}")
