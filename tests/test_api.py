"""The public names, and coding in one call."""

import subprocess
import sys

import pytest

import demarche
from demarche.coder import Coder


def test_every_public_name_exists_and_no_other_is_listed() -> None:
    assert dir(demarche) == sorted(demarche.__all__)
    assert all(getattr(demarche, name) is not None for name in demarche.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = demarche.nothing  # type: ignore[attr-defined]


def test_importing_loads_neither_the_model_nor_the_records() -> None:
    program = "import sys, demarche; print([m for m in ('onnxruntime', 'numpy', 'msgspec', 'demarche.records') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_code_gives_the_records_of_a_text(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demarche, "_shared_coder", lambda: coder)
    coded = demarche.code("Norway condemned Russia's invasion of Ukraine.", published="2022-02-24", title="Oslo", id="1")
    assert [(e.sources[0].id, e.code, e.targets[0].id) for e in coded.events] == [("NOR", "ACCUSE", "RUS"), ("RUS", "ASSAULT", "UKR")]
    assert (coded.document.published, coded.document.title, coded.document.id) == ("2022-02-24", "Oslo", "1")


def test_code_keeps_the_warnings_of_reading(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demarche, "_shared_coder", lambda: coder)
    assert [w.code for w in demarche.code("Norway\0condemned Russia.").warnings] == ["D110"]


def test_code_refuses_what_is_no_date() -> None:
    with pytest.raises(demarche.DemarcheError, match="D113"):
        demarche.code("Norway condemned Russia.", published="yesterday")
