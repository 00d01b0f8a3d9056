"""Whom a phrase means by itself on a day."""

from collections.abc import Callable

import pytest

from demarche.actors.lookup import Lookup
from demarche.actors.resolver import Resolver
from demarche.knowledge.loader import Knowledge

LOOKUP = Lookup(Resolver(Knowledge.load()))
DAY = "2017-01-01"
OWN = """
actors:
- {id: ZZZ, name: Ruritania, kind: state, country: ZZZ, adjectives: [Ruritanian], demonyms: [Ruritanians]}
- {id: YYY, name: Syldavia, kind: state, country: YYY, adjectives: [Syldavian], descriptors: [pelican kingdom, small kingdom]}
- {id: XXX, name: Elphberg Empire, kind: state, country: XXX, until: "1991", descriptors: [small kingdom]}
- {id: mitra, name: Mitra, kind: igo, descriptors: [pelican agency]}
- {id: see, name: Ruritanian See, kind: other}
officials:
- {of: ZZZ, office: president, name: Anna Roe, since: "2000-01-01", until: "2008-01-01"}
- {of: ZZZ, office: president, name: Boris Doe, since: "2008-01-01"}
- {of: ZZZ, office: trade minister, name: Carla Poe, since: "2000-01-01"}
- {of: YYY, office: president, name: Dora Roe, since: "2005-01-01"}
- {of: YYY, office: king, name: Ottokar IV, since: "1990-01-01"}
- {of: see, office: patriarch, name: Leo I, since: "1970", until: "1990"}
- {of: see, office: patriarch, name: Pius II, since: "1990"}
memberships:
- {body: mitra, members: [{id: ZZZ}, {id: YYY, since: "2005"}, {id: XXX, until: "1991"}, {id: QQQ}]}
roles:
- {noun: president, stands: organ, sector: GOV}
- {noun: minister, stands: organ, sector: GOV, means: ["*minister"]}
- {noun: king, stands: organ, sector: GOV}
- {noun: patriarch, stands: organ, sole: see}
- {noun: secretary of state, stands: organ}
- {noun: people, stands: nation, kind: group}
- {noun: troops, stands: organ, sector: MIL}
- {noun: baker, stands: group, kind: group, sector: LAB}
- {noun: ally, stands: members, kind: group, sector: GOV}
- {noun: member state, stands: members, kind: group, sector: GOV}
"""


@pytest.fixture(scope="module")
def own(knowledge_of: Callable[[str], Knowledge]) -> Lookup:
    return Lookup(Resolver(knowledge_of(OWN)))


def ids(lookup: Lookup, phrase: str, day: str | None = None) -> list[str]:
    return [actor.id or f"{actor.name} of {actor.country}" for actor in lookup.find(phrase, day)]


@pytest.mark.parametrize(("phrase", "found"), [
    ("Ruritania", ["ZZZ"]), ("  the Ruritania ", ["ZZZ"]), ("Ruritania’s", ["ZZZ"]), ("Ruritanian", ["ZZZ"]), ("Ruritanians", ["Ruritanians of ZZZ"]),
    ("Elphberg Empire", ["XXX"]),
])
def test_a_name_is_found_with_its_article_and_possessive(own: Lookup, phrase: str, found: list[str]) -> None:
    assert ids(own, phrase) == found


@pytest.mark.parametrize("phrase", ["", "the", "ruritania", "Unheard", "the president", "President Unheard", "Ruritanian President Unheard",
                                    "the Ruritanian unheard",
                                    "the bakers", "Ruritania and Syldavia"])
def test_what_nobody_knows_is_nobody(own: Lookup, phrase: str) -> None:
    assert own.find(phrase, DAY) == own.find(phrase) == []


@pytest.mark.parametrize("phrase", ["the Ruritanian president", "Ruritania's president", "Ruritania’s current president", "president of Ruritania",
                                    "the President of Ruritania"])
@pytest.mark.parametrize(("day", "holder"), [("2004-01-01", "Anna Roe"), ("2012-01-01", "Boris Doe")])
def test_an_office_of_a_state_is_the_state_with_its_holder_of_the_day(own: Lookup, phrase: str, day: str, holder: str) -> None:
    actor, = own.find(phrase, day)
    assert (actor.id, actor.via, actor.aliases[-1], actor.sectors) == ("ZZZ", "role", holder, ("GOV",))


def test_an_office_without_a_day_is_the_state_alone(own: Lookup) -> None:
    actor, = own.find("the Ruritanian president")
    assert (actor.id, actor.aliases) == ("ZZZ", ())


@pytest.mark.parametrize(("phrase", "day", "found"), [
    ("President Roe", "2004-01-01", ["ZZZ"]), ("President Roe", "2010-01-01", ["YYY"]), ("President Roe", "2006-01-01", ["YYY", "ZZZ"]),
    ("President Roe", "1990-01-01", []), ("President Anna Roe", "2004-01-01", ["ZZZ"]), ("Ruritanian President Roe", "2006-01-01", ["ZZZ"]),
    ("King Ottokar", DAY, ["YYY"]), ("Minister Poe", DAY, ["ZZZ"]), ("King Roe", DAY, []),
])
def test_an_office_and_a_surname_are_who_held_it_on_the_day(own: Lookup, phrase: str, day: str, found: list[str]) -> None:
    assert ids(own, phrase, day) == found


def test_an_office_that_only_one_body_has_needs_no_owner(own: Lookup) -> None:
    assert [own.find("the patriarch", day)[0].aliases[-1] for day in ("1980-01-01", "2000-01-01")] == ["Leo I", "Pius II"]


