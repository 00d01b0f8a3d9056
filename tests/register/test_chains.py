"""Chains: the state of a measure on any day, from documents in any order; what is impossible is flagged."""

from datetime import date, timedelta
from itertools import permutations
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from demarche.records import Span
from demarche.register.chains import chains
from demarche.register.clocks import interval
from demarche.register.spells import Walk
from demarche.register.steps import State, Status
from tests.register.witnesses import BLR, EU, ILO, RUS, UKR, event, excepting, measure, until

CEASEFIRE = until("until a ceasefire is agreed", None, "AGREE")
AID = excepting("humanitarian assistance")


def day(text: str) -> date:
    return date.fromisoformat(text)


def only(measures, events=(), **decisions):
    found = chains(measures, events, **decisions)
    assert len(found) == 1
    return found[0]


def status(chain, *days):
    return [chain.state(day(on)).status for on in days]


STORY = [
    ([measure("suspends", "2022-03-24", since="2022-03-23", provisions=(CEASEFIRE, AID), vote="v1", events=("e",))],
     [event("suspends", "2022-03-24", on="2022-03-23", says="suspended technical cooperation")]),
    ([measure("extends", "2022-06-11", status="extended", since="2022-06-10", what="its suspension to the Decent Work programme")], []),
    ([], [event("denies", "2022-06-12", status="denied")]),
    ([measure("eases", "2022-09-02", status="eased", since="2022-09-01", what="the suspension of cooperation", provisions=(excepting("mine clearance"),))], []),
    ([measure("late", "2023-02-01", since="2022-03-16")], []),
]


@pytest.mark.parametrize("order", [*permutations(range(5))], ids=str)
def test_the_story_is_the_same_in_any_order(order):
    chain = only([m for i in order for m in STORY[i][0]], [e for i in order for e in STORY[i][1]])
    assert status(chain, "2022-03-15", "2022-03-16", "2022-06-10", "2022-09-01", "2026-01-01") == ["none", "decided", "extended", "eased", "eased"]
    state = chain.state(day("2022-04-01"))
    assert (state.since, state.until, state.vote, state.holds) == ("2022-03-16", "until a ceasefire is agreed", "v1", True)
    assert state.exceptions == (AID,)
    assert [p.span.text for p in chain.state(day("2022-09-01")).exceptions] == ["humanitarian assistance", "mine clearance"]
    assert [step.status for step in chain.state(day("2022-09-01")).steps] == ["decided", "decided", "extended", "eased"]
    assert [w.record.id for w in chain.contrary] == ["e"]
    assert chain.flaws == ()


def test_before_the_late_document_it_was_not_known_to_hold_earlier():
    known = STORY[:4]
    assert status(only([m for ms, _ in known for m in ms]), "2022-03-18", "2022-03-23") == ["none", "decided"]


def test_a_met_condition_ends_it_on_that_day():
    told = STORY[0][0]
    peace = event("peace", "2023-05-06", code="AGREE", by=(UKR, RUS), at=(), on="2023-05-05", says="Ukraine and Russia agreed a ceasefire", trigger="agreed")
    grain = event("grain", "2022-07-23", code="AGREE", by=(UKR, RUS), at=(), on="2022-07-22", says="they agreed to export grain", trigger="agreed")
    chain = only(told, [grain, peace])
    assert status(chain, "2023-05-04", "2023-05-05") == ["decided", "expired"]
    assert [step.witnesses for step in chain.steps if step.status == "expired"] == [(peace,)]
    assert chain.state(day("2023-05-05")).ended == day("2023-05-05")


@pytest.mark.parametrize(("says", "ended"), [
    ("Ukraine and Russia agreed to hold talks on a ceasefire", False), ("They agreed on Friday to discuss a ceasefire", False),
    ("Ukraine and Russia agreed to a ceasefire", True), ("They agreed on an immediate ceasefire", True), ("A ceasefire was agreed to end the war", True)])
