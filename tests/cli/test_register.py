"""The commands of the register: add, and all that asks it."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from demarche.cli import commands
from demarche.cli.support.inputs import complete
from demarche.coder import Coder
from demarche.errors import DemarcheError
from demarche.reading import Read
from demarche.records import CodedDocument, Document
from demarche.register.register import Register
from tests.register.documents import coded

ILO = "ilo SANCTION RUS: The ILO suspended cooperation with Russia."
EU = "eu ACCUSE RUS: The EU condemned Russia."
VOTE = "ilo VOTE NOR: 42 members voted for the suspension."
NEWS = ("Geneva, 24 March 2022\n\nOn 23 March 2022 the Governing Body of the International Labour Organization (ILO) decided to suspend technical cooperation "
        "with Russia until a ceasefire is agreed, except humanitarian assistance.\n")
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the program in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEMARCHE_REGISTER", raising=False)
    return lambda *args, **given: CliRunner().invoke(commands, [str(arg) for arg in args], prog_name="demarche", **given)


@pytest.fixture
def filled(run: Run) -> Run:
    """The same, with a register in the folder."""
    with Register.open() as register:
        register.add(coded(ILO, publisher="ILO", published="2022-03-24", date="2022-03-23", id="ilo-1"))
        register.add(coded(ILO, "And it rained.", publisher="Wire", published="2022-03-25", date="2022-03-23"))
        register.add(coded(EU, VOTE, publisher="EU", published="2022-03-01"))
    return run


def lines(*documents: CodedDocument) -> str:
    return "".join(document.to_json(with_text=True) + "\n" for document in documents)


# adding

def test_documents_are_coded_and_added_and_not_coded_again(run: Run, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(one: Read, record: CodedDocument) -> tuple[Read, CodedDocument]:
        made.append(one.source)
        return complete(one, record)

    monkeypatch.setattr("demarche.coder.Coder", lambda **_: coder)
    monkeypatch.setattr("demarche.cli.support.inputs.complete", noted)
    Path("news.txt").write_text(NEWS, encoding="utf-8")
    results = [run("add", "news.txt", *more) for more in ([], [], ["--again"], ["missing.txt"])]
    assert [(r.exit_code, r.stdout.split()[0], r.stderr.splitlines()[-1]) for r in results] == [
        (0, "new", "1 document: 1 new"), (0, "again", "1 document: 1 there already"), (0, "again", "1 document: 1 there already"),
        (1, "again", "1 document: 1 there already, 1 failed")]
    assert made == ["news.txt", "news.txt"]
    (one,) = [json.loads(line) for line in run("measures", "--target", "Russia", "--on", "2022-04-01").stdout.splitlines()]
    assert (one["imposer"]["id"], one["kind"], one["status"], one["since"]) == ("ilo", "suspend-cooperation", "decided", "2022-03-23")
    assert (one["conditions"], [p["span"]["text"] for p in one["provisions"] if p["kind"] == "except"]) == (
        ["until a ceasefire is agreed"], ["humanitarian assistance"])


@pytest.mark.parametrize("given", ["coded.jsonl", "-"])
def test_coded_documents_are_added_without_coding_and_a_broken_one_does_not_stop_the_rest(run: Run, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demarche.coder.Coder", None)
    text = lines(coded(ILO, id="a")) + "{broken\n\n" + lines(coded(EU)).replace("condemned", "praised") + lines(coded(VOTE, id="b"))
    Path("coded.jsonl").write_text(text, encoding="utf-8")
    result = run("add", given, input=text)
    assert (result.exit_code, [line.split()[::2] for line in result.stdout.splitlines()]) == (1, [["new", "a"], ["new", "b"]])
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [f"D709 {given}:2", f"D709 {given}:4", "2 documents"]


def test_coded_documents_are_known_whatever_the_order_of_their_keys(run: Run) -> None:
    line = json.dumps(json.loads(coded(ILO, "It rained. " * 500, id="a").to_json(with_text=True)), sort_keys=True)
    Path("coded.jsonl").write_text(line + "\n", encoding="utf-8")
    assert run("add", "coded.jsonl").stdout.split()[::2] == ["new", "a"]


def test_a_register_that_fails_in_the_middle_ends_the_work_and_hides_no_document(run: Run, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(register: Register, document: Document, _: object) -> bool:
        if document.id == "2.txt":
            raise DemarcheError("D704", place="demarche.db", reason="a page is gone")
        return False

    monkeypatch.setattr("demarche.coder.Coder", lambda **_: coder)
    monkeypatch.setattr(Register, "holds", broken)
    for number in (1, 2, 3):
        Path(f"{number}.txt").write_text(f"On {number} May 2022 Norway suspended aid to Mali.", encoding="utf-8")
    result = run("add", "1.txt", "2.txt", "3.txt")
    assert result.exit_code == 1 and "D704" in result.stderr
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["new"]


def test_documents_without_their_text_are_refused(run: Run) -> None:
    Path("coded.jsonl").write_text(coded(ILO).to_json() + "\n", encoding="utf-8")
    result = run("add", "coded.jsonl")
    assert result.exit_code == 1
    assert "it does not hold its text (code it with 'demarche code --with-text')" in result.stderr


def test_another_source_and_another_reading_are_said(run: Run) -> None:
    Path("coded.jsonl").write_text(lines(coded(ILO, id="a"), coded(ILO, id="b"), coded(ILO, id="a", version="2.0", confidence=0.9), coded(ILO, id="a")),
                                   encoding="utf-8")
    result = run("add", "coded.jsonl")
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["new", "source", "replaced", "older"]


def test_what_is_wrong_with_the_register_ends_the_work(run: Run) -> None:
    Path("coded.jsonl").write_text(lines(coded(ILO), coded(EU)), encoding="utf-8")
    Path("other.db").write_bytes(b"x" * 5000)
    result = run("add", "coded.jsonl", "--register", "other.db")
    assert (result.exit_code, result.stdout, result.stderr[:4]) == (1, "", "D702")


# asking

@pytest.mark.parametrize(("args", "count"), [
    (("events",), 2), (("events", "--target", "RUS", "--code", "accuse"), 1), (("events", "--since", "2022-04"), 0), (("measures", "--by", "ILO"), 1),
    (("measures", "--on", "2022-03-22"), 0), (("votes",), 1), (("votes", "--failing"), 0), (("actor", "Russia"), 1), (("timeline", "--target", "RUS"), 2),
    (("timeline",), 3), (("document", "ilo-1"), 1), (("search", "cooperation", "suspending"), 2), (("search", "cooperation", "--limit", "1"), 1)])
def test_answers_are_lines_of_json_where_there_is_no_terminal(filled: Run, args: tuple[str, ...], count: int) -> None:
    result = filled(*args)
    assert (result.exit_code, len([json.loads(line) for line in result.stdout.splitlines()])) == (0, count), result.stderr
    assert result.stderr == ("" if count else "Nothing found.\n")


@pytest.mark.parametrize(("args", "field", "value"), [
    (("events", "--source", "ilo"), "source_id", "ilo"), (("measures",), "imposer_id", "ilo"), (("votes",), "for", "42"),
    (("timeline", "--actor", "eu"), "what", "ACCUSE"), (("search", "condemned"), "sentence", EU)])
def test_answers_are_rows_of_csv_with_their_evidence(filled: Run, args: tuple[str, ...], field: str, value: str) -> None:
    rows = list(csv.DictReader(io.StringIO(filled(*args, "--format", "csv").stdout)))
    assert rows[0][field] == value
    assert all(row["sentence"] and row["publisher"] in ("ILO", "EU") for row in rows)


@pytest.mark.parametrize("args", [("events",), ("measures",), ("votes",), ("timeline", "--target", "RUS"), ("actor", "ilo")])
def test_tables_show_the_sentences_when_they_are_asked_for(filled: Run, args: tuple[str, ...]) -> None:
    short, whole = filled(*args, "--format", "table").stdout, filled(*args, "--format", "table", "--evidence").stdout
    assert "suspen" not in short and "suspen" in whole
    assert "2022-03-24" in whole or "2022-03-01" in whole


def test_a_table_of_measures_says_who_whom_since_when_and_what_is_wrong(filled: Run) -> None:
    with Register.open() as register:
        told = coded("ilo SANCTION UKR: It ended.", date="2022-01-01")
        register.add(CodedDocument.from_json(told.to_json(with_text=True).replace('"status":"in-force"', '"status":"lifted"')))
        register.add(coded("ilo SANCTION UKR: It began.", date="2022-02-01", published="2022-02-02"))
    out = " ".join(filled("measures", "--format", "table").stdout.split())
    assert "trade Ilo → Rus in-force since 2022-03-23, last told 2022-03-25 2 texts" in out
    assert "since 2022-02-01, last told 2022-02-02" in out and "lifted on 2022-01-01, before it was in-force on 2022-02-01" in out


def test_a_document_is_shown_with_what_was_read_in_it_and_its_copies(filled: Run) -> None:
    out = filled("document", "ilo-1", "--format", "table").stdout
    assert "SANCTION" in out and "characters, known since" in out
    assert filled("document", "ilo-1", "--format", "csv").exit_code == 2


def test_known_on_answers_as_it_was_known(filled: Run) -> None:
    answers = [filled(name, "--known-on", "2020-01-01") for name in ("events", "measures", "votes", "timeline")]
    assert all(not answer.stdout and "nothing was known to it by 2020-01-01" in answer.stderr for answer in answers)
    assert filled("events", "--known-on", "2999-01-01T00:00Z").stdout.count("\n") == 2


def test_why_explains_by_the_beginning_of_an_id(filled: Run) -> None:
    (measure,) = [json.loads(line) for line in filled("measures").stdout.splitlines()]
    assert filled("why", measure["id"][:8]).stdout.startswith("trade, Ilo → Rus: in-force on ")
    assert filled("why", "nothing").stderr.startswith("D719 ")
    assert filled("why", measure["id"], "--known-on", "2020-01-01").exit_code == 1


@pytest.mark.parametrize("args", [("measures", "--on", "2022-03"), ("measures", "--known-on", "yesterday"), ("events", "--since", "2022-02-30"),
                                  ("measures", "--kind", "war"), ("search",), ("why",), ("timeline", "--known-on", "2022-03-25T25:00Z"), ("add",)])
def test_wrong_usage_is_status_2(filled: Run, args: tuple[str, ...]) -> None:
    result = filled(*args)
    assert (result.exit_code, result.stdout) == (2, "") and "Error: " in result.stderr


@pytest.mark.parametrize(("args", "code"), [
    (("measures", "--target", "xyzzy"), "D718"), (("actor", "xyzzy"), "D718"), (("document", "xyzzy"), "D725"), (("search", "!"), "D715"),
    (("why", ""), "D726"), (("backup", "demarche.db"), "D716"), (("events", "--register", "mysql://host/base"), "D707")])
def test_what_cannot_be_answered_is_an_error_with_its_code(filled: Run, args: tuple[str, ...], code: str) -> None:
    result = filled(*args)
    assert (result.exit_code, result.stdout, result.stderr[:4]) == (1, "", code)


@pytest.mark.parametrize("args", [("events",), ("measures",), ("check",), ("backup", "b.db"), ("why", "a")])
def test_asking_where_there_is_no_register_is_an_error_and_makes_none(run: Run, args: tuple[str, ...]) -> None:
    assert run(*args).stderr.startswith("D717 demarche.db: there is no register here")
    assert not list(Path().iterdir())


# keeping

def test_a_check_of_a_whole_register_is_status_0_and_of_a_damaged_one_1(filled: Run) -> None:
    whole = filled("check")
    assert (whole.exit_code, whole.stdout, whole.stderr.split(";")[0]) == (0, "", "0 faults")
    with sqlite3.connect("demarche.db") as connection:
        connection.execute("UPDATE text SET content = replace(content, 'ILO', 'IMF')")
    connection.close()
    damaged = filled("check")
    assert (damaged.exit_code, {line[:4] for line in damaged.stdout.splitlines()}) == (1, {"D712", "D713"})


def test_a_backup_answers_as_the_register(filled: Run) -> None:
    assert filled("backup", "copy.db").exit_code == 0
    assert filled("events", "--register", "copy.db").stdout == filled("events").stdout
