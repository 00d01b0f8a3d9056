"""Datelines: the lines in which a document says where and when it was made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from demarche.reading.dates import found, one_of, written
from demarche.reading.patterns import patterns

LONGEST = 300
PLACE = r"(?P<place>[^\W\d_][^\d;:|]{1,70}?)"
DASH = r"(?:\s*[–—]|\s+--?(?=\s)|\s*:(?=\s))"
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Shapes:
    """The shapes of a dateline. `alone` to `opened` take a whole line, `run_in` opens the first sentence."""

    whole: tuple[re.Pattern[str], ...]
    run_in: re.Pattern[str]
    release: re.Pattern[str]


@cache
def _shapes() -> Shapes:
    words, date = patterns(), written()
    releases, keys = one_of(words.releases), one_of(words.fields["published"])
    number = r"(?:[\s,(]+(?:no\.?\s*)?[\w/]{0,20}\d[\w/.-]{0,20})??"
    whole = (
        rf"[(\[]?{date}[)\]]?",
        rf"{PLACE}(?:,\s*|\s*[–—|/]\s*|\s+-\s+|\s*[(\[]|\s+){date}[)\]]?\.?",
        rf"{date}\s*(?:,|[–—|/]|\s-)\s*{PLACE}",
        rf"(?:{keys})\s*[:–—-]?\s*(?:on\s+)?{date}",
        rf"(?:{releases}){number}\W{{0,5}}{date}[)\]]?",
        rf"(?:{one_of(words.openings)})\b.{{0,160}}?\s{date}\.?",
    )
    return Shapes(
        whole=tuple(re.compile(shape, re.IGNORECASE) for shape in whole),
        run_in=re.compile(rf"{PLACE}(?:,\s*|\s*[(\[]){date}[)\]]?\s*(?:\([^()]{{1,40}}\)|/[^/]{{1,30}}/)?{DASH}", re.IGNORECASE),
        release=re.compile(rf"(?:{releases})\b{number}\W{{0,5}}(?:{date}[)\]]?)?", re.IGNORECASE),
    )


def read(line: str) -> str | None:
    """The date of a dateline as ISO; None where the line is none or gives no full date.

    >>> read("GENEVA, 23 March 2022 (ILO News) – The Governing Body decided today")
    '2022-03-23'
    >>> read("In Geneva they met on 23 March 2022.")
    """
    match = _whole(line) or _shapes().run_in.match(line[:LONGEST])
    return found(match) if match and _placed(match) else None


def whole(line: str) -> bool:
    """Whether the line is a dateline and nothing else."""
    return _whole(line) is not None


def release(line: str) -> bool:
    """Whether the line only says that this is a release, with or without its number and date.

    >>> release("PRESS RELEASE 21/2022, 7 April 2022"), release("Press releases are rare")
    (True, False)
    """
    return _shapes().release.fullmatch(line[:LONGEST]) is not None


def _whole(line: str) -> re.Match[str] | None:
    if len(line) > LONGEST:
        return None
    matches = (shape.fullmatch(line) for shape in _shapes().whole)
    return next((match for match in matches if match and _placed(match)), None)


def _placed(match: re.Match[str]) -> bool:
    """Whether the place in a match is a name: a few capitalised words, none of them a word of dates or releases."""
    place = match.groupdict().get("place")
    if place is None:
        return True
    words, names = patterns(), WORD.findall(place)
    months = {name for names in words.months for name in names}
    barred = ({*words.kinds, *words.weekdays, *words.openers} | months) - set(words.joiners)
    return 1 <= len(names) <= 8 and names[-1].lower() not in words.joiners and all(
        name.lower() not in barred and (name[0].isupper() or name in words.joiners) for name in names)
