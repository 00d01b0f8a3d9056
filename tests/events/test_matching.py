"""Predicates on the tree: who does what to whom, in each of the ways in which English says it."""

from collections.abc import Callable

import pytest

from demarche.records import CodedDocument

Acts = Callable[..., list[str]]
Coded = Callable[..., CodedDocument]


@pytest.mark.parametrize(("text", "told"), [
    ("Norway condemned Russia.", ["NOR ACCUSE RUS"]),
    ("Russia was condemned by Norway.", ["NOR ACCUSE RUS"]),
    ("Russia was urged by Norway to leave Ukraine.", ["NOR REQUEST RUS"]),
    ("Mali was accused by France of spying.", ["FRA ACCUSE MLI"]),
    ("Sanctions were imposed on Iran by Canada.", ["CAN SANCTION IRN"]),
])
def test_active_and_passive_tell_the_same(acts: Acts, text: str, told: list[str]) -> None:
    assert acts(text) == told


@pytest.mark.parametrize("text", ["Russia was condemned.", "Norway condemned the weather."])
def test_an_act_without_its_source_or_target_is_no_event(acts: Acts, text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(("text", "told"), [
    ("Norway condemned Russia and praised Chad.", ["NOR ACCUSE RUS", "NOR SUPPORT TCD"]),
    ("Norway condemned Russia, and Sweden condemned Belarus.", ["NOR ACCUSE RUS", "SWE ACCUSE BLR"]),
    ("Norway lifted its sanctions on Iran and imposed a travel ban on Belarus.", ["NOR CONCEDE IRN", "NOR SANCTION BLR"]),
])
def test_coordinated_verbs_share_their_subject_unless_they_have_one(acts: Acts, text: str, told: list[str]) -> None:
    assert acts(text) == told


@pytest.mark.parametrize(("text", "told"), [
    ("Mali, which expelled the French ambassador, praised Niger.", ["MLI SANCTION FRA", "MLI SUPPORT NER"]),
    ("Russia, which Norway condemned, attacked Ukraine.", ["NOR ACCUSE RUS", "RUS ASSAULT UKR"]),
    ("Iran, accused by Norway of spying, expelled the Norwegian ambassador.", ["NOR ACCUSE IRN", "IRN SANCTION NOR"]),
    ("Norway expelled the Iranian ambassador, accusing Iran of spying.", ["NOR SANCTION IRN", "NOR ACCUSE IRN"]),
])
def test_relative_and_participle_clauses_have_the_actors_of_the_main_clause(acts: Acts, text: str, told: list[str]) -> None:
    assert acts(text) == told


@pytest.mark.parametrize(("text", "told"), [
    ("Russia's invasion of Ukraine continued.", ["RUS ASSAULT UKR"]),
    ("Russia’s invasion of Ukraine continued.", ["RUS ASSAULT UKR"]),
    ("The Russian invasion of Ukraine continued.", ["RUS ASSAULT UKR"]),
    ("The invasion of Ukraine by Russia continued.", ["RUS ASSAULT UKR"]),
    ("Norway condemned Russia for its attack on Ukraine.", ["NOR ACCUSE RUS", "RUS ASSAULT UKR"]),
])
def test_a_noun_tells_an_act_with_its_possessor_or_agent(acts: Acts, text: str, told: list[str]) -> None:
    assert acts(text) == told


@pytest.mark.parametrize(("text", "told", "trigger"), [
    ("Norway expressed its support for Chad.", "NOR SUPPORT TCD", "expressed its support"),
    ("Norway made an appeal to Chad to release the prisoners.", "NOR REQUEST TCD", "made an appeal"),
    ("Canada imposed sanctions on Iran.", "CAN SANCTION IRN", "imposed sanctions"),
    ("France called on Chad to release the prisoners.", "FRA REQUEST TCD", "called on"),
])
def test_a_trigger_of_several_words_is_one_act(coded: Coded, acts: Acts, text: str, told: str, trigger: str) -> None:
    assert acts(text) == [told]
    assert coded(text).events[0].trigger.text == trigger


@pytest.mark.parametrize(("text", "told"), [
    ("It is unconscionable that Russia attacks Ukraine.", ["NOR ACCUSE RUS", "RUS ASSAULT UKR"]),
    ("It is unacceptable that Russia has invaded Ukraine.", ["NOR ACCUSE RUS", "RUS ASSAULT UKR"]),
    ("It is imperative that Russia withdraw its troops from Ukraine.", ["NOR REQUEST RUS"]),
    ("Russia must withdraw its troops from Ukraine.", ["NOR REQUEST RUS"]),
    ("Russia's war is grossly incompatible with the Charter.", ["NOR ACCUSE RUS"]),
])
def test_adjectives_and_modals_are_acts_of_the_speaker(acts: Acts, text: str, told: list[str]) -> None:
    assert [act for act in acts(text, publisher="Norway") if "war" not in act] == told


def test_a_resolution_needs_no_subject(acts: Acts) -> None:
    assert acts("1. Condemns Mali for the attack;\n\n2. Calls upon Chad to leave;", publisher="UN Security Council") == ["un-security-council ACCUSE MLI",
                                                                                                                        "un-security-council REQUEST TCD"]


@pytest.mark.parametrize("text", ["Norway met with Sweden.", "Norway and Sweden met."])
def test_those_who_act_together_are_all_sources(acts: Acts, text: str) -> None:
    assert acts(text) == ["NOR+SWE CONSULT -"]


@pytest.mark.parametrize(("text", "told"), [
    ("Norway and Sweden condemned Russia and Belarus.", "NOR+SWE ACCUSE RUS+BLR"),
    ("France, Germany and Italy imposed sanctions on Belarus.", "FRA+DEU+ITA SANCTION BLR"),
])
def test_compound_actors_stay_one_event(acts: Acts, text: str, told: str) -> None:
    assert acts(text) == [told]


def test_a_headline_in_capitals_is_read(acts: Acts) -> None:
    assert acts("NORWAY CONDEMNED RUSSIA") == ["NOR ACCUSE RUS"]


def test_the_most_specific_predicate_gives_the_code(acts: Acts) -> None:
    assert acts("Canada gave food to Sudan.") == ["CAN AID SDN"]
    assert acts("Norway sent troops to Mali.") == ["NOR MOBILIZE MLI"]
