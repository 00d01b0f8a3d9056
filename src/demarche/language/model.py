"""The language model at run time: one ONNX file with several heads, one sentence a pass.

Dynamic quantisation scales a whole tensor at once, so that sentences in one batch would change each other's digits; one
sentence a pass keeps the same input the same output whatever stands beside it, and on a CPU costs little (docs/language).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from demarche.errors import DemarcheError
from demarche.language.pieces import Pieces
from demarche.language.relations import Relations, softmax
from demarche.language.tree import heads

LEFT_HEADED = ("conj", "flat", "fixed", "goeswith")
PARTICIPANT = ("O", "B-", "I-")
MOST_PIECES = 224  # of one pass: longer sentences are cut at clause boundaries before they come here


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the model says of one sentence of n words: tags, heads (0-based, -1 the root), labels and entity spans.

    `takers` are the phrases of whoever takes part in something: who acts, is acted on, or could be; `states` (n, 384) are what the
    relation head reads; `acts` (n, codes + 1) the probabilities that a word tells an act, the last being that of none.
    """

    upos: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    entities: tuple[tuple[int, int, str], ...]
    takers: tuple[tuple[int, int], ...] = ()
    states: np.ndarray[Any, Any] | None = field(default=None, compare=False)
    acts: np.ndarray[Any, Any] | None = field(default=None, compare=False)


class Model:
    """The shipped model; safe to share between threads.

    >>> Model.load(folder).analyse(["Chad", "left", "."]).upos     # doctest: +SKIP
    ('PROPN', 'VERB', 'PUNCT')
    """

    def __init__(self, session: Any, pieces: Pieces, names: dict[str, Any], threads: int, relations: Relations | None) -> None:
        self._session, self.pieces, self.threads, self.relations = session, pieces, threads, relations
        self._upos, self._labels, self._entities = names["upos"], names["labels"], names["entities"]
        self.version = str(names["version"])

    @classmethod
    def load(cls, folder: Path, threads: int | None = None) -> Model:
        """The model of a folder (model.onnx, pieces.txt, names.json); raises D301 where it is missing or damaged."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            weights = (folder / "model.onnx").read_bytes()
            names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
            names["version"] = f"en-{sha256(weights).hexdigest()[:12]}"
            session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
            relations = Relations.load(folder / "relations.npz", names["codes"], names["statuses"]) if "codes" in names else None
            return cls(session, Pieces.load(folder / "pieces.txt"), names, threads or os.cpu_count() or 1, relations)
        except Exception as error:  # ONNX Runtime raises classes of its own, without a common base
            raise DemarcheError("D301", path=folder, reason=str(error).splitlines()[0] if str(error) else type(error).__name__) from error

    def analyse(self, words: Sequence[str]) -> Analysis:
        """One sentence of at most MOST_PIECES pieces."""
        upos, entity, arc, label, *told = self.run(self.pieces.batch([words]))
        tree = heads(arc[0])
        rows = np.arange(1, len(words) + 1)
        labels = label[0, rows, tree].argmax(-1)
        names = [self._labels[i] for i in labels]
        for i, head in enumerate(tree):
            if (head == 0) != (names[i] == "root"):
                names[i] = "root" if head == 0 else self._labels[int(np.argsort(label[0, i + 1, head])[-2])]
        headed_left(tree, names, arc[0])
        tags = tuple(self._upos[i] for i in upos[0, 1:].argmax(-1))
        acts, states = (softmax(told[0][0, 1:]), told[2][0, 1:]) if told else (None, None)
        takers = tuple((first, end) for first, end, _ in spans([PARTICIPANT[i] for i in told[1][0, 1:].argmax(-1)])) if told else ()
        return Analysis(tags, tuple(h - 1 for h in tree), tuple(names), spans([self._entities[i] for i in entity[0, 1:].argmax(-1)]), takers, states, acts)

    def run(self, fed: Mapping[str, Any]) -> Sequence[Any]:
        """The network's four outputs for inputs that `Pieces.batch` made."""
        outputs: Sequence[Any] = self._session.run(None, fed)
        return outputs

    def analyse_all(self, sentences: Iterable[Sequence[str]]) -> Iterator[Analysis]:
        """Many sentences, in order, on `threads` threads."""
        listed = list(sentences)
        if self.threads == 1 or len(listed) < 2:
            yield from map(self.analyse, listed)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(self.analyse, listed)


def headed_left(tree: list[int], labels: Sequence[str], scores: np.ndarray[Any, Any]) -> None:
    """Give words that Universal Dependencies attaches to the left (conjuncts, parts of names) their best head there, where no cycle comes of it."""
    for i, label in enumerate(labels):
        word = i + 1
        if label not in LEFT_HEADED or tree[i] < word:
            continue
        for head in np.argsort(-scores[word, 1:word]) + 1:
            above = int(head)
            while above and above != word:
                above = tree[above - 1]
            if not above:
                tree[i] = int(head)
                break


def spans(tags: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """Entity spans (first, end, type) from tags B-, I-, O; an I without its B opens a span.

    >>> spans(["B-ORG", "I-ORG", "O", "I-LOC"])
    ((0, 2, 'ORG'), (3, 4, 'LOC'))
    """
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        mark, kind = tag.split("-")
        if mark == "I" and found and found[-1][1] == i and found[-1][2] == kind:
            found[-1] = (found[-1][0], i + 1, kind)
        else:
            found.append((i, i + 1, kind))
    return tuple(found)
