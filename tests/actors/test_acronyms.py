"""Acronyms that a text introduces, known to the files or not."""

import pytest

from demarche.actors.acronyms import introductions, spelled
from demarche.actors.resolver import Resolver
from demarche.knowledge.loader import Knowledge
from demarche.records import Actor

KNOWLEDGE = Knowledge.load()
RESOLVER = Resolver(KNOWLEDGE)
WORDS = KNOWLEDGE.patterns.coreference
UNION = Actor(id="rcu", name="Ruritanian Customs Union", kind="igo", aliases=("Customs Union",))


def told(text: str, *named: tuple[str, Actor]) -> dict[str, str]:
    """Each acronym with the piece of the text that it stands for."""
    known = [(text.index(words), text.index(words) + len(words), actor) for words, actor in named]
    return {acronym: text[one.start:one.end] for acronym, one in introductions(text, known, WORDS).items()}


def named(text: str, day: str | None = None) -> list[tuple[str, str]]:
    return [(text[n.start:n.end], n.actor.id or n.actor.name) for n in RESOLVER.namer.named(text, day)]


@pytest.mark.parametrize(("text", "acronym", "name"), [
    ("Then the Ruritanian Customs Union (RCU) met.", "RCU", "Ruritanian Customs Union"),
    ("Then the Ruritanian Customs Union [RCU] met.", "RCU", "Ruritanian Customs Union"),
    ("the Ruritanian Customs Union (the “RCU”)", "RCU", "Ruritanian Customs Union"),
    ("the Ruritanian Customs Union ( or RCU )", "RCU", "Ruritanian Customs Union"),
    ("the Northwest Baker Union (N.B.U.)", "N.B.U", "Northwest Baker Union"), ("the Bank of Strelsau (BoS)", "BoS", "Bank of Strelsau"),
    ("Free Strelsau. Then the Baker Union (BU)", "BU", "Baker Union"),
])
def test_an_acronym_in_brackets_stands_for_the_words_before_it(text: str, acronym: str, name: str) -> None:
    assert told(text) == {acronym: name}


@pytest.mark.parametrize(("name", "acronym"), [
    ("Union of Bakers and Cooks", "UBC"), ("Union of Bakers and Cooks", "UOBAC"), ("Democratic Front for the Liberation of Strelsau", "DFLS"),
    ("Customs Officers of Ruritania", "COR"), ("Partido del Pan", "PP"),
])
def test_small_words_may_count_or_not(name: str, acronym: str) -> None:
    assert told(f"Then the {name} ({acronym}) met.") == {acronym: name}


@pytest.mark.parametrize(("name", "acronym"), [
    ("Economic Community of West African States", "ECOWAS"), ("Ruritanian Communications Office", "RuCO"), ("Interior Police", "InPol"),
])
def test_a_word_may_give_more_letters_than_its_first(name: str, acronym: str) -> None:
    assert told(f"Then the {name} ({acronym}) met.") == {acronym: name}


@pytest.mark.parametrize("text", [
    "They left in May (2022).", "He flew to London (UK).", "She met the party leader (PL).", "the baker union (BU)", "Bakers (Union) met",
    "The Union (TU) met",
    "the Ruritanian Customs Union (RCX) met", "the Ruritanian Customs Union (Rcu) met", "the Ruritanian Customs Union, RCU, met", "(RCU) met", "",
    "the RCU (Ruritanian Customs Union) met", "United and kind (UK)", "the Ruritanian Customs Union (2022) met", "United Ruritanian, (U)",
])
def test_what_does_not_spell_an_acronym_introduces_none(text: str) -> None:
    assert told(text) == {}


def test_a_known_name_before_the_bracket_keeps_its_actor_with_one_more_name() -> None:
    text = "Then the Ruritanian Customs Union (RCU) met."
    one = introductions(text, [(9, 33, UNION)], WORDS)["RCU"]
    assert (one.actor.id, one.actor.aliases, text[one.start:one.end]) == ("rcu", ("Customs Union", "RCU"), "Ruritanian Customs Union")


def test_a_known_name_needs_not_spell_the_acronym() -> None:
    assert told("the Ruritanian Customs Union (ZUR) met", ("Ruritanian Customs Union", UNION)) == {"ZUR": "Ruritanian Customs Union"}


