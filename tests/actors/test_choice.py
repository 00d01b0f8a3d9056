"""Which of its readings a name has: by the day, by the other names of the document, by cues, by order."""

from collections.abc import Callable

import pytest

from demarche.actors.choice import Chooser, Evidence, Meaning
from demarche.actors.gazetteer import Gazetteer
from demarche.actors.mentions import actor_of
from demarche.knowledge.loader import Knowledge

OWN = """
actors:
- {id: ZZZ, name: Ruritania, kind: state, country: ZZZ, names: [Mitra], adjectives: [Ruritanian], demonyms: [Ruritanians, Ruritanian],
   metonyms: [Strelsau], parts: {LEG: [Folkthing]}, former: [{name: Old Ruritania, until: "1950"}]}
- {id: YYY, name: Syldavia, kind: state, country: YYY, metonyms: [Klow, Strelsau Street], parts: {LEG: [Folkthing]}}
- {id: XXX, name: Elphberg Empire, kind: state, country: XXX, metonyms: [Strelsau], until: "1991-12-26", successors: [ZZZ]}
- {id: WWW, name: Borduria, kind: state, country: WWW, since: "2000"}
- {id: mitra, name: Mitra, kind: igo, names: [Mitran]}
- {id: mitra-council, name: Mitra Council, kind: igo, parent: mitra, country: YYY}
- {id: klow-works, name: Klow Works, kind: company, country: YYY}
officials:
- {of: ZZZ, office: president, name: Anna Roe, since: "2000", until: "2008"}
- {of: ZZZ, office: foreign minister, name: Boris Doe, since: "2000", until: "2004"}
- {of: ZZZ, office: president, name: Boris Doe, since: "2008", until: "2012"}
- {of: ZZZ, office: envoy, name: Carla Poe, since: "2000", until: "2004"}
- {of: mitra, office: president, name: Carla Poe, since: "2006", until: "2010"}
- {of: YYY, office: minister, name: Dora Zoe}
- {of: WWW, office: minister, name: Dora Zoe, since: "2001"}
ambiguous:
- {name: Klow, readings: [{actor: YYY, cues: [Ottokar]}, {country: USA, kind: other, cues: [Ohio, "Klow, Kansas", tornado]},
                           {kind: person, cues: [Jim Klow]}]}
- {name: Folkthing, evidence: true, readings: [{actor: YYY, cues: [pelican]}, {actor: ZZZ, cues: [rassendyll]}]}
- {name: Mitran, evidence: true, readings: [{kind: person, cues: [Sapt]}, {actor: mitra, cues: [Flavia]}]}
"""


@pytest.fixture(scope="module")
def knowledge(knowledge_of: Callable[[str], Knowledge]) -> Knowledge:
    return knowledge_of(OWN)


@pytest.fixture(scope="module")
def readings(knowledge: Knowledge) -> Callable[..., list[Meaning]]:
    """The readings of the first name of a text, best first."""
    gazetteer, chooser = Gazetteer(knowledge.names, knowledge.searched), Chooser(knowledge)

    def read(text: str, day: str | None = None, speaker: str = "") -> list[Meaning]:
        matches = gazetteer.find(text)
        evidence = chooser.evidence(matches, day, text, [actor_of(knowledge.by_id[speaker])] if speaker else [])
        return chooser.meanings(matches[0], evidence)

    return read


Readings = Callable[..., list[Meaning]]


def who(found: list[Meaning]) -> list[str]:
    return [m.actor.id or m.actor.country or m.actor.kind for m in found]


@pytest.mark.parametrize(("text", "actor", "form", "via"), [
    ("Ruritania left", "ZZZ", "name", "name"), ("Old Ruritania left", "ZZZ", "name", "name"), ("Klow Works left", "klow-works", "name", "name"),
    ("Anna Roe left", "ZZZ", "person", "role"),
])
def test_a_name_with_one_reading_has_it(readings: Readings, text: str, actor: str, form: str, via: str) -> None:
    meaning, = readings(text)
    assert (meaning.actor.id, meaning.form, meaning.actor.via) == (actor, form, via)


