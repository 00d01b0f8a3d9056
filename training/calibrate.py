"""Fit how sure the coder is of its events, and how predicates and the relation head weigh against each other.

    python -m training.calibrate --gold ../shared/gold/dev --pairs ../shared/pairs/dev.jsonl

Writes `calibration.json` beside the model. Fitted are the ten or so weights of a logistic regression (on the events of the
gold documents that are right or wrong, and on the events of marked pairs that join the two), and the three log odds of a marked pair
(by trying a few values of each). None of this trains the network.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import msgspec
import numpy as np

from demarche.coder import Coder
from demarche.evaluating import read_gold, read_pairs
from demarche.evaluating.gold import Gold
from demarche.evaluating.pairs import TOGETHER, Pair, at
from demarche.events.coding import Told
from demarche.events.confidence import Calibration, Trust
from demarche.events.marked import relation
from demarche.knowledge.loader import FOLDER
from demarche.records import Event
from training.accuracy import documents, fits

OUT = FOLDER / "models" / "en" / "calibration.json"
RIDGE, STEPS, BINS = 1.0, 50, 8
FOUND, UNNAMED = 0.65, 0.8  # chosen on the gold documents: with lower ones they lose in precision what they gain in recall
JOINED, BESIDE, NONE = (1.0, 2.0, 3.0, 4.0), (0.0, 0.5, 1.0, 1.5), (0.0, 1.0, 2.0, 4.0)
Judged = tuple[dict[str, float], bool]


def of_gold(coder: Coder, golds: Sequence[Gold], folder: Path) -> Iterator[Judged]:
    """The evidence of each event of the gold documents, and whether it is right."""
    by_hash = {gold.text_sha256: gold for gold in golds}
    for document in documents(folder):
        gold = by_hash[document.text_sha256]
        _, told = coder.told(document)
        events = {(e.trigger.start, e.code): e for e in coder.code(document).events}
        for one in told:
            event = events.get((one.sentence.starts[min(one.match.words)], one.code)) or next((e for e in events.values() if same(one, e)), None)
            if event is not None:
                yield dict(one.evidence), any(g.code == event.code and all(fits(g, event)) for g in gold.events)


def same(one: Told, event: Event) -> bool:
    """Whether an event is the record of an act."""
    return event.code == one.code and event.trigger.start <= one.sentence.starts[one.match.trigger] < event.trigger.end


def of_pairs(coder: Coder, pairs: Sequence[Pair]) -> Iterator[Judged]:
    """The evidence of each event that joins the two of a marked pair, and whether its code is right."""
    for pair in pairs:
        _, told = coder.told(pair.text)
        for one in told:
            others = one.targets or (one.match.sources if len(one.match.sources) > 1 else ())
            if at(one.match.sources, pair.source) and at(others, pair.target):
                yield dict(one.evidence), TOGETHER.get(one.code, one.code) == TOGETHER.get(pair.code, pair.code)


def fitted(judged: Sequence[Judged]) -> dict[str, float]:
    """The weights of a logistic regression with a ridge, by Newton's method."""
    names = sorted({name for evidence, _ in judged for name in evidence})
    x = np.array([[evidence.get(name, 0.0) for name in names] for evidence, _ in judged])
    y = np.array([right for _, right in judged], dtype=float)
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - RIDGE * w
        curvature = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        w = w + np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 3) for name, weight in zip(names, w, strict=True)}


def reliability(calibration: Calibration, judged: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """Mean confidence and share right of ever surer events, in groups of like size."""
    rated = sorted((calibration.confidence(evidence), right) for evidence, right in judged)
    groups = [rated[len(rated) * i // BINS:len(rated) * (i + 1) // BINS] for i in range(BINS)]
    return [(round(sum(c for c, _ in g) / len(g), 3), round(sum(r for _, r in g) / len(g), 3), len(g)) for g in groups if g]


def trusted(coder: Coder, pairs: Sequence[Pair], before: Trust) -> Trust:
    """The log odds with which most marked pairs get their root code."""
    contexts = []
    for pair in pairs:
        contexts.append((pair, coder.marked(pair.text, pair.source, pair.target)))
    best = (-1.0, before)
    for joined, beside, none in product(JOINED, BESIDE, NONE):
        trust = msgspec.structs.replace(before, joined=joined, beside=beside, none=none, found=FOUND, unnamed=UNNAMED)
        coder.judge.trust = trust
        right = sum(TOGETHER.get(code, code) == TOGETHER.get(pair.code, pair.code) for pair, read in contexts
                    if (code := relation(coder.judge, *read).code or ""))
        best = max(best, (right / len(pairs), trust), key=lambda item: item[0])
    coder.judge.trust = best[1]
    print(f"marked pairs {best[0]:.4f} with {best[1]}")
    return best[1]


def main() -> None:
    """Fit, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    opt = parser.parse_args()
    coder, pairs = Coder(), read_pairs(opt.pairs)
    judged = [*of_gold(coder, read_gold([opt.gold]), opt.gold), *of_pairs(coder, pairs)]
    calibration = msgspec.structs.replace(coder.judge.calibration, trust=trusted(coder, pairs, coder.judge.trust), weights=fitted(judged))
    calibration = msgspec.structs.replace(calibration, reliability=reliability(calibration, judged))
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(calibration), indent=1) + b"\n")
    print(f"{len(judged)} events, {sum(right for _, right in judged) / len(judged):.3f} right; weights {calibration.weights}")


if __name__ == "__main__":
    main()
