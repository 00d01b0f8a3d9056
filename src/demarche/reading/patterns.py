"""The words of heads and dates, from knowledge/patterns/reading.yaml."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from msgspec import Meta

from demarche.knowledge.schema import File


class HeadPatterns(File, frozen=True, kw_only=True):
    """The form of the file; what each list is for stands beside it there."""

    months: Annotated[list[list[str]], Meta(min_length=12, max_length=12)]
    weekdays: list[str]
    ordinals: list[str]
    fields: dict[str, list[str]]
    releases: list[str]
    openings: list[str]
    salutations: list[str]
    kinds: list[str]
    joiners: list[str]
    openers: list[str]
    encodings: list[str]

    def field(self, key: str) -> str | None:
        """The fact that a header key names.

        >>> patterns().field("Release date")
        'published'
        """
        return next((fact for fact, keys in self.fields.items() if key.strip().lower() in keys), None)


@cache
def patterns() -> HeadPatterns:
    """The patterns that ship with demarche, read once; raises D401 where the file does not have its form."""
    from demarche.knowledge.loader import FOLDER, load_file

    return load_file(FOLDER / "patterns" / "reading.yaml", HeadPatterns)
