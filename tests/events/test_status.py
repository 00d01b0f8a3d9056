"""Done, considered, denied or only supposed: what stands above an act decides."""

from collections.abc import Callable

import pytest

Acts = Callable[..., list[str]]
EXPEL = "CAN SANCTION SDN"


@pytest.mark.parametrize("text", ["Canada expelled the Sudanese ambassador.", "Canada has expelled the Sudanese ambassador.",
                                  "Canada decided to expel the Sudanese ambassador.",
                                  "Canada will expel the Sudanese ambassador.", "Canada is expelling the Sudanese ambassador."])
def test_what_is_done_decided_or_announced_is_actual(acts: Acts, text: str) -> None:
    assert acts(text) == [EXPEL]


@pytest.mark.parametrize("text", [
    "Canada may expel the Sudanese ambassador.", "Canada might expel the Sudanese ambassador.", "Canada could expel the Sudanese ambassador.",
    "Canada plans to expel the Sudanese ambassador.", "Canada wanted to expel the Sudanese ambassador.",
    "Canada is considering expelling the Sudanese ambassador.", "Canada is discussing whether to expel the Sudanese ambassador.",
    "Canada will look into whether to expel the Sudanese ambassador.",
])
def test_what_is_possible_planned_or_discussed_is_considered(acts: Acts, text: str) -> None:
    assert acts(text) == [f"{EXPEL} (considered)"]


@pytest.mark.parametrize("text", ["Canada did not expel the Sudanese ambassador.", "Canada has never expelled the Sudanese ambassador.",
                                  "Canada denied that it had expelled the Sudanese ambassador.", "Canada failed to expel the Sudanese ambassador.",
                                  "Canada has not expelled the Sudanese ambassador."])
def test_what_is_negated_or_denied_did_not_happen(acts: Acts, text: str) -> None:
    assert acts(text) == [f"{EXPEL} (denied)"]


@pytest.mark.parametrize("text", ["If Canada expels the Sudanese ambassador, it will rain.", "Did Canada expel the Sudanese ambassador?"])
def test_what_is_only_supposed_or_asked_is_no_event(acts: Acts, text: str) -> None:
    assert acts(text) == []


def test_only_the_negated_verb_of_two_is_denied(acts: Acts) -> None:
    assert acts("Canada did not expel the Sudanese ambassador but condemned Sudan.") == [f"{EXPEL} (denied)", "CAN ACCUSE SDN"]


def test_coordinated_verbs_share_their_modal(acts: Acts) -> None:
    assert acts("Canada may condemn Sudan and expel the Sudanese ambassador.") == ["CAN ACCUSE SDN (considered)", f"{EXPEL} (considered)"]


def test_a_possible_noun_is_considered(acts: Acts) -> None:
    assert acts("Norway proposed a travel ban on Belarusian officials.") == ["NOR SANCTION BLR (considered)"]


def test_a_relative_clause_has_a_status_of_its_own(acts: Acts) -> None:
    assert acts("Mali, which expelled the French ambassador, may condemn Niger.") == ["MLI SANCTION FRA", "MLI ACCUSE NER (considered)"]
    assert acts("Mali, which may expel the French ambassador, condemned Niger.") == ["MLI SANCTION FRA (considered)", "MLI ACCUSE NER"]


def test_what_somebody_says_happened_is_actual_on_their_word(coded: Callable) -> None:
    event = coded("Norway said that Russia had attacked Ukraine.").events[0]
    assert (event.status, event.attribution.id) == ("actual", "NOR")
    assert coded("Russia attacked Ukraine.").events[0].attribution is None
