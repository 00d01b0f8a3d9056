"""Deadlines that stand between a verb and its object are parsed apart."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.language.deadlines import attached, deadlines, restored
from demarche.language.model import Analysis

MONTHS = {"june", "may"}


@pytest.mark.parametrize(("text", "spans"), [
    ("Decides to impose , until 30 June 2026 , an embargo", [(3, 9)]),
    ("Decides to keep until the end of June the embargo", [(3, 8)]),
    ("It keeps the embargo until 30 June 2026 .", []), ("It keeps until then the embargo", []), ("Until 30 June the embargo holds", [])])
def test_only_a_dated_deadline_before_an_object_is_taken_out(text: str, spans: list[tuple[int, int]]) -> None:
    assert deadlines(text.split(), MONTHS) == spans


def test_a_deadline_hangs_on_its_verb_and_the_rest_stays() -> None:
    words = ["Extends", "until", "30", "June", "the", "embargo"]
    read = Analysis(("VERB", "DET", "NOUN"), (-1, 2, 0), ("root", "det", "obj"), ((2, 3, "MISC"),))
    whole = attached(restored(read, 6, [(1, 4)]), words, [(1, 4)])
    assert whole.heads == (-1, 2, 0, 2, 5, 0)
    assert whole.labels == ("root", "case", "obl", "nmod:unmarked", "det", "obj")
    assert whole.entities == ((5, 6, "MISC"),)


@given(st.lists(st.sampled_from(["until", "till", "30", "June", "2026", ",", "the", "end", "of", "embargo", "extends", "an"]), max_size=14))
def test_any_words_are_restored_whole(words: list[str]) -> None:
    spans = deadlines(words, MONTHS)
    size = len(words) - sum(end - first for first, end in spans)
    read = Analysis(("VERB",) * size, (-1, *[0] * (size - 1))[:size], ("dep",) * size, ())
    whole = attached(restored(read, len(words), spans), words, spans)
    assert len(whole.heads) == len(words)
    assert sum(head < 0 for head in whole.heads) == (1 if words else 0)


def test_the_object_behind_a_deadline_is_found(acts: Callable[..., list[str]]) -> None:
    assert any("SANCTION MLI" in act for act in acts("Decides to extend until 30 June 2026 the arms embargo on Mali;", publisher="UN Security Council"))
