"""`demarche codebook`, and codebooks of one's own in every command that codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from demarche.coder import Coder
from demarche.knowledge.loader import Knowledge
from demarche.records import CodedDocument

DATA = Path(__file__).parents[1] / "knowledge" / "data"
LABOUR, PICKETS = DATA / "labour.yaml", DATA / "pickets"
DISPUTE = ("IG Metall went on strike against Volkswagen. Volkswagen locked out IG Metall. IG Metall settled with Volkswagen on wages. "
           "IG Metall condemned Germany.")
Run = Callable[..., Result]


@pytest.fixture
def dispute(tmp_path: Path) -> Path:
    path = tmp_path / "dispute.txt"
    path.write_text(DISPUTE, encoding="utf-8")
    return path


def shown(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_without_a_code_the_roots_are_in_a_table(program: Run) -> None:
    out = program("codebook").stdout
    assert out.startswith("PLOVER 2.0: 16 roots, 37 contexts, 318 CAMEO codes, ")
    assert "SANCTION     material conflict      -6 " in out and "convict, expel, withdraw, discontinue" in out


def test_as_json_the_whole_codebook_is_there(program: Run) -> None:
    book = shown(program("codebook", "--format", "json"))
    assert (book["name"], len(book["roots"]), len(book["contexts"]), len(book["crosswalk"])) == ("PLOVER", 16, 37, 318)


@pytest.mark.parametrize("code", ["SANCTION", "sanction"])
def test_a_root_is_shown_with_all_that_belongs_to_it(program: Run, code: str) -> None:
    out = program("codebook", code).stdout
    for part in ("SANCTION  material conflict, weight -6", "Definition", "Boundaries", "Decided", "discontinue", "promised: THREATEN", "1622", "Predicates: "):
        assert part in out
    root = shown(program("codebook", code, "--format", "json"))
    assert root["predicates"] >= len(root["examples"]) > 100 and {"cameo": "116", "code": "SANCTION"}.items() <= root["crosswalk"][0].items()


def test_contexts_and_cameo_codes_are_shown_one_and_all(program: Run) -> None:
    assert shown(program("codebook", "cyber", "--format", "json"))["name"] == "cyber"
    assert shown(program("codebook", "1622", "--format", "json"))["mode"] == "discontinue"
    assert "strong cues: cyber" in program("codebook", "cyber").stdout
    assert "Cut or stop military help" in program("codebook", "1622").stdout
    assert program("codebook", "contexts").stdout.count("\n") >= 37 and len(shown(program("codebook", "contexts", "--format", "json"))) == 37
    assert program("codebook", "cameo").stdout.count("\n") >= 318 and len(shown(program("codebook", "cameo", "--format", "json"))) == 318


@pytest.mark.parametrize("args", [["FIGHT"], ["999"], ["STRIKE"], ["SANCTION", "--format", "xml"], ["--codebook", "nowhere.yaml"]])
def test_what_the_codebook_does_not_have_is_wrong_usage(program: Run, args: list[str]) -> None:
    result = program("codebook", *args)
    assert result.exit_code == 2 and not result.stdout and "Error: " in result.stderr


def test_a_codebook_of_ones_own_is_shown(program: Run) -> None:
    assert program("codebook", "--codebook", LABOUR).stdout.startswith("LABOUR 1 ")
    assert "Laying down work is STRIKE." in program("codebook", "PROTEST", "--codebook", PICKETS).stdout
    assert shown(program("codebook", "STRIKE", "--codebook", LABOUR, "--format", "json"))["modes"][0]["name"] == "general"


@pytest.mark.parametrize("command", ["code", "explain", "codebook"])
def test_a_damaged_codebook_is_an_error_with_its_code(program: Run, dispute: Path, tmp_path: Path, command: str) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(LABOUR.read_text(encoding="utf-8").replace("future: WARN", "future: PLAN"), encoding="utf-8")
    result = program(command, *([dispute] if command != "codebook" else []), "--codebook", bad)
    assert result.exit_code == 1 and result.stderr.startswith("D406 ") and "PLAN" in result.stderr and "bad.yaml" in result.stderr


def coded(result: Result) -> CodedDocument:
    assert result.exit_code == 0, result.output
    return CodedDocument.from_json(result.stdout)


def acts(record: CodedDocument) -> list[tuple[str, str | None]]:
    return [(event.code, event.targets[0].id if event.targets else None) for event in record.events]


def test_a_codebook_that_stands_alone_codes_its_own_acts_and_no_others(program: Run, dispute: Path) -> None:
    record = coded(program("code", dispute, "--codebook", LABOUR, "--format", "jsonl"))
    assert acts(record)[:2] == [("STRIKE", "volkswagen"), ("LOCKOUT", "ig-metall")]
    assert {code for code, _ in acts(record)} == {"STRIKE", "LOCKOUT", "SETTLE"}
    assert record.coder.codebook == Knowledge.load(codebook=LABOUR).codebook.title
    assert record.events[2].contexts == ("pay",) and record.events[0].cameo is None


def test_a_codebook_that_extends_plover_codes_both(program: Run, dispute: Path) -> None:
    record = coded(program("code", dispute, "--codebook", PICKETS, "--format", "jsonl"))
    assert {("STRIKE", "volkswagen"), ("ACCUSE", "DEU")} <= set(acts(record))
    assert record.coder.codebook.startswith("PICKETS 0.2 ")
    assert [event.cameo for event in record.events if event.code == "STRIKE"] == ["143"]


def test_explain_names_the_rule_of_an_own_codebook(program: Run, dispute: Path) -> None:
    out = program("explain", dispute, "--codebook", LABOUR).stdout
    assert "lockout.verb.lock.v1" in out and "ACCUSE" not in out


def test_gold_of_an_own_codebook_is_evaluated_by_its_codes(program: Run, tmp_path: Path) -> None:
    union, company = {"names": ["IG Metall"], "kind": "ngo"}, {"names": ["Volkswagen"], "kind": "company"}
    event = {"sources": [union], "code": "STRIKE", "targets": [company], "trigger": "went on strike",
             "sentence": "IG Metall went on strike against Volkswagen.", "status": "actual", "required": True}
    gold = {"text": "IG Metall went on strike against Volkswagen.", "events": [event], "measures": [], "votes": [], "signatories": []}
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    figures = shown(program("evaluate", tmp_path / "gold.json", "--codebook", LABOUR, "--json"))
    assert figures["events"]["f1"] == 1.0 and list(figures["by code"]) == ["STRIKE"]
    assert shown(program("evaluate", tmp_path / "gold.json", "--json"))["events"]["recall"] == 0.0


def test_lint_takes_a_codebook(program: Run, tmp_path: Path) -> None:
    assert program("lint", "--codebook", LABOUR).exit_code == 0
    (tmp_path / "mine.yaml").write_text(LABOUR.read_text(encoding="utf-8").replace("future: WARN", "future: PLAN"), encoding="utf-8")
    result = program("lint", "--codebook", tmp_path / "mine.yaml")
    assert (result.exit_code, result.stdout) == (1, f"{tmp_path / 'mine.yaml'}: STRIKE: future: the codebook has no code PLAN\n")


def test_coders_with_different_codebooks_live_side_by_side(coder: Coder) -> None:
    own = Coder(codebook=LABOUR, model=coder.model)
    assert [event.code for event in own.code("IG Metall went on strike against Volkswagen.").events] == ["STRIKE"]
    assert [event.code for event in coder.code("IG Metall went on strike against Volkswagen.").events] == ["PROTEST"]
    with pytest.raises(ValueError, match="either knowledge or actors and codebook"):
        Coder(knowledge=coder.knowledge, codebook=LABOUR)
