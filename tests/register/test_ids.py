"""Ids: what an id names is found by indexes; only what a reviewer's decision has named takes making all acts."""

import pytest
from sqlalchemy import update

from demarche.register.adding import add
from demarche.register.ids import MOST
from demarche.register.log import decide
from demarche.register.register import Register
from demarche.register.store import Store
from demarche.register.tables import record
from demarche.register.view import View
from tests.register.documents import coded

ILO = "ilo SANCTION RUS: The ILO suspended cooperation with Russia."
NOBODY = "ilo SANCTION some_rebels: The ILO suspended cooperation with some rebels."
EU = "eu ACCUSE RUS: The EU condemned Russia."
VOTE = "ilo VOTE NOR: 42 voted for."


def filled(store: Store) -> Register:
    add(store, coded(ILO, VOTE, NOBODY, date="2022-03-23"))
    add(store, coded(ILO, EU, published="2022-03-24"))
    return Register(store)


def test_what_an_id_names_is_explained_without_making_all_acts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    register = filled(store)
    answers = [*register.events(), *register.votes(), *register.measures()]
    assert len(answers) == 6
    monkeypatch.setattr(View, "all", lambda _: 1 / 0)
    for answer in answers:
        assert register.why(answer.id) == register.why(answer.id[:8]) == answer.why
        assert answer.why in register.why(answer.witnesses[0].key)


def test_an_act_that_a_decision_has_named_is_explained_too(store: Store) -> None:
    register = filled(store)
    (told,) = [act for act in register.events(code="SANCTION", target="RUS") if len(act.witnesses) == 2]
    decide(store, "split", [told.witnesses[1]], reviewer="Ada")
    parts = register.events(code="SANCTION", target="RUS")
    assert len(parts) == 2 and all(register.why(act.id) == act.why for act in parts)


def test_acts_of_registers_older_than_the_index_are_explained_too(store: Store) -> None:
    register = filled(store)
    with store.writing() as connection:
        connection.execute(update(record).values(act=None))
    assert all(register.why(act.id) == act.why for act in register.events())


def test_of_very_many_records_that_begin_so_only_some_are_looked_at(store: Store) -> None:
    add(store, coded(*(f"ilo ACCUSE A{i}: The ILO condemned A{i}." for i in range(MOST + 20))))
    found, relations = store.named("")
    assert (len(found), relations) == (MOST, [])
