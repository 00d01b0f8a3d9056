"""Knowledge files into memory: YAML checked against its form, compiled once into a cache that is never stale.

The cache's name is the hash of every byte that it was made from, and of the program's version: another file, another
name. Where no cache can be written the files are simply read again.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from demarche.errors import DemarcheError
from demarche.knowledge.schema import (
    Actors,
    Codebook,
    Coreference,
    DatePatterns,
    Entry,
    File,
    LanguageWords,
    Lemmas,
    MeasureWords,
    Predicate,
    Predicates,
    ProvisionWords,
    Role,
    Roles,
    SignaturePatterns,
    Speech,
    VotePatterns,
    Wrappers,
)

FOLDER = Path(__file__).parent
FileType = TypeVar("FileType", bound=File)


class Patterns(File, frozen=True, kw_only=True):
    """The pattern files that the coder reads, by their names."""

    coreference: Coreference
    dates: DatePatterns
    english: LanguageWords
    lemmas: Lemmas
    measures: MeasureWords
    provisions: ProvisionWords
    signatures: SignaturePatterns
    speech: Speech
    votes: VotePatterns
    wrappers: Wrappers


class Compiled(msgspec.Struct, frozen=True):
    """All knowledge of the program, checked and joined."""

    actors: list[Entry]
    roles: list[Role]
    codebook: Codebook
    predicates: list[Predicate]
    patterns: Patterns


class Knowledge:
    """What the coder knows: actors, roles, codebook, predicates and patterns.

    >>> Knowledge.load().codebook.name
    'PLOVER'
    """

    def __init__(self, compiled: Compiled) -> None:
        self.actors, self.roles, self.codebook = compiled.actors, compiled.roles, compiled.codebook
        self.predicates, self.patterns = compiled.predicates, compiled.patterns

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Knowledge:
        """The knowledge of a folder; raises D401 where a file is not as its form says."""
        paths = sorted(folder.rglob("*.yaml"))
        contents = [path.read_bytes() for path in paths]
        digest = sha256(version("demarche").encode() + schema_bytes())
        for path, content in zip(paths, contents, strict=True):
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + sha256(content).digest())
        cache = cache_folder() / f"knowledge-{digest.hexdigest()[:24]}.msgpack"
        if cache.exists():
            return cls(msgspec.msgpack.decode(cache.read_bytes(), type=Compiled))
        compiled = compile_files(folder)
        keep(cache, msgspec.msgpack.encode(compiled))
        return cls(compiled)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The actors by their id."""
        return {entry.id: entry for entry in self.actors}


def compile_files(folder: Path) -> Compiled:
    """Read and check every file of a knowledge folder."""
    actors = [entry for path in files(folder / "actors") if path.name != "roles.yaml" for entry in load_file(path, Actors).actors]
    predicates = []
    for path in files(folder / "codebook" / "predicates"):
        loaded = load_file(path, Predicates)
        predicates += [msgspec.structs.replace(p, code=p.code or loaded.code) for p in loaded.predicates]
    patterns: dict[str, Any] = {"about": "all patterns", "licence": "Apache-2.0", "source": "the files of knowledge/patterns"}
    for path in files(folder / "patterns"):
        content = parse(path)
        if path.stem in Patterns.__struct_fields__:
            patterns[path.stem] = {k: v for k, v in content.items() if k not in File.__struct_fields__}
    return Compiled(actors, load_file(folder / "actors" / "roles.yaml", Roles).roles, load_file(folder / "codebook" / "plover.yaml", Codebook),
                    predicates, check(patterns, Patterns, folder / "patterns"))


def files(folder: Path) -> Sequence[Path]:
    """The YAML files of a folder, in order."""
    return sorted(folder.glob("*.yaml"))


def parse(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file; raises D401 where it is none, D402 where its head is missing."""
    import yaml  # only when a file is really read

    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise DemarcheError("D401", path=path, reason=str(error).replace("\n", " ")) from error
    if not isinstance(content, dict):
        raise DemarcheError("D401", path=path, reason="the file is no mapping")
    missing = [key for key in File.__struct_fields__ if not content.get(key)]
    if missing:
        raise DemarcheError("D402", path=path, reason=f"the head lacks {', '.join(missing)}")
    return content


def load_file(path: Path, form: type[FileType]) -> FileType:
    """One file as its form says; raises D401, D402."""
    return check(parse(path), form, path)


def check(content: dict[str, Any], form: type[FileType], path: Path) -> FileType:
    """A mapping as a form; raises D401 with the place of what is wrong."""
    try:
        return msgspec.convert(content, form)
    except msgspec.ValidationError as error:
        raise DemarcheError("D401", path=path, reason=str(error)) from error


def schema_bytes() -> bytes:
    """What the forms are made of: another schema, another cache."""
    return (FOLDER / "schema.py").read_bytes() + (FOLDER / "loader.py").read_bytes()


def cache_folder() -> Path:
    """Where compiled knowledge is kept: $DEMARCHE_CACHE, else the user's cache folder."""
    given = os.environ.get("DEMARCHE_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return Path(given or Path.home() / ".cache") / "demarche"


def keep(path: Path, content: bytes) -> None:
    """Write a cache file whole or not at all; a folder that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        return
