"""Which format an input has: by its suffix, else by how it begins."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from demarche.reading import html, text
from demarche.reading import json as objects
from demarche.reading.canonical import Draft, Read
from demarche.reading.encoding import marked
from demarche.reading.settings import Limits

HEAD = 4096
PAGE = re.compile(r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b", re.IGNORECASE | re.DOTALL)
OBJECT = re.compile(r'\{\s*["}]')
LIST = re.compile(r"\[\s*[{\]]")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the suffixes of its files, and what makes drafts of a stream."""

    name: str
    suffixes: tuple[str, ...]
    parse: Callable[[BinaryIO, str, Limits], Iterator[Draft | Read]]


FORMATS: dict[str, Format] = {each.name: each for each in (
    Format("text", (".txt",), text.parse),
    Format("markdown", (".md", ".markdown"), text.parse),
    Format("html", (".html", ".htm"), html.parse),
    Format("json", (".json",), objects.parse),
    Format("jsonl", (".jsonl", ".ndjson"), objects.parse_lines),
)}
SUFFIXES: dict[str, Format] = {suffix: each for each in FORMATS.values() for suffix in each.suffixes}


def by_suffix(source: str) -> Format | None:
    """The format that a file's name says.

    >>> by_suffix("News.HTML").name
    'html'
    """
    return SUFFIXES.get(PurePath(source).suffix.lower())


def sniff(stream: BinaryIO, limits: Limits) -> tuple[Format, BinaryIO]:
    """The format that the beginning of a stream shows, and the stream, still at its beginning."""
    head = stream.read(HEAD)
    beginning = head.decode(marked(head) or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    if OBJECT.match(beginning) and b"\n" not in head:
        head += stream.readline(limits.max_bytes)
        beginning = head.decode(marked(head) or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    if stream.seekable():
        stream.seek(0)
        return FORMATS[_format(beginning)], stream
    return FORMATS[_format(beginning)], io.BufferedReader(_Again(head, stream))


def _format(beginning: str) -> str:
    if PAGE.match(beginning):
        return "html"
    if OBJECT.match(beginning):
        return "jsonl" if "\n" in beginning and _is_object(beginning.split("\n", maxsplit=1)[0]) else "json"
    if LIST.match(beginning):
        return "json"
    return "text"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


class _Again(io.RawIOBase):
    """A stream that cannot go back, with what was read of it put before it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.head.read(len(buffer)) or self.rest.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)
