"""What each sample document must show: the main job of the program, on texts of our own."""

import json
from pathlib import Path

import pytest

from demarche.coder import Coder
from demarche.evaluating import Floors, digest, read_gold, score
from demarche.records import CodedDocument, Document

HERE = Path(__file__).parent
SAMPLES = sorted((HERE / "samples").glob("*.json"))
Table = dict[str, CodedDocument]


@pytest.fixture(scope="module")
def samples(coder: Coder) -> Table:
    read = [json.loads(path.read_text(encoding="utf-8")) for path in SAMPLES]
    documents = [Document.of(d["text"], **{name: d.get(name) for name in ("id", "url", "title", "publisher", "published")}) for d in read]
    return {path.stem[:2]: coded for path, coded in zip(SAMPLES, coder.code_many(documents), strict=True)}


def told(coded: CodedDocument) -> set[str]:
    """ "NOR SANCTION RUS actual" for each pair of a source and a target."""
    return {f"{source.id or source.name} {event.code} {target.id if target and target.id else target.name if target else '-'} {event.status}"
            for event in coded.events for source in event.sources for target in (event.targets or (None,))}


def measured(coded: CodedDocument) -> set[str]:
    """ "NOR trade RUS decided" for each imposer and the first target."""
    return {f"{imposer.id} {measure.kind} {measure.targets[0].id if measure.targets else '-'} {measure.status}"
            for measure in coded.measures for imposer in measure.imposers}


SHOWN = {
    "01": {"ituc ACCUSE BLR actual", "etuc ACCUSE BLR actual", "ituc REQUEST BLR actual", "etuc REQUEST ilo actual", "ituc SUPPORT european-parliament actual"},
    "02": {"un-security-council REQUEST DOM actual", "un-security-council SUPPORT KEN actual", "un-security-council SANCTION HTI actual"},
    "03": {"wada SANCTION VEN actual", "wada REQUEST VEN actual", "VEN ACCUSE wada actual"},
    "04": {"oas ACCUSE NIC actual", "oas REQUEST NIC actual", "NIC SANCTION oas actual"},
    "05": {"CAN CONCEDE SYR actual", "CAN SANCTION SYR actual", "CAN REQUEST SYR actual", "arab-league SUPPORT CAN actual", "JOR SUPPORT CAN actual"},
    "06": {"who SANCTION ETH denied", "ETH SUPPORT who actual", "SDN REQUEST who denied", "who AGREE - actual", "ETH AGREE - actual"},
    "07": {"european-union ACCUSE BLR actual", "CHE REQUEST BLR actual", "JPN REQUEST BLR actual", "BLR ACCUSE POL actual", "RUS SUPPORT BLR actual",
           "CUB SUPPORT BLR actual"},
    "11": {"JPN CONSULT JOR actual", "JPN CONSULT - actual", "JOR CONSULT - actual", "JPN AID JOR actual", "JPN COOPERATE - actual",
           "JPN AGREE JOR actual", "JOR SUPPORT JPN actual", "JPN REQUEST SDN actual", "JOR REQUEST SDN actual", "JPN AGREE wfp actual"},
    "12": {"council-of-europe SANCTION GEO considered", "DEU SANCTION GEO considered", "EST SANCTION GEO actual", "USA THREATEN GEO actual",
           "GEO REJECT USA actual", "GEO ACCUSE european-union actual", "european-union SANCTION GEO considered"},
    "13": {"african-union SANCTION MLI actual", "MLI SANCTION DNK actual", "DNK SANCTION MLI actual", "european-union ACCUSE MLI actual",
           "un REQUEST MLI actual", "NER SANCTION ecowas actual", "BFA SUPPORT MLI actual", "NER SUPPORT MLI actual"},
    "14": {"european-union SANCTION MMR actual", "NOR SANCTION MMR actual", "european-union REQUEST MMR actual", "european-union AGREE MMR actual"},
    "15": {"KEN COERCE teachers actual", "amnesty-international ACCUSE KEN actual", "african-union REQUEST KEN actual", "KEN ASSAULT teachers actual"},
    "16": {"AZE RETREAT ARM actual", "AZE CONCEDE ARM actual", "TUR CONCEDE ARM actual", "osce SUPPORT ARM actual", "GEO SUPPORT AZE actual"},
}
MEASURES = {
    "02": {"un-security-council arms-embargo HTI decided"},
    "03": {"wada suspend-participation VEN decided"},
    "04": {"NIC withdraw oas decided"},
    "05": {"CAN financial SYR lifted"},
    "06": set(),
    "07": set(),
    "11": set(),
    "12": {"council-of-europe suspend-participation GEO under-review", "EST suspend-cooperation GEO decided",
           "european-union other GEO under-review"},
    "13": {"african-union suspend-membership MLI decided", "MLI downgrade-relations DNK decided", "DNK downgrade-relations MLI decided",
           "NER withdraw ecowas decided"},
    "14": {"NOR trade MMR decided", "european-union travel-ban MMR decided", "european-union financial MMR decided", "european-union trade MMR decided"},
    "16": {"AZE trade ARM lifted", "TUR close-access ARM lifted"},
}


