"""Word pieces: ids, shapes and the layout of a batch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge.loader import FOLDER
from demarche.language.pieces import MOST_PIECES, Pieces, shape

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "russia", "sanction", "##s", "co", "##te", "-", '"', "left", "."]
SMALL = Pieces(VOCABULARY)
SHIPPED = Pieces.load(FOLDER / "models" / "en" / "pieces.txt")


def ids(word: str) -> list[str]:
    return [VOCABULARY[i] for i in SMALL.word(word)[0]]


@pytest.mark.parametrize(("word", "pieces"), [
    ("Russia", ["russia"]),
    ("sanctions", ["sanction", "##s"]),
    ("Côte", ["co", "##te"]),
    ("co-co", ["co", "-", "co"]),
    ("“", ['"']),
    ("—", ["-"]),
    ("xyz", ["[UNK]"]),
    ("russiax", ["[UNK]"]),
    ("\u200b", ["[UNK]"]),
])
def test_a_word_is_its_longest_pieces(word: str, pieces: list[str]) -> None:
    assert ids(word) == pieces


@pytest.mark.parametrize(("word", "form"), [("left", 1), ("Russia", 2), ("WHO", 3), ("U.S.", 3), ("I", 4), ("iPhone", 5), ("McDonald", 5), ("2022", 6),
                                            ("G7", 6), ("—", 7)])
def test_the_shape_tells_the_capitals(word: str, form: int) -> None:
    assert shape(word) == SMALL.word(word)[1] == form


def test_the_shipped_vocabulary_knows_common_words_whole() -> None:
    assert all(len(SHIPPED.word(word)[0]) == 1 for word in ("Russia", "sanctions", "condemned", "government", "."))
    assert SHIPPED.word("Russia")[0] == SHIPPED.word("RUSSIA")[0]


@given(st.text(max_size=400))
def test_any_word_makes_some_pieces_and_not_many(word: str) -> None:
    assert 1 <= len(SHIPPED.word(word)[0]) <= MOST_PIECES


def test_the_length_of_a_sentence_counts_its_marks() -> None:
    assert SMALL.length(["Russia", "sanctions"]) == 5


def test_a_batch_points_at_the_outer_pieces_of_each_word() -> None:
    batch = SMALL.batch([["Russia", "sanctions", "."], ["left"]])
    assert batch["pieces"].tolist() == [[2, 4, 5, 6, 12, 3], [2, 11, 3, 0, 0, 0]]
    assert batch["shapes"].tolist() == [[0, 2, 1, 1, 7, 0], [0, 1, 0, 0, 0, 0]]
    assert batch["mask"].tolist() == [[1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0]]
    assert batch["first"].tolist() == [[0, 1, 2, 4], [6, 7, 6, 6]]
    assert batch["last"].tolist() == [[0, 1, 3, 4], [6, 7, 6, 6]]
