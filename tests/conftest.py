"""What tests share: one coder with the language model of the package, loaded once, and its records in short notation."""

from collections.abc import Callable, Iterable

import pytest

from demarche.coder import Coder
from demarche.records import Actor, CodedDocument, Document

Acts = Callable[..., list[str]]


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


def names(actors: Iterable[Actor]) -> str:
    return "+".join(actor.id or actor.name for actor in actors) or "-"
