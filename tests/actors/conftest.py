"""The mentions of a text in short: {"Russian troops": "RUS by role"}."""

from collections.abc import Callable

import pytest

from demarche.coder import Coder
from demarche.records import Document


@pytest.fixture(scope="session")
def mentions(coder: Coder) -> Callable[..., dict[str, str]]:
    def read(text: str, **fields: str) -> dict[str, str]:
        context, _ = coder.told(Document.of(text, **fields))
        found = {}
        for mention in context.mentions:
            words = " ".join(context.sentences[mention.sentence].words[mention.first:mention.end])
            found[words] = f"{'+'.join(a.id or a.name for a in mention.actors)} by {mention.actors[0].via}"
        return found

    return read
