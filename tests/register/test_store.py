"""The store: opened, refused, asked; and what happens when disks, files and neighbours fail."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from demarche.errors import DemarcheError
from demarche.register import tables
from demarche.register.adding import add
from demarche.register.store import Store
from tests.register.documents import LONG, coded

ILO = "ilo SANCTION RUS: The ILO suspended cooperation with Russia."
EU = "eu ACCUSE RUS: The EU condemned Russia’s walk-out in Türkiye."
VOTE = "ilo VOTE NOR: 42 members voted for the suspension."


def code(place: str | Path, **options: float) -> str:
    """The code with which opening a place is refused."""
    with pytest.raises(DemarcheError) as caught:
        Store.open(place, **options)  # type: ignore[arg-type]
    return caught.value.code


# opening

def test_the_tables_that_migrations_make_are_those_of_the_program(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("words"),
                                                               "version_table": tables.VERSION_TABLE})
        assert compare_metadata(context, tables.metadata) == []


def test_a_register_is_opened_again_with_all_that_it_holds(place: str) -> None:
    with Store.open(place) as store:
        add(store, coded(ILO))
    with Store.open(place) as store:
        assert len(store.witnesses("event", store.latest())) == 1


def test_a_register_that_a_newer_program_has_made_is_refused(place: str) -> None:
    with Store.open(place) as store, store.writing() as connection:
        connection.exec_driver_sql(f"UPDATE {tables.VERSION_TABLE} SET version_num = '9999'")
    assert code(place) == "D703"


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE accounts (id INTEGER)")
    connection.close()
    before = path.read_bytes()
    assert code(path) == "D702"
    assert path.read_bytes() == before


def test_a_schema_of_another_program_is_refused(schema: str) -> None:
    import psycopg

    with psycopg.connect(schema) as connection:
        connection.execute("CREATE TABLE accounts (id INTEGER)")
    assert code(schema) == "D702"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 100, encoding="utf-8")
    assert code(path) == "D702"


@pytest.mark.parametrize("place", ["missing/demarche.db", "."])
def test_a_place_where_no_file_can_be_is_an_error(tmp_path: Path, place: str) -> None:
    assert code(tmp_path / place) == "D701"


@pytest.mark.parametrize(("place", "expected"), [("mysql://host/base", "D707"), ("postgresql://", "D701"), ("nonsense://[", "D707"), ("://", "D701"),
                                                 ("sqlite://", "D701"),
                                                 ("postgresql://nobody:secret@127.0.0.1:1/none", "D701")])
def test_a_url_that_leads_nowhere_is_an_error(place: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "127.0.0.1")
    monkeypatch.setenv("PGPORT", "1")
    assert code(place) == expected


def test_a_password_is_not_shown() -> None:
    with pytest.raises(DemarcheError) as caught:
        Store.open("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_postgresql_without_its_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demarche.register.places.find_spec", lambda name: None)
    assert code("postgresql://host/base") == "D708"


def test_two_that_open_a_new_register_at_once_both_have_it(place: str) -> None:
    errors: list[BaseException] = []

    def opened() -> None:
        try:
            Store.open(place).close()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=opened) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


# failing

def filled(path: Path) -> None:
    with Store.open(path) as store:
        for i in range(60):
            add(store, coded(f"{ILO} No {i}.", LONG))


def test_a_damaged_file_is_an_error_with_its_code(tmp_path: Path) -> None:
    path = tmp_path / "demarche.db"
    filled(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(DemarcheError, match="D704"), Store.open(path) as store:
        store.witnesses("event", store.latest())


def test_a_file_that_was_cut_short_is_an_error_with_its_code(tmp_path: Path) -> None:
    path = tmp_path / "demarche.db"
    filled(path)
    path.write_bytes(path.read_bytes()[:12000])
    with pytest.raises(DemarcheError, match="D704"), Store.open(path) as store:
        store.witnesses("event", store.latest())


def test_a_writer_that_waits_too_long_for_another_says_so(place: str) -> None:
    with Store.open(place) as first, Store.open(place, patience=0.2) as second:
        with first.writing(), pytest.raises(DemarcheError, match="D705"):
            add(second, coded(ILO))
        assert add(second, coded(ILO)).outcome == "new"


def test_readers_do_not_wait_for_a_writer_and_see_what_was_there(place: str) -> None:
    with Store.open(place) as first, Store.open(place) as second:
        add(first, coded(ILO))
        with first.writing() as connection:
            connection.execute(update(tables.source).values(recorded_until="9"))
            assert len(second.witnesses("event", second.latest())) == 1


def test_a_reader_sees_one_snapshot(place: str) -> None:
    with Store.open(place) as store:
        with store.reading() as connection:
            before = connection.execute(select(tables.clock.c.latest)).all()
            add(store, coded(ILO))
            assert connection.execute(select(tables.clock.c.latest)).all() == before
        assert store.latest() != ""


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a full disk is not tested: only root can make a small one")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_an_error_and_nothing_is_written_by_halves(tiny: Path) -> None:
    path = tiny / "demarche.db"
    kept = 0
    with Store.open(path) as store:
        with pytest.raises(DemarcheError, match="D706"):
            for i in range(10_000):
                add(store, coded(f"{ILO} No {i}.", *(f"Paragraph {i}-{j} of a long speech." for j in range(100)), id=str(i)))
                kept += 1
        with store.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(tables.text)) == kept
        assert list(store.check()) == []
    assert kept


@pytest.fixture
def fixed(tmp_path: Path) -> Iterator[Path]:
    """A folder with a register, on a disk that cannot be written."""
    folder = tmp_path / "100% fixed?"
    folder.mkdir()
    with Store.open(folder / "demarche.db") as store:
        add(store, coded(ILO, id="a"))
    if os.geteuid() != 0:  # whom permissions do not bind
        folder.chmod(0o555)
    elif not shutil.which("mount") or subprocess.run(["mount", "--bind", "-o", "ro", folder, folder], capture_output=True, check=False).returncode:
        pytest.skip("a disk that cannot be written is not tested: it cannot be mounted")
    yield folder
    if os.geteuid() == 0:
        subprocess.run(["umount", folder], check=True)
    else:
        folder.chmod(0o755)


def test_a_register_that_cannot_be_written_is_read_and_adding_to_it_is_an_error(fixed: Path) -> None:
    with Store.open(fixed / "demarche.db") as store:
        assert [w.record.code for w in store.witnesses("event", store.latest())] == ["SANCTION"]
        assert list(store.check()) == []
        assert add(store, coded(ILO, id="a")).outcome == "again"
        with pytest.raises(DemarcheError, match="D706"):
            add(store, coded(EU))


def test_where_nothing_can_be_written_no_register_is_made(fixed: Path) -> None:
    assert code(fixed / "other.db") in ("D701", "D706")


# asking

def test_witnesses_are_found_by_actor_role_code_and_text(store: Store) -> None:
    text = add(store, coded(ILO, VOTE)).text
    add(store, coded(EU))
    now = store.latest()
    assert [w.record.code for w in store.witnesses("event", now, actor="RUS", role="target", code="ACCUSE")] == ["ACCUSE"]
    assert [w.record.kind for w in store.witnesses("measure", now, actor="RUS")] == ["trade"]
    assert [w.record.counts.for_ for w in store.witnesses("vote", now, actor="NOR", role="voter")] == [42]
    assert store.witnesses("event", now, actor="RUS", role="source") == []
    assert [w.text for w in store.witnesses("event", now, texts=[text])] == [text]
    assert store.witnesses("event", now, texts=[]) == []
    assert store.witnesses("event", "") == []


def test_an_actor_without_id_is_found_by_its_key(store: Store) -> None:
    add(store, coded("some_rebels ASSAULT UKR: They shelled the town."))
    assert len(store.witnesses("event", store.latest(), actor="~some rebels")) == 1


@pytest.mark.parametrize(("words", "count"), [
    ("suspends", 1), ("SUSPENDING cooperation", 1), ('"cooperation with"', 1), ('"with cooperation"', 0), ("walk-out", 1), ("walk out", 1), ("out-walk", 0),
    ("turkiye", 1), ("42", 1), ("the", 3), ("nothing", 0), ("russia's", 1), ('"', None), ("!!", None), ("", None), ("NOT a OR* b", 0)])
def test_words_are_found_in_the_same_sentences_by_both_databases(store: Store, words: str, count: int | None) -> None:
    add(store, coded(*(line.partition(": ")[2] for line in (ILO, EU, VOTE))))
    if count is None:
        with pytest.raises(DemarcheError, match="D715"):
            store.search(words, store.latest())
    else:
        assert len(store.search(words, store.latest())) == count


def test_a_sentence_is_found_with_its_place_and_all_sources_of_its_text_if_it_was_known(store: Store) -> None:
    add(store, coded("It rained.", "The ILO left.", publisher="B", published="2022-03-24"))
    early = store.latest()
    add(store, coded("It rained.", "The ILO left.", publisher="A", published="2022-03-23"))
    found, = store.search("ilo", store.latest())
    assert (found.sentence, found.start, found.end, [s.publisher for s in found.sources]) == ("The ILO left.", 12, 25, ["A", "B"])
    assert [[s.publisher for s in f.sources] for f in store.search("ilo", early)] == [["B"]]
    assert store.search("ilo", "") == []


def test_a_document_is_found_by_its_hash_the_beginning_of_it_or_its_own_id(store: Store) -> None:
    text = add(store, coded(ILO, id="ilo-1")).text
    now = store.latest()
    found = [store.document(name, now) for name in (text, text[:8], "ilo-1")]
    assert [held.sha256 for held in found if held] == [text] * 3
    assert [store.document(name, now) for name in (text[:7], "x" * 64, "ilo-2", "")] == [None] * 4
    assert store.document(text, "") is None


def test_an_id_that_several_texts_have_is_an_error_that_names_them(store: Store) -> None:
    texts = [add(store, coded(line, id="page")).text for line in (ILO, EU)]
    with pytest.raises(DemarcheError, match=f"D711 'page' names 2 texts: {', '.join(sorted(t[:12] for t in texts))}"):
        store.document("page", store.latest())


def test_the_clock_of_the_machine_going_back_does_not_turn_recorded_time_back(place: str) -> None:
    times = iter([datetime(2022, 3, 23, tzinfo=UTC), datetime(2022, 3, 1, tzinfo=UTC), datetime(2022, 4, 1, tzinfo=UTC)])
    with Store.open(place, clock=lambda: next(times)) as store:
        moments = [(add(store, coded(line)), store.latest())[1] for line in (ILO, EU, VOTE)]
    assert moments == ["2022-03-23T00:00:00.000000Z", "2022-03-23T00:00:00.000001Z", "2022-04-01T00:00:00.000000Z"]


# constraints, checks, copies

def test_a_document_has_one_current_reading(store: Store) -> None:
    add(store, coded(ILO, id="a"))
    with pytest.raises(IntegrityError), store.writing() as connection:
        row = connection.execute(select(tables.source)).mappings().one()
        connection.execute(insert(tables.source).values({**row, "id": 2}))


def test_rows_that_point_nowhere_and_kinds_that_are_none_are_refused(store: Store) -> None:
    for table, values in ((tables.coding, {"text": 7, "fingerprint": "x", "warnings": "[]", "recorded": "x"}),
                          (tables.record, {"coding": 1, "kind": "rumour", "number": 0, "record": "x", "start": 0, "end": 1, "body": "{}"})):
        with pytest.raises(IntegrityError), store.writing() as connection:
            connection.execute(insert(table).values(values))


@pytest.mark.parametrize(("statement", "expected"), [
    ("UPDATE text SET content = replace(content, 'ILO', 'EU ')", {"D712", "D713"}), ("UPDATE text SET content = 'ILO'", {"D712", "D713"}),
    ("UPDATE record SET body = '{}'", {"D713"}), ("UPDATE record SET body = 'x'", {"D713"})])
def test_a_check_finds_what_does_not_fit(store: Store, statement: str, expected: set[str]) -> None:
    add(store, coded(ILO))
    assert list(store.check()) == []
    with store.writing() as connection:
        connection.exec_driver_sql(statement)
    assert {error.code for error in store.check()} == expected


def test_a_check_finds_rows_that_point_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "demarche.db"
    with Store.open(path) as store:
        add(store, coded(ILO))
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM coding")
    connection.commit()
    connection.close()
    with Store.open(path) as store:
        assert {str(error).split(" (")[0] for error in store.check()} == {
            f"D714 {row}: points to nothing in coding" for row in ("source, row 1", "record, row 1", "record, row 2")}


def test_a_backup_is_a_register_with_all_that_was_there(tmp_path: Path) -> None:
    with Store.open(tmp_path / "demarche.db") as store:
        add(store, coded(ILO))
        store.backup(tmp_path / "backup.db")
        add(store, coded(EU))
    with Store.open(tmp_path / "backup.db") as copy:
        assert ([w.record.code for w in copy.witnesses("event", copy.latest())], list(copy.check())) == (["SANCTION"], [])


def test_a_backup_does_not_overwrite_and_does_not_leave_half_a_file(tmp_path: Path) -> None:
    with Store.open(tmp_path / "demarche.db") as store:
        for path, expected in ((tmp_path / "demarche.db", "D716"), (tmp_path / "missing" / "backup.db", "D701")):
            with pytest.raises(DemarcheError, match=expected):
                store.backup(path)


def test_postgresql_is_backed_up_by_its_own_program(schema: str, tmp_path: Path) -> None:
    with Store.open(schema) as store, pytest.raises(DemarcheError, match=r"D710 .*pg_dump"):
        store.backup(tmp_path / "backup.db")


def test_coding_does_not_load_the_database_library() -> None:
    program = "import sys, demarche.coder, demarche.cli.code; print([m for m in ('sqlalchemy', 'alembic') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


