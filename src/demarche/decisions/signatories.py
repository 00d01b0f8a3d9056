"""Signatories: who signed a statement, read from the lines at its end.

A name signs where a role stands with it, where a closing ("Sincerely,") stands above it, or where an office that is
signed under ("THE WHITE HOUSE,") stands below it. A list of people, a contact or a heading is no signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from demarche.decisions.lines import Line, Lines
from demarche.knowledge.schema import SignaturePatterns
from demarche.records import Signatory, Span

MOST_LISTED = 4  # signers of one line each, without a closing above them; more are a list of people


@dataclass(frozen=True)
class Signer:
    """A name line and what the lines around it say of it; `sure` where it needs no role to be a signature."""

    name: Line
    role: str | None = None
    organization: str | None = None
    sure: bool = False
    listed: bool = False
    lines: int = 1

    def record(self) -> Signatory:
        """The record: its span is the name."""
        span = Span(self.name.text, self.name.start, self.name.end)
        return Signatory(name=span.text, role=self.role, organization=self.organization, span=span)


def signatories(text: str, patterns: SignaturePatterns) -> tuple[Signatory, ...]:
    """The signers of a text, in order; empty where it is not signed.

    "…\\n\\n**Jane Roe**  \\nGeneral Secretary  \\nExample Union" → Jane Roe, General Secretary, Example Union.
    """
    lines = Lines(patterns)
    columns, closed = lines.block(text)
    signers = [signer for column in columns for signer in _signers(column, lines, closed)]
    listed = sum(signer.listed for signer in signers)
    if listed and not closed and (listed > MOST_LISTED or sum(signer.lines for signer in signers) < sum(map(len, columns))):
        return ()
    return tuple(signer.record() for signer in sorted(signers, key=lambda s: s.name.start))


def _signers(column: Sequence[Line], lines: Lines, closed: bool) -> Iterator[Signer]:
    """The signers of one column of lines, read downwards."""
    i = 0
    while i < len(column):
        signer = _in_one_line(column[i], lines) or _by_name(column[i], lines)
        i += 1
        if signer is None:
            continue
        while i < len(column):
            grown = _extended(signer, column, i, lines)
            if grown is None:
                break
            signer, i = replace(grown, lines=signer.lines + 1), i + 1
        if signer.role or signer.sure or closed or (i >= len(column) and lines.initialled(signer.name.text)):
            yield signer


def _in_one_line(line: Line, lines: Lines) -> Signer | None:
    """ "Jane Roe, General Secretary, Example Union" """
    parts = line.split(r",\s+")
    if len(parts) > 2 and lines.suffix(parts[1].text):
        parts = [line.between(parts[0].start, parts[1].end), *parts[2:]]
    name = lines.name(parts[0])
    if name is None or len(parts) < 2:
        return None
    role, organization = lines.role(", ".join(p.text for p in parts[1:]))
    return Signer(name, role, organization, listed=True) if role else None


def _by_name(line: Line, lines: Lines) -> Signer | None:
    name = lines.name(line)
    return Signer(name) if name else None


def _extended(signer: Signer, column: Sequence[Line], i: int, lines: Lines) -> Signer | None:
    """The signer with the next line as its role or organisation; None where that line is not its own."""
    line = column[i]
    if lines.date(line.text):
        return signer
    office = lines.office(line.text)
    if office:
        return replace(signer, role=signer.role or office, organization=signer.organization or line.text.rstrip(" ,."), sure=True)
    if signer.role is None:
        role, organization = lines.role(line.text)
        if role:
            return replace(signer, role=role, organization=organization, listed=False)
        return None
    if signer.organization is not None or lines.role(line.text)[0] or _in_one_line(line, lines):
        return None
    if lines.name(line) is None or (line.paragraph == signer.name.paragraph and not _starts_signer(column, i, lines)):
        return replace(signer, organization=line.text.rstrip(" ,"))
    return None


def _starts_signer(column: Sequence[Line], i: int, lines: Lines) -> bool:
    """Whether a line that could be a name is followed by a role of its own."""
    return i + 1 < len(column) and column[i + 1].paragraph == column[i].paragraph and lines.role(column[i + 1].text)[0] is not None
