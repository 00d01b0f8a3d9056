"""The relation head at run time: its sums, its words, its determinism."""

from math import erf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.coder import Coder
from demarche.language.relations import Relations, gelu, share, softmax


@pytest.fixture(scope="module")
def head(coder: Coder) -> Relations:
    assert coder.model.relations is not None
    return coder.model.relations


@given(st.floats(-8, 8))
def test_gelu_is_the_gaussian_one(x: float) -> None:
    assert gelu(np.array([x], dtype=np.float32))[0] == pytest.approx(0.5 * x * (1 + erf(x / sqrt(2))), abs=2e-6)


def test_the_mean_of_no_word_is_nothing() -> None:
    assert share(np.array([[True, True, False], [False, False, False]])).tolist() == [[0.5, 0.5, 0.0], [0.0, 0.0, 0.0]]


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=8))
def test_softmax_gives_shares(scores: list[float]) -> None:
    shares = softmax(np.array(scores, dtype=np.float32))
    assert shares.sum() == pytest.approx(1.0, abs=1e-5)
    assert shares[np.array(scores).argmax()] == pytest.approx(shares.max(), abs=1e-6)


@given(seed=st.integers(0, 50), n=st.integers(4, 30), data=st.data())
def test_a_reading_is_a_share_of_each_code_and_of_none_and_its_trigger_lies_outside_the_ends(head: Relations, seed: int, n: int, data: st.DataObject) -> None:
    states = np.random.default_rng(seed).normal(size=(n, 384)).astype(np.float32)
    a = data.draw(st.integers(0, n - 2))
    b = data.draw(st.integers(a + 1, n - 1))
    reading, = head.read(states, [((a, a + 1), (b, b + 1))])
    assert sum(reading.scores.values()) + reading.none == pytest.approx(1.0, abs=1e-4)
    assert sum(reading.statuses.values()) == pytest.approx(1.0, abs=1e-4)
    assert reading.trigger not in (a, b)


def test_no_pair_no_reading(head: Relations) -> None:
    assert head.read(np.zeros((3, 384), dtype=np.float32), []) == []


def test_the_head_knows_the_codes_of_the_codebook(coder: Coder, head: Relations) -> None:
    assert set(head.codes[:-1]) == set(coder.knowledge.codebook.by_code)
