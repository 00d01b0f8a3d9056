"""The view: markup gone, offsets kept."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.language.view import GAP, PAD, Links, view

PIECES = st.sampled_from([
    "[", "](", ")", "*", "_", "**", "\\", "&", ";", "&amp;", "&rsquo;", "<", ">", "<b>", "#", "|", "\n", "  \n", " ", "\xa0", "’", "a", "Word", "1.",
    "(a)", ".", "http://x.org", PAD, GAP, "é", "\r\n"])


@pytest.mark.parametrize(("text", "words"), [
    ("**Jane Roe**", ["Jane", "Roe"]),
    ("## A heading ##", ["A", "heading"]),
    ("See [the Council](https://example.org/a_(b)) now", ["See", "the", "Council", "now"]),
    ("![A flag](flag.png) above", ["A", "flag", "above"]),
    ("a<br/>b and <span class='x'>c</span>", ["a", "b", "and", "c"]),
    ("one | two", ["one", "two"]),
    ("two\xa0words", ["two", "words"]),
    ("5 * 3 and snake_case", ["5", "*", "3", "and", "snake_case"]),
    ("_Context: trade_", ["Context:", "trade"]),
    ("> quoted", ["quoted"]),
    ("<https://example.org>", ["https://example.org"]),
    ("A && B &unknown; C", ["A", "&&", "B", "&unknown;", "C"]),
])
def test_markup_is_blank(text: str, words: list[str]) -> None:
    assert view(text).split() == words


def test_an_entity_is_its_character_padded() -> None:
    assert view("caf&eacute;s") == "café" + PAD * 7 + "s"


def test_an_entity_for_a_space_is_spaces() -> None:
    assert view("a&nbsp;b") == "a      b"


def test_markup_within_a_word_holds_it_together() -> None:
    assert view("[Union](#)'s") == " Union" + GAP * 4 + "'s"


def test_an_escaped_stop_stays_beside_its_number() -> None:
    assert view(r"1\. We") == f"1{GAP}. We"


def test_line_ends_stay() -> None:
    text = "# One\n\nTwo  \nthree [a\nb](#)\n"
    assert [i for i, c in enumerate(view(text)) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


def test_a_link_that_a_sentence_holds_keeps_its_brackets() -> None:
    text = "[Union](#) met [Council](#)"
    assert Links(text, view(text)).widen(1, text.index("Council") + 7) == (0, len(text))


def test_a_link_around_a_whole_sentence_keeps_none() -> None:
    text = "[They met.](#)"
    assert Links(text, view(text)).widen(1, 10) == (1, 10)


@pytest.mark.parametrize("unit", ["a", "[", "[](", "](", "&", "&amp;", "<a ", "<!--", "*", "\\[", "_a", "[a](b(c", "#", "| ", "\xa0", "-", "<http://"])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    began = time.process_time()
    assert len(view(text)) == len(text)
    assert time.process_time() - began < 4


def test_ten_megabytes_on_one_line() -> None:
    text = "The Council met [again](#) in **June**. " * 250_000
    began = time.process_time()
    assert len(view(text)) == len(text)
    assert time.process_time() - began < 20


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_the_length_never_changes(text: str) -> None:
    assert len(view(text)) == len(text)


@given(st.lists(PIECES).map("".join))
def test_the_view_is_the_same_each_time(text: str) -> None:
    assert view(text) == view(text)
