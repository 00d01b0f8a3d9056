"""The best tree for a matrix of arc scores: greedy heads where they make a tree, else Chu and Liu's algorithm."""

from __future__ import annotations

from typing import Any

import numpy as np

Scores = np.ndarray[Any, np.dtype[Any]]


def heads(scores: Scores) -> list[int]:
    """The heads of words 1…n for scores (n+1, n+1), dependents in rows, heads in columns, the root being column 0.

    The result has exactly one word under the root and no cycle. Example: two words, the second under the first.

    >>> heads(np.array([[0, 0, 0], [5, 0, 1], [1, 4, 0]], dtype=np.float32))
    [0, 1]
    """
    size = scores.shape[0]
    if size == 1:
        return []
    scores = scores.astype(np.float64).copy()
    np.fill_diagonal(scores, -np.inf)
    scores[0, :] = -np.inf
    greedy = scores[1:].argmax(1).tolist()
    if greedy.count(0) == 1 and not _cycle([0, *greedy]):
        return [int(h) for h in greedy]
    finite = scores[np.isfinite(scores)]
    scores[1:, 0] -= (finite.max() - finite.min() + 1) * size  # a second word under the root costs more than any arc can win
    return _arborescence(scores)[1:]


def _cycle(parents: list[int]) -> list[int]:
    """The words of a cycle among the parents (index 0 is the root), or nothing."""
    seen = [0] * len(parents)
    for start in range(1, len(parents)):
        word, path = start, []
        while word and not seen[word]:
            seen[word] = start
            path.append(word)
            word = parents[word]
        if word and seen[word] == start:
            return path[path.index(word):]
    return []


def _arborescence(scores: Scores) -> list[int]:
    """Chu and Liu 1965, Edmonds 1967: contract a cycle, solve the rest, open it where it is entered best."""
    parents = [0, *(int(h) for h in scores[1:].argmax(1))]
    cycle = _cycle(parents)
    if not cycle:
        return parents
    inside = set(cycle)
    outside = [i for i in range(len(parents)) if i not in inside]
    held = sum(scores[i, parents[i]] for i in cycle)
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    rest = np.array([scores[i, parents[i]] for i in cycle])
    entering = scores[np.ix_(cycle, outside)] - rest[:, None] + held
    leaving = scores[np.ix_(outside, cycle)]
    small[size, :size] = entering.max(0)
    small[:size, size] = leaving.max(1)
    solved = _arborescence(small)
    result = list(parents)
    for row, word in enumerate(outside[1:], start=1):
        head = solved[row]
        result[word] = outside[head] if head < size else cycle[int(leaving[row].argmax())]
    entry = solved[size]
    result[cycle[int(entering[:, entry].argmax())]] = outside[entry]
    return result
