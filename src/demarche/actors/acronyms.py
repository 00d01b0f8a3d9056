"""Acronyms that a text introduces: "the Southern African Customs Union (SACU)". From there on they stand for what they were said to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from demarche.actors.mentions import unknown
from demarche.records import Actor

IN_BRACKETS = re.compile(r"[(\[]\s?(?:the |or )?[\"“']?([A-Z][A-Za-z&.-]{1,9})[\"”']?\s?[)\]]")
WORD = re.compile(r"[^\W\d_][\w'’.-]*")
BODIES = ("igo", "ngo", "company", "armed-group", "other")
REACH = 90  # characters before the bracket in which the name stands
POSSESSIVE = re.compile(r"['’]s$")
SMALL = {"of", "and", "the", "for", "in", "on", "de", "des", "du", "la", "le", "et", "y", "del", "e", "da", "do", "to", "against", "with"}


@dataclass(frozen=True)
class Introduced:
    """What an acronym stands for, and where the text names that; whether it has the first letters of it."""

    actor: Actor
    start: int
    end: int
    spelled: bool


def introductions(text: str, named: Sequence[tuple[int, int, Actor]]) -> dict[str, Introduced]:
    """Each acronym with its actor: one that is named right before the bracket, else the words whose first letters it has.

    `named` are the known names of the text with their places.

    >>> introductions("the Ruritanian Customs Union (RCU) met", [])["RCU"].actor.name
    'Ruritanian Customs Union'
    """
    ends = {end: (start, actor) for start, end, actor in named}
    found: dict[str, Introduced] = {}
    for bracket in IN_BRACKETS.finditer(text):
        acronym = bracket[1].strip(".-")
        if sum(c.isupper() for c in acronym) < 2 or acronym in found:
            continue
        before = POSSESSIVE.sub("", text[:bracket.start()].rstrip())
        start, known = ends.get(len(before), (0, None))
        name = spelled(before[-REACH:], acronym)
        shown = len(before)
        whole = name is None or len(name) <= shown - start
        if known is not None and known.kind != "person" and whole and (known.kind in BODIES or name is not None):
            found[acronym] = Introduced(replace(known, aliases=tuple(dict.fromkeys((*known.aliases, acronym)))), start, shown, name is not None)
        elif name is not None:
            found[acronym] = Introduced(unknown(" ".join(name.split()), aliases=[acronym]), shown - len(name), shown, True)
    return found


def spelled(before: str, acronym: str) -> str | None:
    """The words at the end of a text whose first letters make an acronym: capitalised ones, small words between them do not count.

    >>> spelled("ministers of the Economic Community of West African States", "ECOWAS")
    'Economic Community of West African States'
    >>> spelled("He met the party leader", "PL") is None
    True
    """
    letters = [c.lower() for c in acronym if c.isalpha()]
    words = list(WORD.finditer(before, before.rfind(". ") + 1))
    first = None
    for start in range(len(words) - 1, max(-1, len(words) - 13), -1):
        if words[start][0][:1].isupper() and words[start][0].lower() not in SMALL and accounts([w[0] for w in words[start:]], letters):
            first = words[start].start()
    return before[first:].strip() if first is not None else None


def accounts(words: Sequence[str], letters: Sequence[str]) -> bool:
    """Whether the letters of an acronym are, in order, first letters of all the words that count, or early letters of them."""
    left = list(letters)
    for place, word in enumerate(words):
        small = word.lower()
        if not left:
            return False
        if small in SMALL and (small[0] != left[0] or accounts(words[place + 1:], left)):
            continue
        if small[0] != left[0] or not (word[0].isupper() or small in SMALL):
            return False
        left.pop(0)
        for letter in small[1:3]:  # "Economic COmmunity": a word may give its second letter too
            if left and letter == left[0] and not any(w[0].lower() == letter for w in words[place + 1:] if w.lower() not in SMALL):
                left.pop(0)
    return not left
