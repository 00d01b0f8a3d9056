"""The best tree of a matrix of arc scores."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.language.tree import heads


def is_tree(found: list[int]) -> bool:
    """Whether there is one root, and every word hangs on it."""
    def rooted(word: int) -> bool:
        for _ in found:
            word = found[word - 1]
            if word == 0:
                return True
        return False

    return found.count(0) == 1 and all(rooted(word) for word in range(1, len(found) + 1))


def value(scores: np.ndarray, found: list[int]) -> float:
    return float(sum(scores[word + 1, head] for word, head in enumerate(found)))


def best(scores: np.ndarray) -> float:
    size = len(scores)
    return max(value(scores, list(found)) for found in product(range(size), repeat=size - 1) if is_tree(list(found)))


def matrices(largest: int) -> st.SearchStrategy[np.ndarray]:
    def matrix(size: int) -> st.SearchStrategy[np.ndarray]:
        row = st.lists(st.integers(-9, 9), min_size=size + 1, max_size=size + 1)
        return st.lists(row, min_size=size + 1, max_size=size + 1).map(lambda rows: np.array(rows, dtype=np.float32))

    return st.integers(1, largest).flatmap(matrix)


@pytest.mark.parametrize(("scores", "found"), [
    ([[0]], []),
    ([[0, 0], [3, 0]], [0]),
    ([[0, 0, 0], [5, 0, 1], [1, 4, 0]], [0, 1]),
    ([[0, 0, 0], [5, 0, 1], [4, 3, 0]], [0, 1]),                                # two roots are wanted, the cheaper change wins
    ([[0, 0, 0], [1, 0, 9], [2, 9, 0]], [2, 0]),                                # a cycle is opened where it costs least
    ([[0, 0, 0, 0], [5, 0, 1, 1], [0, 1, 0, 9], [0, 3, 9, 0]], [0, 3, 1]),      # a cycle below the root
])
def test_small_matrices_have_the_tree_that_a_reader_finds(scores: list[list[int]], found: list[int]) -> None:
    assert heads(np.array(scores, dtype=np.float32)) == found


@given(matrices(9))
@settings(deadline=None)
def test_there_is_always_one_root_and_no_cycle(scores: np.ndarray) -> None:
    assert is_tree(heads(scores))


@given(matrices(4))
@settings(deadline=None, max_examples=400)
def test_no_tree_with_one_root_scores_more(scores: np.ndarray) -> None:
    assert value(scores, heads(scores)) == best(scores)


@given(matrices(4))
@settings(deadline=None)
def test_no_tree_scores_more_where_each_word_is_as_good_a_root(scores: np.ndarray) -> None:
    scores[:, 0] = 0
    scores[1:, 1:] = -abs(scores[1:, 1:])
    assert value(scores, heads(scores)) == best(scores)


def test_the_scores_that_are_given_stay_as_they_are() -> None:
    scores = np.array([[1, 1, 1], [1, 1, 9], [2, 9, 1]], dtype=np.float32)
    before = scores.copy()
    heads(scores)
    assert (scores == before).all()