def test_an_agreement_to_do_something_else_about_it_does_not_meet_the_condition(says, ended):
    start = says.index("agreed")
    agreement = event("peace", code="AGREE", by=(UKR, RUS), at=(), on="2022-12-01", says=says, trigger="agreed")
    agreement = replace(agreement, record=replace(agreement.record, trigger=Span("agreed", start, start + 6)))
    assert status(only(STORY[0][0], [agreement]), "2022-12-02") == ["expired" if ended else "decided"]


@pytest.mark.parametrize("other", [
    {"by": (EU, BLR)}, {"status": "considered"}, {"status": "denied"}, {"code": "CONSULT"}, {"says": "Ukraine and Russia agreed to talk"}])
def test_what_does_not_meet_the_condition_does_not_end_it(other):
    agreement = {"code": "AGREE", "by": (UKR, RUS), "at": (), "on": "2023-05-05", "says": "Ukraine and Russia agreed a ceasefire", "trigger": "agreed"}
    chain = only(STORY[0][0], [event("peace", **(agreement | other))])
    assert chain.state(day("2023-06-01")).holds
    assert chain.flaws == ()


def test_a_condition_that_names_its_actors_waits_for_them():
    told = [measure("a", since="2022-03-23", provisions=(until("until Russia withdraws", None, "RETREAT", RUS),))]
    assert status(only(told, [event("b", code="RETREAT", by=(UKR,), at=(), on="2022-05-01")]), "2022-06-01") == ["decided"]
    assert status(only(told, [event("b", code="RETREAT", by=(RUS,), at=(UKR,), on="2022-05-01")]), "2022-06-01") == ["expired"]


def test_a_condition_met_before_it_was_told_is_flagged_and_ends_nothing():
    early = event("b", code="AGREE", by=(UKR, RUS), at=(), on="2022-03-01", says="they agreed a ceasefire", trigger="agreed")
    chain = only(STORY[0][0], [early])
    assert chain.state(day("2023-01-01")).holds
    assert "was met on 2022-03-01" in chain.flaws[0]


def test_an_undated_end_counts_from_its_publication_and_says_so():
    peace = event("peace", "2023-05-06", code="AGREE", by=(UKR, RUS), at=(), says="they agreed a ceasefire", trigger="agreed")
    chain = only(STORY[0][0], [peace])
    assert [(s.date, s.basis) for s in chain.steps] == [("2022-03-23", "told"), ("2023-05-06", "published")]


def test_the_latest_last_day_ends_it():
    told = [measure("a", since="2022-03-23", provisions=(until("until 31 July", "2022-07-31"),)),
            measure("b", since="2022-07-20", status="extended", provisions=(until("until 31 December 2023", "2023-12-31"),))]
    chain = only(told)
    assert status(only(told[:1]), "2022-07-31", "2022-08-01") == ["decided", "expired"]
    assert status(chain, "2022-08-01", "2023-12-31", "2024-01-01") == ["extended", "extended", "expired"]
    assert chain.state(day("2022-07-19")).until == "2022-07-31"
    assert chain.state(day("2022-07-20")).until == "2023-12-31"
    assert [p.span.text for p in chain.state(day("2022-07-20")).provisions] == ["until 31 December 2023"]
    assert chain.state(day("2024-01-01")).ended == day("2024-01-01")


def test_a_proposal_then_a_decision_then_force():
    told = [measure("a", "2022-03-01", status="under-review"), measure("b", "2022-03-24", since="2022-03-23"),
            measure("c", "2022-03-24", since="2022-04-01", status="in-force")]
    chain = only(told)
    assert status(chain, "2022-02-28", "2022-03-01", "2022-03-23", "2022-04-01") == ["none", "under-review", "decided", "in-force"]
    assert not chain.state(day("2022-03-01")).holds
    assert chain.steps[0].basis == "published"


def test_a_proposal_may_be_rejected_and_made_again():
    told = [measure("a", "2022-03-01", status="proposed"), measure("b", since="2022-03-10", status="rejected"), measure("c", "2022-06-01", status="proposed")]
    assert status(only(told), "2022-03-01", "2022-03-10", "2022-06-01") == ["proposed", "rejected", "proposed"]


