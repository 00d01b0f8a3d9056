"""The log: decisions written, refused, undone and kept, on both databases."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from demarche.errors import DemarcheError
from demarche.records import CodedDocument
from demarche.register import tables
from demarche.register.adding import add
from demarche.register.facts import Witness
from demarche.register.log import decide, decided, entries, find, lapsed
from demarche.register.reviews import Decided, Subject, reviewed
from demarche.register.store import Store
from tests.register.documents import LONG, coded

ILO = "ilo SANCTION RUS: The ILO suspended cooperation with Russia."
EU = "eu ACCUSE RUS: The EU condemned the attack, and the EU ACCUSE RUS again."
VOTE = "ilo VOTE NOR: 42 members voted for the suspension."


def told(store: Store, kind: str = "event") -> list[Witness]:  # type: ignore[type-arg]
    return store.witnesses(kind, store.latest())  # type: ignore[call-overload, no-any-return]


def held(store: Store) -> list[str]:
    """What is left of the events, as reviewers left them."""
    return [f"{w.record.code} {w.record.status}" for w in reviewed(told(store), decided(store, store.latest()))]


def refusal(store: Store, *args: object, **options: object) -> str:
    """The code with which a decision is refused; nothing is written."""
    before = store.latest()
    with pytest.raises(DemarcheError) as caught:
        decide(store, *args, **{"reviewer": "Ada", **options})  # type: ignore[arg-type]
    assert entries(store, "9999") == [] and store.latest() == before
    return caught.value.code


def recoded(document: CodedDocument, version: str = "2.0", **changes: object) -> CodedDocument:
    """The same document as a newer version codes it: other ids, and other values."""
    events = tuple(msgspec.structs.replace(e, id=f"new-{i}", **changes) for i, e in enumerate(document.events))
    return msgspec.structs.replace(document, events=events, measures=(), coder=msgspec.structs.replace(document.coder, version=version))


def test_an_entry_is_read_as_it_was_written(store: Store) -> None:
    add(store, coded(ILO))
    written = decide(store, "correct", told(store), reviewer=" Ada ", why="the text denies it", change={"status": "denied", "date": "2022-03"})
    assert entries(store, store.latest()) == [written]
    assert (written.id, written.reviewer, written.recorded) == (1, "Ada", store.latest())
    assert written.subjects[0].sentence is not None and written.subjects[0].sentence.text == ILO


def test_a_decision_counts_from_the_moment_at_which_it_was_taken(store: Store) -> None:
    add(store, coded(ILO))
    before = store.latest()
    entry = decide(store, "reject", told(store), reviewer="Ada")
    between = store.latest()
    decide(store, "undo", undoes=entry.id, reviewer="Ada")
    assert decided(store, before) == Decided()
    assert decided(store, between).judged == (entry,)
    assert decided(store, store.latest()) == Decided()


@pytest.mark.parametrize("statement", [update(tables.decision).values(why="never mind"), delete(tables.decision)])
def test_the_database_refuses_to_change_or_delete_an_entry(store: Store, statement: object) -> None:
    add(store, coded(ILO))
    entry = decide(store, "reject", told(store), reviewer="Ada")
    with pytest.raises(DBAPIError, match="only added to"), store.writing() as connection:
        connection.execute(statement)  # type: ignore[call-overload]
    assert entries(store, "9999") == [entry]


def test_no_statement_gets_around_that(store: Store) -> None:
    add(store, coded(ILO))
    entry = decide(store, "reject", told(store), reviewer="Ada")
    around = {"sqlite": "INSERT OR REPLACE INTO decision (id, recorded, reviewer, verb, subject, change, why) VALUES (1, '', '', 'accept', '', '', '')",
              "postgresql": "TRUNCATE decision"}
    with pytest.raises(DBAPIError, match="only added to"), store.writing() as connection:
        connection.execute(text(around[connection.dialect.name]))
    assert entries(store, "9999") == [entry]


@pytest.mark.parametrize("change", [{}, {"nothing": 1}, {"status": "maybe"}, {"id": "other"}, {"sentence": "Other."}, {"rule": "mine/1"}, {"date": "yesterday"},
                                    {"date": {"value": "yesterday", "precision": "day", "basis": "explicit"}}, {"content": "words that are not there"},
                                    {"date": {"value": "2022-03", "precision": "day", "basis": "explicit"}}, {"content": 7}, {"content": " "},
                                    {"code": "not a code"}, {"confidence": 7}, {"confidence": float("nan")}, {"sources": "RUS"}, {"mode": "\ud800"},
                                    {"sources": [{"id": "RUS"}]}, {"date": object()}])
def test_a_correction_that_does_not_fit_is_refused(store: Store, change: dict[str, object]) -> None:
    add(store, coded(ILO))
    assert refusal(store, "correct", told(store), change=change) == "D720"


def test_a_correction_is_refused_where_it_fits_one_of_two_records_only(store: Store) -> None:
    add(store, coded(ILO, EU))
    assert refusal(store, "correct", told(store), change={"content": "the attack"}) == "D720"


@pytest.mark.parametrize("change", [{"counts": {"for": "many"}}, {"counts": {"for": -1}}, {"result": "won"}, {"checks": []}, {"sentences": []}])
def test_a_correction_of_a_vote_that_does_not_fit_is_refused(store: Store, change: dict[str, object]) -> None:
    add(store, coded(VOTE))
    assert refusal(store, "correct", told(store, "vote"), change=change) == "D720"


def test_a_decision_that_is_not_whole_is_refused(store: Store) -> None:
    add(store, coded(ILO, VOTE))
    event, vote = told(store)[0], told(store, "vote")[0]
    assert refusal(store, "accept") == "D721"
    assert refusal(store, "forget", [event]) == "D721"
    assert refusal(store, "accept", [event], reviewer=" ") == "D721"
    assert refusal(store, "accept", [event], why="\0") == "D721"
    assert refusal(store, "accept", [event], change={"status": "denied"}) == "D721"
    assert refusal(store, "accept", [event], undoes=1) == "D721"
    assert refusal(store, "merge", [event]) == "D721"
    assert refusal(store, "merge", [event, event]) == "D721"
    assert refusal(store, "merge", [event, vote]) == "D721"
    assert refusal(store, "undo") == "D721"


def test_measures_of_two_kinds_are_not_one(store: Store) -> None:
    add(store, coded(ILO, id="a"))
    other = coded(ILO + " Again.", id="b")
    add(store, msgspec.structs.replace(other, measures=tuple(msgspec.structs.replace(m, kind="boycott") for m in other.measures)))
    with pytest.raises(DemarcheError, match="measures of two kinds are two measures"):
        decide(store, "merge", store.witnesses("measure", store.latest()), reviewer="Ada")


def test_a_record_that_the_register_does_not_have_is_refused(store: Store) -> None:
    add(store, coded(ILO))
    here = Subject.of(told(store)[0])
    assert refusal(store, "reject", [msgspec.structs.replace(here, text="0" * 64)]) == "D722"
    assert refusal(store, "reject", [msgspec.structs.replace(here, record="other", code="AID")]) == "D722"


def test_what_is_not_there_or_undone_already_is_not_undone(store: Store) -> None:
    add(store, coded(ILO))
    assert refusal(store, "undo", undoes=1) == "D723"
    decide(store, "reject", told(store), reviewer="Ada")
    undo = decide(store, "undo", undoes=1, reviewer="Ada")
    with pytest.raises(DemarcheError, match=f"D723 .*decision {undo.id} has undone it"):
        decide(store, "undo", undoes=1, reviewer="Ben")
    assert len(entries(store, "9999")) == 2


def test_an_undo_that_is_undone_brings_the_decision_back(store: Store) -> None:
    add(store, coded(ILO))
    first = decide(store, "reject", told(store), reviewer="Ada")
    assert held(store) == []
    second = decide(store, "undo", undoes=first.id, reviewer="Ada")
    assert held(store) == ["SANCTION actual"]
    third = decide(store, "undo", undoes=second.id, reviewer="Ada")
    assert held(store) == []
    decide(store, "undo", undoes=third.id, reviewer="Ada")
    assert held(store) == ["SANCTION actual"]


def test_a_decision_survives_a_newer_coding_of_the_sentence_with_other_ids(store: Store) -> None:
    document = coded(ILO, id="a")
    add(store, document)
    decide(store, "correct", told(store), reviewer="Ada", change={"status": "denied", "content": "cooperation"})
    add(store, recoded(document))
    (after,) = reviewed(told(store), decided(store, store.latest()))
    assert (after.record.id, after.record.status, after.record.content.text) == ("new-0", "denied", "cooperation")
    assert lapsed(store, entries(store, "9999"), store.latest()) == set()


def test_a_decision_does_not_pass_to_a_newer_coding_that_says_something_else(store: Store) -> None:
    document = coded(ILO, id="a")
    add(store, document)
    entry = decide(store, "reject", told(store), reviewer="Ada")
    add(store, recoded(document, targets=()))
    assert held(store) == ["SANCTION actual"]
    assert lapsed(store, entries(store, "9999"), store.latest()) == {entry.id}


def test_another_record_of_the_same_words_is_left_alone_also_when_the_judged_one_is_gone(store: Store) -> None:
    document = coded(ILO, id="a")
    two = msgspec.structs.replace(document, events=(*document.events, msgspec.structs.replace(document.events[0], id="other", mode="cut")))
    add(store, two)
    decide(store, "reject", [w for w in told(store) if w.record.id == "other"], reviewer="Ada")
    assert [w.record.id for w in reviewed(told(store), decided(store, store.latest()))] == [document.events[0].id]
    add(store, msgspec.structs.replace(document, coder=msgspec.structs.replace(document.coder, version="2.0")))
    assert held(store) == ["SANCTION actual"]


def test_a_decision_holds_where_an_earlier_copy_comes_to_stand_for_the_text(store: Store) -> None:
    add(store, coded(ILO, LONG, published="2022-03-25"))
    decide(store, "correct", told(store), reviewer="Ada", change={"content": "cooperation with Russia"})
    add(store, coded("A first word.", ILO, LONG, published="2022-03-24"))
    (after,) = reviewed(told(store), decided(store, store.latest()))
    held = store.document(after.text, store.latest())
    assert held is not None and after.copies and after.record.content is not None
    after.record.content.verify(held.content)


def test_a_record_is_found_by_the_key_of_its_witness_or_of_a_copy(store: Store) -> None:
    add(store, coded(ILO, LONG, published="2022-03-25"))
    late = told(store)[0]
    add(store, coded("A first word.", ILO, LONG, published="2022-03-24"))
    early = told(store)[0]
    assert early.key != late.key and find(store, early.key) == find(store, late.key) == early
    for key in ("", "x", f"{early.text[:11]}:{early.record.id}", f"{early.text[:12]}:other", f"{'0' * 12}:{early.record.id}"):
        with pytest.raises(DemarcheError, match="D722"):
            find(store, key)


def test_an_entry_that_cannot_be_read_is_damage(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(tables.decision.insert().values(recorded="2026", reviewer="Ada", verb="accept", subject="[{}]", change="{}", why=""))
    with pytest.raises(DemarcheError, match=r"D704 .*decision 1"):
        entries(store, "9999")


def test_a_register_of_the_first_form_is_migrated_and_keeps_its_decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade, path = command.upgrade, tmp_path / "demarche.db"
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", lambda config, _: upgrade(config, "0001"))
        with Store.open(path, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as store, store.writing() as connection:
            columns = "recorded, reviewer, verb, subject, change, why"
            connection.execute(text(f"INSERT INTO decision ({columns}) VALUES ('2026', 'Ada', 'accept', '[]', '{{}}', '')"))
    with Store.open(path) as store:
        assert add(store, coded(ILO)).outcome == "new"
        assert [(e.reviewer, e.verb, e.undoes) for e in entries(store, "9999")] == [("Ada", "accept", None)]
        with store.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(tables.decision)) == 1
