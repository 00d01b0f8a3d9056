"""Errors and warnings: complete, with a remedy, and safe to hand between processes."""

import pickle
import re
from pathlib import Path
from string import Formatter

import pytest

import demarche.errors
from demarche.errors import REGISTRY, DemarcheError
from demarche.records import Warning

HOUSE = Path(demarche.errors.__file__).parent


def details(code: str) -> dict[str, int]:
    entry = REGISTRY[code]
    return {name: 7 for _, name, _, _ in Formatter().parse(entry.message + entry.remedy) if name}


@pytest.mark.parametrize("code", REGISTRY)
def test_each_code_says_what_is_wrong_and_what_to_do(code: str) -> None:
    error = DemarcheError(code, **details(code))
    assert error.message
    assert error.remedy
    assert str(error) == f"{code} {error.message} ({error.remedy})"
    assert not re.search(r"[{}]", str(error))


@pytest.mark.parametrize("code", REGISTRY)
def test_each_error_survives_pickling(code: str) -> None:
    error = DemarcheError(code, **details(code))
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.code, str(again)) == (DemarcheError, code, str(error))


def test_a_missing_detail_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        DemarcheError("D101")


def test_a_warning_has_the_message_of_its_code() -> None:
    assert Warning.of("D304", count=2) == Warning(code="D304", message="2 sentences were too long and were cut at clause boundaries")


def test_every_code_in_the_program_is_registered_and_every_registered_code_is_used() -> None:
    named = {code for path in HOUSE.rglob("*.py") if path.name != "errors.py" for code in re.findall(r'"(D\d{3})"', path.read_text(encoding="utf-8"))}
    assert named == set(REGISTRY)
