"""The store: one register, opened. Others read and write through it, in transactions.

    with Store.open("demarche.db") as store:
        add(store, coded)
        store.witnesses("measure", store.latest(), actor="RUS", role="target")
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, Unpack, overload

from sqlalchemy import Connection, Engine, func, select, update

from demarche.errors import DemarcheError
from demarche.records import Event, Measure, Vote
from demarche.register import checks, holdings, ids, recalling
from demarche.register.chains import Relation
from demarche.register.clocks import stamped
from demarche.register.facts import Witness
from demarche.register.faults import DamageError, told
from demarche.register.places import WRITING, engine_of, name_of, prepare, url_of
from demarche.register.recalling import Asked
from demarche.register.tables import clock as clocks
from demarche.register.tables import text

FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
PATIENCE = 60.0  # seconds that a writer waits for others


def utc() -> datetime:
    """The time, by the clock of this machine."""
    return datetime.now(UTC)


class Store:
    """A register in a file or a database. Safe to share between threads; processes each open their own."""

    def __init__(self, engine: Engine, place: str, clock: Callable[[], datetime]) -> None:
        self._engine, self.place, self._clock = engine, place, clock

    @classmethod
    def open(cls, place: str | Path, *, clock: Callable[[], datetime] = utc, patience: float = PATIENCE) -> Self:
        """Open a register, and make it where there is none: a path, or a URL such as "postgresql://team@host/register".

        `clock` gives the time in UTC; `patience` is how many seconds to wait for another writer.
        Raises D701 (cannot be opened), D702 (something else), D703 (newer), D704 (damaged), D705 (busy), D707 and D708 (another database).
        """
        url = url_of(place)
        name = name_of(url)
        with told(name):
            engine = engine_of(url, patience)
        try:
            prepare(engine, name)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name, clock)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes: committed at the end of the block, undone by an error. One writer at a time; the others wait.

        Raises D705 where another writes for longer than the patience, D706 where the disk is full or must not be written.
        """
        with told(self.place), self._engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
            connection.execute(select(clocks.c.latest).with_for_update())  # PostgreSQL's writers wait here, SQLite's at BEGIN IMMEDIATE
            _latest(connection)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that reads, and sees the register as it was when it began."""
        level = {} if self._engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with told(self.place), self._engine.connect().execution_options(**level) as connection, connection.begin():
            yield connection

    def now(self, connection: Connection) -> str:
        """The moment that the rows of a writing transaction are recorded at: later than all that the register has recorded."""
        latest = _latest(connection)
        moment = max(self._clock().astimezone(UTC).strftime(FORM), _after(latest) if latest else "")
        connection.execute(update(clocks).values(latest=moment))
        return moment

    def latest(self) -> str:
        """The last moment at which the register has learnt something: the `known_on` of today's answers, which no later writer can change.

        "" where it has learnt nothing.
        """
        with self.reading() as connection:
            return _latest(connection)

    def begun(self) -> str | None:
        """The moment at which the register learnt its first text; None while it has none."""
        with self.reading() as connection:
            first: str | None = connection.scalar(select(func.min(text.c.recorded)))
        return first

    @overload
    def witnesses(self, kind: Literal["event"], known_on: str, **asked: Unpack[Asked]) -> list[Witness[Event]]: ...
    @overload
    def witnesses(self, kind: Literal["measure"], known_on: str, **asked: Unpack[Asked]) -> list[Witness[Measure]]: ...
    @overload
    def witnesses(self, kind: Literal["vote"], known_on: str, **asked: Unpack[Asked]) -> list[Witness[Vote]]: ...
    def witnesses(self, kind: Literal["event", "measure", "vote"], known_on: str,
                  **asked: Unpack[Asked]) -> list[Witness[Event]] | list[Witness[Measure]] | list[Witness[Vote]]:
        """What texts tell of one kind, as the register knew it at a moment, earliest published first: all, or what is asked for."""
        with self.reading() as connection:
            return recalling.witnesses(connection, kind, known_on, **asked)

    def named(self, id: str) -> tuple[list[ids.Named], list[Relation]]:
        """The records that an id, or the beginning of one, can name, and of what the chains are that it can: see `ids`."""
        with self.reading() as connection:
            return ids.records(connection, id), list(ids.relations(connection, id))

    def document(self, name: str, known_on: str) -> holdings.Held | None:
        """The text that a hash, the beginning of one (8 digits or more), or a document's own id names, with all that was read in it.

        None where there is none; raises D711 where there are several.
        """
        with self.reading() as connection:
            return holdings.document(connection, name, known_on)

    def search(self, words: str, known_on: str, *, limit: int = 100) -> list[holdings.Found]:
        """The sentences that have all these words, those learnt last first; see `words`. Raises D715 where no word is given."""
        with self.reading() as connection:
            return holdings.search(connection, words, known_on, limit)

    def check(self) -> Iterator[DemarcheError]:
        """What is wrong in the register: D704, D712, D713, D714, D730. Nothing is a good sign."""
        try:
            with self.reading() as connection:
                yield from checks.check(connection, self.place)
        except DemarcheError as error:
            if error.code != "D704":
                raise
            yield error  # so damaged that no more can be read

    def backup(self, path: str | Path) -> None:
        """Copy the register into a new file, while others read and write.

        Raises D710 for PostgreSQL, D716 where there is something already, D701, D706.
        """
        if self._engine.dialect.name != "sqlite":
            raise DemarcheError("D710", place=self.place)
        if Path(path).exists():
            raise DemarcheError("D716", place=path)
        try:
            with closing(sqlite3.connect(path)) as copy, self.reading() as connection:
                source = connection.connection.driver_connection
                if isinstance(source, sqlite3.Connection):
                    source.backup(copy)
        except sqlite3.Error as error:
            Path(path).unlink(missing_ok=True)
            raise DemarcheError("D706" if Path(path).parent.is_dir() else "D701", place=path, reason=str(error)) from error


def _latest(connection: Connection) -> str:
    """The moment at which the clock stands; "" where the register has learnt nothing."""
    latest = connection.scalar(select(clocks.c.latest))
    if latest is None:
        raise DamageError("clock: it has no row")
    if latest and not stamped(latest):
        raise DamageError(f"clock: '{latest}' is no moment")
    return str(latest)


def _after(moment: str) -> str:
    return (datetime.strptime(moment, FORM) + timedelta(microseconds=1)).strftime(FORM)
