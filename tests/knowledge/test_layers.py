"""Layers: what a user's own actor files add to those that ship, where they are looked for, and that no old answer is given."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from demarche.errors import DemarcheError
from demarche.knowledge.entries import Former, Member, Term
from demarche.knowledge.layers import fingerprints, layers, own_layer
from demarche.knowledge.loader import FOLDER, Knowledge

HEAD = "about: a test\nlicence: CC0-1.0\nsource: this test\n"
SHIPPED = """
actors:
- {id: NOR, name: Norway, kind: state, names: [Kingdom of Norway], metonyms: [Oslo], parts: {LEG: [Storting]},
   country: NOR, status: member, note: as shipped}
- {id: example-league, name: Example League, kind: igo, since: '1920'}
officials:
- {of: NOR, office: king, name: Harald V, since: '1991-01-17'}
memberships:
- {body: example-league, members: [{id: NOR, since: '1920'}]}
"""
RURITANIA = "actors: [{id: RUR, name: Ruritania, kind: state}]"
Load = Callable[..., Knowledge]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """The shipped knowledge with few actors, and over it layers of the contents that are given, each a file in a folder of its own."""
    monkeypatch.setenv("DEMARCHE_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "models", "actors"))
    written(folder / "actors" / "some.yaml", SHIPPED)
    return lambda *contents: Knowledge.load(folder, [written(tmp_path / f"{number}" / "mine.yaml", content) for number, content in enumerate(contents)])


def written(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEAD}{content}\n", encoding="utf-8")
    return path


def meant(knowledge: Knowledge, name: str) -> list[str]:
    """The ids of the actors that a name, by its key, may stand for."""
    return [knowledge.actors[claim.entry].id for claim in knowledge.names.get(name, [])]


def test_without_a_layer_there_is_what_ships(load: Load) -> None:
    assert [entry.id for entry in load().actors] == ["NOR", "example-league"]


def test_a_layer_adds_an_actor_and_its_names(load: Load) -> None:
    knowledge = load("actors: [{id: RUR, name: Ruritania, kind: state, metonyms: [Strelsau]}]")
    assert [entry.id for entry in knowledge.actors] == ["NOR", "example-league", "RUR"]
    assert meant(knowledge, "strelsau") == ["RUR"] and meant(knowledge, "oslo") == ["NOR"]


def test_a_layer_adds_a_name_to_an_actor_that_ships(load: Load) -> None:
    knowledge = load("actors: [{id: NOR, name: Norway, kind: state, names: [Kingdom of Norway, Noreg], former: [{name: Norge, until: '1905'}]}]")
    norway = knowledge.by_id["NOR"]
    assert (norway.names, norway.former, norway.metonyms) == (["Kingdom of Norway", "Noreg"], [Former(name="Norge", until="1905")], ["Oslo"])
    assert len(knowledge.actors) == 2 and meant(knowledge, "noreg") == meant(knowledge, "kingdom of norway") == ["NOR"]


def test_parts_are_joined_sector_by_sector(load: Load) -> None:
    parts = load("actors: [{id: NOR, name: Norway, kind: state, parts: {LEG: [Sametinget], JUD: [Example Court]}}]").by_id["NOR"].parts
    assert parts == {"LEG": ["Storting", "Sametinget"], "JUD": ["Example Court"]}


def test_a_single_value_of_a_layer_replaces_and_one_that_is_not_given_does_not(load: Load) -> None:
    norway = load("actors: [{id: NOR, name: Norway, kind: igo, note: as I say}]").by_id["NOR"]
    assert (norway.kind, norway.note, norway.status, norway.country) == ("igo", "as I say", "member", "NOR")


def test_a_layer_adds_an_official_to_a_state_that_ships(load: Load) -> None:
    knowledge = load("officials: [{of: NOR, office: baker general, name: Anna Beispiel, since: '2020'}]")
    assert [term.name for term in knowledge.officials.of("NOR")] == ["Harald V", "Anna Beispiel"]
    assert meant(knowledge, "anna beispiel") == ["NOR"]


def test_a_layer_speaks_of_what_another_layer_adds(load: Load) -> None:
    knowledge = load("officials: [{of: RUR, office: king, name: Rudolf V}]", RURITANIA)
    assert knowledge.officials.of("RUR") == [Term(of="RUR", office="king", name="Rudolf V")] and meant(knowledge, "rudolf v") == ["RUR"]


def test_of_two_layers_the_later_one_has_the_last_word(load: Load) -> None:
    first, second = ("actors: [{id: RUR, name: Ruritania, kind: state, note: first}]", "actors: [{id: RUR, name: Ruritania, kind: state, note: second}]")
    assert load(first, second).by_id["RUR"].note == "second"
    assert load(second, first).by_id["RUR"].note == "first"


def test_a_folder_gives_every_file_in_it_and_below(load: Load, tmp_path: Path) -> None:
    load()
    mine = tmp_path / "mine"
    written(mine / "a.yaml", RURITANIA)
    written(mine / "more" / "b.yaml", "actors: [{id: graustark, name: Graustark, kind: state}]")
    (mine / "README.md").write_text("no actors", encoding="utf-8")
    assert [entry.id for entry in Knowledge.load(tmp_path / "knowledge", [mine]).actors][2:] == ["RUR", "graustark"]


def test_a_layer_that_is_not_there_is_an_error(load: Load, tmp_path: Path) -> None:
    with pytest.raises(DemarcheError) as caught:
        Knowledge.load(tmp_path / "knowledge", [tmp_path / "nowhere.yaml"])
    assert caught.value.code == "D101" and "nowhere.yaml" in caught.value.message


def test_a_layer_that_is_not_as_its_form_says_is_an_error_with_its_place(load: Load) -> None:
    with pytest.raises(DemarcheError) as caught:
        load("actors: [{id: RUR, name: Ruritania, kind: realm}]")
    assert caught.value.code == "D401" and "mine.yaml" in caught.value.message and "$.actors[0].kind" in caught.value.message


def test_a_changed_layer_changes_what_is_known_and_back(load: Load) -> None:
    names = [load(f"actors: [{{id: RUR, name: {name}, kind: state}}]").by_id["RUR"].name for name in ("Ruritania", "Ruritanie", "Ruritania")]
    assert names == ["Ruritania", "Ruritanie", "Ruritania"]
    assert "RUR" not in load().by_id


def test_layers_that_have_not_changed_are_read_from_the_cache(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    load(RURITANIA)
    monkeypatch.setattr("demarche.knowledge.loader.compile_files", lambda *_: pytest.fail("the files were read again"))
    assert load(RURITANIA).by_id["RUR"].name == "Ruritania"


def test_a_file_that_comes_into_a_folder_or_leaves_it_changes_what_is_known(load: Load, tmp_path: Path) -> None:
    load()
    path = written(tmp_path / "mine" / "a.yaml", RURITANIA)
    written(tmp_path / "mine" / "b.yaml", "actors: [{id: graustark, name: Graustark, kind: state}]")
    assert len(Knowledge.load(tmp_path / "knowledge", [tmp_path / "mine"]).actors) == 4
    path.unlink()
    assert [entry.id for entry in Knowledge.load(tmp_path / "knowledge", [tmp_path / "mine"]).actors][2:] == ["graustark"]


def test_old_caches_do_not_pile_up(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demarche.knowledge.loader.KEPT", 2)
    for number in range(4):
        load(f"actors: [{{id: RUR, name: Ruritania {number}, kind: state}}]")
    assert len(list((tmp_path / "cache").rglob("*.msgpack"))) == 2


def test_the_own_layer_is_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMARCHE_ACTORS", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    found = [own_layer()]
    for name in ("XDG_CONFIG_HOME", "DEMARCHE_ACTORS"):
        monkeypatch.setenv(name, str(tmp_path / name))
        found.append(own_layer())
    assert found == [tmp_path / "home" / ".config" / "demarche" / "actors", tmp_path / "XDG_CONFIG_HOME" / "demarche" / "actors",
                     tmp_path / "DEMARCHE_ACTORS"]


def test_an_empty_variable_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_ACTORS", "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert own_layer() == tmp_path / "demarche" / "actors"


def test_the_own_layer_lies_under_the_others_and_need_not_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_ACTORS", str(tmp_path / "own"))
    more = tmp_path / "more.yaml"
    assert (layers(), layers([more])) == ([], [more])
    (tmp_path / "own").mkdir()
    assert layers([more]) == [tmp_path / "own", more]


def test_a_fingerprint_is_the_name_of_a_file_and_the_beginning_of_its_hash(tmp_path: Path) -> None:
    first, second = written(tmp_path / "mine" / "a.yaml", RURITANIA), written(tmp_path / "b.yaml", "actors: []")
    assert fingerprints([tmp_path / "mine", second]) == tuple(f"{path.name} {sha256(path.read_bytes()).hexdigest()[:12]}" for path in (first, second))
    before = fingerprints([first])
    written(first, "actors: []")
    assert fingerprints([first]) != before and fingerprints([]) == ()


def test_a_layer_adds_a_member_to_a_body_that_ships(load: Load) -> None:
    knowledge = load(f"{RURITANIA}\nmemberships: [{{body: example-league, members: [{{id: RUR, since: '1921'}}]}}]")
    assert knowledge.members["example-league"].members == [Member(id="NOR", since="1920"), Member(id="RUR", since="1921")]


def test_an_actor_that_a_layer_gives_another_first_name_keeps_the_one_it_had(load: Load) -> None:
    assert meant(load("actors: [{id: NOR, name: Noreg, kind: state}]"), "norway") == ["NOR"]
