"""CoNLL-U treebanks as training sentences: words, tags, trees and the spans of named entities.

GUM names its entities in the `Entity=` field of the tenth column (brackets over whole noun phrases); a name is what
remains of such a phrase when its determiner and its modifiers are taken away (`name_span`). EWT has none: its
sentences carry `entities=None`, and the entity head learns nothing from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GENRES = ("academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage")
KEPT_SUBTYPES = ("nsubj:pass", "csubj:pass", "aux:pass", "obl:agent", "acl:relcl", "compound:prt", "nmod:poss", "obl:unmarked", "nmod:unmarked")
ENTITY_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
NAME_PARTS = {"compound", "flat", "amod", "nummod", "case", "nmod", "punct", "conj", "cc", "det"}


@dataclass(frozen=True)
class Sentence:
    """One annotated sentence; `heads` are 1-based (0 is the root), `entities` are (first, end, type) over words."""

    name: str
    text: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    entities: tuple[tuple[int, int, str], ...] | None
    space_after: tuple[bool, ...]
    paragraph: bool


def short_label(label: str) -> str:
    """The label with the subtypes that a reader of acts needs, and no others."""
    return label if label in KEPT_SUBTYPES else label.split(":", maxsplit=1)[0]


def name_span(head: int, first: int, end: int, upos: list[str], heads: list[int], labels: list[str], words: list[str]) -> tuple[int, int] | None:
    """The name inside the noun phrase [first, end): its proper-noun head with what belongs to the name."""
    if upos[head] != "PROPN":
        return None

    def named(i: int) -> bool:
        while i != head:
            part = labels[i].split(":")[0]
            proper = upos[i] in ("PROPN", "ADP", "PUNCT", "CCONJ", "DET") or words[i][:1].isupper() or upos[i] == "NUM"
            if part not in NAME_PARTS or not proper or labels[i] == "nmod:poss":
                return False
            i = heads[i] - 1
            if not first <= i < end:
                return False
        return True

    left, right = head, head + 1
    while left > first and named(left - 1):
        left -= 1
    while right < end and named(right):
        right += 1
    while left < head and upos[left] in ("DET", "PUNCT", "ADP", "CCONJ"):
        left += 1
    while right - 1 > head and upos[right - 1] in ("PUNCT", "ADP", "CCONJ", "DET"):
        right -= 1
    return left, right


def entity_spans(brackets: list[str], upos: list[str], heads: list[int], labels: list[str], words: list[str]) -> tuple[tuple[int, int, str], ...]:
    """Named spans that do not overlap, longest first, from GUM's bracket notation."""
    open_: dict[str, list[tuple[int, str]]] = {}
    phrases = []
    for i, field in enumerate(brackets):
        for part in re.findall(r"\([^()]*\)|\([^()]*|[^()]+\)", field):
            if part.startswith("("):
                group, kind = part.strip("()").split("-")[:2]
                open_.setdefault(group, []).append((i, kind))
            if part.endswith(")"):
                group = part.strip("()").split("-")[0]
                if open_.get(group):
                    start, kind = open_[group].pop()
                    phrases.append((start, i + 1, kind))
    found = []
    for start, end, kind in phrases:
        tops = [i for i in range(start, end) if not start <= heads[i] - 1 < end]
        if kind == "time" or not tops:
            continue
        span = name_span(tops[0], start, end, upos, heads, labels, words)
        if span:
            found.append((*span, ENTITY_TYPES.get(kind, "MISC")))
    kept: list[tuple[int, int, str]] = []
    for name in sorted(set(found), key=lambda s: (s[0] - s[1], s[0])):
        if all(name[1] <= other[0] or name[0] >= other[1] for other in kept):
            kept.append(name)
    return tuple(sorted(kept))


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of one CoNLL-U file, in order. Raises ValueError where a tree is broken."""
    with_entities = False
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        with_entities = with_entities or any("global.Entity" in line for line in lines)
        meta: dict[str, str] = {m[1]: m[2] for line in lines if (m := re.match(r"# (\w+) = (.*)", line))}
        paragraph = any(line.startswith(("# newpar", "# newdoc")) for line in lines)
        rows = [line.split("\t") for line in lines if line and line[0].isdigit()]
        if not rows:
            continue
        joined: dict[int, bool] = {}
        for row in rows:
            if "-" in row[0]:
                a, b = map(int, row[0].split("-"))
                joined.update(dict.fromkeys(range(a, b), False))
                joined[b] = "SpaceAfter=No" not in row[9]
        rows = [row for row in rows if row[0].isdigit()]
        words, heads = [r[1] for r in rows], [int(r[6]) for r in rows]
        upos, labels = [r[3] for r in rows], [short_label(r[7]) for r in rows]
        if heads.count(0) != 1:
            raise ValueError(f"{path.name}, {meta.get('sent_id')}: {heads.count(0)} roots")
        brackets = [m[1] if (m := re.search(r"Entity=([^|]*)", r[9])) else "" for r in rows]
        entities = entity_spans(brackets, upos, heads, labels, words) if with_entities else None
        space = tuple(joined.get(int(r[0]), "SpaceAfter=No" not in r[9]) for r in rows)
        yield Sentence(meta.get("sent_id", path.stem), meta.get("text", ""), tuple(words), tuple(r[2] for r in rows), tuple(upos), tuple(heads),
                       tuple(labels), entities, space, paragraph)


def split_names(folder: Path) -> dict[str, set[str]]:
    """GUM's own split of its documents, from splits.md: {"train": {...}, "dev": {...}, "test": {...}}."""
    splits: dict[str, set[str]] = {}
    current = ""
    for line in (folder / "gum" / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            current = line[3:].strip()
            splits[current] = set()
        elif line.strip().startswith("* ") and current:
            splits[current].add(line.strip()[2:])
    return splits


def load(folder: Path, part: str) -> list[Sentence]:
    """The sentences of a part: "train" (GUM train, EWT dev and test), "dev" or "test" (GUM), "pud"."""
    if part == "pud":
        paths = sorted((folder / "pud").glob("*.conllu"))
    else:
        names = split_names(folder)[part]
        paths = [p for p in sorted((folder / "gum").glob("*.conllu")) if p.stem in names]
        if part == "train":
            paths += sorted((folder / "ewt").glob("*.conllu"))
    return [sentence for path in paths for sentence in read(path)]
