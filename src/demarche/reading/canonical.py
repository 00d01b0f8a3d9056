"""The canonical text: the characters to which all offsets point, and the document made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demarche.errors import DemarcheError
from demarche.reading.facts import facts
from demarche.reading.settings import Facts, Limits
from demarche.records import Document, Warning

NO_CHARACTERS = re.compile("[\x00\ud800-\udfff]")
BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"[.!?][\"'”’)\]]*\s"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as its format gives it, and the facts that stand beside it there (in keys or meta tags, not in the text)."""

    source: str
    text: str
    stated: Facts = Facts()
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One input: its document, or the error that kept it from being read.

    source    the path, with ":line" in JSON Lines and "[index]" in a JSON list
    warnings  what the reader should know; they belong to the record that is made of the document
    """

    document: Document | None
    warnings: tuple[Warning, ...]
    error: DemarcheError | None
    source: str

    @classmethod
    def failed(cls, source: str, error: DemarcheError) -> Read:
        """An input that could not be read."""
        return cls(None, (), error, source)


def finish(draft: Draft, overrides: Facts, limits: Limits) -> tuple[Document, tuple[Warning, ...]]:
    """The document of a draft: overrides win over what stands beside the text, and that over the text's own head.

    >>> finish(Draft("a.txt", "Peace\\0now"), Facts(), Limits())[0].text
    'Peace now'
    """
    text, replaced = clean(draft.text)
    warnings = list(draft.warnings)
    if len(text) > limits.max_characters:
        kept = cut(text, limits.max_characters)
        warnings.append(Warning.of("D111", limit=len(kept), size=len(text)))
        text = kept
    known = {}
    for name, value in _known(text, overrides.over(draft.stated)).items():
        known[name], count = clean(value)
        replaced += count
    if replaced:
        warnings.insert(0, Warning.of("D110", count=replaced))
    return Document.of(text, **known), tuple(warnings)


def _known(text: str, given: Facts) -> dict[str, str]:
    """The given facts, completed by those that the text's head states."""
    complete = given.title and given.publisher and given.published and given.url
    return (given if complete else given.over(facts(text))).items()


def clean(text: str) -> tuple[str, int]:
    """The text with a space for each NUL and lone surrogate, and their number; the length stays."""
    if text.isascii() and "\0" not in text:
        return text, 0
    return NO_CHARACTERS.subn(" ", text)


def cut(text: str, limit: int) -> str:
    """The beginning of a text: as many whole paragraphs as the limit holds, else sentences, else words.

    The second half is searched for the end of a paragraph, and so on; a text without any is cut at the limit.

    >>> cut("One. Two. Three.", 12)
    'One. Two. '
    """
    for end in BREAKS:
        ends = [match.end() for match in end.finditer(text, limit - limit // 2, limit)]
        if ends:
            return text[:ends[-1]]
    return text[:limit]
