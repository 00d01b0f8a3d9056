"""`demarche actors`: find, show, unknown, import; and `demarche code` with actor files of one's own."""

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from demarche.coder import Coder
from demarche.knowledge.layers import fingerprints
from demarche.knowledge.loader import FOLDER, Knowledge
from demarche.records import CodedDocument

HEAD = "about: a test\nlicence: CC0-1.0\nsource: this test\n"
SHIPPED = HEAD + """
actors:
- {id: RUR, name: Ruritania, kind: state, country: RUR, names: [Kingdom of Ruritania], adjectives: [Ruritanian],
   metonyms: [Strelsau], parts: {LEG: [Diet]}}
- {id: GRK, name: Graustark, kind: state, country: GRK, former: [{name: Old Graustark, until: '1901'}]}
- {id: example-league, name: Example League, kind: igo, names: [EXL], sectors: [IGO], since: '1920'}
- {id: league-council, name: Council of the Example League, kind: igo, parent: example-league}
officials:
- {of: RUR, office: president, name: Anna Beispiel, since: '2001-01-01', until: '2009-12-31'}
- {of: RUR, office: president, name: Bruno Muster, since: '2010-01-01'}
memberships:
- {body: example-league, members: [{id: RUR, since: '1920'}, {id: GRK, since: '1921', until: '1933-10'}]}
"""
BAKERS = HEAD + "actors: [{id: example-bakers, name: Union of Example Bakers, kind: ngo, names: [UEB], country: RUR, sectors: [LAB]}]\n"
FTM = {"id": "o1", "schema": "Organization", "properties": {"name": ["Union of Example Bakers"], "topics": ["pol.union"]}}
Run = Callable[..., Result]


