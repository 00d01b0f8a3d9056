"""Sentences, headings and clauses, with their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.language.segmentation import Segment, segment

PIECES = st.sampled_from([
    "The Council met.", " ", "\n", "\n\n", "  \n", "1. ", "2\\. ", "(a) ", "- ", "•", "# ", "[Union](#)", "'s", "U.S.", " Mr. Roe", "?!", "”", '"',
    "...", "&hellip;", "&rsquo;s", "**bold**", "\xa0", "ab", ";", "[1]", "\r\n", "|", "<p>", "</p>", "QUESTION: ", "é", "\x00"])


def quotes(text: str) -> list[str]:
    return [text[s.start:s.end] for s in segment(text)]


@pytest.mark.parametrize("sentences", [
    ["They met.", "They agreed."],
    ["“We will go.", "We will stay.”", "He left."],
    ["“We will go,” he said.", "“Now.”"],
    ["“Will we go?” he asked.", "Nobody knew."],
    ["The pact was called \"null and void\".", "They left."],
    ["Mr. Roe met Gen. Doe and Sen. J. Poe, Jr. of Corp. Ltd. in Jan. 2020.", "It rained."],
    ["It is in the U.S. Government's plan.", "It began in the U.S.", "The rest is abroad."],
    ["See Art. 5, para. 2, No. 7, e.g. there.", "It says no.", "Then it ends."],
    ["They met at 6 p.m. Friday.", "It ended at 8 a.m.", "The next day was free."],
    ["It rose by 3.5 per cent.", "It fell."],
    ["Recalling Resolution 1826 (2008).", "It was adopted."],
    ["It is over... we think.", "Really?", "Yes!"],
    ["It was seen. [3]", "It went. [4] [5]", "It came."],
    ["Joseph R. Roe, Jr. spoke.", "wikiPeace listened."],
    ["It was signed under the Act (9 U.S.C. 17 et seq.) (the Act) by all.", "It holds."],
    ["“It is the end. . . of it.”", "(They agreed.)", "So it was."],
])
def test_sentences_of_a_paragraph(sentences: list[str]) -> None:
    assert quotes(" ".join(sentences)) == sentences


def test_a_blank_line_always_ends_a_sentence() -> None:
    assert quotes("The Council and\n\nthe Union") == ["The Council and", "the Union"]


def test_wrapped_lines_are_joined() -> None:
    text = ("The Council of the Union met on the first day of the month of June and\n"
            "agreed on a plan. The plan was then sent to all of the member states of\nthe Union.")
    assert [s.replace("\n", " ") for s in quotes(text)] == [
        "The Council of the Union met on the first day of the month of June and agreed on a plan.",
        "The plan was then sent to all of the member states of the Union."]


def test_a_wrapped_link_does_not_make_a_line_short() -> None:
    text = ("The Council of the Union met on the first day of the month of June and\nagreed on what it called the [Second\n"
            "Plan](https://example.org/a/very/long/address/that/does/not/fit/on/a/line) and\n"
            "on nothing more at all in that month, as its members had wished from the\nstart.")
    assert len(segment(text)) == 1


def test_the_lines_of_a_signature_stand_alone_and_together() -> None:
    found = segment("We agree.\n\nJane Roe\nPresident\nUnion of Workers\n\nJohn Doe  \nSecretary of the\n")
    assert [len(s.tokens) for s in found] == [3, 2, 1, 3, 2, 3]
    assert [s.paragraph for s in found] == [0, 1, 1, 1, 2, 2]


def test_a_number_that_a_wrapped_line_begins_with_is_no_marker() -> None:
    found = segment("The members of the Council will meet again in the capital in the month of\n"
                    "12. They will not meet on any other day, and they have said as much to all\nwho asked.")
    assert all(s.marker is None for s in found)


@pytest.mark.parametrize(("text", "marker", "sentence"), [
    ("1. Decides to meet;", "1.", "Decides to meet;"),
    (r"1\. We met.", "1.", "We met."),
    ("(a) the Union; and", "(a)", "the Union; and"),
    ("- a point", "-", "a point"),
    ("* a point", "*", "a point"),
    ("• a point", "•", "a point"),
    ("2.1 The aim is peace.", "2.1", "The aim is peace."),
    ("1. (b) The aim is peace.", "1. (b)", "The aim is peace."),
    ("(iv)\nThe aim is peace.", "(iv)", "The aim is peace."),
    ("Sec. 2. The aim is peace.", "Sec. 2.", "The aim is peace."),
    ("QUESTION: Who met?", "QUESTION:", "Who met?"),
])
def test_markers_are_told_apart(text: str, marker: str, sentence: str) -> None:
    (found,) = segment(text)
    assert (found.kind, found.marker, text[found.start:found.end]) == ("item", marker, sentence)


def test_a_clause_within_a_paragraph_has_its_marker() -> None:
    found = segment("Sec. 2. Aims. (a) The Council shall meet. (b) The Union shall not.")
    assert [s.marker for s in found] == ["Sec. 2.", "(a)", "(b)"]


def test_a_semicolon_ends_only_a_clause() -> None:
    text = "It met; it agreed.\n\n1. Decides to meet;\n2. Calls on all; and asks them;"
    assert quotes(text) == ["It met; it agreed.", "Decides to meet;", "Calls on all; and asks them;"]


@pytest.mark.parametrize("text", [
    "## Call for peace", "Call for peace\n\nWe met.", "**Call for peace**\n\nWe met.", "Call for peace\n====\nWe met."])
def test_headings(text: str) -> None:
    found = segment(text)[0]
    assert (found.kind, text[found.start:found.end]) == ("heading", "Call for peace")


def test_a_heading_in_capitals_runs_over_lines() -> None:
    assert quotes("END OF THE\nEMBARGO\n\nIt ends.")[0] == "END OF THE\nEMBARGO"


def test_a_sentence_begins_at_the_bracket_of_its_link() -> None:
    text = "We met. [Union A](#) and [Union B](#) agreed. See [the plan](#)."
    assert quotes(text) == ["We met.", "[Union A](#) and [Union B](#) agreed.", "See [the plan](#)."]


def test_a_link_over_whole_sentences_is_not_part_of_them() -> None:
    assert quotes("1. [They met. They agreed. ](/a/b.md)") == ["They met.", "They agreed."]


def test_an_entity_at_the_end_is_whole() -> None:
    assert quotes("They met caf&eacute;&hellip;\n\nThey left.") == ["They met caf&eacute;&hellip;", "They left."]


@pytest.mark.parametrize("text", ["", "\n", "   \n\n", "----", "\xa0", "[](#)"])
def test_no_words_no_sentences(text: str) -> None:
    assert segment(text) == []


def check(text: str, found: list[Segment]) -> None:
    place = 0
    for sentence in found:
        assert sentence.tokens
        assert place <= sentence.start < sentence.end <= len(text)
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        within = sentence.start
        for token in sentence.tokens:
            assert token.text
            assert within <= token.start < token.end <= sentence.end
            within = token.end
        place = sentence.end


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_words_lie_in_order_within_their_sentences(text: str) -> None:
    check(text, segment(text))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_same_text_gives_the_same_sentences(text: str) -> None:
    assert segment(text) == segment(text)


def test_a_lone_number_is_no_marker() -> None:
    assert quotes("2.5") == ["2.5"]


def test_a_long_line_is_no_trouble() -> None:
    text = "The Council met. " * 60_000
    assert len(segment(text)) == 60_000
