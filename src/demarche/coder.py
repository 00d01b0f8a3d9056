"""The whole way, on one page: a document in, its records out.

Read it from `Coder._coded` down: sentences → trees → actors → events → votes and measures → `CodedDocument`. Each step is
one call, in order, and none reaches back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import chain

from demarche.actors.mentions import distinct
from demarche.actors.phrases import with_via
from demarche.actors.resolver import Resolver
from demarche.actors.speakers import named, speakers
from demarche.decisions.measures import measures
from demarche.decisions.provisions import of_act, provisions
from demarche.decisions.signatories import signatories
from demarche.decisions.votes import votes
from demarche.events.coding import EventCoder, Told, record
from demarche.events.context import Context
from demarche.events.dates import date_of, find_dates
from demarche.events.lexicon import Lexicon
from demarche.events.matching import Matcher
from demarche.events.status import StatusReader
from demarche.knowledge.loader import FOLDER, Knowledge
from demarche.language.lemmas import Lemmatizer
from demarche.language.model import MOST_PIECES, Model
from demarche.language.segmentation import Segment, dateline_end, segment
from demarche.language.sentence import Sentence
from demarche.reading import document_of
from demarche.records import Actor, CodedDocument, CoderInfo, Date, Document, Event, Signatory, Span, Warning

SENTENCES_AT_ONCE = 4000  # how many sentences of how many documents are in memory together


@dataclass
class Draft:
    """A document on its way: what is known of it before its sentences are parsed."""

    document: Document
    text: str
    segments: list[Segment]
    signatories: tuple[Signatory, ...]
    speakers: tuple[Actor, ...]
    warnings: list[Warning]


class Coder:
    """Reads documents and says who did what to whom.

    A coder holds its model and its knowledge; several can live side by side, and one can serve several threads.

    >>> coded = Coder().code("Norway condemned Russia's invasion of Ukraine.")     # doctest: +SKIP
    >>> [(e.sources[0].name, e.code, e.targets[0].name) for e in coded.events]     # doctest: +SKIP
    [('Norway', 'ACCUSE', 'Russia'), ('Russia', 'ASSAULT', 'Ukraine')]
    """

    def __init__(self, *, knowledge: Knowledge | None = None, model: Model | None = None, threads: int | None = None, parse_all: bool = False) -> None:
        self.knowledge = knowledge or Knowledge.load()
        self.model = model or Model.load(FOLDER / "models" / "en", threads)
        patterns = self.knowledge.patterns
        known = {p.verb for p in self.knowledge.predicates if p.verb}
        known.update(patterns.speech.verbs, patterns.wrappers.considered, patterns.wrappers.denied)
        self._lemmatizer = Lemmatizer({"verb": patterns.lemmas.verb, "noun": patterns.lemmas.noun}, known)
        self._resolver = Resolver(self.knowledge)
        self._lexicon = Lexicon(self.knowledge.predicates, self._lemmatizer)
        self._events = EventCoder(Matcher(self._lexicon, patterns.wrappers.considered), StatusReader(patterns.wrappers))
        self._english = frozenset(patterns.english.common)
        self._parse_all = parse_all
        book = self.knowledge.codebook
        self.info = CoderInfo(version=version("demarche"), codebook=f"{book.name} {book.version}", model=self.model.version)

    def code(self, document: Document | str) -> CodedDocument:
        """The records of one document, or of a text."""
        return next(self.code_many([document]))

    def code_many(self, documents: Iterable[Document | str]) -> Iterator[CodedDocument]:
        """The records of many documents, in order; their sentences are parsed together, a bounded number at a time."""
        held: list[Draft] = []
        waiting = 0
        for given in documents:
            draft = self._draft(document_of(given)[0] if isinstance(given, str) else given)
            held.append(draft)
            waiting += len(draft.segments)
            if waiting >= SENTENCES_AT_ONCE:
                yield from self._finish(held)
                held, waiting = [], 0
        yield from self._finish(held)

    def told(self, document: Document | str) -> tuple[Context, list[Told]]:
        """What `explain` shows: the context of a document, and each act before it becomes a record."""
        draft = self._draft(document_of(document)[0] if isinstance(document, str) else document)
        context = self._context(draft, self._parsed([draft])[0])
        return context, [one for one in self._events.told(context) if not one.content_only]

    def _draft(self, document: Document) -> Draft:
        """Cut a document into sentences; refuse what is not English."""
        text = document.text or ""
        segments, warnings = segment(text), []
        words = [t.text.lower() for s in segments[:400] for t in s.tokens if t.text.isalpha()]
        share = sum(w in self._english for w in words) / len(words) if words else 0.0
        if not words:
            warnings.append(Warning.of("D303"))
            segments = []
        elif len(words) >= 12 and share < self.knowledge.patterns.english.least:
            warnings.append(Warning.of("D302", share=share))
            segments = []
        signed = signatories(text, self.knowledge.patterns.signatures) if segments else ()
        issued = speakers(document, signed, self._resolver.gazetteer, self.knowledge.patterns.speech)
        return Draft(document, text, segments, signed, issued, warnings)

    def _finish(self, drafts: Sequence[Draft]) -> Iterator[CodedDocument]:
        for draft, sentences in zip(drafts, self._parsed(drafts), strict=True):
            yield self._coded(draft, sentences)

    def _parsed(self, drafts: Sequence[Draft]) -> list[list[Sentence]]:
        """Sentences with their trees; one that cannot tell an act is not parsed."""
        cut = [list(chain.from_iterable(self._pieces(segment_) for segment_ in draft.segments)) for draft in drafts]
        wanted = [[self.may_tell([t.text for t in piece.tokens]) for piece in pieces] for pieces in cut]
        flat = [self._shown(piece) for pieces, marks in zip(cut, wanted, strict=True) for piece, mark in zip(pieces, marks, strict=True) if mark]
        analyses = self.model.analyse_all(flat)
        made = []
        for draft, pieces, marks in zip(drafts, cut, wanted, strict=True):
            if len(pieces) > len(draft.segments):
                draft.warnings.append(Warning.of("D304", count=len(pieces) - len(draft.segments)))
            sentences = []
            for index, (piece, mark) in enumerate(zip(pieces, marks, strict=True)):
                words = tuple(t.text for t in piece.tokens)
                starts, ends = tuple(t.start for t in piece.tokens), tuple(t.end for t in piece.tokens)
                place = (index, piece.start, piece.end, piece.kind, piece.marker, piece.paragraph, words, starts, ends)
                if mark:
                    a = next(analyses)
                    lemmas = tuple(self._lemmatizer(w, tag) for w, tag in zip(words, a.upos, strict=True))
                    sentences.append(Sentence(*place, lemmas, a.upos, a.heads, a.labels, a.entities))
                else:
                    sentences.append(Sentence.unparsed(*place))
            made.append(sentences)
        return made

    def _shown(self, piece: Segment) -> list[str]:
        """The words as the model reads them: an acronym that is a common word in small letters goes by another name ("WHO")."""
        def plain(word: str) -> str:
            common = word.isupper() and len(word) == 3 and word.lower() in self._english
            return "UN" if common and self._resolver.gazetteer.find([word]) else word

        return [plain(t.text) for t in piece.tokens]

    def may_tell(self, words: Sequence[str]) -> bool:
        """Whether a sentence has any word by which an act or a vote can be told."""
        return self._parse_all or self._lexicon.may_hold(words)

    def sentences(self, document: Document) -> list[list[str]]:
        """The words of a document's sentences, as they would be parsed."""
        return [[t.text for t in piece.tokens] for segment_ in segment(document.text or "") for piece in self._pieces(segment_)]

    def _pieces(self, long: Segment) -> Iterator[Segment]:
        """A sentence that the model takes in one pass, or the clauses that it is cut into."""
        opened = dateline_end([t.text for t in long.tokens])
        if opened:
            long = replace(long, tokens=long.tokens[opened:])
        words = [t.text for t in long.tokens]
        if self.model.pieces.length(words) <= MOST_PIECES:
            yield long
            return
        size, last = 0, 0
        for i, word in enumerate(words):
            size += len(self.model.pieces.word(word)[0])
            if (size > MOST_PIECES // 2 and word in (";", ",", ":", "—", "–")) or size > MOST_PIECES - 12:
                yield self._part(long, last, i + 1)
                size, last = 0, i + 1
        if last < len(words):
            yield self._part(long, last, len(words))

    def _part(self, long: Segment, first: int, end: int) -> Segment:
        tokens = long.tokens[first:end]
        start = long.start if first == 0 else tokens[0].start
        stop = long.end if end == len(long.tokens) else tokens[-1].end
        return Segment(start, stop, tokens, long.kind, long.marker if first == 0 else None, long.paragraph)

    def _context(self, draft: Draft, sentences: Sequence[Sentence]) -> Context:
        """Find and resolve the actors."""
        mentions, quoted = self._resolver.resolve(sentences, draft.text, draft.speakers)
        return Context(draft.document, draft.text, sentences, mentions, draft.speakers, self.knowledge, self._lexicon, quoted, self._titled(draft))

    def _titled(self, draft: Draft) -> tuple[Actor, ...]:
        """The one actor, beside those who speak, that the title names: whom the document is about."""
        own = {a.id for a in draft.speakers}
        others = distinct(a for a in named(draft.document.title or "", self._resolver.gazetteer) if a.id not in own)
        return tuple(with_via(a, "inferred") for a in others) if len(others) == 1 and own else ()

    def _coded(self, draft: Draft, sentences: Sequence[Sentence]) -> CodedDocument:
        context = self._context(draft, sentences)
        everything = self._events.told(context)
        told = [one for one in everything if not one.content_only]
        bounds = {one.sentence.index: provisions(context, one.sentence) for one in everything}
        events = [record(context, one, of_act(one.sentence, one, bounds[one.sentence.index], told)) for one in told]
        cast = votes(sentences, context.mentions, draft.text, draft.document, self.knowledge.patterns.votes, self._date(context), self._body(context))
        demanded = [one for one in everything if one.content_only]
        wanted = [record(context, one, of_act(one.sentence, one, bounds[one.sentence.index], everything)) for one in demanded]
        steps = measures(context, [*told, *demanded], [*events, *wanted], cast)
        return CodedDocument(document=draft.document, events=tuple(unique(events)), measures=steps, votes=cast, signatories=draft.signatories,
                             warnings=tuple(draft.warnings), coder=self.info)

    def _date(self, context: Context) -> Callable[[Sentence, int], Date | None]:
        def date(s: Sentence, word: int) -> Date | None:
            return date_of(s, word, find_dates(s, context.text, context.document.published, self.knowledge.patterns.dates))

        return date

    def _body(self, context: Context) -> Callable[[Sentence, int], Actor | None]:
        def body(s: Sentence, word: int) -> Actor | None:
            return next(iter(context.body(s)), None)

        return body


def unique(events: Iterable[Event]) -> list[Event]:
    """The events by trigger, each id once."""
    seen: dict[str, Event] = {}
    for event in sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.code)):
        seen.setdefault(event.id, event)
    return list(seen.values())


__all__ = ["Coder", "Span"]
