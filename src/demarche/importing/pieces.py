"""What the importers share: what they fill, and how names become ids and dates become ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from demarche.knowledge.days import on_calendar
from demarche.knowledge.entries import Day, Entry, Iso3, Membership, Slug, Term
from demarche.knowledge.loader import FOLDER, Knowledge, load_file
from demarche.knowledge.names import key_of
from demarche.knowledge.schema import File, Form
from demarche.records import Kind

CODE = re.compile("[A-Z]{3}")
DATE = re.compile(r"[+]?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class FollowTheMoneyWords(Form, frozen=True, kw_only=True):
    """Schemata of FollowTheMoney by our kinds, and its topics by our sectors."""

    kinds: dict[str, Kind]
    topics: dict[str, str]
    topic_kinds: dict[str, Kind]


class PopoloWords(Form, frozen=True, kw_only=True):
    """Words in a classification of Popolo, by our kinds and sectors."""

    kinds: dict[str, Kind]
    sectors: dict[str, str]


class WikidataWords(Form, frozen=True, kw_only=True):
    """Classes of Wikidata (values of P31) by our kinds."""

    kinds: dict[str, Kind]


class Crosswalks(File, frozen=True, kw_only=True):
    """The form of importing.yaml; `alpha2` gives ISO 3166-1's codes of three letters for those of two."""

    alpha2: dict[str, Iso3]
    ftm: FollowTheMoneyWords
    popolo: PopoloWords
    wikidata: WikidataWords


@cache
def crosswalks() -> Crosswalks:
    """The tables of importing.yaml, read once."""
    return load_file(FOLDER / "importing.yaml", Crosswalks)


@cache
def shipped() -> Knowledge:
    """The actors that ship."""
    return Knowledge.load()


def fits(slug: Slug, name: str) -> bool:
    """Whether an id is free, or that of an actor that ships with this name: then the import adds to it."""
    known = shipped().by_id.get(slug)
    return known is None or any(shipped().actors[claim.entry] is known for claim in shipped().names.get(key_of(name), ()) if claim.entry >= 0)


@dataclass
class Imported:
    """What an import gives: actors, terms of office, memberships; and what it left out, by reason."""

    source: str
    form: str
    actors: list[Entry] = field(default_factory=list)
    officials: list[Term] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)

    def state_id(self, code: str | None) -> Slug | None:
        """A code of three capitals as the id of a state, if no other actor of this import has it."""
        if code is None or code in self.ids or not CODE.fullmatch(code):
            return None
        self.ids.add(code)
        return code

    def new_id(self, name: str) -> Slug:
        """A slug for a name that no other actor of this import has, and no actor that ships but one of this name."""
        slug = base = re.sub(r"[^a-z0-9]+", "-", key_of(name)).strip("-") or "actor"
        number = 2
        while slug in self.ids or not fits(slug, name):
            slug, number = f"{base}-{number}", number + 1
        self.ids.add(slug)
        return slug


def office_of(title: str, owner: str) -> str:
    """The office of a title in small letters, without whose it is: "President of Albania" is president; "Minister of Finance" stays."""
    office, _, whose = title.lower().rpartition(" of ")
    key = key_of(whose.removeprefix("the "))
    return office if office and (key == key_of(owner) or key in shipped().names) else title.lower()


def day_of(value: str | None) -> Day | None:
    """A date as ours, at its precision; nothing where it is none.

    >>> day_of("2012-00-00"), day_of("+2012-05-07T00:00:00Z"), day_of("about 1990")
    ('2012', '2012-05-07', None)
    """
    found = DATE.match(value or "")
    if found is None:
        return None
    year, month, day = found.groups()
    parts = [year, *([month] if month and "01" <= month <= "12" else [])]
    if len(parts) == 2 and day and on_calendar(f"{year}-{month}-{day}"):
        parts.append(day)
    return "-".join(parts)


def first(values: Iterable[str]) -> str | None:
    """The first of some values."""
    return next(iter(values), None)


def others(name: str, values: Iterable[str]) -> list[str]:
    """Other names, each once: those that begin with a letter or digit and hold more than one."""
    found = dict.fromkeys(" ".join(value.split()) for value in values if isinstance(value, str))
    return [value for value in found if value != name and value[:1].isalnum() and len(value) > 1]


def country_of(codes: Iterable[str]) -> Iso3 | None:
    """The country of some codes of two or three letters: the one there is, nothing where there are several."""
    table = crosswalks().alpha2
    found = {table.get(code.upper()) or (code.upper() if CODE.fullmatch(code.upper()) else None) for code in codes} - {None}
    return found.pop() if len(found) == 1 else None
