"""A codebook in use: its roots by code and by trait, CAMEO there and back, the strength of demands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from demarche.knowledge.codes import Book, Cameo, Mode, Predicate, Root, Trait


class Codebook:
    """The event types that a coder tells apart, with all that belongs to them.

    title      name, version, and for one that is not the shipped one the beginning of its SHA-256

    >>> from demarche.knowledge.loader import Knowledge
    >>> book = Knowledge.load().codebook
    >>> book.title, sorted(book.codes("lasting"))
    ('PLOVER 2.0', ['CONCEDE', 'SANCTION'])
    >>> book.cameo("1622").code, book.to_cameo("COERCE", "cyber")
    ('SANCTION', '176')
    """

    def __init__(self, book: Book, digest: str = "") -> None:
        self.name, self.version, self.extends, self.roots, self.contexts = book.name, book.version, book.extends, book.roots, book.contexts
        self.crosswalk, self.predicates = book.crosswalk, book.predicates
        self.title = " ".join(part for part in (book.name, book.version, digest) if part)
        self._book = book
        self._by_trait: dict[Trait, frozenset[str]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Codebook) and (self.title, self._book) == (other.title, other._book)

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def by_code(self) -> Mapping[str, Root]:
        """The roots by their codes."""
        return {root.code: root for root in self.roots}

    def codes(self, trait: Trait) -> frozenset[str]:
        """The codes of the roots that have a trait."""
        found = self._by_trait.get(trait)
        if found is None:
            found = self._by_trait[trait] = frozenset(root.code for root in self.roots if trait in root.traits)
        return found

    def mode(self, code: str, name: str | None) -> Mode | None:
        """A mode of a root; None where there is none of this name."""
        return next((mode for mode in self.by_code[code].modes if mode.name == name), None) if code in self.by_code else None

    def strength(self, lemma: str) -> int | None:
        """How strong a verb of demanding is, from 1 (asks) upwards; None for a verb that is none.

        >>> from demarche.knowledge.loader import Knowledge
        >>> [Knowledge.load().codebook.strength(lemma) for lemma in ("request", "urge", "demand", "meet")]
        [1, 3, 5, None]
        """
        return self._strengths.get(lemma)

    def cameo(self, code: str) -> Cameo | None:
        """What a CAMEO code corresponds to; None for what is none."""
        return self._by_cameo.get(code)

    def to_cameo(self, code: str, mode: str | None = None) -> str | None:
        """The most specific CAMEO code that holds all acts of a root, or of a mode of it; None where none is known."""
        found = self.mode(code, mode)
        if found is not None and found.cameo:
            return found.cameo
        return self.by_code[code].cameo if code in self.by_code else None

    def cameo_of(self, predicate: Predicate, code: str) -> str | None:
        """The CAMEO code of an act: that of its predicate or else of its mode or root; where it was only promised, refused or threatened, that of this."""
        if code == predicate.code:
            return predicate.cameo or self.to_cameo(code, predicate.mode)
        before = self.cameo(predicate.cameo or "")
        turned = (one for after in before.becomes if (one := self.cameo(after)) is not None) if before else iter(())
        return next((one.cameo for one in turned if one.code == code), None) or self.to_cameo(code)

    @cached_property
    def _by_cameo(self) -> Mapping[str, Cameo]:
        return {one.cameo: one for one in self.crosswalk}

    @cached_property
    def _strengths(self) -> Mapping[str, int]:
        return {lemma: number for number, level in enumerate(self._book.strength, 1) for lemma in level}
