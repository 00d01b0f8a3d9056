"""What the linter checks of actors and roles: codes, dates, parents, and names that two of them claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import simplemma

from demarche.knowledge.contents import Content
from demarche.knowledge.schema import Entry, Official


@dataclass(frozen=True, slots=True)
class Claim:
    """A name that an entry answers to, and when."""

    path: Path
    owner: str
    name: str
    since: str | None
    until: str | None

    def meets(self, other: Claim) -> bool:
        """Whether both hold at some time; where one ends in the month in which the other begins, they do not."""
        return before(self.since, other.until) and before(other.since, self.until)


def before(first: str | None, second: str | None) -> bool:
    """Whether one date lies before another, as far as both are precise; an open end lies before and after everything.

    >>> before("2014-09", "2015"), before("2014-09", "2014"), before(None, "2014")
    (True, False, True)
    """
    if first is None or second is None:
        return True
    size = min(len(first), len(second))
    return first[:size] < second[:size]


def check_entries(content: Content) -> None:
    """Ids, codes, parents, dates and names of all actors."""
    ids = Counter(entry.id for _, entry in content.entries)
    parents = {entry.id: entry.parent for _, entry in content.entries}
    reported: set[str] = set()
    for path, entry in content.entries:
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
    for sector in entry.sectors:
        if sector not in content.rules.sectors:
            yield f"the sector '{sector}' is not one of PLOVER's"


def dates(entry: Entry) -> Iterator[str]:
    """Days that no calendar has, and ends before their beginnings."""
    for who, since, until in [(entry.name, entry.since, entry.until), *((o.name, o.since, o.until) for o in entry.officials)]:
        for day in (since, until):
            if day is not None and not on_calendar(day):
                yield f"{who}: '{day}' is no date"
        if since and until and before(until, since):
            yield f"{who}: until {until} lies before since {since}"


def on_calendar(day: str) -> bool:
    """Whether a date of any precision exists.

    >>> on_calendar("2024-02"), on_calendar("2024-13"), on_calendar("2023-02-29")
    (True, False, False)
    """
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4:] if len(day) < 10 else day)
    except ValueError:
        return False
    return True


def family(entry: Entry, parents: dict[str, str | None]) -> Iterator[str]:
    """A parent that is not there, or an actor that is its own forebear."""
    if entry.parent is not None and entry.parent not in parents:
        yield f"its parent '{entry.parent}' is no actor"
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
    for official, count in Counter(entry.officials).items():
        if count > 1:
            yield f"officials: '{official.name}' stands {count} times with the same office"


def words(entry: Entry) -> Iterator[str]:
    """Names that are none, and words in small letters that running English has."""
    for name in answers(entry):
        if not name.lstrip("'’‘")[:1].isalnum() or name != name.strip():
            yield f"'{name}' does not look like a name"
        if name.islower() and simplemma.is_known(name, lang="en"):
            yield f"the name '{name}' is a common English word"


def answers(entry: Entry) -> list[str]:
    """Every name that text is searched for, adjectives left out."""
    return [entry.name, *entry.names, *entry.metonyms, *entry.demonyms, *(o.name for o in entry.officials)]


def shared(content: Content) -> None:
    """Names that two entries claim at one time: a text that has them would have two readings."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for path, entry in content.entries:
        for name in (entry.name, *entry.names, *entry.metonyms):
            claims[name.casefold()].append(Claim(path, entry.id, name, entry.since, entry.until))
        for official in entry.officials:
            claims[official.name.casefold()].append(office(path, entry, official))
    for rivals in claims.values():
        first_by_owner: dict[str, Claim] = {}
        for claim in rivals:
            rival = next((c for owner, c in first_by_owner.items() if owner != claim.owner and c.meets(claim)), None)
            if rival is not None and claim.owner not in first_by_owner:
                content.report(claim.path, f"{claim.owner}: the name '{claim.name}' is claimed by {rival.owner} too ({rival.path.name})")
            first_by_owner.setdefault(claim.owner, claim)


def office(path: Path, entry: Entry, official: Official) -> Claim:
    """An official's name, for the time of the office."""
    return Claim(path, entry.id, official.name, official.since or entry.since, official.until or entry.until)


def check_roles(content: Content) -> None:
    """Role nouns that stand twice, and sectors that nobody knows."""
    nouns = Counter(role.noun.casefold() for _, role in content.roles)
    for path, role in content.roles:
        if role.sector is not None and role.sector not in content.rules.sectors:
            content.report(path, f"{role.noun}: the sector '{role.sector}' is not one of PLOVER's")
    for noun, path in {role.noun.casefold(): path for path, role in content.roles}.items():
        if nouns[noun] > 1:
            content.report(path, f"the role '{noun}' stands {nouns[noun]} times")
