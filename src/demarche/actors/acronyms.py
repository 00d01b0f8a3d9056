"""Acronyms that a text introduces: "the Southern African Customs Union (SACU)". In that text they stand for what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from demarche.actors.mentions import unknown
from demarche.knowledge.schema import Coreference
from demarche.records import Actor

IN_BRACKETS = re.compile(r"[(\[]\s?(?:the |or )?[\"“']?([A-Z][A-Za-z&.-]{1,9})[\"”']?\s?[)\]]")
WORD = re.compile(r"[^\W\d_][\w'’.-]*")
POSSESSIVE = re.compile(r"['’]s$")
BODIES = ("igo", "ngo", "company", "armed-group")
REACH = 90  # characters before the bracket in which the name stands


@dataclass(frozen=True)
class Introduced:
    """What an acronym stands for, where the text names that, and whether it has the letters."""

    actor: Actor
    start: int
    end: int
    spelled: bool


def introductions(text: str, named: Sequence[tuple[int, int, Actor]], words: Coreference) -> dict[str, Introduced]:
    """Each acronym whose letters the name before its bracket has, with its actor: a known one (`named`, with their places), or
    one that only the text knows; a known body may have others. The first introduction of an acronym counts; what is no actor
    ("the Paris Agreement") gives none.
    """
    ends = {end: (start, actor) for start, end, actor in named}
    found: dict[str, Introduced] = {}
    for bracket in IN_BRACKETS.finditer(text):
        acronym = bracket[1].strip(".-")
        before = POSSESSIVE.sub("", text[:bracket.start()].rstrip())
        capitals = sum(c.isupper() for c in acronym)
        name = spelled(before[-REACH:], acronym, words.unlettered) if capitals > 1 else None
        start, known = ends.get(len(before), (len(before), None))
        own = known is not None and known.kind in BODIES and capitals > 2  # "Apple (AAPL)": a body may have letters that are not its first
        if acronym in found or (name is None and not own) or (name is not None and noun_of(name, words.unlettered) in words.papers):
            continue
        if known is not None and known.kind != "person" and (name is None or start <= len(before) - len(name)):
            found[acronym] = Introduced(replace(known, aliases=tuple(dict.fromkeys((*known.aliases, acronym)))), start, len(before), name is not None)
        elif name is not None:
            found[acronym] = Introduced(unknown(" ".join(name.split()), aliases=[acronym]), len(before) - len(name), len(before), True)
    return found


def noun_of(name: str, small: Sequence[str]) -> str:
    """The noun of a name, in small letters and the singular as far as an s goes: "Plan of Action" is a plan.

    >>> noun_of("Sustainable Development Goals", ["of"]), noun_of("Joint Comprehensive Plan of Action", ["of"])
    ('goal', 'plan')
    """
    words = [word.lower() for word in name.split()]
    first = next((i for i, word in enumerate(words) if word in small and i), len(words))
    return words[first - 1].removesuffix("s")


def spelled(before: str, acronym: str, small: Sequence[str]) -> str | None:
    """The words at the end of a text whose first letters make an acronym: capitalised ones, small words between them do not count.

    >>> spelled("ministers of the Economic Community of West African States", "ECOWAS", ["of"])
    'Economic Community of West African States'
    >>> spelled("He met the party leader", "PL", ["of"]) is None
    True
    """
    letters = [c.lower() for c in acronym if c.isalpha()]
    words = list(WORD.finditer(before, before.rfind(". ") + 1))
    first = None
    for start in range(len(words) - 1, max(-1, len(words) - 13), -1):
        word = words[start][0]
        if word[:1].isupper() and word.lower() not in small and accounts([w[0] for w in words[start:]], letters, small):
            first = words[start].start()
    return before[first:].strip() if first is not None else None


def accounts(words: Sequence[str], letters: Sequence[str], small: Sequence[str]) -> bool:
    """Whether the letters of an acronym are, in order, first letters of all the words that count, or early letters of them."""
    left = list(letters)
    for place, word in enumerate(words):
        lower = word.lower()
        if not left:
            return False
        if lower in small and (lower[0] != left[0] or accounts(words[place + 1:], left, small)):
            continue
        if lower[0] != left[0] or not (word[0].isupper() or lower in small):
            return False
        left.pop(0)
        for letter in lower[1:3]:  # "Economic COmmunity": a word may give its second letter too
            if left and letter == left[0] and not any(w[0].lower() == letter for w in words[place + 1:] if w.lower() not in small):
                left.pop(0)
    return not left
