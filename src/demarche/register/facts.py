"""Facts: what merging and chains read. A witness is one record of one text, with where it stands and when the register learnt it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from demarche.records import Event, Measure, Vote

R = TypeVar("R", bound=Event | Measure | Vote)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text was found: `published` is an ISO date or None."""

    publisher: str | None
    published: str | None
    url: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Witness(Generic[R]):
    """A record as one text tells it.

    text       SHA-256 of the canonical text in which its spans stand; where near copies tell it too, of the first of them (earliest published)
    sources    everywhere that the text, or a near copy of it, was found, earliest published first
    recorded   when the register learnt it: UTC, ISO 8601
    copies     where else near copies tell it: their text's SHA-256 and the record's id there
    """

    record: R
    text: str
    sources: tuple[Source, ...]
    recorded: str
    copies: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """What names the witness for ever: its record in its text."""
        return f"{self.text[:12]}:{self.record.id}"

    @property
    def published(self) -> str | None:
        """The earliest known day of publication."""
        return min((s.published for s in self.sources if s.published), default=None)
