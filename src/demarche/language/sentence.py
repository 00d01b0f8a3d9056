"""A parsed sentence: words, tags and a dependency tree, with offsets into the canonical text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

GERUND_MARKS = ("of", "for", "from", "in", "by", "with", "on", "against", "about", "over", "into", "without", "at")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a document, after Universal Dependencies (Nivre et al. 2020).

    `words[i]` stands at `starts[i]`:`ends[i]` of the canonical text; `heads[i]` is the index of its head, -1 for the root;
    `labels` are universal relations with the few subtypes that a reader of acts needs; `entities` are
    (first, end, type) over words, with the types PER, ORG, LOC and MISC. `start`:`end` is the sentence in the text.
    `takers`, `states` and `acts` are what the network says of the words beyond that, for the relation head (`Analysis`).
    """

    index: int
    start: int
    end: int
    kind: str
    marker: str | None
    paragraph: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    entities: tuple[tuple[int, int, str], ...] = ()
    parsed: bool = field(default=True)
    takers: tuple[tuple[int, int], ...] = ()
    states: np.ndarray[Any, Any] | None = field(default=None, repr=False, compare=False)
    acts: np.ndarray[Any, Any] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def unparsed(cls, index: int, start: int, end: int, kind: str, marker: str | None, paragraph: int,
                 words: tuple[str, ...], starts: tuple[int, ...], ends: tuple[int, ...]) -> Sentence:
        """A sentence of which only the words are known: all of them hang flat on the first."""
        size = len(words)
        flat = (-1, *[0] * (size - 1))
        return cls(index, start, end, kind, marker, paragraph, words, starts, ends, words, ("X",) * size, flat, ("dep",) * size, parsed=False)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each word, in order."""
        found: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head >= 0:
                found[head].append(i)
        return tuple(map(tuple, found))

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The words in small letters, with straight quotes."""
        return tuple(w.lower().replace("’", "'") for w in self.words)

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """The universal relations of the words to their heads, without subtypes."""
        return tuple(label.partition(":")[0] for label in self.labels)

    def relation(self, i: int) -> str:
        """The universal relation of a word to its head, without its subtype."""
        return self.relations[i]

    def kids(self, i: int, *labels: str) -> Iterator[int]:
        """The dependents of `i` with one of these relations; "obl" means "obl:agent" too, "obl:agent" only itself."""
        relations = self.relations
        for child in self.children[i]:
            if relations[child] in labels or self.labels[child] in labels:
                yield child

    def kid(self, i: int, *labels: str) -> int | None:
        """The first such dependent, or None."""
        return next(self.kids(i, *labels), None)

    def subtree(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """The words below `i`, itself included, in order; branches in `without` are left out."""
        skipped, found, stack = set(without), [], [i]
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(c for c in self.children[word] if c not in skipped)
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above `i`, nearest first."""
        while (i := self.heads[i]) >= 0:
            yield i

    def case(self, i: int) -> str | None:
        """The preposition of a noun phrase in small letters ("out of" for fixed ones), or None."""
        marks = [c for c in self.kids(i, "case") if c < i]
        if not marks and self.upos[i] == "VERB":  # "of spying"
            marks = [c for c in self.kids(i, "mark") if self.upos[c] in ("ADP", "SCONJ") and self.lowered[c] in GERUND_MARKS]
        if not marks:
            return None
        first = marks[0]
        return " ".join(self.lowered[w] for w in sorted([first, *self.kids(first, "fixed"), *(m for m in marks[1:] if m == first + 1)]))

    def phrase(self, first: int, end: int) -> str:
        """The words [first, end) as one writes them: "Port-au-Prince", not "Port - au - Prince"."""
        written = self.words[first]
        for i in range(first + 1, end):
            written += ("" if self.starts[i] == self.ends[i - 1] else " ") + self.words[i]
        return written

    def extent(self, words: Iterable[int]) -> tuple[int, int]:
        """The offsets that these words span in the canonical text."""
        indices = list(words)
        return self.starts[min(indices)], self.ends[max(indices)]
