"""Annotations: what reviewers decided, as gold that a coder is scored by."""

import json
from pathlib import Path

import msgspec
import pytest

from demarche.errors import DemarcheError
from demarche.evaluating import read_gold, score
from demarche.records import Actor, CodedDocument, Counts, Date, Provision, Span
from demarche.register.adding import add
from demarche.register.annotations import export
from demarche.register.log import decide, decided
from demarche.register.reviews import reviewed
from demarche.register.store import Store
from tests.register.documents import LONG, coded

LINES = ("ilo SANCTION RUS: The ILO suspended cooperation with Russia until a ceasefire except humanitarian aid.",
         "eu ACCUSE RUS: The EU condemned Russia.", "NOR ACCUSE RUS: Norway condemned Russia.",
         "ilo VOTE NOR: 42 members voted for it.", "ilo VOTE SWE: 7 others voted for that.", "Guy SIGN none: Guy Ryder")


def document(*lines: str, id: str = "a", publisher: str | None = None) -> CodedDocument:
    """A document with all that gold can hold."""
    made = coded(*lines, date="2022-03-23", id=id, publisher=publisher)
    text = made.document.text or ""

    def at(words: str) -> Span:
        start = text.index(words)
        return Span.cut(text, start, start + len(words))

    bounds = (Provision(kind="until", span=at("until a ceasefire")), Provision(kind="except", span=at("except humanitarian aid")))
    first = msgspec.structs.replace(made.events[0], content=at("cooperation"), provisions=bounds)
    measure = msgspec.structs.replace(made.measures[0], object=at("cooperation"), provisions=bounds)
    unnamed = msgspec.structs.replace(made.votes[1], body=None, counts=Counts(for_=7), date=Date(value="2022", precision="year", basis="explicit"))
    return msgspec.structs.replace(made, events=(first, *made.events[1:]), measures=(measure,), votes=(made.votes[0], unnamed))


def accepted(store: Store, made: CodedDocument) -> CodedDocument:
    """The document with only what was accepted, as reviewers left it."""
    held = decided(store, store.latest())
    events, measures, votes = (store.witnesses(kind, store.latest()) for kind in ("event", "measure", "vote"))
    kept = [tuple(w.record for w in reviewed([w for w in told if held.judgements(w)], held)) for told in (events, measures, votes)]  # type: ignore[misc]
    return msgspec.structs.replace(made, events=kept[0], measures=kept[1], votes=kept[2])


def judged(store: Store, made: CodedDocument) -> None:
    """One event is accepted, one rejected, one left; the measure is corrected, both votes are accepted."""
    add(store, made)
    by_code = {(w.record.code, w.record.sources[0].id): w for w in store.witnesses("event", store.latest())}
    decide(store, "accept", [by_code["SANCTION", "ilo"], *store.witnesses("vote", store.latest())], reviewer="Ada")
    decide(store, "reject", [by_code["ACCUSE", "eu"]], reviewer="Ada")
    belarus = Actor(id="BLR", name="Belarus", kind="state", country="BLR")
    decide(store, "correct", store.witnesses("measure", store.latest()), reviewer="Ben", change={"status": "lifted", "targets": [belarus]})


def test_gold_scores_the_accepted_records_with_one(store: Store, tmp_path: Path) -> None:
    made = document(*LINES, id="a")
    judged(store, made)
    export(store, tmp_path / "gold")
    golds = read_gold([tmp_path / "gold"])
    report = score(golds, {made.document.text_sha256: accepted(store, made)})
    assert report.misses == {} and report.documents == 1
    assert {name: (getattr(report, name).precision, getattr(report, name).recall) for name in ("events", "measures", "votes", "signatories")} == dict.fromkeys(
        ("events", "measures", "votes", "signatories"), (1.0, 1.0))
    assert set(report.rates.values()) == {1.0} and {"content", "event until", "measure except", "vote body", "named voter", "date"} <= set(report.rates)


def test_what_was_rejected_is_made_up_and_what_nobody_judged_is_optional(store: Store, tmp_path: Path) -> None:
    made = document(*LINES, id="a")
    judged(store, made)
    export(store, tmp_path)
    (gold,) = read_gold([tmp_path])
    assert [(e.code, e.sources[0].names[0], e.required) for e in gold.events] == [("SANCTION", "Ilo", True), ("ACCUSE", "Nor", False)]
    assert gold.measures[0].status == "lifted" and gold.measures[0].targets[0].country == "BLR"
    report = score([gold], {made.document.text_sha256: made})
    assert (report.events.said, report.events.right, report.events.wanted) == (3, 2, 1)


def test_every_quote_stands_in_the_text_and_each_record_names_its_reviewers(store: Store, tmp_path: Path) -> None:
    judged(store, document(*LINES, id="a", publisher="ILO"))
    (path,) = export(store, tmp_path)
    gold = json.loads(path.read_text(encoding="utf-8"))
    names = ("sentence", "trigger", "content", "until", "except")
    quotes = [record.get(name) for part in ("events", "measures", "votes") for record in gold[part] for name in names]
    assert all(quote in gold["text"] for quote in quotes if quote)
    assert (gold["id"], gold["publisher"], [e["reviewers"] for e in gold["events"]]) == ("a", "ILO", [["Ada"], []])


def test_a_document_without_a_judgement_is_not_exported(store: Store, tmp_path: Path) -> None:
    add(store, coded(LINES[1]))
    add(store, coded(LINES[2]))
    assert export(store, tmp_path) == []
    decide(store, "reject", store.witnesses("event", store.latest())[:1], reviewer="Ada")
    (path,) = export(store, tmp_path)
    assert json.loads(path.read_text(encoding="utf-8"))["events"] == []


def test_what_was_decided_in_a_copy_is_exported_of_the_first_text(store: Store, tmp_path: Path) -> None:
    add(store, coded(LINES[1], LONG, published="2022-03-25"))
    decide(store, "correct", store.witnesses("event", store.latest()), reviewer="Ada", change={"content": "condemned Russia"})
    first = coded("A first word.", LINES[1], LONG, published="2022-03-24")
    add(store, first)
    (path,) = export(store, tmp_path)
    gold = json.loads(path.read_text(encoding="utf-8"))
    assert gold["text"] == first.document.text and [(e["content"], e["required"]) for e in gold["events"]] == [("condemned Russia", True)]


def test_gold_is_not_written_over(store: Store, tmp_path: Path) -> None:
    judged(store, document(*LINES))
    export(store, tmp_path)
    with pytest.raises(DemarcheError, match="D729"):
        export(store, tmp_path)


def test_a_folder_that_cannot_be_written_is_an_error(store: Store, tmp_path: Path) -> None:
    judged(store, document(*LINES))
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DemarcheError, match="D116"):
        export(store, tmp_path / "file" / "gold")


def test_what_was_judged_in_a_second_reading_of_a_text_is_exported_too(store: Store, tmp_path: Path) -> None:
    told = coded(LINES[1], id="a", published="2022-01-01")
    add(store, msgspec.structs.replace(told, events=()))
    add(store, msgspec.structs.replace(told, document=msgspec.structs.replace(told.document, id="b", published="2022-02-01")))
    decide(store, "accept", store.witnesses("event", store.latest()), reviewer="Ada")
    (path,) = export(store, tmp_path / "gold")
    assert [event["required"] for event in json.loads(path.read_text(encoding="utf-8"))["events"]] == [True]
