"""Bytes to characters: byte-order mark, UTF-8, the encoding that the document declares, the most likely one."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from demarche.errors import DemarcheError
from demarche.reading.patterns import patterns
from demarche.records import Warning

MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SIGNATURES = (b"\x89PNG", b"PK\x03\x04", b"PK\x05\x06", b"\x7fELF", b"%PDF-", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"\x1f\x8b", b"BZh91AY",
              b"\xfd7zXZ", b"7z\xbc\xaf", b"MZ\x90", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"\x28\xb5\x2f\xfd", b"Rar!\x1a", b"{\\rtf")
CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
INK = re.compile(r"[^\s\0]")
SAMPLE = 65_536
FEW = 8


def bounded(stream: BinaryIO, source: str, limit: int) -> bytes:
    """All bytes of a stream; raises D105, before they are read where that can be known, if they are more than `limit`."""
    if stream.seekable():
        here = stream.tell()
        size = stream.seek(0, 2) - here
        stream.seek(here)
        if size > limit:
            raise DemarcheError("D105", path=source, size=size, limit=limit)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise DemarcheError("D105", path=source, size=f"{limit + 1} or more", limit=limit)
    return data


def characters(data: bytes, source: str, declared: str | None = None) -> tuple[str, tuple[Warning, ...]]:
    """The characters of a file, with the warning D104 where its encoding had to be guessed.

    declared  the encoding that the document names itself; it counts where the bytes are not UTF-8

    Raises D103 for binary data and D102 where there is nothing but space.

    >>> characters("é".encode("utf-16"), "a.txt")
    ('é', ())
    """
    if data.startswith(SIGNATURES):
        raise DemarcheError("D103", path=source)
    text, encoding = _decode(data, declared)
    if not marked(data):
        controls = len(data) - len(data.translate(None, CONTROLS))
        if controls > max(FEW, len(data) // (50 if encoding else 10)):
            raise DemarcheError("D103", path=source)
    if INK.search(text) is None:
        raise DemarcheError("D102", path=source)
    return text, (Warning.of("D104", path=source, encoding=encoding),) if encoding else ()


def marked(data: bytes) -> str | None:
    """The encoding that a byte-order mark names.

    >>> marked(b"\\xff\\xfea\\x00")
    'utf-16'
    """
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def _decode(data: bytes, declared: str | None) -> tuple[str, str | None]:
    """The text, and the name of its encoding where that was guessed."""
    sure = marked(data) or "utf-8"
    try:
        return data.decode(sure), None
    except UnicodeDecodeError as error:
        first = error.start
    if sure == "utf-8" and declared:
        try:
            return data.decode(declared), None
        except (UnicodeDecodeError, LookupError):
            declared = None
    mended = data.decode(sure, "replace")
    if sure != "utf-8" or _mostly(mended):
        return mended, f"{sure} with errors"
    encoding = _likely(data[max(0, first - SAMPLE // 2):first + SAMPLE // 2])
    return data.decode(encoding, "replace"), encoding


def _mostly(mended: str) -> bool:
    """Whether a text decoded as UTF-8 has few errors beside its other characters beyond ASCII."""
    errors = mended.count("\ufffd")
    return len(re.findall(r"[^\x00-\x7f\ufffd]", mended)) > 3 * errors


def _likely(sample: bytes) -> str:
    """The most likely encoding; of those that fit equally well the one that the patterns name first."""
    from charset_normalizer import from_bytes

    encodings = patterns().encodings
    matches = list(from_bytes(sample, cp_isolation=encodings))
    least = min((match.chaos for match in matches), default=0.0)
    fitting = {name for match in matches if match.chaos == least for name in match.could_be_from_charset}
    return next((name for name in encodings if name in fitting), encodings[0])