def test_a_people_is_a_group_of_its_country(readings: Readings) -> None:
    actor = readings("Ruritanians left")[0].actor
    assert (actor.id, actor.name, actor.kind, actor.country, actor.via) == (None, "Ruritanians", "group", "ZZZ", "membership")


def test_an_adjective_that_is_a_people_too_is_the_adjective(readings: Readings) -> None:
    assert [(m.form, m.actor.id) for m in readings("Ruritanian troops")] == [("adjective", "ZZZ")]


def test_a_part_speaks_for_its_state_with_its_sector(readings: Readings) -> None:
    actor = readings("Folkthing members of Ruritania")[0].actor
    assert (actor.id, actor.sectors, actor.via) == ("ZZZ", ("LEG",), "role")


def test_without_evidence_the_order_of_the_files_decides(readings: Readings) -> None:
    assert who(readings("Mitra left")) == ["ZZZ", "mitra"]
    assert who(readings("Klow fell")) == ["YYY", "USA", "person"]


@pytest.mark.parametrize(("text", "first"), [
    ("Mitra left Ruritania", "ZZZ"), ("Mitra met the Mitra Council", "mitra"), ("Mitra met the Mitra Council in Ruritania, Ruritania", "ZZZ"),
    ("Klow and Syldavia, hit by a tornado", "YYY"), ("Klow Council of the Klow Works in Ohio", "YYY"), ("Mitra met Anna Roe", "ZZZ"),
])
def test_another_name_of_the_document_decides(readings: Readings, text: str, first: str) -> None:
    assert who(readings(text))[0] == first


def test_a_name_of_several_is_no_evidence_for_any(readings: Readings) -> None:
    assert who(readings("Mitra left Mitra and Mitra")) == ["ZZZ", "mitra"]


def test_who_speaks_is_evidence(readings: Readings) -> None:
    assert who(readings("Mitra left"))[0] == "ZZZ"
    assert who(readings("Mitra left", speaker="mitra"))[0] == who(readings("Mitra left", speaker="mitra-council"))[0] == "mitra"


@pytest.mark.parametrize(("text", "first"), [
    ("Klow, Ohio", "USA"), ("Klow. A TORNADO passed", "USA"), ("Klow — Jim  Klow — left", "person"), ("Klow, Kansas, and King Ottokar", "YYY"),
    ("Klow, Kansas, has a tornado and King Ottokar", "USA"), ("Klow and tornadoes", "YYY"),
])
def test_cues_decide_and_more_of_them_weigh_more(readings: Readings, text: str, first: str) -> None:
    assert who(readings(text))[0] == first


def test_a_reading_that_no_file_has_is_named_as_the_name_is(readings: Readings) -> None:
    actor = readings("Klow, Ohio")[0].actor
    assert (actor.id, actor.name, actor.kind, actor.country) == (None, "Klow", "other", "USA")


def test_a_name_that_needs_evidence_and_has_none_means_nothing(readings: Readings) -> None:
    assert readings("Folkthing met") == []
    assert who(readings("Folkthing met Ruritania")) == ["ZZZ", "YYY"]
    assert readings("Folkthing met Borduria") == []


@pytest.mark.parametrize(("text", "first"), [("Folkthing met a pelican", "YYY"), ("Folkthing met Rassendyll", "ZZZ"),
                                             ("Mitran left, said Flavia", "mitra")])
def test_one_cue_is_evidence_enough(readings: Readings, text: str, first: str) -> None:
    assert who(readings(text))[:1] == [first]


@pytest.mark.parametrize(("day", "actors"), [("1980-01-01", ["XXX"]), ("1991-12-26", ["XXX"]), ("2000-01-01", ["ZZZ"])])
def test_while_a_predecessor_lasted_a_seat_was_its_own(readings: Readings, day: str, actors: list[str]) -> None:
    assert who(readings("Strelsau left", day)) == actors


def test_a_predecessor_wins_even_over_what_the_document_names(readings: Readings) -> None:
    assert who(readings("Strelsau left Ruritania", "1980-01-01")) == ["XXX"]


