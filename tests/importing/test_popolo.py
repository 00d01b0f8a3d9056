"""Popolo: organisations become actors, memberships terms of office."""

from collections.abc import Callable
from typing import Any

import pytest

from demarche.importing import Imported
from demarche.knowledge.entries import Entry, Term

Importing = Callable[..., Imported]
PARLIAMENT = {"id": "o1", "name": "Ruritanian Diet", "classification": "Legislature"}
ANNA = {"id": "p1", "name": "Anna Beispiel", "other_names": [{"name": "A. Beispiel"}]}


def file(*organisations: dict[str, Any], **lists: list[dict[str, Any]]) -> dict[str, Any]:
    return {"organizations": list(organisations), **lists}


def test_an_organisation_has_its_names_parent_and_dates(importing: Importing) -> None:
    committee = {"id": "o2", "name": "Committee on Bread", "classification": "committee", "parent_id": "o1",
                 "other_names": [{"name": "CoB"}, {"name": "Committee on Bread"}], "founding_date": "1950", "dissolution_date": "1999-12"}
    assert importing(file(committee, PARLIAMENT)).actors == [
        Entry(id="committee-on-bread", name="Committee on Bread", kind="other", names=["CoB"], parent="ruritanian-diet",
              since="1950", until="1999-12"),
        Entry(id="ruritanian-diet", name="Ruritanian Diet", kind="other", sectors=["LEG"])]


@pytest.mark.parametrize(("classification", "kind", "sectors"), [
    ("Political Party", "ngo", ["PTY"]), ("trade union", "ngo", ["LAB"]), ("Company", "company", ["BUS"]), ("Supreme Court", "other", ["JUD"]),
    ("international organization", "igo", []), (None, "other", []),
])
def test_the_classification_gives_kind_and_sector(importing: Importing, classification: str | None, kind: str, sectors: list[str]) -> None:
    (actor,) = importing(file({"id": "o1", "name": "Example", "classification": classification})).actors
    assert (actor.kind, actor.sectors) == (kind, sectors)


def test_a_membership_is_a_term_of_office(importing: Importing) -> None:
    membership = {"person_id": "p1", "organization_id": "o1", "role": "Speaker", "start_date": "2019-05-01", "end_date": "2021-00-00"}
    imported = importing(file(PARLIAMENT, persons=[ANNA], memberships=[membership]))
    assert imported.officials == [Term(of="ruritanian-diet", office="speaker", name="Anna Beispiel", names=["A. Beispiel"],
                                       since="2019-05-01", until="2021")]
    assert [actor.id for actor in imported.actors] == ["ruritanian-diet"]


def test_a_post_gives_the_office_and_its_organisation(importing: Importing) -> None:
    post = {"id": "q1", "label": "Deputy Speaker", "organization_id": "o1"}
    imported = importing(file(PARLIAMENT, persons=[ANNA], posts=[post], memberships=[{"person_id": "p1", "post_id": "q1"}]))
    assert [(term.of, term.office) for term in imported.officials] == [("ruritanian-diet", "deputy speaker")]


def test_a_membership_without_role_or_post_is_that_of_a_member(importing: Importing) -> None:
    assert importing(file(PARLIAMENT, persons=[ANNA], memberships=[{"person_id": "p1", "organization_id": "o1"}])).officials[0].office == "member"


def test_what_has_no_name_or_no_place_in_the_file_is_counted(importing: Importing) -> None:
    imported = importing(file(PARLIAMENT, {"id": "o3"}, persons=[ANNA], memberships=[
        {"person_id": "p1", "organization_id": "o3"}, {"person_id": "p9", "organization_id": "o1"}, {"person_id": "p1"}]))
    assert not imported.officials and len(imported.actors) == 1
    assert imported.left_out == {"without a name": 1, "memberships of what the file does not have": 3}


@pytest.mark.parametrize("content", [{"organizations": [PARLIAMENT], "persons": None}, {"organizations": [{"name": "Ruritanian Diet"}]}])
def test_what_is_optional_may_be_null_or_not_there(importing: Importing, content: dict[str, Any]) -> None:
    assert [actor.id for actor in importing(content).actors] == ["ruritanian-diet"]


def test_a_word_of_a_classification_is_a_whole_word(importing: Importing) -> None:
    assert importing(file({"id": "o1", "name": "Example", "classification": "Congolese chamber"})).actors[0].kind == "other"
