"""A coded document as HTML."""

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from demarche.highlight import COLOURS, html
from demarche.records import Actor, CodedDocument, CoderInfo, Counts, Document, Event, Measure, Provision, Signatory, Span, Vote, Warning

INFO = CoderInfo(version="0", codebook="PLOVER", model="en")
TEXT = "Norway & Sweden <both> condemned Russia until peace."


def actor(span: Span | None = None, name: str = "Norway") -> Actor:
    return Actor(id="NOR", name=name, kind="state", span=span)


def coded(text: str | None, spans: list[Span]) -> CodedDocument:
    """A document that uses its spans in turn for everything that is marked."""
    document = Document.of(text) if text is not None else Document(text_sha256="0")
    events = tuple(Event(id=str(i), code="ACCUSE", sources=(actor(span),), targets=(actor(None, "Russia"),), trigger=span, sentence=span, content=span,
                         rule="r", provisions=(Provision(kind="until", span=span),)) for i, span in enumerate(spans[::3]))
    measures = tuple(Measure(id="m", kind="trade", imposers=(actor(),), object=span, status="decided", sentence=span) for span in spans[1::3])
    votes = tuple(Vote(id="v", counts=Counts(for_=1, against=0), sentences=(span,)) for span in spans[2::3])
    signatories = tuple(Signatory(name=span.text, span=span) for span in spans[2::3])
    return CodedDocument(document=document, events=events, measures=measures, votes=votes, signatories=signatories, coder=INFO)


def text_of(page: str) -> str:
    """What stands in the text block, without its tags."""
    block = page.partition('<div class="text">')[2].partition("</div>")[0]
    return re.sub(r"<[^>]*>", "", block)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text("<>&\"' ab\n", max_size=60))
    places = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=9))
    return text, [Span.cut(text, min(pair), max(pair)) for pair in places]


@given(texts_with_spans())
def test_the_text_is_whole_whatever_the_spans(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    assert text_of(html(coded(text, spans))) == escape(text)


@given(texts_with_spans())
def test_marks_do_not_nest(case: tuple[str, list[Span]]) -> None:
    tags = re.findall(r"</?mark\b", html(coded(*case)))
    assert tags == ["<mark", "</mark"] * (len(tags) // 2)


def test_overlapping_marks_are_cut_at_their_ends() -> None:
    text = "abcdef"
    page = html(coded(text, [Span.cut(text, 0, 4), Span.cut(text, 2, 6)]))
    kinds = re.findall(r'<mark class="([^"]+)" title="[^"]*">([^<]*)</mark>', page)
    assert kinds == [("actor content provision trigger", "ab"), ("actor content object provision trigger", "cd"), ("object", "ef")]


def test_what_the_text_says_is_escaped_in_notes_and_tables() -> None:
    name = '"><script>alert(1)</script>'
    event = Event(id="1", code="ACCUSE", sources=(actor(None, name),), trigger=Span.cut(TEXT, 29, 38), sentence=Span.cut(TEXT, 0, len(TEXT)), rule="r")
    page = html(CodedDocument(document=Document.of(TEXT, title="<b>"), events=(event,), warnings=(Warning(code="D1", message="<i>"),), coder=INFO))
    assert "<script" not in page and "<b>" not in page and "<i>" not in page


def test_a_document_without_its_text_gives_tables_only() -> None:
    page = html(coded(None, [Span("condemned", 0, 9)]))
    assert 'class="text"' not in page and "<caption>Events</caption>" in page


def test_every_kind_has_a_style_and_the_notebook_shows_it() -> None:
    page = coded(TEXT, [Span.cut(TEXT, 0, 6), Span.cut(TEXT, 9, 15), Span.cut(TEXT, 33, 39)])._repr_html_()
    assert all(f"mark.{kind}{{" in page for kind in COLOURS)
    assert "1 for, 0 against" in page
