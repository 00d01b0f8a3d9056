"""Bytes to documents: files, folders, standard input and strings, one canonical text each.

    for each in read(["statements", "news.jsonl", "-"]):
        if each.document is not None: ...

What cannot be read is a `Read` with an error, and the reading goes on. Formats are sniffed by suffix or content; the
registry is `sniffing.FORMATS`.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from demarche.errors import DemarcheError
from demarche.reading.canonical import Draft, Read, finish
from demarche.reading.settings import Facts, Limits, Overrides
from demarche.reading.sniffing import FORMATS, Format, by_suffix, sniff
from demarche.reading.sources import STANDARD_INPUT, files, opened, shown, unreadable
from demarche.records import Document, Warning

__all__ = ["FORMATS", "Facts", "Format", "Limits", "Overrides", "Read", "document_of", "parse_bytes", "read"]


def read(paths: Iterable[str | Path], *, overrides: Overrides = Overrides(), limits: Limits = Limits()) -> Iterator[Read]:
    """Every document of the paths, in their order; "-" is standard input, a folder stands for the files in it.

    Raises nothing for a bad input: its Read has the error (D101 to D114), and the others are read.

    >>> [each.error.code for each in read(["no-such-file.txt"])]
    ['D101']
    """
    for path in [paths] if isinstance(paths, (str, os.PathLike)) else paths:
        for name in files(path):
            if isinstance(name, Read):
                yield name
            else:
                yield from _read_file(name, overrides, limits)


def parse_bytes(data: bytes, source: str = "-", *, format: str | None = None, overrides: Overrides = Overrides(),
                limits: Limits = Limits()) -> Iterator[Read]:
    """Every document in the bytes; `format` is a name in FORMATS, or sniffed from the source's suffix and the bytes.

    >>> [each.document.title for each in parse_bytes(b"# Peace now\\n\\nThe unions met.")]
    ['Peace now']
    """
    yield from _parse(io.BytesIO(data), source, FORMATS[format] if format else by_suffix(source), overrides, limits)


def document_of(text: str, *, title: str | None = None, publisher: str | None = None, published: str | None = None, url: str | None = None,
                id: str | None = None, limits: Limits = Limits()) -> tuple[Document, tuple[Warning, ...]]:
    """The document of a string, which is its canonical text as it stands; raises D113 where `published` is no date.

    >>> document_of("Geneva, 28 February 2022\\n\\nThe unions met.")[0].published
    '2022-02-28'
    """
    given = Overrides(title=title, publisher=publisher, published=published, url=url, id=id)
    return finish(Draft("text", text), given, limits)


def _read_file(name: str, overrides: Overrides, limits: Limits) -> Iterator[Read]:
    try:
        if name == STANDARD_INPUT:
            yield from _parse(opened(name), name, None, overrides, limits)
            return
        with opened(name) as stream:
            yield from _parse(stream, shown(name), by_suffix(name), overrides, limits)
    except OSError as error:
        yield Read.failed(shown(name), unreadable(name, error))


def _parse(stream: BinaryIO, source: str, form: Format | None, overrides: Overrides, limits: Limits) -> Iterator[Read]:
    try:
        if form is None:
            form, stream = sniff(stream, limits)
        for item in form.parse(stream, source, limits):
            yield item if isinstance(item, Read) else Read(*finish(item, overrides, limits), None, item.source)
    except DemarcheError as error:
        yield Read.failed(source, error)
