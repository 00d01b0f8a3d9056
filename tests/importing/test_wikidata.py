"""Wikidata: entities with their statements, and the rows of a query."""

from collections.abc import Callable
from typing import Any

import pytest

from demarche.importing import Imported
from demarche.knowledge.entries import Entry, Member, Membership, Term

Importing = Callable[..., Imported]


def said(value: object, **qualifiers: str) -> dict[str, Any]:
    """A statement: of an entity, a time or a string, with times as qualifiers."""
    held = {"time": value, "precision": 11} if str(value)[:1] == "+" else {"id": value} if str(value)[:1] == "Q" else value
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": held}}, "rank": "normal",
            "qualifiers": {name: [{"snaktype": "value", "datavalue": {"value": {"time": time}}}] for name, time in qualifiers.items()}}


def entity(id: str, label: str | None, *aliases: str, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    labels = {"en": {"language": "en", "value": label}} if label else {"de": {"language": "de", "value": "Beispiel"}}
    return {"type": "item", "id": id, "labels": labels, "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]}, "claims": claims}


def data(*entities: dict[str, Any]) -> dict[str, Any]:
    return {"entities": {each["id"]: each for each in entities}}


def rows(*each: dict[str, str]) -> dict[str, Any]:
    return {"head": {}, "results": {"bindings": [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in each]}}


RURITANIA = entity("Q1", "Ruritania", "Kingdom of Ruritania", P31=[said("Q3624078")], P298=[said("RUR")])
BAKERS = entity("Q2", "Union of Example Bakers", "UEB", P31=[said("Q178790")], P17=[said("Q1")],
                P571=[said("+1919-04-00T00:00:00Z")], P576=[said("+1999-00-00T00:00:00Z")])
KING = entity("Q3", "King of Ruritania", P1001=[said("Q1")])


def test_a_state_has_its_iso_code_as_its_id(importing: Importing) -> None:
    assert importing(data(RURITANIA)).actors == [Entry(id="RUR", name="Ruritania", kind="state", names=["Kingdom of Ruritania"], country="RUR")]


def test_an_organisation_has_names_kind_dates_and_the_country_that_the_file_gives(importing: Importing) -> None:
    assert importing(data(BAKERS, RURITANIA)).actors[0] == Entry(
        id="union-of-example-bakers", name="Union of Example Bakers", kind="ngo", names=["UEB"], country="RUR", since="1919-04", until="1999")
    assert importing(data(BAKERS)).actors[0].country is None


def test_a_country_of_two_letters_is_told_in_three(importing: Importing) -> None:
    assert importing(data(entity("Q1", "Example Fells", P297=[said("NO")]))).actors[0].country == "NOR"


def test_the_first_class_that_is_known_gives_the_kind(importing: Importing) -> None:
    kinds = [importing(data(entity("Q1", "Example", P31=[said(one) for one in classes]))).actors[0].kind
             for classes in (["Q42", "Q4830453"], ["Q42"], [])]
    assert kinds == ["company", "other", "other"]


@pytest.mark.parametrize(("time", "date"), [
    ("+1919-04-11T00:00:00Z", "1919-04-11"), ("+1919-04-00T00:00:00Z", "1919-04"), ("+1919-00-00T00:00:00Z", "1919"), ("-0044-03-15T00:00:00Z", None),
])
def test_a_date_keeps_its_precision(importing: Importing, time: str, date: str | None) -> None:
    claim = {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"time": time}}}}
    assert importing(data(entity("Q1", "Example", P571=[claim]))).actors[0].since == date


def test_a_position_held_is_a_term_of_office_and_its_holder_no_actor(importing: Importing) -> None:
    rudolf = entity("Q5", "Rudolf the Example", "Rudolf V", P31=[said("Q5")],
                    P39=[said("Q3", P580="+1894-07-01T00:00:00Z", P582="+1895-00-00T00:00:00Z")])
    imported = importing(data(RURITANIA, rudolf, KING))
    assert imported.officials == [Term(of="RUR", office="king", name="Rudolf the Example", names=["Rudolf V"], since="1894-07-01", until="1895")]
    assert "Rudolf the Example" not in [actor.name for actor in imported.actors]


def test_a_position_of_what_the_file_does_not_have_is_counted(importing: Importing) -> None:
    imported = importing(data(entity("Q5", "Rudolf the Example", P39=[said("Q3")]), KING))
    assert not imported.officials and imported.left_out == {"positions of what the file does not have": 1}