def test_without_a_day_a_seat_may_be_of_both(readings: Readings) -> None:
    assert set(who(readings("Strelsau left"))) == {"XXX", "ZZZ"}
    assert who(readings("Strelsau left the Elphberg Empire"))[0] == "XXX"


@pytest.mark.parametrize(("text", "day", "actor"), [("Elphberg Empire", "2020-01-01", "XXX"), ("Borduria", "1980-01-01", "WWW"),
                                                    ("Old Ruritania", "2020-01-01", "ZZZ")])
def test_what_is_over_is_meant_where_nothing_else_is(readings: Readings, text: str, day: str, actor: str) -> None:
    assert who(readings(text, day)) == [actor]


def held(found: list[Meaning]) -> list[tuple[str | None, str, list[str]]]:
    return [(m.actor.id, m.actor.aliases[-1] if m.actor.id else m.actor.name, [term.office for term in m.terms]) for m in found]


def test_an_official_in_office_is_the_state_with_the_person_among_its_names(readings: Readings) -> None:
    assert held(readings("Anna Roe left", "2004-01-01")) == [("ZZZ", "Anna Roe", ["president"])]


@pytest.mark.parametrize("day", ["1999-12-31", "2009-01-01"])
def test_an_official_out_of_office_is_a_person_of_the_country(readings: Readings, day: str) -> None:
    meaning, = readings("Anna Roe left", day)
    assert (meaning.actor.id, meaning.actor.name, meaning.actor.kind, meaning.actor.country, meaning.terms) == (None, "Anna Roe", "person", "ZZZ", ())


def test_a_person_with_two_offices_one_after_the_other_has_that_of_the_day(readings: Readings) -> None:
    assert held(readings("Boris Doe left", "2002-01-01")) == [("ZZZ", "Boris Doe", ["foreign minister"])]
    assert held(readings("Boris Doe left", "2010-01-01")) == [("ZZZ", "Boris Doe", ["president"])]
    assert readings("Boris Doe left", "2006-01-01")[0].actor.id is None


def test_who_went_from_a_state_to_a_body_speaks_for_that_of_the_day(readings: Readings) -> None:
    assert who(readings("Carla Poe left", "2002-01-01")) == ["ZZZ"]
    assert who(readings("Carla Poe left", "2008-01-01")) == ["mitra"]


def test_who_is_out_of_every_office_is_a_person_first_of_a_country(readings: Readings) -> None:
    first = readings("Carla Poe left", "2020-01-01")[0].actor
    assert (first.id, first.name, first.country) == (None, "Carla Poe", "ZZZ")


def test_an_office_with_a_known_beginning_comes_before_one_without(readings: Readings) -> None:
    assert who(readings("Dora Zoe left", "2010-01-01")) == ["WWW", "YYY"]
    assert who(readings("Dora Zoe left Syldavia", "2010-01-01")) == ["YYY", "WWW"]
    assert who(readings("Dora Zoe left", "2000-06-01")) == ["YYY"]


@pytest.mark.parametrize(("word", "has"), [("ohio", True), ("Côte d'Ivoire", True), ("hi", False), ("Ohio, Kansas", True), ("Kansas Ohio", False)])
def test_a_cue_is_a_whole_word_or_phrase_however_it_is_printed(word: str, has: bool) -> None:
    assert Evidence(text="In CÔTE D’IVOIRE (Ohio,\nKansas)").has(word) is has


@pytest.mark.parametrize(("text", "day", "actors"), [
    ("Moscow left", "1985-01-01", ["SUN"]), ("Moscow left", "2020-01-01", ["RUS"]),
    ("Brussels and the European Commission agreed", "2020-01-01", ["european-union"]),
    ("Georgia and Atlanta", "2020-01-01", ["USA"]), ("Georgia and Abkhazia", "2020-01-01", ["GEO"]),
])
def test_the_names_that_ship_are_told_apart(text: str, day: str, actors: list[str]) -> None:
    shipped = Knowledge.load()
    gazetteer, chooser = Gazetteer(shipped.names, shipped.searched), Chooser(shipped)
    matches = gazetteer.find(text)
    assert who(chooser.meanings(matches[0], chooser.evidence(matches, day, text)))[:1] == actors
