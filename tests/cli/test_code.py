"""`demarche code` on good input: the formats, the options, the order."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from demarche.cli import commands
from demarche.cli.support.writers import COLUMNS
from demarche.coder import Coder
from demarche.records import CodedDocument

SAMPLES = Path(__file__).parents[1] / "samples"
Run = Callable[..., Result]


@pytest.fixture
def run(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the program with the coder that all tests share."""
    monkeypatch.setattr("demarche.coder.Coder", lambda **_: coder)
    return lambda *args, **options: CliRunner().invoke(commands, [str(arg) for arg in args], prog_name="demarche", **options)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("Norway and Sweden condemned Russia's invasion of Ukraine.\n", encoding="utf-8")
    return path


def test_piped_output_is_one_json_object_a_document(run: Run, note: Path) -> None:
    result = run("code", note, note)
    records = [CodedDocument.from_json(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0 and len(records) == 2 and records[0] == records[1]
    assert [event.code for event in records[0].events] == ["ACCUSE", "ASSAULT"]


def test_json_is_one_array(run: Run, note: Path) -> None:
    assert len(json.loads(run("code", note, note, "--format", "json").stdout)) == 2
    assert json.loads(run("code", "nowhere.txt", "--format", "json").stdout) == []


def test_csv_has_a_row_for_each_source_and_target(run: Run, note: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("code", note, "--format", "csv").stdout)))
    assert [(row["source_id"], row["code"], row["target_id"]) for row in rows] == [
        ("NOR", "ACCUSE", "RUS"), ("SWE", "ACCUSE", "RUS"), ("RUS", "ASSAULT", "UKR")]
    assert tuple(rows[0]) == COLUMNS and rows[0]["trigger"] == "condemned"


def test_the_table_fits_into_100_columns_and_shows_each_kind_of_record(run: Run) -> None:
    out = run("code", SAMPLES / "04-vote-that-does-not-add-up.json", SAMPLES / "01-union-statement.json", "--format", "table").stdout
    assert all(len(line) <= 100 for line in out.splitlines())
    assert all(title in out for title in ("Events", "Measures", "Votes", "Signatories"))


def test_a_document_with_nothing_says_so(run: Run) -> None:
    assert "Nothing found." in run("code", SAMPLES / "09-weather.json", "--format", "table").stdout


def test_the_text_is_printed_where_it_is_asked_for(run: Run, note: Path) -> None:
    assert "text" not in json.loads(run("code", note).stdout)["document"]
    assert json.loads(run("code", note, "--with-text").stdout)["document"]["text"] == note.read_text(encoding="utf-8")


def test_given_facts_win(run: Run, note: Path) -> None:
    options = ("--published", "2022-02-24", "--publisher", "Oslo", "--title", "A title", "--url", "https://example.org")
    document = json.loads(run("code", note, *options).stdout)["document"]
    assert [document[key] for key in ("published", "publisher", "title", "url")] == ["2022-02-24", "Oslo", "A title", "https://example.org"]


def test_standard_input_is_read(run: Run) -> None:
    result = run("code", "-", input="Norway condemned Russia.")
    assert [event["code"] for event in json.loads(result.stdout)["events"]] == ["ACCUSE"]


def test_a_folder_is_coded_in_order_and_the_output_in_it_left_out(run: Run, note: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Oslo\n\nNorway thanked Sweden.\n", encoding="utf-8")
    output = tmp_path / "coded.jsonl"
    for _ in range(2):
        result = run("code", tmp_path, "--output", output)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
        assert len(output.read_text(encoding="utf-8").splitlines()) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "coded.jsonl", "note.txt"]


def test_the_output_is_never_an_input(run: Run, note: Path) -> None:
    before = note.read_bytes()
    assert run("code", note, "--output", note).exit_code == 2
    assert note.read_bytes() == before


def test_an_output_that_cannot_be_written_is_wrong_usage(run: Run, note: Path, tmp_path: Path) -> None:
    assert run("code", note, "--output", tmp_path / "no" / "folder.jsonl").exit_code == 2


def test_explain_shows_words_rule_path_and_resolution(run: Run, note: Path) -> None:
    result = run("explain", note)
    assert result.exit_code == 0
    for piece in ("trigger of 1", "accuse.verb.condemn.v1", "Norway [NOR, state] by name", "condemned ↓nsubj Norway", "ASSAULT  actual"):
        assert piece in result.stdout


def test_explain_says_where_there_is_no_act(run: Run) -> None:
    assert "No act found" in run("explain", "-", input="The weather was fine on the coast.").stdout


def test_evaluate_prints_the_figures_and_guards_the_floors(run: Run, tmp_path: Path) -> None:
    gold, floors = SAMPLES / "08-football-in-war-words.json", tmp_path / "floors.json"
    assert json.loads(run("evaluate", gold, "--json").stdout)["documents"] == 1
    assert run("evaluate", gold, "--floors", floors, "--lower-floors").exit_code == 0
    assert run("evaluate", gold, "--floors", floors).exit_code == 0
    floors.write_text(floors.read_text(encoding="utf-8").replace('"events precision": ', '"events precision": 1'), encoding="utf-8")
    result = run("evaluate", gold, "--floors", floors)
    assert result.exit_code == 1 and "D502 " in result.stderr
    other = run("evaluate", SAMPLES / "09-weather.json", "--floors", floors)
    assert other.exit_code == 1 and "D503 " in other.stderr
