"""Names in running text: how they are written, where they begin and end, which one wins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.actors.gazetteer import Gazetteer, visible, written_as
from demarche.actors.resolver import Resolver
from demarche.knowledge.entries import Entry
from demarche.knowledge.loader import Knowledge
from demarche.knowledge.names import claims, folded, is_acronym, searched

KNOWLEDGE = Knowledge.load()
RESOLVER = Resolver(KNOWLEDGE)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[n.start:n.end], n.entry.id) for n in RESOLVER.namer.named(text) if n.entry is not None]


def gazetteer_of(*entries: Entry) -> Gazetteer:
    names = claims(entries, [])
    return Gazetteer(names, searched(names))


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
    assert found("the World  Health \n Organization left") == [("World  Health \n Organization", "who")]


@pytest.mark.parametrize(("text", "name"), [
    ("the UN Security Council", ("UN Security Council", "un-security-council")),
    ("the Democratic Republic of the Congo", ("Democratic Republic of the Congo", "COD")),
    ("the Republic of the Congo", ("Republic of the Congo", "COG")),
    ("Guinea-Bissau", ("Guinea-Bissau", "GNB")),
    ("South Sudan", ("South Sudan", "SSD")),
])
def test_the_longest_name_wins(text: str, name: tuple[str, str]) -> None:
    assert found(text) == [name]


def test_names_are_found_in_the_order_of_the_text() -> None:
    assert [i for _, i in found("Chad, the ILO and Norway urged Mali")] == ["TCD", "ilo", "NOR", "MLI"]


def test_the_sort_of_name_is_told() -> None:
    gazetteer = gazetteer_of(Entry(id="TCD", name="Chad", kind="state", metonyms=["N'Djamena"], adjectives=["Chadian"], demonyms=["Chadians"]))
    kinds = [gazetteer.find(words)[0].claims[0].kind for words in ("Chad left", "N'Djamena left", "Chadian troops", "Chadians left")]
    assert kinds == ["name", "metonym", "adjective", "demonym"]


def test_all_that_have_a_name_are_told_the_proper_name_first() -> None:
    gazetteer = gazetteer_of(Entry(id="GEO", name="Georgia", kind="state", metonyms=["Paris"]), Entry(id="paris", name="Paris", kind="other"))
    assert [(c.entry, c.kind) for c in gazetteer.find("Paris")[0].claims] == [(1, "name"), (0, "metonym")]


def test_a_gazetteer_without_names_finds_nothing() -> None:
    assert gazetteer_of().find("Chad") == RESOLVER.namer.gazetteer.find("") == []


@pytest.mark.parametrize(("text", "name"), [
    ("RUSSIA SLAMS NATO", "RUSSIA"), ("the UNITED NATIONS said", "UNITED NATIONS"), ("Türkiye’s army", "Türkiye"),
    ("Co\u0302te d'Ivoire left", "Co\u0302te d'Ivoire"),
    ("[Ukraine](https://example.org/russia) left", "Ukraine"), ("Ukraine (Україна) left", "Ukraine"), ("Syria (سوريا) left", "Syria"),
    ("the United  Nations left", "United  Nations"), ("the United\nNations left", "United\nNations"), ("the Euro\u00adpean Union left", "Euro\u00adpean Union"),
    ("pro-Russia rally", "Russia"), ("U.S.-led talks", "U.S."), ("the U.N. said", "U.N."), ("UN/AU mission", "UN"),
    ("São Tomé and Príncipe left", "São Tomé and Príncipe"),
    ("Sao Tome and Principe left", "Sao Tome and Principe"), ("OPEC+ agreed", "OPEC+"), ("OPEC agreed", "OPEC"), ("**NATO** agreed", "NATO"),
])
def test_how_a_name_is_printed_does_not_matter_and_its_place_is_exact(text: str, name: str) -> None:
    match = RESOLVER.namer.gazetteer.find(text)[0]
    assert text[match.start:match.end] == name


@pytest.mark.parametrize("text", ["Guinea, Bissau left", "Guinea. Bissau left", "the Ivory, Coast guards"])
def test_punctuation_parts_names(text: str) -> None:
    assert all(" " not in text[m.start:m.end] for m in RESOLVER.namer.gazetteer.find(text))


@given(st.lists(st.sampled_from(["Chad", "the ILO", "Côte d’Ivoire", "  ", "\n", "\u00ad", "U.S.", "(", "Ж", "said", "’s", "-", "NATO",
                                 "e\u0301"]), max_size=20))
def test_whatever_stands_around_names_their_places_are_theirs(pieces: list[str]) -> None:
    text = " ".join(pieces)
    matches = RESOLVER.namer.gazetteer.find(text)
    assert all(first.end <= second.start for first, second in pairwise(matches))
    for match in matches:
        assert any(written_as(visible(text[match.start:match.end])[0], claim.form) for claim in match.claims)


@pytest.mark.parametrize(("name", "acronym"), [("WHO", True), ("U.S.", True), ("G7", False), ("Chad", False), ("I", False),
                                              ("WORLD BANK", False), ("UNHCR", True)])
def test_acronyms_are_told_from_names(name: str, acronym: bool) -> None:
    assert is_acronym(name) is acronym


def test_names_are_compared_without_case_accents_and_curls() -> None:
    assert folded("CÔTE d’Ivoire") == folded("cote D'IVOIRE") == "cote d'ivoire"
