"""Dates of any precision: whether a day lies in a stretch of time, and who held an office on it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge.entries import Term, middle, within

DAYS = st.dates(date(1800, 1, 1), date(2100, 12, 31)).map(str)
LENGTHS = st.sampled_from([4, 7, 10])


@pytest.mark.parametrize(("day", "since", "until", "inside"), [
    ("2012-05-07", "2008-05-07", "2012-05-07", True), ("2008-05-07", "2008-05-07", "2012-05-07", True),
    ("2008-05-06", "2008-05-07", "2012-05-07", False), ("2012-05-08", "2008-05-07", "2012-05-07", False),
    ("2012-12-31", "2008", "2012", True), ("2013-01-01", "2008", "2012", False), ("2007-12-31", "2008", "2012", False),
    ("2012-05-31", None, "2012-05", True), ("2012-06-01", None, "2012-05", False),
    ("2012", "2012-05-07", None, True), ("2012", None, "2012-05-07", True), ("2012-04", "2012-05-07", None, False),
    ("2011", "2012-05-07", None, False),
    ("2012-05", "2012", "2012-05-02", True), ("1066", None, None, True), (None, "2008", "2012", True),
])
def test_a_day_is_inside_as_far_as_the_dates_are_precise(day: str | None, since: str | None, until: str | None, inside: bool) -> None:
    assert within(day, since, until) is inside


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted), LENGTHS, LENGTHS, LENGTHS)
def test_a_day_between_two_dates_is_inside_however_much_of_them_is_known(days: list[str], first: int, second: int, third: int) -> None:
    since, day, until = days
    assert within(day[:second], since[:first], until[:third])


@given(st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted))
def test_a_day_before_or_after_is_outside(days: list[str]) -> None:
    assert not within(days[0], days[1], days[2])
    assert not within(days[2], days[0], days[1])


@pytest.mark.parametrize(("known", "day"), [("2003", "2003-07-01"), ("2003-02", "2003-02-15"), ("2003-02-07", "2003-02-07")])
def test_the_middle_of_a_date_is_a_day(known: str, day: str) -> None:
    assert middle(known) == day


@given(DAYS, LENGTHS)
def test_the_middle_of_a_date_lies_in_it(day: str, length: int) -> None:
    assert len(middle(day[:length])) == 10
    assert middle(day[:length]).startswith(day[:length])


def term(since: str | None = None, until: str | None = None) -> Term:
    return Term(of="FRA", office="president", name="Anna Roe", since=since, until=until)


def test_an_office_is_held_from_its_first_day_to_its_last() -> None:
    held = [term("2008-05-07", "2012-05-07").held(day) for day in ("2008-05-06", "2008-05-07", "2012-05-07", "2012-05-08")]
    assert held == [False, True, True, False]


def test_an_office_without_dates_is_held_on_any_day_and_an_unknown_day_is_in_any_term() -> None:
    assert term().held("1066-01-01")
    assert term("2008", "2012").held(None)


@pytest.mark.parametrize(("since", "until", "day", "likely"), [
    ("2003", None, "2003-06-30", False), ("2003", None, "2003-07-01", True), (None, "2003", "2003-07-01", True), (None, "2003", "2003-07-02", False),
    ("2003-05", "2004", "2003-05-14", False), ("2003-05", "2004", "2003-05-15", True), ("2003-05-07", None, "2003-05-07", True),
    (None, None, "1066-01-01", True),
])
def test_in_a_year_of_change_the_office_likely_changed_in_its_middle(since: str | None, until: str | None, day: str, likely: bool) -> None:
    assert term(since, until).held(day)
    assert term(since, until).likely(day) is likely


@given(st.lists(DAYS, min_size=2, max_size=2).map(sorted), LENGTHS, LENGTHS, DAYS)
def test_who_likely_held_an_office_held_it(days: list[str], first: int, second: int, day: str) -> None:
    one = term(days[0][:first], days[1][:second])
    assert one.held(day) or not one.likely(day)
