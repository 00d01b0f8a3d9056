"""Confidence: the probability that an event stands as coded, from what the predicate and the relation head say of it.

A logistic regression over a few features, fitted on the development data by `python -m training.calibrate`; its weights and its
reliability lie beside the model in `calibration.json`.
"""

from __future__ import annotations

from math import exp, log
from pathlib import Path

import msgspec

from demarche.events.lexicon import key
from demarche.events.matching import Match
from demarche.knowledge.files import decoded
from demarche.language.relations import Reading
from demarche.language.sentence import Sentence
from demarche.records import Status

FURTHEST = 4.0  # log odds beyond which the head's word counts no more


class Trust(msgspec.Struct, frozen=True, kw_only=True):
    """How much the predicates weigh beside the head for a marked pair, in log odds.

    joined, beside   for the code of a predicate that joins the pair, or only stands in its sentence; none: against no relation
    found            the least probability of an act that the head alone finds; unnamed: where an end is a phrase that no actor file knows
    """

    joined: float
    beside: float
    none: float
    found: float
    unnamed: float


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """The fitted numbers: `weights` by feature; `reliability` as (mean confidence, share right, events) of ever surer events."""

    trust: Trust
    weights: dict[str, float]
    reliability: list[tuple[float, float, int]]

    @classmethod
    def load(cls, path: Path) -> Calibration:
        """From a file; raises D101 where it is missing, D114, D401 where it is not as its form says."""
        return decoded(path, cls)

    def confidence(self, told: dict[str, float]) -> float:
        """The probability that goes with these features."""
        return round(1 / (1 + exp(-sum(self.weights.get(name, 0.0) * value for name, value in told.items()))), 2)


def features(s: Sentence, match: Match, code: str, status: Status, reading: Reading | None, codes: tuple[str, ...]) -> dict[str, float]:
    """What tells how sure an event is: the class of its trigger, how much its predicate asks for, its status, and the head's word on pair and trigger."""
    predicate = match.predicate
    found = {"always": 1.0, "head" if match.headed else key(predicate)[0]: 1.0, status: 1.0}
    if not match.headed:
        found["asking"] = float(bool(predicate.object) + bool(predicate.prep or predicate.particle or predicate.adverb))
    if reading is not None and code in reading.scores:
        found["pair"], found["judged"] = odds(reading.scores[code]), 1.0
    if s.acts is not None and code in codes:
        found["act"] = odds(max(float(s.acts[w, codes.index(code)]) for w in match.words))
    return found


def odds(probability: float) -> float:
    """The log odds of a probability, bounded.

    >>> odds(0.5), odds(1.0)
    (0.0, 4.0)
    """
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-FURTHEST, min(FURTHEST, log(p / (1 - p))))
