"""Dates: how they are read, counted from the day of publication, and given to acts."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.coder import Coder
from demarche.events.calendar import day, grammar
from demarche.events.dates import date_of, find_dates
from demarche.knowledge.loader import Knowledge
from demarche.language.sentence import Sentence
from demarche.records import CodedDocument, Document

Coded = Callable[..., CodedDocument]

PUBLISHED = "2022-03-24"  # a Thursday
PATTERNS = Knowledge.load().patterns.dates


@pytest.fixture(scope="module")
def whole(coder: Coder) -> Coder:
    return Coder(knowledge=coder.knowledge, model=coder.model, parse_all=True)


def parsed(coder: Coder, text: str) -> Sentence:
    return coder.told(Document.of(text))[0].sentences[0]


def values(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [r.value for r in grammar(PATTERNS).read(text, 0, len(text), day(published)) if r.value]


@pytest.mark.parametrize(("text", "value"), [
    ("It met on 23 March 2022.", "2022-03-23"),
    ("It met on Monday, 7th of February 2022.", "2022-02-07"),
    ("March 23, 2022 was cold.", "2022-03-23"),
    ("It met on 2022-03-23.", "2022-03-23"),
    ("It met on Jan. 5, 2021.", "2021-01-05"),
    ("They left in March 2021.", "2021-03"),
    ("They left in 2014.", "2014"),
    ("Chad's 2014 election law fell.", "2014"),
    ("It has held since 2014.", "2014"),
    ("It met from 3 to 5 March 2022.", "2022-03-03"),
    ("It met on 28 February-3 March 2022.", "2022-02-28"),
    ("It met March 3-5, 2022.", "2022-03-03"),
    ("It must end by the end of 2023.", "2023"),
    ("It is barred until 31 January 2009.", "2009-01-31"),
])
def test_what_the_text_says(text: str, value: str) -> None:
    assert values(text) == values(text, None) == [value]


@pytest.mark.parametrize(("text", "value"), [
    ("It met today.", "2022-03-24"),
    ("It met yesterday morning.", "2022-03-23"),
    ("It met on Wednesday.", "2022-03-23"),
    ("It met on Thursday.", "2022-03-24"),
    ("It met last Thursday.", "2022-03-17"),
    ("It must answer by Friday.", "2022-03-25"),
    ("It met last week.", "2022-W11"),
    ("It met last month.", "2022-02"),
    ("It met earlier this month.", "2022-03"),
    ("It met this year.", "2022"),
    ("It met two days ago.", "2022-03-22"),
    ("It met in November.", "2021-11"),
    ("It met on 1 February.", "2022-02-01"),
    ("It met on November 27.", "2021-11-27"),
])
def test_what_is_counted_from_the_day_of_publication(text: str, value: str) -> None:
    assert values(text) == [value]
    assert values(text, None) == values(text, "2022-03") == []


@pytest.mark.parametrize("text", [
    "They may march for a second time.", "In 2,014 cases it failed.", "2014 people left.", "Over the last month it fell.", "It met on 30 February 2022.",
    "See Resolution 2254 (2015).", "It met in August.", "It seats 2022-23 members.", "It cost $2014."])
def test_what_is_no_date_or_could_be_two(text: str) -> None:
    assert values(text) == []


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_date_reads_back(when: date) -> None:
    assert values(f"It met on {when:%d %B %Y}.") == [f"{when:%Y-%m-%d}"]


@given(st.text(alphabet="0123456789 -/.,MayMarchtoFridaylast weekago", max_size=60), st.sampled_from([None, "2022-03-24", "2024-02-29", "never"]))
def test_any_text_is_read_and_every_date_lies_in_it(text: str, published: str | None) -> None:
    readings = grammar(PATTERNS).read(text, 0, len(text), day(published))
    assert all(0 <= r.start < r.end <= len(text) for r in readings)
    assert all(a.end <= b.start for a, b in pairwise(readings))


def test_a_date_tells_its_words_and_how_it_was_known(whole: Coder) -> None:
    text = "The Council met on Wednesday in Rome."
    found = find_dates(parsed(whole, text), text, PUBLISHED, PATTERNS)
    assert [(f.date.span.text, f.date.precision, f.date.basis) for f in found if f.date.span] == [("Wednesday", "day", "relative")]


def test_a_day_to_come_is_in_the_future(whole: Coder) -> None:
    text = "The Council will vote on Friday."
    assert [f.date.value for f in find_dates(parsed(whole, text), text, PUBLISHED, PATTERNS)] == ["2022-03-25"]


@pytest.mark.parametrize(("text", "trigger", "value"), [
    ("On Wednesday the union said it is cutting all ties with Chad.", "cutting", "2022-03-23"),
    ("The union said on Monday that Chad invaded Mali.", "invaded", None),
    ("The Council suspended Chad until 31 May 2022.", "suspended", None),
    ("Chad condemned the invasion of 24 February 2022.", "condemned", None),
    ("Chad condemned the invasion of 24 February 2022.", "invasion", "2022-02-24"),
    ("On Monday Chad condemned Mali and demanded a ceasefire.", "demanded", "2022-03-21"),
    ("The League voted Saturday to suspend Chad over the crackdown.", "suspend", "2022-03-19"),
    ("Chad, which left the bloc in November 2021, rejected the text.", "rejected", None),
    ("Chad, which left the bloc in November 2021, rejected the text.", "left", "2021-11"),
])
def test_the_date_of_an_act_is_that_of_its_own_clause(whole: Coder, text: str, trigger: str, value: str | None) -> None:
    s = parsed(whole, text)
    found = date_of(s, s.words.index(trigger), find_dates(s, text, PUBLISHED, PATTERNS))
    assert (found.value if found else None) == value


@pytest.mark.parametrize("text", [
    "The African Union suspends Mali.",
    "Mali is suspended by the African Union.",
    "The General Assembly passes a resolution condemning Mali.",
])
def test_what_a_headline_reports_is_of_the_day_of_publication(coded: Coded, text: str) -> None:
    (event,) = coded(text, published="2012-03-23").events
    assert event.date is not None
    assert (event.date.value, event.date.basis) == ("2012-03-23", "dateline")


def test_what_is_told_in_the_past_without_a_day_has_none(coded: Coded) -> None:
    (event,) = coded("The African Union suspended Mali.", published="2012-03-23").events
    assert event.date is None


def test_who_a_pronoun_takes_up_acts_on_the_day_that_was_told(coded: Coded) -> None:
    events = coded("On Wednesday the foreign ministers of Norway and Chad met in Oslo. They called on Mali to hold elections. They will visit Mali.",
                   published="2012-03-23").events
    days = {event.code: event.date and event.date.value for event in events}
    assert days == {"CONSULT": "2012-03-21", "REQUEST": "2012-03-21", "AGREE": None}
