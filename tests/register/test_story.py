"""A story in five documents: what held on which day, as it was known on which day, written down by hand.

A body suspends cooperation by a vote, until a ceasefire, except humanitarian assistance; it extends that to a last day; the other side denies all of it;
the body eases it. A chronicle that arrives late changes both ends: the body had begun a week earlier, and the ceasefire came.
The documents are invented, read by the real coder, and stored at fixed moments.
"""

from collections.abc import Iterable
from datetime import datetime

import pytest

from demarche.coder import Coder
from demarche.records import CodedDocument, Document
from demarche.register.acts import acts
from demarche.register.adding import add
from demarche.register.chains import Chain, chains
from demarche.register.clocks import day, moment
from demarche.register.store import Store

STORY = {  # name: publisher, day of publication, when the register learns it, text
    "suspends": ("ILO", "2022-03-24", "2022-03-25T12:00:00+00:00", (
        "Geneva, 24 March 2022\n\nOn 23 March 2022 the Governing Body of the International Labour Organization (ILO) decided to suspend technical cooperation "
        "with Russia until a ceasefire is agreed, except humanitarian assistance. The resolution was adopted by 42 votes in favour, 2 against and 8 "
        "abstentions.")),
    "extends": ("ILO", "2022-06-11", "2022-06-11T12:00:00+00:00", (
        "Geneva, 11 June 2022\n\nOn 10 June 2022 the ILO extended the suspension of its technical cooperation with Russia until 31 December 2023.")),
    "denies": ("Russia", "2022-06-12", "2022-06-12T12:00:00+00:00", (
        "Moscow, 12 June 2022\n\nRussia denied that the ILO had suspended technical cooperation with Russia.")),
    "eases": ("ILO", "2022-09-02", "2022-09-05T12:00:00+00:00", (
        "Geneva, 2 September 2022\n\nOn 1 September 2022 the ILO eased its ban on technical cooperation with Russia.")),
    "chronicle": ("Meridian Wire", "2022-12-02", "2023-02-01T12:00:00+00:00", (
        "2 December 2022\n\nOn 1 December 2022 Ukraine and Russia agreed on a ceasefire. On 16 March 2022 the ILO had suspended technical cooperation with "
        "Russia.")),
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
    return {name: coder.code(Document.of(text, id=name, publisher=by, published=on)) for name, (by, on, _, text) in STORY.items()}


def learn(place: str, told: dict[str, CodedDocument], names: Iterable[str], moments: Iterable[str]) -> None:
    """Add documents, each at a moment."""
    for name, when in zip(names, moments, strict=True):
        with Store.open(place, clock=lambda when=when: datetime.fromisoformat(when)) as store:
            add(store, told[name])


def measures(store: Store, known_on: str) -> tuple[Chain, ...]:
    return chains(store.witnesses("measure", known_on), store.witnesses("event", known_on))


def answer(store: Store, on: str, known_on: str) -> str:
    """The state of the one measure, in words."""
    found = measures(store, known_on)
    if not found:
        return "nothing is known"
    (chain,) = found
    state = chain.state(day(on))
    words = [state.status]
    words += [f"since {state.since}"] if state.since else []
    words += [" or ".join([*([f"until {state.expiry}"] if state.expiry else []), *state.conditions])] if state.until else []
    words += [f"ended {state.ended}"] if state.ended else []
    words += [f"except {one.span.text}" for one in state.exceptions]
    return " ".join(words) + (", but denied" if chain.contrary else "")


def test_twelve_answers_on_two_clocks(place: str, told: dict[str, CodedDocument]) -> None:
    learn(place, told, STORY, [when for _, _, when, _ in STORY.values()])
    with Store.open(place) as store:
        assert [(on, known, answer(store, on, moment(known))) for on, known, _ in ANSWERS] == ANSWERS


def test_what_was_known_does_not_change_with_what_is_learnt(place: str, told: dict[str, CodedDocument]) -> None:
    for name, (_, _, when, _) in STORY.items():
        learn(place, told, [name], [when])
        with Store.open(place) as store:
            past = [row for row in ANSWERS if row[1] <= when[:10]]
            assert [(on, known, answer(store, on, moment(known))) for on, known, _ in past] == past


@pytest.mark.parametrize("order", ORDERS)
def test_in_any_order_of_arrival_it_ends_with_the_same_answers(order: str, place: str, told: dict[str, CodedDocument]) -> None:
    learn(place, told, order.split(), [f"2024-02-0{n}T12:00:00+00:00" for n in range(1, 6)])
    with Store.open(place) as store:
        assert [(on, answer(store, on, store.latest())) for on, _ in LATEST] == LATEST
        (chain,) = measures(store, store.latest())
    assert [(step.status, step.date, step.basis) for step in chain.steps] == [
        ("decided", "2022-03-16", "told"), ("decided", "2022-03-23", "told"), ("extended", "2022-06-10", "told"), ("eased", "2022-09-01", "told"),
        ("expired", "2022-12-01", "told")]
    assert chain.flaws == ()


def test_the_vote_that_decided_it_is_known_with_it(place: str, told: dict[str, CodedDocument]) -> None:
    learn(place, told, STORY, [when for _, _, when, _ in STORY.values()])
    with Store.open(place) as store:
        (vote,) = acts(store.witnesses("vote", moment("2022-03-25")))
        (chain,) = measures(store, moment("2022-03-25"))
        assert store.witnesses("vote", moment("2022-03-24")) == []
    assert (vote.best.body.id, vote.best.counts.for_, vote.best.counts.against, vote.best.counts.abstain, vote.status) == ("ilo", 42, 2, 8, "adopted")
    assert chain.state(day("2022-03-23")).vote == vote.best.id
