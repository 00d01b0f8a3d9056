"""What an act is about: cues in its sentence and near it, and the rules of the codebook."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.coder import Coder
from demarche.events.contexts import ContextReader, plural
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.codes import Book, ContextCues, Root
from demarche.records import CodedDocument

Coded = Callable[..., CodedDocument]
Contexts = Callable[[str], tuple[str, ...]]
ACT = "Norway condemned Russia"


@pytest.fixture
def about(coded: Coded) -> Contexts:
    """The contexts of the one act that begins with Norway, Russia or Chad in a text."""
    def contexts(text: str) -> tuple[str, ...]:
        event, = (e for e in coded(text).events if {a.id for a in e.sources} & {"NOR", "TCD"})
        return event.contexts

    return contexts


def test_one_strong_cue_in_the_sentence_is_enough(about: Contexts) -> None:
    assert about(f"{ACT} over human rights.") == ("human_rights",)


@pytest.mark.parametrize(("text", "contexts"), [
    (f"{ACT} over the hospital.", ()),
    (f"{ACT} over the hospital and the clinic.", ("health",)),
    (f"{ACT} over the hospital and over other hospitals.", ()),
    (f"{ACT} over the hospital. The clinic is closed.", ("health",)),
    (f"{ACT}. The hospital and the clinic are closed.", ()),
    (f"{ACT}. The hospital and the clinic are closed. The nurses left.", ("health",)),
])
def test_other_cues_need_a_second_one_that_is_different(about: Contexts, text: str, contexts: tuple[str, ...]) -> None:
    assert about(text) == contexts


def test_what_stands_in_another_paragraph_or_far_away_says_nothing(about: Contexts) -> None:
    far = " It rained in the town and nobody was there." * 5
    assert about(f"{ACT}.\n\nThe hospital is closed. The clinic has no nurses left.") == ()
    assert about(f"{ACT}.{far} The hospital and the clinic are closed. The nurses left.") == ()


def test_singular_and_plural_small_and_capital_letters_and_line_ends_are_one(about: Contexts) -> None:
    for words in ("a war crime", "War Crimes", "WAR CRIMES", "war\ncrimes", "war-crimes"):
        assert about(f"{ACT} over {words}.") == ("human_rights",), words


def test_a_longer_phrase_hides_the_cues_in_it(about: Contexts) -> None:
    assert about(f"{ACT} over war crimes against soldiers.") == ("human_rights",)  # neither war nor crime
    assert about(f"{ACT} over the trade union and the food bank.") == ()


def test_contexts_stand_in_the_order_of_the_codebook(about: Contexts, coder: Coder) -> None:
    found = about(f"{ACT} over human trafficking, disinformation, a cyberattack, its navy, its army and the tariffs.")
    order = [context.name for context in coder.knowledge.codebook.contexts]
    assert found == ("military", "economic", "cyber", "misinformation", "trafficking")
    assert list(found) == sorted(found, key=order.index)


@pytest.mark.parametrize(("topic", "contexts"), [
    ("murder", ("crime",)),
    ("murder and bribery", ("corruption",)),
    ("murder and drug trafficking", ("illegal_drugs",)),
    ("murder and human trafficking", ("trafficking",)),
    ("murder and hacking", ("cyber", "crime")),
    ("murder, bribery and hacking", ("cyber", "crime", "corruption")),
])
def test_crime_gives_way_to_its_kinds_but_not_beside_cyber(about: Contexts, topic: str, contexts: tuple[str, ...]) -> None:
    assert about(f"{ACT} over {topic}.") == contexts


@pytest.mark.parametrize("words", ["rebels and their fighters", "a rebel army", "militants and gunmen"])
def test_armed_groups_are_not_military(about: Contexts, words: str) -> None:
    assert "military" not in about(f"{ACT} over {words}.")



def test_the_modes_cyber_and_misinformation_bring_their_contexts(coder: Coder, coded: Coded) -> None:
    book = coder.knowledge.codebook
    for name in ("cyber", "misinformation"):
        mode = book.mode("COERCE", name)
        assert mode is not None and mode.contexts == [name]
        predicate = next(p for p in book.predicates if p.mode == name and p.code == "COERCE" and p.example)
        assert (name, True) in [(event.mode, name in event.contexts) for event in coded(predicate.example).events]


def test_the_same_text_gives_the_same_contexts(coded: Coded) -> None:
    text = f"{ACT} over human rights, the army, its navy and the tariffs. The hospital has no nurses."
    assert len({coded(text).events[0].contexts for _ in range(3)}) == 1


def test_a_codebook_without_contexts_gives_none(coder: Coder) -> None:
    context, told = coder.told(f"{ACT} over human rights.")
    reader = ContextReader(Codebook(Book(name="A", version="1", roots=[Root(code="ACCUSE", meaning="Blame.")])))
    assert reader.contexts(context, reader.cues(context), told[0]) == ()


def test_a_mute_phrase_is_no_cue(coder: Coder) -> None:
    cues = ContextCues(name="arms", meaning="Arms.", strong=["arm"], mute=["arm of the law"])
    reader = ContextReader(Codebook(Book(name="A", version="1", roots=[Root(code="ACCUSE", meaning="Blame.")], contexts=[cues])))
    for words, contexts in (("arms", ("arms",)), ("the long arm of the law", ())):
        context, told = coder.told(f"{ACT} over {words}.")
        assert reader.contexts(context, reader.cues(context), told[0]) == contexts


@pytest.mark.parametrize(("noun", "many"), [("army", "armies"), ("convoy", "convoys"), ("crash", "crashes"), ("tax", "taxes"), ("tariff", "tariffs")])
def test_plurals_are_spelt_by_the_rules(noun: str, many: str) -> None:
    assert plural(noun) == many