@pytest.fixture
def run(program: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call the program with few actors that ship and an empty own layer."""
    small = tmp_path / "knowledge"
    shutil.copytree(FOLDER, small, ignore=shutil.ignore_patterns("*.py", "__pycache__", "models", "actors"))
    (small / "actors").mkdir()
    shutil.copy(FOLDER / "actors" / "roles.yaml", small / "actors")
    (small / "actors" / "some.yaml").write_text(SHIPPED, encoding="utf-8")
    monkeypatch.setattr(Knowledge, "load", staticmethod(partial(Knowledge.load, small)))
    monkeypatch.setenv("DEMARCHE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DEMARCHE_ACTORS", str(tmp_path / "own"))
    return program


@pytest.fixture
def bakers(tmp_path: Path) -> Path:
    path = tmp_path / "bakers.yaml"
    path.write_text(BAKERS, encoding="utf-8")
    return path


@pytest.fixture
def wanted(tmp_path: Path) -> Path:
    path = tmp_path / "wanted.ftm.json"
    path.write_text(json.dumps(FTM), encoding="utf-8")
    return path


def found(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(("name", "id", "via"), [
    ("Ruritania", "RUR", "name"), ("the Kingdom of Ruritania", "RUR", "name"), ("EXL", "example-league", "name"), ("Strelsau", "RUR", "metonym"),
    ("the Diet", "RUR", "role"), ("Bruno Muster", "RUR", "role"), ("the Ruritanian president", "RUR", "role"), ("Old Graustark", "GRK", "name"),
])
def test_a_name_a_seat_an_office_and_a_person_are_found(run: Run, name: str, id: str, via: str) -> None:
    (actor,) = found(run("actors", "find", name, "--json"))
    assert (actor["id"], actor["via"]) == (id, via)


@pytest.mark.parametrize(("name", "day", "ids"), [
    ("the Ruritanian president", "2005-06", ["Anna Beispiel"]), ("the Ruritanian president", "2022-03-01", ["Bruno Muster"]),
    ("Anna Beispiel", "2005", ["Anna Beispiel"]),
])
def test_the_day_decides_who_holds_an_office(run: Run, name: str, day: str, ids: list[str]) -> None:
    (actor,) = found(run("actors", "find", name, "--on", day, "--json"))
    assert actor["id"] == "RUR" and ids[0] in actor["aliases"]


def test_a_line_says_what_an_actor_is_and_how_it_was_found(run: Run) -> None:
    result = run("actors", "find", "EXL")
    assert result.exit_code == 0 and result.stdout.startswith("example-league ")
    assert "Example League (igo, IGO; by name)  EXL" in result.stdout and result.stdout.count("\n") == 1


def test_a_name_that_nobody_has_is_status_1(run: Run) -> None:
    result = run("actors", "find", "Union of Example Bakers", "--json")
    assert (result.exit_code, result.stdout) == (1, "") and "Union of Example Bakers" in result.stderr


@pytest.mark.parametrize("day", ["yesterday", "2022-13", "2023-02-29", "22-03-01", "20220301", ""])
@pytest.mark.parametrize("command", [("find", "Ruritania"), ("show", "RUR")])
def test_a_day_that_is_none_is_wrong_usage(run: Run, command: tuple[str, str], day: str) -> None:
    result = run("actors", *command, "--on", day)
    assert (result.exit_code, result.stdout) == (2, "") and "--on" in result.stderr


def test_an_actor_is_shown_with_its_parts_members_and_officials(run: Run) -> None:
    (league,) = found(run("actors", "show", "example-league", "--json"))
    assert (league["name"], league["names"], league["since"], league["part of it"]) == ("Example League", ["EXL"], "1920", ["league-council"])
    assert league["members"] == [{"id": "RUR", "since": "1920"}, {"id": "GRK", "since": "1921", "until": "1933-10"}]
    (ruritania,) = found(run("actors", "show", "RUR", "--json"))
    assert ruritania["member of"] == ["example-league"] and [official["name"] for official in ruritania["officials"]] == ["Anna Beispiel", "Bruno Muster"]
    assert "note" not in ruritania and "members" not in ruritania


def test_a_day_leaves_only_the_members_and_officials_of_that_day(run: Run) -> None:
    (league,) = found(run("actors", "show", "example-league", "--json", "--on", "1950"))
    assert [member["id"] for member in league["members"]] == ["RUR"]
    assert "member of" not in found(run("actors", "show", "GRK", "--json", "--on", "1950"))[0]
    (ruritania,) = found(run("actors", "show", "RUR", "--json", "--on", "2009-12-31"))
    assert [official["name"] for official in ruritania["officials"]] == ["Anna Beispiel"]


def test_an_actor_is_shown_for_reading(run: Run) -> None:
    lines = run("actors", "show", "RUR").stdout.splitlines()
    assert {"id: RUR", "names: Kingdom of Ruritania", "  LEG: Diet", "member of: example-league",
            "  president Anna Beispiel  2001-01-01 – 2009-12-31"} <= set(lines)


def test_a_former_name_is_shown_with_the_dates_that_it_has(run: Run) -> None:
    assert found(run("actors", "show", "GRK", "--json"))[0]["former"] == [{"name": "Old Graustark", "until": "1901"}]
    assert "None" not in run("actors", "show", "GRK").stdout


def test_an_id_that_nobody_has_is_wrong_usage(run: Run) -> None:
    result = run("actors", "show", "ruritania")
    assert (result.exit_code, result.stdout) == (2, "") and "actors find" in result.stderr


@pytest.mark.parametrize("command", [("find", "UEB"), ("show", "example-bakers")])
def test_an_actor_file_that_is_given_is_read_and_one_in_the_own_layer_always(run: Run, bakers: Path, tmp_path: Path, command: tuple[str, str]) -> None:
    assert run("actors", *command).exit_code != 0
    assert found(run("actors", *command, "--json", "--actors", bakers))[0]["id"] == "example-bakers"
    (tmp_path / "own").mkdir()
    shutil.copy(bakers, tmp_path / "own")
    assert found(run("actors", *command, "--json"))[0]["id"] == "example-bakers"


def test_an_actor_file_that_is_damaged_is_an_error_with_its_place(run: Run, bakers: Path) -> None:
    bakers.write_text(BAKERS.replace("ngo", "guild"), encoding="utf-8")
    result = run("actors", "find", "UEB", "--actors", bakers)
    assert result.exit_code == 1 and result.stderr.startswith("D401 ") and "bakers.yaml" in result.stderr


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Rudolf Rolle condemned Ruritania. "
                                  "Ruritania praised Kovarna Foundation on Monday. Graustark thanked Rudolf Rolle.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Rudolf Rolle met the president of Ruritania on Monday.\n", encoding="utf-8")
    return folder


def test_names_that_nobody_knows_are_counted_most_frequent_first(run: Run, news: Path) -> None:
    assert found(run("actors", "unknown", news, "--json")) == [
        {"name": "Rudolf Rolle", "seen": 3, "documents": 2, "kind": "person", "country": None, "example": "Rudolf Rolle condemned Ruritania."},
        {"name": "Kovarna Foundation", "seen": 1, "documents": 1, "kind": "ngo", "country": None,
         "example": "Ruritania praised Kovarna Foundation on Monday."}]


@pytest.mark.parametrize("options", [("--least", "2"), ("--most", "1")])
def test_rare_names_and_those_beyond_a_number_are_left_out(run: Run, news: Path, options: tuple[str, str]) -> None:
    assert [name["name"] for name in found(run("actors", "unknown", news, "--json", *options))] == ["Rudolf Rolle"]


def test_an_unknown_name_is_printed_with_its_counts_and_a_sentence(run: Run, news: Path) -> None:
    assert run("actors", "unknown", news).stdout.splitlines()[0].split(maxsplit=3) == [
        "3", "in", "2", "Rudolf Rolle (person)  « Rudolf Rolle condemned Ruritania. »"]


def test_a_name_of_an_actor_file_is_no_longer_unknown(run: Run, news: Path, bakers: Path) -> None:
    bakers.write_text(BAKERS.replace("UEB", "Kovarna Foundation"), encoding="utf-8")
    assert [name["name"] for name in found(run("actors", "unknown", news, "--json", "--actors", bakers))] == ["Rudolf Rolle"]


def test_a_document_that_cannot_be_read_costs_no_other(run: Run, news: Path, tmp_path: Path) -> None:
    result = run("actors", "unknown", tmp_path / "nowhere.txt", news, "--json")
    assert result.exit_code == 1 and result.stderr.startswith("D101 ") and len(result.stdout.splitlines()) == 2


def test_an_organisation_that_calls_itself_a_union_is_a_name(run: Run, news: Path) -> None:
    (news / "a.txt").write_text("Ruritania condemned the Kovarna Union on Monday.\n", encoding="utf-8")
    assert "Kovarna Union" in [name["name"] for name in found(run("actors", "unknown", news / "a.txt", "--json"))]


def test_an_import_writes_into_the_own_layer_which_every_command_reads(run: Run, wanted: Path, tmp_path: Path) -> None:
    result = run("actors", "import", wanted)
    path = tmp_path / "own" / "wanted.ftm.yaml"
    assert (result.exit_code, result.stdout) == (0, f"{path}: 1 actors, 0 terms of office, 0 bodies with members\n") and path.is_file()
    assert found(run("actors", "find", "Union of Example Bakers", "--json"))[0]["id"] == "union-of-example-bakers"
    (tmp_path / "note.txt").write_text("Ruritania condemned the Union of Example Bakers.\n", encoding="utf-8")
    (record,) = map(CodedDocument.from_json, run("code", tmp_path / "note.txt").stdout.splitlines())
    assert [(event.sources[0].id, event.code, event.targets[0].id) for event in record.events] == [("RUR", "ACCUSE", "union-of-example-bakers")]
    assert record.coder.actors == fingerprints([path])


def test_an_import_can_be_written_elsewhere(run: Run, wanted: Path, tmp_path: Path) -> None:
    assert run("actors", "import", wanted, "--to", tmp_path / "lists" / "mine.yaml").exit_code == 0
    assert not (tmp_path / "own").exists() and run("actors", "find", "Union of Example Bakers").exit_code == 1
    assert run("actors", "find", "Union of Example Bakers", "--actors", tmp_path / "lists").exit_code == 0


def test_an_import_says_what_it_left_out(run: Run, wanted: Path) -> None:
    vessel = {"id": "v1", "schema": "Vessel", "properties": {"name": ["MV Loaf"]}}
    wanted.write_text("\n".join(map(json.dumps, (FTM, vessel, {**vessel, "id": "v2"}))), encoding="utf-8")
    assert run("actors", "import", wanted).stdout.endswith("; left out: 2 of schema Vessel\n")


def test_a_format_that_is_given_is_taken(run: Run, wanted: Path) -> None:
    wanted.write_text("[]", encoding="utf-8")
    assert run("actors", "import", wanted).stderr.startswith("D403 ")
    assert run("actors", "import", wanted, "--format", "ftm").stderr.startswith("D404 ")
    assert run("actors", "import", wanted, "--format", "excel").exit_code == 2


@pytest.mark.parametrize(("content", "code"), [(None, "D101"), ('{"a": ', "D106"), ('{"a": 1}', "D403")])
def test_a_list_that_cannot_be_read_writes_nothing(run: Run, tmp_path: Path, content: str | None, code: str) -> None:
    path = tmp_path / "list.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = run("actors", "import", path)
    assert result.exit_code == 1 and result.stderr.startswith(f"{code} ") and not (tmp_path / "own").exists()


def test_code_reads_an_actor_file_and_its_record_says_so(run: Run, bakers: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Ruritania condemned the UEB.\n", encoding="utf-8")
    without, with_file = (CodedDocument.from_json(run("code", tmp_path / "note.txt", *options).stdout) for options in ((), ("--actors", bakers)))
    assert "example-bakers" not in [actor.id for event in without.events for actor in event.targets] and without.coder.actors == ()
    assert [actor.id for event in with_file.events for actor in event.targets] == ["example-bakers"]
    assert with_file.coder.actors == fingerprints([bakers])
    assert run("code", tmp_path / "note.txt", "--actors", tmp_path / "nowhere.yaml").exit_code == 2


def test_a_coder_takes_actor_files_and_only_those_it_is_given(run: Run, coder: Coder, bakers: Path, wanted: Path) -> None:
    assert run("actors", "import", wanted).exit_code == 0
    own = Coder(actors=[str(bakers)], model=coder.model)
    assert own.code("Ruritania condemned the UEB.").events[0].targets[0].id == "example-bakers"
    assert own.info.actors == fingerprints([bakers]) and Coder(model=coder.model).info.actors == ()
