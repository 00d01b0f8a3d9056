"""Names as they are compared, and what each may stand for.

A name is compared by its key: small letters without accents, with single spaces for all that is no letter or digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from demarche.knowledge.entries import Ambiguity, Entry, Term

NameKind = Literal["name", "former", "part", "metonym", "official", "adjective", "demonym"]
RANK: dict[NameKind, int] = {"name": 0, "former": 1, "part": 2, "metonym": 3, "official": 4, "adjective": 5, "demonym": 6}
NOBODY = -1  # whose a name is that means no actor: "Latin America"
MARK = "\x01"
SURE: tuple[NameKind, ...] = ("former", "part", "metonym")  # which an ambiguous name stays, though a rule lists it
COMMON = "’‘“”–—…•\u00a0"
OTHER = re.compile(r"[^\x00-\x7f]")
SPACES = str.maketrans({i: " " for i in range(128) if not (chr(i).isalnum() or chr(i) == "+")})  # OPEC+ is another body than OPEC
LETTERS = str.maketrans({"ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "þ": "t",
                         "Þ": "T", "ð": "d", "Ð": "D", "ə": "e", "Ə": "E", "ŋ": "n"})


class Claim(Struct, frozen=True, array_like=True, gc=False):
    """That a name may stand for an actor: as it is written, which sort of name, of which entry; of a part its sector, of an official the term.

    Entry and term are numbers in the lists of the knowledge; a term of -1 is none.
    """

    form: str
    kind: NameKind
    entry: int
    term: int = -1
    sector: str | None = None
    since: str | None = None
    until: str | None = None


@lru_cache(maxsize=1 << 14)
def plain_letter(letter: str) -> str:
    """A character that is not ASCII as one that is: a letter without its accent, a space for what is no letter, `MARK` for what
    does not show (accents written after their letter, soft hyphens, joiners). Letters of other scripts stay, in small.

    >>> plain_letter("É"), plain_letter("’"), plain_letter("Ж")
    ('E', ' ', 'ж')
    """
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return MARK
    base = unicodedata.normalize("NFKD", letter.translate(LETTERS))[0]
    return (base if base.isascii() else base.lower()[0]) if base.isalnum() else " "


def plain_letters(text: str) -> str:
    """A text of the same length in plain letters, its punctuation as it is.

    >>> plain_letters("Côte d’Ivoire")
    'Cote d Ivoire'
    """
    if text.isascii():
        return text
    for mark in COMMON:  # the few that most texts have, much faster than one by one
        text = text.replace(mark, " ")
    return text if text.isascii() else OTHER.sub(lambda found: plain_letter(found[0]), text)


def flat(text: str) -> str:
    """A text of the same length in which names are compared: plain letters in their case, spaces for all that is no letter or digit.

    >>> flat("the U.S. and Côte d’Ivoire")
    'the U S  and Cote d Ivoire'
    """
    return plain_letters(text).translate(SPACES)


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Small letters without accents, punctuation as it is, but quotes and dashes of one sort.

    >>> folded("Côte d’Ivoire")
    "cote d'ivoire"
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", re.sub("[‐‑–−]", "-", re.sub("[’‘`´]", "'", text.translate(LETTERS))))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def key_of(name: str) -> str:
    """A name as it is looked up.

    >>> key_of("Côte d’Ivoire"), key_of("U.N.")
    ('cote d ivoire', 'u n')
    """
    return " ".join(plain_letters(name).replace(MARK, "").translate(SPACES).lower().split())


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym, to be matched in its capitals: "WHO", "U.S.".

    >>> is_acronym("WHO"), is_acronym("Chad")
    (True, False)
    """
    letters = re.sub(r"[^A-Za-z]", "", name)
    return 2 <= len(letters) <= 6 and letters.isupper() and " " not in name


def claims(actors: Sequence[Entry], officials: Iterable[Term], ambiguous: Iterable[Ambiguity] = ()) -> dict[str, list[Claim]]:
    """Every name by its key, with what it may stand for: names before parts, seats, officials, adjectives, people. An ambiguous
    name is one of each actor that it may mean."""
    found: dict[str, list[Claim]] = {}
    numbers: dict[str, int] = {}
    for number, entry in enumerate(actors):
        numbers[entry.id] = number
        for claim in claims_of(entry, number):
            add(found, claim)
    for rule in ambiguous:
        if all(reading.actor is None for reading in rule.readings):
            add(found, Claim(rule.name, "name", NOBODY))
        for reading in rule.readings:
            if reading.actor in numbers:
                entry = actors[numbers[reading.actor]]
                add(found, Claim(rule.name, "name", numbers[reading.actor], since=entry.since, until=entry.until))
    for number, term in enumerate(officials):
        for form in (term.name, *term.names):
            if term.of in numbers:
                add(found, Claim(form, "official", numbers[term.of], number, None, term.since, term.until))
    return {key: sorted(each, key=lambda c: RANK[c.kind]) for key, each in found.items() if key}


def claims_of(entry: Entry, number: int) -> Iterator[Claim]:
    """The names of one entry, those of its officials left out."""
    for form in (entry.name, *entry.names):
        yield Claim(form, "name", number, since=entry.since, until=entry.until)
    for former in entry.former:
        yield Claim(former.name, "former", number, since=former.since, until=former.until)
    for sector, parts in entry.parts.items():
        for form in parts:
            yield Claim(form, "part", number, sector=sector)
    forms: tuple[tuple[NameKind, list[str]], ...] = (("metonym", entry.metonyms), ("adjective", entry.adjectives), ("demonym", entry.demonyms))
    for kind, names in forms:
        for form in names:
            yield Claim(form, kind, number, since=entry.since, until=entry.until)


def add(found: dict[str, list[Claim]], claim: Claim) -> None:
    """Keep a claim; of several of one entry only the first in rank, but every term of office."""
    known = found.setdefault(key_of(claim.form), [])
    for i, other in enumerate(known):
        if other.entry == claim.entry and "official" not in (other.kind, claim.kind):
            if RANK[claim.kind] < RANK[other.kind] and other.kind not in SURE:
                known[i] = claim
            return
    known.append(claim)


def searched(names: Mapping[str, list[Claim]]) -> list[tuple[str, str]]:
    """The forms in which a text is searched for names, in small letters, each with the key that it means."""
    return sorted({(form, key) for key, found in names.items() for claim in found for form in {key, *written(claim.form)}})


def written(form: str) -> Iterator[str]:
    """The ways in which the points and commas of a name leave spaces: "F. W. de Klerk", "F.W. de Klerk", "F W de Klerk".

    >>> sorted(set(written("St. Kitts")))
    ['st  kitts', 'st kitts']
    """
    for variant in (form, form.replace(". ", "."), form.replace(".", "")):
        yield flat(variant).strip().lower()
