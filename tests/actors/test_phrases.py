"""Role phrases: who stands behind "troops", "the foreign minister" and "refugees"."""

from collections.abc import Callable

import pytest

Mentions = Callable[..., dict[str, str]]


@pytest.mark.parametrize(("text", "phrase", "who"), [
    ("Russian troops attacked Mali.", "Russian troops", "RUS by role"),
    ("The French army attacked Mali.", "French army", "FRA by role"),
    ("Chad's foreign minister condemned Mali.", "foreign minister", "TCD by role"),
    ("The British Foreign Secretary condemned Mali.", "British Foreign Secretary", "GBR by role"),
    ("Norway’s government condemned Mali.", "government", "NOR by role"),
    ("Dozens of Chadian soldiers attacked Mali.", "Chadian soldiers", "TCD by role"),
])
def test_an_organ_stands_for_its_state(mentions: Mentions, text: str, phrase: str, who: str) -> None:
    assert mentions(text)[phrase] == who


@pytest.mark.parametrize(("text", "phrase"), [("The governments of Norway and Sweden condemned Mali.", "governments of Norway"),
                                              ("Norwegian and Swedish troops attacked Mali.", "Norwegian and Swedish troops")])
def test_an_organ_of_two_states_stands_for_both(mentions: Mentions, text: str, phrase: str) -> None:
    assert mentions(text)[phrase] == "NOR+SWE by role"


@pytest.mark.parametrize(("text", "phrase"), [("Ukrainian refugees thanked Poland.", "Ukrainian refugees"),
                                              ("Danish aid workers thanked Mali.", "Danish aid workers"),
                                              ("Chadian workers condemned Mali.", "Chadian workers")])
def test_a_group_of_people_is_an_actor_of_its_own(mentions: Mentions, text: str, phrase: str) -> None:
    assert mentions(text)[phrase] == f"{phrase} by membership"


def test_a_group_keeps_the_country_that_it_belongs_to(coded: Callable) -> None:
    source = coded("Ukrainian refugees thanked Poland.").events[0].sources[0]
    assert (source.id, source.kind, source.country, source.span.text) == (None, "group", "UKR", "Ukrainian refugees")


def test_a_nation_stands_for_its_state_only_where_the_state_is_named(mentions: Mentions) -> None:
    assert mentions("The people of Chad condemned Mali.")["people of Chad"] == "TCD by role"
    assert mentions("People condemned Mali.")["People"] == "People by name"


def test_an_organ_without_an_owner_is_nobody(mentions: Mentions) -> None:
    assert mentions("The Foreign Secretary condemned Mali.") == {"Mali": "MLI by name"}


def test_a_capitalised_office_without_an_owner_is_that_of_the_speaker(mentions: Mentions) -> None:
    assert mentions("The Foreign Secretary condemned Mali.", publisher="UK Foreign Office")["Foreign Secretary"] == "GBR by role"


def test_a_role_inside_a_proper_name_is_no_role(mentions: Mentions) -> None:
    assert "Council" not in mentions("The UN Security Council condemned Mali.")


@pytest.mark.parametrize(("text", "who"), [
    ("Norway met its Greek, Cypriot and French counterparts.", ["CYP", "FRA", "GRC", "NOR"]),
    ("Norway met the leaders of Chad and Mali.", ["MLI", "NOR", "TCD"]),
    ("Norway met United Nations and African Union leaders.", ["NOR", "african-union", "un"]),
])
def test_a_plural_office_is_of_all_that_share_it(coded: Callable, text: str, who: list[str]) -> None:
    (event,) = coded(text).events
    assert sorted(a.id for a in event.sources) == who


def test_what_the_last_of_several_belongs_to_is_not_what_the_others_do(coded: Callable) -> None:
    (event,) = coded("Norway expressed its solidarity with workers and the people in Chad.").events
    assert {a.name: a.country for a in event.targets} == {"workers": None, "Chad": "TCD"}
