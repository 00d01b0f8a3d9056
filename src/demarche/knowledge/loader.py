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
from typing import Any, TypeVar, overload

import msgspec

from demarche.errors import DemarcheError
from demarche.knowledge.entries import Actors, Ambiguity, Entry, Membership, Role, Term
from demarche.knowledge.names import Claim, claims, key_of, searched
from demarche.knowledge.schema import (
    Codebook,
    Coreference,
    DatePatterns,
    File,
    LanguageWords,
    Lemmas,
    MeasureWords,
    Predicate,
    Predicates,
    ProvisionWords,
    SignaturePatterns,
    Speech,
    VotePatterns,
    Wrappers,
)

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


class Packed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A term of office as the cache has it: without names of fields it is read in half the time."""

    of: str
    office: str
    name: str
    names: list[str]
    since: str | None
    until: str | None


class Terms(Sequence[Term]):
    """The terms of office by their numbers, each made when it is asked for: a document asks for few of them."""

    def __init__(self, packed: Sequence[Packed]) -> None:
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, number: int) -> Term: ...
    @overload
    def __getitem__(self, number: slice) -> list[Term]: ...
    def __getitem__(self, number: int | slice) -> Term | list[Term]:
        if isinstance(number, slice):
            return [unpacked(one) for one in self._packed[number]]
        return unpacked(self._packed[number])

    def of(self, owner: str) -> list[Term]:
        """The terms of a state or body."""
        return [self[number] for number in self._by_owner.get(owner, ())]

    @cached_property
    def _by_owner(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, one in enumerate(self._packed):
            found.setdefault(one.of, []).append(number)
        return found


def unpacked(one: Packed) -> Term:
    """A term as its form has it."""
    return Term(of=one.of, office=one.office, name=one.name, names=one.names, since=one.since, until=one.until)


class Compiled(msgspec.Struct, frozen=True):
    """All knowledge of the program, checked and joined."""

    actors: list[Entry]
    officials: list[Packed]
    memberships: list[Membership]
    ambiguous: dict[str, Ambiguity]
    roles: list[Role]
    names: dict[str, list[Claim]]
    searched: list[tuple[str, str]]
    codebook: Codebook
    predicates: list[Predicate]
    patterns: Patterns


class Knowledge:
    """What the coder knows: actors with their officials, members and names, roles, codebook, predicates and patterns.

    names       every name by its key, with what it may stand for; searched: in which form a text is searched for them
    ambiguous   the names that need a decision, by their key

    >>> Knowledge.load().codebook.name
    'PLOVER'
    """

    def __init__(self, compiled: Compiled) -> None:
        self.actors, self.officials, self.memberships = compiled.actors, Terms(compiled.officials), compiled.memberships
        self.ambiguous, self.roles, self.names, self.searched = compiled.ambiguous, compiled.roles, compiled.names, compiled.searched
        self.codebook, self.predicates, self.patterns = compiled.codebook, compiled.predicates, compiled.patterns

    @classmethod
    def load(cls, folder: Path = FOLDER, layers: Sequence[Path] = ()) -> Knowledge:
        """The knowledge of a folder, and of actor files or folders laid over it; raises D401 where a file is not as its form says."""
        paths = [(path, str(path.relative_to(folder))) for path in sorted(folder.rglob("*.yaml"))]
        over = [path for layer in layers for path in layer_files(layer)]
        paths += [(path, f"layer {number}") for number, path in enumerate(over)]
        digest = sha256(version("demarche").encode() + schema_bytes())
        for path, name in paths:
            digest.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
        cache = cache_folder() / f"knowledge-{digest.hexdigest()[:24]}.msgpack"
        try:
            return cls(decoded(cache.read_bytes()))
        except (OSError, msgspec.MsgspecError):  # there is none, or only a part of one
            pass
        compiled = compile_files(folder, over)
        keep(cache, msgspec.msgpack.encode(compiled))
        return cls(compiled)

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
        entries[entry.id] = laid_over(entries[entry.id], entry) if entry.id in entries else entry
    actors, officials = list(entries.values()), [term for each in loaded for term in each.officials]
    predicates = []
    for path in files(folder / "codebook" / "predicates"):
        file = load_file(path, Predicates)
        predicates += [msgspec.structs.replace(p, code=p.code or file.code) for p in file.predicates]
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
        names=names, searched=searched(names), codebook=load_file(folder / "codebook" / "plover.yaml", Codebook), predicates=predicates,
        patterns=check(patterns, Patterns, folder / "patterns"))


def laid_over(below: Entry, above: Entry) -> Entry:
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
    """The actor files of a layer: itself, or the YAML files in it; raises D101 where there is nothing."""
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
    own = [FOLDER / name for name in ("schema.py", "entries.py", "names.py", "loader.py")]
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
