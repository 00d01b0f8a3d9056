"""Frames: answers in pandas and polars."""

from datetime import date
from typing import Any

import pytest

from demarche.errors import DemarcheError
from demarche.register import frames
from demarche.register.acts import acts
from demarche.register.answers import Standing, entry_of
from demarche.register.chains import chains
from demarche.register.frames import TYPES, to_frame
from demarche.register.holdings import Found
from demarche.register.rows import row
from tests.register.witnesses import EU, ILO, RUS, event, excepting, measure, vote

EVENTS = acts([event("a", "2022-03-24", on="2022-03-23", says="The ILO condemned Russia."), event("b", by=(ILO, EU), content="a war")])
MEASURES = [Standing(chain, date(2022, 4, 1), chain.state(date(2022, 4, 1)))
            for chain in chains([measure("a", since="2022-03-23", provisions=(excepting("except humanitarian aid"),))])]
VOTES = acts([vote("a", counts=(42, 2)), vote("b", body=None)])
ANSWERS: list[Any] = [EVENTS, MEASURES, VOTES, [entry_of(EVENTS[0])], [Found("0" * 64, 0, 4, "Yes.", ())]]


@pytest.fixture(params=list(TYPES))
def engine(request: pytest.FixtureRequest) -> str:
    """A library that is installed."""
    pytest.importorskip(request.param, reason=f"{request.param} is in the extra 'frames'")
    return str(request.param)


def dicts(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of either library; what is missing is None."""
    if hasattr(frame, "to_dicts"):
        return list(frame.to_dicts())
    return list(frame.astype(object).where(frame.notna(), None).to_dict("records"))


@pytest.mark.parametrize("answers", ANSWERS, ids=["events", "measures", "votes", "timeline", "sentences"])
def test_a_frame_has_the_rows_of_the_answers(answers: list[Any], engine: Any) -> None:
    assert dicts(to_frame(answers, engine)) == [row(one) for one in answers]


def test_columns_have_their_type_also_where_all_is_missing(engine: Any) -> None:
    frame = to_frame(VOTES, engine)
    types = {name: str(frame[name].dtype).lower() for name in ("absent", "date", "for")}
    assert types == {"absent": "int64", "date": "string", "for": "int64"}
    assert str(to_frame(MEASURES, engine)["holds"].dtype).lower() == "boolean" and str(to_frame(EVENTS, engine)["confidence"].dtype).lower() == "float64"


def test_a_frame_is_asked_as_one_is(engine: Any) -> None:
    frame = to_frame(EVENTS, engine)
    assert len(frame.filter(frame["date"] == "2022-03-23") if engine == "polars" else frame[frame["date"] == "2022-03-23"]) == 1
    assert RUS.id in dicts(frame)[0]["target_id"]


def test_no_answers_are_an_empty_frame(engine: Any) -> None:
    assert to_frame([], engine).shape == (0, 0)


def test_what_is_no_answer_is_refused(engine: Any) -> None:
    with pytest.raises(TypeError, match="Actor"):
        to_frame([RUS], engine)


def test_an_engine_that_is_not_installed_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "find_spec", lambda name: None)
    with pytest.raises(DemarcheError, match=r"D724 .*polars"):
        to_frame(EVENTS, "polars")


def test_another_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="pandas or polars"):
        to_frame(EVENTS, "excel")  # type: ignore[arg-type]
