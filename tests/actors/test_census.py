"""The census of names that no actor file has."""

from collections.abc import Callable

import pytest

from demarche.actors.census import UnknownName, shown, unknown_names
from demarche.coder import Coder
from demarche.records import Document

TEXTS = ("Norway met the Hentzau Bakers Guild (HBG). The HBG condemned Mali.", "Chad condemned the HENTZAU BAKERS GUILD (HBG).",
         "Rupert Hentzau condemned Chad.\nHe urged Mali to leave.")
Census = Callable[..., list[UnknownName]]


@pytest.fixture(scope="module")
def census(coder: Coder) -> Census:
    """The unknown names of some texts."""
    return lambda *texts, least=1: unknown_names([coder.told(Document.of(text))[0] for text in texts], least)


def test_names_that_no_file_has_are_counted_most_frequent_first(census: Census) -> None:
    assert [(one.name, one.seen, one.documents) for one in census(*TEXTS)] == [("Hentzau Bakers Guild", 5, 2), ("Rupert Hentzau", 1, 1)]


def test_known_names_groups_and_pronouns_are_left_out(census: Census) -> None:
    assert census("Norway condemned Mali. It urged Norwegian workers to leave.", "Vladimir Putin met Norwegians.") == []


def test_rare_names_are_left_out_where_that_is_asked_for(census: Census) -> None:
    assert [one.name for one in census(*TEXTS, least=2)] == ["Hentzau Bakers Guild"]
    assert census(*TEXTS, least=6) == []


def test_nothing_is_no_names(census: Census) -> None:
    assert census() == census("") == []


def test_names_as_frequent_stand_in_order(census: Census) -> None:
    names = [one.name for one in census("Zora Quux condemned Mali.", "Anna Quux condemned Mali.")]
    assert names == ["Anna Quux", "Zora Quux"]


def test_an_unknown_name_tells_its_kind_and_an_example(census: Census) -> None:
    one = census(TEXTS[2])[0]
    assert one.to_dict() == {"name": "Rupert Hentzau", "seen": 1, "documents": 1, "kind": "person", "country": None,
                             "example": "Rupert Hentzau condemned Chad."}
    assert str(one) == "    1 in    1  Rupert Hentzau (person)  « Rupert Hentzau condemned Chad. »"


def test_the_kind_and_country_are_those_of_most_mentions() -> None:
    one = UnknownName("Hentzau")
    one.kinds.update({"other": 1, "person": 2})
    assert (one.kind, one.country) == ("person", None)
    one.countries.update({"MLI": 1, "TCD": 2})
    assert one.country == "TCD"
    assert "(person, TCD)" in str(one)


def test_the_example_is_the_first_sentence_in_one_line(census: Census) -> None:
    one = census("Mali left. On  Monday Rupert Hentzau condemned  Chad.", TEXTS[2])[0]
    assert one.example == "On Monday Rupert Hentzau condemned Chad."


def test_a_long_example_is_cut(coder: Coder) -> None:
    context, _ = coder.told(Document.of("Norway condemned Mali" + " and urged Chad to leave" * 8 + "."))
    assert len(shown(context, context.sentences[0].index)) == 160
