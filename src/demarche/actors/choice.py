"""Choice: which of its readings a name has here, by the day and by what else the document names.

A name with one reading has it. Of several, those that hold on the day come before those that do not; then counts what the
document says for each: the actor under a name that only it has, its cues (`ambiguous` in the actor files); then the files' order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from msgspec import structs

from demarche.actors.gazetteer import Match
from demarche.actors.mentions import Form, actor_of, unknown
from demarche.knowledge.days import within
from demarche.knowledge.entries import Ambiguity, Entry, Reading, Term
from demarche.knowledge.loader import Knowledge
from demarche.knowledge.names import NOBODY, RANK, Claim, NameKind, flat
from demarche.records import Actor, Via

VIA: dict[NameKind, Via] = {"metonym": "metonym", "official": "role", "part": "role"}
FORMS: dict[NameKind, Form] = {"official": "person", "adjective": "adjective", "demonym": "group"}
NAMED, CUE, MOST_CUES = 2, 1, 3  # what evidence weighs
CLEAR = 0.5  # by how much a name that needs evidence must be decided
DATED = 0.5  # that somebody surely held an office on the day, against who may have
PAST = -10  # what is over on the day, or has not begun


@dataclass(frozen=True)
class Evidence:
    """What a document says of its names: its day, the actors it surely names, those that speak, and its words."""

    day: str | None = None
    named: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()
    text: str = ""

    @cached_property
    def level(self) -> str:
        """The document in plain small letters, a space at each end."""
        return f" {' '.join(flat(self.text).lower().split())} "

    def has(self, word: str) -> bool:
        """Whether the document has a word or a phrase."""
        return f" {' '.join(flat(word).lower().split())} " in self.level


@dataclass(frozen=True)
class Meaning:
    """One reading of a name: the actor, how the name stands for it, and how much speaks for it.

    contested  many have such a name, and an owner in the text decides: "Brazil's Parliament"
    nothing    a longer name that is no actor: "the Geneva Conventions"
    """

    actor: Actor
    kind: NameKind
    score: float = 0.0
    entry: Entry | None = None
    terms: tuple[Term, ...] = ()
    contested: bool = False
    nothing: bool = False

    @property
    def form(self) -> Form:
        """The form of a mention that has this meaning."""
        return FORMS.get(self.kind, "name")


@dataclass(frozen=True, slots=True)
class Named:
    """Characters [start, end) of a text name an actor."""

    start: int
    end: int
    meaning: Meaning

    @property
    def actor(self) -> Actor:
        """The actor."""
        return self.meaning.actor

    @property
    def form(self) -> Form:
        """The form of the mention."""
        return self.meaning.form

    @property
    def entry(self) -> Entry | None:
        """The entry of the actor, where it has one."""
        return self.meaning.entry


class Chooser:
    """Weighs the readings of names.

    >>> chooser, moscow = Chooser(Knowledge.load()), Match(0, 6, "moscow", tuple(Knowledge.load().names["moscow"]))
    >>> [chooser.meanings(moscow, Evidence(day))[0].actor.name for day in ("1985", "2022")]
    ['Soviet Union', 'Russia']
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def evidence(self, matches: Iterable[Match], day: str | None, text: str, speakers: Sequence[Actor] = ()) -> Evidence:
        """What a document names beyond doubt: actors by names that only they have, with the states and bodies they belong to."""
        named: set[str] = set()
        for match in matches:
            if match.key not in self._knowledge.ambiguous and len(owners := {claim.entry for claim in match.claims}) == 1:
                named |= self._kin(self._knowledge.actors[next(iter(owners))])
        spoken = {i for s in speakers if s.id in self._knowledge.by_id for i in self._kin(self._knowledge.by_id[s.id])}
        return Evidence(day, frozenset(named | spoken), frozenset(spoken), text)

    def _kin(self, entry: Entry) -> set[str]:
        return {i for i in (entry.id, entry.parent, entry.country if entry.kind != "igo" else None) if i}

    def meanings(self, match: Match, evidence: Evidence) -> list[Meaning]:
        """All readings of a name, the likeliest first; none where the name needs evidence and has none."""
        rule = self._knowledge.ambiguous.get(match.key)
        found = self._known(match.claims, evidence, rule)
        if rule is None:
            return self._of_the_day(found, evidence.day)
        if rule.readings == [Reading()]:
            return [Meaning(unknown(match.key), "name", nothing=True)]
        found += [self._other(match, reading, evidence, order) for order, reading in enumerate(rule.readings) if reading.actor is None]
        found = self._of_the_day(found, evidence.day)
        if not rule.evidence:
            return found
        if not found or found[0].score < CUE - CLEAR or (len(found) > 1 and found[0].score - found[1].score < CLEAR):
            return []  # nothing speaks for anybody, or as much for two: what was spoken of last may tell
        return [replace(m, contested=True) for m in found]

    def _of_the_day(self, found: list[Meaning], day: str | None) -> list[Meaning]:
        """By score, without what is over, unless nothing else is meant; while the Soviet Union lasted, Moscow was its and not Russia's."""
        if len(found) < 2:
            return found
        after = {i for m in found if day and m.entry and m.kind != "official" and within(day, m.entry.since, m.entry.until) for i in m.entry.successors}
        found = [m for m in found if m.entry is None or m.kind == "official" or m.entry.id not in after]
        found.sort(key=lambda m: -m.score)
        now = [m for m in found if m.score > PAST / 2]
        return now or sorted(found, key=lambda m: m.actor.country is None)  # of a person without office the country is worth most

    def _known(self, claims: Sequence[Claim], evidence: Evidence, rule: Ambiguity | None) -> list[Meaning]:
        by_entry: dict[int, list[Claim]] = {}
        for claim in claims:
            if claim.entry != NOBODY:
                by_entry.setdefault(claim.entry, []).append(claim)
        found = []
        for number, own in by_entry.items():
            entry = self._knowledge.actors[number]
            reading = next((r for r in rule.readings if r.actor == entry.id), None) if rule else None
            order = rule.readings.index(reading) if rule and reading else 0
            score = self._weight(reading, entry, evidence) - 0.01 * order - 0.001 * RANK[own[0].kind]
            found.append(self._meaning(entry, own, evidence, score))
        return found

    def _meaning(self, entry: Entry, claims: Sequence[Claim], evidence: Evidence, score: float) -> Meaning:
        claim = next((c for c in claims if within(evidence.day, c.since, c.until)), claims[0])
        current = within(evidence.day, claim.since, claim.until)
        score += 0 if current else PAST
        body = self._knowledge.by_id.get(entry.acts_as or "")
        if body is not None and claim.kind != "official":
            return Meaning(structs.replace(actor_of(body, "role"), aliases=(*body.names, entry.name, *entry.names)), claim.kind, score, entry)
        if claim.kind == "official":
            terms = [self._knowledge.officials[c.term] for c in claims if c.kind == "official"]
            held = [term for term in terms if term.held(evidence.day)]
            score += DATED * any(term.since is not None for term in held)
            return Meaning(office_holder(body or entry, held[-1]) if held else private(entry, terms[-1]), "official", score, entry, tuple(held))
        actor = actor_of(entry, VIA.get(claim.kind, "name"))
        if claim.kind == "demonym":
            actor = people(entry.name, claim.form, entry.country)
        if claim.kind == "part" and claim.sector:
            actor = structs.replace(actor, sectors=(claim.sector,))
        return Meaning(actor, claim.kind, score, entry)

    def _other(self, match: Match, reading: Reading, evidence: Evidence, order: int) -> Meaning:
        """A reading that no entry has: a place in a country, a person, a thing."""
        form = match.claims[0].form
        return Meaning(unknown(form, kind=reading.kind or "other", country=reading.country), "name", self._weight(reading, None, evidence) - 0.01 * order)

    def _weight(self, reading: Reading | None, entry: Entry | None, evidence: Evidence) -> float:
        cues = sum(map(evidence.has, reading.cues)) if reading else 0
        if entry is None:
            return CUE * min(cues, MOST_CUES)
        return NAMED * (entry.id in evidence.named) + NAMED * (entry.id in evidence.speaking) + CUE * min(cues, MOST_CUES)


def office_holder(entry: Entry, term: Term) -> Actor:
    """The state or body for which a person speaks, the person among its names."""
    return structs.replace(actor_of(entry, "role"), aliases=(*entry.names, term.name))


def private(entry: Entry, term: Term) -> Actor:
    """A person who holds no office on the day: the office is lost, the country stays."""
    return unknown(term.name, kind="person", country=entry.country, aliases=term.names)


def people(state: str, name: str, country: str | None) -> Actor:
    """The people of a state, as a group."""
    return unknown(name, kind="group", country=country, aliases=[f"{state} people"], via="membership")
