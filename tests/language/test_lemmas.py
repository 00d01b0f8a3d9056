"""Lemmas by word class."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge.loader import Knowledge
from demarche.language.lemmas import Lemmatizer, bases

PATTERNS = Knowledge.load().patterns.lemmas
LEMMATIZER = Lemmatizer({"verb": PATTERNS.verb, "noun": PATTERNS.noun}, {"suspend", "condemn", "expel", "ban", "freeze", "cancel", "deny", "walk", "accuse"})


@pytest.mark.parametrize(("form", "lemma"), [
    ("suspended", "suspend"), ("condemns", "condemn"), ("expelling", "expel"), ("banned", "ban"), ("froze", "freeze"), ("frozen", "freeze"),
    ("cancelled", "cancel"), ("denies", "deny"), ("denied", "deny"), ("accusing", "accuse"), ("left", "leave"), ("met", "meet"), ("said", "say"),
    ("was", "be"), ("Condemned", "condemn"), ("urges", "urge"), ("withdrew", "withdraw"), ("held", "hold"),
])
def test_verbs_have_their_infinitive(form: str, lemma: str) -> None:
    assert LEMMATIZER(form, "VERB") == lemma


@pytest.mark.parametrize(("form", "lemma"), [
    ("sanctions", "sanction"), ("countries", "country"), ("attacks", "attack"), ("crises", "crisis"), ("children", "child"), ("taxes", "tax"),
    ("Press", "press"), ("status", "status"), ("meeting", "meeting"), ("people", "people"), ("gas", "gas"),
])
def test_nouns_are_only_taken_out_of_the_plural(form: str, lemma: str) -> None:
    assert LEMMATIZER(form, "NOUN") == lemma


def test_the_word_class_decides() -> None:
    assert [LEMMATIZER("left", tag) for tag in ("VERB", "ADJ")] == ["leave", "left"]
    assert [LEMMATIZER("meeting", tag) for tag in ("VERB", "NOUN")] == ["meet", "meeting"]


def test_a_name_stays_as_it_is() -> None:
    assert LEMMATIZER("Nations", "PROPN") == "Nations"


@pytest.mark.parametrize("form", ["not", "n't", "n’t"])
def test_every_form_of_not_is_not(form: str) -> None:
    assert LEMMATIZER(form, "PART") == "not"


def test_a_verb_of_the_codebook_wins_over_the_table() -> None:
    assert LEMMATIZER("accused", "VERB") == "accuse"


@given(st.text(min_size=1, max_size=20), st.sampled_from(["VERB", "NOUN", "ADJ", "PROPN", "X"]))
def test_any_word_has_a_lemma_and_always_the_same(word: str, upos: str) -> None:
    assert LEMMATIZER(word, upos) == LEMMATIZER(word, upos) == Lemmatizer({"verb": PATTERNS.verb, "noun": PATTERNS.noun})(word, upos)


def test_the_infinitives_that_a_form_may_have_begin_with_the_likeliest() -> None:
    assert next(iter(bases("denied"))) == "deny"
    assert "ban" in bases("banned")
    assert list(bases("go")) == []
