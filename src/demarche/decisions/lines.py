"""The lines at the end of a text: which belong to a signature, and what each of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from demarche.knowledge.schema import SignaturePatterns

LONGEST = 100  # characters of a line of a signature
BLANK = " \t\u00a0\u2003\u200b\ufeff"
MARKUP = BLANK + "*_\\#|>`"
BULLET = re.compile(r"\s*(?:[-•·‣▪+]|\d{1,3}[.)]|\*)\s+")
GAP = re.compile(rf"[{BLANK}]{{3,}}|\t+|\s*\|\s*")
DASH = re.compile(rf"[—–―-][{BLANK}]*")
DATE = re.compile(r"(?:\w+,? )?(?:\d{1,2}(?:st|nd|rd|th)? \w+,? \d{4}|\w+ \d{1,2}(?:st|nd|rd|th)?, \d{4})|\d{4}-\d\d-\d\d")
OPEN = re.compile(r"(?:[\s,](?:and|&|of|the|for|to|U\.S\.)|:.*)$")  # a line that its sentence has not ended
SIGNED = re.compile(r"[\[(]?(?:s/|/s/|signed(?: by)?)[\])]?[ :]+", re.IGNORECASE)
PLACE_DATE = re.compile(r"(?:[\w .]+, ?)?" + rf"(?:{DATE.pattern})")


@dataclass(frozen=True)
class Line:
    """A line without its markup: text[start:end]; lines of one paragraph share its number."""

    text: str
    start: int
    end: int
    paragraph: int

    def between(self, start: int, end: int) -> Line:
        """The part at these offsets of the whole text, without markup at its edges."""
        piece = self.text[start - self.start:end - self.start]
        left = len(piece) - len(piece.lstrip(MARKUP))
        piece = piece.strip(MARKUP)
        return replace(self, text=piece, start=start + left, end=start + left + len(piece))

    def split(self, expression: str) -> list[Line]:
        """Its parts between the matches of an expression, those that hold anything."""
        edges = [self.start]
        for match in re.finditer(expression, self.text):
            edges += [self.start + match.start(), self.start + match.end()]
        parts = [self.between(a, b) for a, b in zip(edges[::2], [*edges[1::2], self.end], strict=True)]
        return [p for p in parts if p.text]


class Lines:
    """The words of a pattern file, asked about lines."""

    def __init__(self, patterns: SignaturePatterns) -> None:
        self._patterns = patterns
        roles = "|".join(re.escape(r).replace(r"\ ", "[ -]") for r in sorted(patterns.roles, key=len, reverse=True))
        before, joined, rest = r"(?:[\w’'&.-]+,? (?:and |& )?){0,6}?", r"(?: (?:and|&) [\w -]+?)??", r"$|, .+| (?:of|for|to|at|on) .+| ?[–—-] .+"
        self._role = re.compile(rf"{before}(?:{roles}){joined}(?P<rest>{rest})", re.IGNORECASE)

    def block(self, text: str) -> tuple[list[list[Line]], bool]:
        """The columns of the signature block at the end of a text, and whether a closing stands above it."""
        lines = self._tail(text)
        closed = False
        kept: list[Line] = []
        for line in lines:
            signed = SIGNED.match(line.text)
            if self._closing(line.text):
                kept, closed = [], True
                continue
            closed = closed or signed is not None
            bare = line.between(line.start + signed.end(), line.end) if signed else line
            kept += [bare] if bare.text else []
        return self._columns(kept), closed

    def _tail(self, text: str) -> list[Line]:
        """The last lines that could belong to a signature, from the top."""
        kept: list[Line] = []
        for line, bullet in reversed(list(_lines(text))):
            if not kept and self._ending(line.text):
                continue
            if bullet or not self._short(line.text):
                label = line.text.rstrip("*_ ")
                return [] if label.endswith(":") and not self._closing(label) else _whole(kept, line)
            if self._label(line.text):
                return []
            kept.insert(0, line)
        return kept

    def _columns(self, lines: list[Line]) -> list[list[Line]]:
        """Lines side by side become columns; where lines have no gaps there is one column."""
        rows = [line.split(GAP.pattern) for line in lines]
        width = max(map(len, rows), default=0)
        if width < 2 or sum(len(row) == width for row in rows) < 2:
            return [[line for row in rows for line in row]] if width < 2 else [lines]
        return [[row[i] for row in rows if i < len(row)] for i in range(width)]

    def _short(self, line: str) -> bool:
        bare = line.rstrip(BLANK + "*_")
        last = re.split(r"[ .]", bare.rstrip("."))[-1].lower()
        sentence = bare.endswith((".", "!", "?", ":", ";", "”", '"')) and last not in self._patterns.suffixes and len(last) > 1
        if len(line) > LONGEST or "@" in line or "http" in line:
            return False
        return not sentence or DATE.search(line) is not None or self._closing(line) or SIGNED.match(line) is not None

    def _ending(self, line: str) -> bool:
        bare = line.strip(MARKUP + "[]()<>!-–—=.").lower()
        return not bare or any(bare == e or bare.startswith(e + " ") for e in self._patterns.endings)

    def _label(self, line: str) -> bool:
        bare = line.strip(MARKUP).lower()
        return any(bare.rstrip(":") == label or bare.startswith(label + ":") for label in self._patterns.labels)

    def _closing(self, line: str) -> bool:
        return line.strip(MARKUP + "()[],:.").lower() in self._patterns.closings

    def date(self, line: str) -> bool:
        """Whether a line is a date, or a place and a date."""
        return PLACE_DATE.fullmatch(" ".join(line.rstrip(" .,").split())) is not None

    def office(self, line: str) -> str | None:
        """The role of who signs under this line: "THE WHITE HOUSE," → "President"."""
        return self._patterns.offices.get(" ".join(line.rstrip(" ,.").lower().split()))

    def suffix(self, word: str) -> bool:
        """Whether a word may follow a name: "Jr."."""
        return word.replace(".", "").lower() in self._patterns.suffixes

    def initialled(self, line: str) -> bool:
        """Whether a line can only be a name: in capitals, with an initial."""
        return line.isupper() and re.search(r"\b[A-Z]\. ", line) is not None

    def role(self, line: str) -> tuple[str | None, str | None]:
        """The role that a line tells, and the organisation after it.

        "President, Example Union" → ("President", "Example Union"); "Minister of Labour" → itself, None.
        """
        line = line.strip(MARKUP + ",")
        match = self._role.fullmatch(line)
        if match is None or not line[:1].isupper() or OPEN.search(line):
            return None, None
        rest = match["rest"]
        if rest.startswith((",", " –", " —", " -")):
            return line[:match.start("rest")].strip(), rest.lstrip(" ,–—-").strip() or None
        head, _, body = rest.partition(" of ")
        if not head and self._organisation(body):
            first, _, more = body.partition(", ")
            return line[:match.start("rest")].strip(), re.sub(r"^the ", "", f"{first}, {more}" if more else first)
        first, _, more = rest.partition(", ")
        return (line[:match.start("rest")] + first).strip(), more or None

    def _organisation(self, words: str) -> bool:
        return any(w.lower() in self._patterns.organisations for w in re.findall(r"\w+", words)) or re.search(r"\b[A-Z]{3,}\b", words) is not None

    def name(self, line: Line) -> Line | None:
        """The person that a line names, without title and dash; None where it is no name."""
        dash = DASH.match(line.text)
        line = line.between(line.start + (dash.end() if dash else 0), line.end)
        while True:
            title = re.match(r"((?:the )?[\w.]+)\s+", line.text, re.IGNORECASE)
            if title is None or title[1].lower().rstrip(".") not in self._patterns.titles:
                break
            line = line.between(line.start + title.end(), line.end)
        text = line.text.rstrip(",")
        line = line.between(line.start, line.start + len(text))
        words = [w for w in re.split(r"[\s,]+", text) if w]
        core = [w for w in words if not self.suffix(w)]
        if not 2 <= len(core) <= 5 or any(c.isdigit() for c in text) or self._organisation_name(core):
            return None
        shaped = all(re.fullmatch(r"[^\W\d_][\w’'.-]*", w) and (w[0].isupper() or w.lower() in self._patterns.particles) for w in core)
        return line if shaped and core[0][0].isupper() and not self.role(text)[0] else None

    def _organisation_name(self, words: list[str]) -> bool:
        return any(w.lower().rstrip(".") in self._patterns.organisations or w.lower() in ("the", "and", "of", "for") for w in words)


def _lines(text: str) -> list[tuple[Line, bool]]:
    """The lines of the last part of a text without markup at their edges, and whether each has a bullet."""
    found, paragraph, offset = [], 0, 0
    for raw in text.splitlines(keepends=True):
        if not any(c.isalnum() for c in raw):
            paragraph += not raw.strip()
        else:
            heading = raw.startswith("#") and raw.strip(MARKUP + "\r\n") != ""
            line = Line(raw, offset, offset + len(raw), paragraph).between(offset, offset + len(raw.rstrip()))
            bullet = BULLET.match(raw) is not None and not raw.lstrip().startswith("**")
            found.append((line, bullet or heading))
        offset += len(raw)
    return found[-60:]


def _whole(kept: list[Line], above: Line) -> list[Line]:
    """The lines without those that continue the paragraph of the text above them: a wrapped sentence's last words."""
    return [line for line in kept if line.paragraph != above.paragraph]
