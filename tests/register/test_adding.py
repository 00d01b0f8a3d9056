"""Adding: what was told is kept once, with all its sources; order, repetition and sudden death do not matter."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from demarche.errors import DemarcheError
from demarche.records import CodedDocument
from demarche.register.adding import add
from demarche.register.facts import Source
from demarche.register.store import Store
from demarche.register.tables import metadata, record, sentence, source, text
from tests.register.documents import LONG, coded

ILO = "ilo SANCTION RUS: The ILO suspended cooperation with Russia."
WFP = "wfp AID UKR: The World Food Programme sent food to Ukraine."
EU = "eu ACCUSE RUS: The EU condemned Russia."

ADDING = """
import sys
from demarche.records import CodedDocument
from demarche.register.adding import add
from demarche.register.store import Store
with Store.open(sys.argv[1]) as store:
    for line in open(sys.argv[2], encoding="utf-8"):
        add(store, CodedDocument.from_json(line))
        print("added", flush=True)
"""


def rows(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    with store.reading() as connection:
        return {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in metadata.tables.items()}


def told(store: Store, known_on: str | None = None) -> list[object]:
    """All witnesses, without the moment at which the register learnt them."""
    moment = known_on or store.latest()
    found = [*store.witnesses("event", moment), *store.witnesses("measure", moment), *store.witnesses("vote", moment)]
    return [(w.record, w.text, w.sources, w.copies) for w in found]


def texts(store: Store) -> list[tuple[str, list[CodedDocument]]]:
    """All texts with what is read in them now."""
    with store.reading() as connection:
        hashes = list(connection.scalars(select(text.c.sha256).order_by(text.c.sha256)))
    held = [(sha256, store.document(sha256, store.latest())) for sha256 in hashes]
    return [(sha256, [reading.coded for reading in one.readings] if one else []) for sha256, one in held]


def sources(store: Store) -> list[list[str | None]]:
    return [[one.published for one in w.sources] for w in store.witnesses("event", store.latest())]


def test_a_document_is_kept_with_its_records_and_its_text(store: Store) -> None:
    said = {"id": "a", "url": "https://ilo.org/1", "title": "T", "publisher": "ILO", "published": "2022-03-23"}
    document = coded(ILO, "ilo VOTE NOR: 42 voted for.", "Guder SIGN x: Yes.", **said)
    assert add(store, document).outcome == "new"
    held = store.document("a", store.latest())
    assert held is not None
    assert [reading.coded for reading in held.readings] == [document]


def test_the_same_again_changes_nothing(store: Store) -> None:
    document = coded(ILO, EU, id="a")
    add(store, document)
    before, latest = rows(store), store.latest()
    assert add(store, document).outcome == "again"
    assert (rows(store), store.latest()) == (before, latest)


def test_another_source_of_the_same_text_is_another_source_of_the_same_witness(store: Store) -> None:
    add(store, coded(ILO, publisher="ILO", published="2022-03-23"))
    assert add(store, coded(ILO, publisher="Reuters", published="2022-03-24")).outcome == "source"
    assert [w.sources for w in store.witnesses("event", store.latest())] == [
        (Source("ILO", "2022-03-23", None, None), Source("Reuters", "2022-03-24", None, None))]
    assert (rows(store)["text"], rows(store)["coding"]) == (1, 1)


def test_a_text_that_its_publishers_read_in_two_ways_has_the_witnesses_of_both(store: Store) -> None:
    """"We" is who publishes it."""
    add(store, coded(ILO, EU, publisher="A", published="2022-03-23"))
    other = coded(ILO, EU, publisher="B", published="2022-03-24")
    add(store, msgspec.structs.replace(other, events=other.events[:1]))
    assert sorted(sources(store)) == [["2022-03-23"], ["2022-03-23", "2022-03-24"]]


def test_a_document_coded_by_a_newer_version_replaces_its_records_and_keeps_the_old_ones_in_history(store: Store) -> None:
    add(store, coded(ILO, id="a", version="0.9"))
    before, early = told(store), store.latest()
    assert add(store, coded(ILO, id="a", version="0.10", mode="diplomatic")).outcome == "replaced"
    assert [w.record.mode for w in store.witnesses("event", store.latest())] == ["diplomatic"]
    assert told(store, early) == before
    held = store.document("a", store.latest())
    assert held is not None
    assert [reading.coded.coder.version for reading in (*held.readings, *held.replaced)] == ["0.10", "0.9"]
    assert held.replaced[0].recorded_until == store.latest()


def test_an_older_version_does_not_replace_what_a_newer_one_read(store: Store) -> None:
    add(store, coded(ILO, id="a", version="0.10", mode="diplomatic"))
    before = rows(store)
    assert add(store, coded(ILO, id="a", version="0.9")).outcome == "older"
    assert rows(store) == before


def test_a_newer_version_that_reads_the_same_is_noted_without_storing_the_records_again(store: Store) -> None:
    add(store, coded(ILO, id="a", version="1.0"))
    learnt = [w.recorded for w in store.witnesses("event", store.latest())]
    assert add(store, coded(ILO, id="a", version="2.0")).outcome == "replaced"
    assert (rows(store)["record"], rows(store)["source"]) == (2, 2)
    assert [w.recorded for w in store.witnesses("event", store.latest())] == learnt


def test_a_document_that_is_described_otherwise_is_the_same_document(store: Store) -> None:
    add(store, coded(ILO, url="https://ilo.org/1"))
    assert add(store, coded(ILO, url="https://ilo.org/1", published="2022-03-23")).outcome == "replaced"
    assert sources(store) == [["2022-03-23"]]


def test_near_copies_are_one_witness_with_all_sources_and_keep_what_only_one_of_them_tells(store: Store) -> None:
    add(store, coded("(Reuters)", ILO, LONG, WFP, published="2022-03-24"))
    add(store, coded(ILO, LONG, published="2022-03-23"))
    found = store.witnesses("event", store.latest())
    assert [(w.record.code, w.published, len(w.sources), len(w.copies)) for w in found] == [("SANCTION", "2022-03-23", 2, 1), ("AID", "2022-03-24", 1, 0)]
    for w in found:
        held = store.document(w.text, store.latest())
        assert held is not None
        w.record.sentence.verify(held.content)


def test_an_earlier_copy_does_not_change_what_was_known_before(store: Store) -> None:
    add(store, coded("(Reuters)", ILO, LONG, published="2022-03-24"))
    before, early = told(store), store.latest()
    add(store, coded(ILO, LONG, published="2022-03-23"))
    assert told(store, early) == before
    assert told(store) != before


def test_a_relative_date_that_each_copy_reckons_from_its_own_day_makes_no_second_witness(store: Store) -> None:
    for head, day in (("", "2022-03-23"), ("(Reuters)", "2022-03-30")):
        document = coded(*filter(None, (head,)), ILO, LONG, published=day, date=day)
        events = [msgspec.structs.replace(e, date=msgspec.structs.replace(e.date, basis="relative")) for e in document.events]
        add(store, msgspec.structs.replace(document, events=tuple(events)))
    assert [(w.record.date.value, len(w.sources)) for w in store.witnesses("event", store.latest()) if w.record.date] == [("2022-03-23", 2)]


def test_two_sentences_of_one_text_that_say_the_same_stay_two_witnesses(store: Store) -> None:
    add(store, coded(ILO, LONG, ILO, published="2022-03-23"))
    add(store, coded(ILO, LONG, ILO, "Ends", published="2022-03-24"))
    assert [len(w.sources) for w in store.witnesses("event", store.latest())] == [2, 2]


LINES = st.lists(st.sampled_from([ILO, WFP, EU, "ilo VOTE NOR: 42 voted for.", "some_rebels ASSAULT UKR: They shelled.", "Nothing happened."]),
                 min_size=1, max_size=3)
PUBLISHED = st.sampled_from([None, "2022-03-22", "2022-03-23", "2022-03"])
DOCUMENTS = st.lists(st.builds(lambda lines, tail, published, i: coded(*lines, *tail, published=published, id=str(i)), LINES,
                               st.sampled_from([(), (LONG,), (LONG, "Ends"), (LONG, "Ends here")]), PUBLISHED, st.integers(0, 10**9)),
                     max_size=5, unique_by=lambda c: c.document.id)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=DOCUMENTS, seed=st.integers())
def test_any_order_and_any_repetition_give_the_same_witnesses(place: str, documents: list[CodedDocument], seed: int) -> None:
    shuffled = [*documents, *documents]
    random.Random(seed).shuffle(shuffled)
    found = []
    for order in (documents, shuffled):
        with Store.open(place) as store:
            for one in order:
                add(store, one)
            found.append((told(store), texts(store), list(store.check())))
            emptied(store)
    assert found[0] == found[1]
    assert found[0][2] == []


def emptied(store: Store) -> None:
    with store.writing() as connection:
        words = "INSERT INTO words (words) VALUES ('delete-all')" if connection.dialect.name == "sqlite" else "DELETE FROM words"
        connection.exec_driver_sql(words)
        for table in reversed(metadata.sorted_tables):
            if table.name not in ("clock", "decision"):  # the one has a row, the other takes none away
                connection.execute(table.delete())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=DOCUMENTS)
def test_what_comes_later_never_changes_what_was_known_before(place: str, documents: list[CodedDocument]) -> None:
    with Store.open(place) as store:
        known = []
        for one in documents:
            add(store, one)
            known.append((store.latest(), told(store)))
        assert all(told(store, moment) == before for moment, before in known)
        emptied(store)


def test_a_text_is_needed(store: Store) -> None:
    document = CodedDocument.from_json(coded(ILO, id="a").to_json())
    with pytest.raises(DemarcheError, match=r"D709 a: .* does not hold its text"):
        add(store, document)


@pytest.mark.parametrize(("field", "value"), [("text_sha256", "0" * 64), ("title", "a\0b"), ("title", "\ud800")])
def test_a_document_that_no_text_can_be_is_refused_and_nothing_is_written(store: Store, field: str, value: str) -> None:
    document = coded(ILO, id="a")
    before = rows(store)
    with pytest.raises(DemarcheError, match="D709 a:"):
        add(store, msgspec.structs.replace(document, document=msgspec.structs.replace(document.document, **{field: value})))
    assert rows(store) == before


@pytest.mark.parametrize(("broken", "reason"), [
    (coded(ILO, id="a", date="2022-02-30"), "'2022-02-30' is no date"),
    (coded(ILO, id="a", date="2022-02"), "2022-02 is no day"),
    (coded(ILO, id="a", published="23 March 2022"), "published: '23 March 2022' is no date"),
    (coded(ILO, id="a", confidence=1.5), "a confidence lies between 0 and 1"),
])
def test_values_that_cannot_be_are_refused_before_an_answer_meets_them(store: Store, broken: CodedDocument, reason: str) -> None:
    before = rows(store)
    with pytest.raises(DemarcheError, match=f"D709 a: the coded document cannot be added: {reason}"):
        add(store, broken)
    assert rows(store) == before


def test_an_empty_text_can_be_added(store: Store) -> None:
    assert add(store, coded("", id="a")).outcome == "new"
    assert [len(readings) for _, readings in texts(store)] == [1]


def test_an_error_in_the_middle_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(store)
    monkeypatch.setattr("demarche.register.words.plain", lambda content: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add(store, coded(ILO))
    assert (rows(store), store.latest()) == (before, "")


def lines(path: Path, documents: list[CodedDocument]) -> Path:
    path.write_text("".join(one.to_json(with_text=True) + "\n" for one in documents), encoding="utf-8")
    return path


def test_killed_at_any_moment_and_run_again_nothing_is_lost_or_doubled(place: str, tmp_path: Path) -> None:
    documents = [coded(f"{ILO} No {i}.", EU, LONG, id=str(i), published="2022-03-23") for i in range(120)]
    path = lines(tmp_path / "documents.jsonl", documents)
    chance = random.Random(7)
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", ADDING, place, path], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(chance.randrange(1, 40)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.02)
            os.kill(process.pid, signal.SIGKILL)
            process.stdout.read()
        with Store.open(place) as store:
            assert list(store.check()) == []
    subprocess.run([sys.executable, "-c", ADDING, place, path], check=True, capture_output=True)
    with Store.open(place) as store:
        kept = rows(store)
        assert (kept["text"], kept["source"], kept["record"], list(store.check())) == (120, 120, 360, [])


def test_two_processes_that_write_at_once_both_finish(place: str, tmp_path: Path) -> None:
    shared = [coded(f"{ILO} No {i}.", id=str(i)) for i in range(40)]
    paths = [lines(tmp_path / "a", shared), lines(tmp_path / "b", list(reversed(shared)))]
    processes = [subprocess.Popen([sys.executable, "-c", ADDING, place, path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for path in paths]
    assert [process.communicate()[1].decode() for process in processes] == ["", ""]
    with Store.open(place) as store:
        assert (rows(store)["text"], rows(store)["record"], list(store.check())) == (40, 80, [])


def test_all_is_written_at_one_moment_later_than_all_before(place: str) -> None:
    with Store.open(place, clock=lambda: datetime(2022, 3, 23, tzinfo=UTC)) as store:
        for line in (ILO, EU, WFP):
            add(store, coded(line))
        with store.reading() as connection:
            moments = [tuple(connection.scalars(select(column).order_by(column))) for column in (text.c.recorded, source.c.recorded_from)]
    assert moments[0] == moments[1] == tuple(f"2022-03-23T00:00:00.00000{i}Z" for i in range(3))


def test_sentences_are_those_of_the_text(store: Store) -> None:
    add(store, coded("The ILO met. It voted.\n\nAll left."))
    with store.reading() as connection:
        assert connection.execute(select(sentence.c.start, sentence.c.end).order_by(sentence.c.start)).all() == [(0, 12), (13, 22), (24, 33)]


def test_records_are_stored_as_they_are_printed(store: Store) -> None:
    document = coded(ILO)
    add(store, document)
    with store.reading() as connection:
        body = connection.scalar(select(record.c.body).where(record.c.kind == "event"))
    assert json.loads(body or "") == json.loads(document.to_json())["events"][0]