def test_a_new_imposition_after_an_end_begins_a_new_spell():
    told = [measure("a", since="2022-03-23", provisions=(AID,)), measure("b", since="2022-06-01", status="lifted"), measure("c", since="2022-09-01")]
    chain = only(told)
    assert status(chain, "2022-05-31", "2022-06-01", "2022-09-01") == ["decided", "lifted", "decided"]
    assert chain.state(day("2022-09-01")).since == "2022-09-01"
    assert chain.state(day("2022-09-01")).exceptions == ()
    assert len(chain.state(day("2022-09-01")).steps) == 1
    assert chain.flaws == ()


def test_an_extension_to_no_told_day_leaves_the_old_one_behind():
    told = [measure("a", since="2023-06-20", provisions=(until("until 30 June 2024", "2024-06-30"),)), measure("b", since="2024-06-20", status="extended")]
    assert status(only(told), "2024-06-20", "2024-07-01") == ["extended", "extended"]
    assert only(told).state(day("2024-06-20")).until is None
    told.append(measure("c", since="2024-07-20", status="extended", provisions=(until("until May", "2025-05"),)))
    assert status(only(told), "2025-05-31", "2025-06-01") == ["extended", "expired"]


def test_a_lifting_of_what_no_text_tells_the_imposition_of_is_no_flaw():
    chain = only([measure("a", since="2022-04-23", status="lifted")])
    assert (status(chain, "2022-04-22", "2022-04-23"), chain.flaws) == (["none", "lifted"], ())


def test_a_state_says_whose_day_it_began_on():
    told = [measure("a", since="2022-03-23"), measure("b", "2022-05-02", kind="trade"), measure("c", since="2022-06-10", kind="expel", status="extended")]
    assert {c.kind: c.state(day("2022-07-01")).basis for c in chains(told)} == {"suspend-cooperation": "told", "trade": "published", "expel": None}


@pytest.mark.parametrize(("imposed", "lifted", "expected"), [
    (("imports of coal", "imports of steel"), "imports of coal", "eased"), (("imports of coal", "imports of steel"), "import bans", "lifted"),
    (("imports", "imports of steel"), "imports of steel", "eased"), (("imports of coal",), "imports of coal", "lifted")])
def test_a_lifting_frees_what_it_names_by_words_that_others_do_not_share(imposed, lifted, expected):
    told = [measure(f"m{i}", since=f"2022-0{i + 1}-01", what=what) for i, what in enumerate(imposed)]
    assert status(only([*told, measure("l", since="2022-05-01", status="lifted", what=lifted)]), "2022-05-01") == [expected]


def test_lifting_one_of_two_bans_eases():
    told = [measure("a", since="2022-03-01", what="imports of oil"), measure("b", since="2022-04-01", what="exports of luxury goods"),
            measure("c", since="2022-05-01", status="lifted", what="the ban on oil"), measure("d", since="2022-06-01", status="lifted", what=None)]
    assert status(only(told), "2022-04-30", "2022-05-01", "2022-06-01") == ["decided", "eased", "lifted"]


def test_one_chain_for_each_imposer_target_and_kind():
    told = [measure("a", by=(ILO, EU), at=(RUS, BLR), since="2022-03-23"), measure("b", by=(EU,), since="2022-06-01", status="lifted"),
            measure("c", kind="trade", at=())]
    found = {(c.imposer.id, c.target and c.target.id, c.kind): c for c in chains(told)}
    assert set(found) == {(i, t, "suspend-cooperation") for i in ("ilo", "european-union") for t in ("RUS", "BLR")} | {("ilo", None, "trade")}
    assert [status(found[i, "RUS", "suspend-cooperation"], "2022-07-01")[0] for i in ("ilo", "european-union")] == ["decided", "lifted"]
    assert len({c.id for c in found.values()}) == 5


