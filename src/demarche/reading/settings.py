"""What the caller fixes: facts that win over the document's own, and limits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from demarche.errors import DemarcheError
from demarche.reading.dates import day


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of one input.

    max_bytes       of a file, or of one line of JSON Lines (such files may be of any size); more is refused with D105
    max_characters  of a text; the rest is left out with the warning D111
    """

    max_bytes: int = 50_000_000
    max_characters: int = 5_000_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a document beside its text; None where it is not known."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None

    def items(self) -> dict[str, str]:
        """The facts that are known, by name."""
        every = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in every.items() if value is not None}

    def over(self, other: Facts) -> Facts:
        """These facts, completed by those of `other`.

        >>> Facts(title="A").over(Facts(title="B", url="u")).items()
        {'url': 'u', 'title': 'A'}
        """
        return replace(other, **self.items())


@dataclass(frozen=True, slots=True)
class Overrides(Facts):
    """Facts that win over those of the documents; raises D113 where `published` is no date.

    >>> Overrides(published="2022-04-07T10:00:00Z").published
    '2022-04-07'
    """

    def __post_init__(self) -> None:
        if self.published is not None:
            date = day(self.published)
            if date is None:
                raise DemarcheError("D113", value=self.published)
            object.__setattr__(self, "published", date)