def test_a_longer_name_that_spells_the_acronym_wins_over_the_known_one_in_it() -> None:
    text = "the Reform Party of the Ruritanian Customs Union (RPRCU) met"
    assert told(text, ("Ruritanian Customs Union", UNION)) == {"RPRCU": "Reform Party of the Ruritanian Customs Union"}


def test_a_person_is_no_acronym() -> None:
    person = Actor(id=None, name="Anna Roe", kind="person")
    assert told("Then Anna Roe (RCU) left", ("Anna Roe", person)) == {}


def test_the_first_introduction_counts() -> None:
    assert told("the Foo Party (FP) and the Foreign Police (FP)") == {"FP": "Foo Party"}


def test_an_unknown_actor_is_named_as_the_text_spells_it() -> None:
    actor = introductions("the Baker Union (BU)", [], WORDS)["BU"].actor
    assert (actor.id, actor.name, actor.kind, actor.aliases) == (None, "Baker Union", "other", ("BU",))


@pytest.mark.parametrize(("before", "name"), [
    ("Ministers of the Baker Union", "Baker Union"), ("The Baker Union", "Baker Union"), ("A Baker Union of Chad", None),
    ("A Baker Union met", None), ("", None),
])
def test_only_the_words_right_before_the_bracket_are_read(before: str, name: str | None) -> None:
    assert spelled(before, "BU", WORDS.unlettered) == name


def test_an_acronym_means_in_the_whole_text_what_it_was_said_to_mean() -> None:
    text = "The RCU left. The Ruritanian Customs Union (RCU) met Chad, and RCUs left the RCU."
    assert [words for words, _ in named(text)] == ["RCU", "Ruritanian Customs Union", "RCU", "Chad", "RCU"]
    assert [who for _, who in named(text)] == ["Ruritanian Customs Union"] * 3 + ["TCD", "Ruritanian Customs Union"]


def test_an_acronym_of_the_files_means_what_the_text_says() -> None:
    assert named("The West Hentzau Office (WHO) left NATO. WHO met.") == [
        ("West Hentzau Office", "West Hentzau Office"), ("WHO", "West Hentzau Office"), ("NATO", "nato"), ("WHO", "West Hentzau Office")]


def test_a_known_body_may_be_given_an_acronym_of_the_texts_own() -> None:
    assert named("The World Health Organization (WOHO) met. The WOHO left.")[-1] == ("WOHO", "who")


def test_a_country_in_a_name_that_is_spelled_out_is_not_that_country() -> None:
    assert [who for _, who in named("The Norwegian Baker Union (NBU) met.")] == ["Norwegian Baker Union"] * 2


@pytest.mark.parametrize(("text", "acronym", "who"), [
    ("Norway (EU) left. The EU met Chad.", "EU", "european-union"), ("WASHINGTON (AP) Chad left. AP met Mali.", "AP", "associated-press"),
    ("The Bakers of Germany (XQB) left.", "XQB", None), ("Norwegians (NBU) left.", "NBU", None),
    ("François Ample, Boris Johnson (MP) left.", "MP", None),
])
def test_what_stands_in_brackets_after_a_country_or_person_is_not_its_acronym(text: str, acronym: str, who: str | None) -> None:
    assert all(found == who for words, found in named(text, "2017-01-01") if words == acronym)


@pytest.mark.parametrize(("name", "acronym"), [("Alliance for Freedom", "AF"), ("Bank of Oslo", "BO"), ("Partido de la Luz", "PDL")])
def test_a_small_word_does_not_take_the_letter_of_a_name(name: str, acronym: str) -> None:
    assert told(f"Then the {name} ({acronym}) met.") == {acronym: name}


@pytest.mark.parametrize(("text", "name"), [
    ("He left Ruritania. Customs Union (RCU)", None), ("the Ruritanian Customs Union’s (RCU) office", "Ruritanian Customs Union"),
    ("the Ruritanian\nCustoms Union (RCU)", "Ruritanian Customs Union"),
])
def test_the_name_of_an_acronym_is_clean(text: str, name: str | None) -> None:
    assert [one.actor.name for one in introductions(text, [], WORDS).values()] == ([name] if name else [])
