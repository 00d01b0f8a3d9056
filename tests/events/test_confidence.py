"""How sure an event is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.coder import Coder
from demarche.errors import DemarcheError
from demarche.events.confidence import FURTHEST, Calibration, odds
from demarche.records import CodedDocument

Coded = Callable[..., CodedDocument]


@given(st.floats(0, 1), st.floats(0, 1))
def test_odds_rise_with_the_probability_and_stay_bounded(p: float, q: float) -> None:
    assert -FURTHEST <= odds(min(p, q)) <= odds(max(p, q)) <= FURTHEST


def test_what_is_denied_or_only_considered_is_less_sure_than_what_is_done(coder: Coder) -> None:
    surely, perhaps = (coder.judge.calibration.confidence({"always": 1.0, "verb": 1.0, "asking": 1.0, "pair": odds, "act": odds}) for odds in (4.0, -4.0))
    assert perhaps < surely


def test_a_plain_act_is_surer_than_a_vague_one(coded: Coded) -> None:
    plain, = coded("The United States imposed sanctions on Belarus.").events
    assert plain.confidence >= 0.8


def test_confidence_is_a_probability(coded: Coded) -> None:
    events = coded("Norway condemned Chad, met Mali, may suspend its aid to Niger and did not attack Togo.").events
    assert events
    assert all(0 < e.confidence < 1 for e in events)


def test_the_reliability_of_the_shipped_calibration_rises(coder: Coder) -> None:
    rows = coder.judge.calibration.reliability
    assert len(rows) >= 5
    assert [mean for mean, _, _ in rows] == sorted(mean for mean, _, _ in rows)
    assert rows[-1][1] > rows[0][1]
    assert all(abs(mean - right) < 0.15 for mean, right, _ in rows)


@pytest.mark.parametrize(("content", "code"), [(None, "D101"), ("{}", "D401"), ("no json", "D401")])
def test_a_calibration_that_is_none_is_an_error_with_its_code(tmp_path: Path, content: str | None, code: str) -> None:
    path = tmp_path / "calibration.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(DemarcheError, match=code):
        Calibration.load(path)
