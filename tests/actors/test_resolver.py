"""The actors of a whole text: officials, persons beside a role, longer names, and who is quoted."""

from collections.abc import Callable

import pytest

from demarche.coder import Coder
from demarche.records import Document

Mentions = Callable[..., dict[str, str]]


def test_an_unknown_person_keeps_what_the_noun_beside_the_name_tells(coder: Coder) -> None:
    context, _ = coder.told(Document.of("The Kenyan activist John Otieno condemned Chad."))
    actor = next(m.actors[0] for m in context.mentions if m.form == "person")
    assert (actor.id, actor.name, actor.country, actor.sectors) == (None, "John Otieno", "KEN", ("CVL",))


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


@pytest.mark.parametrize(("text", "found"), [
    ("NATO CONDEMNED RUSSIA.", {"NATO": "nato by name", "RUSSIA": "RUS by name"}),
    ("Norway’s army condemned Chad's.", {"Norway": "NOR by name", "army": "NOR by role", "Chad": "TCD by name"}),
    ("[Norway](https://example.org/chad) condemned [the **European Union**](#).", {"Norway": "NOR by name", "European Union": "european-union by name"}),
    ("The United  Nations condemned South  Sudan.", {"United Nations": "un by name", "South Sudan": "SSD by name"}),
])
def test_how_a_name_is_printed_does_not_matter(mentions: Mentions, text: str, found: dict[str, str]) -> None:
    assert mentions(text) == found


@pytest.mark.parametrize(("text", "day"), [
    ("Former Foreign Minister Michael Spindelegger condemned Mali.", "2012-01-01"),
    ("Former Foreign Minister Michael Spindelegger condemned Mali.", "2020-01-01"),
    ("Michael Spindelegger, the former foreign minister, condemned Mali.", "2012-01-01"), ("Michael Spindelegger condemned Mali.", "2020-01-01"),
])
def test_who_is_out_of_office_speaks_for_no_state(mentions: Mentions, text: str, day: str) -> None:
    assert mentions(text, published=day)["Michael Spindelegger"] == "Michael Spindelegger by name"


def test_who_is_out_of_office_keeps_the_country(coder: Coder) -> None:
    context, _ = coder.told(Document.of("Michael Spindelegger condemned Mali.", published="2020-01-01"))
    actor = next(iter(context.mentions)).actors[0]
    assert (actor.id, actor.kind, actor.country) == (None, "person", "AUT")


def test_an_office_that_the_text_gives_a_person_counts_against_our_dates(mentions: Mentions) -> None:
    assert mentions("British Foreign Secretary Boris Johnson condemned Mali.", published="2004-05-01")["Boris Johnson"].startswith("GBR by ")
    assert mentions("Boris Johnson condemned Mali.", published="2004-05-01")["Boris Johnson"] == "Boris Johnson by name"
    assert mentions("Boris Johnson condemned Mali.", published="2017-05-01")["Boris Johnson"] == "GBR by role"


def test_an_acronym_that_a_text_introduces_means_what_it_was_said_to(mentions: Mentions) -> None:
    assert mentions("The Ruritanian Customs Union (RCU) left. The RCU condemned Mali.")["RCU"] == "Ruritanian Customs Union by name"
    assert mentions("The World Health Organization (WOHO) left. WOHO condemned Mali.")["WOHO"] == "who by name"


def test_an_acronym_of_another_document_means_nothing(mentions: Mentions) -> None:
    assert mentions("The World Health Organization (WOHO) left. WOHO condemned Mali.")["WOHO"] == "who by name"
    assert mentions("The WOHO condemned Mali.").get("WOHO") != "who by name"


def test_members_of_a_body_are_the_body_by_membership(mentions: Mentions) -> None:
    found = mentions("NATO allies and EU member states condemned Mali.")
    assert (found["NATO allies"], found["EU member states"]) == ("nato by membership", "european-union by membership")


@pytest.mark.parametrize(("text", "phrase", "sector"), [
    ("The Bundestag condemned Mali.", "Bundestag", "LEG"), ("The Pentagon condemned Mali.", "Pentagon", "MIL"),
    ("The IDF attacked Chad.", "IDF", "MIL"),
    ("Norwegian troops attacked Mali.", "Norwegian troops", "MIL"), ("The Norwegian parliament condemned Mali.", "Norwegian parliament", "LEG"),
    ("The Norwegian foreign minister condemned Mali.", "Norwegian foreign minister", "GOV"),
])
def test_parts_and_roles_have_their_sector(coder: Coder, text: str, phrase: str, sector: str) -> None:
    context, _ = coder.told(Document.of(text))
    actor = next(a for m in context.mentions for a in m.actors if a.span is not None and a.span.text == phrase)
    assert (actor.kind, actor.sectors, actor.via) == ("state", (sector,), "role")


def test_an_office_has_the_name_of_its_holder_on_the_day(coder: Coder) -> None:
    for day, holder in (("2012-01-01", "Michael Spindelegger"), ("2016-01-01", "Sebastian Kurz")):
        context, _ = coder.told(Document.of("The Austrian foreign minister condemned Mali.", published=day))
        actor = next(a for m in context.mentions if m.form == "role" for a in m.actors)
        assert (actor.id, actor.aliases[-1]) == ("AUT", holder)


@pytest.mark.parametrize("text", ["Former Austrian foreign minister Michael Spindelegger condemned Mali.",
                                  "The former Austrian foreign minister condemned Mali.",
                                  "Former Norwegian foreign minister Anna Beispiel condemned Mali."])
def test_a_former_office_with_its_country_is_not_the_state(coder: Coder, text: str) -> None:
    event, = coder.code(Document.of(text, published="2012-01-01")).events
    assert event.sources[0].id is None


def test_an_office_beside_a_name_has_no_other_name(coder: Coder) -> None:
    context, _ = coder.told(Document.of("British Foreign Secretary Boris Johnson condemned Mali.", published="2004-05-01"))
    assert not any("Jack Straw" in actor.aliases for mention in context.mentions for actor in mention.actors)
