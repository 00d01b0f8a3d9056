"""What tests share: one coder with the language model of the package, loaded once; its records in short; hand-made trees.

A hand-made tree has one word a piece of "form/UPOS/head/label", heads counted from 1, with the lemma after it where it differs.
"""

from collections.abc import Callable, Iterable

import pytest

from demarche.coder import Coder
from demarche.language.sentence import Sentence
from demarche.records import Actor, CodedDocument, Document

Acts = Callable[..., list[str]]
Tree = Callable[[str], Sentence]


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def coded(coder: Coder) -> Callable[..., CodedDocument]:
    """The records of a text that is issued as the fields say, for example by publisher="Norway"."""
    return lambda text, **fields: coder.code(Document.of(text, **fields))


@pytest.fixture(scope="session")
def acts(coded: Callable[..., CodedDocument]) -> Acts:
    """The events of a text in short: "NOR+SWE SANCTION RUS", with "(denied)" or "(considered)" where it is not actual."""
    return lambda text, **fields: [f"{names(e.sources)} {e.code} {names(e.targets)}" + (f" ({e.status})" if e.status != "actual" else "")
                                   for e in coded(text, **fields).events]


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


def names(actors: Iterable[Actor]) -> str:
    return "+".join(actor.id or actor.name for actor in actors) or "-"
