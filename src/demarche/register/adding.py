"""Adding: one coded document, in one transaction. The same again changes nothing, so that what was killed can be run again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from packaging.version import InvalidVersion, Version
from sqlalchemy import Connection, Row, Table, bindparam, func, insert, select, update

from demarche.errors import DemarcheError
from demarche.language.segmentation import segment
from demarche.records import CodedDocument, CoderInfo, Document, spans
from demarche.register import copies, tables, words
from demarche.register.faults import decoded
from demarche.register.filing import SAID, Values, fingerprint, form_of, participants, place_of, records
from demarche.register.recalling import batches, resembling, source_of
from demarche.register.soundness import flaws
from demarche.register.store import Store

NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
Outcome = Literal["new", "source", "replaced", "again", "older"]

# Statements, made once: making them takes longer than running them.
TEXT = select(tables.text.c.id).where(tables.text.c.sha256 == bindparam("sha256"))
CODING = select(tables.coding.c.id).where(tables.coding.c.text == bindparam("of"), tables.coding.c.fingerprint == bindparam("hash"))
HELD = select(tables.source, tables.coding.c.fingerprint).join(tables.coding, tables.coding.c.id == tables.source.c.coding).where(
    tables.source.c.place == bindparam("at"), tables.source.c.recorded_until.is_(None))
CLOSE = update(tables.source).where(tables.source.c.place == bindparam("at"), tables.source.c.recorded_until.is_(None)).values(
    recorded_until=bindparam("moment"))
ACTORS = select(tables.actor.c.fingerprint, tables.actor.c.id).where(tables.actor.c.fingerprint.in_(bindparam("forms", expanding=True)))
NEXT = {table: select(func.coalesce(func.max(table.c.id), 0) + 1) for table in (tables.text, tables.sentence, tables.coding, tables.record, tables.actor)}


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a document did, and the hash of its text.

    new        the register did not have the text
    source     it had the text, but not from this document
    replaced   it had this document, with other records or described otherwise; those are history from now on
    again      it had all of this; nothing was changed
    older      it has this document, coded by a newer version; nothing was changed
    """

    outcome: Outcome
    text: str


def add(store: Store, coded: CodedDocument) -> Added:
    """Add a coded document that holds its text.

    A document is known by its text with its id and URL; where it has neither, by all that is said of it.
    Raises D709 where it cannot be added, D201 where a span is not the text at its offsets, and what `Store.writing` raises.
    """
    content = verified(coded)
    telling = Telling.of(coded)
    with store.reading() as connection:
        known = telling.known(connection)
    if known in ("again", "older"):
        return Added(known, coded.document.text_sha256)
    sentences = [(one.start, one.end) for one in segment(content)]
    signature = copies.sketch(content)
    with store.writing() as connection:
        known = telling.known(connection)  # another may have been faster
        if known not in ("again", "older"):
            moment = store.now(connection)
            text = connection.scalar(TEXT, {"sha256": telling.text}) or _text(connection, coded.document, content, signature, sentences, moment)
            coding = connection.scalar(CODING, {"of": text, "hash": telling.fingerprint}) or _coding(connection, coded, text, telling.fingerprint, moment)
            telling.record(connection, text, coding, moment)
    return Added(known, coded.document.text_sha256)


def holds(store: Store, document: Document, coder: CoderInfo) -> bool:
    """Whether the register has a document as this coder reads it, so that it need not be coded again; one without id and URL it does not know for sure.

    A document that does not say its language may have been given one when it was coded.
    """
    if not (document.id or document.url):
        return False
    with store.reading() as connection:
        held = connection.execute(HELD, {"at": place_of(document.text_sha256, described(document))}).one_or_none()
        said = {name: value for name, value in described(document).items() if name != "language" or value is not None}
        return held is not None and coder_of(held) == coder and all(getattr(held, name) == said[name] for name in said)


def coder_of(held: Row[Any]) -> CoderInfo:
    """What a source was coded by; a source that cannot be is damage."""
    source_of(held.id, held.publisher, held.published, held.url, held.title)
    coder: CoderInfo = decoded(held.coder, CoderInfo, f"source, row {held.id}: coder")
    return coder


def described(document: Document) -> dict[str, str | None]:
    """What is said of a document: its id, and where it is from."""
    return {"name": document.id, **{name: getattr(document, name) for name in SAID}}


def verified(coded: CodedDocument) -> str:
    """The text of a document that can be stored: it has its hash, every span stands in it, and its values can be. Raises D709 and D201."""
    document = coded.document
    name = document.id or document.url or document.text_sha256[:12]
    if document.text is None:
        raise DemarcheError("D709", name=name, reason="it does not hold its text")
    try:
        line = msgspec.json.encode(coded)
        digest = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise DemarcheError("D709", name=name, reason="it has characters that no text has (lone surrogates)") from error
    if NUL.search(line):
        raise DemarcheError("D709", name=name, reason="it has characters that no text has (NUL)")
    if digest != document.text_sha256:
        raise DemarcheError("D709", name=name, reason="its text has another hash than it says")
    for span in spans(coded):
        span.verify(document.text)
    if flaw := next(flaws(coded), None):
        raise DemarcheError("D709", name=name, reason=flaw)
    return document.text


