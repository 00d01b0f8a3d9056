"""Floors of figures."""

from dataclasses import replace
from pathlib import Path

import pytest

from demarche.errors import DemarcheError
from demarche.evaluating import Floors, Report, Tally

FILE = Path("floors.json")


def report(right: int) -> Report:
    return Report(documents=2, events=Tally(right=right, said=10, found=right, wanted=10))


def codes(floors: Floors, digest: str, of: Report) -> list[str]:
    return [error.code for error in floors.broken(FILE, digest, of)]


def test_a_figure_below_its_floor_breaks_it() -> None:
    floors = Floors().lowered("dev", "abc", report(8))
    assert codes(floors, "abc", report(8)) == []
    assert codes(floors, "abc", report(7)) == ["D502", "D502"]


def test_another_gold_set_has_no_floors() -> None:
    floors = Floors().lowered("dev", "abc", report(8))
    assert codes(floors, "abd", report(10)) == ["D503"]


def test_floors_are_set_anew_for_one_set_and_kept_for_the_others() -> None:
    floors = Floors().lowered("dev", "abc", report(8)).lowered("samples", "def", report(9))
    again = floors.lowered("dev", "xyz", report(5))
    assert [(each.name, each.gold_sha256, each.floors["events f1"]) for each in again.sets] == [("dev", "xyz", 0.49), ("samples", "def", 0.89)]


def test_a_figure_that_is_no_longer_there_counts_as_zero() -> None:
    floors = Floors().lowered("dev", "abc", report(8))
    assert codes(floors, "abc", replace(report(8), events=Tally(right=9, said=10))) == ["D502"]


def test_floors_are_written_and_read_again(tmp_path: Path) -> None:
    floors = Floors().lowered("dev", "abc", report(8))
    floors.save(tmp_path / "floors.json")
    assert Floors.load(tmp_path / "floors.json") == floors


@pytest.mark.parametrize(("content", "code"), [(None, "D101"), (b"{", "D401"), (b'{"sets": [{}]}', "D401")])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "floors.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DemarcheError, match=code):
        Floors.load(path)


def test_the_floors_of_the_project_can_be_read() -> None:
    Floors.load(Path(__file__).parents[1] / "floors.json")
