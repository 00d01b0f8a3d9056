"""Soundness: values that no record can have are named; those that a coder gives are not."""

import pytest
from msgspec.structs import replace

from demarche.records import Actor, Counts, Date, GroupCount, Provision, Record
from demarche.register.soundness import flaws
from tests.register.documents import coded
from tests.register.witnesses import ILO, event, measure, span, vote


@pytest.mark.parametrize("value, precision", [("2022-03-23", "day"), ("2022-W12", "week"), ("2022-03", "month"), ("2022", "year")])
def test_a_date_is_as_precise_as_it_says(value: str, precision: str) -> None:
    date = Date(value=value, precision=precision, basis="explicit")  # type: ignore[arg-type]
    assert not list(flaws(date))
    others = {"day", "week", "month", "year"} - {precision}
    assert all(list(flaws(replace(date, precision=other))) == [f"{value} is no {other}"] for other in others)


@pytest.mark.parametrize(("record", "flaw"), [
    (Date(value="yesterday", precision="day", basis="relative"), "'yesterday' is no date"),
    (Actor(id="", name="nobody", kind="other"), "'' is no id of an actor"),
    (Actor(id="~protesters", name="protesters", kind="group"), "'~protesters' is no id of an actor"),
    (vote("a", counts=(-1, 2)).record, "nobody casts fewer votes than none"),
    (vote("a", by_group=(GroupCount(group="employers", option="for", count=-1),)).record, "nobody casts fewer votes than none"),
    (replace(event("a").record, confidence=float("nan")), "a confidence lies between 0 and 1"),
    (vote("a", counts=(42, 2), body=replace(ILO, id="i l o")).record, "'i l o' is no id of an actor"),
    (replace(measure("a").record, provisions=(Provision(kind="until", span=span("until May"), date=Date(value="2022-13", precision="month",
                                                                                                    basis="explicit")),)), "'2022-13' is no date"),
])
def test_a_flaw_is_found_at_any_depth(record: Record, flaw: str) -> None:
    assert list(flaws(record)) == [flaw]


def test_an_id_means_one_record() -> None:
    document = coded("ilo SANCTION RUS: The ILO suspended it.", "eu ACCUSE RUS: The EU condemned it.")
    one, other = document.events
    assert not list(flaws(document))
    assert list(flaws(replace(document, events=(one, replace(other, id=one.id))))) == [f"2 records of one kind have the id {one.id}"]
    assert list(flaws(replace(document, events=(replace(one, id=""), other)))) == ["'' is no id of a record"]


def test_numbers_that_are_not_told_are_no_flaw() -> None:
    assert not list(flaws(Counts())) and not list(flaws(vote("a").record))
