"""The way of an import: a file of any known format in, an actor file out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from demarche.errors import DemarcheError
from demarche.importing import followthemoney, popolo, wikidata
from demarche.importing.pieces import Imported
from demarche.knowledge.entries import Actors

FORMATS: dict[str, Any] = {"ftm": followthemoney, "popolo": popolo, "wikidata": wikidata}
Reader = Callable[[list[dict[str, Any]], Imported], None]


def read_actors(path: Path, form: str | None = None) -> Imported:
    """The actors, terms of office and memberships of a file of FollowTheMoney, Popolo or Wikidata JSON: an object, a list, or one object a line.

    Raises D101, D114 where it cannot be read, D106 where it is no JSON, D403 where its format is not known or not kept.
    """
    objects = list(parsed(path))
    form = form or next((name for name, module in FORMATS.items() if module.recognised(objects)), None)
    if form is None:
        raise DemarcheError("D403", path=path, formats=", ".join(FORMATS))
    imported = Imported(source=path.name, form=form)
    try:
        FORMATS[form].read(objects, imported)
    except (KeyError, TypeError, AttributeError) as error:
        raise DemarcheError("D403", path=path, formats=", ".join(FORMATS)) from error
    return imported


def parsed(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DemarcheError("D101", path=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DemarcheError("D114", path=path, reason=str(error)) from error
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    yield object_of(json.loads(line), path)
                except (ValueError, RecursionError) as error:
                    raise DemarcheError("D106", path=path, line=number, reason=str(error)) from error
        return
    for one in whole if isinstance(whole, list) else [whole]:
        yield object_of(one, path)


def object_of(value: Any, path: Path) -> dict[str, Any]:
    """A JSON value that must be an object."""
    if not isinstance(value, dict):
        raise DemarcheError("D403", path=path, formats=", ".join(FORMATS))
    return value


def write_actors(imported: Imported, path: Path) -> None:
    """Write an actor file; raises D404 where nothing was found to write, D116 where it cannot be written."""
    import yaml

    if not (imported.actors or imported.officials or imported.memberships):
        raise DemarcheError("D404", path=imported.source, left=", ".join(f"{count} {why}" for why, count in imported.left_out.items()) or "nothing")
    source = f"{imported.source}, by 'demarche actors import' ({imported.form})"
    content = Actors(about=f"Actors of {imported.source}.", licence="that of the source", source=source,
                     actors=imported.actors, officials=imported.officials, memberships=imported.memberships)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(msgspec.to_builtins(content), allow_unicode=True, sort_keys=False, width=200), encoding="utf-8")
    except OSError as error:
        raise DemarcheError("D116", path=path, reason=error.strerror) from error
