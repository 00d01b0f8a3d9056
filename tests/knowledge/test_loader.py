"""The loader: a cache that is never stale and never needed, and errors that name the place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from demarche.errors import DemarcheError
from demarche.knowledge.entries import Actors
from demarche.knowledge.loader import FOLDER, Knowledge, load_file

HEAD = "about: a test\nlicence: CC0-1.0\nsource: this test\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped knowledge with few actors, and a cache folder of its own."""
    monkeypatch.setenv("DEMARCHE_CACHE", str(tmp_path / "cache"))
    copy = tmp_path / "knowledge"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "models", "actors"))
    (copy / "actors").mkdir()
    shutil.copy(FOLDER / "actors" / "roles.yaml", copy / "actors")
    write(copy, "Chad")
    return copy


def write(folder: Path, name: str) -> None:
    (folder / "actors" / "some.yaml").write_text(f"{HEAD}actors: [{{id: TCD, name: {name}, kind: state}}]\n", encoding="utf-8")


def names(folder: Path) -> list[str]:
    return [entry.name for entry in Knowledge.load(folder).actors]


def test_what_the_cache_holds_is_what_the_files_say(folder: Path, tmp_path: Path) -> None:
    first = Knowledge.load(folder)
    assert len(list((tmp_path / "cache").rglob("*.msgpack"))) == 1
    again = Knowledge.load(folder)
    assert (again.actors, again.roles, again.codebook, again.predicates, again.patterns) == (
        first.actors, first.roles, first.codebook, first.predicates, first.patterns)


def test_the_second_load_reads_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Knowledge.load(folder)
    monkeypatch.setattr("demarche.knowledge.loader.compile_files", lambda _: pytest.fail("the files were read again"))
    assert names(folder) == ["Chad"]


def test_one_changed_byte_changes_the_result(folder: Path) -> None:
    assert names(folder) == ["Chad"]
    write(folder, "Chat")
    assert names(folder) == ["Chat"]


def test_a_new_file_and_a_renamed_one_change_the_result(folder: Path) -> None:
    names(folder)
    (folder / "actors" / "more.yaml").write_text(f"{HEAD}actors: [{{id: NOR, name: Norway, kind: state}}]\n", encoding="utf-8")
    assert names(folder) == ["Norway", "Chad"]
    (folder / "actors" / "more.yaml").rename(folder / "actors" / "zz.yaml")
    assert names(folder) == ["Chad", "Norway"]


def test_without_a_cache_folder_that_can_be_written_the_files_are_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, where a folder is wanted", encoding="utf-8")
    monkeypatch.setenv("DEMARCHE_CACHE", str(blocked))
    assert names(folder) == names(folder) == ["Chad"]


def test_by_id_finds_an_actor(folder: Path) -> None:
    assert Knowledge.load(folder).by_id["TCD"].name == "Chad"


@pytest.mark.parametrize(("content", "code", "reason"), [
    (f"{HEAD}actors: [{{id: TCD, name: Chad, kind: realm}}]\n", "D401", "$.actors[0].kind"),
    (f"{HEAD}actors: [{{id: TCD, name: Chad, kind: state, colour: red}}]\n", "D401", "$.actors[0]"),
    ("actors: [\n", "D401", "line 2"),
    ("- a list\n", "D401", "no mapping"),
    ("about: a test\nactors: []\n", "D402", "licence, source"),
])
def test_an_error_names_the_file_and_the_place(tmp_path: Path, content: str, code: str, reason: str) -> None:
    path = tmp_path / "some.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DemarcheError) as caught:
        load_file(path, Actors)
    assert caught.value.code == code
    assert str(path) in caught.value.message
    assert reason in caught.value.message
