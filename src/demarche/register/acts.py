"""Acts: what was done, once each, with every text that tells it; where they contradict each other, the best supported first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations
from typing import Generic

import msgspec

from demarche.records import Actor, Event, Measure, Vote, identity
from demarche.register.clocks import compatible, interval, precision
from demarche.register.facts import R, Witness
from demarche.register.likeness import numbers
from demarche.register.merging import Cluster, merged
from demarche.register.tellings import STAGES, Telling, name, telling

OPTIONS = ("for", "against", "abstain", "absent")


class Account(msgspec.Struct, frozen=True, gc=False):
    """What some witnesses say of one field: the value, and their keys, best first."""

    value: str
    witnesses: tuple[str, ...]


class Contradiction(msgspec.Struct, frozen=True, gc=False):
    """A field that is told differently: "date", "status", "result", "until", "for", "against", "abstain" or "absent"; the best supported account first."""

    field: str
    accounts: tuple[Account, ...]


class Act(msgspec.Struct, Generic[R], frozen=True, gc=False):
    """An act, with its witnesses.

    id              a hash of its code, its actors and its day (of an act without a date: without a day). It stays as witnesses are added, and changes
                    where one tells the day more exactly or for the first time, where a second act of the same day and actors is told of another object
                    (one of the two keeps the id), and with a reviewer's split or merge. What must last names witnesses, not acts.
    code            of an event; the kind of a measure; "vote"
    sources         who acts: sources, imposers, the body that votes; targets at whom: as the best witness names them
    date            the best supported, the more exact first where one lies within the other; None where none is told. `dates`: all that are told
    status          the best supported: of an event or measure its status, of a vote its result
    witnesses       best first: more sources, higher confidence, earlier published, then the hash of the text
    contradictions  the fields that are told differently
    grounds         (key of a witness, why it is one of this act), in the order of the witnesses
    """

    id: str
    code: str
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    date: str | None
    dates: tuple[Account, ...]
    status: str | None
    witnesses: tuple[Witness[R], ...]
    contradictions: tuple[Contradiction, ...]
    grounds: tuple[tuple[str, str], ...]

    @property
    def best(self) -> R:
        """The record of the best witness."""
        return self.witnesses[0].record

    @property
    def why(self) -> str:
        """Why these witnesses are one act, for people: a line for the act, two for each witness, one for each contradiction."""
        texts = len({w.text for w in self.witnesses})
        who = f"{names(self.sources)} → {names(self.targets)}" if self.targets else names(self.sources)
        lines = [f"{self.code}, {who}, {self.date or 'no date told'}: {len(self.witnesses)} witness{'es' if len(self.witnesses) > 1 else ''} in "
                 f"{texts} text{'s' if texts > 1 else ''}{', with the same code and actors' if len(self.witnesses) > 1 else ''}"]
        for witness, (key, ground) in zip(self.witnesses, self.grounds, strict=True):
            lines += [f"  {key} {ground}", f"    “{witness.sentence}” {witness.place}".rstrip()]
        lines += [f"  {c.field} is told differently: " + "; ".join(f"{a.value} by {', '.join(a.witnesses)}" for a in c.accounts) for c in self.contradictions]
        return "\n".join(lines)


def acts(witnesses: Iterable[Witness[R]], apart: Iterable[Collection[str]] = (), together: Iterable[Collection[str]] = ()) -> tuple[Act[R], ...]:
    """The acts that the witnesses tell of, in the order of their days, those without a date last; the order of the witnesses does not matter.

    Tellings are one act where they have the same code (of measures: kind and stage), the same sources and targets, and compatible dates, and speak of
    the same object, content or motion, as far as they name one. One without a date joins the act nearest before its publication, if it was published
    while that was news (14 days; measures 30; that a measure was imposed, or a vote with these counts, is told for ever); else those that are dated
    no better. Votes are of one body, with the same counts or motion.

    apart, together   decisions of reviewers: each a set of keys of witnesses. Those of a set of `apart` are merged with none but each other;
                      the acts of those of a set of `together` are one act, which goes before `apart`.

    Raises D113 where a date of a record or source is none.
    """
    return of([telling(w) for w in witnesses], apart, together)


def of(tellings: Iterable[Telling[R]], apart: Iterable[Collection[str]] = (), together: Iterable[Collection[str]] = ()) -> tuple[Act[R], ...]:
    """The acts of tellings that are grouped or dated in another way than `acts` does."""
    named: defaultdict[str, list[Cluster[R]]] = defaultdict(list)
    for cluster in merged(tellings, apart, together):
        named[name(cluster.founders[0].group, cluster.date)].append(cluster)
    found = []
    for base, clusters in named.items():
        clusters.sort(key=lambda c: c.first)
        found += [_act(base if i == 0 else identity(base, cluster.first), cluster) for i, cluster in enumerate(clusters)]
    return tuple(sorted(found, key=lambda act: (act.date is None, act.date or "", act.code, act.id)))


def rank(witness: Witness[R]) -> tuple[int, float, str, str, str]:
    """What orders witnesses, best first: more sources, higher confidence, earlier published, then the hash of the text."""
    confidence = getattr(witness.record, "confidence", 1.0)
    return -len(witness.sources), -confidence, witness.published or "9999", witness.text, witness.record.id


def accounts(told: Iterable[tuple[str, Witness[R]]]) -> tuple[Account, ...]:
    """What is told, with those who tell it, best first: by the number of sources of their texts, then by the best witness."""
    by_value: defaultdict[str, list[Witness[R]]] = defaultdict(list)
    for value, witness in told:
        by_value[value].append(witness)
    for witnesses in by_value.values():
        if len(witnesses) > 1:
            witnesses.sort(key=rank)
    found = [Account(value, tuple(w.key for w in witnesses)) for value, witnesses in by_value.items()]
    return tuple(found if len(found) < 2 else sorted(found, key=lambda a: (-support(by_value[a.value]), rank(by_value[a.value][0]), a.value)))


def support(witnesses: Iterable[Witness[R]]) -> int:
    """How many sources the texts of the witnesses have; a text that tells it twice counts once."""
    return sum({w.text: max(1, len(w.sources)) for w in witnesses}.values())


def names(actors: Iterable[Actor]) -> str:
    """Actors as a person reads them."""
    return ", ".join(a.name for a in actors) or "nobody named"


def _act(id: str, cluster: Cluster[R]) -> Act[R]:
    tellings = sorted(cluster.members, key=lambda t: rank(t.witness))
    witnesses = tuple(t.witness for t in tellings)
    dates = _dates(tellings)
    code, sources, targets = _who(witnesses[0].record)
    found = [*([Contradiction("date", dates)] if _differ(dates) else []), *_contradictions(witnesses)]
    status = accounts((value, w) for w in witnesses if (value := _status(w.record)) is not None)
    return Act(id, code, sources, targets, dates[0].value if dates else None, dates, status[0].value if status else None, witnesses, tuple(found),
               tuple((w.key, cluster.grounds[w.key]) for w in witnesses))


def _dates(tellings: Sequence[Telling[R]]) -> tuple[Account, ...]:
    """The told dates, best supported first; a month supports the days in it, and a day goes before its month."""
    told = [(t.date, t.witness) for t in tellings if t.date is not None]
    if len({value for value, _ in told}) < 2:
        return accounts(told)
    support_of = {value: support(w for other, w in told if interval(value).within(interval(other))) for value, _ in told}
    return tuple(sorted(accounts(told), key=lambda a: (-support_of[a.value], precision(a.value))))


def _differ(dates: Iterable[Account]) -> bool:
    return any(not compatible(one.value, other.value) for one, other in combinations(dates, 2))


def _contradictions(witnesses: Sequence[Witness[R]]) -> list[Contradiction]:
    """The fields, other than the date, of which the witnesses say different things."""
    found: list[Contradiction] = []
    if len(witnesses) == 1:
        return found
    for field, value in FIELDS:
        told = accounts((text, w) for w in witnesses if (text := value(w.record)) is not None)
        plain = {STAGES.get(a.value, a.value) for a in told} if field == "status" else {a.value for a in told}
        if len(plain) > 1 and not (field == "until" and not _differ(told)):
            found.append(Contradiction(field, told))
    return found


def _status(record: Event | Measure | Vote) -> str | None:
    return record.result if isinstance(record, Vote) else record.status


def until(record: Event | Measure | Vote) -> str | None:
    """The last day that a record gives a measure."""
    if isinstance(record, Vote):
        return None
    told = [p.date.value for p in record.provisions if p.kind == "until" and p.date]
    return max(told, key=lambda value: (interval(value).last, value), default=None)


def _count(place: int) -> Callable[[Event | Measure | Vote], str | None]:
    def count(record: Event | Measure | Vote) -> str | None:
        number = numbers(record.counts)[place] if isinstance(record, Vote) else None
        return None if number is None else str(number)

    return count


FIELDS: tuple[tuple[str, Callable[[Event | Measure | Vote], str | None]], ...] = (
    ("status", lambda record: None if isinstance(record, Vote) else record.status),
    ("result", lambda record: record.result if isinstance(record, Vote) else None),
    ("until", until),
    *((option, _count(i)) for i, option in enumerate(OPTIONS)),
)


def _who(record: Event | Measure | Vote) -> tuple[str, tuple[Actor, ...], tuple[Actor, ...]]:
    """The code, sources and targets of a record."""
    if isinstance(record, Event):
        return record.code, record.sources, record.targets
    if isinstance(record, Measure):
        return record.kind, record.imposers, record.targets
    return "vote", (record.body,) if record.body else (), ()
