"""Layers: actor files of a user's own, laid over those that ship.

A layer is a YAML file of the form of `knowledge/actors`, or a folder of them. One that speaks of an actor that ships adds to it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from demarche.knowledge.loader import layer_files


def own_layer() -> Path:
    """The folder of the user's own actor files: $DEMARCHE_ACTORS, else `demarche/actors` in the user's folder for settings."""
    given = os.environ.get("DEMARCHE_ACTORS")
    return Path(given) if given else Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "demarche" / "actors"


def layers(more: Sequence[Path] = ()) -> list[Path]:
    """The user's own layer, where there is one, and others over it."""
    own = own_layer()
    return [*([own] if own.is_dir() else []), *more]


def fingerprints(over: Sequence[Path]) -> tuple[str, ...]:
    """The files of some layers, each with the beginning of its SHA-256: what a record says of what made it."""
    return tuple(f"{path.name} {sha256(path.read_bytes()).hexdigest()[:12]}" for layer in over for path in layer_files(layer))
