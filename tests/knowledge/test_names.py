"""Names as they are compared: keys, plain letters, and what each name may stand for."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge.entries import Entry, Former, Term
from demarche.knowledge.names import MARK, claims, flat, folded, key_of, plain_letter, plain_letters, searched, written

CHAD = Entry(id="TCD", name="Chad", kind="state", adjectives=["Chadian"], demonyms=["Chadians"], metonyms=["N’Djamena"],
             parts={"MIL": ["Chadian Armed Forces"]})


@pytest.mark.parametrize(("name", "key"), [
    ("Côte d’Ivoire", "cote d ivoire"), ("COTE D'IVOIRE", "cote d ivoire"), ("U.N.", "u n"), ("  São   Tomé ", "sao tome"),
    ("Guinea-Bissau", "guinea bissau"),
    ("Łódź", "lodz"), ("Ðoković", "dokovic"), ("OPEC+", "opec+"), ("Україна", "украіна"), ("…", ""),
])
def test_one_name_has_one_key_however_it_is_printed(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize("name", ["São Tomé", "Türkiye", "Zürich", "Ömer Çelik", "Đồng Hới"])
def test_accents_of_their_own_and_on_their_letter_make_the_same_key(name: str) -> None:
    assert key_of(unicodedata.normalize("NFD", name)) == key_of(unicodedata.normalize("NFC", name))


@given(st.text())
def test_a_key_of_a_key_is_the_key(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name)


@given(st.text())
def test_a_flat_text_is_as_long_as_the_text(text: str) -> None:
    assert len(flat(text)) == len(plain_letters(text)) == len(text)


def test_a_flat_text_keeps_capitals_and_has_spaces_for_all_but_letters_and_digits() -> None:
    assert flat("the U.S. and Côte d’Ivoire—2022") == "the U S  and Cote d Ivoire 2022"


@pytest.mark.parametrize(("letter", "plain"), [("É", "E"), ("ø", "o"), ("ß", "s"), ("ﬁ", "f"), ("’", " "), ("Ж", "ж"), ("٣", "٣"), ("\u00ad", MARK),
                                               ("\u0301", MARK)])
def test_a_letter_is_made_plain_by_itself(letter: str, plain: str) -> None:
    assert plain_letter(letter) == plain


@pytest.mark.parametrize(("text", "small"), [("CÔTE d’Ivoire", "cote d'ivoire"), ("Guinea–Bissau", "guinea-bissau"), ("Østfold", "ostfold"),
                                             ("NATO", "nato")])
def test_folded_names_keep_their_punctuation_in_one_sort(text: str, small: str) -> None:
    assert folded(text) == small


@pytest.mark.parametrize(("name", "kind"), [("Chad", "name"), ("N'Djamena", "metonym"), ("chadian armed forces", "part"), ("Chadian", "adjective"),
                                            ("Chadians", "demonym"), ("Idriss Beispiel", "official"), ("I. Beispiel", "official")])
def test_every_name_of_an_actor_says_what_sort_it_is(name: str, kind: str) -> None:
    found = claims([CHAD], [Term(of="TCD", office="president", name="Idriss Beispiel", names=["I. Beispiel"])])
    assert [claim.kind for claim in found[key_of(name)]] == [kind]


def test_proper_names_come_before_seats_and_seats_before_peoples() -> None:
    entries = [Entry(id="AAA", name="A", kind="state", demonyms=["Same"]), Entry(id="BBB", name="B", kind="state", metonyms=["Same"]),
               Entry(id="CCC", name="C", kind="state", former=[Former(name="Same")]), Entry(id="DDD", name="Same", kind="state")]
    assert [entries[claim.entry].id for claim in claims(entries, [])["same"]] == ["DDD", "CCC", "BBB", "AAA"]


def test_an_entry_claims_a_name_once_by_its_best_sort() -> None:
    entry = Entry(id="x", name="Ostmark", kind="other", names=["Ostmark", "OSTMARK"], metonyms=["Ostmark"])
    assert [claim.kind for claim in claims([entry], [])["ostmark"]] == ["name"]


def test_every_term_of_office_is_a_claim_of_its_own() -> None:
    terms = [Term(of="TCD", office=office, name="Anna Roe", since=since) for office, since in (("foreign minister", "2001"), ("president", "2008"))]
    assert [(claim.term, claim.since) for claim in claims([CHAD], terms)["anna roe"]] == [(0, "2001"), (1, "2008")]


def test_an_official_of_a_state_that_nobody_knows_claims_nothing() -> None:
    assert "anna roe" not in claims([CHAD], [Term(of="XXX", office="president", name="Anna Roe")])


def test_claims_carry_dates_and_sectors() -> None:
    entry = Entry(id="ZZZ", name="New Ruritania", kind="state", former=[Former(name="Old Ruritania", since="1971", until="1997")],
                  parts={"LEG": ["Thing"]})
    found = claims([entry], [])
    assert (found["old ruritania"][0].until, found["thing"][0].sector, found["new ruritania"][0].until) == ("1997", "LEG", None)


def test_names_and_acronyms_are_searched_in_small_letters_with_the_spaces_of_their_points() -> None:
    entries = [Entry(id="rcu", name="Ruritanian Customs Union", kind="igo", names=["RCU", "R.U."]), Entry(id="unesco", name="UNESCO", kind="igo")]
    assert searched(claims(entries, [])) == [("r u", "r u"), ("rcu", "rcu"), ("ru", "r u"), ("ruritanian customs union", "ruritanian customs union"),
                                             ("unesco", "unesco")]


def test_points_and_commas_of_a_name_may_leave_spaces_or_not() -> None:
    assert set(written("F. W. de Roe")) == {"f  w  de roe", "f w de roe"}
    assert set(written("Roe")) == {"roe"}


def test_a_name_with_initials_is_searched_with_spaces_and_without() -> None:
    entry = Entry(id="jr", name="J. K. Roe", kind="person")
    assert {form for form, key in searched(claims([entry], []))} >= {"j k roe", "j  k  roe"}


@pytest.mark.parametrize("name", ["Bo\u0323\u0301la Roe", "M\u0304ili Roe", "Ruri\u00adtania"])
def test_a_name_with_an_accent_that_makes_no_letter_of_its_own_is_searched_without_it(name: str) -> None:
    assert key_of(name) in ("bola roe", "mili roe", "ruritania")
