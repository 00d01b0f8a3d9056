"""The text as a reader sees it, without its markup, at the same offsets.

Everything later in the language part works on this view and reports offsets into the stored text. Two characters of no
width keep the lengths equal inside words: PAD follows the character that an HTML entity stands for and belongs to it;
GAP stands for markup between two characters of one word (`[Union](#)'s`). Neither is part of any word form.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right

PAD = "\u2060"
GAP = "\u200b"
CLOSERS = "\"'”’»›)\\]" + PAD + GAP  # what may stand between a full stop and the next sentence, for use inside a character class

# Every alternative begins with a plain character, so that the scan skips plain text at full speed.
LINK = r"\[((?:[^\[\]\\]|\\[^\n])*)\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s{1,3}\"[^\"\n]{0,300}\")?\s{0,3}\)"
MARKUP = re.compile(rf"""\\[!-/:-@\[-`{{-~]|&\#?[0-9A-Za-z]{{2,31}};|!{LINK}|{LINK}|<!--[^<>]{{0,2000}}-->
    |</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<(?=https?://|www\.)[^<>\s]*>|\*\**|__*|``*""".replace("\n    ", ""))
LINKS = re.compile(LINK)
ODD = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200b\u2028-\u202f\u205f-\u2060\u3000\ufeff]")
LINE_MARKS = re.compile(
    r"(?m)^(?:[-*_=#|:+ \t\\]{3,}$|[ \t]{0,3}#{1,6}(?=[ \t])|[ \t]{0,3}>[> \t]*)|(?<=[ \t])\|+(?=[ \t]|$)|^\|+|\|+$|(?<=[ \t])#+[ \t]*$")
EDGES = re.compile(f"{GAP}{GAP}*")
INVISIBLE = frozenset("\xad\u180e\u200b\u2060\ufeff")
BREAKS = frozenset("\x0b\x0c\x85\u2028\u2029")


def _odd(match: re.Match[str]) -> str:
    character = match.group()
    return GAP if character in INVISIBLE else "\n" if character in BREAKS else " "


def _entity(written: str) -> str:
    """An entity as its character and padding; unchanged where HTML knows none of that name."""
    meant = html.unescape(written)
    if meant == written or len(meant) > len(written):
        return written
    meant = ODD.sub(_odd, meant.replace("\n", " ").replace("\r", " "))
    return (meant if meant.strip() else " " * len(meant)).ljust(len(written), PAD if meant.strip() else " ")


def _markup(match: re.Match[str]) -> str:
    found = match.group()
    first = found[0]
    if first == "\\":
        return GAP + (found[1] if found[1] not in "*_`" else GAP)
    if first == "&":
        return _entity(found)
    if first in "[!":
        group = 2 if first == "[" else 1
        opening, closing = match.span(group)
        start, end = match.span()
        return GAP * (opening - start) + MARKUP.sub(_markup, match.group(group)) + GAP * (end - closing)
    if first == "<":
        return f" {found[1:-1]} " if found.startswith(("<http", "<www")) else " " * len(found)
    return _emphasis(match)


def _emphasis(match: re.Match[str]) -> str:
    """Asterisks, underscores and backticks are marks where they touch a word; alone (a bullet) or within one they stay."""
    found, text = match.group(), match.string
    before = text[match.start() - 1: match.start()]
    after = text[match.end(): match.end() + 1]
    if (not before or before.isspace()) and (not after or after.isspace()):
        return found
    if found[0] == "_" and (before.isalnum() and after.isalnum()):
        return found
    return GAP * len(found)


def _edge(match: re.Match[str]) -> str:
    """A gap at the edge of a word is a space; only inside a word does it hold the parts together."""
    text, (start, end) = match.string, match.span()
    inside = start > 0 and end < len(text) and not text[start - 1].isspace() and not text[end].isspace()
    return match.group() if inside else " " * (end - start)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def view(text: str) -> str:
    """The text without markup, of exactly the same length; line ends stay where they are.

    >>> view("See **the [Council](https://example.org)** now")
    'See   the  Council                         now'
    """
    shown = text if text.isascii() and text.isprintable() else ODD.sub(_odd, text)
    if any(mark in shown for mark in "#|>-=*_"):
        shown = LINE_MARKS.sub(_blank, shown)
    shown = MARKUP.sub(_markup, shown)
    return EDGES.sub(_edge, shown) if GAP in shown else shown


class Links:
    """The Markdown links of a text, to ask whether a sentence holds one whole."""

    def __init__(self, text: str, shown: str) -> None:
        found = LINKS.finditer(text) if "](" in text else iter(())
        self._spans = [(m.start(), m.end(1), m.end()) for m in found if shown[m.start()] != "["]
        self._starts = [start for start, _, _ in self._spans]

    def widen(self, start: int, end: int) -> tuple[int, int]:
        """The span with the opening bracket of a link that it begins and closes, and the address of one that ends it."""
        i = bisect_right(self._starts, start) - 1
        if i >= 0 and self._starts[i] == start - 1 and self._spans[i][2] < end:
            start -= 1
        j = bisect_right(self._starts, end) - 1
        if j >= 0 and self._starts[j] >= start and self._spans[j][1] == end:
            end = self._spans[j][2]
        return start, end
