"""Who "we" are in a document: publisher, signatories, or nobody in a newsroom."""

import pytest

from demarche.actors.offices import Offices
from demarche.actors.phrases import RoleFinder
from demarche.actors.resolver import Resolver
from demarche.actors.speakers import named, speakers
from demarche.knowledge.loader import Knowledge
from demarche.language.segmentation import segment
from demarche.records import Document, Signatory, Span

KNOWLEDGE = Knowledge.load()
ROLES = RoleFinder(KNOWLEDGE, Offices(KNOWLEDGE))
MEANT = Resolver(KNOWLEDGE).namer.named


def speak(publisher: str | None = None, *organizations: str | None) -> list[tuple[str, str]]:
    signed = [Signatory(name="Jane Roe", organization=each, span=Span("Jane Roe", 0, 8)) for each in organizations]
    return who("", publisher, signed)


def who(text: str, publisher: str | None, signed: list[Signatory]) -> list[tuple[str, str]]:
    found = speakers(Document.of(text, publisher=publisher), segment(text), signed, MEANT, ROLES, KNOWLEDGE.patterns.speech)
    return [(a.id or a.name, a.via) for a in found]


@pytest.mark.parametrize(("publisher", "who"), [("International Labour Organization", "ilo"), ("Government of Norway", "NOR"),
                                                ("UN Security Council", "un-security-council")])
def test_the_publisher_speaks(publisher: str, who: str) -> None:
    assert speak(publisher) == [(who, "letterhead")]


@pytest.mark.parametrize("publisher", ["Reuters", "BBC News", "The Norway Times", "Agence X", None, ""])
def test_a_newsroom_and_an_unknown_publisher_do_not_speak(publisher: str | None) -> None:
    assert speak(publisher) == []


def test_signatories_speak_for_their_organizations() -> None:
    found = speak(None, "International Trade Union Confederation", "Example Union of Bakers", None)
    assert found == [("ituc", "letterhead"), ("Example Union of Bakers", "letterhead")]


def test_each_speaks_once() -> None:
    assert speak("International Labour Organization", "ILO", "ILO") == [("ilo", "letterhead")]


def test_a_people_is_no_letterhead() -> None:
    assert named("Norwegians for Peace", MEANT) == []


@pytest.mark.parametrize("publisher", ["Swedish Rowing Federation", "Friends of Israel", "Polish Chess Federation"])
def test_a_country_in_the_name_of_another_body_does_not_speak(publisher: str) -> None:
    assert speak(publisher) == []


def test_a_body_on_a_line_of_its_own_at_the_head_speaks() -> None:
    assert who("The Security Council,\n\n1. Demands that Chad withdraw its troops;", None, []) == [("un-security-council", "letterhead")]
    assert who("The Security Council met on Monday.", None, []) == []
