"""Where documents come from: files, folders and standard input."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from demarche.errors import DemarcheError
from demarche.reading.canonical import Read
from demarche.reading.sniffing import SUFFIXES, by_suffix

STANDARD_INPUT = "-"


def files(path: str | Path) -> Iterator[str | Read]:
    """The path of each file that `path` stands for, or a failed Read.

    A folder is walked to its depth, in order, and gives the files of known suffixes; one with none gives D108. Fails with
    D101 where there is nothing, D114 where it cannot be looked at.
    """
    name = os.fspath(path)
    if name == STANDARD_INPUT:
        yield name
        return
    try:
        folder = stat.S_ISDIR(os.stat(name).st_mode)
    except (OSError, ValueError) as error:
        yield Read.failed(shown(name), unreadable(name, error))
        return
    yield from _walk(name) if folder else [name]


def opened(name: str) -> BinaryIO:
    """The bytes of a file or of standard input; raises OSError where it cannot be opened."""
    if name != STANDARD_INPUT:
        return open(name, "rb")
    if sys.stdin is None:
        raise OSError("there is no standard input")
    return sys.stdin.buffer


def unreadable(name: str, error: OSError | ValueError) -> DemarcheError:
    """The error for a path that the system refuses: D101 where nothing is there, else D114."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return DemarcheError("D101", path=shown(name))
    return DemarcheError("D114", path=shown(name), reason=getattr(error, "strerror", None) or error)


def shown(name: str) -> str:
    """A path as it can be printed, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "replace")


def _walk(folder: str) -> Iterator[str | Read]:
    found = False
    refused: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=refused.append):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(parent, name)
            if by_suffix(name) and (os.path.isfile(path) or os.path.islink(path)):
                found = True
                yield path
    for error in refused:
        yield Read.failed(shown(error.filename), unreadable(error.filename, error))
    if not found and not refused:
        yield Read.failed(shown(folder), DemarcheError("D108", path=shown(folder), formats=" ".join(SUFFIXES)))
