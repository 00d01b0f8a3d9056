"""The fit of the confidence, and the kinds of error, without a network."""

from training.accuracy import kinds, table
from training.calibrate import fitted


def test_evidence_that_goes_with_being_right_weighs_for_it() -> None:
    judged = [({"always": 1.0, "pair": 3.0}, True)] * 40 + [({"always": 1.0, "pair": -3.0}, False)] * 40
    weights = fitted(judged)
    assert weights["pair"] > 0.5
    assert abs(weights["always"]) < 0.2


def test_kinds_of_error_are_counted_with_their_codes_and_the_words_of_triggers() -> None:
    shown = kinds([(("wrong or missing target", "AID"), "has sent many tonnes of rice"), (("wrong or missing target", "AID"), "gave")])
    assert "| wrong or missing target | 2 | AID 2 | *has sent many tonnes*, *gave* |" in shown


def test_a_table_puts_numbers_to_the_right() -> None:
    assert table(("code", "F1"), [["AID", 0.5]]) == "| code | F1 |\n|---|---:|\n| AID | 0.500 |\n"
