"""The whole way, on one page: a document in, its records out.

Read it from `Coder._coded` down: sentences → trees → actors → events → votes and measures → `CodedDocument`. Each step is
one call, in order, and none reaches back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import msgspec

from demarche.actors.mentions import distinct
from demarche.actors.phrases import with_via
from demarche.actors.resolver import Resolver
from demarche.actors.speakers import named, speakers
from demarche.decisions.measures import measures
from demarche.decisions.provisions import of_act, provisions
from demarche.decisions.signatories import signatories
from demarche.decisions.votes import votes
from demarche.events.coding import EventCoder, Told, record
from demarche.events.confidence import Calibration
from demarche.events.context import Context
from demarche.events.contexts import ContextReader
from demarche.events.dates import date_of, find_dates
from demarche.events.lexicon import Lexicon
from demarche.events.marked import Marked, marked, relation
from demarche.events.matching import Matcher
from demarche.events.relating import Judge
from demarche.events.status import StatusReader
from demarche.knowledge.layers import fingerprints
from demarche.knowledge.loader import FOLDER, Knowledge
from demarche.language.lemmas import Lemmatizer
from demarche.language.model import Model
from demarche.language.parser import Parser
from demarche.language.segmentation import Segment
from demarche.language.sentence import Sentence
from demarche.reading import document_of
from demarche.records import Actor, CodedDocument, CoderInfo, Date, Document, Event, Relation, Signatory, Warning

SENTENCES_AT_ONCE, DOCUMENTS_AT_ONCE = 1000, 100  # a group that is parsed together ends at either
ENOUGH_WORDS = 40  # to tell a text's language by; a shorter one is refused only where hardly a word is English
FEW_WORDS = 12


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
    `actors` are actor files or folders of your own, laid over those that ship (see docs/knowledge), `codebook` a codebook of your own in
    place of the one that ships or over it (see docs/codebook); `parse_all` parses every sentence, also those in which no word can tell an act.
    Raises D101, D401, D402 where a file is not there or not as its form says, D405, D406 where a codebook does not hold together.

    >>> coded = Coder().code("Norway condemned Russia's invasion of Ukraine.")     # doctest: +SKIP
    >>> [(e.sources[0].name, e.code, e.targets[0].name) for e in coded.events]     # doctest: +SKIP
    [('Norway', 'ACCUSE', 'Russia'), ('Russia', 'ASSAULT', 'Ukraine')]
    """

    def __init__(self, *, knowledge: Knowledge | None = None, actors: Sequence[str | Path] | str | Path = (), codebook: str | Path | None = None,
                 model: Model | None = None, threads: int | None = None, parse_all: bool = False) -> None:
        if knowledge is not None and (actors or codebook):
            raise ValueError("give either knowledge or actors and codebook, which are laid over when knowledge is loaded: Knowledge.load(layers=…, codebook=…)")
        over = [Path(path) for path in ([actors] if isinstance(actors, (str, Path)) else actors)]
        with ThreadPoolExecutor(1) as pool:  # the network is read while the knowledge is
            loading = pool.submit(lambda: model or Model.load(FOLDER / "models" / "en", threads))
            self.knowledge = knowledge or Knowledge.load(layers=over, codebook=Path(codebook) if codebook else None)
            self.model = loading.result()
        patterns = self.knowledge.patterns
        verbs = {p.verb for p in self.knowledge.predicates if p.verb}
        verbs.update(patterns.speech.verbs, patterns.wrappers.considered, patterns.wrappers.denied)
        lemmatizer = Lemmatizer({"verb": patterns.lemmas.verb, "noun": patterns.lemmas.noun}, verbs)
        self._resolver = Resolver(self.knowledge)
        polling = (*patterns.votes.ballots, *patterns.votes.stances, *patterns.votes.seats)
        legal = {word for phrase in patterns.provisions.basis for word in phrase.split() if len(word) > 5}
        self._lexicon = Lexicon(self.knowledge.predicates, lemmatizer, (*polling, *legal))
        calibration = Calibration.load(FOLDER / "models" / "en" / "calibration.json")
        mutual = {predicate.code for predicate in self.knowledge.predicates if predicate.reciprocal}
        self.judge = Judge(self.model.relations, calibration, self.knowledge.codebook.by_code, mutual)
        self._matcher = Matcher(self._lexicon, self.knowledge.codebook, patterns.wrappers.considered)
        self._events = EventCoder(self._matcher, StatusReader(patterns.wrappers), self.judge)
        self._contexts = ContextReader(self.knowledge.codebook)
        self._english = frozenset(patterns.english.common)
        months = {name.lower() for names in patterns.dates.months for name in names}
        self.parser = Parser(self.model, lemmatizer, (lambda words: True) if parse_all else self._lexicon.may_hold, self._shown, months,
                             patterns.wrappers.deciding)
        self.info = CoderInfo(version=version("demarche"), codebook=self.knowledge.codebook.title, model=self.model.version, actors=fingerprints(over))

    def code(self, document: Document | str) -> CodedDocument:
        """The records of one document, or of a text."""
        return next(self.code_many([document]))

    def code_many(self, documents: Iterable[Document | str]) -> Iterator[CodedDocument]:
        """The records of many documents, in order; their sentences are parsed together, a bounded number at a time."""
        held: list[Draft] = []
        sentences = 0
        for given in documents:
            held.append(self._draft(given))
            sentences += len(held[-1].segments)
            if sentences >= SENTENCES_AT_ONCE or len(held) >= DOCUMENTS_AT_ONCE:
                yield from self._finish(held)
                held, sentences = [], 0
        yield from self._finish(held)

    def told(self, document: Document | str) -> tuple[Context, list[Told]]:
        """What `explain` shows: the context of a document, and each act before it becomes a record."""
        context = self.context(document)
        return context, [one for one in self._events.told(context) if not one.content_only]

    def relate(self, text: str, source: Sequence[tuple[int, int]], target: Sequence[tuple[int, int]]) -> Relation:
        """What the marked source does to the marked target, both given as spans of the text; raises D203 where a span holds no word."""
        return relation(self.judge, *self.marked(text, source, target))

    def marked(self, text: str, source: Sequence[tuple[int, int]], target: Sequence[tuple[int, int]]) -> tuple[Context, list[Told], Marked, Marked]:
        """A text with its acts as it tells them of the marked ones, every sentence of it parsed: what `relate` reads a pair in."""
        draft = self._draft(text)
        context = self._context(draft, self.parser.parse([draft.segments], every=True)[0])
        ends = marked(context, source, target)
        return context, self._events.told(context), *ends

    def context(self, document: Document | str) -> Context:
        """A document with its actors, before acts are looked for: what `actors unknown` counts."""
        draft = self._draft(document)
        return self._context(draft, self.parser.parse([draft.segments])[0])

    def _draft(self, given: Document | str) -> Draft:
        """Cut a document into sentences; refuse what is not English; find who issues it."""
        document, warnings = document_of(given) if isinstance(given, str) else (given, ())
        text = document.text or ""
        segments, cuts = self.parser.cut(text)
        problem = self._language(segments)
        if problem is not None:
            segments, cuts = [], 0
        elif document.language is None and segments:
            document = msgspec.structs.replace(document, language="en")
        signed = signatories(text, self.knowledge.patterns.signatures) if segments else ()
        meant = partial(self._resolver.namer.named, day=document.published)
        issued = speakers(document, segments, signed, meant, self._resolver.roles, self.knowledge.patterns.speech)
        notes = [*warnings, *([problem] if problem else []), *([Warning.of("D304", count=cuts)] if cuts else [])]
        return Draft(document, text, segments, signed, issued, notes)

    def _language(self, segments: Sequence[Segment]) -> Warning | None:
        """What keeps a text from being read: no words, or not enough English ones."""
        words = [t.text.lower() for s in segments[:400] for t in s.tokens if t.text.isalpha()]
        if not words:
            return Warning.of("D303")
        share = sum(word in self._english for word in words) / len(words)
        english = self.knowledge.patterns.english
        least = english.least if len(words) >= ENOUGH_WORDS else english.least_of_few
        return Warning.of("D302", share=share) if len(words) >= FEW_WORDS and share < least else None

    def _finish(self, drafts: Sequence[Draft]) -> Iterator[CodedDocument]:
        for draft, sentences in zip(drafts, self.parser.parse([draft.segments for draft in drafts]), strict=True):
            yield self._coded(draft, sentences)

    def _coded(self, draft: Draft, sentences: Sequence[Sentence]) -> CodedDocument:
        """Parsed sentences to records: actors, events, votes, measures."""
        context = self._context(draft, sentences)
        told = self._events.told(context)
        bounds = {one.sentence.index: provisions(context, one.sentence) for one in told}
        cues = self._contexts.cues(context)
        records = [record(context, one, of_act(context, one, bounds[one.sentence.index], told), self._contexts.contexts(context, cues, one)) for one in told]
        cast = votes(sentences, context.mentions, draft.text, draft.document, self.knowledge.patterns.votes, self._date(context), self._body(context))
        steps = measures(context, told, records, cast)
        events = unique(event for one, event in zip(told, records, strict=True) if not one.content_only)
        return CodedDocument(document=draft.document, events=events, measures=steps, votes=cast, signatories=draft.signatories,
                             warnings=tuple(draft.warnings), coder=self.info)

    def _context(self, draft: Draft, sentences: Sequence[Sentence]) -> Context:
        """Find and resolve the actors."""
        mentions, quoted = self._resolver.resolve(sentences, draft.text, draft.speakers, draft.document.published)
        return Context(draft.document, draft.text, sentences, mentions, draft.speakers, self.knowledge, self._matcher, quoted, self._titled(draft))

    def _titled(self, draft: Draft) -> tuple[Actor, ...]:
        """The one actor, beside those who speak, that the title names: whom the document is about."""
        own = {a.id for a in draft.speakers}
        others = distinct(a for a in named(draft.document.title or "", partial(self._resolver.namer.named, day=draft.document.published)) if a.id not in own)
        return tuple(with_via(a, "inferred") for a in others) if len(others) == 1 and own else ()

    def _shown(self, word: str) -> str:
        """A word as the model reads it: an acronym that is a common word in small letters goes by another name ("WHO")."""
        common = word.isupper() and len(word) == 3 and word.lower() in self._english
        return "UN" if common and self._resolver.namer.gazetteer.find(word) else word

    def _date(self, context: Context) -> Callable[[Sentence, int], Date | None]:
        def date(s: Sentence, word: int) -> Date | None:
            return date_of(s, word, find_dates(s, context.text, context.document.published, self.knowledge.patterns.dates))

        return date

    def _body(self, context: Context) -> Callable[[Sentence, int], Actor | None]:
        def body(s: Sentence, word: int) -> Actor | None:
            return next(iter(context.body(s)), None)

        return body


def unique(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events by trigger, each id once."""
    seen: dict[str, Event] = {}
    for event in sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.code)):
        seen.setdefault(event.id, event)
    return tuple(seen.values())
