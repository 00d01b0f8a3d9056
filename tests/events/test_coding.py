"""From matches to events: content, promises, private life, order, identity."""

from collections.abc import Callable

import pytest

from demarche.coder import Coder
from demarche.records import CodedDocument

Acts = Callable[..., list[str]]
Coded = Callable[..., CodedDocument]


@pytest.mark.parametrize("text", ["Canada urged Sudan to release the prisoners.", "Canada demanded that Sudan release the prisoners.",
                                  "Canada called on Sudan to lift its ban on Chad.", "Canada urged Sudan to praise Chad."])
def test_what_is_demanded_is_no_event_of_its_own(acts: Acts, text: str) -> None:
    assert acts(text) == ["CAN REQUEST SDN"]


@pytest.mark.parametrize("text", ["Canada urged Russia to stop its invasion of Ukraine.", "Canada called on Russia to end its attacks on Ukraine."])
def test_what_a_demand_takes_for_granted_is_an_event(acts: Acts, text: str) -> None:
    assert acts(text) == ["CAN REQUEST RUS", "RUS ASSAULT UKR"]


@pytest.mark.parametrize(("text", "content"), [
    ("Canada urged Sudan to release the prisoners.", "to release the prisoners"),
    ("Canada demanded that Sudan leave Chad.", "that Sudan leave Chad"),
    ("Canada accused Sudan of blackmail.", "of blackmail"),
    ("Canada pledged to send food to Sudan.", "to send food to Sudan"),
    ("Canada threatened to impose sanctions on Sudan.", "to impose sanctions on Sudan"),
])
def test_the_content_is_what_is_said_to_be_done(coded: Coded, text: str, content: str) -> None:
    assert coded(text).events[0].content.text == content


@pytest.mark.parametrize(("text", "told"), [
    ("Canada will give 12 million dollars to Sudan.", "CAN AGREE SDN"),
    ("Canada will send food to Sudan.", "CAN AGREE SDN"),
    ("Canada pledged to send food to Sudan.", "CAN AGREE SDN"),
    ("Canada promised to impose sanctions on Sudan.", "CAN THREATEN SDN"),
    ("Canada pledged new sanctions against Sudan.", "CAN THREATEN SDN"),
    ("Canada threatened to impose sanctions on Sudan.", "CAN THREATEN SDN"),
    ("Canada will impose sanctions on Sudan.", "CAN SANCTION SDN"),
])
def test_a_promise_is_an_agreement_or_a_threat_by_what_is_promised(acts: Acts, text: str, told: str) -> None:
    assert acts(text) == [told]


def test_aid_that_was_given_stays_aid(acts: Acts) -> None:
    assert acts("Canada donated ten million dollars to Sudan.") == ["CAN AID SDN"]


@pytest.mark.parametrize("text", ["Nestlé cancelled its contract with Shell.", "Shell sued Nestlé.", "John Smith accused Mary Jones of fraud."])
def test_private_business_is_no_event(acts: Acts, text: str) -> None:
    assert acts(text) == []


def test_each_record_names_the_rule_that_made_it(coded: Coded, coder: Coder) -> None:
    coding = coded("Norway condemned Russia's invasion of Ukraine.")
    assert [event.rule for event in coding.events] == ["accuse.verb.condemn.v1", "assault.noun.invasion.v1"]
    assert coding.coder == coder.info


def test_the_sentence_of_an_event_is_the_whole_sentence(coded: Coded) -> None:
    text = "It rained in Oslo. Norway condemned Russia, and the rain went on. Nobody minded."
    assert coded(text).events[0].sentence.text == "Norway condemned Russia, and the rain went on."


def test_a_verbal_act_of_the_speaker_is_dated_by_the_document(coded: Coded) -> None:
    date = coded("We condemn Mali.", publisher="Norway", published="2022-03-01").events[0].date
    assert (date.value, date.basis) == ("2022-03-01", "dateline")
    assert coded("Norway condemned Mali.", published="2022-03-01").events[0].date is None


def test_less_certain_acts_have_less_confidence(coded: Coded) -> None:
    done, considered = (coded(f"Canada {verb} Sudan.").events[0].confidence for verb in ("condemned", "may condemn"))
    assert 0 < considered < done < 1


def test_the_cameo_code_goes_with_the_code(coded: Coded) -> None:
    events = coded("Norway condemned Russia. Norway imposed sanctions on Russia.").events
    assert [(event.code, event.cameo[:2]) for event in events] == [("ACCUSE", "11"), ("SANCTION", "16")]


@pytest.mark.parametrize(("text", "told"), [
    ("Albania's parliament condemned the Albanian police.", ["ALB ACCUSE ALB"]),
    ("Police arrested three journalists on Monday.", ["Police COERCE journalists"]),
    ("Norway condemned Norway.", []),
])
def test_two_organs_of_a_state_can_act_on_each_other_and_powers_act_in_public(acts: Acts, text: str, told: list[str]) -> None:
    assert acts(text) == told


def test_who_fails_to_agree_refuses(acts: Acts) -> None:
    assert acts("Norway and Chad failed to reach agreement on fishing rights.") == ["NOR+TCD REJECT -"]


@pytest.mark.parametrize("text", ["Rebels in Chad will release the prisoners.", "Chad has promised to withdraw its troops from Mali."])
def test_a_retreat_that_lies_ahead_is_a_promise(coded: Coded, text: str) -> None:
    assert [event.code for event in coded(text).events] == ["AGREE"]
