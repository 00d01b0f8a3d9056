"""The codebook that ships: complete, told in words, and the same there and back with CAMEO."""

from __future__ import annotations

from typing import get_args

import pytest

from demarche import records
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.codes import TRAITS, Book, Predicate, Root, Trait
from demarche.knowledge.loader import Knowledge

BOOK = Knowledge.load().codebook
EVERY = [(root.code, mode) for root in BOOK.roots for mode in (None, *(mode.name for mode in root.modes))]


def test_the_codes_that_the_records_list_are_those_of_the_codebook() -> None:
    assert tuple(root.code for root in BOOK.roots) == records.PLOVER


@pytest.mark.parametrize("root", BOOK.roots, ids=lambda root: root.code)
def test_each_root_says_what_it_is_and_is_not(root: Root) -> None:
    assert root.quad and root.weight is not None
    assert len(root.definition) > len(root.meaning) and len(root.boundaries) >= 3
    assert all(mode.meaning.endswith(".") for mode in root.modes)


def test_every_trait_has_a_meaning_and_is_used() -> None:
    assert set(TRAITS) == set(get_args(Trait))
    assert all(BOOK.codes(trait) for trait in TRAITS)


def test_a_trait_gives_the_codes_that_have_it() -> None:
    assert BOOK.codes("telling") == {"REQUEST", "AGREE", "THREATEN"}
    assert BOOK.codes("awaited") == {root.code for root in BOOK.roots if root.quad in ("verbal-cooperation", "material-cooperation")}


def test_the_contexts_are_the_37_in_their_order() -> None:
    names = [context.name for context in BOOK.contexts]
    assert (len(names), names[0], names[-1]) == (37, "military", "trafficking")
    assert all(len(context.strong) + len(context.cues) >= 15 for context in BOOK.contexts)


@pytest.mark.parametrize(("code", "mode"), EVERY)
def test_each_root_and_mode_goes_to_a_cameo_code_and_back(code: str, mode: str | None) -> None:
    cameo = BOOK.to_cameo(code, mode)
    found = BOOK.cameo(cameo or "")
    assert found is not None and code in (found.code, *found.also)


@pytest.mark.parametrize(("cameo", "code", "mode"), [
    ("02", "REQUEST", None), ("0251", "REQUEST", "yield"), ("055", "CONCEDE", None), ("0813", "CONCEDE", None), ("085", "CONCEDE", None),
    ("0871", "RETREAT", "ceasefire"), ("0874", "RETREAT", "withdraw"), ("105", "REQUEST", "yield"), ("116", "SANCTION", "convict"),
    ("132", "THREATEN", "restrict"), ("143", "PROTEST", None), ("163", "SANCTION", "discontinue"), ("1622", "SANCTION", "discontinue"),
    ("1712", "ASSAULT", "destroy"), ("1722", "COERCE", "restrict"), ("175", "ASSAULT", None), ("176", "COERCE", "cyber"), ("186", "ASSAULT", "targeted"),
    ("191", "COERCE", "restrict"), ("192", "COERCE", "seize"), ("1951", "ASSAULT", "aerial"), ("1952", "ASSAULT", "drone"), ("203", "ASSAULT", None),
    ("012", None, None),
])
def test_where_the_sources_collide_the_decision_holds(cameo: str, code: str | None, mode: str | None) -> None:
    found = BOOK.cameo(cameo)
    assert found is not None and (found.code, found.mode) == (code, mode)


def test_every_cameo_code_is_there_with_its_root() -> None:
    codes = {one.cameo for one in BOOK.crosswalk}
    assert len(codes) == len(BOOK.crosswalk) == 318
    assert all(code[:2] in codes and (len(code) < 4 or code[:3] in codes) for code in codes)
    assert all(one.note for one in BOOK.crosswalk if one.code is None and len(one.cameo) == 2)


def test_what_is_no_cameo_code_is_none() -> None:
    assert BOOK.cameo("999") is None
    assert BOOK.to_cameo("NOTHING") is None


@pytest.mark.parametrize(("predicate", "code", "cameo"), [
    (Predicate(verb="fund", code="AID", cameo="071"), "AID", "071"),
    (Predicate(verb="fund", code="AID", cameo="071"), "AGREE", "0331"),
    (Predicate(verb="fund", code="AID", cameo="071"), "REJECT", "1221"),
    (Predicate(verb="embargo", code="SANCTION", cameo="163"), "THREATEN", "1312"),
    (Predicate(verb="hack", code="COERCE", mode="cyber"), "COERCE", "176"),
    (Predicate(verb="praise", code="SUPPORT", cameo="051"), "AGREE", "030"),
    (Predicate(verb="act", code="ASSAULT"), "THREATEN", "130"),
])
def test_the_cameo_code_follows_what_became_of_the_act(predicate: Predicate, code: str, cameo: str) -> None:
    assert BOOK.cameo_of(predicate, code) == cameo


def test_demands_grow_stronger() -> None:
    order = ["ask", "encourage", "urge", "call upon", "demand", "decide"]
    assert [BOOK.strength(lemma) for lemma in order] == [1, 2, 3, 4, 5, 6]
    assert BOOK.strength("praise") is None


def test_codebooks_are_compared_by_what_they_say() -> None:
    one = Book(name="A", version="1", roots=[Root(code="ACT", meaning="Act.")])
    assert Codebook(one) == Codebook(one) != Codebook(one, "0123")
    assert Codebook(one, "0123").title == "A 1 0123"
