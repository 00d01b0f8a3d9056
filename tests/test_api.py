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


def test_resolve_finds_whom_a_phrase_means_on_a_day() -> None:
    assert [actor.id for actor in demarche.resolve("the Kremlin", on="2022-03-01")] == ["RUS"]
    assert demarche.resolve("the Austrian foreign minister", on="2016-01-01")[0].aliases[-1] == "Sebastian Kurz"
    assert demarche.resolve("Sebastian Kurz", on="2023-01-01")[0].id is None
    assert demarche.resolve("nobody that a file knows") == demarche.resolve("") == []


def test_members_of_a_body_are_those_of_the_day() -> None:
    assert {"GBR", "NOR"} & {actor.id for actor in demarche.members("european-union", on="2015-06-01")} == {"GBR"}
    assert "GBR" not in {actor.id for actor in demarche.members("european-union", on="2022-06-01")}
    assert "GBR" in {actor.id for actor in demarche.members("european-union")}
    assert demarche.members("no-such-body") == []


def test_what_resolves_is_an_actor_of_the_records() -> None:
    actor, = demarche.resolve("Norway")
    assert isinstance(actor, demarche.Actor)
    assert (actor.kind, actor.country, actor.via, actor.span) == ("state", "NOR", "name", None)
