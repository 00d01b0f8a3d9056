"""The project's own training sentences: their form, and that all of them have it."""

import json
import re

import pytest

from demarche.knowledge.loader import Knowledge
from training.sentences import FOLDER, Marked, load, read

LEAST_SENTENCES, LEAST_PAIRS = 2000, 3000


def line(text: str, *acts: str) -> str:
    return json.dumps({"text": text, "acts": list(acts)})


def test_marks_are_taken_out_and_kept_as_offsets() -> None:
    marked = read(line("[1:Norway] {a:condemned} [2:Russia]'s {b:invasion} of [3:Ukraine].", "1 a 2 ACCUSE", "2 b 3 ASSAULT"))
    assert marked.text == "Norway condemned Russia's invasion of Ukraine."
    assert [marked.text[a:b] for a, b in (*marked.participants.values(), *marked.triggers.values())] == ["Norway", "Russia", "Ukraine", "condemned", "invasion"]


def test_acts_join_ordered_pairs_and_mutual_ones_both_ways() -> None:
    joint = read(line("[1:France] and [2:Italy] {a:sanctioned} [3:Chad].", "1,2 a 3 SANCTION"))
    mutual = read(line("[1:France] {a:met} [2:Italy].", "1~2 a - CONSULT"))
    assert {pair: act.code for pair, act in joint.pairs().items()} == {("1", "3"): "SANCTION", ("2", "3"): "SANCTION"}
    assert set(mutual.pairs()) == {("1", "2"), ("2", "1")}


def test_a_doubted_pair_is_open_in_both_directions() -> None:
    assert read(line("[1:France] left [2:Italy].", "1 ? 2 ?")).open_pairs == {("1", "2"), ("2", "1")}


@pytest.mark.parametrize(("text", "acts", "said"), [
    ("[1:France] {a:met} [2:Italy].", ["1 a 3 CONSULT"], "no participant 3"),
    ("[1:France] {a:met} [2:Italy].", ["1 b 2 CONSULT"], "no trigger b"),
    ("[1:France] {a:met} [2:Italy].", ["1 a 2 MEET"], "the code or the status is unknown"),
    ("[1:France] {a:met} [2:Italy].", ["1 a 2 CONSULT perhaps"], "the code or the status is unknown"),
    ("[1:France] {a:met} [2:Italy].", ["1 a 2"], "an act is SOURCE TRIGGER TARGET CODE"),
    ("[1:France] {a:met} [2:Italy].", ["1~2 a 1 CONSULT"], "a mutual act has no target"),
    ("[1:France] {a:met} [2:Italy].", [], "no act has the trigger a"),
    ("[1:France] met [1:Italy].", [], "marked twice"),
    ("[1:France met Italy.", [], "not closed"),
])
def test_a_line_that_is_not_of_the_form_says_why(text: str, acts: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read(line(text, *acts))


@pytest.fixture(scope="module")
def sentences() -> list[Marked]:
    return load()


def test_there_are_as_many_as_the_relation_head_needs(sentences: list[Marked]) -> None:
    assert len(sentences) >= LEAST_SENTENCES
    assert sum(len(marked.pairs()) for marked in sentences) >= LEAST_PAIRS


def test_no_sentence_is_written_twice(sentences: list[Marked]) -> None:
    assert len({marked.text for marked in sentences}) == len(sentences)


def test_every_code_and_status_and_no_act_at_all_are_taught(sentences: list[Marked]) -> None:
    codes = [act.code for marked in sentences for act in marked.acts]
    assert min(codes.count(code) for code in Knowledge.load().codebook.by_code) >= 150
    assert {act.status for marked in sentences for act in marked.acts} == {"actual", "considered", "denied"}
    assert sum(not marked.acts for marked in sentences) >= 400


def test_the_form_is_told_beside_the_files() -> None:
    assert "SOURCE TRIGGER TARGET CODE" in (FOLDER / "README.md").read_text(encoding="utf-8")
