"""Marked pairs: their form, and what is counted."""

import json
from pathlib import Path

import pytest

from demarche.coder import Coder
from demarche.errors import DemarcheError
from demarche.evaluating import read_pairs, score_pairs
from demarche.evaluating.pairs import Pair, digest

MET = "Norway's foreign minister met the Chadian president."


def pair(text: str, source: str, target: str, code: str) -> Pair:
    def place(words: str) -> list[tuple[int, int]]:
        return [(text.index(words), text.index(words) + len(words))]

    return Pair(id=code, text=text, source=place(source), target=place(target), code=code)


def test_a_file_of_pairs_is_read_and_known_by_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    row = {"id": "1", "text": "Norway left Chad.", "source": [[0, 6]], "target": [[12, 16]], "code": "YIELD"}
    path.write_text(json.dumps(row) + "\n")
    first = read_pairs(path)
    assert [(p.code, p.source) for p in first] == [("YIELD", [(0, 6)])]
    path.write_text(json.dumps({**row, "code": "AID"}) + "\n")
    assert digest(read_pairs(path)) != digest(first)


@pytest.mark.parametrize(("content", "code"), [(None, "D101"), ('{"id": "1"}\n', "D106"), ("not json\n", "D106")])
def test_a_file_that_is_none_is_an_error_with_its_code(tmp_path: Path, content: str | None, code: str) -> None:
    path = tmp_path / "pairs.jsonl"
    if content is not None:
        path.write_text(content)
    with pytest.raises(DemarcheError, match=code):
        read_pairs(path)


def test_the_code_and_the_finding_are_counted_apart(coder: Coder) -> None:
    report = score_pairs(coder, [pair("Norway condemned Chad.", "Norway", "Chad", "ACCUSE"), pair("Norway condemned Chad.", "Norway", "Chad", "AID")])
    assert (report.accuracy, report.unaided) == (0.5, 0.5)
    assert report.confused == {("AID", "ACCUSE"): 1}
    assert len(report.misses) == 1


def test_giving_way_in_words_and_in_deeds_count_as_one(coder: Coder) -> None:
    words = pair("Norway lifted its sanctions on Chad.", "Norway", "Chad", "YIELD")
    report = score_pairs(coder, [words, pair("Norway freed two Chadian pilots.", "Norway", "Chadian", "YIELD")])
    assert report.accuracy == report.unaided == 1.0


def test_the_parties_of_a_mutual_act_are_found_both_ways(coder: Coder) -> None:
    report = score_pairs(coder, [pair(MET, "Norway's foreign minister", "the Chadian president", "CONSULT"),
                                  pair(MET, "the Chadian president", "Norway's foreign minister", "CONSULT")])
    assert report.unaided == 1.0


def test_its_figures_can_have_floors(coder: Coder) -> None:
    report = score_pairs(coder, [pair("Norway condemned Chad.", "Norway", "Chad", "ACCUSE")])
    assert report.figures == {"marked pairs accuracy": 1.0, "marked pairs macro f1": 1.0, "pairs found unaided": 1.0}
