"""The actors of a whole text: officials, persons beside a role, longer names, and who is quoted."""

from collections.abc import Callable

import pytest

from demarche.coder import Coder
from demarche.records import Document

Mentions = Callable[..., dict[str, str]]


def test_an_official_stands_for_the_state(mentions: Mentions) -> None:
    assert mentions("Vladimir Putin condemned Norway.")["Vladimir Putin"] == "RUS by role"


def test_a_surname_is_an_official_only_where_the_state_is_named(mentions: Mentions) -> None:
    assert mentions("The United Kingdom condemned Iran. Starmer urged Iran to leave.")["Starmer"] == "GBR by role"
    assert mentions("Starmer condemned Norway.")["Starmer"] == "Starmer by name"


def test_a_person_named_beside_a_role_speaks_for_its_state_from_then_on(mentions: Mentions) -> None:
    assert mentions("The German chancellor, Anna Beispiel, condemned Mali. Beispiel urged Niger to leave.")["Beispiel"].startswith("DEU by ")


@pytest.mark.parametrize(("text", "phrase", "who"), [
    ("Norway condemned Jordan Pickford.", "Jordan Pickford", "Jordan Pickford by name"),
    ("The Bank of China condemned Norway.", "Bank of China", "bank-of-china by name"),
])
def test_a_country_inside_a_longer_name_is_not_that_country(mentions: Mentions, text: str, phrase: str, who: str) -> None:
    found = mentions(text)
    assert found[phrase] == who
    assert not {"Jordan", "China"} & set(found)


def test_a_capital_stands_for_its_state(mentions: Mentions) -> None:
    assert mentions("Washington condemned Mali.")["Washington"] == "USA by metonym"


def test_a_people_is_a_group_and_not_the_state(mentions: Mentions) -> None:
    assert mentions("Norwegians condemned Mali.")["Norwegians"] == "Norwegians by membership"


@pytest.mark.parametrize(("text", "who"), [
    ('"We condemn Mali," Norway said.', "NOR"),
    ("Norway said on Monday: “We condemn Mali.”", "NOR"),
    ("Chad said: “We left.” “We condemn Mali.”", "TCD"),
])
def test_we_in_a_quotation_is_who_is_quoted(mentions: Mentions, text: str, who: str) -> None:
    assert mentions(text)["We"] == f"{who} by speaker"


def test_we_outside_a_quotation_is_who_issues_the_text(mentions: Mentions) -> None:
    assert mentions("We condemn Mali.", publisher="Norway")["We"] == "NOR by speaker"
    assert "We" not in mentions("We condemn Mali.", publisher="Reuters")


def test_we_is_an_organisation_that_no_file_knows_where_it_signs(mentions: Mentions) -> None:
    signed = "We condemn Mali.\n\n**Jane Roe**  \nGeneral Secretary  \nExample Union of Bakers\n"
    assert mentions(signed)["We"] == "Example Union of Bakers by speaker"


def test_every_actor_is_marked_where_it_stands(coder: Coder) -> None:
    text = "Chad’s army and the [World Health Organization](#) met. It condemned Mali."
    context, _ = coder.told(Document.of(text))
    spans = [actor.span for mention in context.mentions for actor in mention.actors]
    assert all(span is not None and text[span.start:span.end] == span.text for span in spans)
    assert [span.text for span in spans] == ["Chad", "army", "World Health Organization", "It", "Mali"]


def test_an_office_alone_is_no_person(coder: Coder) -> None:
    text = "“We welcome the release of prisoners by Chad,” the Minister of Foreign Affairs said."
    context, _ = coder.told(Document.of(text, publisher="Government of Canada"))
    assert not any(actor.name.startswith("of ") for mention in context.mentions for actor in mention.actors)
