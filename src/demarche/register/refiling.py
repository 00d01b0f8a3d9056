"""Refiling: what is stored of a text, against what adding the same would store: its hash, sentences, near copies, sources, codings and records.

Sentences are an exception, as later versions may cut them otherwise: they need to be pieces of the text that begin and end with whole words.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby, pairwise
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Connection, Row, bindparam, column, exists, select, table

from demarche.errors import DemarcheError
from demarche.language.segmentation import segment
from demarche.records import CodedDocument, CoderInfo, Document, Warning
from demarche.register import copies
from demarche.register.clocks import stamped
from demarche.register.faults import UNREADABLE, DamageError, decoded, reason
from demarche.register.filing import DECODERS, FIELDS, SAID, fingerprint, form_of, participants, place_of, read, records
from demarche.register.recalling import resembling, source_of
from demarche.register.tables import actor, band, coding, copy, participant, record, sentence, source, text

STREAMED = {"yield_per": 20}  # rows that are fetched at a time
END: tuple[float, Iterator[Row[Any]]] = (math.inf, iter(()))
NOBODY, NOTHING = CoderInfo(version="0", codebook="", model=""), Document(text_sha256="")
WORDS = {dialect: table("words", column(name, BigInteger)).c[name] for dialect, name in (("sqlite", "rowid"), ("postgresql", "id"))}  # of sentences

STOPS = (".", "!", "?", "…")

# Statements, made once.
BANDS = select(band.c.value).where(band.c.text == bindparam("of"), band.c.value.in_(bindparam("values", expanding=True)))
COPIES = select(copy.c.other).where(copy.c.text == bindparam("of"))
CODINGS = select(coding).where(coding.c.text == bindparam("of")).order_by(coding.c.id)
SOURCES = select(source, coding.c.text.label("read"), coding.c.recorded.label("learnt")).join(coding, coding.c.id == source.c.coding).where(
    source.c.text == bindparam("of")).order_by(source.c.id)
RECORDS = select(record).where(record.c.coding == bindparam("of")).order_by(record.c.kind, record.c.number)
SENTENCES = {dialect: select(sentence, exists().where(found == sentence.c.id).label("found")).where(sentence.c.text == bindparam("of")).order_by(
    sentence.c.start) for dialect, found in WORDS.items()}


def texts(connection: Connection) -> Iterator[DemarcheError]:
    """What is wrong with each text, and with all that is stored of it: D712, D713, D730."""
    for row in connection.execute(select(text).order_by(text.c.id), execution_options=STREAMED):
        if hashlib.sha256(row.content.encode()).hexdigest() != row.sha256:
            yield DemarcheError("D712", text=row.sha256, reason="it has another hash")
        else:
            yield from signatures(connection, row)
            yield from sentences(connection, row)
        for one in connection.execute(CODINGS, {"of": row.id}):
            yield from codings(connection, row, one)
        for one in connection.execute(SOURCES, {"of": row.id}):
            yield from _told("source", one.id, sources(row, one))


def signatures(connection: Connection, row: Row[Any]) -> Iterator[DemarcheError]:
    """How a text is compared with others, and which are its near copies."""
    values = copies.bands(row.signature)
    if copies.sketch(row.content) != row.signature:
        yield _wrong("text", row.id, "its signature is that of another text")
    elif values and set(connection.scalars(BANDS, {"of": row.id, "values": values})) != set(values):
        yield _wrong("text", row.id, "rows in band are gone, or are those of another signature")
    elif set(connection.scalars(COPIES, {"of": row.id})) != {other for other in resembling(connection, row.signature) if other != row.id}:
        yield _wrong("text", row.id, "its rows in copy are not its near copies")


def sentences(connection: Connection, row: Row[Any]) -> Iterator[DemarcheError]:
    """Sentences that lie outside the text or in each other, that are cut from the midst of words, or by whose words they are not found."""
    rows = connection.execute(SENTENCES[connection.dialect.name], {"of": row.id}).all()
    if not rows and row.signature and segment(row.content):
        yield _wrong("text", row.id, "its sentences are gone")
    cut = {one.id for one in rows if not _edges(row.content, one.start, one.end)}
    known = {(one.start, one.end) for one in segment(row.content)} if cut else set()
    for one in rows:
        if one.end > len(row.content):
            yield _wrong("sentence", one.id, f"it ends at {one.end}, after its text's end at {len(row.content)}")
        elif one.id in cut and (one.start, one.end) not in known:
            yield _wrong("sentence", one.id, f"its text has no sentence at {one.start}-{one.end}")
        if not one.found:
            yield _wrong("sentence", one.id, "its words are gone: it has no row in words")
    for one, other in pairwise(rows):
        if one.end > other.start:
            yield _wrong("sentence", other.id, f"it begins at {other.start}, before the end of sentence {one.id} at {one.end}")


def codings(connection: Connection, row: Row[Any], one: Row[Any]) -> Iterator[DemarcheError]:
    """A coding whose records or warnings are not those that were read in the text."""
    rows = connection.execute(RECORDS, {"of": one.id}).all()
    whole = True
    for held in rows:
        for flaw in _flaws(held, row.content):
            whole = False
            yield DemarcheError("D713", record=held.record, text=row.sha256, reason=f"record, row {held.id}: {flaw}")
    wrong = list(_told("coding", one.id, _warned(one)))
    yield from wrong
    events, measures, votes, signatories = ([msgspec.Raw(held.body.encode()) for held in rows if held.kind == kind] for kind in FIELDS)
    if whole and not wrong and fingerprint(events, measures, votes, signatories, msgspec.Raw(one.warnings.encode())) != one.fingerprint:
        yield _wrong("coding", one.id, "its records and warnings are not those of its fingerprint")
    if not stamped(one.recorded) or one.recorded < row.recorded:
        yield _wrong("coding", one.id, f"it cannot have been recorded at '{one.recorded}', its text at '{row.recorded}'")


def sources(row: Row[Any], one: Row[Any]) -> Iterator[str]:
    """What is wrong with a document in which a text was found."""
    if one.read != row.id:
        yield f"its coding, {one.coding}, is of another text"
    source_of(one.id, one.publisher, one.published, one.url, one.title)
    decoded(one.coder, CoderInfo, f"source, row {one.id}: coder")
    if place_of(row.sha256, {name: one._mapping[name] for name in ("name", *SAID)}) != one.place:
        yield "it is not the document of its place"
    if not stamped(one.recorded_from) or not stamped(one.recorded_until or one.recorded_from) or one.recorded_from < max(row.recorded, one.learnt):
        yield f"it cannot have been current from '{one.recorded_from}' until '{one.recorded_until}'"


def parties(connection: Connection) -> Iterator[DemarcheError]:
    """Records whose participants are not those of their bodies. Both are read side by side, as no index leads from a record to its participants."""
    rows = connection.execute(select(participant.c.record, participant.c.kind, participant.c.role, actor.c.fingerprint).join(
        actor, actor.c.id == participant.c.actor).order_by(participant.c.record), execution_options=STREAMED)
    groups = groupby(rows, key=lambda row: row.record)
    number, group = next(groups, END)
    for held in connection.execute(select(record.c.id, record.c.kind, record.c.body).order_by(record.c.id), execution_options=STREAMED):
        while number < held.id:  # of a record that is not there
            number, group = next(groups, END)
        taking = set()
        if number == held.id:
            taking = {(row.kind, row.role, row.fingerprint) for row in group}
            number, group = next(groups, END)
        with suppress(*UNREADABLE):  # what `texts` has found
            found = DECODERS[held.kind].decode(held.body)
            if taking != {(held.kind, role, form_of(one)["fingerprint"]) for role, one in participants(found)}:
                yield _wrong("record", held.id, "its rows in participant are not those of its body")


def _flaws(held: Row[Any], content: str) -> Iterator[str]:
    """What is wrong with a record: it cannot be read, or its columns are not those of its body."""
    try:
        found = read(held.kind, held.body, content)
    except UNREADABLE as error:
        yield reason(error)
        return
    fields: dict[str, Any] = {FIELDS[held.kind]: (found,)}
    (_, values), = records(CodedDocument(document=NOTHING, coder=NOBODY, **fields))
    for name, value in values.items():
        stored = held._mapping[name]
        if stored != value and name != "number" and not (name == "act" and stored is None):  # it has none in a register older than migration 0003
            yield f"{name} is {stored!r}, where its body has {value!r}"


def _warned(one: Row[Any]) -> Iterator[str]:
    """That the warnings of a coding cannot be read."""
    decoded(one.warnings, tuple[Warning, ...], f"coding, row {one.id}: warnings")
    yield from ()


def _edges(content: str, start: int, end: int) -> bool:
    """Whether a piece of a text begins and ends with whole words, and its full stop is not left over."""
    piece = content[start:end]
    through = any(0 < at < len(content) and content[at - 1].isalnum() and content[at].isalnum() for at in (start, end))
    return not through and piece == piece.strip() and content[end:end + 1] not in STOPS


def _told(table: str, number: int, reasons: Iterator[str]) -> Iterator[DemarcheError]:
    """What is wrong with a row, with the damage that ends the search for more."""
    try:
        for said in reasons:
            yield _wrong(table, number, said)
    except DamageError as damage:
        yield _wrong(table, number, str(damage).removeprefix(f"{table}, row {number}: "))


def _wrong(table: str, number: int, said: str) -> DemarcheError:
    return DemarcheError("D730", table=table, row=number, reason=said)
