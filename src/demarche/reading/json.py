"""JSON: an object with the key "text", a list of them, or one a line (JSON Lines, read line by line)."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from demarche.errors import DemarcheError
from demarche.reading.canonical import Draft, Read, clean
from demarche.reading.dates import day
from demarche.reading.encoding import bounded, characters, marked
from demarche.reading.settings import Facts, Limits
from demarche.records import Warning

SPACE = re.compile(r"[ \t\r\n]*")
DECODER = json.JSONDecoder()


def parse(stream: BinaryIO, source: str, limits: Limits) -> Iterator[Draft | Read]:
    """The drafts of a JSON file: one object, a list, or else lines of objects. Raises D102, D103, D105, D106, D107."""
    data = bounded(stream, source, limits.max_bytes)
    text, warnings = characters(data, source)
    start = _skip(text, 0)
    if text[start] == "[":
        yield from _listed(text, start, source, warnings)
        return
    try:
        value = _only(text, source)
    except DemarcheError:
        if not _are_lines(text):
            raise
        yield from parse_lines(io.BytesIO(data), source, limits)
        return
    yield _draft(value, source, source, text.count("\n", 0, start) + 1, warnings)


def parse_lines(stream: BinaryIO, source: str, limits: Limits) -> Iterator[Draft | Read]:
    """The drafts of JSON Lines, a failed Read (D105, D106, D107) for each line that is none.

    Raises D102 where there is no line, D103 where the first is binary data.
    """
    first = stream.readline(limits.max_bytes + 1)
    if (marked(first) or "utf-8-sig") != "utf-8-sig":
        stream = io.BytesIO(characters(first + bounded(stream, source, limits.max_bytes), source)[0].encode("utf-8"))
        first = stream.readline(limits.max_bytes + 1)
    empty = True
    for number, (line, size) in enumerate(_lines(first, stream, limits.max_bytes), 1):
        place = f"{source}:{number}"
        if size > limits.max_bytes:
            yield Read.failed(place, DemarcheError("D105", path=place, size=size, limit=limits.max_bytes))
        elif line.strip():
            try:
                text, warnings = characters(line, place if number > 1 else source)
                yield _draft(_only(text, source, number), place, source, number, warnings)
            except DemarcheError as error:
                if error.code == "D103" and number == 1:
                    raise
                yield Read.failed(place, error)
        else:
            continue
        empty = False
    if empty:
        raise DemarcheError("D102", path=source)


def _lines(first: bytes, stream: BinaryIO, limit: int) -> Iterator[tuple[bytes, int]]:
    """Each line with its size; of a line over the limit only the size is kept."""
    for line in chain([first], iter(lambda: stream.readline(limit + 1), b"")):
        size, end = len(line), line
        while end and not end.endswith(b"\n"):
            end = stream.readline(limit + 1)
            size += len(end)
        size -= end.endswith(b"\n")
        yield (b"" if size > limit else line), size


def _listed(text: str, start: int, source: str, warnings: tuple[Warning, ...]) -> Iterator[Draft | Read]:
    """The objects of a list, each with the line on which it begins; those before a mistake are read."""
    position, index = _skip(text, start + 1), 0
    line, counted = text.count("\n", 0, position) + 1, position
    if text[position:position + 1] == "]":
        raise DemarcheError("D107", path=source, line=line, reason="the list is empty")
    while True:
        value, end = _value(text, position, source)
        line, counted = line + text.count("\n", counted, position), position
        place = f"{source}[{index}]"
        try:
            yield _draft(value, place, source, line, warnings)
        except DemarcheError as error:
            yield Read.failed(place, error)
        end = _skip(text, end)
        if text[end:end + 1] != ",":
            break
        position, index = _skip(text, end + 1), index + 1
    if text[end:end + 1] != "]" or _skip(text, end + 1) < len(text):
        raise DemarcheError("D106", path=source, line=text.count("\n", 0, end) + 1, reason="the list does not end where it should")


def _only(text: str, source: str, number: int = 0) -> object:
    """The value that is all of the text; raises D106 as `_value` does."""
    value, end = _value(text, _skip(text, 0), source, number)
    if _skip(text, end) < len(text):
        raise DemarcheError("D106", path=source, line=number or text.count("\n", 0, end) + 1, reason="something follows after the value")
    return value


def _value(text: str, start: int, source: str, number: int = 0) -> tuple[object, int]:
    """The value that begins at `start`, and its end; raises D106 with its line, which is `number` where that is given."""
    try:
        return DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        reason, line = f"{error.msg.removesuffix(' at')} at column {error.colno}", error.lineno
    except RecursionError:
        reason, line = "it is nested too deep", text.count("\n", 0, start) + 1
    except ValueError as error:
        reason, line = str(error).split(";")[0], text.count("\n", 0, start) + 1
    raise DemarcheError("D106", path=source, line=number or line, reason=reason)


def _draft(value: object, place: str, source: str, line: int, warnings: tuple[Warning, ...]) -> Draft:
    """The draft of an object; raises D107 where it is none or has no text."""
    if not isinstance(value, dict):
        raise DemarcheError("D107", path=source, line=line, reason=f"a {type(value).__name__} where an object should be")
    text = value.get("text")
    if not isinstance(text, str):
        raise DemarcheError("D107", path=source, line=line, reason='no "text"' if text is None else '"text" is no string')
    known: dict[str, str] = {}
    for name in Facts.__dataclass_fields__:
        given = value.get(name)
        if isinstance(given, int) and not isinstance(given, bool) and name == "id":
            given = str(given)
        if isinstance(given, str) and given.strip():
            known[name] = given
        elif given is not None and not isinstance(given, str):
            warnings += (Warning.of("D115", key=name),)
    if "published" in known:
        date = day(known["published"])
        if date is None:
            warnings += (Warning.of("D113", value=clean(known.pop("published"))[0]),)
        else:
            known["published"] = date
    return Draft(place, text, Facts(**known), warnings)


def _are_lines(text: str) -> bool:
    """Whether most lines look like an object each, and there are several."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    objects = sum(line.startswith("{") and line.endswith("}") for line in lines)
    return len(lines) > 1 and 2 * objects >= len(lines)


def _skip(text: str, position: int) -> int:
    """The position of the next character that is no space of JSON."""
    match = SPACE.match(text, position)
    return match.end() if match else position
