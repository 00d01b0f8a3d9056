"""Words to the network's inputs, by the same code that serves at run time."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from demarche.language.pieces import Pieces
from training.treebank import Sentence


def disturbed(words: list[str], chance: random.Random) -> list[str]:
    """The words as headlines and careless writers have them: now and then in capitals, in title case, or all small."""
    draw = chance.random()
    if draw < 0.04:
        return [w.upper() for w in words]
    if draw < 0.07:
        return [w[:1].upper() + w[1:] if len(w) > 3 else w for w in words]
    if draw < 0.08:
        return [w.lower() for w in words]
    return words


def without_full_stop(sentence: Sentence) -> Sentence:
    """A heading: the sentence less its last full stop, where nothing hangs on that."""
    n = len(sentence.words)
    if n < 3 or sentence.words[-1] != "." or n in sentence.heads:
        return sentence
    return replace(sentence, words=sentence.words[:-1], upos=sentence.upos[:-1], heads=sentence.heads[:-1], labels=sentence.labels[:-1])


class Inventory:
    """The tags, labels and entity tags of the network, in their order."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self.upos = sorted({t for s in sentences for t in s.upos})
        self.labels = sorted({t for s in sentences for t in s.labels})
        kinds = sorted({e[2] for s in sentences for e in s.entities or ()})
        self.entities = ["O", *(f"{p}-{k}" for k in kinds for p in "BI")]

    def targets(self, sentences: list[Sentence], length: int) -> dict[str, Tensor]:
        """Gold classes, (B, W+1) each; -100 where nothing is asked."""
        out = {k: np.full((len(sentences), length), -100, dtype=np.int64) for k in ("upos", "heads", "labels", "entities")}
        for b, s in enumerate(sentences):
            n = len(s.words) + 1
            out["upos"][b, 1:n] = [self.upos.index(t) for t in s.upos]
            out["heads"][b, 1:n] = s.heads
            out["labels"][b, 1:n] = [self.labels.index(t) for t in s.labels]
            if s.entities is not None:
                out["entities"][b, 1:n] = 0
                for i, j, kind in s.entities:
                    if j < n:
                        out["entities"][b, i + 1] = self.entities.index("B-" + kind)
                        out["entities"][b, i + 2:j + 1] = self.entities.index("I-" + kind)
        return {k: torch.from_numpy(v) for k, v in out.items()}


def inputs(pieces: Pieces, sentences: list[list[str]]) -> dict[str, Tensor]:
    """The network's five inputs for these sentences of words."""
    return {name: torch.from_numpy(array) for name, array in pieces.batch(sentences).items()}
