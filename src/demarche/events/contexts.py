"""Contexts: what an act is about, by the cues of the codebook in its sentence and around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from demarche.events.coding import Told
from demarche.events.context import Context
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.names import flat
from demarche.language.sentence import Sentence

NEAR = 3  # sentences on either side of the act's own, within its paragraph
ENOUGH = 3  # points that make a context
OWN, STRONG, OTHER = 2, 3, 1  # points of a cue in the act's sentence, of a strong one there, and of any near it


class Cue(NamedTuple):
    """A phrase of a text that shows contexts: by each of them, whether it is a strong cue. One that is mute shows none."""

    start: int
    end: int
    phrase: str
    shows: Mapping[str, bool]


Cues = Mapping[int, Sequence[Cue]]  # by the index of their sentence


class ContextReader:
    """Finds the cues of a codebook's contexts in one pass over a text, and weighs them for each act."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        shown: dict[str, dict[str, bool]] = defaultdict(dict)
        for context in codebook.contexts:
            for phrase in context.mute:
                _ = shown[phrase]
            for strong, phrases in ((False, context.cues), (True, context.strong)):
                for phrase in phrases:
                    shown[phrase][context.name] = strong
        written = {flat(phrase).strip(): phrase for phrase in shown}
        for phrase in shown:
            for form in forms(phrase):
                written.setdefault(flat(form).strip(), phrase)  # the plural of one may be a phrase of its own
        self._phrases, self._shown = list(written.values()), shown
        self._automaton = AhoCorasick([f" {form} " for form in written], matchkind=MatchKind.Standard) if written else None

    def cues(self, context: Context) -> Cues:
        """The cues of a document; of those that overlap the longest."""
        found: dict[int, list[Cue]] = defaultdict(list)
        sentences = iter(context.sentences)
        sentence = next(sentences, None)
        for cue in self._found(context.text):
            while sentence is not None and sentence.end <= cue.start:
                sentence = next(sentences, None)
            if sentence is not None and sentence.start <= cue.start:
                found[sentence.index].append(cue)
        return found

    def contexts(self, context: Context, cues: Cues, told: Told) -> tuple[str, ...]:
        """The contexts of an act, in the order of the codebook: those that its paragraph shows, and those that its mode brings."""
        s, predicate = told.sentence, told.match.predicate
        points: dict[str, dict[str, int]] = defaultdict(dict)
        for near in around(context.sentences, s):
            for cue in cues.get(near.index, ()):
                for name, strong in cue.shows.items():
                    worth = OTHER if near is not s else STRONG if strong else OWN
                    points[name][cue.phrase] = max(worth, points[name].get(cue.phrase, 0))
        found = {name for name, worths in points.items() if sum(worths.values()) >= ENOUGH}
        mode = self._codebook.mode(told.code, predicate.mode) if told.code == predicate.code else None
        found.update(mode.contexts if mode else ())
        silent = {one.name for one in self._codebook.contexts if found.intersection(one.unless) and not found.intersection(one.beside)}
        return tuple(one.name for one in self._codebook.contexts if one.name in found - silent)

    def _found(self, text: str) -> Iterator[Cue]:
        if self._automaton is None:
            return
        end = 0
        matches = self._automaton.find_matches_as_indexes(f" {flat(text).lower()} ", overlapping=True)
        for number, first, last in sorted(matches, key=lambda match: (match[1], -match[2])):
            if last - 2 > end:  # not inside one that began before
                end = last - 2
                phrase = self._phrases[number]
                yield Cue(first, end, phrase, self._shown[phrase])


def around(sentences: Sequence[Sentence], s: Sentence) -> Iterator[Sentence]:
    """A sentence and those of its paragraph that are near it."""
    for near in sentences[max(0, s.index - NEAR):s.index + NEAR + 1]:
        if near.paragraph == s.paragraph:
            yield near


def forms(phrase: str) -> Iterator[str]:
    """The plurals of a phrase: of its last word, and of the word before "of".

    >>> list(forms("body of inquiry"))
    ['body of inquiries', 'bodies of inquiry']
    """
    yield plural(phrase)
    head, of, tail = phrase.partition(" of ")
    if of:
        yield f"{plural(head)}{of}{tail}"


def plural(noun: str) -> str:
    """The plural of a noun by the rules of English spelling."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"
