"""What databases complain of, as our errors: opened, foreign, damaged, busy, full."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy.exc import DBAPIError

from demarche.errors import DemarcheError

SQLITE = {  # primary result codes
    sqlite3.SQLITE_BUSY: "D705", sqlite3.SQLITE_LOCKED: "D705", sqlite3.SQLITE_FULL: "D706", sqlite3.SQLITE_IOERR: "D706", sqlite3.SQLITE_READONLY: "D706",
    sqlite3.SQLITE_CORRUPT: "D704", sqlite3.SQLITE_NOTADB: "D702", sqlite3.SQLITE_CANTOPEN: "D701", sqlite3.SQLITE_PERM: "D701", sqlite3.SQLITE_AUTH: "D701",
}
POSTGRESQL = {  # SQLSTATE: whole, or its class
    "55P03": "D705", "40P01": "D705", "25006": "D706", "53100": "D706", "53": "D706", "42501": "D706", "XX": "D704", "08": "D701", "28": "D701", "57": "D701",
    "3D": "D701", "42P01": "D704", "42703": "D704",  # a table, a column is missing: the form of a register is known before it is asked
}
MISSING = re.compile("no such (table|column)|vtable constructor failed|Could not decode to UTF-8")  # what SQLite has no code of its own for
UNREADABLE = (msgspec.MsgspecError, DemarcheError, UnicodeError, TypeError)  # what reading a stored value may raise
MOST = 300  # characters of a reason: SQLite tells the whole of a text that it cannot read


class DamageError(Exception):
    """What a row holds cannot be, or is not what was stored; `told` says of which register. It names the row and what is wrong with it."""


def reason(error: Exception) -> str:
    """What is wrong with a stored value, in one line."""
    said = error.message if isinstance(error, DemarcheError) else " ".join(str(error).split())
    return said if len(said) <= MOST else said[:MOST] + " …"


def decoded(data: str, form: Any, row: str) -> Any:
    """What the JSON in a row says; raises `DamageError` where it is not of this form."""
    try:
        return msgspec.json.decode(data, type=form)
    except UNREADABLE as error:
        raise DamageError(f"{row}: {reason(error)}") from error


def code(error: DBAPIError) -> str | None:
    """The code of what a database complains of; None where that is a mistake in this program."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        known = SQLITE.get(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF)
        return known or ("D704" if MISSING.match(str(cause)) else None)
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return "D701" if error.connection_invalidated or type(cause).__name__ == "OperationalError" else None
    return POSTGRESQL.get(state) or POSTGRESQL.get(state[:2])


@contextmanager
def told(place: str) -> Iterator[None]:
    """Raise what a database complains of as one of our errors: D701, D702, D704, D705, D706."""
    try:
        yield
    except DBAPIError as error:
        known = code(error)
        if known is None:
            raise
        raise DemarcheError(known, place=place, reason=reason(error.orig or error)) from error
    except DamageError as damage:
        raise DemarcheError("D704", place=place, reason=str(damage)) from damage
