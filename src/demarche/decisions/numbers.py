"""Numbers as texts write them: "42", "1,024", "forty-two", "one hundred and four"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def number(words: Sequence[str], first: int, names: Mapping[str, int]) -> tuple[int, int] | None:
    """The number that begins at a word (in small letters), and the index after it; None where there is none.

    >>> number(["forty", "-", "two", "votes"], 0, {"forty": 40, "two": 2})
    (42, 3)
    """
    if DIGITS.fullmatch(words[first]):
        return int(words[first].replace(",", "")), first + 1
    total, group, i, end = 0, 0, first, first
    last = 1_000_000
    while i < len(words):
        value = _value(words[i], names)
        if value is None:
            if not (end == i and i > first and _joins(words, i, last, names)):
                break
            i += 1
            continue
        if value >= 100:
            if value == 100 and 0 < group < 100:
                group, last = group * 100, 100
            elif value > 100 and group > 0 and total == 0:
                total, group, last = group * value, 0, value
            else:
                break
        elif last > value and not (last < 20) and (last >= 100 or value < 10):
            group, last = group + value, value
        else:
            break
        i, end = i + 1, i + 1
    return (total + group, end) if end > first else None


def _value(word: str, names: Mapping[str, int]) -> int | None:
    """The value of one word: "forty" or, written as one word, "forty-two"."""
    if word in names:
        return names[word]
    tens, dash, unit = word.partition("-")
    return names[tens] + names[unit] if dash and tens in names and unit in names and names[tens] in range(20, 100) and names[unit] < 10 else None


def _joins(words: Sequence[str], i: int, last: int, names: Mapping[str, int]) -> bool:
    """Whether a word only joins the parts of a number: the hyphen of "forty-two", the "and" of "one hundred and two"."""
    following = names.get(words[i + 1]) if i + 1 < len(words) else None
    if following is None:
        return False
    if words[i] in ("-", "‑"):
        return 20 <= last < 100 and following < 10
    return words[i] == "and" and 100 <= last < 1_000_000 and following < 100
