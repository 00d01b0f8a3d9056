"""The knowledge files as the linter reads them: each entry by itself, so that one bad entry hides no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import yaml

from demarche.errors import DemarcheError
from demarche.knowledge.entries import Actors, Ambiguity, Entry, Iso3, Membership, Role, Term
from demarche.knowledge.loader import FOLDER, Patterns, check, layer_files, load_file, parse
from demarche.knowledge.schema import Codebook, File, Predicate, Predicates, Slot
from demarche.records import Code

ITEMS: dict[str, type[msgspec.Struct]] = {"actors": Entry, "officials": Term, "memberships": Membership, "ambiguous": Ambiguity, "roles": Role,
                                          "predicates": Predicate}
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
    cameo: dict[Code, list[str]]


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
    codebook: Codebook | None = None
    actors: list[tuple[Path, Entry]] = field(default_factory=list)
    officials: list[tuple[Path, Term]] = field(default_factory=list)
    memberships: list[tuple[Path, Membership]] = field(default_factory=list)
    ambiguous: list[tuple[Path, Ambiguity]] = field(default_factory=list)
    roles: list[tuple[Path, Role]] = field(default_factory=list)
    predicates: list[tuple[Path, Predicate]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    over: frozenset[Path] = frozenset()  # files laid over the others, which may speak of what these have

    def report(self, path: Path, message: str) -> None:
        """Keep a finding."""
        self.findings.append(Finding(path, message))


def read(folder: Path, layers: Sequence[Path] = ()) -> Content:
    """Every file by its form, and actor files laid over them. A folder without tables of its own is held against those that ship."""
    tables = {name: folder / name if (folder / name).exists() else FOLDER / name for name in ("iso3166.yaml", "linting.yaml")}
    content = Content(load_file(tables["iso3166.yaml"], Countries), load_file(tables["linting.yaml"], Rules))
    if not (folder / "codebook" / "plover.yaml").exists():
        content.report(folder / "codebook" / "plover.yaml", "there is no such file")
    over = [(path, Path("actors") / path.name) for layer in layers for path in layer_files(layer)]
    content.over = frozenset(path for path, _ in over)
    for path, place in [*((path, path.relative_to(folder)) for path in sorted(folder.rglob("*.yaml"))), *over]:
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
        case ("codebook", "plover.yaml"):
            content.codebook = check(raw, Codebook, path)
        case ("codebook", "predicates", _):
            known = len(content.predicates)
            items(path, raw, Predicates, content)
            content.predicates[known:] = [(path, msgspec.structs.replace(p, code=p.code or raw.get("code"))) for path, p in content.predicates[known:]]
        case ("patterns", _):
            pattern(path, raw, content)
        case ("iso3166.yaml",) | ("linting.yaml",) | ("importing.yaml",):
            return  # their forms stand with the part that reads them
        case _:
            content.report(path, "no part of the program reads a file in this place")


def items(path: Path, raw: dict[str, Any], form: type[File], content: Content) -> None:
    """The entries of a file's lists that are as their forms say, into `content`; the others are reported, each with its place."""
    lists = {key: raw[key] for key in ITEMS if isinstance(raw.get(key), list)}
    try:
        check({**raw, **{key: [] for key in lists}}, form, path)
    except DemarcheError as error:
        content.report(path, str(error.details["reason"]))
    for key, given in lists.items():
        for number, one in enumerate(given, 1):
            try:
                getattr(content, key).append((path, msgspec.convert(one, ITEMS[key])))
            except msgspec.ValidationError as error:
                content.report(path, f"{key}, entry {number} ({label(one)}): {error}")


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