def test_members_of_a_body_of_the_file_are_its_members(importing: Importing) -> None:
    league = entity("Q7", "Example League")
    members = [entity("Q8", "Ruritania", P298=[said("RUR")], P463=[said("Q7", P580="+1920-01-10T00:00:00Z"), said("Q99")]),
               entity("Q9", "Graustark", P463=[said("Q7", P580="+1921-00-00T00:00:00Z", P582="+1933-10-00T00:00:00Z")])]
    assert importing(data(league, *members)).memberships == [Membership(body="example-league", members=[
        Member(id="RUR", since="1920-01-10"), Member(id="graustark", since="1921", until="1933-10")])]


def test_what_has_no_english_label_is_counted(importing: Importing) -> None:
    imported = importing(data(entity("Q1", None), {"id": "Q2", "missing": ""}))
    assert not imported.actors and imported.left_out == {"without an English label": 2}


def test_entities_of_a_dump_stand_one_a_line(importing: Importing) -> None:
    assert [actor.id for actor in importing([RURITANIA, BAKERS]).actors] == ["RUR", "union-of-example-bakers"]


def test_the_rows_of_one_item_are_one_actor(importing: Importing) -> None:
    item = {"item": "http://www.wikidata.org/entity/Q2", "itemLabel": "Union of Example Bakers", "itemAltLabel": "UEB, Example Bakers", "iso2": "NO",
            "class": "http://www.wikidata.org/entity/Q178790", "inception": "1919-04-11T00:00:00Z", "dissolved": "1999-01-01T00:00:00Z"}
    assert importing(rows(item, {**item, "class": "http://www.wikidata.org/entity/Q43229"})).actors == [Entry(
        id="union-of-example-bakers", name="Union of Example Bakers", kind="ngo", names=["UEB", "Example Bakers"], country="NOR",
        since="1919-04-11", until="1999-01-01")]


def test_the_holders_in_rows_are_officials_each_once(importing: Importing) -> None:
    row = {"item": "Q1", "itemLabel": "Ruritania", "iso3": "RUR", "class": "Q6256",
           "holderLabel": "Rudolf", "officeLabel": "King of Ruritania", "start": "1894-07-01T00:00:00Z"}
    imported = importing(rows(row, row, {**row, "holderLabel": "Flavia", "officeLabel": "", "start": ""}))
    assert [(actor.id, actor.kind) for actor in imported.actors] == [("RUR", "state")]
    assert imported.officials == [Term(of="RUR", office="king", name="Rudolf", since="1894-07-01"), Term(of="RUR", office="official", name="Flavia")]


def test_a_row_whose_label_is_its_number_is_counted(importing: Importing) -> None:
    imported = importing(rows({"item": "Q4", "itemLabel": "Q4"}, {"item": "Q5"}))
    assert not imported.actors and imported.left_out == {"without an English label": 2}


def test_no_rows_are_no_actors(importing: Importing) -> None:
    assert importing(rows()).actors == []


@pytest.mark.parametrize("field", ["aliases", "claims"])
def test_an_empty_map_may_be_an_empty_list(importing: Importing, field: str) -> None:
    assert importing(data({**entity("Q1", "Ruritania"), field: []})).actors[0].id == "ruritania"


@pytest.mark.parametrize(("time", "precision", "date"), [
    ("+1919-01-01T00:00:00Z", 9, "1919"), ("+1919-04-01T00:00:00Z", 10, "1919-04"), ("+1900-00-00T00:00:00Z", 7, None),
])
def test_a_date_is_no_more_precise_than_its_statement_says(importing: Importing, time: str, precision: int, date: str | None) -> None:
    claim = {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"time": time, "precision": precision}}}}
    assert importing(data(entity("Q1", "Example", P571=[claim]))).actors[0].since == date


def test_a_member_is_always_an_actor_of_the_file(importing: Importing) -> None:
    rudolf = entity("Q5", "Rudolf the Example", P39=[said("Q3")], P463=[said("Q2")])
    imported = importing(data(RURITANIA, KING, BAKERS, rudolf))
    assert {m.id for body in imported.memberships for m in body.members} <= {actor.id for actor in imported.actors}


def test_a_statement_that_wikidata_has_given_up_is_not_read(importing: Importing) -> None:
    given_up = {**said("+1900-00-00T00:00:00Z"), "rank": "deprecated"}
    assert importing(data(entity("Q1", "Example", P571=[given_up, said("+1919-00-00T00:00:00Z")]))).actors[0].since == "1919"


def test_two_items_with_one_iso_code_have_ids_of_their_own(importing: Importing) -> None:
    realm = entity("Q8", "Realm of Ruritania", P298=[said("RUR")])
    assert len({actor.id for actor in importing(data(RURITANIA, realm)).actors}) == 2
