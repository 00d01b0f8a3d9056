"""Binding: the files of a codebook as one, and one codebook laid over another.

A codebook that extends another adds roots, modes, boundaries, contexts and predicates, and replaces what it says anew; one
that extends none stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from demarche.errors import DemarcheError
from demarche.knowledge.codes import Book, CodebookFile, Predicate, Root
from demarche.knowledge.schema import Form

TRIGGERS = ("verb", "noun", "adjective", "modal")
Key = tuple[object, ...]
FormType = TypeVar("FormType", bound=Form)


def bound(files: Sequence[tuple[Path, CodebookFile]], place: Path) -> Book:
    """The files of a codebook as one; raises D405 where they are none."""
    heads = [(path, file) for path, file in files if file.name]
    if len(heads) != 1:
        names = " and ".join(f"{path.name} ({file.name})" for path, file in heads)
        raise DemarcheError("D405", path=place, reason=f"two files give it a name: {names}" if heads else "no file gives it a name")
    (path, head), = heads
    if not head.version:
        raise DemarcheError("D405", path=path, reason="it has no version")
    predicates = []
    for path, file in files:
        for predicate in file.predicates:
            if not (predicate.code or file.code):
                raise DemarcheError("D405", path=path, reason=f"the predicate '{name(predicate)}' has no code, and neither has its file")
            predicates.append(predicate if predicate.code else replace(predicate, code=file.code))
    roots = [root for _, file in files for root in file.roots]
    for code in {root.code for root in roots if [other.code for other in roots].count(root.code) > 1}:
        raise DemarcheError("D405", path=place, reason=f"the root {code} stands twice")
    if not roots and not head.extends:
        raise DemarcheError("D405", path=place, reason="it has no roots, and extends no codebook that has some")
    return Book(name=head.name, version=head.version, extends=head.extends, roots=roots, strength=[level for _, file in files for level in file.strength],
                contexts=[context for _, file in files for context in file.contexts], crosswalk=[one for _, file in files for one in file.crosswalk],
                predicates=predicates)


def laid_over(below: Book, above: Book) -> Book:
    """A codebook that extends another: what it says of a root, context or CAMEO code that is there replaces what that one says.

    Modes and boundaries are added. A predicate that asks for the same as one below takes its place.
    """
    known = {root.code: root for root in below.roots}
    roots = {**known, **{root.code: _root(known[root.code], root) if root.code in known else root for root in above.roots}}
    own = {key for predicate in above.predicates for key in keys(predicate)}
    kept = [predicate for predicate in below.predicates if not own.issuperset(keys(predicate))]
    return Book(name=above.name, version=above.version, extends=below.name, roots=list(roots.values()), strength=above.strength or below.strength,
                contexts=list({one.name: one for one in (*below.contexts, *above.contexts)}.values()),
                crosswalk=list({one.cameo: one for one in (*below.crosswalk, *above.crosswalk)}.values()), predicates=[*above.predicates, *kept])


def _root(below: Root, above: Root) -> Root:
    """A root with what another file says anew of it."""
    merged = given(below, above)
    modes = list({mode.name: mode for mode in (*below.modes, *above.modes)}.values())
    return replace(merged, modes=modes, boundaries=[*below.boundaries, *(b for b in above.boundaries if b not in below.boundaries)])


def given(below: FormType, above: FormType) -> FormType:
    """An entry with those fields of another that are not left empty."""
    return replace(below, **{field: value for field in above.__struct_fields__ if (value := getattr(above, field)) not in (None, "", [])})


def check_codes(book: Book, place: Path) -> None:
    """Raise D406 where something of a codebook names a root that it does not have, D405 where a root has no meaning."""
    known = {root.code for root in book.roots}
    for root in book.roots:
        if not root.meaning:
            raise DemarcheError("D405", path=place, reason=f"the root {root.code} has no meaning")
    for what, code in named(book):
        if code not in known:
            raise DemarcheError("D406", path=place, what=what, root=code, codebook=book.name, known=", ".join(sorted(known)))


def named(book: Book) -> Iterator[tuple[str, str]]:
    """Every code that something of a codebook names, and what does."""
    for root in book.roots:
        for field in ("future", "refused", "promised"):
            if turned := getattr(root, field):
                yield f"'{field}' of {root.code}", turned
    for one in book.crosswalk:
        yield from ((f"CAMEO {one.cameo}", code) for code in (one.code, *one.also) if code)
    yield from ((f"the predicate '{name(predicate)}'", predicate.code) for predicate in book.predicates)


def name(predicate: Predicate) -> str:
    """What a reader knows a predicate by.

    >>> name(Predicate(verb="impose", object=["tariff", "ban"], prep=["on"]))
    'impose tariff|ban on'
    """
    parts = [" ".join(trigger for form in TRIGGERS if (trigger := getattr(predicate, form))), predicate.particle or "", "|".join(predicate.object),
             "|".join(predicate.prep), "|".join(predicate.adverb)]
    return " ".join(part for part in parts if part) or "a predicate without trigger"


def keys(predicate: Predicate) -> Iterator[Key]:
    """What a sentence must have, each way of it: two predicates that ask for the same cannot both be meant."""
    triggers = tuple(getattr(predicate, form) for form in TRIGGERS)
    for way in product(set(predicate.object) or {""}, set(predicate.prep) or {""}, set(predicate.adverb) or {""}):
        yield (*triggers, predicate.particle, predicate.copula, *way)


def digest(paths: Iterable[Path]) -> str:
    """The beginning of the SHA-256 of some files: what a record says of the codebook that made it."""
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in paths)).hexdigest()[:12]