def test_the_day_of_a_step_is_told_or_of_its_event_or_of_its_publication_or_of_its_recording():
    own = event("b", on="2022-04-01")
    told = [measure("a", since="2022-03-23", kind="trade"), measure("b", "2022-04-02", events=("e",), kind="expel"), measure("c", "2022-05-02", kind="boycott"),
            measure("d", kind="financial", recorded="2026-11-22T03:10:00.000000Z")]
    steps = {c.kind: c.steps[0] for c in chains(told, [own])}
    assert {k: (s.date, s.basis) for k, s in steps.items()} == {
        "trade": ("2022-03-23", "told"), "expel": ("2022-04-01", "event"), "boycott": ("2022-05-02", "published"), "financial": ("2026-11-22", "recorded")}


def test_an_event_of_another_act_or_target_is_no_denial_of_the_measure():
    told = [measure("a", since="2022-03-23", events=("e",))]
    events = [event("a", on="2022-03-23"), event("b", code="ASSAULT", status="denied"), event("c", at=(BLR,), status="denied"), event("d", status="denied")]
    assert [w.text for w in only(told, events).contrary] == [events[3].text]


IMPOSED, LIFTED = {"since": "2022-03-23"}, {"since": "2022-04-23", "status": "lifted"}


@pytest.mark.parametrize(("told", "flaw"), [
    ([{"since": "2022-03-23", "provisions": (until("until 2021", "2021"),)}], "decided on 2022-03-23 until 2021, which is before it"),
    ([LIFTED, {"since": "2022-05-23"}], "lifted on 2022-04-23, before it was decided on 2022-05-23"),
    ([IMPOSED, LIFTED, {"since": "2022-05-23", "status": "extended"}], "extended on 2022-05-23, after it was lifted on 2022-04-23"),
    ([IMPOSED, LIFTED, {"since": "2022-05-23", "status": "eased"}], "eased on 2022-05-23, after it was lifted on 2022-04-23"),
    ([IMPOSED, LIFTED, {"since": "2022-05-23", "status": "lifted"}], "lifted on 2022-05-23, after it was lifted on 2022-04-23"),
    ([IMPOSED, {"since": "2022-04-23", "status": "rejected"}], "rejected on 2022-04-23, after it was decided on 2022-03-23"),
    ([{"since": "2022-02-23", "status": "extended"}, IMPOSED], "extended on 2022-02-23, before it was decided on 2022-03-23"),
    ([IMPOSED | {"provisions": (until("until 2 April", "2022-04-02"),)}, LIFTED], "lifted on 2022-04-23, after it had expired on 2022-04-02"),
])
def test_impossible_orders_are_flagged(told, flaw):
    chain = only([measure(str(i), **fields) for i, fields in enumerate(told)])
    assert chain.flaws == (flaw,)
    assert len(chain.steps) == len(told)


def test_an_extension_told_after_the_end_goes_on_where_its_day_is_sure():
    told = [measure("a", since="2022-03-23", provisions=(until("until May", "2022-05"),)), measure("b", since="2022-07-01", status="extended")]
    assert status(only(told), "2022-06-30", "2022-07-01", "2023-01-01") == ["expired", "extended", "extended"]
    told[1] = measure("b", "2022-07-01", status="extended")
    assert status(only(told), "2022-06-30", "2022-07-01") == ["expired", "expired"]


def test_a_text_of_no_date_proves_no_impossible_order():
    told = [measure("a", since="2022-03-23"), measure("b", since="2022-06-01", status="lifted"), measure("c", status="extended"), measure("d", status="lifted")]
    chain = only(told)
    assert status(chain, "2022-06-01", "2026-12-01") == ["lifted", "lifted"]
    assert chain.flaws == ()


def test_what_is_told_when_it_was_over_has_ended_on_its_last_day():
    chain = only([measure("a", "2024-03-01", provisions=(until("until 2022", "2022"),))])
    state = chain.state(day("2024-03-01"))
    assert (state.status, state.since, state.ended) == ("expired", None, day("2023-01-01"))
    assert chain.flaws == ()


