"""Holdings: the texts of the register with their sources, their records, and the sentences in which words are found."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from demarche.errors import DemarcheError
from demarche.records import CodedDocument, CoderInfo, Document, Warning
from demarche.register import words as finding
from demarche.register.facts import Source
from demarche.register.faults import UNREADABLE, DamageError, decoded, reason
from demarche.register.filing import FIELDS, read
from demarche.register.recalling import batches, begins, current, neighbours, source_of
from demarche.register.tables import coding, record, sentence, source, text

HASH = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document was read as, from one moment until another; None while it is so."""

    coded: CodedDocument
    recorded_from: str
    recorded_until: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A text with all that was read in it: the readings that are current, earliest published first; those that were replaced; its near copies."""

    sha256: str
    content: str
    recorded: str
    readings: tuple[Reading, ...]
    replaced: tuple[Reading, ...]
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with the words that were looked for, and where its text was found."""

    text: str
    start: int
    end: int
    sentence: str
    sources: tuple[Source, ...]


def document(connection: Connection, name: str, known_on: str) -> Held | None:
    """The text that a hash, the beginning of one, or a document's own id names; None where there is none. Raises D711 where there are several."""
    named = select(source.c.text).where(source.c.name == name, source.c.recorded_from <= known_on)
    found = _known(connection, select(text).where(text.c.id.in_(named)), known_on)
    if not found and HASH.fullmatch(name):
        found = _known(connection, select(text).where(begins(text.c.sha256, name)), known_on)
    if len(found) > 1:
        raise DemarcheError("D711", name=name, count=len(found), texts=", ".join(row.sha256[:12] for row in found[:5]))
    if not found:
        return None
    one = found[0]
    readings = [_reading(connection, one, row) for row in connection.execute(
        select(source, coding.c.warnings).join(coding, coding.c.id == source.c.coding).where(source.c.text == one.id, source.c.recorded_from <= known_on))]
    readings.sort(key=lambda r: (r.coded.document.published or "9999", r.coded.document.publisher or "", r.coded.document.url or "", r.recorded_from))
    open_ = [r for r in readings if r.recorded_until is None or r.recorded_until > known_on]
    near = [other for _, other in neighbours(connection, [one.id], known_on)]
    hashes = sorted(connection.scalars(select(text.c.sha256).where(text.c.id.in_(near))))
    return Held(one.sha256, one.content, one.recorded, tuple(open_), tuple(r for r in readings if r not in open_), tuple(hashes))


def search(connection: Connection, words: str, known_on: str, limit: int) -> list[Found]:
    """The sentences that have all these words, and were known at a moment, those learnt last first. Raises D715 where no word is given."""
    found = finding.found(connection.dialect.name, words)
    last = _last(connection, known_on)
    content = func.substr(text.c.content, sentence.c.start + 1, sentence.c.end - sentence.c.start).label("sentence")
    query = select(sentence.c.text, sentence.c.start, sentence.c.end, text.c.sha256, content).select_from(found).join(
        sentence, sentence.c.id == found.c.id).join(text, text.c.id == sentence.c.text).where(found.c.id <= last).order_by(found.c.id.desc()).limit(limit)
    rows = list(connection.execute(query))
    by_text: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for some in batches(sorted({row.text for row in rows})):
        for row in connection.execute(select(source.c.text, *_said()).where(source.c.text.in_(some), current(known_on))):
            by_text[row.text].append(row)
    return [Found(row.sha256, row.start, row.end, row.sentence, _sources(by_text[row.text])) for row in rows]


def _last(connection: Connection, known_on: str) -> int:
    """The id of the last sentence that was known at a moment: sentences are counted as they are learnt. 0 where none was."""
    known = select(text.c.id).where(text.c.recorded <= known_on).order_by(text.c.recorded.desc()).limit(1).scalar_subquery()
    return connection.scalar(select(sentence.c.id).where(sentence.c.text <= known).order_by(sentence.c.text.desc(), sentence.c.start.desc()).limit(1)) or 0


def _known(connection: Connection, query: Select[Any], known_on: str) -> list[Row[Any]]:
    return list(connection.execute(query.where(text.c.recorded <= known_on).order_by(text.c.sha256).limit(50)))


def _said() -> tuple[Any, ...]:
    return source.c.id.label("source"), source.c.publisher, source.c.published, source.c.url, source.c.title


def _sources(rows: list[Row[Any]]) -> tuple[Source, ...]:
    found = {source_of(row.source, row.publisher, row.published, row.url, row.title) for row in rows}
    return tuple(sorted(found, key=lambda s: (s.published or "9999", s.publisher or "", s.url or "", s.title or "")))


def _reading(connection: Connection, one: Row[Any], row: Row[Any]) -> Reading:
    """A document with its records, as they were coded, every span verified; raises `DamageError` where one of them cannot be."""
    source_of(row.id, row.publisher, row.published, row.url, row.title)
    records: dict[str, list[Any]] = {field: [] for field in FIELDS.values()}
    for found in connection.execute(select(record.c.kind, record.c.record, record.c.body).where(
            record.c.coding == row.coding).order_by(record.c.kind, record.c.number)):
        try:
            records[FIELDS[found.kind]].append(read(found.kind, found.body, one.content))
        except UNREADABLE as error:
            raise DamageError(f"the record {found.record} of the text {one.sha256}: {reason(error)}") from error
    described = Document(id=row.name, url=row.url, title=row.title, publisher=row.publisher, published=row.published, language=row.language,
                         text_sha256=one.sha256, text=one.content)
    fields: dict[str, Any] = {field: tuple(found) for field, found in records.items()}
    coded = CodedDocument(document=described, warnings=decoded(row.warnings, tuple[Warning, ...], f"coding, row {row.coding}: warnings"),
                          coder=decoded(row.coder, CoderInfo, f"source, row {row.id}: coder"), **fields)
    return Reading(coded, row.recorded_from, row.recorded_until)
