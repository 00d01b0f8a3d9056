"""Clocks: told dates as days, compatible dates, and what a user may ask for."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.errors import DemarcheError
from demarche.register.clocks import DAY, Interval, compatible, day, interval, moment, precision, stamp

days = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))
times = st.datetimes(min_value=datetime(1800, 1, 1), max_value=datetime(2200, 1, 1))


def tellings(when: date) -> list[str]:
    year, week, _ = when.isocalendar()
    return [when.isoformat(), f"{year:04}-W{week:02}", when.isoformat()[:7], when.isoformat()[:4]]


@given(days)
def test_a_day_lies_in_its_week_month_and_year(when: date) -> None:
    for told in tellings(when):
        assert when in interval(told)
        assert compatible(told, when.isoformat())


@given(days, days, st.integers(0, 3), st.integers(0, 3))
def test_compatible_is_the_same_both_ways_and_needs_a_day_in_common(one: date, other: date, i: int, j: int) -> None:
    first, second = tellings(one)[i], tellings(other)[j]
    assert compatible(first, second) == compatible(second, first)
    if compatible(first, second):
        assert interval(first).overlaps(interval(second))


@given(days, st.integers(0, 3))
def test_the_day_after_the_last_belongs_no_longer(when: date, i: int) -> None:
    stretch = interval(tellings(when)[i])
    assert stretch.last in stretch
    assert stretch.last + DAY not in stretch
    assert stretch.start - DAY not in stretch


def test_a_week_over_the_end_of_a_month_is_in_neither() -> None:
    assert not compatible("2022-W13", "2022-03")
    assert not compatible("2022-W13", "2022-04")


def test_an_open_interval_holds_for_ever() -> None:
    assert date.max in Interval(date(2022, 3, 23))
    assert date(2022, 3, 22) not in Interval(date(2022, 3, 23))


@pytest.mark.parametrize("told", ["9999", "9999-12", "9999-12-31"])
def test_the_last_days_of_the_calendar_are_days(told: str) -> None:
    assert date.max in interval(told)


@pytest.mark.parametrize("told", ["", "22", "2022-13", "2022-02-30", "2022-W54", "2022-W00", "2022-W12-3", "20220323", "2022-3-1", "tomorrow", "0000",
                                  "2022-03-23T10:00", "٢٠٢٢"])
def test_what_is_no_date_is_refused(told: str) -> None:
    with pytest.raises(DemarcheError) as caught:
        interval(told)
    assert caught.value.code == "D113"


@pytest.mark.parametrize("given", ["2022", "2022-03", "2022-W12", "2022-02-30", "yesterday", "", "2022-03-23T10:00Z"])
def test_on_is_a_whole_day(given: str) -> None:
    with pytest.raises(DemarcheError) as caught:
        day(given)
    assert caught.value.code == "D113"


@pytest.mark.parametrize("given", ["2022", "2022-03", "2022-03-25T", "2022-03-25T25:00", "2022-03-25T10", "2022-02-30", "now", "0001-01-01T00:00+10:00"])
def test_known_on_is_a_day_or_a_moment(given: str) -> None:
    with pytest.raises(DemarcheError) as caught:
        moment(given)
    assert caught.value.code == "D113"


def test_known_on_a_day_is_all_that_was_learnt_that_day() -> None:
    assert stamp(datetime(2022, 3, 25, 23, 59, 59, tzinfo=UTC)) <= moment("2022-03-25") < moment("2022-03-26T00:00Z")


@given(times, times, st.integers(-12, 12))
def test_moments_sort_by_time_whatever_their_zone(one: datetime, other: datetime, hours: int) -> None:
    first, second = one.replace(tzinfo=UTC), other.replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))
    assert (stamp(first) < stamp(second)) == (first < second)


@given(times)
def test_a_written_moment_is_read_as_itself(when: datetime) -> None:
    assert moment(stamp(when)) == stamp(when)


def test_precision_goes_from_the_day_to_the_year() -> None:
    assert [precision(told) for told in tellings(date(2022, 3, 23))] == [0, 1, 2, 3]
