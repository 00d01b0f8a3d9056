"""The dictionaries of Phoenix (Open Event Data Alliance, MIT): their lines, and what is a date or a person in them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

ROLE = re.compile(r"\[([A-Z]{3})(GOV|MIL)(?!LEG)[A-Z]*\s+([<>]?)(\d{6,8})(?:-(\d{6,8}))?\]")


def lines(path: Path) -> Iterator[str]:
    """The lines of a dictionary that say something."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.split("#")[0].rstrip()
        if text.strip():
            yield text


def month(digits: str) -> str | None:
    """A date of six or eight digits, to the month; none where it is no date.

    >>> month("051122"), month("19940922"), month("2004017")
    ('2005-11', '1994-09', None)
    """
    if len(digits) == 7:
        return None
    full = digits if len(digits) == 8 else ("19" if int(digits[:2]) > 30 else "20") + digits
    return f"{full[:4]}-{full[4:6]}" if "01" <= full[4:6] <= "12" else full[:4]


def stretch(mark: str, first: str, last: str | None) -> tuple[str | None, str | None]:
    """Two dates: ">050101" from then on, "<050101" until then.

    >>> stretch(">", "051122", None), stretch("", "19940922", "20040712")
    (('2005-11', None), ('1994-09', '2004-07'))
    """
    begin = month(first)
    return (None, begin) if mark == "<" else (begin, month(last) if last else None)


def person(name: str, titles: Container[str]) -> str | None:
    """A name as one writes it; none for what has a title, is a single word, or has a word that is no name."""
    words = [word for word in name.split("_") if word]
    if not 2 <= len(words) <= 4 or any(word.strip(".").lower() in titles or not re.fullmatch(r"[A-Z'.-]+", word) for word in words):
        return None
    if all(len(w) < 3 for w in words) or len(words[-1].strip(".")) == 1 or any(w.count(".") > 1 or re.match(r"V[^AEIOUY]|VV", w) for w in words):
        return None
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words)
