"""The knowledge files as the linter reads them: each entry by itself, so that one bad entry hides no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import yaml

from demarche.errors import DemarcheError
from demarche.knowledge.codes import Cameo, CodebookFile, ContextCues, Predicate, Root, Slot
from demarche.knowledge.entries import Actors, Ambiguity, Entry, Iso3, Membership, Role, Term
from demarche.knowledge.loader import FOLDER, FileType, Patterns, check, layer_files, load_file, parse
from demarche.knowledge.schema import File

ITEMS: dict[str, type[msgspec.Struct]] = {"actors": Entry, "officials": Term, "memberships": Membership, "ambiguous": Ambiguity, "roles": Role,
                                          "roots": Root, "contexts": ContextCues, "crosswalk": Cameo, "predicates": Predicate}
ELSEWHERE = ("grammar", "reading", "segmentation")  # pattern files whose forms stand with the part that reads them


class Countries(File, frozen=True, kw_only=True):
    """The form of iso3166.yaml; `others` says of each code why it is allowed."""

    assigned: list[Iso3]
    others: dict[Iso3, str]

    def known(self) -> frozenset[str]:
        """Every code that an actor may carry."""
        return frozenset(self.assigned) | frozenset(self.others)


class Rules(File, frozen=True, kw_only=True):
    """The form of linting.yaml."""

    places: list[Slot]
    contents: list[Slot]
    prepositions: list[str]
    sectors: list[str]
    safe: list[str] = []


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, and the file that it is wrong in.

    >>> str(Finding(Path("actors/states.yaml"), "TCD: no such sector"))
    'actors/states.yaml: TCD: no such sector'
    """

    path: Path
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass
class Content:
    """What could be read of a folder: entries with the file that each stands in, and what was wrong already."""

    countries: Countries
    rules: Rules
    actors: list[tuple[Path, Entry]] = field(default_factory=list)
    officials: list[tuple[Path, Term]] = field(default_factory=list)
    memberships: list[tuple[Path, Membership]] = field(default_factory=list)
    ambiguous: list[tuple[Path, Ambiguity]] = field(default_factory=list)
    roles: list[tuple[Path, Role]] = field(default_factory=list)
    heads: list[tuple[Path, CodebookFile]] = field(default_factory=list)  # the files of a codebook without their lists of entries
    roots: list[tuple[Path, Root]] = field(default_factory=list)
    contexts: list[tuple[Path, ContextCues]] = field(default_factory=list)
    crosswalk: list[tuple[Path, Cameo]] = field(default_factory=list)
    predicates: list[tuple[Path, Predicate]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    over: frozenset[Path] = frozenset()  # files laid over the others, which may speak of what these have

    def report(self, path: Path, message: str) -> None:
        """Keep a finding."""
        self.findings.append(Finding(path, message))


def read(folder: Path, layers: Sequence[Path] = (), codebook: Path | None = None) -> Content:
    """Every file by its form, and files laid over them: actors, and a codebook, which takes the place of that in the folder if it extends none.

    A folder without tables of its own is held against those that ship.
    """
    tables = {name: folder / name if (folder / name).exists() else FOLDER / name for name in ("iso3166.yaml", "linting.yaml")}
    content = Content(load_file(tables["iso3166.yaml"], Countries), load_file(tables["linting.yaml"], Rules))
    own = layer_files(codebook) if codebook else []
    over = [*((path, Path("actors") / path.name) for layer in layers for path in layer_files(layer)), *((path, Path("codebook") / path.name) for path in own)]
    content.over = frozenset(path for path, _ in over)
    aside = {"actors"} if own and not layers else set()  # a codebook says nothing of actors, and one that extends none nothing of the other codebook
    if own and not any(extends(path) for path in own):
        aside.add("codebook")
    below = [(path, path.relative_to(folder)) for path in sorted(folder.rglob("*.yaml"))]
    for path, place in [*((path, place) for path, place in below if place.parts[0] not in aside), *over]:
        try:
            read_file(path, place, content)
        except DemarcheError as error:
            content.report(path, str(error.details.get("reason", error.message)))
        except UnicodeDecodeError as error:
            content.report(path, f"not UTF-8: {error.reason} at byte {error.start}")
    return content


def read_file(path: Path, place: Path, content: Content) -> None:
    """One file into `content`; raises D401, D402 where nothing of it can be read."""
    raw = parse(path)
    for message in repeated_keys(path):
        content.report(path, message)
    match place.parts:
        case ("actors", *_):
            items(path, raw, Actors, content)
        case ("codebook", *_):
            known = len(content.predicates)
            head = items(path, raw, CodebookFile, content)
            content.predicates[known:] = [(path, msgspec.structs.replace(p, code=p.code or raw.get("code") or "")) for path, p in content.predicates[known:]]
            if head is not None:
                content.heads.append((path, head))
        case ("patterns", _):
            pattern(path, raw, content)
        case ("iso3166.yaml",) | ("linting.yaml",) | ("importing.yaml",):
            return  # their forms stand with the part that reads them
        case _:
            content.report(path, "no part of the program reads a file in this place")


def extends(path: Path) -> bool:
    """Whether a file says that its codebook extends another; one that cannot be read says nothing."""
    try:
        return bool(parse(path).get("extends"))
    except (DemarcheError, UnicodeDecodeError):
        return False


def items(path: Path, raw: dict[str, Any], form: type[FileType], content: Content) -> FileType | None:
    """The entries of a file's lists that are as their forms say, into `content`; the others are reported, each with its place.

    Returns the file without those lists, None where that is not as its form says.
    """
    lists = {key: raw[key] for key in ITEMS if key in form.__struct_fields__ and isinstance(raw.get(key), list)}
    file = None
    try:
        file = check({**raw, **{key: [] for key in lists}}, form, path)
    except DemarcheError as error:
        content.report(path, str(error.details["reason"]))
    for key, given in lists.items():
        for number, one in enumerate(given, 1):
            try:
                getattr(content, key).append((path, msgspec.convert(one, ITEMS[key])))
            except msgspec.ValidationError as error:
                content.report(path, f"{key}, entry {number} ({label(one)}): {error}")
    return file


def label(raw: object) -> str:
    """What a reader knows an entry by.

    >>> label({"verb": "urge", "cameo": 20})
    'urge'
    """
    values = raw.values() if isinstance(raw, dict) else [raw]
    return next((str(value) for value in values), "empty")


def pattern(path: Path, raw: dict[str, Any], content: Content) -> None:
    """A file of patterns against its part of the form `Patterns`."""
    forms = {part.name: part.type for part in msgspec.structs.fields(Patterns) if part.name not in File.__struct_fields__}
    if path.stem in forms:
        check({k: v for k, v in raw.items() if k not in File.__struct_fields__}, forms[path.stem], path)
    elif path.stem not in ELSEWHERE:
        content.report(path, "no part of the program reads patterns of this name")


def repeated_keys(path: Path) -> Iterable[str]:
    """Keys that stand twice in one mapping, of which YAML keeps only the last."""
    waiting = [yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    yield f"line {key.start_mark.line + 1}: the key '{key.value}' stands twice"
                seen.add(key.value)
                waiting.append(value)
