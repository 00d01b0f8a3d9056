"""What the linter checks of actors and roles: codes, dates, parents, and names that two of them claim without a rule that decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import simplemma

from demarche.knowledge.contents import Content
from demarche.knowledge.days import before, on_calendar
from demarche.knowledge.entries import Ambiguity, Entry
from demarche.knowledge.names import is_acronym, key_of


@dataclass(frozen=True, slots=True)
class Answer:
    """A name that an entry answers to, and when."""

    path: Path
    owner: str
    name: str
    since: str | None
    until: str | None

    def meets(self, other: Answer) -> bool:
        """Whether both hold at some time; where one ends in the month in which the other begins, they do not."""
        return before(self.since, other.until) and before(other.since, self.until)


def check_entries(content: Content) -> None:
    """Ids, codes, parents, dates and names of all actors."""
    ids = Counter(entry.id for _, entry in content.actors)
    parents = {entry.id: entry.parent for _, entry in content.actors}
    below = {entry.id: entry for path, entry in content.actors if path not in content.over}
    for path, entry in content.actors:
        known = below.get(entry.id)
        if path in content.over and known is not None and (entry.kind != known.kind or key_of(entry.name) not in map(key_of, (known.name, *known.names))):
            content.report(path, f"{entry.id}: this is {known.name} ({known.kind}), and the file says {entry.name} ({entry.kind})")
    reported: set[str] = set()
    for path, entry in content.actors:
        problems = [*codes(entry, content), *dates(entry), *family(entry, parents), *repeats(entry), *words(entry)]
        if ids[entry.id] > 1 and entry.id not in reported:
            reported.add(entry.id)
            problems.append(f"{ids[entry.id]} entries have this id")
        for problem in problems:
            content.report(path, f"{entry.id}: {problem}")
    shared(content)


def codes(entry: Entry, content: Content) -> Iterator[str]:
    """Codes of countries and sectors that nobody knows."""
    known = content.countries.known()
    if entry.kind == "state" and entry.id.isupper() and entry.id not in known:
        yield f"the id of a state is its code of ISO 3166-1, and '{entry.id}' is none"
    if entry.country is not None and entry.country not in known:
        yield f"the country '{entry.country}' is no code of ISO 3166-1"
    for sector in (*entry.sectors, *entry.parts):
        if sector not in content.rules.sectors:
            yield f"the sector '{sector}' is not one of PLOVER's"


def dates(entry: Entry) -> Iterator[str]:
    """Days that no calendar has, and ends before their beginnings."""
    for name, since, until in [(entry.name, entry.since, entry.until), *((f.name, f.since, f.until) for f in entry.former)]:
        yield from stretch(name, since, until)


def stretch(what: str, since: str | None, until: str | None) -> Iterator[str]:
    """What is wrong with a beginning and an end."""
    for day in (since, until):
        if day is not None and not on_calendar(day):
            yield f"{what}: '{day}' is no date"
    if since and until and before(until, since):
        yield f"{what}: until {until} lies before since {since}"


def family(entry: Entry, parents: dict[str, str | None]) -> Iterator[str]:
    """A parent that is not there, or an actor that is its own forebear."""
    if entry.parent is not None and entry.parent not in parents:
        yield f"its parent '{entry.parent}' is no actor"
    if entry.acts_as is not None and entry.acts_as not in parents:
        yield f"the body '{entry.acts_as}' that it acts as is no actor"
    for successor in entry.successors:
        if successor not in parents:
            yield f"its successor '{successor}' is no actor"
    above, seen = parents.get(entry.id), set[str]()
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    if entry.id in seen:
        yield "it is its own parent, directly or through others"


def repeats(entry: Entry) -> Iterator[str]:
    """What stands twice in one entry."""
    for form in ("adjectives", "demonyms", "metonyms", "descriptors", "organs"):
        for name, count in Counter(getattr(entry, form)).items():
            if count > 1:
                yield f"{form}: '{name}' stands {count} times"
    for name, count in Counter([entry.name, *entry.names]).items():
        if count > 1:
            yield f"names: '{name}' stands {count} times"


def words(entry: Entry) -> Iterator[str]:
    """Names that are none, and words in small letters that running English has."""
    for name in answers(entry):
        if not name.lstrip("'’‘")[:1].isalnum() or name != name.strip():
            yield f"'{name}' does not look like a name"
        if name.islower() and simplemma.is_known(name, lang="en"):
            yield f"the name '{name}' is a common English word"


def answers(entry: Entry) -> list[str]:
    """Every name that text is searched for, adjectives left out."""
    return [entry.name, *entry.names, *(f.name for f in entry.former), *(p for parts in entry.parts.values() for p in parts), *entry.metonyms, *entry.demonyms]


def shared(content: Content) -> None:
    """Names that two entries claim at one time, and no rule decides: a text that has them would have two readings."""
    answering: dict[str, list[Answer]] = defaultdict(list)
    for path, entry in content.actors:
        for name in (entry.name, *entry.names, *entry.metonyms, *(p for parts in entry.parts.values() for p in parts)):
            answering[key_of(name)].append(Answer(path, entry.id, name, entry.since, entry.until))
        for former in entry.former:
            answering[key_of(former.name)].append(Answer(path, entry.id, former.name, former.since, former.until))
    after = {entry.id: set(entry.successors) for _, entry in content.actors}
    decided = {key_of(rule.name): {reading.actor for reading in rule.readings} for _, rule in content.ambiguous}
    for key, rivals in answering.items():
        if key not in decided and common(rivals[0].name, content.rules.safe):
            content.report(rivals[0].path, f"{rivals[0].owner}: the name '{rivals[0].name}' is a common English word, and no rule decides")
        first_by_owner: dict[str, Answer] = {}
        for claim in rivals:
            rival = next((c for owner, c in first_by_owner.items() if owner != claim.owner and c.meets(claim)), None)
            new = claim.owner not in first_by_owner
            first_by_owner.setdefault(claim.owner, claim)
            if rival is None or not new or rival.owner in after[claim.owner] or claim.owner in after[rival.owner]:
                continue  # between a state and what came after it the day decides
            if not {rival.owner, claim.owner} <= decided.get(key, set()):
                content.report(claim.path, f"{claim.owner}: the name '{claim.name}' is claimed by {rival.owner} too ({rival.path.name}), and no rule decides")
    for path, rule in content.ambiguous:
        for cue in mute(rule, {*answering, *decided}):
            content.report(path, f"{rule.name}: the cue '{cue}' is a name of its own that holds this one: where it stands it is found, and says nothing")
        for problem in rules(rule, {answer.owner for answer in answering.get(key_of(rule.name), ())}, set(after)):
            content.report(path, f"{rule.name}: {problem}")


def common(name: str, safe: Sequence[str]) -> bool:
    """Whether a name is one capitalised word that English has in small letters too, and is not said to be safe."""
    if not (name[:1].isupper() and name.isalpha()) or is_acronym(name) or name in safe:
        return False
    return simplemma.is_known(name.lower(), lang="en") and simplemma.lemmatize(name.lower(), lang="en").islower()  # the dictionary has "Bujumbura" too


def mute(rule: Ambiguity, names: set[str]) -> Iterator[str]:
    """Cues for what is no actor that hold the name itself and are known names: "Lake Chad" says nothing of Chad."""
    for reading in rule.readings:
        for cue in reading.cues if reading.actor is None and not rule.evidence else ():
            if key_of(cue) in names and f" {key_of(rule.name)} " in f" {key_of(cue)} " and key_of(cue) != key_of(rule.name):
                yield cue


def rules(rule: Ambiguity, owners: set[str], actors: set[str]) -> Iterator[str]:
    """Rules that decide nothing, speak of nobody, or forget who has the name."""
    if len(rule.readings) < 2 and not rule.evidence and rule.readings[0].actor is not None:
        yield "one reading is nothing to decide"
    for reading in rule.readings:
        if reading.actor is not None and reading.actor not in actors:
            yield f"'{reading.actor}' is no actor"
    for owner in owners - {reading.actor for reading in rule.readings}:
        yield f"{owner} has this name too, and no reading says so"


def check_roles(content: Content) -> None:
    """Role nouns that stand twice, and sectors that nobody knows."""
    nouns = Counter(role.noun.casefold() for _, role in content.roles)
    for path, role in content.roles:
        if role.sector is not None and role.sector not in content.rules.sectors:
            content.report(path, f"{role.noun}: the sector '{role.sector}' is not one of PLOVER's")
    for noun, path in {role.noun.casefold(): path for path, role in content.roles}.items():
        if nouns[noun] > 1:
            content.report(path, f"the role '{noun}' stands {nouns[noun]} times")
