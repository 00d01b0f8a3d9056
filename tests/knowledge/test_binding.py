"""Codebooks of a user's own: put together from files, laid over PLOVER or alone, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from demarche.errors import DemarcheError
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.linter import lint
from demarche.knowledge.loader import FOLDER, Knowledge

DATA = Path(__file__).parent / "data"
LABOUR, PICKETS = DATA / "labour.yaml", DATA / "pickets"
HEAD = "about: a test\nlicence: CC0-1.0\nsource: this test\n"
NAMED = f'{HEAD}name: MINE\nversion: "1"\n'
ACT = "roots: [{code: ACT, meaning: Act.}]\n"
Load = Callable[[str], Codebook]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """The codebook in a file of this content."""
    def loaded(content: str) -> Codebook:
        (tmp_path / "mine.yaml").write_text(content, encoding="utf-8")
        return Knowledge.load(codebook=tmp_path / "mine.yaml").codebook

    return loaded


def shipped() -> Codebook:
    return Knowledge.load().codebook


def test_a_codebook_that_extends_none_replaces_roots_predicates_and_contexts() -> None:
    book = Knowledge.load(codebook=LABOUR).codebook
    assert list(book.by_code) == ["STRIKE", "LOCKOUT", "WARN", "SETTLE"]
    assert {predicate.code for predicate in book.predicates} == set(book.by_code)
    assert [context.name for context in book.contexts] == ["pay", "politics"]
    assert (book.crosswalk, book.strength("demand"), book.strength("urge")) == ([], 2, None)


def test_the_actors_and_patterns_stay() -> None:
    own, usual = Knowledge.load(codebook=LABOUR), Knowledge.load()
    assert own.patterns == usual.patterns and own.by_id.keys() == usual.by_id.keys()
    assert own.predicates == own.codebook.predicates


def test_a_codebook_that_extends_plover_adds_a_root_a_mode_and_a_context() -> None:
    book, below = Knowledge.load(codebook=PICKETS).codebook, shipped()
    assert list(book.by_code) == [*below.by_code, "STRIKE"]
    assert [mode.name for mode in book.by_code["PROTEST"].modes] == [*(mode.name for mode in below.by_code["PROTEST"].modes), "picket"]
    assert [context.name for context in book.contexts] == [*(context.name for context in below.contexts), "labour"]
    assert (book.extends, book.strength("urge"), book.cameo("1622")) == ("PLOVER", below.strength("urge"), below.cameo("1622"))


def test_what_it_says_of_a_root_replaces_and_what_it_leaves_out_stays() -> None:
    protest, before = Knowledge.load(codebook=PICKETS).codebook.by_code["PROTEST"], shipped().by_code["PROTEST"]
    assert protest.meaning == "Act together against someone, but for strikes."
    assert protest.boundaries == [*before.boundaries, "Laying down work is STRIKE."]
    assert (protest.definition, protest.traits, protest.weight, protest.cameo) == (before.definition, before.traits, before.weight, before.cameo)


def test_a_predicate_takes_the_place_of_one_that_asks_for_the_same() -> None:
    def striking(book: Codebook) -> list[str]:
        return [p.code for p in book.predicates if p.verb == "go" and p.prep == ["on"] and p.adverb == ["strike"]]

    assert (striking(shipped()), striking(Knowledge.load(codebook=PICKETS).codebook)) == (["PROTEST"], ["STRIKE"])


def test_it_is_known_by_name_version_and_the_hash_of_its_files() -> None:
    digest = sha256(sha256(LABOUR.read_bytes()).digest()).hexdigest()[:12]
    assert (Knowledge.load(codebook=LABOUR).codebook.title, shipped().title) == (f"LABOUR 1 {digest}", "PLOVER 2.0")
    assert Knowledge.load(codebook=PICKETS).codebook.title.startswith("PICKETS 0.2 ")


@pytest.mark.parametrize(("content", "code", "said"), [
    ("- a list\n", "D401", "no mapping"),
    (f"name: MINE\n{ACT}", "D402", "about, licence, source"),
    (HEAD + ACT, "D405", "no file gives it a name"),
    (f"{HEAD}name: MINE\n{ACT}", "D405", "it has no version"),
    (NAMED, "D405", "it has no roots, and extends no codebook that has some"),
    (f"{NAMED}extends: OTHER\n{ACT}", "D405", "it extends OTHER, where there is PLOVER to extend"),
    (NAMED + "roots: [{code: act, meaning: Act.}]\n", "D401", "$.roots[0].code"),
    (NAMED + "roots: [{code: ACT}]\n", "D405", "the root ACT has no meaning"),
    (NAMED + "roots: [{code: ACT, meaning: Act.}, {code: ACT, meaning: Act.}]\n", "D405", "the root ACT stands twice"),
    (NAMED + "roots: [{code: ACT, meaning: Act., future: PLAN}]\n", "D406", "'future' of ACT names the code PLAN, which the codebook MINE does not have"),
    (NAMED + ACT + "predicates: [{verb: act, code: DEED}]\n", "D406", "the predicate 'act' names the code DEED"),
    (NAMED + ACT + "predicates: [{verb: act}]\n", "D405", "the predicate 'act' has no code, and neither has its file"),
    (NAMED + ACT + 'crosswalk: [{cameo: "010", meaning: Say., code: SAY}]\n', "D406", "CAMEO 010 names the code SAY"),
    (NAMED + ACT + "predicates: [{verb: act, code: ACT, tense: past}]\n", "D401", "tense"),
])
def test_what_is_wrong_with_a_codebook_has_a_code_and_names_the_place(load: Load, content: str, code: str, said: str) -> None:
    with pytest.raises(DemarcheError) as caught:
        load(content)
    assert caught.value.code == code and said in caught.value.message and "mine.yaml" in caught.value.message


def test_a_codebook_that_is_not_there_or_has_two_names_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DemarcheError, match="D101"):
        Knowledge.load(codebook=tmp_path / "none.yaml")
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(NAMED + ACT, encoding="utf-8")
    with pytest.raises(DemarcheError, match=r"two files give it a name: one\.yaml \(MINE\) and two\.yaml \(MINE\)"):
        Knowledge.load(codebook=tmp_path)


def test_the_small_codebooks_have_no_finding() -> None:
    assert lint(FOLDER, codebook=LABOUR) == lint(FOLDER, codebook=PICKETS) == []


@pytest.mark.parametrize(("content", "said"), [
    (f"{NAMED}extends: OTHER\n{ACT}predicates: [{{verb: act, code: ACT}}]\n", "MINE: it extends OTHER, which is no codebook here"),
    (f"{NAMED}extends: PLOVER\n{ACT}", "ACT: no predicate has this code"),
    (f"{NAMED}extends: PLOVER\npredicates: [{{verb: act, code: AID, mode: loud}}]\n", "act: AID has no mode 'loud' (it has none)"),
    (f"{NAMED}extends: PLOVER\npredicates: [{{verb: act, code: AID, cameo: '163'}}]\n", "act: CAMEO 163 corresponds to SANCTION or COERCE, not to AID"),
    (f"{NAMED}{ACT}predicates: [{{verb: act, code: AID}}, {{verb: act, code: ACT}}]\n", "act: the codebook has no code AID"),
    (HEAD + ACT + "predicates: [{verb: act, code: ACT}]\n", "no file gives a name to the codebook"),
])
def test_the_linter_finds_what_is_wrong_with_a_codebook_and_only_that(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "mine.yaml").write_text(content, encoding="utf-8")
    findings = lint(FOLDER, codebook=tmp_path / "mine.yaml")
    assert said in [finding.message for finding in findings]
    assert {finding.path for finding in findings} == {tmp_path / "mine.yaml"}
