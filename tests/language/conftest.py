"""Hand-made sentences: one word a piece of "form/UPOS/head/label", heads counted from 1, with the lemma after it where it differs."""

from collections.abc import Callable

import pytest

from demarche.language.sentence import Sentence

Tree = Callable[[str], Sentence]


@pytest.fixture(scope="session")
def tree() -> Tree:
    def read(notation: str) -> Sentence:
        rows = [word.split("/") for word in notation.split()]
        forms, upos, heads, labels = (tuple(row[k] for row in rows) for k in range(4))
        lemmas = tuple(row[4] if len(row) > 4 else row[0].lower() for row in rows)
        starts = tuple(sum(len(w) + 1 for w in forms[:i]) for i in range(len(forms)))
        ends = tuple(start + len(w) for start, w in zip(starts, forms, strict=True))
        return Sentence(0, 0, ends[-1], "sentence", None, 0, forms, starts, ends, lemmas, upos, tuple(int(h) - 1 for h in heads), labels)

    return read
