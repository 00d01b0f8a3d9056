"""Reviews: what holds of a log, and what it makes of the witnesses."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from demarche.records import Actor, Date, Event, Measure, Span
from demarche.register.facts import Witness
from demarche.register.reviews import Decided, Decision, Subject, certainty, decided, pending, reviewed, undone
from tests.register.witnesses import BLR, EU, ILO, RUS, event, measure, vote

SAYS = "The ILO condemned Russia and deplored its attack."


def spoken(words: str, name: str = "e", text: str = "a", **fields: Any) -> Witness[Event]:
    """An event told by some words of one sentence."""
    found = event(text, code="ACCUSE", says=SAYS, name=name, **fields)
    start = SAYS.index(words)
    return replace(found, record=replace(found.record, trigger=Span.cut(SAYS, start, start + len(words))))


def decision(number: int, verb: str, *witnesses: Witness[Any], by: str = "Ada", change: dict[str, Any] | None = None, undoes: int | None = None) -> Decision:
    return Decision(id=number, recorded=f"2026-01-01T00:00:00.{number:06}Z", reviewer=by, verb=verb,  # type: ignore[arg-type]
                    subjects=tuple(map(Subject.of, witnesses)), change=change or {}, undoes=undoes)


def left(witness: Witness[Any], *log: Decision) -> Any:
    """What the log leaves of a witness: its record, or None."""
    found = reviewed([witness], decided(log))
    return found[0].record if found else None


# which record is meant

def test_a_record_is_meant_by_its_id_whatever_a_newer_version_says_of_it() -> None:
    one = spoken("condemned")
    assert left(spoken("condemned", by=(EU,), at=(BLR,)), decision(1, "reject", one)) is None


def test_a_record_with_another_id_is_meant_where_it_says_the_same_in_the_same_words() -> None:
    assert left(spoken("condemned Russia", name="new"), decision(1, "reject", spoken("condemned"))) is None


@pytest.mark.parametrize("other", [spoken("deplored", name="new"), spoken("condemned", name="new", at=(BLR,)), spoken("condemned", name="new", by=(EU,)),
                                   spoken("condemned", name="new", text="b"), measure("a", name="e")])
def test_no_other_record_is_meant(other: Witness[Any]) -> None:
    assert left(other, decision(1, "reject", spoken("condemned"))) == other.record


def test_a_decision_holds_in_a_near_copy() -> None:
    judged, first = spoken("condemned", text="b"), spoken("condemned", text="a", name="x")
    assert left(replace(first, copies=((judged.text, "e"),)), decision(1, "reject", judged)) is None


def test_a_decision_holds_in_a_near_copy_that_a_newer_version_has_coded() -> None:
    judged, first = spoken("condemned", text="b"), spoken("condemned", text="a", name="x")
    moved = replace(first.record, sentence=Span(SAYS, 90, 90 + len(SAYS)), trigger=Span("condemned", 98, 107))
    here = replace(first, record=moved, copies=((judged.text, "new"),))
    assert left(here, decision(1, "reject", judged)) is None
    assert left(replace(here, record=replace(moved, trigger=Span("deplored", 119, 127))), decision(1, "reject", judged)) is not None


def test_a_vote_without_a_sentence_is_judged_too() -> None:
    one = vote("a", counts=(42, 2))
    assert left(one, decision(1, "reject", one)) is None
    assert left(vote("a", counts=(42, 2), name="new"), decision(1, "reject", one)) is None
    assert left(vote("a", counts=(42, 2), name="new", sentences=(Span("42.", 0, 3),)), decision(1, "reject", one)) is not None


def test_what_nobody_judged_stays_the_very_same() -> None:
    one = spoken("condemned")
    assert reviewed([one], decided([decision(1, "reject", spoken("condemned", text="b"))]))[0] is one


# what holds

def test_the_last_judgement_counts() -> None:
    one = spoken("condemned")
    reject, accept = decision(1, "reject", one), decision(2, "accept", one, by="Ben")
    assert left(one, reject) is None
    assert left(one, reject, accept) == one.record
    assert left(one, accept, replace(reject, id=3)) is None


def test_corrections_add_up_and_are_accepted_or_rejected_as_a_whole() -> None:
    one = spoken("condemned")
    log = [decision(1, "correct", one, change={"status": "denied"}), decision(2, "correct", one, change={"date": "2022-03"}), decision(3, "accept", one)]
    record = left(one, *log)
    assert (record.id, record.status, record.date) == ("e", "denied", Date(value="2022-03", precision="month", basis="explicit"))
    assert left(one, *log, decision(4, "correct", one, change={"date": None})).date is None
    assert left(one, *log, decision(4, "reject", one)) is None
    assert left(one, *log, decision(4, "undo", undoes=1)).status == "actual"


def test_words_are_given_as_the_sentence_has_them() -> None:
    one = spoken("condemned")
    record = left(one, decision(1, "correct", one, change={"content": "its attack", "provisions": [{"kind": "scope", "span": "attack"}]}))
    assert record.content == Span.cut(SAYS, 38, 48) and record.provisions[0].span == Span.cut(SAYS, 42, 48)


def test_actors_are_given_as_records() -> None:
    one = measure("a")
    record = left(one, decision(1, "correct", one, change={"targets": [{"id": "BLR", "name": "Belarus", "kind": "state"}], "status": "lifted"}))
    assert isinstance(record, Measure) and record.targets == (Actor(id="BLR", name="Belarus", kind="state"),) and record.status == "lifted"


def test_a_correction_whose_words_a_newer_version_has_cut_off_falls_away() -> None:
    one = spoken("condemned")
    shorter = replace(one, record=replace(one.record, sentence=Span.cut(SAYS, 0, 24)))
    log = [decision(1, "correct", one, change={"content": "its attack"}), decision(2, "correct", one, change={"status": "denied"})]
    assert left(shorter, *log).status == "denied" and left(shorter, *log).content is None


def test_splits_and_merges_hold_until_they_are_undone() -> None:
    one, other = spoken("condemned"), spoken("condemned", text="b")
    log = [decision(1, "split", one), decision(2, "merge", one, other), decision(3, "undo", undoes=2)]
    assert decided(log[:2]) == Decided(apart=(log[0].subjects,), together=(log[1].subjects,))
    assert decided(log) == Decided(apart=(log[0].subjects,))


def test_an_undo_of_an_undo() -> None:
    one = spoken("condemned")
    log = [decision(1, "reject", one), decision(2, "undo", undoes=1), decision(3, "undo", undoes=2), decision(4, "undo", undoes=3)]
    assert [bool(decided(log[:n]).judged) for n in range(5)] == [False, True, False, True, False]
    assert undone(log) == {3: 4, 1: 2}


WITNESSES = [spoken("condemned"), spoken("deplored", name="f"), spoken("condemned", text="b")]
CHANGES = [{"status": "denied"}, {"status": "considered"}, {"content": "its attack"}, {"date": "2022-03-23"}]
VERBS = st.sampled_from(["accept", "reject", "correct", "undo"])
STEPS = st.lists(st.tuples(VERBS, st.integers(0, 2), st.sampled_from(CHANGES), st.integers(1, 12)), max_size=12)


def logged(steps: list[tuple[str, int, dict[str, Any], int]]) -> list[Decision]:
    """A log that reviewers can have written: an undo is of an entry that is there and holds."""
    log: list[Decision] = []
    for verb, which, change, target in steps:
        number = len(log) + 1
        if verb != "undo":
            log.append(decision(number, verb, WITNESSES[which], change=change if verb == "correct" else None))
        elif target < number and target not in undone(log):
            log.append(decision(number, "undo", undoes=target))
    return log


def told(log: list[Decision]) -> list[Event]:
    """The state of the events by the plainest reading of a log: from its beginning, one judgement after the other, without what is undone."""
    holds = {entry.id: True for entry in log}
    for entry in reversed(log):
        if entry.undoes is not None and holds[entry.id]:
            holds[entry.undoes] = False
    found = []
    for witness in WITNESSES:
        record, there = witness.record, True
        for entry in log:
            if holds[entry.id] and entry.subjects == (Subject.of(witness),):
                there = entry.verb != "reject"
                given = dict(entry.change)
                if "content" in given:
                    given["content"] = Span.cut(SAYS, 38, 48)
                if "date" in given:
                    given["date"] = Date(value=given["date"], precision="day", basis="explicit")
                record = replace(record, **given)
        found += [record] if there else []
    return found


@given(STEPS, st.randoms())
def test_a_log_that_is_replayed_gives_the_same_state(steps: list[tuple[str, int, dict[str, Any], int]], random: Any) -> None:
    log = logged(steps)
    again = msgspec.json.decode(msgspec.json.encode(log), type=list[Decision])
    random.shuffle(again)
    assert decided(again) == decided(log)
    assert [w.record for w in reviewed(WITNESSES, decided(again))] == told(log)


@given(STEPS)
def test_an_undone_decision_leaves_no_trace(steps: list[tuple[str, int, dict[str, Any], int]]) -> None:
    log = logged(steps)
    number = len(log) + 1
    more = [*log, decision(number, "reject", *WITNESSES), decision(number + 1, "undo", undoes=number)]
    assert decided(more) == decided(log)


# what is to be judged

def test_the_least_certain_is_judged_first() -> None:
    events = [event("a", name="sure", confidence=0.9), event("a", name="doubtful", confidence=0.2), event("b", name="open", confidence=0.5)]
    assert [w.record.id for w in pending(events, Decided(), "Ada")] == ["doubtful", "open", "sure"]


def test_a_vote_that_does_not_add_up_is_doubtful() -> None:
    from demarche.records import Check

    checks = (Check(check="result-matches-counts", holds=False, detail="2 for, 42 against: adopted"),)
    assert certainty(vote("a", checks=checks).record) < certainty(vote("a").record)


def test_what_was_judged_waits_for_a_second_opinion_of_somebody_else() -> None:
    one, other = spoken("condemned"), spoken("deplored", name="f")
    log = decided([decision(1, "accept", one)])
    assert pending([one, other], log, "Ada") == pending([one, other], log, "Ben") == [other]
    assert pending([one, other], log, "Ben", second=True) == [one]
    assert pending([one, other], log, "Ada", second=True) == []


def test_a_corrected_actor_does_not_hide_the_record_from_what_was_decided_of_it() -> None:
    one = event("a", at=(RUS,), by=(ILO,))
    log = [decision(1, "correct", one, change={"targets": [{"id": "BLR", "name": "Belarus", "kind": "state"}]}), decision(2, "reject", one)]
    assert left(one, *log[:1]).targets[0].id == "BLR"
    assert left(one, *log) is None
