"""Acts: one for all tellings of it, with its contradictions, whatever the order, and as reviewers say."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from demarche.errors import DemarcheError
from demarche.register.acts import acts
from demarche.register.likeness import actor_key
from tests.register.witnesses import BLR, EU, ILO, RUS, UKR, event, measure, until, vote

DATES = st.sampled_from([None, "2022", "2022-03", "2022-W12", "2022-03-22", "2022-03-23", "2022-05"])
PUBLISHED = st.sampled_from([None, "2022-03-22", "2022-03-24", "2022-04-20", "2022-05"])


@st.composite
def told_events(draw):
    count = draw(st.integers(1, 8))
    contents = st.sampled_from([None, "a ceasefire now", "their ceasefire", "grain"])
    return [event(draw(st.sampled_from("abcd")), draw(PUBLISHED), on=draw(DATES), name=f"e{i}", content=draw(contents),
                  status=draw(st.sampled_from(["actual", "considered", "denied"])), at=draw(st.sampled_from([(RUS,), (RUS, BLR)]))) for i in range(count)]


def keys(found):
    return [{w.text[:3] + w.record.id for w in act.witnesses} for act in found]


def together(found):
    return {frozenset(w.key for w in act.witnesses) for act in found}


@given(told_events(), st.randoms())
@settings(deadline=None)
def test_the_order_of_the_witnesses_does_not_matter(told, random):
    shuffled = list(told)
    random.shuffle(shuffled)
    assert acts(shuffled) == acts(told)


@given(told_events())
@settings(deadline=None)
def test_each_witness_is_of_one_act_and_all_of_an_act_can_be_told_of_it(told):
    found = acts(told)
    assert sorted(w.key for act in found for w in act.witnesses) == sorted({w.key for w in told})
    assert len({act.id for act in found}) == len(found)
    assert not any(c.field == "date" for act in found for c in act.contradictions)


@given(told_events(), st.data())
@settings(max_examples=50, deadline=None)
def test_reviewers_are_obeyed(told, data):
    named = sorted({w.key for w in told})
    apart = data.draw(st.sets(st.sampled_from(named), min_size=1))
    assert all(not (group & apart) or group <= apart for group in together(acts(told, apart=[apart])))
    one = data.draw(st.sets(st.sampled_from(named), min_size=1))
    assert any(one <= group for group in together(acts(told, apart=[apart], together=[one])))


@given(told_events())
@settings(deadline=None)
def test_telling_it_twice_changes_nothing(told):
    assert acts(told + told) == acts(told)


def test_several_sources_of_one_act_are_one_act_with_the_most_exact_date():
    found = acts([event("a", "2022-03-24", on="2022-03-23"), event("b", "2022-04-01", on="2022-03", sources=4), event("c", "2022-03-25")])
    assert [(act.date, len(act.witnesses)) for act in found] == [("2022-03-23", 3)]
    assert found[0].contradictions == ()
    assert found[0].witnesses[0].sources[0].publisher == "b 0"  # more sources, better witness


def test_a_month_is_of_the_act_that_lay_nearest_before_its_text():
    found = acts([event("a", on="2022-03-05"), event("b", on="2022-03-23"), event("c", "2022-03-10", on="2022-03")])
    assert [len(act.witnesses) for act in found] == [2, 1]


def test_one_without_a_date_is_of_the_act_nearest_before_its_publication():
    found = acts([event("a", on="2022-03-05"), event("b", on="2022-03-23"), event("c", "2022-03-24"), event("d", "2022-03-06")])
    assert [[w.text for w in act.witnesses if w.published] for act in found] == [[event("d").text], [event("c").text]]


def test_one_without_a_date_is_not_of_an_act_long_past_or_still_to_come():
    assert len(acts([event("a", on="2022-03-05"), event("b", "2024-03-05"), event("c", "2022-03-04")])) == 3


def test_that_a_measure_was_imposed_is_told_for_ever():
    assert len(acts([measure("a", since="2022-03-23"), measure("b", "2026-01-01")])) == 1
    assert len(acts([measure("a", since="2022-03-23", status="extended"), measure("b", "2026-01-01", status="extended")])) == 2


def test_without_any_date_they_are_one_dateless_act():
    found = acts([event("a"), event("b")])
    assert [(act.date, len(act.witnesses)) for act in found] == [(None, 2)]


def test_other_actors_codes_and_modes_are_other_acts():
    others = [{}, {"at": (BLR,)}, {"by": (EU,)}, {"code": "ACCUSE"}, {"mode": "expel"}]
    assert len(acts([event(str(i), on="2022-03-23", **other) for i, other in enumerate(others)])) == 5


def test_an_actor_without_an_id_is_known_by_its_name():
    one, other = RUS.__class__(id=None, name="The  Strikers", kind="group"), RUS.__class__(id=None, name="the strikers", kind="person")
    assert actor_key(one) == actor_key(other)
    assert len(acts([event("a", on="2022-03-23", by=(one, UKR)), event("b", on="2022-03-23", by=(UKR, other))])) == 1


def test_an_object_may_be_told_at_length_but_not_be_another():
    told = [measure("a", since="2022-03-23", what="technical cooperation with Russia"), measure("b", since="2022-03-23", what="all its cooperation"),
            measure("c", since="2022-03-23", what="imports of oil"), measure("d", since="2022-03-23", what=None)]
    assert sorted(len(act.witnesses) for act in acts(told)) == [1, 3]  # without an object it is of the better supported
    assert {w.text for act in acts(told[:3]) for w in act.witnesses if len(act.witnesses) == 2} == {told[0].text, told[1].text}


def test_stages_of_a_measure_are_acts_of_their_own():
    stages = ["proposed", "under-review", "decided", "in-force", "extended", "eased", "lifted", "rejected"]
    assert len(acts([measure(status, since="2022-03-23", status=status) for status in stages])) == 6


def test_denied_and_done_is_one_act_in_contradiction_the_better_supported_first():
    found = acts([event("a", on="2022-03-23", status="denied"), event("b", on="2022-03-23", sources=3)])
    assert [act.status for act in found] == ["actual"]
    assert [(c.field, [a.value for a in c.accounts]) for c in found[0].contradictions] == [("status", ["actual", "denied"])]


def test_what_is_considered_at_an_unknown_time_is_not_the_act_that_was_done():
    assert len(acts([event("a", on="2022-03-23"), event("b", "2022-03-24", status="considered")])) == 2


def test_votes_with_the_same_counts_or_motion_are_one():
    told = [vote("a", on="2022-03-23", counts=(42, 2, 8)), vote("b", on="2022-03-23", counts=(42, 2), motion="suspending technical cooperation"),
            vote("c", "2022-03-24", motion="the suspension of cooperation"), vote("d", "2026-01-01", counts=(42, 2, 8))]
    for order in permutations(told):
        assert [len(act.witnesses) for act in acts(order)] == [4]


def test_other_counts_of_the_same_vote_contradict_it():
    found = acts([vote("a", on="2022-03-23", counts=(42, 2, 8), motion="suspending cooperation"),
                  vote("b", on="2022-03-23", counts=(41, 2, 8), motion="the suspension of cooperation", sources=2)])
    assert [(c.field, [a.value for a in c.accounts]) for c in found[0].contradictions] == [("for", ["41", "42"])]


def test_two_votes_of_one_day_stay_two():
    told = [vote("a", on="2022-03-23", counts=(15, 0, 0), motion="sending observers to Chad"),
            vote("b", on="2022-03-23", counts=(15, 0, 0), motion="arms embargo in Mali"),
            vote("c", on="2022-03-23", counts=(9, 2, 4), motion="an amendment on observers", name="v1"),
            vote("c", on="2022-03-23", counts=(15, 0, 0), motion="sending observers", name="v2"), vote("d", on="2022-03-23", counts=(15, 0, 0), body=EU)]
    assert sorted(len(act.witnesses) for act in acts(told)) == [1, 1, 1, 2]


def test_a_reviewer_puts_acts_of_different_days_together_and_the_days_contradict():
    told = [measure("a", since="2022-03-23", sources=2), measure("b", since="2022-03-16")]
    found = acts(told, together=[{w.key for w in told}])
    assert [(act.date, [a.value for a in act.contradictions[0].accounts]) for act in found] == [("2022-03-23", ["2022-03-23", "2022-03-16"])]
    assert "a reviewer" in found[0].why


def test_a_decision_holds_where_another_copy_comes_to_stand_for_the_text():
    one, other = measure("a", since="2022-03-23"), measure("b", since="2022-03-23")
    earlier = replace(one, text=event("copy").text, copies=((one.text, one.record.id),))
    assert len(acts([one, other])) == 1
    assert len(acts([earlier, other], apart=[{one.key}])) == 2
    assert len(acts([earlier, measure("c", since="2022-05-01")], together=[{one.key, measure("c").key}])) == 1


def test_last_days_that_differ_contradict():
    told = [measure(month, since="2022-03-23", provisions=(until(f"until {month}", month),)) for month in ("2022-05", "2022-06")]
    assert [c.field for act in acts(told) for c in act.contradictions] == ["until"]


def test_the_id_stays_when_witnesses_join():
    one = [measure("a", since="2022-03-23")]
    more = [*one, measure("b", since="2022-03"), measure("c", "2022-04-01"), measure("d", since="2022-03-23", what=None)]
    assert {act.id for act in acts(one)} == {act.id for act in acts(more)}


def test_why_names_every_witness_with_its_ground():
    told = [event("a", "2022-03-24", on="2022-03-23"), event("b", on="2022"), event("c", "2022-03-25")]
    why = acts(told)[0].why
    assert all(w.key in why for w in told)
    assert "gives the date as 2022, in which 2022-03-23 lies" in why
    assert "nearest before its publication (2022-03-25)" in why


def test_no_actors_no_dates_no_witnesses():
    assert acts([]) == ()
    assert len(acts([event("a", by=(), at=())])) == 1
    assert acts([vote("a", body=None)])[0].sources == ()
    assert acts([vote("a")])[0].sources == (ILO,)


def test_a_date_that_is_none_is_an_error():
    with pytest.raises(DemarcheError) as caught:
        acts([event("a", "spring", on="2022-03-23"), event("b", "2022-03-24")])
    assert caught.value.code == "D113"


def test_a_text_that_gives_two_counts_tells_of_two_votes_also_where_another_text_dates_one():
    dated = vote("a", "2022-03-02", on="2022-03-01", motion="suspension of cooperation", counts=(42, 2))
    told = [vote("b", "2022-03-02", motion="suspension of cooperation", counts=counts, name=f"v{counts[0]}") for counts in ((50, 1), (42, 2))]
    assert sorted(sorted(w.record.counts.for_ for w in act.witnesses) for act in acts([dated, *told])) == [[42, 42], [50]]


def test_counts_that_differ_in_one_number_are_one_vote_told_differently_unless_it_is_about_something_else():
    one, other = vote("a", on="2022-03-23", counts=(42, 2, 8)), vote("b", on="2022-03-23", counts=(43, 2, 8))
    (act,) = acts([one, other])
    assert [c.field for c in act.contradictions] == ["for"]
    assert len(acts([one, vote("b", on="2022-03-23", counts=(43, 3, 8))])) == 2
    assert len(acts([one, vote("b", on="2022-03-24", counts=(43, 2, 8))])) == 2
    budget, visas = (vote(text, on="2022-03-23", motion=motion, counts=counts) for text, motion, counts in (
        ("a", "the budget", (42, 2, 8)), ("b", "visas for students", (43, 2, 8))))
    assert len(acts([budget, visas])) == 2
    assert len(acts([vote("a", on="2022-03-23", counts=(42, 0, 0)), vote("b", on="2022-03-23", counts=(43, 0, 0))])) == 2
