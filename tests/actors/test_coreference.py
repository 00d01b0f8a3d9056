"""What points back: pronouns, descriptions, documents, and what points at nothing."""

from collections.abc import Callable

import pytest

Mentions = Callable[..., dict[str, str]]
ILO = "The International Labour Organization met in Geneva. "


@pytest.mark.parametrize(("text", "phrase", "who"), [
    ("Norway imposed sanctions on Belarus. It also condemned Iran.", "It", "NOR"),
    (ILO + "Its governing body condemned Chad.", "governing body", "ilo"),
    (ILO + "The UN agency condemned Chad.", "UN agency", "ilo"),
    (ILO + "The organization condemned Chad.", "organization", "ilo"),
    ("The European Union condemned Mali. The bloc imposed sanctions on Chad.", "bloc", "european-union"),
    ("Mali expelled the envoy of France. The country also condemned Niger.", "country", "MLI"),
    ("The Norwegian foreign minister condemned Mali. She urged Chad to leave.", "She", "NOR"),
    ("Norway and Chad are partners. The two countries condemned Mali.", "countries", "NOR+TCD"),
    ("The governments of Norway and Chad condemned Mali. They also condemned Niger.", "They", "NOR+TCD"),
])
def test_it_means_the_salient_actor_before_it(mentions: Mentions, text: str, phrase: str, who: str) -> None:
    assert mentions(text)[phrase] == f"{who} by coreference"


@pytest.mark.parametrize(("text", "phrase", "who"), [
    ("Mali expelled the envoy of France. The country’s army attacked the rebels.", "army", "MLI"),
    ("Mali expelled the envoy of France. Its army attacked the rebels.", "army", "MLI"),
])
def test_a_role_of_what_is_pointed_at_is_its_role(mentions: Mentions, text: str, phrase: str, who: str) -> None:
    assert mentions(text)[phrase] == f"{who} by role"


def test_a_possessive_means_the_subject_of_its_clause(mentions: Mentions) -> None:
    assert mentions("Norway condemned Iran. Chad ended its cooperation with Mali.")["its"] == "TCD by coreference"


def test_a_possessive_in_the_reason_means_whom_the_act_hits(mentions: Mentions) -> None:
    assert mentions("Norway condemned Mali for its attack on Chad.")["its"] == "MLI by coreference"


def test_a_possessive_in_a_demand_means_who_is_asked(mentions: Mentions) -> None:
    assert mentions("Norway urged Mali to stop its attack on Chad.")["its"] == "MLI by coreference"


@pytest.mark.parametrize("text", ["Norway condemned Mali. It is regrettable that Chad attacked Niger.",
                                  "Norway condemned Mali. It is imperative that Chad release the envoy."])
def test_an_empty_it_means_nobody(mentions: Mentions, text: str) -> None:
    assert "It" not in mentions(text)


def test_a_pronoun_with_nothing_before_it_means_nobody(mentions: Mentions) -> None:
    assert mentions("It condemned Mali.") == {"Mali": "MLI by name"}


def test_a_pronoun_far_from_any_name_means_nobody(mentions: Mentions) -> None:
    assert "It" not in mentions("Norway condemned Mali. " + "The rain went on for days. " * 8 + "It condemned Chad.")


def test_a_text_that_speaks_means_who_issued_it(mentions: Mentions) -> None:
    assert mentions("The resolution condemned Mali.", publisher="UN Security Council")["resolution"] == "un-security-council by letterhead"


def test_documents_do_not_remember_each_other(coder: object) -> None:
    first, second = coder.code_many(["Norway condemned Mali.", "It condemned Chad."])  # type: ignore[attr-defined]
    assert (len(first.events), len(second.events)) == (1, 0)


@pytest.mark.parametrize(("text", "phrase", "who"), [
    ("Norway and Chad signed a treaty. The latter condemned Mali.", "latter", "TCD"),
    ("Norway and Chad signed a treaty. The former condemned Mali.", "former", "NOR"),
    ("The UN Security Council met in New York. The 15-member body condemned Mali.", "15 - member body", "un-security-council"),
    ("Saudi Arabia expelled the envoy of France. The kingdom also condemned Niger.", "kingdom", "SAU"),
    ("Norway and Chad signed a treaty. Both countries condemned Mali.", "countries", "NOR+TCD"),
    ("The Ruritanian Customs Union (RCU) condemned Mali. The union urged Chad to leave.", "union", "Ruritanian Customs Union"),
])
def test_a_description_means_what_it_describes(mentions: Mentions, text: str, phrase: str, who: str) -> None:
    assert mentions(text)[phrase] == f"{who} by coreference"


def test_the_former_and_the_latter_are_of_one_pair(mentions: Mentions) -> None:
    found = mentions("Norway and Chad signed a treaty. The former condemned Mali, and the latter left.")
    assert (found["former"], found["latter"]) == ("NOR by coreference", "TCD by coreference")


@pytest.mark.parametrize("text", ["Norway signed a treaty. The latter condemned Mali.", "The latter condemned Mali."])
def test_the_latter_of_fewer_than_two_is_nobody(mentions: Mentions, text: str) -> None:
    assert "latter" not in mentions(text)


@pytest.mark.parametrize(("number", "who"), [("27", "european-union by membership"), ("55", "african-union by membership"),
                                             ("15", "member states by name")])
def test_member_states_are_of_the_body_that_has_so_many(mentions: Mentions, number: str, who: str) -> None:
    text = f"The European Union met with the African Union. The {number} member states condemned Mali."
    assert mentions(text, published="2022-03-01")["member states"] == who


def test_the_number_of_members_is_that_of_the_day(mentions: Mentions) -> None:
    text = "The European Union met. The 28 member states condemned Mali."
    assert mentions(text, published="2015-03-01")["member states"] == "european-union by membership"
    assert mentions(text, published="2022-03-01")["member states"] == "member states by name"


def test_the_president_is_of_whom_a_president_was_spoken_of(mentions: Mentions) -> None:
    assert mentions("French President Anna Roe condemned Mali. Norway left. The president urged Chad to leave.")["president"] == "FRA by role"


def test_the_army_is_that_of_the_state_before_it(mentions: Mentions) -> None:
    assert mentions("Norway expelled the envoy. The troops attacked Mali.").get("troops") == "NOR by role"
    assert "army" not in mentions("The army attacked Mali. Norway left.")


def test_the_pope_needs_no_state_before_him(mentions: Mentions) -> None:
    assert mentions("The Pope condemned Mali.", published="2017-01-01")["Pope"] == "VAT by role"
