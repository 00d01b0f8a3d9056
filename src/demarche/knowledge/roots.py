"""What the linter checks of a codebook beside its predicates: roots, modes, contexts, and the crosswalk there and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from demarche.knowledge.binding import laid_over
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.codes import Book, Cameo, ContextCues, Root
from demarche.knowledge.contents import Content

Entry = TypeVar("Entry")


def check_codebook(content: Content, folder: Path) -> Codebook:
    """All of a codebook but its predicates, and the codebook itself, as far as it can be put together."""
    names = {over: [(path, head) for path, head in content.heads if head.name and (path in content.over) == over] for over in (False, True)}
    extending = any(head.extends for _, head in names[True])
    own = {path for path, _ in content.heads if path in content.over}
    for over, heads in names.items():
        if len(heads) > 1:
            content.report(heads[-1][0], f"two files give a name to the codebook: {' and '.join(head.name for _, head in heads)}")
        elif not heads and (own if over else not own):
            content.report(min(own) if over else folder / "codebook", "no file gives a name to the codebook")
        for path, head in heads:
            if not head.version:
                content.report(path, f"{head.name}: the codebook has no version")
            if head.extends and head.extends not in [below.name for _, below in names[False]]:
                content.report(path, f"{head.name}: it extends {head.extends}, which is no codebook here")
    book = together(content, over=True) if own and not extending else together(content, over=False)
    if extending:
        book = laid_over(book, together(content, over=True))
    codebook = Codebook(book)
    check_repeats(content)
    check_roots(content, codebook)
    check_contexts(content, codebook)
    check_crosswalk(content, codebook)
    return codebook


def together(content: Content, *, over: bool) -> Book:
    """The codebook of a folder, or the one that is laid over it, as far as its entries could be read."""
    def of(entries: Iterable[tuple[Path, Entry]]) -> list[Entry]:
        return [entry for path, entry in entries if (path in content.over) == over]

    heads = of(content.heads)
    name = next((head.name for head in heads if head.name), "")
    return Book(name=name, version="", roots=of(content.roots), strength=[level for head in heads for level in head.strength],
                contexts=of(content.contexts), crosswalk=of(content.crosswalk), predicates=of(content.predicates))


def check_repeats(content: Content) -> None:
    """Codes, names and verbs that stand twice; in a file laid over the others they speak of what these have."""
    stands = Counter[tuple[bool, str]]()
    entries = [*((path, f"the root {root.code}") for path, root in content.roots), *((path, f"the context {one.name}") for path, one in content.contexts),
               *((path, f"CAMEO {one.cameo}") for path, one in content.crosswalk),
               *((path, f"the strength of '{lemma}'") for path, head in content.heads for level in head.strength for lemma in level)]
    for path, what in entries:
        stands[path in content.over, what] += 1
        if stands[path in content.over, what] == 2:
            content.report(path, f"{what} stands twice")


def check_roots(content: Content, codebook: Codebook) -> None:
    """Roots without meaning, codes and contexts that nobody has, modes that stand twice, ways back to CAMEO that lead elsewhere."""
    contexts = {one.name for one in codebook.contexts}
    made = {(one.code, one.mode) for one in codebook.crosswalk}
    for path, root in content.roots:
        if not codebook.by_code[root.code].meaning:
            content.report(path, f"{root.code}: it has no meaning")
        for field in ("future", "refused", "promised"):
            turned = getattr(root, field)
            if turned and turned not in codebook.by_code:
                content.report(path, f"{root.code}: {field}: the codebook has no code {turned}")
        for mode in root.modes:
            if [other.name for other in root.modes].count(mode.name) > 1:
                content.report(path, f"{root.code}: the mode {mode.name} stands twice")
            for context in mode.contexts:
                if context not in contexts:
                    content.report(path, f"{root.code}, {mode.name}: the codebook has no context {context}")
        for problem in ways_back(root, codebook, made):
            content.report(path, f"{root.code}{problem}")


def ways_back(root: Root, codebook: Codebook, made: set[tuple[str | None, str | None]]) -> Iterator[str]:
    """Ways back from a root and its modes to CAMEO that are missing, or lead to another root or mode."""
    if not any(code == root.code for code, _ in made):
        return  # the crosswalk does not speak of this root
    for mode, given in [(None, root.cameo), *((mode.name, mode.cameo) for mode in root.modes)]:
        where = f", {mode}" if mode else ""
        found = codebook.cameo(given or "")
        if given is None and codebook.to_cameo(root.code, mode) is None:
            yield f"{where}: no CAMEO code to go back to"
        elif given is not None and found is None:
            yield f"{where}: the crosswalk has no CAMEO code {given}"
        elif found is not None and root.code not in (found.code, *found.also):
            yield f"{where}: it goes back to CAMEO {found.cameo}, which corresponds to {found.code or 'no root'}"
        elif found is not None and mode and found.mode not in (None, mode) and (root.code, mode) in made:
            yield f"{where}: it goes back to CAMEO {found.cameo}, which has the mode {found.mode}"


def check_contexts(content: Content, codebook: Codebook) -> None:
    """Cues that are not in small letters or stand twice, phrases that are mute for nothing, contexts that nobody has."""
    known = {one.name for one in codebook.contexts}
    for path, one in content.contexts:
        for problem in cues(one):
            content.report(path, f"{one.name}: {problem}")
        for other in (*one.unless, *one.beside):
            if other not in known:
                content.report(path, f"{one.name}: the codebook has no context {other}")


def cues(one: ContextCues) -> Iterator[str]:
    """What is wrong with the cues of a context."""
    given = Counter([*one.strong, *one.cues])
    for cue in [*given, *one.mute]:
        if cue != cue.lower() or cue != " ".join(cue.split()) or not cue:
            yield f"the cue '{cue}' is not in small letters with single spaces"
    yield from (f"the cue '{cue}' stands twice" for cue, count in given.items() if count > 1)
    for phrase in one.mute:
        if not any(f" {cue}" in f" {phrase}" for cue in given):
            yield f"'{phrase}' is mute, and holds no cue"


def check_crosswalk(content: Content, codebook: Codebook) -> None:
    """Roots, modes, contexts and CAMEO codes of the crosswalk that nobody has."""
    contexts = {one.name for one in codebook.contexts}
    for path, one in content.crosswalk:
        for problem in lost(one, codebook, contexts):
            content.report(path, f"CAMEO {one.cameo}: {problem}")


def lost(one: Cameo, codebook: Codebook, contexts: set[str]) -> Iterator[str]:
    """What a line of the crosswalk names and the codebook does not have."""
    for code in filter(None, (one.code, *one.also)):
        if code not in codebook.by_code:
            yield f"the codebook has no code {code}"
    if one.mode and codebook.mode(one.code or "", one.mode) is None:
        yield f"{one.code or 'no root'} has no mode '{one.mode}'"
    yield from (f"the codebook has no context {context}" for context in one.contexts if context not in contexts)
    yield from (f"the crosswalk has no CAMEO code {code}" for code in one.becomes if codebook.cameo(code) is None)
