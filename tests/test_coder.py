"""The whole way: the same output always, exact spans, and nothing from what is not its business."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.coder import Coder
from demarche.records import CodedDocument, Document, spans

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))
WORDS = ["Norway", "Russia", "and", "condemned", "the", "invasion", "of", "by", "its", "we", "“", "”", "—", "suspended", "until", "42 votes to 2", ".", "\n\n",
         "to", "will", "not", "who", "[", "](#)", "**", ",", "1.", "sanctions", "on", "except", "it", "is", "that"]
FIELDS = ("id", "title", "publisher", "published", "url")


def document(path: Path) -> Document:
    sample = json.loads(path.read_text(encoding="utf-8"))
    return Document.of(sample["text"], **{name: sample.get(name) for name in FIELDS})


DOCUMENTS = [document(path) for path in SAMPLES]


@pytest.fixture(scope="module")
def together(coder: Coder) -> list[CodedDocument]:
    return list(coder.code_many(DOCUMENTS))


def test_two_runs_give_the_same(coder: Coder, together: list[CodedDocument]) -> None:
    assert [coded.to_json() for coded in coder.code_many(DOCUMENTS)] == [coded.to_json() for coded in together]


def test_a_document_alone_gives_the_same_as_among_others(coder: Coder, together: list[CodedDocument]) -> None:
    assert [coder.code(each).to_json() for each in DOCUMENTS] == [coded.to_json() for coded in together]


@pytest.mark.parametrize("threads", [1, 2])
def test_the_number_of_threads_changes_nothing(coder: Coder, together: list[CodedDocument], threads: int) -> None:
    other = Coder(knowledge=coder.knowledge, threads=threads)
    assert [coded.to_json() for coded in other.code_many(DOCUMENTS)] == [coded.to_json() for coded in together]


def test_sentences_that_tell_no_act_can_be_parsed_without_a_change(coder: Coder) -> None:
    text = "The rain fell on Oslo. Norway condemned Russia's invasion of Ukraine. The sun came out."
    assert Coder(knowledge=coder.knowledge, model=coder.model, parse_all=True).code(text).to_json() == coder.code(text).to_json()


def test_documents_come_out_in_their_order_and_one_by_one(coder: Coder) -> None:
    many = coder.code_many(Document.of("Norway condemned Russia.", id=str(i)) for i in range(50))
    assert [coded.document.id for coded in many] == [str(i) for i in range(50)]


def test_no_document_gives_no_record(coder: Coder) -> None:
    assert list(coder.code_many([])) == []


@pytest.mark.parametrize("place", range(len(SAMPLES)), ids=[path.stem for path in SAMPLES])
def test_every_span_is_the_text_at_its_offsets(together: list[CodedDocument], place: int) -> None:
    coded, text = together[place], DOCUMENTS[place].text or ""
    assert [span for span in spans(coded) if text[span.start:span.end] != span.text] == []
    assert all(record.sentence.start <= record.trigger.start < record.trigger.end <= record.sentence.end for record in coded.events)


def test_records_stand_in_the_order_of_the_text(together: list[CodedDocument]) -> None:
    for coded in together:
        triggers, sentences = [event.trigger.start for event in coded.events], [measure.sentence.start for measure in coded.measures]
        assert (triggers, sentences) == (sorted(triggers), sorted(sentences))


def test_ids_are_unique_and_point_at_records_that_are_there(together: list[CodedDocument]) -> None:
    for coded in together:
        events, votes = {event.id for event in coded.events}, {vote.id for vote in coded.votes}
        ids = [record.id for record in (*coded.events, *coded.measures, *coded.votes)]
        assert len(ids) == len(set(ids))
        assert all(set(measure.events) <= events and (measure.vote is None or measure.vote in votes) for measure in coded.measures)


def test_ids_depend_on_the_text_and_not_on_what_is_told_about_it(coder: Coder) -> None:
    plain, named = coder.code("Norway condemned Mali."), coder.code(Document.of("Norway condemned Mali.", id="7", title="Oslo", url="https://example.org"))
    assert plain.events[0].id == named.events[0].id != coder.code("Norway condemned Mali!").events[0].id


@pytest.mark.parametrize(("text", "code"), [
    ("Die Bundesregierung hat am Montag in Berlin neue Massnahmen gegen Russland beschlossen und den Botschafter von Mali ausgewiesen.", "D302"),
    ("", "D303"), ("1234 — 5678 !?", "D303"), ("\n\n \n", "D303"),
])
def test_what_cannot_be_read_gives_a_warning_and_no_records(coder: Coder, text: str, code: str) -> None:
    coded = coder.code(text)
    assert [warning.code for warning in coded.warnings] == [code]
    assert (coded.events, coded.measures, coded.votes, coded.signatories) == ((), (), (), ())


def test_a_short_text_is_not_taken_for_another_language(coder: Coder) -> None:
    assert [event.code for event in coder.code("NATO condemned Russia").events] == ["ACCUSE"]


def test_a_sentence_too_long_for_the_model_is_cut_with_a_warning(coder: Coder) -> None:
    middle = "and it said in a long letter to all of the members that the rain would go on, " * 60
    coded = coder.code(f"Norway condemned Russia, {middle}and Sweden praised Chad.")
    assert [warning.code for warning in coded.warnings] == ["D304"]
    told = [(event.sources[0].id, event.code, event.targets[0].id) for event in coded.events]
    assert (told[0], told[-1]) == (("NOR", "ACCUSE", "RUS"), ("SWE", "SUPPORT", "TCD"))


@pytest.mark.parametrize("text", ["word " * 4000, "Norway condemned Russia" * 400, "(" * 3000, "Norway, " * 2000, "a" * 20000])
def test_no_shape_of_text_stops_the_coder(coder: Coder, text: str) -> None:
    assert isinstance(coder.code(text), CodedDocument)


@given(st.text(max_size=300))
@settings(max_examples=30, deadline=None)
def test_any_text_is_coded(coder: Coder, text: str) -> None:
    coded = coder.code(text)
    assert all((coded.document.text or "")[span.start:span.end] == span.text for span in spans(coded))


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_order_of_words_that_matter_is_coded(coder: Coder, words: list[str]) -> None:
    coded = coder.code(" ".join(words))
    assert all((coded.document.text or "")[span.start:span.end] == span.text for span in spans(coded))


def test_documents_are_taken_as_they_are_needed(coder: Coder) -> None:
    taken: list[int] = []

    def feed() -> Iterator[str]:
        for number in range(1000):
            taken.append(number)
            yield "Die Regierung hat gestern beschlossen, ihre Zusammenarbeit mit dem Nachbarland bis auf Weiteres nicht fortzusetzen."

    next(coder.code_many(feed()))
    assert len(taken) < 500


def test_a_demand_of_nobody_is_not_told_as_done(coder: Coder) -> None:
    assert coder.code("It was demanded that Burkina Faso withdraw its troops from Mali. We call on FIFA to expel Russia.").events == ()
