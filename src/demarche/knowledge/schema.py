"""The forms of the knowledge files: what may stand in each, checked when it is loaded."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from demarche.records import Code, Kind, MeasureKind

Iso3 = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
Slug = Annotated[str, Meta(pattern="^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$")]
Day = Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of all forms: a key that no form knows is an error."""


class File(Form):
    """The head of every knowledge file."""

    about: str
    licence: str
    source: str


class Official(Form):
    """A person who speaks for an actor, with the dates of the office where they are sure."""

    name: str
    role: str | None = None
    since: Day | None = None
    until: Day | None = None


class Entry(Form):
    """An actor that is known by name.

    names        other names and acronyms; written in capitals (two to six letters) they match only in capitals
    adjectives   "Russian" in "Russian forces"; also the language of its people's names
    demonyms     nouns for its people: "Russians"
    metonyms     capitals and seats of power that stand for it: "Moscow", "the Kremlin"
    descriptors  what a text may call it once it is named: "UN agency", "bloc"
    organs       what belongs to it and speaks for it, "governing body", "secretariat"
    parent       the actor that it is an organ or a member body of
    """

    id: Slug
    name: str
    kind: Kind
    names: list[str] = []
    adjectives: list[str] = []
    demonyms: list[str] = []
    metonyms: list[str] = []
    descriptors: list[str] = []
    organs: list[str] = []
    officials: list[Official] = []
    country: Iso3 | None = None
    sectors: list[str] = []
    parent: Slug | None = None
    since: Day | None = None
    until: Day | None = None


class Actors(File):
    """A file of actors."""

    actors: list[Entry]


class Role(Form):
    """A noun that makes an actor of a country or a body: "troops", "foreign minister", "protesters".

    stands   "organ": "Russian troops" are Russia; "group": "Russian workers" are a group of Russia, named as the text does
    """

    noun: str
    stands: Literal["organ", "group", "person"]
    kind: Kind | None = None
    sector: str | None = None


class Roles(File):
    """The role nouns."""

    roles: list[Role]


Slot = Annotated[str, Meta(pattern="^[a-z-]+$")]


class Predicate(Form):
    """A way in which a text tells an act. Exactly one of verb, noun, adjective, modal is given: its lemma.

    object     the act needs one of these nouns as its object (as its subject in the passive): "impose" + "sanctions"
    particle   the verb's particle: "call off"
    prep       the act needs a phrase with one of these prepositions
    adverb     the act needs one of these adverbs or adjectives
    copula     the noun tells the act only as a predicate: "is a violation of"
    source     where the source stands, first that is found; the default is the subject ("by" where it is passive), for a
               noun its possessor or "by"
    target     where the target stands, first that is found
    content    where what is demanded, promised, threatened or praised stands: comp, obj, clause, or a preposition
    bare       the act is told also where no target is found
    reciprocal the parties act together: subject and "with" are all sources, and there is no target
    """

    verb: str | None = None
    noun: str | None = None
    adjective: str | None = None
    modal: str | None = None
    object: list[str] = []
    particle: str | None = None
    prep: list[str] = []
    adverb: list[str] = []
    copula: bool = False
    source: list[Slot] = []
    target: list[Slot] = []
    content: Slot | None = None
    bare: bool = False
    reciprocal: bool = False
    code: Code | None = None
    mode: str | None = None
    cameo: str | None = None
    measure: MeasureKind | None = None
    example: str | None = None


class Predicates(File):
    """The predicates of one code."""

    code: Code
    predicates: list[Predicate]


class Root(Form):
    """An event type of the codebook."""

    code: Code
    meaning: str
    quad: Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]
    weight: float
    cameo: str
    modes: list[str] = []
    future: Code | None = None


class Codebook(File):
    """The event types, and what a promise, a threat or a plan makes of them."""

    name: str
    version: str
    roots: list[Root]
