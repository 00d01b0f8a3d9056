"""Facts: what merging and chains read. A witness is one record of one text, with where it stands and when the register learnt it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec
from msgspec.structs import force_setattr

from demarche.records import Event, Measure, Vote

R = TypeVar("R", bound=Event | Measure | Vote)


class Source(msgspec.Struct, frozen=True, gc=False):
    """Where a text was found: `published` is an ISO date or None."""

    publisher: str | None
    published: str | None
    url: str | None
    title: str | None


class Witness(msgspec.Struct, Generic[R], frozen=True, gc=False):
    """A record as one text tells it.

    text       SHA-256 of the canonical text in which its spans stand; where near copies tell it too, of the first of them (earliest published)
    sources    everywhere that the text, or a near copy of it, was found, earliest published first
    recorded   when the register learnt this reading of it: UTC, ISO 8601
    copies     where else near copies tell it: their text's SHA-256 and the record's id there
    learnt     when the register learnt the text; as `recorded` if not given
    key        what names the witness for ever, its record in its text; made of these
    published  the earliest known day of publication; made of the sources
    """

    record: R
    text: str
    sources: tuple[Source, ...]
    recorded: str
    copies: tuple[tuple[str, str], ...] = ()
    learnt: str = ""
    key: str = ""
    published: str | None = None

    @property
    def sentence(self) -> str:
        """The sentences that tell it, in one line; "" of a vote that has none."""
        spans = self.record.sentences if isinstance(self.record, Vote) else (self.record.sentence,)
        return " ".join(word for span in spans for word in span.text.split())

    @property
    def place(self) -> str:
        """Where its text was found first, and in how many places more."""
        return place(self.sources)

    @property
    def keys(self) -> frozenset[str]:
        """Its key, and those that it has in near copies of its text."""
        return frozenset((self.key, *(f"{text[:12]}:{record}" for text, record in self.copies)))

    def __post_init__(self) -> None:
        force_setattr(self, "learnt", self.learnt or self.recorded)
        force_setattr(self, "key", f"{self.text[:12]}:{self.record.id}")
        force_setattr(self, "published", min((s.published for s in self.sources if s.published), default=None))


def place(sources: Sequence[Source]) -> str:
    """Where a text was found first, and in how many places more.

    >>> place([Source("Reuters", "2022-03-24", None, None), Source("AP", "2022-03-25", None, None)])
    'Reuters, 2022-03-24 +1'
    """
    if not sources:
        return ""
    first = ", ".join(filter(None, (sources[0].publisher, sources[0].published))) or sources[0].url or sources[0].title or ""
    return f"{first} +{len(sources) - 1}" if len(sources) > 1 else first
