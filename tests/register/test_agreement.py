"""Agreement: Cohen's kappa, against examples worked by hand."""

import pytest

from demarche.register.agreement import Agreement, agreements, kappa
from demarche.register.reviews import Decision, Subject
from tests.register.witnesses import event


def judged(number: int, reviewer: str, verb: str, name: str, text: str = "a", undoes: int | None = None) -> Decision:
    subjects = (Subject.of(event(text, name=name, trigger="happened" if name[0] == "e" else name)),) if verb != "undo" else ()
    return Decision(id=number, recorded="2026", reviewer=reviewer, verb=verb, subjects=subjects, undoes=undoes)  # type: ignore[arg-type]


def test_kappa_is_that_of_an_example_worked_by_hand() -> None:
    # 50 records: both accept 20, both reject 15, the first alone accepts 5, the second alone 10.
    # They agree on 35/50 = 0.7; chance: 25/50 x 30/50 + 25/50 x 20/50 = 0.5; kappa = (0.7 - 0.5) / (1 - 0.5) = 0.4
    pairs = [("accept", "accept")] * 20 + [("reject", "reject")] * 15 + [("accept", "reject")] * 5 + [("reject", "accept")] * 10
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_of_three_judgements_worked_by_hand() -> None:
    # 10 records: agreed on 4 accept, 2 reject, 1 correct = 0.7; the first: 5, 3, 2; the second: 6, 2, 2
    # chance: (5 x 6 + 3 x 2 + 2 x 2) / 100 = 0.4; kappa = 0.3 / 0.6 = 0.5
    pairs = [("accept", "accept")] * 4 + [("reject", "reject")] * 2
    pairs += [("correct", "correct"), ("accept", "correct"), ("reject", "accept"), ("correct", "accept")]
    assert kappa(pairs) == pytest.approx(0.5)


@pytest.mark.parametrize(("pairs", "expected"), [
    ([("accept", "accept"), ("reject", "reject")], 1.0), ([("accept", "reject"), ("reject", "accept")], -1.0), ([], None), ([("accept", "accept")] * 3, None),
])
def test_kappa_at_its_ends(pairs: list[tuple[str, str]], expected: float | None) -> None:
    assert kappa(pairs) == expected


def test_each_two_reviewers_are_compared_where_both_judged() -> None:
    log = [judged(1, "Ada", "accept", "e1"), judged(2, "Ben", "accept", "e1"), judged(3, "Ada", "reject", "x"), judged(4, "Ben", "accept", "x"),
           judged(5, "Cem", "reject", "x"), judged(6, "Cem", "reject", "y")]
    assert agreements(log) == [Agreement(("Ada", "Ben"), 2, 1, 0.0), Agreement(("Ada", "Cem"), 1, 1, None), Agreement(("Ben", "Cem"), 1, 0, 0.0)]


def test_the_last_judgement_of_each_counts_and_what_was_undone_does_not() -> None:
    log = [judged(1, "Ada", "accept", "e1"), judged(2, "Ben", "accept", "e1"), judged(3, "Ben", "reject", "e1")]
    assert agreements(log)[0].alike == 0
    assert agreements([*log, judged(4, "Ben", "undo", "", undoes=3)])[0].alike == 1


def test_the_same_words_are_one_record_also_under_another_id() -> None:
    assert agreements([judged(1, "Ada", "accept", "e1"), judged(2, "Ben", "accept", "e2")]) == [Agreement(("Ada", "Ben"), 1, 1, None)]
    assert agreements([judged(1, "Ada", "accept", "e1"), judged(2, "Ben", "accept", "e1", text="b")]) == []


def test_nobody_agrees_with_himself() -> None:
    assert agreements([judged(1, "Ada", "accept", "e1"), judged(2, "Ada", "reject", "e1")]) == []
