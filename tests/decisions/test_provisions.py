"""Until when, unless, except what, on what basis: the clause, and the act that it bounds."""

from collections.abc import Callable

import pytest

from demarche.records import CodedDocument, Event

Coded = Callable[..., CodedDocument]
FULL = "Norway suspended its cooperation with Russia until a ceasefire is agreed, except in the case of humanitarian assistance."


def bounds(event: Event) -> list[tuple[str, str]]:
    return [(provision.kind, provision.span.text) for provision in event.provisions]


@pytest.mark.parametrize(("text", "bound"), [
    ("Norway suspended its aid to Mali until 30 June 2026.", ("until", "until 30 June 2026")),
    ("Norway suspended its aid to Mali until the junta frees the prisoners.", ("until", "until the junta frees the prisoners")),
    ("Norway suspended its aid to Mali unless the junta frees the prisoners.", ("unless", "unless the junta frees the prisoners")),
    ("Norway will suspend its aid to Mali if the fighting goes on.", ("if", "if the fighting goes on")),
    ("Norway banned all imports from Russia, except medicines.", ("except", "medicines")),
    ("Norway banned all imports from Russia, with the exception of medicines.", ("except", "medicines")),
    ("Norway imposed sanctions on Syria under the Special Economic Measures Act.", ("basis", "the Special Economic Measures Act")),
    ("Norway froze the assets of Mali pursuant to Article 41 of the Charter.", ("basis", "Article 41 of the Charter")),
])
def test_a_clause_bounds_the_act_that_it_stands_with(coded: Coded, text: str, bound: tuple[str, str]) -> None:
    assert [bounds(event) for event in coded(text).events] == [[bound]]


def test_an_act_may_have_several_bounds(coded: Coded) -> None:
    found = bounds(coded(FULL).events[0])
    assert [kind for kind, _ in found] == ["until", "except"]
    assert found[0][1].startswith("until a ceasefire is agreed")
    assert found[1][1] == "humanitarian assistance"


def test_each_bound_stays_with_its_own_act(coded: Coded) -> None:
    first, second = coded("Norway suspended its aid to Mali until 30 June 2026, and Sweden banned imports from Chad, except medicines.").events
    assert [kind for kind, _ in bounds(first)] == ["until"]
    assert bounds(second) == [("except", "medicines")]


def test_a_bound_does_not_pass_to_the_next_sentence(coded: Coded) -> None:
    assert [bounds(event) for event in coded("It rained until Monday. Norway suspended its aid to Mali.").events] == [[]]


@pytest.mark.parametrize("text", ["Norway condemned Mali under heavy rain.", "Norway imposed sanctions on Mali under pressure from Sweden.",
                                  "Norway imposed sanctions on Mali other day."])
def test_what_is_no_legal_instrument_is_no_basis(coded: Coded, text: str) -> None:
    assert [bounds(event) for event in coded(text).events] == [[]]


def test_an_act_that_ends_a_measure_is_its_condition(coded: Coded) -> None:
    until = coded(FULL).measures[0].provisions[0]
    assert until.condition is not None
    assert until.condition.event == "AGREE"


def test_a_date_is_no_condition(coded: Coded) -> None:
    assert coded("Norway suspended its aid to Mali until 30 June 2026.").measures[0].provisions[0].condition is None


def test_what_somebody_says_of_another_has_no_bound(coded: Coded) -> None:
    assert bounds(coded("Norway condemned Russia until Monday.").events[0]) == []


@pytest.mark.parametrize(("text", "bound"), [
    ("Norwegian companies are prohibited from exporting goods to Syria without a licence from the Treasury.",
     ("except", "without a licence from the Treasury")),
    ("Norway issued Decree 12 to block the property of Mali.", ("basis", "Decree 12")),
    ("Norway signed an order banning imports from Mali.", ("basis", "an order")),
])
def test_a_licence_spares_and_a_decree_lays_down(coded: Coded, text: str, bound: tuple[str, str]) -> None:
    assert bound in [found for event in coded(text, publisher="Norway").events for found in bounds(event)]


