"""Where a register is: a path, or the URL of a database, to an engine; opened, known for a register, and brought to the newest form."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from demarche.errors import DemarcheError
from demarche.register.faults import told
from demarche.register.tables import APPLICATION, NEWEST, VERSION_TABLE

WRITING = "demarche_writing"  # an execution option: this connection will write


def url_of(place: str | Path) -> URL:
    """The URL of a place; raises D701 where it is none, D707 where its database is not one of ours.

    >>> str(url_of("demarche.db")), str(url_of("postgresql://team@host/register"))
    ('sqlite:///demarche.db', 'postgresql+psycopg://team@host/register')
    """
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
    except (ArgumentError, ValueError) as error:
        raise DemarcheError("D701", place=place, reason=str(error)) from error
    kind = url.get_backend_name()
    if kind == "sqlite":
        return url
    if kind != "postgresql":
        raise DemarcheError("D707", place=name_of(url), kind=kind)
    if find_spec("psycopg") is None:
        raise DemarcheError("D708", place=name_of(url))
    return url.set(drivername="postgresql+psycopg")


def name_of(url: URL) -> str:
    """A place as messages call it: the path of a file, or the URL without its password."""
    return url.database or ":memory:" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def engine_of(url: URL, patience: float) -> Engine:
    """An engine whose writers wait up to `patience` seconds for each other, and whose readers see one snapshot.

    Raises D701 where the folder of a file is missing.
    """
    if url.get_backend_name() == "postgresql":
        waiting = f"-c lock_timeout={max(1, round(patience * 1000))}"
        options = " ".join(filter(None, (str(url.query.get("options", "")), waiting)))
        return create_engine(url.update_query_dict({"options": options}), connect_args={"connect_timeout": 10})
    path = Path(url.database or ".")
    if url.database in (None, "", ":memory:"):
        raise DemarcheError("D701", place=name_of(url), reason="a register is a file")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise DemarcheError("D701", place=str(path), reason="it is a folder" if path.is_dir() else f"there is no folder {path.absolute().parent}")
    engine = create_engine(url if writable(path) else fixed(path), connect_args={"timeout": patience, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def connected(connection: SQLiteConnection, _: Any) -> None:
        for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -65536", "mmap_size = 268435456"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITING) else "BEGIN")

    return engine


def writable(path: Path) -> bool:
    """Whether a register in a file can be written, or made: SQLite needs the file, and the folder for what lies beside it."""
    return os.access(path.absolute().parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def fixed(path: Path) -> URL:
    """A file that is only read: one to which nothing waits to be written (a "-wal" beside it) is taken as it is, without locks, which need writing too."""
    log = Path(f"{path}-wal")
    waiting = log.exists() and log.stat().st_size > 0
    return URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query={"uri": "true", "mode": "ro", **({} if waiting else {"immutable": "1"})})


def prepare(engine: Engine, place: str) -> None:
    """Make sure that the engine's database is a register of the newest form: an empty one is made into one, an older one migrated.

    Raises D701 where it cannot be opened, D702 where it is something else, D703 where a newer program has made it.
    """
    with told(place):
        with engine.connect() as connection:
            if version(connection, place) == NEWEST:
                return
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:  # persistent, and not to be had inside a transaction
                cursor = connection.connection.cursor()
                cursor.execute("PRAGMA journal_mode = WAL")
                cursor.close()
        with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION})
            if version(connection, place) != NEWEST:
                migrate(connection)


def version(connection: Connection, place: str) -> str | None:
    """The form that a register has; None where the database is empty. Raises D702 and D703."""
    inspector = inspect(connection)
    if inspector.has_table(VERSION_TABLE):
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION:
            raise DemarcheError("D702", place=place, reason="it is a database of another program")
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        if found is None or not str(found).isdigit():
            raise DemarcheError("D702", place=place, reason=f"its form is said to be {found!r}")
        if str(found) > NEWEST:
            raise DemarcheError("D703", place=place, found=found, known=NEWEST)
        return str(found)
    others = inspector.get_table_names()
    if others:
        raise DemarcheError("D702", place=place, reason=f"it holds other tables: {', '.join(sorted(others)[:3])}")
    return None


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing, in the transaction that has begun."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "demarche.register:migrations")
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
