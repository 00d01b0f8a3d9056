"""The relation of a pair: what one phrase of a sentence does to another, as the network's states of the words tell it.

The sums are those of `training.network.Relation`, in NumPy: pairs are known only after the actors are, so that a second pair costs a few
small products and no second pass. The weights lie beside the model in `relations.npz`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from demarche.errors import DemarcheError

Range = tuple[int, int]
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the head says of one ordered pair: the probability of each root code, of none, of each status, and the word that tells the act."""

    scores: dict[str, float]
    none: float
    statuses: dict[str, float]
    trigger: int

    @property
    def best(self) -> str:
        """The likeliest root code."""
        return max(self.scores, key=self.scores.__getitem__)


class Relations:
    """The relation head; safe to share between threads.

    >>> head = Relations.load(folder, codes, statuses)                     # doctest: +SKIP
    >>> head.read(states, [((0, 1), (2, 3))])[0].best                      # doctest: +SKIP
    'ACCUSE'
    """

    def __init__(self, weights: dict[str, Array], codes: Sequence[str], statuses: Sequence[str]) -> None:
        self._w, self._blas = weights, ThreadpoolController().select(user_api="blas")
        self._query, self._mix = columns(weights["query.weight"], 2), columns(weights["mix.weight"], 5)
        (self._key,) = columns(weights["key.weight"], 1)
        self.codes, self._statuses = tuple(codes), tuple(statuses)

    @classmethod
    def load(cls, path: Path, codes: Sequence[str], statuses: Sequence[str]) -> Relations:
        """The head of a file; `codes` in the network's order, the last being none. Raises OSError, ValueError, KeyError."""
        with np.load(path) as file:
            return cls({name: file[name].astype(np.float32) for name in file.files}, codes, statuses)

    def read(self, states: Array, pairs: Sequence[tuple[Range, Range]]) -> list[Reading]:
        """What the head says of ordered pairs (source, target) of word ranges, in one sentence of n words; `states` is (n, 384)."""
        if not pairs:
            return []
        # On one thread: threads that wait for each other over such small products take many times as long on a busy machine.
        with self._blas.limit(limits=1), np.errstate(invalid="ignore"):  # OpenBLAS may raise the flag over lanes that it does not keep
            read = self._read(states.astype(np.float32), pairs)
        if not all(np.isfinite(list(reading.scores.values())).all() for reading in read):
            raise DemarcheError("D301", path="relations.npz", reason="a pair got no probability")
        return read

    def _read(self, words: Array, pairs: Sequence[tuple[Range, Range]]) -> list[Reading]:
        w, n = self._w, len(words)
        at = np.arange(n)
        phrases = sorted({phrase for pair in pairs for phrase in pair})  # each is weighed once, in however many pairs it stands
        inside = np.stack([(at >= a) & (at < b) for a, b in phrases])
        means = share(inside) @ words
        i, j = (np.array([phrases.index(pair[end]) for pair in pairs]) for end in (0, 1))
        source, target = inside[i], inside[j]
        ahead = np.stack([at < min(a, c) for (a, _), (c, _) in pairs])
        between = np.stack([((at >= b) & (at < c)) | ((at >= d) & (at < a)) for (a, b), (c, d) in pairs])
        free = ~source & ~target
        ahead, between = ahead & free, between & free
        places = np.stack([ahead, source, between, target, free & ~between & ~ahead], -1).astype(np.float32)
        query = (means @ self._query[0])[i] + (means @ self._query[1])[j] + w["query.bias"]
        keys = words @ self._key + w["key.bias"]
        attention = softmax(query @ keys.T / sqrt(query.shape[1]) + places @ w["place"])
        as_source, as_target, attended, amid, whole = self._mix
        mixed = gelu((means @ as_source)[i] + (means @ as_target)[j] + attention @ (words @ attended) + share(between) @ (words @ amid)
                     + words.mean(0) @ whole + w["mix.bias"])
        codes = softmax(mixed @ w["code.weight"].T + w["code.bias"])
        statuses = softmax(mixed @ w["status.weight"].T + w["status.bias"])
        return [Reading(dict(zip(self.codes[:-1], map(float, code), strict=False)), float(code[-1]), dict(zip(self._statuses, map(float, status), strict=True)),
                        int(np.where(free_row, row, -1.0).argmax())) for code, status, row, free_row in zip(codes, statuses, attention, free, strict=True)]


def columns(weight: Array, parts: int) -> list[Array]:
    """The parts of a weight over as many inputs laid side by side, each as it is multiplied from the right."""
    return [np.ascontiguousarray(part.T) for part in np.split(weight, parts, axis=1)]


def share(mask: Array) -> Array:
    """What each word gives to the mean of a mask's words: rows of 1/k for k words, zeros where there are none."""
    chosen = mask.astype(np.float32)
    found: Array = chosen / np.maximum(chosen.sum(1, keepdims=True), 1.0)
    return found


def softmax(x: Array) -> Array:
    """Along the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    found: Array = e / e.sum(-1, keepdims=True)
    return found


def gelu(x: Array) -> Array:
    """The Gaussian error linear unit, with the error function after Abramowitz and Stegun (1964), 7.1.26, exact to 1.5e-7."""
    z = np.abs(x) / np.float32(sqrt(2.0))
    k = 1.0 / (1.0 + 0.3275911 * z)
    poly = k * (0.254829592 + k * (-0.284496736 + k * (1.421413741 + k * (-1.453152027 + k * 1.061405429))))
    found: Array = 0.5 * x * (1.0 + np.sign(x) * (1.0 - poly * np.exp(-z * z)))
    return found.astype(np.float32)
