"""A story in five documents: what held on which day, as it was known on which day, written down by hand.

A body suspends cooperation by a vote, until a ceasefire, except humanitarian assistance; it extends that to a last day; the other side denies all of it;
the body lifts it in part. A chronicle that arrives late changes both ends: the body had begun a week earlier, and the ceasefire came.
The documents are invented, read by the real coder, and stored at fixed moments.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from demarche.coder import Coder
from demarche.reading import read
from demarche.records import CodedDocument
from demarche.register.clocks import day
from demarche.register.register import Register

LEARNT = {  # the documents, in `story`, and when the register learns them
    "suspends": "2022-03-25T12:00:00+00:00", "extends": "2022-06-11T12:00:00+00:00", "denies": "2022-06-12T12:00:00+00:00",
    "eases": "2022-09-05T12:00:00+00:00", "chronicle": "2023-02-01T12:00:00+00:00",
}
CEASEFIRE, AID = "until a ceasefire is agreed", "except humanitarian assistance"
ANSWERS = [  # on which day, as known on which day
    ("2022-03-23", "2022-03-24", "nothing is known"),
    ("2022-03-22", "2022-03-25", "none"),
    ("2022-03-23", "2022-03-25", f"decided since 2022-03-23 {CEASEFIRE} {AID}"),
    ("2022-06-15", "2022-06-10", f"decided since 2022-03-23 {CEASEFIRE} {AID}"),
    ("2022-06-15", "2022-06-11", f"extended since 2022-03-23 until 2023-12-31 or {CEASEFIRE} {AID}"),
    ("2022-06-15", "2022-06-12", f"extended since 2022-03-23 until 2023-12-31 or {CEASEFIRE} {AID}, but denied"),
    ("2024-01-01", "2022-06-10", f"decided since 2022-03-23 {CEASEFIRE} {AID}"),
    ("2024-01-01", "2022-09-05", "expired since 2022-03-23 ended 2024-01-01, but denied"),
    ("2022-09-01", "2022-09-04", f"extended since 2022-03-23 until 2023-12-31 or {CEASEFIRE} {AID}, but denied"),
    ("2022-09-01", "2022-09-05", f"eased since 2022-03-23 until 2023-12-31 or {CEASEFIRE} {AID}, but denied"),
    ("2022-12-01", "2023-01-31", f"eased since 2022-03-23 until 2023-12-31 or {CEASEFIRE} {AID}, but denied"),
    ("2022-12-01", "2023-02-01", "expired since 2022-03-16 ended 2022-12-01, but denied"),
]
LATEST = [
    ("2022-03-15", "none, but denied"),
    ("2022-03-16", "decided since 2022-03-16, but denied"),
    ("2022-03-23", f"decided since 2022-03-16 {CEASEFIRE} {AID}, but denied"),
    ("2022-06-10", f"extended since 2022-03-16 until 2023-12-31 or {CEASEFIRE} {AID}, but denied"),
    ("2022-11-30", f"eased since 2022-03-16 until 2023-12-31 or {CEASEFIRE} {AID}, but denied"),
    ("2024-01-01", "expired since 2022-03-16 ended 2022-12-01, but denied"),
]
ORDERS = ["suspends extends denies eases chronicle", "chronicle eases denies extends suspends", "denies chronicle suspends eases extends"]


@pytest.fixture(scope="module")
def told(coder: Coder) -> dict[str, CodedDocument]:
    documents = [each.document for each in read([Path(__file__).parent / "story"]) if each.document]
    return {one.document.id: one for one in map(coder.code, documents) if one.document.id}


def learn(place: str, told: dict[str, CodedDocument], names: Iterable[str], moments: Iterable[str]) -> None:
    """Add documents, each at a moment."""
    for name, when in zip(names, moments, strict=True):
        with Register.open(place, clock=lambda when=when: datetime.fromisoformat(when)) as register:
            register.add(told[name])


def answer(register: Register, on: str, known_on: str | None = None) -> str:
    """The state of the one measure, in words; whether it is listed as in force on the day agrees with it."""
    found = register.measures(known_on=known_on)
    if not found:
        return "nothing is known"
    listed = register.measures(target="RUS", by="the ILO", kind="suspend-cooperation", on=on, known_on=known_on)
    (chain,) = [standing.chain for standing in found]
    state = chain.state(day(on))
    assert [standing.state for standing in listed] == ([state] if state.holds else [])
    words = [state.status]
    words += [f"since {state.since}"] if state.since else []
    words += [" or ".join([*([f"until {state.expiry}"] if state.expiry else []), *state.conditions])] if state.until else []
    words += [f"ended {state.ended}"] if state.ended else []
    words += [f"except {one.span.text}" for one in state.exceptions]
    return " ".join(words) + (", but denied" if chain.contrary else "")


def test_twelve_answers_on_two_clocks(place: str, told: dict[str, CodedDocument]) -> None:
    learn(place, told, LEARNT, LEARNT.values())
    with Register.open(place) as register:
        assert [(on, known, answer(register, on, known)) for on, known, _ in ANSWERS] == ANSWERS


def test_what_was_known_does_not_change_with_what_is_learnt(place: str, told: dict[str, CodedDocument]) -> None:
    for name, when in LEARNT.items():
        learn(place, told, [name], [when])
        with Register.open(place) as register:
            past = [row for row in ANSWERS if row[1] <= when[:10]]
            assert [(on, known, answer(register, on, known)) for on, known, _ in past] == past


@pytest.mark.parametrize("order", ORDERS)
def test_in_any_order_of_arrival_it_ends_with_the_same_answers(order: str, place: str, told: dict[str, CodedDocument]) -> None:
    learn(place, told, order.split(), [f"2024-02-0{n}T12:00:00+00:00" for n in range(1, 6)])
    with Register.open(place) as register:
        assert [(on, answer(register, on)) for on, _ in LATEST] == LATEST
        (standing,) = register.measures()
    assert [(step.status, step.date, step.basis) for step in standing.chain.steps] == [
        ("decided", "2022-03-16", "told"), ("decided", "2022-03-23", "told"), ("extended", "2022-06-10", "told"), ("eased", "2022-09-01", "told"),
        ("expired", "2022-12-01", "told")]
    assert standing.chain.flaws == ()


def test_the_vote_that_decided_it_is_known_with_it(place: str, told: dict[str, CodedDocument]) -> None:
    learn(place, told, LEARNT, LEARNT.values())
    with Register.open(place) as register:
        assert register.votes(known_on="2022-03-24") == []
        (vote,) = register.votes(body="ilo", known_on="2022-03-25")
        (standing,) = register.measures(on="2022-03-23", known_on="2022-03-25")
    assert (vote.best.counts.for_, vote.best.counts.against, vote.best.counts.abstain, vote.status) == (42, 2, 8, "adopted")
    assert standing.state.vote == vote.best.id


def test_the_deed_that_one_text_awaits_and_another_tells_ends_a_measure(coder: Coder, tmp_path: Path) -> None:
    with Register.open(tmp_path / "register.db") as register:
        register.add(coder.code("On 2 May 2022 Norway suspended its aid to Mali until France withdraws its troops from Mali."))
        register.add(coder.code("On 15 August 2022 France withdrew its troops from Mali."))
        (standing,) = register.measures()
    assert [standing.chain.state(day(on)).status for on in ("2022-08-14", "2022-08-15")] == ["decided", "expired"]
