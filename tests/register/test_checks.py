"""Checks and damage: what was changed behind the register's back is found, and nothing is answered from it."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from demarche.errors import DemarcheError
from demarche.register.register import Register
from demarche.register.store import Store
from tests.register.documents import LONG, coded

ILO = "ilo SANCTION RUS: The ILO suspended cooperation with Russia."
EU = "eu ACCUSE RUS: The EU condemned Russia’s walk-out in Türkiye."
VOTE = "ilo VOTE NOR: 42 members voted for the suspension."
FIRST = coded(ILO, VOTE, LONG, id="a", published="2022-03-23")
WORDS = {"sqlite": "DELETE FROM words_docsize WHERE id = 2", "postgresql": "DELETE FROM words WHERE id = 2"}


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    """A register with a text, a near copy of it and another text."""
    with Register.open(place) as opened:
        for one in (FIRST, coded("(Reuters)", ILO, VOTE, LONG, id="b", published="2022-03-24"), coded(EU, id="c")):
            opened.add(one)
        assert list(opened.check()) == []
        yield opened


def damage(store: Store, *statements: str) -> None:
    with store.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))


def found(register: Register) -> set[str]:
    """What a check finds, without the remedies."""
    return {str(error).split(" (")[0] for error in register.check()}


@pytest.mark.parametrize(("statement", "fault"), [
    ("DELETE FROM participant WHERE record = 1 AND role = 'target'", "D730 record, row 1: its rows in participant are not those of its body"),
    ("UPDATE participant SET role = 'voter' WHERE record = 1", "D730 record, row 1: its rows in participant are not those of its body"),
    ("DELETE FROM band WHERE text = 3", "D730 text, row 3: rows in band are gone, or are those of another signature"),
    ("DELETE FROM copy WHERE text = 1", "D730 text, row 1: its rows in copy are not its near copies"),
    ("UPDATE sentence SET start = start + 1 WHERE id = 1", "D730 sentence, row 1: its text has no sentence at 1-60"),
    ('UPDATE sentence SET "end" = "end" - 1 WHERE id = 1', "D730 sentence, row 1: its text has no sentence at 0-59"),
    ('UPDATE sentence SET "end" = 70 WHERE id = 1', "D730 sentence, row 2: it begins at 62, before the end of sentence 1 at 70"),
    ('UPDATE sentence SET "end" = 99999 WHERE id = 1', "D730 sentence, row 1: it ends at 99999, after its text's end at"),
    ("UPDATE record SET code = 'AID' WHERE id = 1", "row 1: code is 'AID', where its body has 'SANCTION'"),
    ("UPDATE record SET status = 'denied' WHERE id = 1", "row 1: status is 'denied', where its body has 'actual'"),
    ("UPDATE record SET day = '2022' WHERE id = 1", "row 1: day is '2022', where its body has None"),
    ("UPDATE record SET confidence = 1 WHERE id = 1", "row 1: confidence is 1.0, where its body has 0.5"),
    ("UPDATE record SET start = 1 WHERE id = 1", "row 1: start is 1, where its body has 0"),
    ('UPDATE record SET "end" = 1 WHERE id = 1', "row 1: end is 1, where its body has 60"),
    ("UPDATE record SET record = 'x' WHERE id = 1", "row 1: record is 'x'"),
    ("UPDATE record SET act = 'x' WHERE id = 1", "row 1: act is 'x'"),
    ("UPDATE record SET body = replace(body, 'test/1', 'test/2') WHERE id = 1", "D730 coding, row 1: its records and warnings are not those"),
    ("UPDATE coding SET fingerprint = 'x' WHERE id = 1", "D730 coding, row 1: its records and warnings are not those of its fingerprint"),
    ("UPDATE coding SET warnings = 'x' WHERE id = 1", "D730 coding, row 1: warnings: JSON is malformed"),
    ("UPDATE coding SET recorded = '2000' WHERE id = 1", "D730 coding, row 1: it cannot have been recorded at '2000'"),
    ("UPDATE source SET coding = 3 WHERE id = 1", "D730 source, row 1: its coding, 3, is of another text"),
    ("UPDATE source SET coder = 'x' WHERE id = 1", "D730 source, row 1: coder: JSON is malformed"),
    ("UPDATE source SET url = 'http://x' WHERE id = 1", "D730 source, row 1: it is not the document of its place"),
    ("UPDATE source SET published = '2022-99-99' WHERE id = 1", "D730 source, row 1: published: '2022-99-99' is no date"),
    ("DELETE FROM source WHERE id = 1", "D730 coding, row 1: no source has it"),
    ("UPDATE text SET signature = (SELECT signature FROM text WHERE id = 3) WHERE id = 1", "D730 text, row 1: its signature is that of another text"),
    ("UPDATE actor SET key = 'eu' WHERE id = 1", "D730 actor, row 1: it is not the actor of its fingerprint"),
    ("UPDATE clock SET latest = '2000-01-01T00:00:00.000000Z'", "D730 clock, row 1: it stands at '2000-01-01T00:00:00.000000Z', before text.recorded"),
    ("DELETE FROM clock", "D730 clock, row 1: it is gone"),
])
def test_a_row_that_is_not_what_was_stored_is_found_and_named(register: Register, statement: str, fault: str) -> None:
    damage(register.store, statement)
    assert [one for one in found(register) if fault in one]


def test_sentences_and_words_that_are_gone_are_found(register: Register, place: str) -> None:
    dialect = "postgresql" if "://" in place else "sqlite"
    damage(register.store, WORDS[dialect])
    assert found(register) == {"D730 sentence, row 2: its words are gone: it has no row in words"}
    damage(register.store, "DELETE FROM sentence WHERE id = 2")
    assert found(register) == {"D730 sentence, row 2: it is gone"}


def test_records_of_a_register_older_than_the_ids_of_acts_are_whole(register: Register) -> None:
    damage(register.store, "UPDATE record SET act = NULL")
    assert found(register) == set()


ASKED: dict[str, Callable[[Register], object]] = {
    "measures": lambda register: register.measures(target="RUS"), "events": lambda register: register.events(target="RUS"),
    "document": lambda register: register.document("a"), "search": lambda register: register.search("suspended"),
    "add": lambda register: register.add(coded(ILO, VOTE, LONG, id="a", published="2022-03-23", title="New")),
}


@pytest.mark.parametrize(("statement", "reason", "asked"), [
    ("DELETE FROM clock", "clock: it has no row", ("measures", "events", "document", "search", "add")),
    ("UPDATE clock SET latest = 'x'", "clock: 'x' is no moment", ("measures", "events", "document", "search", "add")),
    ("DROP TABLE participant", "participant", ("measures", "events")),
    ("UPDATE source SET coder = 'x'", "source, row 1: coder: JSON is malformed", ("document", "add")),
    ("UPDATE coding SET warnings = 'x'", "coding, row 1: warnings: JSON is malformed", ("document",)),
    ("UPDATE record SET body = '{'", f"the record {FIRST.events[0].id} of the text {FIRST.document.text_sha256}", ("measures", "events", "document")),
    ("UPDATE source SET published = '2022-99-99' WHERE id = 1", "source, row 1: published: '2022-99-99' is no date", tuple(ASKED)),
    ("UPDATE text SET content = replace(content, 'suspended', 'supported')",
     f"the record {FIRST.events[0].id} of the text {FIRST.document.text_sha256}: a span says", ("measures", "events", "document")),
])
def test_what_is_damaged_is_not_answered_from(register: Register, statement: str, reason: str, asked: tuple[str, ...]) -> None:
    damage(register.store, statement)
    for name in asked:
        with pytest.raises(DemarcheError, match="D704") as caught:
            ASKED[name](register)
        assert reason in str(caught.value)
    assert found(register)


@pytest.mark.parametrize(("statement", "reason"), [
    ("UPDATE source SET title = CAST(x'ff' AS TEXT) WHERE id = 2", "D730 source, row 2: title is no UTF-8"),
    ("UPDATE record SET body = CAST(x'ff' AS TEXT) WHERE id = 1", "D730 record, row 1: body is no UTF-8"),
    ("UPDATE text SET content = CAST('x' AS BLOB) WHERE id = 3", "D730 text, row 3: the type of a value is not that of its column: content"),
])
def test_what_sqlite_lets_in_is_found_and_not_answered_from(tmp_path: Path, statement: str, reason: str) -> None:
    path = tmp_path / "demarche.db"
    with Register.open(path) as register:
        for line in (ILO, VOTE, EU):
            register.add(coded(line))
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    with Register.open(path) as register:
        assert [one.startswith(reason) for one in found(register)] == [True]
        with pytest.raises(DemarcheError, match="D704"):
            register.timeline()
