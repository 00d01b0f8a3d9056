"""Near copies: estimated as they are, whatever the order, and without comparing all with all."""

from collections.abc import Collection, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.register.copies import ALIKE, BANDS, bands, clusters, similarity, sketch

WORDS = [f"word{i}" for i in range(1000)]


def jaccard(one: list[str], other: list[str]) -> float:
    a, b = ({tuple(words[i:i + 5]) for i in range(len(words) - 4)} for words in (one, other))
    return len(a & b) / len(a | b)


@pytest.mark.parametrize("changed", [0, 20, 60, 100, 200, 500])
def test_a_sketch_tells_how_much_two_texts_have_in_common(changed: int) -> None:
    other = WORDS[:-changed] + [f"other{i}" for i in range(changed)] if changed else WORDS
    assert similarity(sketch(" ".join(WORDS)), sketch(" ".join(other))) == pytest.approx(jaccard(WORDS, other), abs=0.12)


def test_stored_sketches_stay_what_they_are() -> None:
    """Registers hold them: another number here needs a migration."""
    assert sketch("The ILO suspended its cooperation with Russia.")[:12].hex() == "438458302a39f509ad0ad133"
    assert bands(sketch("The ILO suspended its cooperation with Russia."))[:2] == [4388008178556613470, 4960894415544647706]


def test_case_and_punctuation_make_no_difference_and_a_text_without_words_is_like_none() -> None:
    assert sketch("The ILO, it says, left.") == sketch("the ilo it says (left)")
    assert (sketch(" … "), bands(b""), similarity(b"", b"")) == (b"", [], 0.0)


def test_near_copies_meet_in_a_band_and_others_do_not() -> None:
    text = sketch(" ".join(WORDS))
    for changed in range(10, 100, 10):
        other = sketch(" ".join([*WORDS[changed:], "end"]))
        assert similarity(text, other) < ALIKE or set(bands(text)) & set(bands(other))
    assert not set(bands(text)) & set(bands(sketch(" ".join(reversed(WORDS)))))
    assert len(set(bands(text))) == BANDS


def test_a_long_text_is_sketched_in_pieces() -> None:
    text = " ".join(f"w{i}" for i in range(10_000))
    assert similarity(sketch(text), sketch(text + " end")) > 0.95


@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20), st.sets(st.integers(0, 12)))
def test_clusters_are_what_is_connected(pairs: set[tuple[int, int]], asked: set[int]) -> None:
    both = {*pairs, *((b, a) for a, b in pairs)}
    def neighbours(some: Collection[int]) -> Iterator[tuple[int, int]]:
        return (pair for pair in sorted(both) if pair[0] in some)

    found = clusters(asked, neighbours)
    for text in asked:
        reached, edge = {text}, {text}
        while edge:
            edge = {b for a, b in both if a in edge} - reached
            reached |= edge
        assert {other for other, name in found.items() if name == found[text]} == reached
        assert found[text] == min(reached)
