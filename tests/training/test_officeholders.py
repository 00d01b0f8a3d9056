"""The generator of the officials that come from data sets of others: what it takes, joins and leaves out."""

from pathlib import Path

import pytest

from demarche.knowledge.entries import Term
from training.officeholders import Wrong, held_by_another, joined, merged, phoenix
from training.phoenix import month, person, stretch

NOTHING = Wrong(about="a test", licence="-", source="-", terms=[], states=[], names=[], titles=[], words={}, known_as={})
ROE = Term(of="ZZZ", office="president", name="Anna Roe", since="2001-05", until="2005")


@pytest.mark.parametrize(("name", "shown"), [
    ("ANNA_ROE", "Anna Roe"), ("JEAN-LUC_ROE", "Jean-Luc Roe"), ("PRESIDENT_ROE", None), ("ROE", None), ("CIA_DIRECTOR_ROE", None),
    ("SOVIET_OF_NATIONALITIES", None), ("ANNA_R", None), ("VKIM_IL_CHOL", None), ("J._ROE", "J. Roe"),
])
def test_a_name_of_phoenix_is_a_person_or_none(name: str, shown: str | None) -> None:
    assert person(name, {"president", "director", "of"}) == shown


def test_dates_of_phoenix_are_read_to_the_month() -> None:
    assert [month(digits) for digits in ("051122", "19940922", "720101", "2004017", "051322")] == ["2005-11", "1994-09", "1972-01", None, "2005"]
    assert stretch("<", "051122", None) == (None, "2005-11")


def test_terms_within_a_year_of_each_other_are_one() -> None:
    times = (("2001", "2003-04"), ("2004-01", "2006"), ("2009", "2010"))
    again = [Term(of="ZZZ", office="official", name="Anna Roe", since=since, until=until) for since, until in times]
    assert [(term.since, term.until) for term in joined(again)] == [("2001", "2006"), ("2009", "2010")]


@pytest.mark.parametrize(("office", "since", "kept"), [
    ("president", "2003", False), ("president", "2005", True), ("minister", "2003", True), ("official", "2003", False),
])
def test_what_is_written_by_hand_wins_over_the_same_term_of_a_data_set(office: str, since: str, kept: bool) -> None:
    assert bool(merged([Term(of="ZZZ", office=office, name="ANNA ROE", since=since)], [ROE])) is kept


@pytest.mark.parametrize(("office", "name", "held"), [("president", "A. Roe", True), ("king", "Anna Roe", True), ("king", "Otto", False)])
def test_an_office_is_held_once_at_a_time_and_a_person_holds_one(office: str, name: str, held: bool) -> None:
    assert held_by_another(Term(of="ZZZ", office=office, name=name, since="2002"), [ROE], {"king", "monarch"}) is held


def test_a_king_is_a_monarch() -> None:
    king = Term(of="ZZZ", office="king", name="Otto", since="2000")
    assert held_by_another(Term(of="ZZZ", office="monarch", name="Otto I of Ruritania", since="2001"), [king], {"king", "monarch"})


def test_members_of_governments_are_read_with_their_other_names(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.txt"
    lines = ("ANNA_ROE_  # a source", "+ANNA_MARIA_ROE_", "\t[ZZZGOV 010501-050630]", "\t[ZZZELI]", "BORIS_DOE_", "\t[ZZZMIL >030101]", "\t[QQQGOV >030101]")
    path.write_text("\n".join(lines), encoding="utf-8")
    assert list(phoenix(path, {"ZZZ"}, set(), NOTHING)) == [
        Term(of="ZZZ", office="official", name="Anna Roe", names=["Anna Maria Roe"], since="2001-05", until="2005-06"),
        Term(of="ZZZ", office="commander", name="Boris Doe", since="2003-01", until="2014"),
    ]
