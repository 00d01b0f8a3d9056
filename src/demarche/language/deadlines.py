"""Deadlines between a verb and its object: "decides to extend *until 30 June 2026* the embargo".

Resolutions are written so, and parsers trained on other texts lose the object. The deadline is taken out before the model
reads the sentence, and hung on its verb afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from demarche.language.model import Analysis

OPENERS = ("until", "till")
BETWEEN = (",", "the", "end", "of")
OBJECT = ("the", "a", "an", "all", "its", "their", "his", "her", "our", "this", "these", "those", "any", "such", "each", "every")
LONGEST = 7  # words of a date


def deadlines(words: Sequence[str], months: Collection[str]) -> list[tuple[int, int]]:
    """The spans [first, end) of interposed deadlines, with the commas around them.

    >>> deadlines("Decides to extend until 30 June 2026 the embargo".split(), {"june"})
    [(3, 7)]
    """
    found = []
    for i, word in enumerate(words):
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
    return Analysis(tuple(upos), tuple(heads), tuple(labels), tuple((kept[a], kept[b - 1] + 1, kind) for a, b, kind in analysis.entities))


def attached(analysis: Analysis, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> Analysis:
    """The analysis with each deadline hung on the nearest verb before it."""
    upos, heads, labels = list(analysis.upos), list(analysis.heads), list(analysis.labels)
    taken = {w for first, end in spans for w in range(first, end)}
    for first, end in spans:
        before = [w for w in range(first) if w not in taken]
        verb = next((w for w in reversed(before) if upos[w] in ("VERB", "AUX")), before[-1])
        inside = [w for w in range(first, end) if words[w] != ","]
        top = next(w for w in inside[1:] if words[w][:1].isalnum())
        for w in range(first, end):
            upos[w], heads[w], labels[w] = "PROPN", top, "nmod:unmarked"
            if words[w] == ",":
                upos[w], labels[w] = "PUNCT", "punct"
            elif words[w].isdigit():
                upos[w] = "NUM"
        upos[inside[0]], labels[inside[0]] = "ADP", "case"
        heads[top], labels[top] = verb, "obl"
    return Analysis(tuple(upos), tuple(heads), tuple(labels), analysis.entities)
