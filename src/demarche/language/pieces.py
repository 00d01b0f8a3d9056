"""Words to word pieces: the encoder's input, with the shape that its uncased vocabulary loses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

MOST_PIECES = 8  # of one word: an address or a hash says no more after that
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "…": "..."})


def shape(word: str) -> int:
    """The class of a word's capitals: 1 small, 2 Title, 3 CAPITALS, 4 one capital, 5 mIxed, 6 with a digit, 7 no letter."""
    if any(c.isdigit() for c in word):
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 7
    if not any(c.isupper() for c in letters):
        return 1
    if all(c.isupper() for c in letters):
        return 4 if len(letters) == 1 else 3
    return 2 if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else 5


class Pieces:
    """The vocabulary, with a memory of the words it has seen.

    >>> pieces = Pieces.load(folder)                                     # doctest: +SKIP
    >>> pieces.batch([["Russia", "left", "."]])["pieces"].shape          # doctest: +SKIP
    (1, 5)
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._index = {piece: i for i, piece in enumerate(vocabulary)}
        self._cls, self._sep, self._unknown = (self._index[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self._seen: dict[str, tuple[list[int], int]] = {}

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """From a file of pieces, one a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def word(self, word: str) -> tuple[list[int], int]:
        """The piece numbers of one word (at least one, at most MOST_PIECES), and its shape."""
        found = self._seen.get(word)
        if found is None:
            plain = "".join(c for c in unicodedata.normalize("NFD", word.translate(PLAIN).lower()) if unicodedata.category(c) != "Mn")
            ids = [i for part in re.findall(r"[^\W_]+|[^\w\s]|_", plain) for i in self._split(part)][:MOST_PIECES] or [self._unknown]
            found = (ids, shape(word))
            if len(self._seen) > 200_000:
                self._seen.clear()
            self._seen[word] = found
        return found

    def _split(self, part: str) -> list[int]:
        """Longest pieces first, from the left (Wu et al. 2016); unknown as a whole where one is missing."""
        ids: list[int] = []
        start, end = 0, min(len(part), 100)
        stop = end
        while start < stop:
            piece = ("##" if start else "") + part[start:end]
            if piece in self._index:
                ids.append(self._index[piece])
                start, end = end, stop
            elif (end := end - 1) == start:
                return [self._unknown]
        return ids

    def length(self, words: Sequence[str]) -> int:
        """How many pieces a sentence makes, its two marks included."""
        return 2 + sum(len(self.word(w)[0]) for w in words)

    def batch(self, sentences: Sequence[Sequence[str]]) -> dict[str, np.ndarray[Any, Any]]:
        """The network's inputs: pieces, shapes, mask (B, T); first, last (B, W+1), flat indices of each word's outer pieces."""
        rows = [[self.word(w) for w in words] for words in sentences]
        length = max(2 + sum(len(ids) for ids, _ in row) for row in rows)
        width = 1 + max(len(row) for row in rows)
        pieces = np.zeros((len(rows), length), dtype=np.int64)
        shapes = np.zeros((len(rows), length), dtype=np.int64)
        mask = np.zeros((len(rows), length), dtype=np.float32)
        first = np.zeros((len(rows), width), dtype=np.int64)
        last = np.zeros((len(rows), width), dtype=np.int64)
        for b, row in enumerate(rows):
            ids, forms, starts, ends = [self._cls], [0], [0], [0]
            for word_ids, form in row:
                starts.append(len(ids))
                ids.extend(word_ids)
                forms.extend([form] * len(word_ids))
                ends.append(len(ids) - 1)
            ids.append(self._sep)
            pieces[b, : len(ids)] = ids
            shapes[b, : len(forms)] = forms
            mask[b, : len(ids)] = 1.0
            first[b, :] = b * length
            last[b, :] = b * length
            first[b, : len(starts)] = np.array(starts) + b * length
            last[b, : len(ends)] = np.array(ends) + b * length
        return {"pieces": pieces, "shapes": shapes, "mask": mask, "first": first, "last": last}
