"""Times between a verb and its object: "decides to extend *until 30 June 2026* the embargo", "adopted *today* a package".

Institutions write so, and parsers trained on other texts lose the object. The time is taken out before the model reads the
sentence, and hung on its verb afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from demarche.language.model import Analysis
from demarche.language.relations import Array

OPENERS = ("until", "till")
TODAY = ("today", "yesterday", "tonight")
BETWEEN = (",", "the", "end", "of")
OBJECT = ("the", "a", "an", "all", "its", "their", "his", "her", "our", "this", "these", "those", "any", "such", "each", "every")
LONGEST = 7  # words of a date


def deadlines(words: Sequence[str], months: Collection[str]) -> list[tuple[int, int]]:
    """The spans [first, end) of interposed times, with the commas around them.

    >>> deadlines("Decides to extend until 30 June 2026 the embargo".split(), {"june"})
    [(3, 7)]
    >>> deadlines("The Council adopted today a package".split(), {"june"})
    [(3, 4)]
    """
    found = []
    for i, word in enumerate(words):
        if word in TODAY and i > 1 and words[i + 1:i + 2] and words[i + 1].lower() in OBJECT and words[i - 1].isalpha():
            found.append((i, i + 1))
            continue
        if word.lower() not in OPENERS or i == 0:
            continue
        end = i + 1
        while end < len(words) and end - i < LONGEST and (words[end].isdigit() or words[end].lower() in months or words[end].lower() in BETWEEN):
            end += 1
        while end > i + 1 and words[end - 1].lower() in BETWEEN and words[end - 1] != ",":
            end -= 1  # "the" opens the object
        dated = any(w.isdigit() or w.lower() in months for w in words[i + 1:end])
        if dated and end < len(words) and words[end].lower() in OBJECT:
            found.append((i - 1 if words[i - 1] == "," and i > 1 else i, end))
    return found


def restored(analysis: Analysis, size: int, spans: Sequence[tuple[int, int]]) -> Analysis:
    """The analysis of the whole sentence of `size` words, from that of the sentence without the spans."""
    taken = {w for first, end in spans for w in range(first, end)}
    kept = [w for w in range(size) if w not in taken]
    upos, heads, labels = ["X"] * size, [-1] * size, ["dep"] * size
    for place, word in enumerate(kept):
        head = analysis.heads[place]
        upos[word], labels[word], heads[word] = analysis.upos[place], analysis.labels[place], kept[head] if head >= 0 else -1
    entities = tuple((kept[a], kept[b - 1] + 1, kind) for a, b, kind in analysis.entities)
    takers = tuple((kept[a], kept[b - 1] + 1) for a, b in analysis.takers)
    return Analysis(tuple(upos), tuple(heads), tuple(labels), entities, takers, spread(analysis.states, kept, size), spread(analysis.acts, kept, size))


def spread(rows: Array | None, kept: Sequence[int], size: int) -> Array | None:
    """The rows of the words that were read, at their places among all words; zeros for the others."""
    if rows is None:
        return None
    found = np.zeros((size, rows.shape[1]), dtype=rows.dtype)
    found[list(kept)] = rows
    return found


def attached(analysis: Analysis, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> Analysis:
    """The analysis with each deadline hung on the nearest verb before it."""
    upos, heads, labels = list(analysis.upos), list(analysis.heads), list(analysis.labels)
    taken = {w for first, end in spans for w in range(first, end)}
    for first, end in spans:
        before = [w for w in range(first) if w not in taken]
        verb = next((w for w in reversed(before) if upos[w] in ("VERB", "AUX")), before[-1])
        inside = [w for w in range(first, end) if words[w] != ","]
        top = next(w for w in inside[min(1, len(inside) - 1):] if words[w][:1].isalnum())
        for w in range(first, end):
            upos[w], heads[w], labels[w] = "PROPN", top, "nmod:unmarked"
            if words[w] == ",":
                upos[w], labels[w] = "PUNCT", "punct"
            elif words[w].isdigit():
                upos[w] = "NUM"
        if inside[0] != top:
            upos[inside[0]], labels[inside[0]] = "ADP", "case"
        heads[top], labels[top] = verb, "obl"
    return Analysis(tuple(upos), tuple(heads), tuple(labels), analysis.entities, analysis.takers, analysis.states, analysis.acts)
