"""A file of JSON in, what an import makes of it out: a list is written as one object a line, as FollowTheMoney has it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from demarche.importing import Imported, read_actors

Importing = Callable[..., Imported]


@pytest.fixture
def importing(tmp_path: Path) -> Importing:
    def read(content: object, form: str | None = None) -> Imported:
        path = tmp_path / "list.json"
        lines = content if isinstance(content, list) else [content]
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        return read_actors(path, form)

    return read
