"""Plain text and Markdown: the characters as they are, with line feeds for all line ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from demarche.reading.canonical import Draft
from demarche.reading.encoding import bounded, characters
from demarche.reading.settings import Limits


def parse(stream: BinaryIO, source: str, limits: Limits) -> Iterator[Draft]:
    """One draft; Markdown keeps its markup. Raises D102, D103, D105.

    >>> import io
    >>> [draft.text for draft in parse(io.BytesIO(b"One\\r\\nTwo"), "a.txt", Limits())]
    ['One\\nTwo']
    """
    text, warnings = characters(bounded(stream, source, limits.max_bytes), source)
    yield Draft(source, text.replace("\r\n", "\n").replace("\r", "\n"), warnings=warnings)
