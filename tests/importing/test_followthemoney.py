"""FollowTheMoney: which entities become actors and officials, and with what."""

from collections.abc import Callable
from typing import Any

import pytest

from demarche.importing import Imported
from demarche.knowledge.entries import Entry, Term

Importing = Callable[..., Imported]


def entity(id: str, schema: str, **properties: object) -> dict[str, Any]:
    return {"id": id, "schema": schema, "properties": {name: value if isinstance(value, list) else [value] for name, value in properties.items()}}


BAKERS = entity("o1", "Organization", name="Union of Example Bakers")
ROLLE = entity("p1", "Person", name="Rudolf Rolle", alias=["R. Rolle"])


def test_a_company_has_its_names_country_and_dates(importing: Importing) -> None:
    company = entity("c1", "Company", name=["Example Ovens", "Beispielöfen"], alias="EOV", jurisdiction="se",
                     incorporationDate="1998-03", dissolutionDate="2020-11-30")
    assert importing([company]).actors == [Entry(
        id="example-ovens", name="Example Ovens", kind="company", names=["Beispielöfen", "EOV"], country="SWE", since="1998-03", until="2020-11-30")]


@pytest.mark.parametrize(("schema", "topics", "kind", "sectors"), [
    ("Organization", [], "other", []),
    ("PublicBody", ["gov.legislative"], "other", ["LEG"]),
    ("Organization", ["gov.igo"], "igo", ["IGO"]),
    ("Organization", ["crime.terror", "sanction"], "armed-group", ["REB"]),
    ("Organization", ["pol.union"], "ngo", ["LAB"]),
    ("Company", ["gov", "gov.national"], "company", ["GOV"]),
    ("Person", ["crime.terror"], "person", ["REB"]),
])
def test_schema_and_topics_give_kind_and_sectors(importing: Importing, schema: str, topics: list[str], kind: str, sectors: list[str]) -> None:
    (actor,) = importing([entity("x", schema, name="Example", topics=topics)]).actors
    assert (actor.kind, actor.sectors) == (kind, sectors)


@pytest.mark.parametrize(("countries", "code"), [(["no"], "NOR"), (["NO", "no"], "NOR"), (["se", "no"], None), (["zz"], None), ([], None)])
def test_a_country_is_given_only_where_there_is_one(importing: Importing, countries: list[str], code: str | None) -> None:
    assert importing([entity("x", "Organization", name="Example", country=countries)]).actors[0].country == code


def test_a_name_stands_in_the_caption_where_no_property_has_it(importing: Importing) -> None:
    assert importing([{"id": "x", "schema": "Company", "caption": "Example Ovens", "properties": {}}]).actors[0].id == "example-ovens"


@pytest.mark.parametrize(("schema", "who", "of"), [
    ("Membership", "member", "organization"), ("Directorship", "director", "organization"), ("Employment", "employee", "employer"),
    ("Occupancy", "holder", "post"),
])
def test_who_is_linked_to_an_organisation_is_its_official_and_no_actor(importing: Importing, schema: str, who: str, of: str) -> None:
    link = entity("m1", schema, **{who: "p1", of: "o1", "role": "General Secretary", "startDate": "2019-05-01", "endDate": "2021"})
    imported = importing([link, ROLLE, BAKERS])
    assert [actor.id for actor in imported.actors] == ["union-of-example-bakers"] and not imported.left_out
    assert imported.officials == [Term(
        of="union-of-example-bakers", office="general secretary", name="Rudolf Rolle", names=["R. Rolle"], since="2019-05-01", until="2021")]


def test_a_link_may_hold_its_ends_as_objects(importing: Importing) -> None:
    assert importing([BAKERS, ROLLE, entity("m1", "Membership", member={"id": "p1"}, organization={"id": "o1"})]).officials[0].office == "official"


def test_a_person_without_an_office_is_an_actor(importing: Importing) -> None:
    assert [(actor.id, actor.kind) for actor in importing([ROLLE]).actors] == [("rudolf-rolle", "person")]


def test_what_is_no_actor_is_counted(importing: Importing) -> None:
    imported = importing([BAKERS, entity("v1", "Vessel", name="MV Loaf"), entity("v2", "Vessel", name="MV Crumb"), entity("c1", "Company"),
                          entity("m1", "Membership", member="p9", organization="o1")])
    assert [actor.name for actor in imported.actors] == ["Union of Example Bakers"]
    assert imported.left_out == {"of schema Vessel": 2, "without a name": 1, "links to what the file does not have": 1}


def test_who_holds_a_position_of_an_organisation_is_its_official(importing: Importing) -> None:
    position = entity("q1", "Position", name="General Secretary", organization="o1")
    assert importing([BAKERS, ROLLE, position, entity("m1", "Occupancy", holder="p1", post="q1")]).officials[0].of == "union-of-example-bakers"