def test_what_was_extended_held_before_any_text_tells_since_when():
    chain = only([measure("a", since="2022-06-10", status="extended")])
    assert chain.state(day("2022-06-10")).holds
    assert chain.state(day("2022-06-10")).since is None
    assert chain.flaws == ()


def test_a_reviewer_splits_a_step():
    told = [measure("a", since="2022-03-23"), measure("b", "2022-06-01")]
    assert len(only(told).steps) == 1
    assert len(only(told, apart=[{told[1].key}]).steps) == 2


# properties

DATES = st.sampled_from([None, "2022", "2022-03", "2022-W12", "2022-03-10", "2022-03-23", "2022-06", "2022-06-15", "2023-01-01"])
PUBLISHED = st.sampled_from([None, "2022-03-24", "2022-06-16", "2023-02-01"])
UNTIL = st.sampled_from([(), (CEASEFIRE,), (AID,), (until("until then", "2022-06-01"),), (until("until 2022", "2022"), AID),
                         (until("until the past", "2021-12-31"),)])
STATUSES = ["proposed", "under-review", "decided", "in-force", "extended", "eased", "lifted", "rejected"]


@st.composite
def stories(draw):
    told = [measure(draw(st.sampled_from("abcd")), draw(PUBLISHED), status=draw(st.sampled_from(STATUSES)), since=draw(DATES), name=f"m{i}",
                    provisions=draw(UNTIL), what=draw(st.sampled_from([None, "technical cooperation", "oil"])),
                    events=draw(st.sampled_from([(), ("e0",)])))
            for i in range(draw(st.integers(1, 7)))]
    events = [event(draw(st.sampled_from("abcd")), draw(PUBLISHED), code=draw(st.sampled_from(["AGREE", "SANCTION"])),
                    by=draw(st.sampled_from([(ILO,), (UKR, RUS)])), status=draw(st.sampled_from(["actual", "denied"])), on=draw(DATES), name=f"e{i}",
                    says="they agreed a ceasefire", trigger="agreed")
              for i in range(draw(st.integers(0, 3)))]
    return told, events


@given(stories(), st.randoms())
@settings(deadline=None)
def test_the_order_of_arrival_does_not_matter(story, random):
    told, events = ([*part] for part in story)
    random.shuffle(told)
    random.shuffle(events)
    assert chains(told, events) == chains(*story)


@given(stories(), st.dates(date(2021, 12, 1), date(2023, 3, 1)))
@settings(deadline=None)
def test_on_every_day_the_status_is_known_and_no_end_lies_before_the_beginning(story, on):
    for chain in chains(*story):
        state = chain.state(on)
        assert state.status in get_args(Status)
        assert all(step.day <= on for step in state.steps)
        if state.since is not None:
            begun = interval(state.since).start
            assert begun <= on
            assert state.expiry is None or on <= state.expiry
            assert state.ended is None or begun <= state.ended <= on
        assert state.holds or (state.expiry, state.provisions) == (None, ())


@given(stories(), st.dates(date(2021, 12, 1), date(2023, 3, 1)))
@settings(deadline=None)
def test_a_state_does_not_depend_on_later_steps(story, on):
    for chain in chains(*story):
        assert chain.state(on) == Walk([step for step in chain.steps if step.day <= on], on).state


@given(stories())
@settings(deadline=None)
def test_every_measure_is_a_witness_of_a_step_and_every_denial_is_contrary(story):
    told, events = story
    for chain in chains(told, events):
        steps = {w.key for step in chain.steps for w in step.witnesses}
        assert {w.key for w in told} <= steps
        assert all(w.record.status == "denied" for w in chain.contrary)


@given(stories())
@settings(max_examples=50, deadline=None)
def test_states_change_only_where_a_step_or_an_end_is(story):
    for chain in chains(*story):
        before: State | None = None
        turns = {step.day for step in chain.steps}
        for n in range(500):
            on = date(2021, 12, 1) + timedelta(n)
            state = chain.state(on)
            assert before is None or state == before or on in turns or state.ended == on
            before = state


