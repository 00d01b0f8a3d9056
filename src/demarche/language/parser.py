"""Texts to parsed sentences: cut, sifted, parsed, with lemmas.

A sentence in which no word can tell an act is not parsed: its words are kept, and hang flat on the first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from demarche.language.deadlines import attached, deadlines, restored
from demarche.language.lemmas import Lemmatizer
from demarche.language.model import MOST_PIECES, Analysis, Model
from demarche.language.segmentation import Segment, dateline_end, segment
from demarche.language.sentence import Sentence

CLAUSE_ENDS = (";", ",", ":", "—", "–")


class Parser:
    """Cuts and parses.

    `telling` says of a sentence's words whether it is worth parsing; `shown` gives a word as the model should read it;
    `months` are the names of months, in small letters, `deciding` the verbs (lemmas) of a lead-in whose list tells what is decided.
    """

    def __init__(self, model: Model, lemmatizer: Lemmatizer, telling: Callable[[Sequence[str]], bool], shown: Callable[[str], str],
                 months: Collection[str] = (), deciding: Collection[str] = ()) -> None:
        self.model, self._lemmatizer, self.telling, self._shown, self._months = model, lemmatizer, telling, shown, frozenset(months)
        self._deciding = frozenset(deciding)

    def cut(self, text: str) -> tuple[list[Segment], int]:
        """The sentences of a text, and how many cuts were needed to make them short enough for one pass of the model."""
        whole = segment(text)
        pieces = [piece for one in whole for piece in self._pieces(one)]
        return pieces, len(pieces) - len(whole)

    def parse(self, documents: Sequence[Sequence[Segment]], *, every: bool = False) -> list[list[Sentence]]:
        """The sentences of several documents, parsed together; `every` one, or those alone that are worth it."""
        marked = [list(zip(pieces, [every or mark for mark in self._worth(pieces)], strict=True)) for pieces in documents]
        analyses = self.model.analyse_all(self._read(piece) for pieces in marked for piece, mark in pieces if mark)
        return [[self._sentence(index, piece, next(analyses) if mark else None) for index, (piece, mark) in enumerate(pieces)] for pieces in marked]

    def _worth(self, pieces: Sequence[Segment]) -> Iterator[bool]:
        """Whether each sentence is worth parsing: where a word of it can tell an act, or it stands under a lead-in that can: "decides: (a) …"."""
        under = False
        for piece in pieces:
            words = [t.text for t in piece.tokens]
            telling = self.telling(words)
            opens = words[-1] == ":"
            if opens or piece.kind != "item":
                under = opens and (telling or not self._deciding.isdisjoint(self._lemmatizer(w.lower(), "VERB") for w in words))
            yield telling or under

    def _read(self, piece: Segment) -> list[str]:
        """The words that the model reads: without interposed deadlines."""
        words = [t.text for t in piece.tokens]
        taken = {w for first, end in deadlines(words, self._months) for w in range(first, end)}
        return [self._shown(word) for i, word in enumerate(words) if i not in taken]

    def _sentence(self, index: int, piece: Segment, analysis: Analysis | None) -> Sentence:
        words = tuple(t.text for t in piece.tokens)
        starts, ends = tuple(t.start for t in piece.tokens), tuple(t.end for t in piece.tokens)
        place = (index, piece.start, piece.end, piece.kind, piece.marker, piece.paragraph, words, starts, ends)
        if analysis is None:
            return Sentence.unparsed(*place)
        spans = deadlines(words, self._months)
        if spans:
            analysis = attached(restored(analysis, len(words), spans), words, spans)
        lemmas = tuple(self._lemmatizer(w, tag) for w, tag in zip(words, analysis.upos, strict=True))
        return Sentence(*place, lemmas, analysis.upos, analysis.heads, analysis.labels, analysis.entities,
                        takers=analysis.takers, states=analysis.states, acts=analysis.acts)

    def _pieces(self, whole: Segment) -> Iterator[Segment]:
        """A sentence without its dateline, that the model takes in one pass; or the clauses that it is cut into."""
        opened = dateline_end([t.text for t in whole.tokens])
        if opened:
            whole = replace(whole, tokens=whole.tokens[opened:])
        words = [t.text for t in whole.tokens]
        if self.model.pieces.length(words) <= MOST_PIECES:
            yield whole
            return
        size, last = 0, 0
        for i, word in enumerate(words):
            size += len(self.model.pieces.word(word)[0])
            if (size > MOST_PIECES // 2 and word in CLAUSE_ENDS) or size > MOST_PIECES - 12:
                yield part(whole, last, i + 1)
                size, last = 0, i + 1
        if last < len(words):
            yield part(whole, last, len(words))


def part(whole: Segment, first: int, end: int) -> Segment:
    """The words [first, end) of a sentence as one of their own."""
    tokens = whole.tokens[first:end]
    start = whole.start if first == 0 else tokens[0].start
    stop = whole.end if end == len(whole.tokens) else tokens[-1].end
    return Segment(start, stop, tokens, whole.kind, whole.marker if first == 0 else None, whole.paragraph)
