"""The predicates by their triggers."""

from collections.abc import Callable

import pytest

from demarche.coder import Coder
from demarche.events.lexicon import Lexicon, head_word, key, weight
from demarche.knowledge.codes import Predicate
from demarche.language.lemmas import Lemmatizer
from demarche.language.sentence import Sentence

Tree = Callable[[str], Sentence]
LEXICON = Lexicon([Predicate(verb="impose", code="COERCE"), Predicate(verb="impose", object=["sanction"], code="SANCTION"),
                   Predicate(verb="impose", object=["sanction"], prep=["on"], code="ACCUSE"), Predicate(noun="use of force", code="ASSAULT"),
                   Predicate(noun="crack-down", code="COERCE"), Predicate(modal="must", code="REQUEST"), Predicate(adjective="unacceptable", code="ACCUSE")],
                  Lemmatizer({"verb": {}, "noun": {}}, {"impose"}))


def codes(s: Sentence, i: int) -> list[str | None]:
    return [p.code for p in LEXICON.predicates(s, i)]


def test_the_most_demanding_predicate_of_a_trigger_goes_first(tree: Tree) -> None:
    assert codes(tree("imposed/VERB/0/root/impose sanctions/NOUN/1/obj/sanction"), 0) == ["ACCUSE", "SANCTION", "COERCE"]


def test_a_trigger_has_its_word_class(tree: Tree) -> None:
    assert codes(tree("impose/NOUN/0/root"), 0) == []
    assert codes(tree("unacceptable/ADJ/0/root"), 0) == ["ACCUSE"]
    assert codes(tree("must/AUX/2/aux go/VERB/0/root"), 0) == ["REQUEST"]


def test_a_trigger_of_several_words_needs_them_all(tree: Tree) -> None:
    assert codes(tree("the/DET/2/det use/NOUN/0/root of/ADP/4/case force/NOUN/2/nmod"), 1) == ["ASSAULT"]
    assert codes(tree("the/DET/2/det use/NOUN/0/root of/ADP/4/case water/NOUN/2/nmod"), 1) == []
    assert codes(tree("crack/NOUN/3/compound -/PUNCT/3/punct down/NOUN/0/root"), 2) == ["COERCE"]


@pytest.mark.parametrize(("lemma", "head"), [("use of force", "use"), ("crack-down", "down"), ("air force", "force"), ("ban", "ban")])
def test_a_trigger_is_found_by_its_head(lemma: str, head: str) -> None:
    assert head_word(lemma) == head


@pytest.mark.parametrize(("words", "may"), [(["They", "imposed", "it"], True), (["IMPOSING"], True), (["They", "slept"], False), ([], False)])
def test_a_sentence_without_any_trigger_needs_no_parse(words: list[str], may: bool) -> None:
    assert LEXICON.may_hold(words) is may


def test_no_trigger_of_the_codebook_is_missed_by_the_scan(coder: Coder) -> None:
    missed = [key(p) for p in coder.knowledge.predicates if not coder.parser.telling(key(p)[1].replace("-", " - ").split())]
    assert missed == []


def test_a_predicate_without_a_trigger_is_refused() -> None:
    with pytest.raises(ValueError, match="without verb"):
        key(Predicate(code="AID"))


def test_asking_for_more_weighs_more() -> None:
    assert weight(Predicate(verb="put")) < weight(Predicate(verb="put", prep=["on"])) < weight(Predicate(verb="put", object=["ban"])) \
        < weight(Predicate(verb="put", object=["ban"], prep=["on"]))
