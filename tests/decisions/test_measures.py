"""Measures: what kind, of what status, with which bounds; one for each act however often it is told."""

from collections.abc import Callable

import pytest

from demarche.records import CodedDocument

Coded = Callable[..., CodedDocument]


@pytest.mark.parametrize(("text", "kind"), [
    ("Norway imposed a travel ban on Belarusian officials.", "travel-ban"),
    ("Norway imposed an arms embargo on Belarus.", "arms-embargo"),
    ("Norway froze the assets of five Russian banks.", "financial"),
    ("Norway banned imports from Russia.", "trade"),
    ("Norway closed its airspace to Russian flights.", "close-access"),
    ("Norway recalled its ambassador from Belarus.", "downgrade-relations"),
    ("Norway expelled two Russian diplomats.", "downgrade-relations"),
    ("Norway left the International Whaling Commission.", "withdraw"),
    ("Norway boycotted the summit in Minsk.", "boycott"),
    ("Norway suspended its aid to Mali.", "suspend-aid"),
    ("Norway suspended its cooperation with Russia.", "suspend-cooperation"),
    ("The African Union suspended Mali.", "suspend-membership"),
    ("WADA suspended Venezuela's voting rights.", "suspend-participation"),
    ("Norway imposed sanctions on Iran.", "other"),
])
def test_the_kind_is_told_by_what_is_touched(coded: Coded, text: str, kind: str) -> None:
    assert [measure.kind for measure in coded(text).measures] == [kind]


@pytest.mark.parametrize(("text", "status"), [
    ("Norway imposed sanctions on Iran.", "decided"),
    ("Norway will impose sanctions on Iran.", "decided"),
    ("Norway extended its sanctions on Iran.", "extended"),
    ("Norway renewed its sanctions on Iran.", "extended"),
    ("Norway eased its sanctions on Iran.", "eased"),
    ("Norway lifted its sanctions on Iran.", "lifted"),
    ("Norway may impose sanctions on Iran.", "proposed"),
    ("Norway proposed a travel ban on Iranian officials.", "proposed"),
    ("Norway threatened to impose sanctions on Iran.", "proposed"),
    ("Norway is considering imposing sanctions on Iran.", "under-review"),
    ("Norway will look into whether to impose sanctions on Iran.", "under-review"),
])
def test_the_status_is_told_by_the_words_of_the_act(coded: Coded, text: str, status: str) -> None:
    assert [measure.status for measure in coded(text).measures] == [status]


@pytest.mark.parametrize("text", [
    "On 1 September 2022 Norway lifted in part its suspension of technical cooperation with Iran.", "Norway partially lifted its sanctions on Iran.",
    "Norway has partly lifted its sanctions on Iran.", "Norway has begun to lift its sanctions on Iran in part.",
    "Norway lifted some of its sanctions on Iran.",
    "Norway will lift most of its sanctions on Iran.", "Norway lifted two of its sanctions on Iran.", "Norway lifted certain sanctions on Iran.",
    "Some of the sanctions on Iran were lifted by Norway.", "The partial lifting of sanctions on Iran by Norway came late."])
def test_what_is_lifted_in_part_is_eased(coded: Coded, text: str) -> None:
    assert [measure.status for measure in coded(text).measures] == ["eased"]


@pytest.mark.parametrize("text", [
    "Norway lifted all of its sanctions on Iran.", "Norway fully lifted its sanctions on Iran.", "Norway lifted its many sanctions on Iran.",
    "Norway lifted its sanctions on Iran, in part because of the drought.", "Norway lifted its sanctions on Iran partly because of the drought.",
    "Norway lifted its partial ban on imports from Iran.", "Norway lifted the last of its sanctions on Iran."])
def test_what_is_lifted_as_a_whole_is_lifted(coded: Coded, text: str) -> None:
    assert [measure.status for measure in coded(text).measures] == ["lifted"]


def test_an_easing_is_no_second_telling_of_what_it_eases(coded: Coded) -> None:
    found = coded("Norway suspended its aid to Mali in 2020. In 2022 Norway partially lifted its suspension of aid to Mali. Norway lifted it in 2024.").measures
    assert [measure.status for measure in found][:2] == ["decided", "eased"]


