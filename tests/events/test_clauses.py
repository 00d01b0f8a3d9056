"""Lists under one lead-in."""

from collections.abc import Callable

from demarche.records import CodedDocument

Coded = Callable[..., CodedDocument]
ORDER = """The following are prohibited effective immediately:

(a) The importation into Norway of coffee and copper originating in Chad.

(b) The sale or supply to Chad of arms and ammunition of all types.

(c) Any activity which promotes the export of oil from Chad, provided that this shall not apply to medicines."""


def test_each_clause_of_an_order_is_a_measure_by_whoever_issues_it(coded: Coded) -> None:
    found = coded(ORDER, publisher="Norway", published="2020-03-01").measures
    assert [(m.kind, m.status, [a.id for a in m.imposers], [a.id for a in m.targets]) for m in found] == [
        ("trade", "in-force", ["NOR"], ["TCD"]), ("arms-embargo", "in-force", ["NOR"], ["TCD"]), ("trade", "in-force", ["NOR"], ["TCD"])]


def test_a_clause_has_its_own_words_as_object_and_its_own_exemption(coded: Coded) -> None:
    *_, last = coded(ORDER, publisher="Norway", published="2020-03-01").measures
    assert last.object is not None
    assert last.object.text.startswith("Any activity which promotes the export of oil")
    assert [(p.kind, p.span.text) for p in last.provisions if p.kind == "except"] == [("except", "medicines")]


def test_a_clause_that_tells_its_own_act_keeps_it(coded: Coded) -> None:
    text = "The Council decides:\n\n1. to suspend its cooperation with Chad;\n\n2. to expel Mali from the union."
    assert sorted(m.kind for m in coded(text, publisher="African Union").measures) == ["expel", "suspend-cooperation"]


def test_what_follows_a_list_is_not_under_its_lead(coded: Coded) -> None:
    found = coded(f"{ORDER}\n\nThe harvest in Chad was good.", publisher="Norway").measures
    assert all("harvest" not in m.sentence.text for m in found)
