"""The way of an import: formats told from their content, what cannot be read, ids, and a file that loads again."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from demarche.errors import DemarcheError
from demarche.importing import Imported, read_actors, write_actors
from demarche.importing.pieces import day_of, others
from demarche.knowledge.entries import Actors
from demarche.knowledge.loader import load_file

Importing = Callable[..., Imported]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FTM: dict[str, Any] = {"id": "o1", "schema": "Organization", "properties": {
    "name": ["Union of Example Bakers"], "country": ["no"], "incorporationDate": ["2012"]}}
POPOLO: dict[str, Any] = {
    "organizations": [{"id": "o1", "name": "Ruritanian Diet", "classification": "legislature", "founding_date": "1950-05"}],
    "persons": [{"id": "p1", "name": "Anna Beispiel: “No”"}],
    "memberships": [{"person_id": "p1", "organization_id": "o1", "start_date": "2019-05-01", "end_date": "2021"}]}
WIKIDATA: dict[str, Any] = {"entities": {
    "Q1": {"id": "Q1", "labels": {"en": {"value": "Ruritania"}}, "claims": {"P463": [{"mainsnak": {"datavalue": {"value": {"id": "Q2"}}}}]}},
    "Q2": {"id": "Q2", "labels": {"en": {"value": "Example League"}}, "claims": {}}}}
ROWS: dict[str, Any] = {"results": {"bindings": []}}


@pytest.mark.parametrize(("content", "form"), [
    (FTM, "ftm"), (POPOLO, "popolo"), (WIKIDATA, "wikidata"), (WIKIDATA["entities"]["Q1"], "wikidata"), (ROWS, "wikidata")])
def test_the_format_is_told_from_the_content(importing: Importing, content: dict[str, Any], form: str) -> None:
    assert importing(content).form == form


def test_a_format_that_is_given_is_taken(importing: Importing) -> None:
    assert importing(POPOLO, "ftm").left_out == {"of schema None": 1}


def test_an_array_a_line_each_and_a_byte_order_mark_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    one, two = json.dumps(FTM), json.dumps({**FTM, "id": "o2"})
    for text in (f"[{one}, {two}]", f"{one}\n\n{two}\n", f"\ufeff{one}\r\n{two}"):
        path.write_text(text, encoding="utf-8")
        assert [actor.id for actor in read_actors(path).actors] == ["union-of-example-bakers", "union-of-example-bakers-2"]


@pytest.mark.parametrize(("content", "code", "said"), [
    (b'{"schema": "Company", "properties": {}}\n{"schema": \n', "D106", "line 2"),
    (b'{"id": 1}', "D403", "ftm, popolo, wikidata"), (b"[]", "D403", ""), (b"", "D403", ""), (b'"a string"', "D403", ""), (b"[1]", "D403", ""),
    (b'{"name": "\xff"}', "D114", "utf-8"),
])
def test_what_is_no_list_of_actors_is_an_error_with_its_code(tmp_path: Path, content: bytes, code: str, said: str) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(content)
    with pytest.raises(DemarcheError) as caught:
        read_actors(path)
    assert caught.value.code == code and str(path) in caught.value.message and said in str(caught.value)


def test_a_file_that_is_not_there_and_a_folder_are_errors(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "nowhere.json", "D101"), (tmp_path, "D114")):
        with pytest.raises(DemarcheError) as caught:
            read_actors(path)
        assert caught.value.code == code


@pytest.mark.parametrize("content", [FTM, POPOLO, WIKIDATA])
def test_a_written_file_loads_again_as_it_was(importing: Importing, tmp_path: Path, content: dict[str, Any]) -> None:
    imported = importing(content)
    write_actors(imported, tmp_path / "new" / "folder" / "mine.yaml")
    again = load_file(tmp_path / "new" / "folder" / "mine.yaml", Actors)
    assert (again.actors, again.officials, again.memberships) == (imported.actors, imported.officials, imported.memberships)
    assert "list.json" in again.source and imported.form in again.source


def test_a_file_is_readable_and_has_no_empty_fields(importing: Importing, tmp_path: Path) -> None:
    write_actors(importing({"id": "x", "schema": "Company", "properties": {"name": ["Bäckerei Beispiel"]}}),
                 tmp_path / "mine.yaml")
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8").endswith("actors:\n- id: backerei-beispiel\n  name: Bäckerei Beispiel\n  kind: company\n")


def test_a_file_that_cannot_be_written_is_an_error(importing: Importing, tmp_path: Path) -> None:
    (tmp_path / "blocked").touch()
    with pytest.raises(DemarcheError) as caught:
        write_actors(importing(FTM), tmp_path / "blocked" / "mine.yaml")
    assert caught.value.code == "D116"


@pytest.mark.parametrize(("name", "slug"), [
    ("Côte d’Example", "cote-d-example"), ("U.E.B.", "u-e-b"), ("Союз", "actor"), ("Bread & Butter (Oslo)", "bread-butter-oslo"),
])
def test_an_id_is_the_name_in_plain_letters(name: str, slug: str) -> None:
    assert Imported("list.json", "ftm").new_id(name) == slug


@given(st.lists(st.text(max_size=12)))
@example(["Bread + Butter"])
def test_any_names_give_ids_that_are_slugs_each_once(names: list[str]) -> None:
    imported = Imported("list.json", "ftm")
    ids = [imported.new_id(name) for name in names]
    assert len(set(ids)) == len(ids) and all(SLUG.fullmatch(each) for each in ids)


@given(st.lists(st.sampled_from(["Bakers", "Bakers 2", "Bakers-2", "BAKERS", "bäkers", "Bakers 2 2", "Союз", "", "actor"])))
def test_names_that_are_written_alike_have_ids_of_their_own(names: list[str]) -> None:
    imported = Imported("list.json", "ftm")
    ids = [imported.new_id(name) for name in names]
    assert len(set(ids)) == len(ids) and all(SLUG.fullmatch(each) for each in ids)


@pytest.mark.parametrize(("value", "day"), [
    ("2012", "2012"), ("2012-05", "2012-05"), ("2012-05-07", "2012-05-07"), ("2012-05-07T12:00:00", "2012-05-07"),
    ("2012-05-00", "2012-05"), ("circa 2012", None), ("", None), (None, None),
])
def test_a_date_is_ours_at_its_precision(value: str | None, day: str | None) -> None:
    assert day_of(value) == day


def test_other_names_are_names_each_once_and_never_the_first() -> None:
    assert others("Bakers", ["Bakers", " UEB ", "UEB", "", "(none)", "B", "2nd Bakers"]) == ["UEB", "2nd Bakers"]


def test_a_line_ends_only_at_a_line_feed(importing: Importing) -> None:
    assert len(importing([{**FTM, "caption": "Union\u2028Bakers"}, {**FTM, "id": "o2"}]).actors) == 2


def test_a_country_that_is_no_code_does_not_spoil_the_file(importing: Importing, tmp_path: Path) -> None:
    write_actors(importing({"id": "x", "schema": "Company", "properties": {"name": ["Example Ovens"], "country": ["n/a"]}}), tmp_path / "mine.yaml")
    assert load_file(tmp_path / "mine.yaml", Actors).actors[0].country is None


@pytest.mark.parametrize("content", ["[" * 100_000, f"[{'1' * 5000}]"], ids=["deep", "large"])
def test_json_that_python_does_not_read_is_an_error_with_its_code(tmp_path: Path, content: str) -> None:
    (tmp_path / "list.json").write_text(content, encoding="utf-8")
    with pytest.raises(DemarcheError):
        read_actors(tmp_path / "list.json")
