"""What the tests of the register share: every test that takes `store` or `place` runs on SQLite and on PostgreSQL.

PostgreSQL is started once a session, on a free port of the loopback, with its data in a temporary folder; each test has a schema of its own.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from demarche.register.store import Store

SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off",
            "shared_buffers": "32MB", "max_connections": "50", "lc_messages": "C"}
SCHEMAS = count()


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    known = shutil.which("initdb")
    return found[-1].parent if found else Path(known).parent if known else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL of our own."""
    psycopg = pytest.importorskip("psycopg", reason="PostgreSQL is not tested: psycopg is not installed")
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not tested: it is not installed (apt-get install postgresql)")
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to be run by root
    folder = Path(tempfile.mkdtemp(prefix="demarche-postgresql-"))
    if user:
        owner = pwd.getpwnam(user)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    subprocess.run([programs / "initdb", "-D", folder / "data", "-U", "demarche", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], user=user,
                   check=True, capture_output=True, cwd=folder)
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log, subprocess.Popen([programs / "postgres", "-D", folder / "data", "-p", str(port), *options], user=user, stdout=log,
                                                             stderr=log, cwd=folder) as server:
        url = f"postgresql://demarche@127.0.0.1:{port}/postgres"
        try:
            for _ in range(600):
                with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url):
                    break
                assert server.poll() is None, (folder / "log").read_text(encoding="utf-8")
                time.sleep(0.1)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    shutil.rmtree(folder)


@pytest.fixture
def schema(postgresql: str) -> str:
    """The URL of an empty schema."""
    import psycopg

    name = f"register{next(SCHEMAS)}"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{postgresql}?options=-csearch_path%3D{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a register can be made."""
    return str(tmp_path / "demarche.db") if request.param == "sqlite" else str(request.getfixturevalue("schema"))


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty register."""
    with Store.open(place) as opened:
        yield opened
