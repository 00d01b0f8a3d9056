"""`demarche review`: stepping through records, the log, undo, agreement, export."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from demarche.cli import commands
from demarche.evaluating import read_gold
from demarche.records import Check, CodedDocument, Counts
from demarche.register.adding import add
from demarche.register.log import decided, entries
from demarche.register.reviews import reviewed
from demarche.register.store import Store
from tests.register.documents import coded

Run = Callable[..., Result]
LINES = {"sure": "ilo ACCUSE RUS: The ILO condemned Russia.", "doubtful": "NOR ACCUSE SWE: Norway condemned Sweden over the whole affair.",
         "measure": "eu SANCTION RUS: The EU suspended trade with Russia.", "vote": "ilo VOTE NOR: 42 members voted for it."}


def sample() -> CodedDocument:
    """Two events that are more and less sure, a measure with its event, and a vote that does not add up."""
    made = coded(*LINES.values(), id="a", publisher="Reuters", published="2022-03-24")
    sure = {"ilo": 0.9, "NOR": 0.2, "eu": 0.7}
    events = tuple(msgspec.structs.replace(e, confidence=sure[e.sources[0].id or ""]) for e in made.events)
    checks = (Check(check="result-matches-counts", holds=False, detail="2 for, 42 against: adopted"),)
    votes = tuple(msgspec.structs.replace(v, checks=checks, counts=Counts(for_=2, against=42), result="adopted") for v in made.votes)
    return msgspec.structs.replace(made, events=events, votes=votes)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register in the working folder."""
    monkeypatch.chdir(tmp_path)
    with Store.open("demarche.db") as store:
        add(store, sample())
    return tmp_path / "demarche.db"


@pytest.fixture
def run(place: Path) -> Run:
    return lambda *args, typed="": CliRunner().invoke(commands, ["review", *map(str, args)], input=typed, prog_name="demarche")


def log(place: Path) -> list[tuple[str, str, str]]:
    """Who decided what of what."""
    with Store.open(place) as store:
        return [(e.reviewer, e.verb, e.subjects[0].code if e.subjects else str(e.undoes)) for e in entries(store, "9999")]


def keys(place: Path, kind: str = "event") -> list[str]:
    with Store.open(place) as store:
        return [w.key for w in sorted(store.witnesses(kind, store.latest()), key=lambda w: w.record.sentence.start)]  # type: ignore[call-overload]


def test_the_least_certain_is_asked_first_and_each_answer_is_written(run: Run, place: Path) -> None:
    out = run("--reviewer", "Ada", typed="a\nr no such affair\ns\nq\n").stdout
    assert [line.split()[0] for line in out.splitlines() if " of 5 " in line] == ["1", "2", "3", "4"]
    assert out.index("does not add up") < out.index("Norway condemned Sweden") and "confidence 0.20" in out and "Reuters, 2022-03-24" in out
    assert out.endswith("2 decided, 3 left.\n")
    assert log(place) == [("Ada", "accept", "vote"), ("Ada", "reject", "ACCUSE")]
    with Store.open(place) as store:
        assert entries(store, "9999")[1].why == "no such affair"


def test_what_was_judged_is_not_asked_again_but_for_a_second_opinion(run: Run, place: Path) -> None:
    run("--reviewer", "Ada", "--kind", "event", "--code", "ACCUSE", typed="a\nr\n")
    assert run("--reviewer", "Ben", "--kind", "event", "--code", "ACCUSE").stderr == "Nothing waits for a review.\n"
    assert run("--reviewer", "Ada", "--second").stderr == "Nothing waits for a review.\n"
    run("--reviewer", "Ben", "--second", typed="a\na\n")
    assert log(place) == [("Ada", "accept", "ACCUSE"), ("Ada", "reject", "ACCUSE"), ("Ben", "accept", "ACCUSE"), ("Ben", "accept", "ACCUSE")]
    assert run("agreement").stdout == "Ada, Ben: 2 judged by both, 1 alike, kappa 0.000\n"
    assert json.loads(run("agreement", "--json").stdout) == {"reviewers": ["Ada", "Ben"], "judged": 2, "alike": 1, "kappa": 0.0}


def test_a_correction_is_typed_field_by_field(run: Run, place: Path) -> None:
    typed = "c they deny it\nstatus=denied\ndate=2022-03\ncontent=the whole affair\ntargets=RUS, Belarus\n\n"
    result = run("--reviewer", "Ada", "--target", "SWE", typed=typed)
    assert result.stdout.endswith("1 decided, 0 left.\n"), result.output
    with Store.open(place) as store:
        entry = entries(store, "9999")[0]
        told = reviewed(store.witnesses("event", store.latest()), decided(store, store.latest()))
        (after,) = [w.record for w in told if w.record.id == entry.subjects[0].record]
    assert entry.why == "they deny it" and (after.status, after.date and after.date.value) == ("denied", "2022-03")
    assert after.content is not None and after.content.text == "the whole affair" and [a.id for a in after.targets] == ["RUS", "BLR"]


@pytest.mark.parametrize(("typed", "code"), [("status=maybe", "D720"), ("nothing=1", "D720"), ("status", "D720"), ("", "D720"),
                                             ("targets=Nobody At All", "D718"), ("date=yesterday", "D720")])
def test_a_wrong_correction_is_explained_and_asked_again(run: Run, place: Path, typed: str, code: str) -> None:
    result = run("--reviewer", "Ada", "--target", "SWE", typed=f"c\n{typed}\n\na\n")
    assert code in result.stderr and result.exit_code == 0
    assert log(place) == [("Ada", "accept", "ACCUSE")]


