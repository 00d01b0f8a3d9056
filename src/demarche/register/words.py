"""Full-text search over the sentences: FTS5 on SQLite, a tsvector on PostgreSQL, made to find the same; migration 0001
makes the table `words`.

Words are brought to one form here – small letters, no diacritics, no punctuation – and stemmed by Porter's algorithm there. Words
are looked for in any order; words in double quotes, and those of one compound ("walk-out"), side by side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import BigInteger, ColumnElement, Connection, Subquery, column, select, table, text
from sqlalchemy import func as sql

from demarche.errors import DemarcheError

ASCII = re.compile(r"[a-z0-9]+")
PIECES = re.compile(r'"([^"]*)"?|(\S+)')
INSERT = {
    "sqlite": text("INSERT INTO words (rowid, content) VALUES (:id, :content)"),
    "postgresql": text("INSERT INTO words (id, content) VALUES (:id, to_tsvector('register_words', :content))"),
}


def plain(content: str) -> str:
    """The words of a text, as they are stored and looked for.

    >>> plain("Türkiye’s walk-out")
    'turkiye s walk out'
    """
    if content.isascii():  # nearly all, and ten times as fast
        return " ".join(ASCII.findall(content.lower()))
    letters = (c if c.isalnum() else " " for c in unicodedata.normalize("NFKD", content.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def store(connection: Connection, sentences: Sequence[tuple[int, str]]) -> None:
    """Make sentences findable: (id, content) of each."""
    if sentences:
        connection.execute(INSERT[connection.dialect.name], [{"id": id, "content": plain(content)} for id, content in sentences])


def found(dialect: str, words: str) -> Subquery:
    """The ids of the sentences that have these words; SQLite gives them in order, so that a search for the last ones reads no others.

    Raises D715 where there is nothing to look for.
    """
    phrases = [phrase for quoted, bare in PIECES.findall(words) if (phrase := plain(quoted or bare))]
    if not phrases:
        raise DemarcheError("D715", words=words)
    if dialect == "sqlite":
        condition = text("words MATCH :phrases").bindparams(phrases=" ".join(f'"{phrase}"' for phrase in phrases))
        return select(column("rowid", BigInteger).label("id")).select_from(table("words", column("rowid"))).where(condition).subquery("found")
    query: ColumnElement[object] = sql.phraseto_tsquery("register_words", phrases[0])
    for phrase in phrases[1:]:
        query = query.op("&&")(sql.phraseto_tsquery("register_words", phrase))
    holding = column("content").op("@@")(query)
    return select(column("id", BigInteger)).select_from(table("words", column("id"), column("content"))).where(holding).subquery("found")
