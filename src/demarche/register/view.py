"""A view: what the register knew at a moment, with what reviewers had decided by then.

It fetches no more witnesses than an answer needs. An act needs all that are told of the same code and actors, a chain all measures of
its imposer and target, with the events beside them: those that they rest on, those that may meet their conditions, and denials.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any, Literal, Unpack, overload

from demarche.records import Actor, Event, Measure, MeasureKind, Vote
from demarche.register import log
from demarche.register.acts import Act, acts
from demarche.register.chains import Chain, chains, relations_of
from demarche.register.facts import R, Witness
from demarche.register.ids import Named
from demarche.register.likeness import actor_key, actor_keys
from demarche.register.recalling import Asked
from demarche.register.reviews import Decided, Subject, kind_of, reviewed
from demarche.register.store import Store
from demarche.register.tallies import recounted

Kind = Literal["event", "measure", "vote"]
Keys = list[frozenset[str]]
Place = tuple[str, Kind, str, str]
WHO = {  # the fields by which records are found
    "event": ("sources", "targets", "code", "mode", "status"), "measure": ("imposers", "targets", "kind"), "vote": ("body", "voters"),
}
FEW = 20  # actors whose events are fetched one by one; of more, the events of all


class View:
    """The register at a moment."""

    def __init__(self, store: Store, known_on: str) -> None:
        self.store, self.known_on = store, known_on
        self._coded: dict[Place, Witness[Any]] = {}

    @cached_property
    def decided(self) -> Decided:
        """What reviewers had decided."""
        return log.decided(self.store, self.known_on)

    @overload
    def witnesses(self, kind: Literal["event"], **asked: Unpack[Asked]) -> list[Witness[Event]]: ...
    @overload
    def witnesses(self, kind: Literal["measure"], **asked: Unpack[Asked]) -> list[Witness[Measure]]: ...
    @overload
    def witnesses(self, kind: Literal["vote"], **asked: Unpack[Asked]) -> list[Witness[Vote]]: ...
    def witnesses(self, kind: Kind, **asked: Unpack[Asked]) -> list[Any]:
        """What `Store.witnesses` gives, as reviewers left it, and beside it all in whose place a reviewer has put others or joined some."""
        found: list[Any] = self.store.witnesses(kind, self.known_on, **asked)
        moved = self._moved(kind)
        if moved and asked:
            found += self.store.witnesses(kind, self.known_on, texts=moved)
            for joined in self._joined(self.decided.together, found):
                told = [one.record for w in joined for one in (w, *reviewed([w], self.decided))]
                for code, key in sorted({(_code(r), key) for r in told for key in sorted(participants(r))[:1] or (None,)}, key=str):
                    found += self.store.witnesses(kind, self.known_on, actor=key, code=code)
        found = distinct(found)
        if not self.decided.judged:
            return found
        self._coded.update((place(w), w) for w in found)
        return [recounted(after, witness) for witness in found for after in reviewed([witness], self.decided)]

    def events(self, source: str | None = None, target: str | None = None, code: str | None = None) -> list[Act[Event]]:
        """The events of a source, at a target, with a code."""
        told = self.witnesses("event", **_asked(source, target), **({"code": code} if code else {}))
        found = self._acts(told)
        return [act for act in found if any((source is None or source in actor_keys(w.record.sources)) and (target is None or target in actor_keys(
            w.record.targets)) and code in (None, w.record.code) for w in act.witnesses)]

    def votes(self, body: str | None = None, voter: str | None = None) -> list[Act[Vote]]:
        """The votes of a body; those in which an actor is named as a voter."""
        if voter is not None:  # other texts of the same vote need not name it
            bodies = {actor_key(w.record.body) if w.record.body else None for w in self.witnesses("vote", actor=voter, role="voter")}
            told = [w for one in sorted(bodies, key=str) for w in self.witnesses("vote", **({"actor": one, "role": "body"} if one else {}))]
        else:
            told = self.witnesses("vote", **({"actor": body, "role": "body"} if body else {}))
        return [act for act in self._acts(distinct(told)) if any(
            _is(body, w.record.body) and (voter is None or voter in {actor_key(v.actor) for v in w.record.voters}) for w in act.witnesses)]

    def chains(self, target: str | None = None, by: str | None = None, kind: MeasureKind | None = None) -> list[Chain]:
        """The measures at a target, by an imposer, of a kind."""
        found = self.witnesses("measure", **_asked(by, target), **({"code": kind} if kind else {}))
        told = [w for w in found if (target is None or target in actor_keys(w.record.targets)) and (by is None or by in actor_keys(w.record.imposers))
                and kind in (None, w.record.kind)]
        beside = distinct([*self._own(told), *self._awaited(told, target), *self._denied(told, target, by)])
        made = chains(told, beside, *self._groups([*told, *beside]))
        return [chain for chain in made if _is(target, chain.target) and _is(by, chain.imposer)]

    def named(self, id: str) -> Iterator[Chain | Act[Event] | Act[Vote]]:
        """What an id, or the beginning of one, can name, with others of the same actors; nothing that only a reviewer's decision has named so."""
        found, relations = self.store.named(id)
        for by, at, kind in sorted({*relations, *(one for w in self._told("measure", found) for one in relations_of(w.record))}, key=str):
            yield from self.chains(at, by, kind)
        for body in sorted({one(w.record.body) for w in self._told("vote", found)}, key=str):
            yield from self.votes(body)
        for source, target, code in sorted({(one(*w.record.sources), one(*w.record.targets), w.record.code) for w in self._told("event", found)}, key=str):
            yield from self.events(source, target, code)

    def all(self) -> Iterator[Chain | Act[Event] | Act[Vote]]:
        """All chains, votes and events."""
        yield from self.chains()
        yield from self.votes()
        yield from self.events()

    def _told(self, kind: Kind, found: Iterable[Named]) -> list[Witness[Any]]:
        """The witnesses of a kind that some records are."""
        names = [(each.text, each.record) for each in found if each.kind == kind]
        return self.witnesses(kind, texts={text for text, _ in names}, records={name for _, name in names}) if names else []

    def _own(self, measures: Iterable[Witness[Measure]]) -> list[Witness[Event]]:
        """The events on which measures rest."""
        told = [(w.text, name) for w in measures for name in w.record.events]
        return self.witnesses("event", texts={text for text, _ in told}, records={name for _, name in told}) if told else []

    def _awaited(self, measures: Iterable[Witness[Measure]], target: str | None) -> Iterator[Witness[Event]]:
        """The events that may meet a condition of measures: those of its code in which an actor takes part whom it names, or else the target."""
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for measure in measures:
            for condition in (p.condition for p in measure.record.provisions if p.kind == "until" and p.condition):
                named = actor_keys(condition.actors)
                wanted[condition.event] |= {min(named)} if named else {target} if target else actor_keys(measure.record.targets)
        for code, keys in sorted(wanted.items()):
            if len(keys) > FEW:
                yield from self.witnesses("event", code=code)
            else:
                for key in sorted(keys):
                    yield from self.witnesses("event", code=code, actor=key)

    def _denied(self, measures: Collection[Witness[Measure]], target: str | None, by: str | None) -> list[Witness[Event]]:
        """What is denied of an imposer at a target."""
        if not measures:
            return []
        asked: Asked = {"status": "denied", **_asked(by, target)}
        return [w for w in self.witnesses("event", **asked) if w.record.status == "denied"]

    def _acts(self, told: list[Witness[R]]) -> tuple[Act[R], ...]:
        return acts(told, *self._groups(told))

    def _groups(self, told: Iterable[Witness[Any]]) -> tuple[Keys, Keys]:
        """The decisions to split and to merge, as sets of the keys of these witnesses."""
        if not (self.decided.apart or self.decided.together):
            return [], []
        witnesses = [self._coded.get(place(w), w) for w in told]  # a decision names them as they were coded
        return tuple([frozenset(w.key for w in joined) for joined in self._joined(groups, witnesses)]
                     for groups in (self.decided.apart, self.decided.together))  # type: ignore[return-value]

    def _joined(self, groups: Iterable[tuple[Subject, ...]], witnesses: Iterable[Witness[Any]]) -> Iterator[list[Witness[Any]]]:
        """For each group of subjects, the witnesses that they are."""
        by_text: defaultdict[str, list[Witness[Any]]] = defaultdict(list)
        for witness in witnesses:
            for text in {witness.text, *(text for text, _ in witness.copies)}:
                by_text[text].append(witness)
        for subjects in groups:
            found = distinct([w for subject in subjects for w in by_text[subject.text] if subject.means(w)])
            if found:
                yield found

    def _moved(self, kind: Kind) -> list[str]:
        """The texts in which a reviewer has corrected by what a record of this kind is found, or has joined one with another."""
        corrected = {s.text for entry in self.decided.judged if entry.verb == "correct" and entry.change.keys() & set(WHO[kind])
                     for s in entry.subjects if s.kind == kind}
        joined = {s.text for subjects in self.decided.together for s in subjects if s.kind == kind}
        return sorted(corrected | joined)