def test_answers_may_be_words_and_others_are_explained(run: Run, place: Path) -> None:
    result = run("--reviewer", "Ada", "--kind", "event", typed="what\nAccept\nc status=considered\n\nQ\n")
    assert "Answer with one of a, r, c, s, q" in result.stderr
    assert log(place) == [("Ada", "accept", "ACCUSE"), ("Ada", "correct", "SANCTION")]
    with Store.open(place) as store:
        assert entries(store, "9999")[1].change == {"status": "considered"}


def test_codes_may_be_written_small_and_votes_have_none(run: Run) -> None:
    assert "1 of 2" in run("--reviewer", "Ada", "--code", "accuse", typed="q\n").stdout
    assert run("--reviewer", "Ada", "--kind", "vote", "--target", "RUS").exit_code == 2


def test_an_undo_shows_what_it_undoes(run: Run, place: Path) -> None:
    run("decide", "accept", keys(place)[0], "--reviewer", "Ada")
    assert "undone by 1" in run("undo", "1", "--reviewer", "Ben").stdout


def test_the_end_of_the_input_leaves_what_was_written(run: Run, place: Path) -> None:
    result = run("--reviewer", "Ada", typed="a\nwhat?\n")
    assert (result.exit_code, log(place)) == (0, [("Ada", "accept", "vote")])
    assert result.stdout.endswith("1 decided, 4 left.\n")


def test_decisions_are_taken_by_the_keys_of_witnesses(run: Run, place: Path) -> None:
    one, other, third = keys(place)
    assert run("decide", "merge", one, other, "--reviewer", "Ada", "--why", "the same").exit_code == 0
    assert run("decide", "correct", third, "--set", "status=considered", "--set", "confidence=0.5", "--reviewer", "Ada").exit_code == 0
    assert log(place) == [("Ada", "merge", "ACCUSE"), ("Ada", "correct", "SANCTION")]
    assert run("decide", "reject", "0" * 12 + ":none", "--reviewer", "Ada").stderr.startswith("D722 ")
    assert run("decide", "merge", one, "--reviewer", "Ada").stderr.startswith("D721 ")
    assert len(log(place)) == 2


def test_the_log_says_who_decided_what_when_and_why(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("log").stderr == "Nothing was decided yet.\n"
    key = keys(place)[0]
    run("decide", "reject", key, "--reviewer", "Ada", "--why", "hearsay")
    monkeypatch.setenv("DEMARCHE_REVIEWER", "Ben")
    assert run("undo", 1).exit_code == 0
    first, about, second = run("log").stdout.splitlines()
    assert first.split("  ")[-1] == "Ada: reject (undone by 2) – hearsay" and second.endswith("Ben: undo 1")
    assert about.strip() == f"{key}  ACCUSE ilo → RUS “{LINES['sure']}”"
    assert [(e["id"], e["undone_by"], e["lapsed"]) for e in map(json.loads, run("log", "--json").stdout.splitlines())] == [(1, 2, False), (2, None, False)]
    assert run("log", "--reviewer", "Ben").stdout.splitlines() == [second]
    assert run("log", "--known-on", "2001-01-01").stdout == ""


def test_a_decision_that_means_nothing_any_more_is_marked(run: Run, place: Path) -> None:
    run("decide", "reject", keys(place)[0], "--reviewer", "Ada")
    with Store.open(place) as store:
        made = sample()
        add(store, msgspec.structs.replace(made, events=made.events[1:], coder=msgspec.structs.replace(made.coder, version="2.0")))
    assert "(lapsed: " in run("log").stdout


def test_an_undo_of_nothing_is_refused(run: Run, place: Path) -> None:
    result = run("undo", 7, "--reviewer", "Ada")
    assert result.exit_code == 1 and result.stderr.startswith("D723 ") and log(place) == []


def test_export_writes_gold(run: Run, place: Path, tmp_path: Path) -> None:
    assert run("export", "gold").stderr == "Nothing was judged yet.\n"
    run("decide", "accept", keys(place)[0], "--reviewer", "Ada")
    assert run("export", "gold").stdout == "gold: 1 documents\n"
    assert [e.required for e in read_gold([tmp_path / "gold"])[0].events] == [True, False, False]
    assert run("export", "gold").stderr.startswith("D729 ")


@pytest.mark.parametrize("args", [[], ["undo", "1"], ["undo", "no"], ["decide", "accept"], ["decide", "forget", "x"], ["--second", "log"],
                                  ["decide", "accept", "x", "--set", "a=b", "--reviewer", "Ada"], ["decide", "correct", "x", "--reviewer", "Ada"]])
def test_wrong_usage_is_status_2(run: Run, place: Path, args: list[str]) -> None:
    assert run(*args).exit_code == 2 and log(place) == []


def test_options_before_a_subcommand_are_its_own(run: Run, place: Path, tmp_path: Path) -> None:
    run("decide", "reject", keys(place)[0], "--reviewer", "Ada")
    moved = place.rename(tmp_path / "other.db")
    assert run("--reviewer", "Ben", "--register", moved, "undo", 1).exit_code == 0
    assert log(moved)[1] == ("Ben", "undo", "1")


def test_a_register_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    assert run("--reviewer", "Ada", "--register", "none.db").stderr.startswith("D717 ")
    assert not (tmp_path / "none.db").exists()
