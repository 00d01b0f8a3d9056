"""The project's development gold, where it lies beside this checkout: what the program must reach on it."""

import json
from pathlib import Path

import pytest

from demarche.coder import Coder
from demarche.evaluating import Floors, Gold, Report, digest, read_gold, read_pairs, score, score_pairs
from demarche.evaluating.pairs import digest as digest_of_pairs
from demarche.records import CodedDocument, Document, Measure, spans

DEV = Path(__file__).parents[2] / "shared" / "gold" / "dev"
PAIRS = DEV.parents[1] / "pairs" / "dev.jsonl"
FLOORS = Path(__file__).parent / "floors.json"
UNIONS, ILO = "dev-000-industriall", "dev-004-ilo"
pytestmark = pytest.mark.skipif(not (DEV / f"{ILO}.json").exists(), reason=f"no development gold at {DEV}")


@pytest.fixture(scope="module")
def gold() -> list[Gold]:
    return read_gold([DEV])


@pytest.fixture(scope="module")
def coded(coder: Coder) -> dict[str, CodedDocument]:
    read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(DEV.glob("*.json"))]
    documents = [Document.of(d["text"], **{name: d.get(name) for name in ("id", "url", "title", "publisher", "published")}) for d in read]
    return {each.document.text_sha256: each for each in coder.code_many(documents)}


@pytest.fixture(scope="module")
def mission(gold: list[Gold]) -> dict[str | None, Gold]:
    return {each.id: each for each in gold if each.id in (UNIONS, ILO)}


@pytest.fixture(scope="module")
def report(mission: dict[str | None, Gold], coded: dict[str, CodedDocument]) -> Report:
    return score(mission.values(), coded)


@pytest.fixture(scope="module")
def suspension(mission: dict[str | None, Gold], coded: dict[str, CodedDocument]) -> Measure:
    """The measure of the mission: the suspension of technical cooperation."""
    (found,) = [measure for measure in coded[mission[ILO].text_sha256].measures if measure.kind == "suspend-cooperation"]
    return found


def test_the_events_of_the_mission_documents_are_found(report: Report) -> None:
    assert report.events.f1 >= 0.90, report.misses


def test_the_measures_of_the_mission_documents_are_found(report: Report) -> None:
    assert report.measures.f1 == 1.0, report.misses


def test_the_vote_of_the_mission_is_exact(mission: dict[str | None, Gold], coded: dict[str, CodedDocument], report: Report) -> None:
    (vote,) = coded[mission[ILO].text_sha256].votes
    assert (vote.counts.for_, vote.counts.against, vote.counts.abstain, vote.result) == (42, 2, 8, "adopted")
    assert vote.body is not None
    assert vote.body.id == "ilo"
    assert sorted((group.option, group.count) for group in vote.by_group) == [("for", 12), ("for", 14), ("for", 16)]
    assert {voter.actor.id: voter.option for voter in vote.voters} == {"RUS": "against", "CHN": "against", "PAK": "abstain", "IND": "abstain"}
    assert vote.seats is not None
    assert sorted(vote.seats.values()) == [14, 14, 28]
    assert [check.holds for check in vote.checks] == [True] * 4
    assert report.votes.f1 == report.rates["named voter"] == report.rates["group count"] == report.rates["vote body"] == 1.0


def test_the_measure_of_the_mission_is_bound_by_the_ceasefire_and_spares_humanitarian_assistance(suspension: Measure) -> None:
    assert ([actor.id for actor in suspension.imposers], [actor.id for actor in suspension.targets], suspension.status) == (["ilo"], ["RUS"], "decided")
    bounds = {provision.kind: provision for provision in suspension.provisions}
    assert bounds["until"].span.text == "until a ceasefire is agreed"
    assert bounds["until"].condition is not None
    assert bounds["until"].condition.event == "AGREE"
    assert bounds["except"].span.text == "humanitarian assistance"


def test_no_other_measure_of_the_mission_has_its_bounds(mission: dict[str | None, Gold], coded: dict[str, CodedDocument], suspension: Measure) -> None:
    others = [measure for measure in coded[mission[ILO].text_sha256].measures if measure != suspension]
    assert not [provision.span.text for measure in others for provision in measure.provisions if "ceasefire" in provision.span.text]


def test_the_four_signatories_are_all_and_the_only_ones(mission: dict[str | None, Gold], coded: dict[str, CodedDocument]) -> None:
    wanted = {signatory.name for signatory in mission[UNIONS].signatories}
    assert len(wanted) == 4
    assert {signatory.name for signatory in coded[mission[UNIONS].text_sha256].signatories} == wanted


def test_every_document_of_the_development_set_is_coded_with_exact_spans(gold: list[Gold], coded: dict[str, CodedDocument]) -> None:
    assert {each.text_sha256 for each in gold} == set(coded)
    for each in gold:
        assert [span for span in spans(coded[each.text_sha256]) if each.text[span.start:span.end] != span.text] == []


def test_the_events_of_the_development_set_are_found(gold: list[Gold], coded: dict[str, CodedDocument]) -> None:
    assert score(gold, coded).events.f1 >= 0.70


def test_the_development_set_does_not_fall_below_its_floors(gold: list[Gold], coded: dict[str, CodedDocument]) -> None:
    floors = Floors.load(FLOORS)
    if not floors.sets:
        pytest.skip("tests/floors.json has no floors yet; 'demarche evaluate ../shared/gold/dev --floors tests/floors.json --lower-floors' sets them")
    assert [str(error) for error in floors.broken(FLOORS, digest(gold), score(gold, coded))] == []


def test_documents_without_any_act_give_none(gold: list[Gold], coded: dict[str, CodedDocument]) -> None:
    quiet = [each for each in gold if not each.events and not each.measures]
    assert quiet
    assert {each.id: [event.trigger.text for event in coded[each.text_sha256].events] for each in quiet} == {each.id: [] for each in quiet}


def test_the_marked_pairs_do_not_fall_below_their_floors(coder: Coder) -> None:
    if not PAIRS.exists():
        pytest.skip(f"no marked pairs at {PAIRS}")
    pairs = read_pairs(PAIRS)
    assert [str(error) for error in Floors.load(FLOORS).broken(FLOORS, digest_of_pairs(pairs), score_pairs(coder, pairs))] == []
