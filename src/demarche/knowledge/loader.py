"""Knowledge files into memory: YAML checked against its form, compiled once into a cache that is never stale.

The cache's name is the hash of every byte that it was made from, and of the program's version: another file, another
name. Where no cache can be written the files are simply read again.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from demarche.errors import DemarcheError
from demarche.knowledge.binding import bound, check_codes, digest, laid_over
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.codes import Book, CodebookFile
from demarche.knowledge.entries import Actors, Ambiguity, Entry, Membership, Role
from demarche.knowledge.names import Claim, claims, key_of, searched
from demarche.knowledge.schema import (
    Coreference,
    DatePatterns,
    File,
    LanguageWords,
    Lemmas,
    MeasureWords,
    ProvisionWords,
    SignaturePatterns,
    Speech,
    VotePatterns,
    Wrappers,
)
from demarche.knowledge.terms import Packed, Terms

FOLDER = Path(__file__).parent
KEPT = 8  # compiled caches, the newest: one for each set of files in use
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
    officials: list[Packed]
    memberships: list[Membership]
    ambiguous: dict[str, Ambiguity]
    roles: list[Role]
    names: dict[str, list[Claim]]
    searched: list[tuple[str, str]]
    codebook: Book
    patterns: Patterns


class Knowledge:
    """What the coder knows: actors with their officials, members and names, roles, codebook, predicates and patterns.

    names       every name by its key, with what it may stand for; searched: in which form a text is searched for them
    ambiguous   the names that need a decision, by their key

    >>> Knowledge.load().codebook.name
    'PLOVER'
    """

    def __init__(self, compiled: Compiled, codebook: Codebook | None = None) -> None:
        self.actors, self.officials, self.memberships = compiled.actors, Terms(compiled.officials), compiled.memberships
        self.ambiguous, self.roles, self.names, self.searched = compiled.ambiguous, compiled.roles, compiled.names, compiled.searched
        self.codebook, self.patterns = codebook or Codebook(compiled.codebook), compiled.patterns
        self.predicates = self.codebook.predicates

    @classmethod
    def load(cls, folder: Path = FOLDER, layers: Sequence[Path] = (), codebook: Path | None = None) -> Knowledge:
        """The knowledge of a folder, and of actor files or folders laid over it, with a codebook of the user's own in place of its own one or over it.

        Raises D101 where a file is not there, D401 where it is not as its form says, D405, D406 where a codebook does not hold together.
        """
        compiled = cls._compiled(folder, layers)
        return cls(compiled, own_codebook(codebook, compiled.codebook) if codebook else None)

    @staticmethod
    def _compiled(folder: Path, layers: Sequence[Path]) -> Compiled:
        """The files of a folder and of layers, from the cache where it has them."""
        paths = [(path, str(path.relative_to(folder))) for path in sorted(folder.rglob("*.yaml"))]
        over = [path for layer in layers for path in layer_files(layer)]
        paths += [(path, f"layer {number}") for number, path in enumerate(over)]
        state = sha256(version("demarche").encode() + schema_bytes())
        for path, name in paths:
            state.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
        cache = cache_folder() / f"knowledge-{state.hexdigest()[:24]}.msgpack"
        try:
            return decoded(cache.read_bytes())
        except (OSError, msgspec.MsgspecError):  # there is none, or only a part of one
            pass
        compiled = compile_files(folder, over)
        keep(cache, msgspec.msgpack.encode(compiled))
        return compiled

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The actors by their id."""
        return {entry.id: entry for entry in self.actors}

    @cached_property
    def members(self) -> dict[str, Membership]:
        """The memberships by the id of the body; what several files say of one body is joined."""
        found: dict[str, Membership] = {}
        for one in self.memberships:
            known = found.get(one.body)
            told = {member.id for member in one.members}
            kept = [] if known is None else [member for member in known.members if member.id not in told]
            found[one.body] = msgspec.structs.replace(one, what=known.what if known else one.what, members=[*kept, *one.members])
        return found


