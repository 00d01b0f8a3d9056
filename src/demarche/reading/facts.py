"""What the head of a text states about it: title, publisher, date, address.

Only the first lines are read, and only clear shapes: front matter, header lines, headings, datelines. A date in running
text is never taken for the day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from demarche.reading import datelines
from demarche.reading.dates import day, found, written
from demarche.reading.patterns import patterns
from demarche.reading.settings import Facts

LINES = 15
CHARACTERS = 8_000
TITLE = 150
LETTERHEAD = 60
RUNNING = 60  # a line of wrapped text is hardly shorter

FENCE = re.compile(r"(?:---|\+\+\+)\s*")
HEADING = re.compile(r"#{1,6}\s+\S")
UNDERLINE = re.compile(r"={3,}|-{3,}")
LIST_ITEM = re.compile(r"(?:[-*+•]|\(?\w{1,3}[.)]|\d+\\\.)\s")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
MARKS = re.compile(r"^[#>\s]+|\*{1,3}|_{2,3}|`|\s#+$")
PAIR = re.compile(r"([^\W\d_][\w -]{0,30}?)\s*[:=]\s*(.+)")


def facts(text: str) -> Facts:
    """The facts that the head of a text states.

    >>> facts("Geneva, 28 February 2022\\n\\n## Unions call for peace\\n\\nThe unions met.").items()
    {'title': 'Unions call for peace', 'published': '2022-02-28'}
    """
    lines = [line.strip() for line in text[:CHARACTERS].splitlines()]
    start = next((index for index, line in enumerate(lines) if line), len(lines))
    front, rest = _front_matter(lines[start:])
    return Facts(**front).over(Facts(**_Head(rest).read()))


def unmark(line: str) -> str:
    """A line without its Markdown: "## [A](b)" is "A".

    >>> unmark("**Date:** [7 April 2022](#)")
    'Date: 7 April 2022'
    """
    return " ".join(MARKS.sub("", LINK.sub(r"\1", line)).split())


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The facts of the front matter, and the lines after it."""
    if not lines or not FENCE.fullmatch(lines[0]) or lines[0] not in lines[1:]:
        return {}, lines
    end = lines.index(lines[0], 1)
    stated: dict[str, str] = {}
    for line in lines[1:end]:
        _header(line, stated)
    return stated, lines[end + 1:]


def _header(line: str, stated: dict[str, str]) -> bool:
    """Note what a line "Key: value" states; False where it is no such line."""
    pair = PAIR.fullmatch(line)
    fact = patterns().field(pair[1]) if pair else None
    if pair is None or fact is None:
        return False
    value = pair[2].strip().strip("\"'").strip()
    if fact == "published":
        match = re.match(written(), value, re.IGNORECASE)
        value = (found(match) if match else day(value)) or ""
    address = value.lower().startswith(("http://", "https://"))
    if value and len(value) <= TITLE and address == (fact == "url"):
        stated.setdefault(fact, value)
    return True


@dataclass
class _Head:
    """The first lines of a text, read one after the other until the running text has begun."""

    lines: list[str]
    stated: dict[str, str] = field(default_factory=dict)

    def read(self) -> dict[str, str]:
        seen: list[str] = []
        running = 0
        for index, line in enumerate(self.lines):
            if not line or UNDERLINE.fullmatch(line):
                continue
            if len(seen) == LINES or running == 2:
                break
            plain = unmark(line)
            if not self._note(index, plain, running, seen):
                running += _runs(plain)
            seen.append(plain)
        return self.stated

    def _note(self, index: int, plain: str, running: int, seen: list[str]) -> bool:
        """Note what the line states; False where it states nothing."""
        if not running and _header(plain, self.stated):
            return True
        if datelines.release(plain):
            self._letterhead(seen)
        date = datelines.read(plain)
        if date is not None and not (running and self.lines[index - 1]):
            self.stated.setdefault("published", date)
        if datelines.whole(plain) or datelines.release(plain):
            return True
        if date is None and not running and "title" not in self.stated:
            title = self._title(index)
            if title:
                self.stated["title"] = title
                return True
        return "title" in self.stated and plain in self.stated["title"]

    def _letterhead(self, seen: list[str]) -> None:
        """One short line before "Press release" is the name of who releases it, not a title."""
        if len(seen) == 1 and self.stated.get("title") == seen[0] and len(seen[0]) <= LETTERHEAD:
            self.stated.setdefault("publisher", self.stated.pop("title"))

    def _title(self, index: int) -> str | None:
        """The title that begins on the line: a heading, or one or two short lines that stand alone and have text after them."""
        line = self.lines[index]
        following = self.lines[index + 1:]
        if HEADING.match(line) or (following and UNDERLINE.fullmatch(following[0])):
            plain = unmark(line)
            return plain if plain and not plain.endswith(":") and len(plain) <= 2 * TITLE else None
        if index and self.lines[index - 1] and not _states(self.lines[index - 1]):
            return None
        block = [line, *takewhile(lambda after: after and not _states(after), following)]
        whole = unmark(" ".join(block))
        if len(block) <= 2 and any(following[len(block) - 1:]) and _titular(whole):
            return whole
        broken = len(block) > 1 and len(f"{line} {block[1].split()[0]}") < RUNNING
        return unmark(line) if broken and _titular(unmark(line)) else None


def _states(line: str) -> bool:
    plain = unmark(line)
    return datelines.whole(plain) or datelines.release(plain) or _header(plain, {})


def _runs(plain: str) -> bool:
    """Whether a line is running text: long, or a sentence."""
    return len(plain) >= RUNNING or plain.endswith((".", ",", ";"))


def _titular(plain: str) -> bool:
    """Whether a short line reads like a title: no list item, no salutation, no sentence, no beginning of one."""
    words = plain.split()
    if len(plain) > TITLE or len(words) < 2 or LIST_ITEM.match(plain):
        return False
    if plain.endswith((".", ",", ";", ":", "-", "–", "—")) or re.search(r"[a-z]{2}\. [A-Z]", plain):
        return False
    opens = plain.lower().startswith(tuple(patterns().salutations)) or words[-1].lower() in patterns().openers
    return not opens and (plain[0].isupper() or not plain[0].isalpha())
