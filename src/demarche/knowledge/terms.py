"""Terms of office as the cache has them: so many that each is made only when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import overload

import msgspec

from demarche.knowledge.entries import Term


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