@pytest.mark.parametrize(("phrase", "name"), [
    ("former President Anna Roe", "Anna Roe"), ("the former Ruritanian president Anna Roe", "Anna Roe"),
    ("former Ruritanian president", "former Ruritanian president"),
    ("the ousted president of Ruritania", "ousted president of Ruritania"), ("former President Boris Doe", "Boris Doe"),
    ("former President Doe", "Boris Doe"),
])
def test_who_held_an_office_before_is_a_person_of_the_country(own: Lookup, phrase: str, name: str) -> None:
    actor, = own.find(phrase, DAY)
    assert (actor.id, actor.name, actor.kind, actor.country) == (None, name, "person", "ZZZ")


def test_who_held_an_office_before_is_not_who_holds_it_now(own: Lookup) -> None:
    assert ids(own, "Anna Roe", "2004-01-01") == ["ZZZ"]
    assert ids(own, "Anna Roe", "2012-01-01") == ["Anna Roe of ZZZ"]
    assert ids(own, "President Anna Roe", "2012-01-01") == ["Anna Roe of ZZZ"]


@pytest.mark.parametrize(("phrase", "found", "via"), [
    ("Mitra allies", "mitra", "membership"), ("a Mitra member state", "mitra", "membership"),
    ("the 27 member states of Mitra", "mitra", "membership"),
    ("all three Mitra member states", "mitra", "membership"), ("Ruritanian troops", "ZZZ", "role"), ("the people of Ruritania", "ZZZ", "role"),
    ("King of the Ruritanians", "ZZZ", "role"), ("Ruritanian bakers", "Ruritanian bakers of ZZZ", "membership"),
    ("bakers of Syldavia", "bakers of Syldavia of YYY", "membership"), ("Ruritanian allies", "Ruritanian allies of ZZZ", "membership"),
])
def test_organs_speak_members_belong_and_groups_are_their_own(own: Lookup, phrase: str, found: str, via: str) -> None:
    assert ids(own, phrase, DAY) == [found]
    assert own.find(phrase, DAY)[0].via == via


def test_a_description_means_the_only_one_of_the_day_that_has_it(own: Lookup) -> None:
    assert ids(own, "the pelican agency") == ["mitra"]
    assert ids(own, "the small kingdom", "2000-01-01") == ["YYY"]
    assert ids(own, "the small kingdom", "1980-01-01") == []


def members(lookup: Lookup, body: str, day: str | None = None) -> list[str | None]:
    return [actor.id for actor in lookup.members(body, day)]


def test_members_are_those_of_the_day_and_of_all_time_without_one(own: Lookup) -> None:
    assert members(own, "mitra", "2000-01-01") == ["ZZZ"]
    assert members(own, "mitra", "2010") == ["ZZZ", "YYY"]
    assert members(own, "mitra") == ["ZZZ", "YYY", "XXX"]
    assert {actor.via for actor in own.members("mitra")} == {"membership"}
    assert members(own, "ZZZ") == members(own, "unheard") == []


@pytest.mark.parametrize(("phrase", "day", "who", "alias"), [
    ("the Kremlin", "2022-03-01", "RUS", None), ("the Austrian foreign minister", "2016-01-01", "AUT", "Sebastian Kurz"),
    ("foreign minister of Austria", "2012-01-01", "AUT", "Michael Spindelegger"),
    ("British Foreign Secretary Boris Johnson", "2017-01-01", "GBR", "Boris Johnson"),
    ("King Harald", "2017-01-01", "NOR", "King Harald V"), ("the Pope", "2017-01-01", "VAT", "Pope Francis"),
    ("NATO allies", "2017-01-01", "nato", None), ("Norwegian troops", None, "NOR", None),
    ("the 27 EU member states", "2022-01-01", "european-union", None), ("the UN health agency", None, "who", None),
    ("Kremlin spokesman", None, "RUS", None),
])
def test_phrases_of_every_day_are_found(phrase: str, day: str | None, who: str, alias: str | None) -> None:
    actor = LOOKUP.find(phrase, day)[0]
    assert actor.id == who
    assert alias is None or actor.aliases[-1] == alias


def test_a_name_with_several_meanings_has_them_all_the_likeliest_first() -> None:
    assert ids(LOOKUP, "Brussels", DAY)[:2] == ["european-union", "BEL"]


def test_a_body_that_grew_and_shrank_has_the_members_of_the_day() -> None:
    assert [len(LOOKUP.members("european-union", day)) for day in ("1994-06-01", "2010-01-01", "2015-01-01", "2021-01-01")] == [12, 27, 28, 27]


@pytest.mark.parametrize(("phrase", "found"), [
    ("troops from Norway", ["NOR"]), ("ex-foreign minister Sebastian Kurz", ["Sebastian Kurz of AUT"]),
    ("ex-Foreign Minister Kurz", ["Sebastian Kurz of AUT"]),
])
def test_more_phrases_of_every_day_are_found(phrase: str, found: list[str]) -> None:
    assert ids(LOOKUP, phrase, DAY) == found


def test_several_in_an_office_have_no_name() -> None:
    assert "Børge Brende" not in LOOKUP.find("ministers of Norway", DAY)[0].aliases


def test_an_office_has_its_sector_with_the_name_and_without() -> None:
    assert LOOKUP.find("Foreign Minister Kurz", DAY)[0].sectors == LOOKUP.find("the Austrian foreign minister", DAY)[0].sectors
