"""Words as Universal Dependencies counts them."""

import time

import pytest

from demarche.language.tokens import abbreviation, lists, tokenize
from demarche.language.view import view


def words(text: str) -> str:
    return " ".join(token.text for token in tokenize(view(text), 0, len(text)))


@pytest.mark.parametrize(("text", "expected"), [
    ("They don't and can't.", "They do n't and ca n't ."),
    ("It cannot be; we’ve tried, I'm gonna go", "It can not be ; we ’ve tried , I 'm gon na go"),
    ("Freedonia's and Sylvania’s armies", "Freedonia 's and Sylvania ’s armies"),
    ("the states' votes", "the states ' votes"),
    ("O'Hara of Côte d'Ivoire", "O'Hara of Côte d'Ivoire"),
    ("The U.S. and the U.N.", "The U.S. and the U.N."),
    ("U.S.-led talks", "U.S. - led talks"),
    ("a Ph.D. from Mr. Roe Jr., at 5 p.m.", "a Ph.D. from Mr. Roe Jr. , at 5 p.m."),
    ("Art. 5 and No. 4", "Art. 5 and No. 4"),
    ("They said no.", "They said no ."),
    ("long-term non-aligned co-founder", "long - term non-aligned co-founder"),
    ("42–2, 25-3 and 1,500.75", "42 – 2 , 25 - 3 and 1,500.75"),
    ("$5 or 40% of US$3m", "$ 5 or 40 % of US $ 3m"),
    ("Write to a.b@example.org, see https://example.org/a-b?c=d.", "Write to a.b@example.org , see https://example.org/a-b?c=d ."),
    ("A/RES/ES-11/1 and S/2022/155.", "A/RES/ES-11/1 and S/2022/155 ."),
    ("and/or 9/11", "and / or 9/11"),
    ("bread & butter, R&D", "bread & butter , R&D"),
    ("the 1980s, the 80's and the 21st", "the 1980s , the 80's and the 21st"),
    ("Wait... what?! -- no", "Wait ... what ?! -- no"),
    ("“Peace,” she said", "“ Peace , ” she said"),
    ("resolution 1826 (2008).", "resolution 1826 ( 2008 ) ."),
    ("George W. and C. S. Roe", "George W. and C. S. Roe"),
    ("Thursday&rsquo;s caf&eacute;&hellip;", "Thursday ’s café …"),
    ("[Union](#)'s **mem**bers", "Union 's members"),
    ("soft\xadhyphen", "softhyphen"),
    ("e\u0301te\u0301", "e\u0301te\u0301"),
])
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected


def test_places_are_those_of_the_text_as_written() -> None:
    text = "The caf&eacute;&rsquo;s owner"
    assert [text[t.start:t.end] for t in tokenize(view(text), 0, len(text))] == ["The", "caf&eacute;", "&rsquo;s", "owner"]


def test_a_title_needs_its_capital() -> None:
    assert abbreviation("Gen") == {"title"}
    assert not abbreviation("gen")


def test_no_word_list_holds_a_yaml_truth_value() -> None:
    assert {"No", "On"} <= set(lists().starters)


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "1,", "a@", "'", "http://", "a/1", "漢"])
def test_a_chunk_without_end_takes_its_length_only(unit: str) -> None:
    text = unit * 200_000
    began = time.process_time()
    assert tokenize(text, 0, len(text))
    assert time.process_time() - began < 6
