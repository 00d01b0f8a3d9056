"""The first form of the register: texts and their copies, sources, codings with their records, sentences, decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = {
    "sqlite": ("CREATE VIRTUAL TABLE words USING fts5(content, content='', tokenize='porter ascii')",),
    "postgresql": (
        "CREATE TEXT SEARCH DICTIONARY register_stem (TEMPLATE = snowball, Language = porter)",
        "CREATE TEXT SEARCH CONFIGURATION register_words (PARSER = \"default\")",
        "ALTER TEXT SEARCH CONFIGURATION register_words ADD MAPPING FOR asciiword, word, numword, int, uint, float, sfloat, version, asciihword, hword, "
        "numhword, hword_asciipart, hword_part, hword_numpart, email, url, url_path, host, file, protocol WITH register_stem",
        "CREATE TABLE words (id BIGINT PRIMARY KEY REFERENCES sentence (id), content TSVECTOR NOT NULL)",
        "CREATE INDEX ix_words_content ON words USING gin (content)"),
}


def upgrade() -> None:
    """Make the tables, and set the clock to nothing learnt yet."""
    op.create_table("actor",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("fingerprint", STRING, nullable=False),
        sa.Column("key", STRING, nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("country", STRING, nullable=True),
        sa.Column("sectors", STRING, nullable=False),
        sa.Column("aliases", STRING, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_actor_fingerprint"))
    )
    op.create_index(op.f("ix_actor_key"), "actor", ["key"], unique=False)
    op.create_table("clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("latest", STRING, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_clock_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock"))
    )
    op.create_table("decision",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("recorded", STRING, nullable=False),
        sa.Column("reviewer", STRING, nullable=False),
        sa.Column("verb", STRING, nullable=False),
        sa.Column("subject", STRING, nullable=False),
        sa.Column("change", STRING, nullable=False),
        sa.Column("why", STRING, nullable=False),
        sa.CheckConstraint("verb IN ('accept', 'reject', 'correct', 'split', 'merge', 'undo')", name=op.f("ck_decision_verb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision"))
    )
    op.create_table("text",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("sha256", STRING, nullable=False),
        sa.Column("recorded", STRING, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("content", STRING, nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_text_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text")),
        sa.UniqueConstraint("sha256", name=op.f("uq_text_sha256"))
    )
    op.create_index(op.f("ix_text_recorded"), "text", ["recorded"], unique=False)
    op.create_table("band",
        sa.Column("value", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["text"], ["text.id"], name=op.f("fk_band_text")),
        sa.PrimaryKeyConstraint("value", "text", name=op.f("pk_band")),
        sqlite_with_rowid=False
    )
    op.create_table("coding",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("text", NUMBER, nullable=False),
        sa.Column("fingerprint", STRING, nullable=False),
        sa.Column("warnings", STRING, nullable=False),
        sa.Column("recorded", STRING, nullable=False),
        sa.ForeignKeyConstraint(["text"], ["text.id"], name=op.f("fk_coding_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint("text", "fingerprint", name=op.f("uq_coding_text_fingerprint"))
    )
    op.create_table("copy",
        sa.Column("text", NUMBER, nullable=False),
        sa.Column("other", NUMBER, nullable=False),
        sa.CheckConstraint("text <> other", name=op.f("ck_copy_other")),
        sa.ForeignKeyConstraint(["other"], ["text.id"], name=op.f("fk_copy_other")),
        sa.ForeignKeyConstraint(["text"], ["text.id"], name=op.f("fk_copy_text")),
        sa.PrimaryKeyConstraint("text", "other", name=op.f("pk_copy")),
        sqlite_with_rowid=False
    )
    op.create_table("sentence",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("text", NUMBER, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_sentence_span")),
        sa.ForeignKeyConstraint(["text"], ["text.id"], name=op.f("fk_sentence_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence")),
        sa.UniqueConstraint("text", "start", name=op.f("uq_sentence_text_start"))
    )
    op.create_table("record",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("coding", NUMBER, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record", STRING, nullable=False),
        sa.Column("code", STRING, nullable=True),
        sa.Column("status", STRING, nullable=True),
        sa.Column("day", STRING, nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("body", STRING, nullable=False),
        sa.CheckConstraint("kind IN ('event', 'measure', 'vote', 'signatory')", name=op.f("ck_record_kind")),
        sa.ForeignKeyConstraint(["coding"], ["coding.id"], name=op.f("fk_record_coding")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("coding", "kind", "number", name=op.f("uq_record_coding_kind_number"))
    )
    op.create_index("ix_record_kind_code", "record", ["kind", "code"], unique=False)
    op.create_table("source",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("place", STRING, nullable=False),
        sa.Column("text", NUMBER, nullable=False),
        sa.Column("coding", NUMBER, nullable=False),
        sa.Column("coder", STRING, nullable=False),
        sa.Column("name", STRING, nullable=True),
        sa.Column("url", STRING, nullable=True),
        sa.Column("title", STRING, nullable=True),
        sa.Column("publisher", STRING, nullable=True),
        sa.Column("published", STRING, nullable=True),
        sa.Column("language", STRING, nullable=True),
        sa.Column("recorded_from", STRING, nullable=False),
        sa.Column("recorded_until", STRING, nullable=True),
        sa.CheckConstraint("recorded_until > recorded_from", name=op.f("ck_source_recorded")),
        sa.ForeignKeyConstraint(["coding"], ["coding.id"], name=op.f("fk_source_coding")),
        sa.ForeignKeyConstraint(["text"], ["text.id"], name=op.f("fk_source_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source"))
    )
    op.create_index(op.f("ix_source_coding"), "source", ["coding"], unique=False)
    op.create_index(op.f("ix_source_name"), "source", ["name"], unique=False)
    op.create_index("ix_source_text", "source", ["text"], unique=False)
    op.create_index("uq_source_current", "source", ["place"], unique=True, sqlite_where=sa.text("recorded_until IS NULL"),
         postgresql_where=sa.text("recorded_until IS NULL"))
    op.create_table("participant",
        sa.Column("actor", NUMBER, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("role", STRING, nullable=False),
        sa.Column("record", NUMBER, nullable=False),
        sa.CheckConstraint("role IN ('source', 'target', 'body', 'voter')", name=op.f("ck_participant_role")),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_participant_actor")),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_participant_record")),
        sa.PrimaryKeyConstraint("actor", "kind", "role", "record", name=op.f("pk_participant")),
        sqlite_with_rowid=False
    )
    for statement in WORDS[op.get_bind().dialect.name]:
        op.execute(statement)
    op.execute("INSERT INTO clock (id, latest) VALUES (1, '')")
