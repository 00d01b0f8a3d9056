"""The register asked: who did what, what held on a day, as it was known at a moment and as reviewers left it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from demarche.errors import DemarcheError
from demarche.records import CodedDocument, Condition, Counts, Provision, Span, Vote
from demarche.register.log import decide
from demarche.register.register import Register
from tests.register.documents import actor, coded

ILO = "ilo SANCTION RUS: The ILO suspended cooperation with Russia."
EU = "eu ACCUSE RUS: The EU condemned Russia."
REBELS = "some_rebels ASSAULT UKR: They shelled the town."
VOTE = "ilo VOTE NOR: 42 members voted for the suspension."
TODAY = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    """An empty register, on a day in 2024."""
    with Register.open(place, clock=lambda: TODAY) as opened:
        yield opened


def refused(question: Callable[[], object]) -> str:
    """The code with which a question is refused."""
    with pytest.raises(DemarcheError) as caught:
        question()
    return caught.value.code


def bounded(document: CodedDocument, words: str, *who: str, code: str = "AGREE") -> CodedDocument:
    """The document with its measures bound by a condition: words of the text, "until peace is agreed"."""
    text = document.document.text or ""
    span = Span.cut(text, text.index(words), text.index(words) + len(words))
    bound = Provision(kind="until", span=span, condition=Condition(event=code, actors=tuple(map(actor, who))))
    return replace(document, measures=tuple(replace(m, provisions=(bound,)) for m in document.measures))


def status(document: CodedDocument, value: str) -> CodedDocument:
    """The document with this status of its events, and no measures; or of its measures."""
    if value in ("actual", "considered", "denied"):
        return replace(document, events=tuple(replace(e, status=value) for e in document.events), measures=())
    return replace(document, measures=tuple(replace(m, status=value) for m in document.measures))


def states(register: Register, **asked: str) -> list[tuple[str | None, str]]:
    return [(one.chain.imposer and one.chain.imposer.id, one.state.status) for one in register.measures(**asked)]


# opening

def test_the_place_is_that_which_is_given_or_set_or_a_file_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEMARCHE_REGISTER", raising=False)
    for where in ("given.db", None):
        Register.open(where).close()
    monkeypatch.setenv("DEMARCHE_REGISTER", "set.db")
    Register.open().close()
    assert {path.name for path in tmp_path.glob("*.db")} == {"given.db", "demarche.db", "set.db"}


def test_asking_where_there_is_no_register_makes_none(tmp_path: Path) -> None:
    assert refused(lambda: Register.open(tmp_path / "demarche.db", make=False)) == "D717"
    assert not list(tmp_path.iterdir())


# events

def test_events_are_found_by_those_who_take_part_by_code_status_and_days(register: Register) -> None:
    register.add(coded(ILO, date="2022-03-23"))
    register.add(coded(EU))
    register.add(status(coded(REBELS, date="2022-04-02"), "denied"))
    asked = [{"source": "ilo"}, {"target": "RUS"}, {"source": "eu", "target": "RUS"}, {"source": "ilo", "target": "UKR"}, {"code": "ASSAULT"},
             {"status": "denied"}, {"since": "2022-04"}, {"until": "2022-03"}, {"since": "2022-03-23", "until": "2022-03-23"}, {"until": "2022"}, {}]
    assert [[act.code for act in register.events(**one)] for one in asked] == [
        ["SANCTION"], ["SANCTION", "ACCUSE"], ["ACCUSE"], [], ["ASSAULT"], ["ASSAULT"], ["ASSAULT"], ["SANCTION"], ["SANCTION"], ["SANCTION", "ASSAULT"],
        ["SANCTION", "ASSAULT", "ACCUSE"]]


def test_what_several_texts_tell_is_one_event(register: Register) -> None:
    register.add(coded(ILO, date="2022-03-23"))
    register.add(coded(ILO, "And it rained.", date="2022-03-23"))
    (act,) = register.events(target="RUS")
    assert len(act.witnesses) == 2


@pytest.mark.parametrize(("who", "code"), [("RUS", "SANCTION"), ("rus", "SANCTION"), ("Russia", "SANCTION"), ("the Kremlin", "SANCTION"),
                                           ("~some rebels", "ASSAULT"), ("Some  rebels", "ASSAULT"), ("ILO", "SANCTION"), ("the ILO", "SANCTION"),
                                           ("France", None)])
def test_an_actor_is_given_by_id_or_name(place: str, who: str, code: str | None) -> None:
    with Register.open(place) as register:
        register.add(coded(ILO, REBELS))
        found = register.actor(who)
        assert {act.code for act in (*found.did, *found.undergone)} == ({code} if code else set())


def test_an_actor_that_nobody_knows_is_an_error_that_names_those_who_are_called_so(register: Register) -> None:
    document = coded(REBELS)
    register.add(replace(document, events=tuple(replace(e, sources=(replace(e.sources[0], country="UKR"),)) for e in document.events)))
    with pytest.raises(DemarcheError, match="D718 nobody is known as 'Some rebels', here or in the knowledge; known are ~some rebels/UKR "):
        register.events(source="Some rebels")
    assert refused(lambda: register.measures(target="xyzzy")) == "D718"


@pytest.mark.parametrize("asked", [{"known_on": "yesterday"}, {"known_on": "2022-02-30"}, {"since": "2022-13"}, {"until": "22"}])
def test_what_is_no_date_is_an_error(register: Register, asked: dict[str, str]) -> None:
    assert refused(lambda: register.events(**asked)) == "D113"


def test_a_measure_is_asked_for_on_a_day(register: Register) -> None:
    assert [refused(lambda on=on: register.measures(on=on)) for on in ("2022-03", "2022-02-30", "now")] == ["D113"] * 3


# measures

def test_measures_are_those_that_held_on_a_day_or_all_as_they_stand(register: Register) -> None:
    register.add(coded(ILO, date="2022-03-23"))
    register.add(status(coded("ilo SANCTION RUS: The ILO resumed cooperation with Russia.", date="2022-09-01"), "lifted"))
    register.add(status(coded("eu SANCTION RUS: The EU may stop trade.", date="2022-03-20"), "proposed"))
    assert [states(register, on=day) for day in ("2022-03-22", "2022-03-23", "2022-08-31", "2022-09-01")] == [
        [], [("ilo", "in-force")], [("ilo", "in-force")], []]
    assert states(register) == [("eu", "proposed"), ("ilo", "lifted")]
    assert states(register, on="2022-03-22", status="proposed") == [("eu", "proposed")]
    assert [states(register, **asked) for asked in ({"by": "ilo"}, {"kind": "trade", "by": "eu"}, {"kind": "expel"}, {"target": "UKR"})] == [
        [("ilo", "lifted")], [("eu", "proposed")], [], []]


def test_an_answer_as_known_on_a_day_does_not_change_with_what_is_learnt_later(place: str) -> None:
    learnt = {datetime(2022, 3, 25, 12, tzinfo=UTC): coded(ILO, date="2022-03-23"),
              datetime(2022, 5, 1, 12, tzinfo=UTC): status(coded("ilo SANCTION RUS: The ILO resumed cooperation.", date="2022-04-01"), "lifted")}
    asked = ["2022-03-24", "2022-03-25T11:59Z", "2022-03-25", "2022-05-01T11:59Z", "2022-05-01"]
    for moment, document in learnt.items():
        with Register.open(place, clock=lambda moment=moment: moment) as register:
            register.add(document)
            before = [states(register, on="2022-04-02", known_on=known) for known in asked[:4]]
            assert before == [[], [], [("ilo", "in-force")], [("ilo", "in-force")]]
    with Register.open(place) as register:
        assert [states(register, on=on, known_on=asked[4]) for on in ("2022-03-31", "2022-04-02")] == [[("ilo", "in-force")], []]


def test_a_condition_is_met_by_an_event_of_another_text_and_denials_are_shown(register: Register) -> None:
    register.add(bounded(coded("ilo SANCTION RUS: The ILO left until peace is agreed.", date="2022-03-23"), "until peace is agreed"))
    register.add(coded("RUS AGREE UKR: Russia agreed on peace with Ukraine.", date="2022-05-01"))
    register.add(coded("UKR AGREE FRA: Ukraine agreed on peace with France.", date="2022-04-01"))
    register.add(status(coded("ilo SANCTION RUS: Russia denied that the ILO has left."), "denied"))
    register.add(status(coded("eu SANCTION RUS: Russia denied that the EU has left."), "denied"))
    for asked in ({"target": "RUS", "by": "ilo"}, {"target": "RUS", "kind": "trade"}, {"by": "ilo"}):
        one = next(m for m in register.measures(**asked) if m.chain.imposer == actor("ilo"))
        assert (one.state.status, str(one.state.ended), len(one.chain.contrary)) == ("expired", "2022-05-01", 1)


LINES = st.lists(st.tuples(st.sampled_from(["ilo", "eu", "RUS", "UKR"]), st.sampled_from(["SANCTION", "AGREE", "ACCUSE"]),
                           st.sampled_from(["RUS", "UKR", "BLR"])), min_size=1, max_size=3)
DOCUMENTS = st.lists(st.tuples(LINES, st.sampled_from([None, "2022-03-01", "2022-04-01", "2022-05-01"]),
                               st.sampled_from(["actual", "denied", "lifted", "until", "until them"])), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(DOCUMENTS)
def test_who_asks_for_less_gets_the_same_of_it(tmp_path_factory: pytest.TempPathFactory, documents: list[tuple[list[tuple[str, ...]], str | None, str]],
                                               ) -> None:
    with Register.open(tmp_path_factory.mktemp("register") / "demarche.db", clock=lambda: TODAY) as register:
        for number, (lines, date, how) in enumerate(documents):
            document = coded(*(f"{' '.join(line)}: No {number} left until peace is agreed." for line in lines), date=date, published="2022-06-01")
            if how.startswith("until"):
                document = bounded(document, "until peace is agreed", *(["UKR"] if how == "until them" else []))
            register.add(status(document, how) if how in ("actual", "denied", "lifted") else document)
        measures, events = register.measures(), register.events()
        for target in ("RUS", "UKR", "BLR"):
            if not any(line[2] == target for lines, _, _ in documents for line in lines):
                continue
            assert register.measures(target=target) == [m for m in measures if m.chain.target == actor(target)]
            assert register.events(target=target) == [e for e in events if actor(target) in e.targets]
            for by in {line[0] for lines, _, _ in documents for line in lines}:
                assert register.measures(target=target, by=by) == [m for m in measures if (m.chain.imposer, m.chain.target) == (actor(by), actor(target))]
                assert register.events(source=by, target=target) == [e for e in events if (e.sources, e.targets) == ((actor(by),), (actor(target),))]


# reviewers

def test_what_a_reviewer_rejects_is_gone_from_then_on(register: Register) -> None:
    register.add(coded(ILO))
    before = register.store.latest()
    decide(register.store, "reject", register.store.witnesses("measure", before), reviewer="Ada", why="it was only asked for")
    assert (states(register, target="RUS"), states(register, target="RUS", known_on=before)) == ([], [("ilo", "in-force")])


def test_what_a_reviewer_corrects_is_found_by_what_it_says_now(register: Register) -> None:
    register.add(coded(EU))
    register.add(coded("eu ACCUSE BLR: The EU blamed Belarus."))
    witness = next(w for w in register.store.witnesses("event", register.store.latest()) if w.record.targets == (actor("RUS"),))
    decide(register.store, "correct", [witness], reviewer="Ada", why="another country", change={"targets": [actor("BLR")]})
    assert [len(act.witnesses) for act in register.events(target="BLR")] == [2]
    assert register.events(target="RUS") == []


def test_acts_that_a_reviewer_puts_together_are_one_however_they_are_asked_for(register: Register) -> None:
    for lines in ((EU,), ("eu ACCUSE BLR: The EU blamed Belarus.",), ("eu ACCUSE BLR: It was Belarus that the EU blamed, once more.",)):
        register.add(coded(*lines))
    told = register.store.witnesses("event", register.store.latest())
    decide(register.store, "merge", [told[0], *[w for w in told if w.record.targets != told[0].record.targets][:1]], reviewer="Ada", why="the same speech")
    (act,) = register.events()
    assert len(act.witnesses) == 3
    assert register.events(target="RUS") == register.events(target="BLR") == register.events(source="eu", code="ACCUSE") == [act]


def test_what_a_reviewer_sets_apart_is_an_act_of_its_own(register: Register) -> None:
    register.add(coded(EU))
    register.add(coded(EU, "And it rained."))
    decide(register.store, "split", register.store.witnesses("event", register.store.latest())[:1], reviewer="Ada", why="another speech")
    assert [len(act.witnesses) for act in register.events(target="RUS")] == [1, 1]


# votes

def wrong(document: CodedDocument) -> CodedDocument:
    """The document with a vote that fails: more named in favour than there were."""
    from demarche.decisions.checks import checks

    def counted(vote: Vote) -> Vote:
        counts = Counts(for_=0, against=2)
        return replace(vote, counts=counts, checks=checks(counts, (), vote.voters, None, None))

    return replace(document, votes=tuple(map(counted, document.votes)))


def test_votes_are_found_by_their_body_and_where_their_numbers_fail(register: Register) -> None:
    register.add(coded(VOTE))
    register.add(wrong(coded("eu VOTE NOR: None voted for it.")))
    assert [[act.sources[0].id for act in register.votes(**asked)] for asked in ({}, {"body": "ilo"}, {"failing": True}, {"body": "RUS"})] in (
        [["eu", "ilo"], ["ilo"], ["eu"], []], [["ilo", "eu"], ["ilo"], ["eu"], []])


def test_a_vote_whose_numbers_a_reviewer_corrects_is_counted_anew(register: Register) -> None:
    register.add(wrong(coded(VOTE)))
    assert len(register.votes(failing=True)) == 1
    decide(register.store, "correct", register.store.witnesses("vote", register.store.latest()), reviewer="Ada", why="misread", change={"counts": {"for": 42}})
    assert register.votes(failing=True) == []
    assert register.votes()[0].best.counts.for_ == 42


# actors, timelines, reasons

def test_an_actor_has_what_it_did_and_what_was_done_to_it(register: Register) -> None:
    register.add(coded(ILO, EU, VOTE))
    ilo, rus, nor = (register.actor(who) for who in ("ilo", "RUS", "NOR"))
    assert [len(part) for part in (ilo.did, ilo.undergone, ilo.imposed, ilo.borne, ilo.held, ilo.cast)] == [1, 0, 1, 0, 1, 0]
    assert [len(part) for part in (rus.did, rus.undergone, rus.imposed, rus.borne, rus.held, rus.cast)] == [0, 2, 0, 1, 0, 0]
    assert (len(nor.cast), nor.actor, rus.actor) == (1, actor("NOR"), actor("RUS"))
    assert register.actor("FRA").actor is None


def test_a_timeline_has_all_in_the_order_of_its_days_and_says_whose_they_are(register: Register) -> None:
    register.add(coded(ILO, date="2022-03-23"))
    register.add(coded(EU, published="2022-03-01"))
    register.add(coded(VOTE, "RUS AGREE ilo: Russia spoke to it.", date="2022-04-01"))
    entries = [(one.date, one.basis, one.kind, one.what, one.status) for one in register.timeline(target="RUS")]
    assert entries == [("2022-03-01", "published", "event", "ACCUSE", "actual"), ("2022-03-23", "told", "measure", "trade", "in-force")]
    assert [one.what for one in register.timeline(actor="ilo")] == ["trade", "AGREE", "vote"]
    assert [one.what for one in register.timeline(actor="ilo", target="RUS")] == ["trade"]
    assert len(register.timeline()) == 4


def test_a_timeline_keeps_an_event_of_which_some_text_tells_no_measure(register: Register) -> None:
    register.add(coded(ILO, date="2022-03-23"))
    other = coded("ilo SANCTION RUS: Russia denied that the ILO had suspended anything.", date="2022-03-23")
    register.add(replace(other, measures=()))
    assert [(one.kind, len(one.witnesses)) for one in register.timeline(target="RUS")] == [("event", 2), ("measure", 1)]


def test_a_timeline_tells_that_a_measure_ended_on_its_last_day(register: Register) -> None:
    document = coded("ilo SANCTION RUS: The ILO left until 2023-06-30.", date="2022-03-23")
    text = document.document.text or ""
    last = Provision(kind="until", span=Span.cut(text, len(text) - 17, len(text) - 1), date=replace(document.events[0].date, value="2023-06-30"))
    register.add(replace(document, measures=tuple(replace(m, provisions=(last,)) for m in document.measures)))
    assert [(one.date, one.basis, one.status) for one in register.timeline(target="RUS") if one.kind == "measure"] == [
        ("2022-03-23", "told", "in-force"), ("2023-06-30", "computed", "expired")]


def test_a_timeline_has_each_step_of_a_day_and_the_votes_that_an_actor_cast(register: Register) -> None:
    document = coded("ilo SANCTION RUS: The ILO stopped coal.", "ilo SANCTION RUS: The ILO stopped steel.", VOTE, date="2022-03-23")
    text = document.document.text or ""
    objects = [Span.cut(text, text.index(word), text.index(word) + len(word)) for word in ("coal", "steel")]
    register.add(replace(document, measures=tuple(replace(m, object=one) for m, one in zip(document.measures, objects, strict=True))))
    assert sorted(w.record.object.text for one in register.timeline(target="RUS") for w in one.witnesses if one.kind == "measure") == ["coal", "steel"]
    assert [one.kind for one in register.timeline(actor="NOR")] == ["vote"]


def test_nobody_is_not_everybody(register: Register) -> None:
    register.add(coded(ILO))
    assert {refused(lambda: register.measures(target="")), refused(lambda: register.events(source=" "))} == {"D718"}


def test_why_is_asked_by_the_beginning_of_an_id_of_an_act_a_measure_or_a_record(register: Register) -> None:
    register.add(coded(ILO, VOTE, date="2022-03-23"))
    (act,), (vote,), (measure,) = register.events(), register.votes(), register.measures()
    assert [register.why(one.id[:8]) for one in (act, vote, measure)] == [act.why, vote.why, measure.why]
    assert register.why(vote.best.id) == register.why(vote.witnesses[0].key) == vote.why
    assert "2022-03-23 in-force (the day is that told of it)" in measure.why
    assert (refused(lambda: register.why("xyz")), refused(lambda: register.why(""))) == ("D719", "D726")
    assert refused(lambda: register.why(act.id, known_on="2000-01-01")) == "D719"


def test_a_document_and_its_sentences_are_found_if_they_were_known(register: Register) -> None:
    text = register.add(coded(ILO, id="ilo-1")).text
    assert register.document("ilo-1").sha256 == register.document(text[:8]).sha256 == text
    assert [one.text for one in register.search("suspending russia")] == [text]
    assert refused(lambda: register.document("ilo-2")) == "D725"
    assert refused(lambda: register.document("ilo-1", known_on="2000-01-01")) == "D725"
    assert register.search("russia", known_on="2000-01-01") == []


def test_the_register_knows_what_need_not_be_coded_again(register: Register) -> None:
    document = coded(ILO, id="ilo-1", language="en", publisher="ILO")
    asked = [replace(document.document, language=None), document.document, replace(document.document, publisher="EU"), replace(document.document, id=None),
             replace(document.document, id="ilo-2")]
    assert not register.holds(document.document, document.coder)
    register.add(document)
    assert [register.holds(one, document.coder) for one in asked] == [True, True, False, False, False]
    assert not register.holds(document.document, replace(document.coder, version="1.1"))


# checks

def test_a_check_tells_of_votes_that_are_not_as_counted_and_of_measures_that_cannot_be(register: Register) -> None:
    failing = wrong(coded(VOTE))
    register.add(failing)
    register.add(coded(ILO, date="2022-03-23"))
    assert list(register.check()) == []
    other = wrong(coded("eu VOTE NOR: None voted for it."))
    register.add(replace(other, votes=tuple(replace(v, counts=Counts(for_=42, against=2)) for v in other.votes)))
    register.add(status(coded("ilo SANCTION RUS: The ILO resumed trade.", date="2022-02-01"), "lifted"))
    assert sorted(error.code for error in register.check()) == ["D727", "D728"]
