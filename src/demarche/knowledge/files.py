"""Files that the program reads whole: their bytes, or the form that they hold, or an error that says what is wrong with which."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from demarche.errors import DemarcheError

T = TypeVar("T")


def content(path: Path) -> bytes:
    """The bytes of a file; raises D101 where there is none, D114 where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DemarcheError("D101", path=path) from error
    except OSError as error:
        raise DemarcheError("D114", path=path, reason=error.strerror) from error


def decoded(path: Path, form: type[T]) -> T:
    """What a JSON file holds; raises D101, D114, or D401 where it is not as its form says."""
    try:
        return msgspec.json.decode(content(path), type=form)
    except msgspec.MsgspecError as error:
        raise DemarcheError("D401", path=path, reason=str(error)) from error
