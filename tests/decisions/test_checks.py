"""The four checks on a vote."""

from hypothesis import given
from hypothesis import strategies as st

from demarche.decisions.checks import OPTIONS, checks
from demarche.records import Actor, Counts, GroupCount, Voter

NAMES = ["groups-sum-to-total", "voters-within-counts", "total-within-seats", "result-matches-counts"]
CHAD = Voter(actor=Actor(id="TCD", name="Chad", kind="state"), option="against")
MALI = Voter(actor=Actor(id="MLI", name="Mali", kind="state"), option="against")
few = st.none() | st.integers(0, 200)


def groups(**counts: int) -> list[GroupCount]:
    return [GroupCount(group=name, option="for", count=count) for name, count in counts.items()]


def test_a_vote_that_adds_up() -> None:
    found = checks(Counts(for_=30, against=2, abstain=4), groups(governments=20, unions=10), [CHAD, MALI], {"governments": 25, "unions": 12}, "adopted")
    assert [(c.check, c.holds) for c in found] == [(name, True) for name in NAMES]
    assert [c.detail for c in found] == ["for: 20 + 10 = 30, as the total says", "2 of 2 against named", "36 of 37 seats", "30 for, 2 against: adopted"]


def test_a_vote_that_does_not() -> None:
    found = checks(Counts(for_=30, against=1), groups(governments=20, unions=13), [CHAD, MALI], {"governments": 19, "unions": 10}, "rejected")
    assert [c.holds for c in found] == [False] * 4
    assert found[0].detail == "for: 20 + 13 = 33, by 3 too many for the total of 30"
    assert found[1].detail == "2 named against, by 1 too many for the total of 1"
    assert found[2].detail.startswith("31 votes, by 2 too many for 29 seats; 20 votes of governments, by 1 too many for 19 seats")


def test_what_is_not_said_cannot_be_checked() -> None:
    assert [c.holds for c in checks(Counts(), [], [], None, None)] == [None] * 4


def test_a_majority_may_lose_to_a_veto() -> None:
    assert checks(Counts(for_=13, against=1), [], [], None, "rejected", special=True)[3].holds is None


@given(st.builds(Counts, for_=few, against=few, abstain=few, absent=few),
       st.lists(st.builds(GroupCount, group=st.text(max_size=3), option=st.sampled_from(OPTIONS), count=st.integers(0, 99)), max_size=4),
       st.lists(st.sampled_from([CHAD, MALI]), max_size=3), st.none() | st.dictionaries(st.text(max_size=3), st.integers(0, 99), max_size=3),
       st.sampled_from([None, "adopted", "rejected"]), st.booleans())
def test_there_are_always_four_checks_each_with_its_reason(counts, by_group, voters, seats, result, special) -> None:  # type: ignore[no-untyped-def]
    found = checks(counts, by_group, voters, seats, result, special)
    assert [c.check for c in found] == NAMES
    assert all(c.detail for c in found)
