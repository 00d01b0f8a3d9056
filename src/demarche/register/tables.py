"""The tables: what the register was told, by whom, and when it learnt it; and the log of what reviewers decided.

Rows are appended. What is ever changed in a row is the clock, and that a source is closed (`recorded_until`) when the same document is told
again in other words; the rows of the log the database itself keeps from being changed or deleted. All moments are UTC,
"2026-11-22T03:10:00.000000Z", so that they sort as text. A change here needs a migration in `migrations/versions`; a test holds the two
together. The words of the sentences stand in `words.py`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger as Big
from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

NEWEST = "0003"  # the last migration
VERSION_TABLE = "register_version"
APPLICATION = 0x44454D41  # "DEMA": what a SQLite file of ours says of itself

KINDS = ("event", "measure", "vote", "signatory")
ROLES = ("source", "target", "body", "voter")
VERBS = ("accept", "reject", "correct", "split", "merge", "undo")

String = Text().with_variant(Text(collation="C"), "postgresql")  # compared by code point, as SQLite does
Number = Big().with_variant(Integer(), "sqlite")  # SQLite counts by itself only in a column of type INTEGER

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                                       "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"})


def listed(column: str, values: tuple[str, ...]) -> str:
    """The SQL of a check: the column has one of these values."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


clock = Table(  # one row; writers wait for each other at it
    "clock", metadata,
    Column("id", Integer, primary_key=True),
    Column("latest", String, nullable=False),
    CheckConstraint("id = 1", name="one"),
)

text = Table(
    "text", metadata,
    Column("id", Number, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("recorded", String, nullable=False, index=True),
    Column("signature", LargeBinary, nullable=False),  # MinHash; empty where the text has no word
    Column("content", String, nullable=False),  # last: SQLite reads a row from its beginning
    CheckConstraint("length(sha256) = 64", name="sha256"),
)

band = Table(  # where texts that look alike meet
    "band", metadata,
    Column("value", Big, primary_key=True, autoincrement=False),
    Column("text", ForeignKey("text.id"), primary_key=True),
    sqlite_with_rowid=False,
)

copy = Table(  # near copies, each pair both ways
    "copy", metadata,
    Column("text", ForeignKey("text.id"), primary_key=True),
    Column("other", ForeignKey("text.id"), primary_key=True),
    CheckConstraint("text <> other", name="other"),
    sqlite_with_rowid=False,
)

coding = Table(  # what some coder read in a text
    "coding", metadata,
    Column("id", Number, primary_key=True),
    Column("text", ForeignKey("text.id"), nullable=False),
    Column("fingerprint", String, nullable=False),  # hash of the records and warnings
    Column("warnings", String, nullable=False),  # JSON
    Column("recorded", String, nullable=False),
    UniqueConstraint("text", "fingerprint"),
)

source = Table(  # a document: where a text was found, and how it is read, from one moment until another
    "source", metadata,
    Column("id", Number, primary_key=True),
    Column("place", String, nullable=False),  # what the document is known by: text and id and url, or all that is said of it
    Column("text", ForeignKey("text.id"), nullable=False),
    Column("coding", ForeignKey("coding.id"), nullable=False, index=True),
    Column("coder", String, nullable=False),  # JSON
    Column("name", String, index=True),  # the document's own id
    Column("url", String),
    Column("title", String),
    Column("publisher", String),
    Column("published", String),
    Column("language", String),
    Column("recorded_from", String, nullable=False),
    Column("recorded_until", String),  # NULL while it is current
    CheckConstraint("recorded_until > recorded_from", name="recorded"),
)
Index("ix_source_text", source.c.text)
Index("uq_source_current", source.c.place, unique=True, sqlite_where=source.c.recorded_until.is_(None), postgresql_where=source.c.recorded_until.is_(None))

sentence = Table(
    "sentence", metadata,
    Column("id", Number, primary_key=True),
    Column("text", ForeignKey("text.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    UniqueConstraint("text", "start"),
    CheckConstraint('0 <= start AND start < "end"', name="span"),
)

actor = Table(  # an actor as it was named: one actor has a row for each form
    "actor", metadata,
    Column("id", Number, primary_key=True),
    Column("fingerprint", String, nullable=False, unique=True),  # hash of all that follows
    Column("key", String, nullable=False, index=True),  # its id; "~", its name and its country where it has none
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("sectors", String, nullable=False),  # JSON
    Column("aliases", String, nullable=False),  # JSON
)

record = Table(
    "record", metadata,
    Column("id", Number, primary_key=True),
    Column("coding", ForeignKey("coding.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("number", Integer, nullable=False),  # its place among those of its kind
    Column("record", String, nullable=False, index=True),  # its own id
    Column("code", String),  # the root of an event, the kind of a measure; the result of a vote is its status
    Column("status", String),
    Column("day", String),  # ISO 8601 as precise as it was told
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("confidence", Float),
    Column("body", String, nullable=False),  # the JSON of the record
    Column("act", String, index=True),  # the id of the act that an event or vote tells, as far as it alone says; NULL before migration 0003
    UniqueConstraint("coding", "kind", "number"),
    CheckConstraint(listed("kind", KINDS), name="kind"),
)
Index("ix_record_kind_code", record.c.kind, record.c.code)

participant = Table(
    "participant", metadata,
    Column("actor", ForeignKey("actor.id"), primary_key=True),
    Column("kind", String, primary_key=True),  # of the record: the measures against an actor are found without reading its events
    Column("role", String, primary_key=True),
    Column("record", ForeignKey("record.id"), primary_key=True),
    CheckConstraint(listed("role", ROLES), name="role"),
    sqlite_with_rowid=False,
)

decision = Table(
    "decision", metadata,
    Column("id", Number, primary_key=True),
    Column("recorded", String, nullable=False),
    Column("reviewer", String, nullable=False),
    Column("verb", String, nullable=False),
    Column("subject", String, nullable=False),  # JSON: the records that it is about
    Column("change", String, nullable=False),  # JSON: the fields that it corrects
    Column("why", String, nullable=False),
    Column("undoes", ForeignKey("decision.id")),
    CheckConstraint(listed("verb", VERBS), name="verb"),
)