def distinct(witnesses: Iterable[Witness[R]]) -> list[Witness[R]]:
    """The witnesses, each once."""
    return list({place(w): w for w in witnesses}.values())


def place(witness: Witness[Any]) -> Place:
    """What names a record of one reading of a text; two readings that are current may give it the same id."""
    return witness.text, kind_of(witness.record), witness.record.id, witness.recorded


def participants(record: Event | Measure | Vote) -> frozenset[str]:
    """The keys of those who act in a record, and at whom."""
    if isinstance(record, Vote):
        return actor_keys([record.body] if record.body else [])
    return actor_keys((*(record.sources if isinstance(record, Event) else record.imposers), *record.targets))


def one(*actors: Actor | None) -> str | None:
    """The key of one of some actors, by which what they did is found; None of nobody."""
    return min((actor_key(actor) for actor in actors if actor), default=None)


def _code(record: Event | Measure | Vote) -> str | None:
    return record.code if isinstance(record, Event) else record.kind if isinstance(record, Measure) else None


def _is(key: str | None, actor: Actor | None) -> bool:
    """Whether an actor has the key that is asked for, if one is."""
    return key is None or (actor is not None and actor_key(actor) == key)


def _asked(source: str | None, target: str | None) -> Asked:
    """By whom witnesses are found: at whom it is done, which names fewer, else who does it."""
    return {"actor": target, "role": "target"} if target else {"actor": source, "role": "source"} if source else {}