@dataclass(frozen=True, slots=True)
class Telling:
    """That a document tells a text, and how some coder reads it: a row of `source` to be."""

    place: str
    text: str
    fingerprint: str
    coder: CoderInfo
    said: Mapping[str, str | None]

    @classmethod
    def of(cls, coded: CodedDocument) -> Telling:
        """The telling of a coded document."""
        document = coded.document
        said = described(document)
        coding = fingerprint(coded.events, coded.measures, coded.votes, coded.signatories, coded.warnings)
        return cls(place_of(document.text_sha256, said), document.text_sha256, coding, coded.coder, said)

    def known(self, connection: Connection) -> Outcome:
        """What adding it will do."""
        held = connection.execute(HELD, {"at": self.place}).one_or_none()
        if held is None:
            return "new" if connection.scalar(TEXT, {"sha256": self.text}) is None else "source"
        coder = coder_of(held)
        if held.fingerprint == self.fingerprint and coder == self.coder and all(getattr(held, name) == value for name, value in self.said.items()):
            return "again"
        return "older" if newer(coder.version, self.coder.version) else "replaced"

    def record(self, connection: Connection, text: int, coding: int, moment: str) -> None:
        """Add it, and close what it replaces."""
        connection.execute(CLOSE, {"at": self.place, "moment": moment})
        coder = msgspec.json.encode(self.coder).decode()
        _insert(connection, tables.source, [{"place": self.place, "text": text, "coding": coding, "coder": coder, "recorded_from": moment, **self.said}])


def newer(one: str, other: str) -> bool:
    """Whether a version comes after another (PEP 440); of what is no version nobody can say so.

    >>> newer("0.10.1", "0.9"), newer("1.0rc1", "1.0"), newer("1.0+local", "1.0"), newer("spring", "1.0")
    (True, False, False, False)
    """
    try:
        return Version(Version(one).public) > Version(Version(other).public)
    except InvalidVersion:
        return False


def _text(connection: Connection, document: Document, content: str, signature: bytes, sentences: Sequence[tuple[int, int]], moment: str) -> int:
    """Store a text with its sentences, and find its near copies."""
    text = _next(connection, tables.text)
    _insert(connection, tables.text, [{"id": text, "sha256": document.text_sha256, "recorded": moment, "signature": signature, "content": content}])
    others = resembling(connection, signature)
    _insert(connection, tables.band, [{"value": value, "text": text} for value in copies.bands(signature)])
    _insert(connection, tables.copy, [{"text": one, "other": other} for pair in others for one, other in ((text, pair), (pair, text))])
    first = _next(connection, tables.sentence)
    _insert(connection, tables.sentence, [{"id": first + i, "text": text, "start": start, "end": end} for i, (start, end) in enumerate(sentences)])
    words.store(connection, [(first + i, content[start:end]) for i, (start, end) in enumerate(sentences)])
    return text


def _coding(connection: Connection, coded: CodedDocument, text: int, fingerprint: str, moment: str) -> int:
    """Store the records of a text, with their actors."""
    coding, first = _next(connection, tables.coding), _next(connection, tables.record)
    warnings = msgspec.json.encode(coded.warnings).decode()
    _insert(connection, tables.coding, [{"id": coding, "text": text, "fingerprint": fingerprint, "warnings": warnings, "recorded": moment}])
    rows = list(records(coded))
    _insert(connection, tables.record, [{"id": first + i, "coding": coding, **row, "body": msgspec.json.encode(record).decode()}
                                        for i, (record, row) in enumerate(rows)])
    forms = [(first + i, row["kind"], role, form_of(actor)) for i, (record, row) in enumerate(rows) for role, actor in participants(record)]
    ids = _actors(connection, {form["fingerprint"]: form for *_, form in forms})
    taking = dict.fromkeys((ids[form["fingerprint"]], kind, role, record) for record, kind, role, form in forms)
    _insert(connection, tables.participant, [{"actor": actor, "kind": kind, "role": role, "record": record} for actor, kind, role, record in taking])
    return coding


def _actors(connection: Connection, forms: Mapping[str, Values]) -> dict[str, int]:
    """The ids of actors by their fingerprints; those that are new are stored."""
    ids = {fingerprint: number for some in batches(forms) for fingerprint, number in connection.execute(ACTORS, {"forms": some})}
    missing = [fingerprint for fingerprint in forms if fingerprint not in ids]
    if missing:
        ids |= {fingerprint: number for number, fingerprint in enumerate(missing, _next(connection, tables.actor))}
    _insert(connection, tables.actor, [{"id": ids[fingerprint], **forms[fingerprint]} for fingerprint in missing])
    return ids


def _next(connection: Connection, table: Table) -> int:
    """The next id of a table; there is one writer at a time."""
    return int(connection.execute(NEXT[table]).scalar_one())


def _insert(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    if rows:
        connection.execute(insert(table), rows)
