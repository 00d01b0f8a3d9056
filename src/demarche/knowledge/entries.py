"""The form of the actor files: who is who, who held which office when, who belongs to which body, and which names mean several.

Every file under `actors/` has this one form; each may have any of its lists.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from demarche.knowledge.days import middle, within
from demarche.knowledge.schema import File, Form
from demarche.records import Kind

Iso3 = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
Slug = Annotated[str, Meta(pattern="^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$")]
Day = Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Former(Form, frozen=True, kw_only=True):
    """A name that an actor had: "Zaire", from 1971 to 1997."""

    name: str
    since: Day | None = None
    until: Day | None = None


class Entry(Form, frozen=True, kw_only=True):
    """An actor that is known by name.

    names        other names and acronyms; written in capitals (two to six letters) they match in capitals, from four letters on also as "Unesco"
    former       names that it had, with their dates
    adjectives   "Russian" in "Russian forces"; also the language of its people's names
    demonyms     nouns for its people: "Russians"
    metonyms     capitals and seats of power that stand for it: "Moscow", "the Kremlin"
    descriptors  what a text may call it once it is named: "UN agency", "bloc"
    organs       what belongs to it and speaks for it, in words that need its name: "governing body", "secretariat"
    parts        what belongs to it and speaks for it under a name of its own, by sector: the Bundestag, the IDF
    parent       the actor that it is an organ or a member body of
    acts_as      the body that acts where this organ does: what the Council of the EU decides the European Union has decided
    successors   what came after it
    status       of a state: its standing in the United Nations; note says what we say of it where that is not plain
    """

    id: Slug
    name: str
    kind: Kind
    names: list[str] = []
    former: list[Former] = []
    adjectives: list[str] = []
    demonyms: list[str] = []
    metonyms: list[str] = []
    descriptors: list[str] = []
    organs: list[str] = []
    parts: dict[str, list[str]] = {}
    country: Iso3 | None = None
    sectors: list[str] = []
    parent: Slug | None = None
    acts_as: Slug | None = None
    successors: list[Slug] = []
    since: Day | None = None
    until: Day | None = None
    status: Literal["member", "observer", "disputed", "dependent", "dissolved"] | None = None
    note: str | None = None


class Term(Form, frozen=True, kw_only=True):
    """A term of office: of which state or body, in which office, who, and when as far as is known.

    >>> Term(of="FRA", office="foreign minister", name="Alain Juppé", since="2011-02", until="2012-05").held("2011-07-01")
    True
    """

    of: Slug
    office: str
    name: str
    names: list[str] = []
    since: Day | None = None
    until: Day | None = None

    def held(self, day: str | None) -> bool:
        """Whether the office was held on a day; an end that is not known is open, and so is a day."""
        return within(day, self.since, self.until)

    def likely(self, day: str) -> bool:
        """Whether the office was held on a day if what happened in a year or month happened in its middle."""
        return (self.since is None or middle(self.since) <= middle(day)) and (self.until is None or middle(day) <= middle(self.until))


class Member(Form, frozen=True, kw_only=True):
    """A member of a body, and when."""

    id: Slug
    since: Day | None = None
    until: Day | None = None


class Membership(Form, frozen=True, kw_only=True):
    """Who belongs to a body; what says so where it is not its members: "permanent members"."""

    body: Slug
    members: list[Member]
    what: str = "members"


class Reading(Form, frozen=True, kw_only=True):
    """One thing that an ambiguous name may mean: an actor, or something that is none (a place in a country, a person, a bird).

    cues   words that speak for this reading where the document has them
    """

    actor: Slug | None = None
    country: Iso3 | None = None
    kind: Kind | None = None
    cues: list[str] = []


class Ambiguity(Form, frozen=True, kw_only=True):
    """A name with several meanings. The document decides; without evidence the first reading is taken, or none if `evidence` is needed."""

    name: str
    readings: list[Reading]
    evidence: bool = False


class Role(Form, frozen=True, kw_only=True):
    """A noun that makes an actor of a country or a body: "troops", "foreign minister", "protesters".

    stands   "organ": "Russian troops" are Russia; "group": "Russian workers" are a group of Russia, named as the text does;
             "nation": "the people of Chad" are Chad, but "people" alone are a group; "members": "NATO allies" are NATO, by membership
    sole     whose the office is where nobody else has one: the Pope's
    means    the offices that it may name, where they have other names: a "premier" is a prime minister
    """

    noun: str
    stands: Literal["organ", "group", "nation", "members"]
    kind: Kind | None = None
    sector: str | None = None
    sole: Slug | None = None
    means: list[str] = []


class Actors(File, frozen=True, kw_only=True):
    """A file of actors: what stands in any list of it is joined with the other files."""

    actors: list[Entry] = []
    officials: list[Term] = []
    memberships: list[Membership] = []
    ambiguous: list[Ambiguity] = []
    roles: list[Role] = []
