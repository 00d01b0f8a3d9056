"""Offices: who held one on a day, under which names, and whom a surname beside an office means."""

from collections.abc import Callable

import pytest

from demarche.actors.offices import Offices
from demarche.knowledge.loader import Knowledge

OWN = """
actors:
- {id: ZZZ, name: Ruritania, kind: state}
- {id: YYY, name: Syldavia, kind: state}
- {id: mother-church, name: Mother Church, kind: other}
officials:
- {of: ZZZ, office: president, name: Anna Roe, since: "2000-03-01", until: "2008-05-07"}
- {of: ZZZ, office: president, name: Boris Doe, names: [B. D. Quux], since: "2008-05-07", until: "2012"}
- {of: ZZZ, office: president, name: Carla Poe, since: "2012"}
- {of: ZZZ, office: external affairs minister, name: Dora van der Zoe, since: "2001", until: "2005"}
- {of: ZZZ, office: trade minister, name: Egon Noe, since: "2001", until: "2005"}
- {of: ZZZ, office: foreign secretary, name: Filip Moe, since: "2003-06", until: "2004-06"}
- {of: ZZZ, office: minister, name: Nobody Knows}
- {of: YYY, office: king, name: Ottokar IV, since: "1990"}
- {of: YYY, office: foreign secretary, name: Gerda Roe, since: "2003-06", until: "2004-06"}
- {of: mother-church, office: pope, name: Pius X. Ample, since: "1970", until: "1990"}
- {of: mother-church, office: pope, name: Leo X. Ample, since: "1990"}
- {of: mother-church, office: sexton, name: Only One, since: "1990"}
roles:
- {noun: president, stands: organ, means: [acting president]}
- {noun: foreign minister, stands: organ, means: [external affairs minister, foreign secretary]}
- {noun: minister, stands: organ, means: ["*minister"]}
- {noun: king, stands: organ}
- {noun: head of state, stands: organ, means: [king, president]}
- {noun: pontiff, stands: organ, means: [pope]}
- {noun: verger, stands: organ, means: [sexton]}
"""


@pytest.fixture(scope="module")
def offices(knowledge_of: Callable[[str], Knowledge]) -> Offices:
    return Offices(knowledge_of(OWN))


def held(offices: Offices, owner: str, noun: str, day: str | None) -> str | None:
    term = offices.holder(owner, noun, day)
    return term.name if term is not None else None


@pytest.mark.parametrize(("day", "name"), [
    ("2000-02-29", None), ("2000-03-01", "Anna Roe"), ("2008-05-06", "Anna Roe"), ("2008-05-08", "Boris Doe"), ("2020-01-01", "Carla Poe"),
])
def test_an_office_has_who_held_it_on_the_day(offices: Offices, day: str, name: str | None) -> None:
    assert held(offices, "ZZZ", "president", day) == name


def test_on_a_day_of_change_the_office_is_of_the_one_who_came(offices: Offices) -> None:
    assert held(offices, "ZZZ", "president", "2008-05-07") == "Boris Doe"


@pytest.mark.parametrize(("day", "name"), [("2012-02-01", "Boris Doe"), ("2012-11-01", "Carla Poe"), ("2012-12", "Carla Poe")])
def test_in_a_year_of_change_the_holder_is_the_likelier(offices: Offices, day: str, name: str) -> None:
    assert held(offices, "ZZZ", "president", day) == name


def test_of_a_whole_year_the_holder_is_who_held_most_of_it(offices: Offices) -> None:
    assert held(offices, "ZZZ", "president", "2008") == "Boris Doe"


def test_without_a_day_nobody_is_sure_to_hold_an_office(offices: Offices) -> None:
    assert held(offices, "ZZZ", "president", None) is None


@pytest.mark.parametrize(("owner", "noun"), [("YYY", "president"), ("XXX", "president"), ("ZZZ", "gardener")])
def test_an_office_that_nobody_is_known_to_hold_has_no_holder(offices: Offices, owner: str, noun: str) -> None:
    assert held(offices, owner, noun, "2004-01-01") is None


def test_a_term_whose_beginning_nobody_knows_is_no_proof(offices: Offices) -> None:
    assert held(offices, "ZZZ", "minister", "1980-01-01") is None


def test_a_role_finds_the_same_office_under_another_name(offices: Offices) -> None:
    assert held(offices, "ZZZ", "foreign minister", "2002-01-01") == "Dora van der Zoe"
    assert held(offices, "YYY", "head of state", "2004-01-01") == "Ottokar IV"
    assert held(offices, "ZZZ", "head of state", "2004-01-01") == "Anna Roe"


def test_of_several_offices_that_a_role_may_mean_the_first_named_counts(offices: Offices) -> None:
    assert held(offices, "ZZZ", "foreign minister", "2004-01-01") == "Dora van der Zoe"


def test_a_noun_that_is_no_role_finds_the_office_of_its_own_name(offices: Offices) -> None:
    assert held(offices, "ZZZ", "Trade Minister", "2002-01-01") == "Egon Noe"


@pytest.mark.parametrize(("noun", "office", "same"), [
    ("minister", "trade minister", True), ("minister", "minister", True), ("minister", "Deputy Trade Minister", True),
    ("minister", "administer", False),
    ("minister", "foreign secretary", False), ("president", "vice president", False), ("president", "acting president", True),
    ("acting president", "president", False), ("head of state", "king", True), ("pontiff", "pope", True), ("gardener", "gardener", True),
])
def test_a_role_names_an_office_by_its_own_name_by_what_it_means_or_by_an_ending(offices: Offices, noun: str, office: str, same: bool) -> None:
    assert offices.same(noun, office) is same


@pytest.mark.parametrize(("word", "day", "names"), [
    ("Roe", "2004-01-01", {"Anna Roe", "Gerda Roe"}), ("Roe", "2002-01-01", {"Anna Roe"}), ("ROE", "2002-01-01", {"Anna Roe"}),
    ("Roe", "2015-01-01", set()),
    ("Zoe", "2002-01-01", {"Dora van der Zoe"}), ("van der Zoe", "2002-01-01", {"Dora van der Zoe"}), ("Quux", "2010-01-01", {"Boris Doe"}),
    ("Anna", "2002-01-01", set()), ("Unheard", "2002-01-01", set()), ("…", "2002-01-01", set()),
])
def test_a_surname_calls_those_who_are_in_office_on_the_day(offices: Offices, word: str, day: str, names: set[str]) -> None:
    assert {term.name for term in offices.called(word.split(), day)} == names


def test_any_part_of_a_name_calls_where_that_is_asked_for(offices: Offices) -> None:
    assert [t.name for t in offices.called(["Anna"], "2002-01-01", last=False)] == ["Anna Roe"]
    assert [t.name for t in offices.called(["Ottokar"], "2002-01-01", last=False)] == ["Ottokar IV"]


def test_without_a_day_everybody_who_ever_held_an_office_is_called(offices: Offices) -> None:
    assert {term.name for term in offices.called(["Roe"], None)} == {"Anna Roe", "Gerda Roe"}


@pytest.mark.parametrize(("owner", "noun", "day", "name"), [
    ("AUT", "foreign minister", "2014-01-01", "Sebastian Kurz"), ("GBR", "foreign minister", "2017-01-01", "Boris Johnson"),
    ("AUT", "vice-chancellor", "2011-01-01", "Josef Pröll"),
])
def test_the_offices_that_ship_have_their_holders(owner: str, noun: str, day: str, name: str) -> None:
    assert held(Offices(Knowledge.load()), owner, noun, day) == name
