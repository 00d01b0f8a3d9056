"""Names in running text: how they are written, where they begin and end, which one wins."""

import pytest

from demarche.actors.gazetteer import Gazetteer, folded, is_acronym
from demarche.actors.resolver import Resolver
from demarche.knowledge.loader import Knowledge
from demarche.knowledge.schema import Entry
from demarche.language.tokens import tokenize

SHIPPED = Resolver(Knowledge.load()).gazetteer


def found(text: str, gazetteer: Gazetteer = SHIPPED) -> list[tuple[str, str]]:
    words = [token.text for token in tokenize(text, 0, len(text))]
    return [(" ".join(words[m.first:m.end]), m.entry.id) for m in gazetteer.find(words)]


@pytest.mark.parametrize(("text", "names"), [
    ("WHO left", [("WHO", "who")]), ("Who left", []), ("who left", []),
    ("The US left", [("US", "USA")]), ("The U.S. left", [("U.S.", "USA")]), ("Help us", []), ("Un homme", []),
    ("NATO left", [("NATO", "nato")]), ("Nato left", [("Nato", "nato")]), ("nato left", []),
    ("Unesco left", [("Unesco", "unesco")]), ("UNESCO left", [("UNESCO", "unesco")]),
])
def test_acronyms_stand_in_capitals_or_long_ones_as_a_name(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(("text", "names"), [("Chad left", [("Chad", "TCD")]), ("chad left", []), ("CHAD LEFT", [("CHAD", "TCD")]),
                                             ("the united nations left", [])])
def test_a_name_has_its_capital(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize("name", ["Côte d'Ivoire", "Côte d’Ivoire", "Cote d’Ivoire", "Cote d'Ivoire", "CÔTE D'IVOIRE"])
def test_accents_and_quotes_do_not_matter(name: str) -> None:
    assert [i for _, i in found(f"{name} left")] == ["CIV"]


@pytest.mark.parametrize("text", ["Chad's army", "Chad’s army", "(Chad)", "Chad, Mali", "Chad-based", "“Chad”", "the  Chad"])
def test_what_touches_a_name_does_not_hide_it(text: str) -> None:
    assert found(text)[0] == ("Chad", "TCD")


@pytest.mark.parametrize("text", ["Chadwick left", "the European Unions", "Malibu"])
def test_a_name_ends_where_a_word_ends(text: str) -> None:
    assert found(text) == []


def test_double_spaces_inside_a_name_do_not_matter() -> None:
    assert found("the World  Health \n Organization left") == [("World Health Organization", "who")]


@pytest.mark.parametrize(("text", "name"), [
    ("the UN Security Council", ("UN Security Council", "un-security-council")),
    ("the Democratic Republic of the Congo", ("Democratic Republic of the Congo", "COD")),
    ("the Republic of the Congo", ("Republic of the Congo", "COG")),
    ("Guinea-Bissau", ("Guinea - Bissau", "GNB")),
    ("South Sudan", ("South Sudan", "SSD")),
])
def test_the_longest_name_wins(text: str, name: tuple[str, str]) -> None:
    assert found(text) == [name]


def test_names_are_found_in_the_order_of_the_text() -> None:
    assert [i for _, i in found("Chad, the ILO and Norway urged Mali")] == ["TCD", "ilo", "NOR", "MLI"]


def test_the_sort_of_name_is_told() -> None:
    gazetteer = Gazetteer([Entry(id="TCD", name="Chad", kind="state", metonyms=["N'Djamena"], adjectives=["Chadian"], demonyms=["Chadians"])])
    kinds = [gazetteer.find(words.split())[0].kind for words in ("Chad left", "N'Djamena left", "Chadian troops", "Chadians left")]
    assert kinds == ["name", "metonym", "adjective", "demonym"]


def test_two_entries_with_one_name_leave_the_proper_name_first() -> None:
    gazetteer = Gazetteer([Entry(id="GEO", name="Georgia", kind="state", metonyms=["Paris"]), Entry(id="paris", name="Paris", kind="other")])
    assert [m.entry.id for m in gazetteer.find(["Paris"])] == ["paris"]


def test_a_gazetteer_without_names_finds_nothing() -> None:
    assert Gazetteer([]).find(["Chad"]) == SHIPPED.find([]) == []


@pytest.mark.parametrize(("name", "acronym"), [("WHO", True), ("U.S.", True), ("G7", False), ("Chad", False), ("I", False),
                                              ("WORLD BANK", False), ("UNHCR", True)])
def test_acronyms_are_told_from_names(name: str, acronym: bool) -> None:
    assert is_acronym(name) is acronym


def test_names_are_compared_without_case_accents_and_curls() -> None:
    assert folded("CÔTE d’Ivoire") == folded("cote D'IVOIRE") == "cote d'ivoire"
