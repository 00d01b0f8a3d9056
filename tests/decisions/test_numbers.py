"""Number words, and what only looks like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.decisions.numbers import number
from demarche.knowledge.loader import Knowledge

NAMES = Knowledge.load().patterns.votes.numbers
SPELT = {value: name for name, value in NAMES.items()}


def spelt(n: int) -> list[str]:
    if n >= 100:
        return [SPELT[n // 100], "hundred", *(["and", *spelt(n % 100)] if n % 100 else [])]
    if n in SPELT:
        return [SPELT[n]]
    return [SPELT[n - n % 10], "-", SPELT[n % 10]]


@given(st.integers(0, 999))
def test_number_words_read_back(n: int) -> None:
    words = spelt(n)
    assert number([*words, "votes"], 0, NAMES) == (n, len(words))


@given(st.integers(0, 10**9))
def test_digits_read_back_with_and_without_commas(n: int) -> None:
    assert number([str(n)], 0, NAMES) == number([f"{n:,}"], 0, NAMES) == (n, 1)


@pytest.mark.parametrize(("words", "value", "end"), [
    ("forty-two votes", 42, 1), ("twenty two", 22, 2), ("two thousand three hundred", 2300, 4), ("one , two", 1, 1), ("five and six", 5, 1),
    ("ten five", 10, 1), ("one hundred and forty - one states", 141, 6)])
def test_where_a_number_ends(words: str, value: int, end: int) -> None:
    assert number(words.split(), 0, NAMES) == (value, end)


@given(st.lists(st.sampled_from([*NAMES, "and", "-", "votes", "12", "1,000", ","]), min_size=1, max_size=12))
def test_any_words_are_read(words: list[str]) -> None:
    found = number(words, 0, NAMES)
    assert found is None or (found[0] >= 0 and 0 < found[1] <= len(words))