def decoded(content: bytes) -> Compiled:
    """The knowledge in a cache. The collector rests meanwhile: nothing of so many small objects can be garbage yet."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return msgspec.msgpack.decode(content, type=Compiled)
    finally:
        if collecting:
            gc.enable()


def compile_files(folder: Path, layers: Sequence[Path] = ()) -> Compiled:
    """Read and check every file of a knowledge folder, and the actor files laid over it."""
    loaded = [load_file(path, Actors) for path in (*sorted((folder / "actors").rglob("*.yaml")), *layers)]
    entries: dict[str, Entry] = {}
    for entry in (entry for each in loaded for entry in each.actors):
        entries[entry.id] = actor_over(entries[entry.id], entry) if entry.id in entries else entry
    actors, officials = list(entries.values()), [term for each in loaded for term in each.officials]
    patterns: dict[str, Any] = {"about": "all patterns", "licence": "Apache-2.0", "source": "the files of knowledge/patterns"}
    for path in files(folder / "patterns"):
        content = parse(path)
        if path.stem in Patterns.__struct_fields__:
            patterns[path.stem] = {k: v for k, v in content.items() if k not in File.__struct_fields__}
    ambiguous = [one for each in loaded for one in each.ambiguous]
    names = claims(actors, officials, ambiguous)
    return Compiled(
        actors=actors,
        officials=[Packed(t.of, t.office, t.name, t.names, t.since, t.until) for t in officials],
        memberships=[membership for each in loaded for membership in each.memberships],
        ambiguous={key_of(one.name): one for one in ambiguous}, roles=[role for each in loaded for role in each.roles],
        names=names, searched=searched(names), codebook=read_codebook(folder / "codebook"), patterns=check(patterns, Patterns, folder / "patterns"))


def read_codebook(place: Path, below: Book | None = None) -> Book:
    """The codebook in a file or folder, laid over `below` where it extends it; raises D101, D401, D402, D405, D406."""
    book = bound([(path, load_file(path, CodebookFile)) for path in layer_files(place)], place)
    if book.extends:
        if below is None or book.extends != below.name:
            raise DemarcheError("D405", path=place, reason=f"it extends {book.extends}, where there is {below.name if below else 'none'} to extend")
        book = laid_over(below, book)
    check_codes(book, place)
    return book


def own_codebook(place: Path, below: Book) -> Codebook:
    """A codebook of the user's own, known by the hash of its files."""
    return Codebook(read_codebook(place, below), digest(layer_files(place)))


def actor_over(below: Entry, above: Entry) -> Entry:
    """An entry with what another file says of the same actor: lists are joined, single values replaced."""
    changes: dict[str, Any] = {}
    for name in Entry.__struct_fields__:
        old, new = getattr(below, name), getattr(above, name)
        if isinstance(old, list):
            changes[name] = [*old, *(value for value in new if value not in old)]
        elif isinstance(old, dict):
            changes[name] = {key: [*old.get(key, []), *new.get(key, [])] for key in (*old, *(k for k in new if k not in old))}
        else:
            changes[name] = old if new is None or (name == "kind" and new == "other") else new  # an import often does not know the kind
    if below.name != above.name and below.name not in changes["names"]:
        changes["names"].append(below.name)
    return Entry(**changes)


def layer_files(layer: Path) -> Sequence[Path]:
    """The files of a layer or codebook: itself, or the YAML files in it; raises D101 where there is nothing."""
    if not layer.exists():
        raise DemarcheError("D101", path=layer)
    return sorted(layer.rglob("*.yaml")) if layer.is_dir() else [layer]


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
    own = [FOLDER / name for name in ("schema.py", "codes.py", "binding.py", "entries.py", "names.py", "terms.py", "loader.py")]
    return b"".join(path.read_bytes() for path in (*own, FOLDER.parent / "records.py"))


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
        for old in sorted(path.parent.glob("knowledge-*.msgpack"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