@pytest.mark.parametrize(("clause", "deed", "code"), [
    ("until France withdraws its troops from Mali", "France withdrew its troops from Mali on 15 August 2022.", "RETREAT"),
    ("until all troops are withdrawn from Mali", "France withdrew all troops from Mali.", "RETREAT"),
    ("until Mali signs the agreement", "Mali signed the agreement on 3 May 2023.", "SUPPORT"),
    ("until a peace agreement is signed", "Mali and Algeria signed a peace agreement.", "SUPPORT"),
    ("until a ceasefire is agreed", "Mali and Chad agreed a ceasefire.", "AGREE"),
    ("until a ceasefire is declared", "Mali declared a ceasefire with Chad.", "CONCEDE"),
    ("until hostages are released", "Mali released the hostages.", "RETREAT"),
    ("pending the release of the hostages", "Mali released the hostages.", "RETREAT"),
    ("until Mali decides to release the hostages", "Mali decided to release the hostages.", "RETREAT"),
    ("until Mali agrees to release the hostages", "Mali agreed to release the hostages.", "AGREE"),
    ("until Mali resumes cooperation with the United Nations", "Mali resumed cooperation with the United Nations.", "COOPERATE"),
    ("until Mali restores diplomatic relations with France", "Mali restored diplomatic relations with France.", "SUPPORT"),
    ("until Mali and Chad hold talks", "Mali and Chad held talks.", "CONSULT"),
    ("unless Mali halts uranium enrichment", "Mali halted uranium enrichment.", "RETREAT"),
])
def test_a_condition_has_the_code_that_its_deed_has_once_done(coded: Coded, clause: str, deed: str, code: str) -> None:
    (bound,) = coded(f"Norway suspended its aid to Sudan {clause}.").measures[0].provisions
    assert bound.condition is not None
    assert [bound.condition.event, code] == [event.code for event in coded(deed).events] * 2


@pytest.mark.parametrize("clause", [
    "until Mali stops helping Chad", "until Mali ends its cooperation with Russia", "unless Mali refuses to sign the treaty with Russia",
    "unless Mali does not support Chad", "until elections are held"])
def test_what_is_to_stop_or_has_no_code_is_no_condition(coded: Coded, clause: str) -> None:
    (bound,) = coded(f"Norway suspended its aid to Sudan {clause}.").measures[0].provisions
    assert (bound.span.text, bound.condition) == (clause, None)


@pytest.mark.parametrize(("text", "words", "last"), [
    ("On 1 July 2023 Norway suspended its aid to Mali for one year.", "for one year", "2024-06-30"),
    ("Norway suspended its aid to Mali on 31 August 2023 for a period of six months.", "for a period of six months", "2024-02-29"),
    ("Norway suspended its aid to Mali for two years from 1 July 2023.", "for two years", "2025-06-30"),
    ("On 1 July 2023 Norway suspended its aid to Mali for 90 days.", "for 90 days", "2023-09-28"),
    ("On 20 June 2023 Norway extended its sanctions on Mali for a further 12 months.", "for a further 12 months", None),
    ("On 20 June 2023 Norway extended its sanctions on Mali by one year.", "by one year", None),
])
def test_a_period_ends_on_its_last_day_where_its_first_is_told(coded: Coded, text: str, words: str, last: str | None) -> None:
    (bound,) = coded(text).measures[0].provisions
    assert (bound.kind, bound.span.text, bound.date and bound.date.value) == ("until", words, last)


@pytest.mark.parametrize("text", [
    "Norway has suspended its aid to Mali for three years.", "On 1 July 2023 Norway suspended its aid to Mali for up to one year.",
    "On 1 July 2023 Norway suspended its aid to Mali for years."])
def test_a_period_of_no_told_first_day_or_length_bounds_nothing(coded: Coded, text: str) -> None:
    assert coded(text).measures[0].provisions == ()


def test_a_last_day_that_is_told_stands_for_its_period(coded: Coded) -> None:
    (bound,) = coded("On 20 June 2023 Norway extended its sanctions on Mali for 12 months, until 30 June 2024.").measures[0].provisions
    assert bound.date is not None
    assert bound.date.value == "2024-06-30"
