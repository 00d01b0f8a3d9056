"""The records: exact spans, strict JSON, immutability."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.coder import Coder
from demarche.errors import DemarcheError
from demarche.records import Actor, CodedDocument, CoderInfo, Counts, Document, Event, Span, Vote, identity, json_schema, spans

TEXT = "Norway condemned Russia."
MAKER = CoderInfo(version="0", codebook="none 0", model="none")
PLAIN = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


def document(text: str, trigger: Span) -> CodedDocument:
    event = Event(id="1", code="ACCUSE", sources=(Actor(id="NOR", name="Norway", kind="state"),), trigger=trigger, sentence=trigger, rule="test.v1")
    return CodedDocument(document=Document.of(text), events=(event,), coder=MAKER)


@pytest.mark.parametrize(("text", "start", "end"), [("Norway", 0, 5), ("Norway", 0, 7), ("Norway", 7, 1), ("Norway", -6, 0)])
def test_a_span_of_another_length_cannot_be_made(text: str, start: int, end: int) -> None:
    with pytest.raises(DemarcheError, match="D201"):
        Span(text, start, end)


def test_a_span_outside_its_text_cannot_be_cut() -> None:
    with pytest.raises(DemarcheError, match="D201"):
        Span.cut(TEXT, 17, 99)


def test_a_document_refuses_a_span_that_is_not_its_text() -> None:
    with pytest.raises(DemarcheError, match=r"D201 .*'Sweden' at 0-6.*'Norway'"):
        document(TEXT, Span("Sweden", 0, 6))


def test_every_span_at_any_depth_is_verified() -> None:
    actor = Actor(id="NOR", name="Norway", kind="state", span=Span("Sweden", 0, 6))
    with pytest.raises(DemarcheError, match="D201"):
        CodedDocument(document=Document.of(TEXT), votes=(Vote(id="1", body=actor),), coder=MAKER)


@given(st.data())
def test_json_keeps_all_with_its_text_and_without(data: st.DataObject) -> None:
    text = data.draw(PLAIN)
    start = data.draw(st.integers(0, len(text) - 1))
    coded = document(text, Span.cut(text, start, data.draw(st.integers(start + 1, len(text)))))
    assert CodedDocument.from_json(coded.to_json(with_text=True)) == coded
    assert CodedDocument.from_json(coded.to_json(), text=text) == coded


def test_the_text_is_printed_only_where_it_is_asked_for() -> None:
    coded = document(TEXT, Span.cut(TEXT, 7, 16))
    assert "text" not in json.loads(coded.to_json())["document"]
    assert json.loads(coded.to_json(with_text=True))["document"]["text"] == TEXT


def test_json_with_another_text_is_refused() -> None:
    line = document(TEXT, Span.cut(TEXT, 7, 16)).to_json()
    with pytest.raises(DemarcheError, match="D202"):
        CodedDocument.from_json(line, text=TEXT.replace("condemned", "applauded"))


@pytest.mark.parametrize("change", [{"extra": 1}, {"events": [{"id": "1"}]}, {"document": {"text": TEXT}}, {"coder": None}, {"warnings": "none"}])
def test_json_that_is_no_record_is_refused(change: dict[str, object]) -> None:
    record = json.loads(document(TEXT, Span.cut(TEXT, 7, 16)).to_json())
    with pytest.raises(DemarcheError, match="D202"):
        CodedDocument.from_json(json.dumps({**record, **change}))


def test_an_unknown_code_or_key_of_an_event_is_refused() -> None:
    record = json.loads(document(TEXT, Span.cut(TEXT, 7, 16)).to_json())
    for change in ({"code": "fight"}, {"weight": 3}, {"status": "rumoured"}):
        with pytest.raises(DemarcheError, match="D202"):
            CodedDocument.from_json(json.dumps({**record, "events": [{**record["events"][0], **change}]}))


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(DemarcheError, match="D202"):
        CodedDocument.from_json("{")


def test_the_votes_in_favour_are_written_under_for() -> None:
    coded = CodedDocument(document=Document.of(TEXT), votes=(Vote(id="1", counts=Counts(for_=42, against=2)),), coder=MAKER)
    line = coded.to_json()
    assert json.loads(line)["votes"][0]["counts"] == {"for": 42, "against": 2, "abstain": None, "absent": None}
    assert CodedDocument.from_json(line, text=TEXT) == coded


def test_the_json_schema_accepts_coded_samples_and_refuses_other_keys(coder: Coder) -> None:
    validator = pytest.importorskip("jsonschema").Draft202012Validator(json_schema())
    for name in ("03-vote-that-adds-up", "05-sanctions-lifted-in-part", "01-union-statement"):
        text = json.loads((Path(__file__).parent / "samples" / f"{name}.json").read_text(encoding="utf-8"))["text"]
        record = json.loads(coder.code(text).to_json(with_text=True))
        assert list(validator.iter_errors(record)) == []
        assert list(validator.iter_errors({**record, "extra": 1}))


def test_an_identity_is_made_of_its_parts_alone() -> None:
    assert identity("event", 3, "NOR") == identity("event", 3, "NOR") == "b77dd83a4a9c49cc"
    assert identity("ab", "c") != identity("a", "bc")


@pytest.mark.parametrize(("record", "field"), [(Span("a", 0, 1), "start"), (Actor(id=None, name="A", kind="group"), "id"), (Counts(), "for_"),
                                               (document(TEXT, Span.cut(TEXT, 0, 6)), "events")])
def test_a_record_cannot_be_changed(record: object, field: str) -> None:
    with pytest.raises(AttributeError):
        setattr(record, field, 9)


def test_spans_are_found_at_any_depth() -> None:
    coded = document(TEXT, Span.cut(TEXT, 7, 16))
    assert [span.text for span in spans(coded)] == ["condemned", "condemned"]


def test_the_hash_of_a_document_is_that_of_its_utf8_text() -> None:
    assert Document.of("é").text_sha256 == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_only_what_is_sure_enough_is_kept(coder: Coder) -> None:
    coded = coder.code("Norway condemned Chad. Sweden imposed sanctions on Mali.")
    least = max(e.confidence for e in coded.events)
    kept = coded.above(least)
    assert 0 < len(kept.events) <= len(coded.events)
    assert all(e.confidence >= least for e in kept.events)
    assert {x for m in kept.measures for x in m.events} <= {e.id for e in kept.events}
    assert coded.above(0.0) == coded
