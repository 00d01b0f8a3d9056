"""Views: what is fetched for a question is all that its answer needs, also where reviewers have moved records or readings differ."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from demarche.records import CodedDocument, Event
from demarche.register.acts import Act
from demarche.register.facts import Witness
from demarche.register.log import decide, entries, lapsed
from demarche.register.register import Register
from demarche.register.store import Store
from tests.register.documents import actor, coded

RUS, BLR, UKR = "eu ACCUSE RUS: The EU condemned Russia.", "eu ACCUSE BLR: The EU blamed someone.", "eu ACCUSE UKR: The EU blamed Ukraine again."
BOTH = "eu ACCUSE RUS: The EU condemned Russia and blamed Belarus."


def filled(store: Store, *documents: CodedDocument) -> Register:
    register = Register(store)
    for document in documents:
        register.add(document)
    return register


def at(register: Register, target: str) -> list[Witness[Event]]:
    """The events at a target, as they were coded."""
    return register.store.witnesses("event", register.store.latest(), actor=target, role="target")


def parts(acts: list[Act[Event]]) -> list[tuple[str, int]]:
    return sorted((act.id, len(act.witnesses)) for act in acts)


def anew(document: CodedDocument, **fields: Any) -> CodedDocument:
    """The document as a newer version codes it: under other ids."""
    events = tuple(replace(e, id=f"n{i}", **fields) for i, e in enumerate(document.events))
    return replace(document, events=events, measures=(), coder=replace(document.coder, version="2.0"))


@pytest.mark.parametrize("order", ["correct merge", "merge correct"])
def test_a_merge_of_a_corrected_record_outlives_its_new_coding(store: Store, order: str) -> None:
    register = filled(store, coded(RUS, id="a"), coded(BLR, id="b"))
    one, other = at(register, "RUS")[0], at(register, "BLR")[0]
    for verb in order.split():
        if verb == "correct":
            decide(store, "correct", [other], reviewer="Ada", change={"targets": [actor("UKR")]})
        else:
            decide(store, "merge", [one, other], reviewer="Ada")
    assert [count for _, count in parts(register.events())] == [2]
    register.add(anew(coded(BLR, id="b")))
    assert [count for _, count in parts(register.events())] == [2]
    assert lapsed(store, entries(store, "9999"), store.latest()) == set()


def test_a_merge_does_not_pass_to_a_record_that_is_corrected_into_its_likeness(store: Store) -> None:
    first = coded(BOTH, id="a")
    other = replace(first.events[0], id="other", targets=(actor("BLR"),))
    register = filled(store, replace(first, events=(*first.events, other)), coded(UKR, id="c"))
    decide(store, "merge", [*at(register, "RUS"), *at(register, "UKR")], reviewer="Ada")
    register.add(replace(first, events=(other,), coder=replace(first.coder, version="2.0")))
    decide(store, "correct", at(register, "BLR"), reviewer="Ada", change={"targets": [actor("RUS")]})
    assert [count for _, count in parts(register.events())] == [1, 1]


def test_a_decision_on_what_is_shown_corrected_holds_for_what_is_coded(store: Store) -> None:
    register = filled(store, coded(BLR, id="b"))
    decide(store, "correct", at(register, "BLR"), reviewer="Ada", change={"targets": [actor("UKR")]})
    decide(store, "reject", register.events()[0].witnesses, reviewer="Ben")
    register.add(anew(coded(BLR, id="b")))
    assert register.events() == []


def test_an_act_that_is_merged_with_a_corrected_one_is_whole_whoever_is_asked_for(store: Store) -> None:
    register = filled(store, coded(RUS, id="a"), coded(BLR, id="b"), coded(UKR, id="c"))
    moved = at(register, "BLR")
    decide(store, "correct", moved, reviewer="Ada", change={"targets": [actor("UKR")]})
    decide(store, "merge", [*at(register, "RUS"), *moved], reviewer="Ada")
    assert [count for _, count in parts(register.events())] == [3]
    assert parts(register.events(target="RUS")) == parts(register.events(target="UKR")) == parts(register.events())


def test_the_id_of_a_split_act_does_not_hang_on_who_is_asked_for(store: Store) -> None:
    register = filled(store, coded(RUS, id="a"), coded(BLR, id="b"))
    decide(store, "split", [*at(register, "RUS"), *at(register, "BLR")], reviewer="Ada")
    assert sorted(parts([*register.events(target="RUS"), *register.events(target="BLR")])) == parts(register.events())


def test_two_readings_of_a_text_that_use_one_id_are_both_there(store: Store) -> None:
    document = coded(RUS, id="a")
    other = anew(replace(document, document=replace(document.document, id="b")), targets=(actor("BLR"),))
    register = filled(store, document, replace(other, events=(replace(other.events[0], id=document.events[0].id),)))
    assert sorted(act.targets[0].id or "" for act in register.events()) == ["BLR", "RUS"]


def test_a_new_coding_does_not_move_the_day_on_which_a_text_was_learnt(place: str) -> None:
    told = coded("eu SANCTION RUS: The EU stopped trade.", id="a")
    for year, document in ((2022, told), (2024, replace(told, events=(), coder=replace(told.coder, version="2.0")))):
        with Register.open(place, clock=lambda year=year: datetime(year, 3, 1, tzinfo=UTC)) as register:
            assert register.add(document).outcome in ("new", "replaced")
            assert [(one.state.since, one.state.basis) for one in register.measures(on="2024-06-01")] == [("2022-03-01", "recorded")]
