"""The figures: those that gold/eval/score.py gives, on stored documents always and on the gold set where it is there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from demarche.cli.evaluate import readable
from demarche.coder import Coder
from demarche.evaluating import Report, read_gold, score
from demarche.evaluating.comparing import fold, same_actor
from demarche.evaluating.gold import GoldActor
from demarche.reading import read
from demarche.records import Actor, CodedDocument, Span

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[2].parent / "shared"
EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))


def stored() -> dict[str, CodedDocument]:
    records = [CodedDocument.from_json(line) for line in (DATA / "coded.jsonl").read_text(encoding="utf-8").splitlines()]
    return {record.document.text_sha256: record for record in records}


@pytest.fixture(scope="module")
def report() -> Report:
    return score(read_gold([DATA / "gold"]), stored())


def test_the_figures_are_those_that_are_stored(report: Report) -> None:
    assert report.to_dict() == EXPECTED


def test_the_lines_are_those_of_the_scorer(report: Report) -> None:
    misses = [line for name, lines in report.misses.items() for line in (name, *lines)]
    assert "\n".join([*misses, readable(report)]) == (DATA / "expected.txt").read_text(encoding="utf-8").rstrip("\n")


def test_an_empty_gold_set_has_figures_of_nothing() -> None:
    assert score([], {}).to_dict()["events"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "said": 0, "wanted": 0}


def test_a_span_that_is_not_the_text_is_counted(report: Report) -> None:
    gold = read_gold([DATA / "gold"])[:1]
    record = stored()[gold[0].text_sha256]
    wrong = replace(record, signatories=(replace(record.signatories[0], span=Span("wrong", 0, 5)), *record.signatories[1:]))
    assert score(gold, {gold[0].text_sha256: wrong}).rates["spans"] < 1.0


@pytest.mark.parametrize(("name", "folded"), [("The Hague", "hague"), ("Côte d’Ivoire", "cote d ivoire"), ("  U.N. ", "u n"), (None, "")])
def test_names_are_folded(name: str | None, folded: str) -> None:
    assert fold(name) == folded


def test_a_state_is_the_same_by_its_country_and_others_by_a_name() -> None:
    russia = GoldActor(names=["Russia"], country="RUS", kind="state")
    assert same_actor(russia, Actor(id="RUS", name="Kremlin", kind="state", country="RUS"))
    assert not same_actor(russia, Actor(id=None, name="Russian company", kind="company", country="RUS"))
    ilo = GoldActor(names=["International Labour Organization", "ILO"], kind="igo")
    assert same_actor(ilo, Actor(id="ilo", name="the agency", kind="igo"))
    assert not same_actor(ilo, Actor(id=None, name="WTO", kind="igo"))


@pytest.mark.skipif(not (SHARED / "eval" / "score.py").exists(), reason="../shared/eval/score.py and ../shared/gold are not here")
@pytest.mark.parametrize("gold", [SHARED / "gold" / "dev", Path(__file__).parents[1] / "samples"], ids=["dev", "samples"])
def test_the_figures_are_those_of_the_shared_scorer(gold: Path, coder: Coder) -> None:
    records = list(coder.code_many(one.document for one in read(sorted(gold.glob("*.json"))) if one.document))
    lines = "\n".join(record.to_json() for record in records)
    told = subprocess.run([sys.executable, SHARED / "eval" / "score.py", gold, "--json"], input=lines, capture_output=True, encoding="utf-8", check=True)
    figures = score(read_gold([gold]), {record.document.text_sha256: record for record in records}).to_dict()
    assert figures["rates"].pop("actor") > 0  # which the shared scorer does not ask
    assert figures == json.loads(told.stdout)
