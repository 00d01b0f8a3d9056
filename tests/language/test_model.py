"""The language model that ships: the same analysis always, and figures that are good enough."""

import json
from pathlib import Path

import numpy as np
import pytest

from demarche.coder import Coder
from demarche.errors import DemarcheError
from demarche.knowledge.loader import FOLDER
from demarche.language.model import Model, headed_left, spans

SHIPPED = FOLDER / "models" / "en"
FIGURES = json.loads((SHIPPED / "figures.json").read_text(encoding="utf-8"))
SENTENCES = [text.split() for text in (
    "Russia was condemned by Norway .",
    "Chad left .",
    "The Council , which met in Geneva on Monday , decided to suspend its cooperation with Mali .",
    "“ We call on all parties to respect the ceasefire , ” the Secretary-General said .",
    "!",
)]


def test_a_clear_sentence_is_read_right(coder: Coder) -> None:
    analysis = coder.model.analyse(SENTENCES[0])
    assert analysis.upos == ("PROPN", "AUX", "VERB", "ADP", "PROPN", "PUNCT")
    assert analysis.heads == (2, 2, -1, 4, 2, 2)
    assert analysis.labels == ("nsubj:pass", "aux:pass", "root", "case", "obl:agent", "punct")
    assert [(first, end) for first, end, _ in analysis.entities] == [(0, 1), (4, 5)]


def test_what_stands_beside_a_sentence_changes_nothing(coder: Coder) -> None:
    alone = [coder.model.analyse(words) for words in SENTENCES]
    assert list(coder.model.analyse_all(SENTENCES)) == alone
    assert list(coder.model.analyse_all(SENTENCES[::-1]))[::-1] == alone
    again = list(coder.model.analyse_all(SENTENCES * 2))[len(SENTENCES):]
    for one, other in zip(alone, again, strict=True):  # what the relation head reads is the same to the last digit
        assert np.array_equal(one.states, other.states)
        assert np.array_equal(one.acts, other.acts)


def test_the_number_of_threads_changes_nothing(coder: Coder) -> None:
    one, four = Model.load(SHIPPED, threads=1), Model.load(SHIPPED, threads=4)
    assert list(one.analyse_all(SENTENCES * 4)) == list(four.analyse_all(SENTENCES * 4)) == list(coder.model.analyse_all(SENTENCES * 4))


def test_only_the_root_is_called_root(coder: Coder) -> None:
    for analysis in coder.model.analyse_all(SENTENCES):
        assert [label == "root" for label in analysis.labels] == [head == -1 for head in analysis.heads]


def test_the_records_name_the_model_that_the_card_describes(coder: Coder) -> None:
    card = (SHIPPED / "card.md").read_text(encoding="utf-8")
    assert coder.info.model == coder.model.version
    assert card.startswith(f"# Model card: {coder.model.version}\n")


@pytest.mark.parametrize("damage", ["missing", "model.onnx", "names.json", "pieces.txt", "relations.npz"])
def test_a_damaged_model_is_named_as_such(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "en"
    if damage != "missing":
        folder.mkdir()
        for path in SHIPPED.glob("*.*"):
            (folder / path.name).symlink_to(path)
        (folder / damage).unlink()
        (folder / damage).write_text("spoilt", encoding="utf-8")
    with pytest.raises(DemarcheError, match=r"D301 .*en: .*make model"):
        Model.load(folder)


@pytest.mark.parametrize(("bank", "least"), [("gum", 0.88), ("pud", 0.87)])
@pytest.mark.parametrize("words", ["gold words", "raw text"])
def test_the_figures_of_the_shipped_model_are_good_enough(bank: str, least: float, words: str) -> None:
    assert FIGURES[bank][words]["las"] >= least
    assert FIGURES[bank][words]["upos"] >= 0.955


def test_the_card_of_the_model_gives_its_figures() -> None:
    card = (SHIPPED / "card.md").read_text(encoding="utf-8")
    assert all(f"| {FIGURES[bank]['gold words']['las']:.3f} |" in card for bank in ("gum", "pud"))


def test_entities_are_read_from_their_tags() -> None:
    assert spans(["B-ORG", "I-ORG", "B-ORG", "O", "I-LOC", "I-PER"]) == ((0, 2, "ORG"), (2, 3, "ORG"), (4, 5, "LOC"), (5, 6, "PER"))


def test_a_conjunct_hangs_on_a_word_before_it() -> None:
    found = [2, 3, 0]
    headed_left(found, ["conj", "conj", "root"], np.array([[0, 0, 0, 0], [0, 0, 1, 0], [0, 5, 0, 1], [9, 0, 0, 0]], dtype=np.float32))
    assert found == [2, 3, 0]  # no head before them that makes no cycle
    found = [0, 3, 1]
    headed_left(found, ["root", "conj", "obj"], np.array([[0, 0, 0, 0], [9, 0, 0, 0], [0, 5, 0, 6], [0, 5, 0, 0]], dtype=np.float32))
    assert found == [0, 1, 1]
