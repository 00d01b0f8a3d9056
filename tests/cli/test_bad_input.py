"""`demarche code` on bad input: a message with its code, the other documents coded, and the exit status says so."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from demarche.cli import commands
from demarche.cli.support import inputs
from demarche.coder import Coder
from demarche.reading import Limits, Overrides, Read, read
from demarche.records import CodedDocument, Document

GOOD = "Norway condemned Russia's invasion of Ukraine."
GERMAN = ("Die Internationale Arbeitsorganisation hat die technische Zusammenarbeit mit Russland ausgesetzt, bis ein Waffenstillstand "
          "vereinbart ist, und fordert die Regierung auf, ihre Truppen sofort aus der Ukraine abzuziehen.")
Run = Callable[..., Result]


@pytest.fixture
def run(coder: Coder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Code some paths, with a good document before and after them."""
    monkeypatch.setattr("demarche.coder.Coder", lambda **_: coder)
    for name in ("first", "last"):
        (tmp_path / f"{name}.txt").write_text(f"{GOOD}\n", encoding="utf-8")
    return lambda *paths, options=(): CliRunner().invoke(
        commands, ["code", *map(str, (tmp_path / "first.txt", *paths, tmp_path / "last.txt")), "--format", "jsonl", *options])


def records(result: Result) -> list[dict[str, list[dict[str, str]]]]:
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [event["code"] for event in found[0]["events"]] == [event["code"] for event in found[-1]["events"]] == ["ACCUSE", "ASSAULT"]
    return found


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


@pytest.mark.parametrize(("code", "make"), [
    ("D101", lambda path: None),
    ("D102", lambda path: path.write_bytes(b"")),
    ("D102", lambda path: path.write_bytes(b" \n\n ")),
    ("D103", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)),
    ("D103", lambda path: path.write_bytes(bytes(range(256)) * 100)),
    ("D105", sparse),
    ("D108", lambda path: path.mkdir()),
])
def test_what_cannot_be_read_is_reported_and_the_others_are_coded(run: Run, tmp_path: Path, code: str, make: Callable[[Path], object]) -> None:
    make(tmp_path / "bad.txt")
    result = run(tmp_path / "bad.txt")
    assert result.exit_code == 1 and len(records(result)) == 2
    assert result.stderr.startswith(f"{code} ") and "bad.txt" in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize(("code", "data"), [
    ("D104", "Norway’s café condemned Russia – at once.".encode("cp1252")),
    ("D110", b"Norway\0condemned Russia."),
    ("D303", b"!!! ???"),
    ("D302", GERMAN.encode()),
])
def test_what_is_odd_is_coded_with_a_warning(run: Run, tmp_path: Path, code: str, data: bytes) -> None:
    (tmp_path / "odd.txt").write_bytes(data)
    result = run(tmp_path / "odd.txt")
    assert result.exit_code == 0 and result.stderr == ""
    assert code in [warning["code"] for warning in records(result)[1]["warnings"]]


def test_csv_has_its_warnings_on_standard_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(GERMAN, encoding="utf-8")
    result = run(tmp_path / "odd.txt", options=["--format", "csv"])
    assert result.exit_code == 0 and "D302 " in result.stderr and "odd.txt" in result.stderr


def test_a_line_of_10_mb_is_cut_and_coded(run: Run, tmp_path: Path) -> None:
    line = f"{GOOD} " + "The weather on the coast was warm and the sea was blue. " * 180_000
    (tmp_path / "long.txt").write_text(line, encoding="utf-8")
    result = run(tmp_path / "long.txt", options=["--max-characters", "200000"])
    long = records(result)[1]
    assert result.exit_code == 0 and [warning["code"] for warning in long["warnings"]] == ["D111"] and len(long["events"]) == 2


def test_a_word_of_10_mb_is_no_reason_to_fail(run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"x" * 10_000_000)
    result = run(tmp_path / "long.txt")
    assert result.exit_code == 0 and len(records(result)) == 3


def test_invalid_json_on_line_7_costs_only_that_line(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(number), "text": GOOD}) for number in range(1, 11)]
    lines[6] = lines[6][:-4]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run(tmp_path / "news.jsonl")
    assert result.exit_code == 1 and result.stderr.startswith("D106 ") and "line 7" in result.stderr
    assert len(records(result)) == 2 + 9


class Fragile:
    """A coder that one document breaks."""

    def __init__(self, coder: Coder, word: str) -> None:
        self.coder, self.word = coder, word

    def code(self, document: Document) -> CodedDocument:
        return next(self.code_many([document]))

    def code_many(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        held = list(documents)  # as the coder does: several are on their way together
        if any(self.word in (document.text or "") for document in held):
            raise IndexError("list index\nout of range")
        yield from self.coder.code_many(held)


def test_a_document_that_breaks_the_coder_costs_no_other(run: Run, coder: Coder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("demarche.coder.Coder", lambda **_: Fragile(coder, "breaks"))
    (tmp_path / "bad.txt").write_text("This breaks it.", encoding="utf-8")
    result = run(tmp_path / "bad.txt")
    assert result.exit_code == 1 and len(records(result)) == 2
    assert result.stderr.startswith("D601 ") and "IndexError" in result.stderr and result.stderr.count("\n") == 1


def test_a_reader_that_breaks_costs_no_other_path(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def breaking(paths: list[str], *, overrides: Overrides, limits: Limits) -> Iterator[Read]:
        if "bad" in paths[0]:
            raise RecursionError("too deep")
        yield from read(paths, overrides=overrides, limits=limits)

    monkeypatch.setattr(inputs, "read", breaking)
    (tmp_path / "bad.txt").write_text("whatever", encoding="utf-8")
    result = run(tmp_path / "bad.txt")
    assert result.exit_code == 1 and result.stderr.startswith("D601 ") and len(records(result)) == 2
