"""The mentions of a text in short: {"Russian troops": "RUS by role"}; knowledge that has only the actors of a test."""

import shutil
from collections.abc import Callable

import pytest

from demarche.coder import Coder
from demarche.knowledge.loader import FOLDER, Knowledge, compile_files
from demarche.records import Document

HEAD = "about: a test\nlicence: CC0-1.0\nsource: this test\n"


@pytest.fixture(scope="session")
def knowledge_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Knowledge]:
    """The knowledge that ships with the actors, officials, roles and ambiguous names of a test in place of its own."""
    folder = tmp_path_factory.mktemp("own") / "knowledge"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "models", "actors"))

    def read(actors: str) -> Knowledge:
        path = folder.parent / "actors.yaml"
        path.write_text(HEAD + actors, encoding="utf-8")
        return Knowledge(compile_files(folder, [path]))

    return read


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
