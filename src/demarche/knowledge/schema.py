"""The forms of the knowledge files: what may stand in each, checked when it is loaded."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from demarche.records import MeasureKind


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base of all forms: a key that no form knows is an error; what is empty is not written."""


class File(Form, frozen=True, kw_only=True):
    """The head of every knowledge file."""

    about: str
    licence: str
    source: str


class Coreference(Form, frozen=True, kw_only=True):
    """Words that point back, and nouns that any actor may be called by."""

    speaker: list[str]
    thing: list[str]
    person: list[str]
    several: list[str]
    definite: list[str]
    documents: list[str]
    laws: list[str]
    sides: list[str]
    states: list[str]
    bodies: list[str]
    parts: list[str]
    past: list[str]
    links: list[str]
    unlettered: list[str]
    papers: list[str]


class Speech(Form, frozen=True, kw_only=True):
    """Verbs of saying, prepositions of attribution, and words in the names of newsrooms."""

    verbs: list[str]
    prepositions: list[str]
    news: list[str]


class Modals(Form, frozen=True, kw_only=True):
    """Auxiliaries by what they make of an act."""

    considered: list[str]
    future: list[str]
    demand: list[str]


class Wrappers(Form, frozen=True, kw_only=True):
    """Words above an act that change its status; `deciding` are the verbs of a lead-in whose list says what is decided."""

    transparent: list[str]
    deciding: list[str]
    considered: list[str]
    considered_nouns: list[str]
    considered_adjectives: list[str]
    denied: list[str]
    modals: Modals
    suppositions: list[str]
    factive: list[str]


class ProvisionWords(Form, frozen=True, kw_only=True, rename={"if_": "if", "except_": "except"}):
    """Words that open a provision, by its kind; `licensed` an exemption that is kept whole, `numbered` a basis if its instrument has a number.

    lasting, stretches, further   prepositions and other words of a period: "for a further period of six months"
    """

    until: list[str]
    lasting: list[str]
    stretches: list[str]
    further: list[str]
    unless: list[str]
    if_: list[str]
    except_: list[str]
    licensed: list[str]
    basis: list[str]
    numbered: list[str]
    instruments: list[str]


class KindWords(Form, frozen=True, kw_only=True):
    """The words by which a measure's object tells its kind."""

    kind: MeasureKind
    words: list[str]


class MeasureWords(Form, frozen=True, kw_only=True):
    """Kinds of measures by their words, and verbs by the status that they give; what tells that a part of one is lifted, by its place."""

    kinds: list[KindWords]
    threatened: list[str]
    extended: list[str]
    eased: list[str]
    paused: list[str]
    lifted: list[str]
    partly: list[str]
    share: list[str]
    partial: list[str]
    standing: list[str]


class LanguageWords(Form, frozen=True, kw_only=True):
    """What tells English from other languages: its commonest words, and the least share of them that a text has; the words that a verb follows."""

    common: list[str]
    infinitive: list[str]
    least: float
    least_of_few: float


class Lemmas(Form, frozen=True, kw_only=True):
    """Irregular forms by word class."""

    verb: dict[str, str]
    noun: dict[str, str]

Shift = tuple[str, int]


class DatePatterns(Form, frozen=True, kw_only=True):
    """The words of dates; months and weekdays in their order, with their short forms. Tuples, so that a grammar is built once for each.

    days, shifts, small   words and what they count: "yesterday" -1, "last" -1, "two" 2
    before_month, before_year   what makes a date of a month or a number that stands alone
    bounds     prepositions whose date limits an act; coming: after which a date lies ahead
    parts      "early", "end": the date is the whole that they are a part of
    whole      after these, "last week" is a stretch of time
    """

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    days: tuple[Shift, ...]
    units: tuple[Literal["day", "week", "month", "year"], ...]
    shifts: tuple[Shift, ...]
    small: tuple[Shift, ...]
    before_month: tuple[str, ...]
    before_year: tuple[str, ...]
    bounds: tuple[str, ...]
    coming: tuple[str, ...]
    parts: tuple[str, ...]
    whole: tuple[str, ...]


class SignaturePatterns(Form, frozen=True, kw_only=True):
    """What tells a signature from a list, a heading or a sentence, in small letters.

    roles      nouns that head a role; organisations: words that show a line to name a body
    closings   what stands above signatures: "Sincerely,", "Signed:"
    offices    places that are signed under, and the role of who signs there
    endings    how lines begin that may follow the signatures; labels: how lines begin above people who do not sign
    """

    roles: tuple[str, ...]
    organisations: tuple[str, ...]
    closings: tuple[str, ...]
    offices: dict[str, str]
    particles: tuple[str, ...]
    suffixes: tuple[str, ...]
    titles: tuple[str, ...]
    endings: tuple[str, ...]
    labels: tuple[str, ...]


class VotePatterns(Form, frozen=True, kw_only=True):
    """The words of votes, in small letters; lemmas where a verb or noun may bend.

    numbers      number words; nothing: words for zero before an option
    options      phrases that tell how was voted; after_vote: those that tell it only after "voted"; stances: verbs that tell it of their subject
    vote, ballots  verbs and nouns of voting; voters: words between a number and its option ("42 *of the members* in favour")
    numbered, measured   words before and after a number that is no count: "resolution 12", "12 days"
    bodies       nouns of what decides by vote; motions: nouns of what is voted on; drafts: those that a member can veto
    adopt, reject, fail   verbs of the result; decide: verbs whose clause is what was decided; swapped: those that name the winning number first
    modals, doubts, hypothetical   marks of a vote that has not been held; repeated: of votes in general; another: of a different vote
    elections    words of elections, polls, prizes and sports, whose votes are no decisions
    judged, comment  adjectives and verbs by which a text speaks of a vote as held
    composition, seats, generic, origins   how seats and the groups of voters are told
    special      words of a majority that is not a simple one
    """

    numbers: dict[str, int]
    nothing: list[str]
    options: dict[Literal["for", "against", "abstain", "absent"], list[str]]
    after_vote: dict[Literal["for", "against"], list[str]]
    stances: dict[str, Literal["for", "against", "abstain"]]
    vote: list[str]
    ballots: list[str]
    voters: list[str]
    bodies: list[str]
    numbered: list[str]
    measured: list[str]
    motions: list[str]
    drafts: list[str]
    adopt: list[str]
    reject: list[str]
    fail: list[str]
    swapped: list[str]
    decide: list[str]
    unanimous: list[str]
    methods: dict[Literal["recorded", "roll-call", "show-of-hands", "secret", "consensus", "acclamation"], list[str]]
    modals: list[str]
    doubts: list[str]
    hypothetical: list[str]
    repeated: list[str]
    another: list[str]
    elections: list[str]
    judged: list[str]
    comment: list[str]
    including: list[str]
    composition: list[str]
    origins: list[str]
    seats: list[str]
    generic: list[str]
    special: list[str]
