"""What databases complain of, as our errors: opened, foreign, damaged, busy, full."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from demarche.errors import DemarcheError

SQLITE = {  # primary result codes
    sqlite3.SQLITE_BUSY: "D705", sqlite3.SQLITE_LOCKED: "D705", sqlite3.SQLITE_FULL: "D706", sqlite3.SQLITE_IOERR: "D706", sqlite3.SQLITE_READONLY: "D706",
    sqlite3.SQLITE_CORRUPT: "D704", sqlite3.SQLITE_NOTADB: "D702", sqlite3.SQLITE_CANTOPEN: "D701", sqlite3.SQLITE_PERM: "D701", sqlite3.SQLITE_AUTH: "D701",
}
POSTGRESQL = {  # SQLSTATE: whole, or its class
    "55P03": "D705", "40P01": "D705", "25006": "D706", "53100": "D706", "53": "D706", "42501": "D706", "XX": "D704", "08": "D701", "28": "D701", "57": "D701",
    "3D": "D701",
}


def code(error: DBAPIError) -> str | None:
    """The code of what a database complains of; None where that is a mistake in this program."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return SQLITE.get(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF)
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
        raise DemarcheError(known, place=place, reason=" ".join(str(error.orig).split())) from error
