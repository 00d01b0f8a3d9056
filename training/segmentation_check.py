"""How well the segmentation agrees with the treebanks, and how fast it is.

    python -m training.segmentation_check /path/to/treebanks dev [genre ...]

Documents are rebuilt as plain text: sentences joined by a space, paragraphs by a blank line. A token or a sentence
counts as right when both of its ends are.
"""

from __future__ import annotations

import sys
import time
from itertools import groupby
from pathlib import Path

from demarche.language.segmentation import segment
from training.treebank import Sentence, load

Spans = set[tuple[int, int]]
GROUP = 10  # sentences of PUD, which has no documents, in one text


def document(sentence: Sentence, place: int, part: str) -> str:
    """The document that a sentence belongs to."""
    return str(place // GROUP) if part == "pud" else sentence.name.rpartition("-")[0]


def rebuild(sentences: list[Sentence]) -> tuple[str, Spans, Spans]:
    """The text of a document, and the spans of its tokens and of its sentences."""
    text, tokens, spans = "", set(), set()
    for sentence in sentences:
        text += ("\n\n" if sentence.paragraph else " ") if text else ""
        start = place = len(text)
        for word, space in zip(sentence.words, sentence.space_after, strict=True):
            tokens.add((place, place + len(word)))
            text += word + " " * space
            place = len(text)
        text = text.rstrip()
        spans.add((start, len(text)))
    return text, tokens, spans


def f1(right: int, found: int, true: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + true) if found + true else 1.0


def check(folder: Path, part: str, genres: tuple[str, ...] = (), misses: int = 0) -> dict[str, float]:
    """Figures for a part of the treebanks, all of it or some genres of GUM ("ewt" is all that is not GUM); prints up to `misses` a document."""
    sentences = load(folder, part)
    named = [(document(s, i, part), s) for i, s in enumerate(sentences)]
    counts = {"token": [0, 0, 0], "sentence": [0, 0, 0]}
    characters, seconds = 0, 0.0
    for name, members in groupby(named, key=lambda pair: pair[0]):
        genre = name.split("_")[1] if name.startswith("GUM_") else "ewt"
        if genres and genre not in genres:
            continue
        text, tokens, spans = rebuild([s for _, s in members])
        began = time.process_time()
        segments = segment(text)
        seconds += time.process_time() - began
        characters += len(text)
        found = {(t.start, t.end) for s in segments for t in s.tokens}
        for kind, ours, true in (("token", found, tokens), ("sentence", {(s.start, s.end) for s in segments}, spans)):
            for i, value in enumerate((len(ours & true), len(ours), len(true))):
                counts[kind][i] += value
            for a, b in sorted(true - ours)[:misses]:
                sys.stdout.write(f"{name} {kind} missed: {text[max(0, a - 25):a]}⟦{text[a:b]}⟧{text[b:b + 25]}\n")
    return {"token_f1": f1(*counts["token"]), "sentence_f1": f1(*counts["sentence"]), "mb_per_second": characters / 1e6 / max(seconds, 1e-9)}


def main() -> None:
    """Print the figures of the part and genres that the command line names."""
    folder, part, *genres = sys.argv[1:]
    for name, value in check(Path(folder), part, tuple(genres)).items():
        sys.stdout.write(f"{name} {value:.4f}\n")


if __name__ == "__main__":
    main()