@pytest.mark.parametrize("sample", SHOWN)
def test_the_acts_of_a_sample_are_found(samples: Table, sample: str) -> None:
    assert SHOWN[sample] <= told(samples[sample])


@pytest.mark.parametrize("sample", MEASURES)
def test_the_measures_of_a_sample_are_found(samples: Table, sample: str) -> None:
    assert MEASURES[sample] <= measured(samples[sample])
    assert MEASURES[sample] or not measured(samples[sample])


@pytest.mark.parametrize("sample", ["08", "09", "10"])
def test_a_match_a_storm_and_a_balance_sheet_give_nothing(samples: Table, sample: str) -> None:
    coded = samples[sample]
    assert (told(coded), coded.measures, coded.votes, coded.signatories, coded.warnings) == (set(), (), (), (), ())


def test_the_three_signatories_are_read_with_role_and_organization(samples: Table) -> None:
    assert [(s.name, s.role, s.organization) for s in samples["01"].signatories] == [
        ("Helen Marchetti", "President", "International Trade Union Confederation"),
        ("Joseph Adeyemi", "General Secretary", "International Trade Union Confederation"),
        ("Katrin Solberg", "General Secretary", "European Trade Union Confederation")]
    assert not [s for key, coded in samples.items() if key != "01" for s in coded.signatories]


@pytest.mark.parametrize(("sample", "kind", "provision", "words"), [
    ("02", "arms-embargo", "until", "30 June 2026"),
    ("02", "arms-embargo", "except", "deliveries to the Haitian National Police"),
    ("03", "suspend-participation", "until", "the country has paid its contributions for 2021 and 2022"),
    ("05", "financial", "except", "transactions with persons who are listed in Schedule 1"),
    ("14", "trade", "until", "30 April 2025"),
    ("14", "travel-ban", "basis", "Article 215"),
])
def test_the_bounds_of_a_measure_are_on_it(samples: Table, sample: str, kind: str, provision: str, words: str) -> None:
    found = [p.span.text for measure in samples[sample].measures if measure.kind == kind for p in measure.provisions if p.kind == provision]
    assert any(words in text for text in found), found


@pytest.mark.parametrize(("sample", "body", "counts", "holds"), [("03", "wada", (31, 6, 3), [True, True, True, True]),
                                                                 ("04", "oas", (24, 5, 6), [False, True, False, True])])
def test_a_vote_is_counted_and_checked(samples: Table, sample: str, body: str, counts: tuple[int, ...], holds: list[bool]) -> None:
    (vote,) = samples[sample].votes
    assert (vote.body.id, vote.result) == (body, "adopted")
    assert (vote.counts.for_, vote.counts.against, vote.counts.abstain) == counts
    assert [check.holds for check in vote.checks] == holds


def test_named_voters_have_their_option(samples: Table) -> None:
    options = {voter.actor.id: voter.option for voter in samples["03"].votes[0].voters}
    assert options == {"CUB": "against", "NIC": "against", "BOL": "against", "BRA": "abstain", "MEX": "abstain"}


def test_only_the_samples_with_a_vote_have_one(samples: Table) -> None:
    assert {key for key, coded in samples.items() if coded.votes} == {"03", "04"}


def test_the_floors_of_the_samples_hold(samples: Table) -> None:
    gold = read_gold([HERE / "samples"])
    floors = Floors.load(HERE / "floors.json")
    if not floors.sets:
        pytest.skip("tests/floors.json has no floors yet; 'demarche evaluate tests/samples --floors tests/floors.json --lower-floors' sets them")
    report = score(gold, {coded.document.text_sha256: coded for coded in samples.values()})
    assert [str(error) for error in floors.broken(HERE / "floors.json", digest(gold), report)] == []


