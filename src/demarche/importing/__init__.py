"""Importing: lists of actors that others keep, as actor files of a user's own layer.

    imported = read_actors(Path("wanted.ftm.json"))
    write_actors(imported, Path("my-actors.yaml"))

One module a format; each gives what it could use and counts what it left out.
"""

from demarche.importing.actors import FORMATS, read_actors, write_actors
from demarche.importing.pieces import Imported

__all__ = ["FORMATS", "Imported", "read_actors", "write_actors"]