def test_some_of_what_is_imposed_is_imposed(coded: Coded) -> None:
    assert [(m.kind, m.status) for m in coded("Norway suspended part of its aid to Mali.").measures] == [("suspend-aid", "decided")]


@pytest.mark.parametrize("text", ["Norway condemned Iran.", "Norway attacked Iran.", "Norway did not impose sanctions on Iran.",
                                  "Norway denied that it had expelled two Iranian diplomats."])
def test_what_changes_no_standing_relation_is_no_measure(coded: Coded, text: str) -> None:
    assert coded(text).measures == ()


def test_a_measure_has_who_imposes_it_and_whom_it_hits(coded: Coded) -> None:
    measure = coded("Norway and Sweden froze the assets of Iran.").measures[0]
    assert ([a.id for a in measure.imposers], [a.id for a in measure.targets]) == (["NOR", "SWE"], ["IRN"])
    assert measure.object is not None
    assert measure.object.text == "the assets of Iran"


def test_a_measure_points_at_its_event_and_has_its_bounds(coded: Coded) -> None:
    coding = coded("Norway banned all imports from Russia, except medicines.")
    assert coding.measures[0].events == (coding.events[0].id,)
    assert coding.measures[0].provisions == coding.events[0].provisions != ()


def test_one_act_told_twice_is_one_measure_with_the_fuller_object_and_all_bounds(coded: Coded) -> None:
    coding = coded("Norway banned imports from Russia until 1 May 2026. Norway's ban on imports of oil and gas from Russia hits Moscow.")
    assert len(coding.measures) == 1
    measure = coding.measures[0]
    assert set(measure.events) == {event.id for event in coding.events if event.code == "SANCTION"}
    assert len(measure.events) == 2
    assert "oil and gas" in measure.object.text
    assert [provision.kind for provision in measure.provisions] == ["until"]


@pytest.mark.parametrize("text", [
    "Norway banned imports from Russia. Sweden banned imports from Russia.",
    "Norway banned imports from Russia. Norway banned imports from Iran.",
    "Norway banned imports from Russia. Norway imposed a travel ban on Russian officials.",
    "Norway lifted its ban on imports from Russia. Norway banned imports from Russia in 2014.",
])
def test_acts_of_others_on_others_or_of_another_kind_stay_apart(coded: Coded, text: str) -> None:
    assert len(coded(text).measures) == 2


def test_a_measure_holds_since_the_day_of_its_act(coded: Coded) -> None:
    assert coded("On 3 March 2022 Norway banned imports from Russia.").measures[0].since.value == "2022-03-03"
    assert coded("Norway banned imports from Russia.", published="2022-03-03").measures[0].since is None
    assert coded("Norway may ban imports from Russia on 3 March 2022.").measures[0].since is None


def test_the_vote_that_decided_a_measure_is_named(coded: Coded) -> None:
    coding = coded("WADA suspended Venezuela's voting rights. The WADA board adopted the suspension by 31 votes to six, with three abstentions.")
    assert [measure.vote for measure in coding.measures] == [coding.votes[0].id]


@pytest.mark.parametrize(("lead", "status"), [
    ("The European Union, whose ministers met in Brussels on Monday, is considering to impose the following measures against Belarus:", "under-review"),
    ("The European Union could in the coming weeks impose the following measures against Belarus:", "proposed"),
    ("The European Union imposes the following measures against Belarus:", "decided"),
])
def test_what_a_list_names_stands_as_its_lead_in_does(coded: Coded, lead: str, status: str) -> None:
    found = coded(f"{lead}\n\n- a travel ban;\n\n- an asset freeze.\n", publisher="European Union")
    assert [(m.kind, m.status) for m in found.measures] == [("travel-ban", status), ("financial", status)]


def test_what_an_order_enacts_is_a_measure_and_what_it_describes_is_none(coded: Coded) -> None:
    text = "Norway lifted its ban on transactions with Mali, except transactions with persons who are listed in Schedule 1."
    assert [measure.status for measure in coded(text, publisher="Norway").measures] == ["lifted"]
    assert [measure.kind for measure in coded("Imports from Mali are prohibited.", publisher="Norway").measures] == ["trade"]
