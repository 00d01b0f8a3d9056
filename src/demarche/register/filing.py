"""Filing: what of records and actors has columns of its own, by which it is found; and the hashes by which it is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from demarche.records import Actor, CodedDocument, Event, Measure, Signatory, Span, Vote, identity
from demarche.register.likeness import actor_key
from demarche.register.tellings import day_of, group_of, name

Values = dict[str, Any]


def digest(*parts: str | None) -> str:
    """A hash of what identifies something; an absent part differs from an empty one."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]


def records(coded: CodedDocument) -> Iterator[tuple[Event | Measure | Vote | Signatory, Values]]:
    """Every record, and what of it has a column."""
    for number, event in enumerate(coded.events):
        yield event, _row("event", number, event.id, event.sentence, event.code, event.status, event.confidence, day_of(event), _act(event))
    for number, measure in enumerate(coded.measures):
        yield measure, _row("measure", number, measure.id, measure.sentence, measure.kind, measure.status, measure.confidence, day_of(measure))
    for number, vote in enumerate(coded.votes):
        place = next(iter(vote.sentences), vote.motion)
        yield vote, _row("vote", number, vote.id, place, status=vote.result, day=day_of(vote), act=_act(vote))
    for number, one in enumerate(coded.signatories):
        yield one, _row("signatory", number, identity("signatory", one.span.start, one.name), one.span)


def _row(kind: str, number: int, id: str, place: Span | None, code: str | None = None, status: str | None = None, confidence: float | None = None,
         day: str | None = None, act: str | None = None) -> Values:
    """The row of a record, without its body."""
    start, end = (place.start, place.end) if place else (0, 0)
    return {"kind": kind, "number": number, "record": id, "code": code, "status": status, "confidence": confidence, "day": day, "act": act,
            "start": start, "end": end}


def _act(record: Event | Vote) -> str:
    """The id of the act that a record tells, as far as it alone says."""
    return name(group_of(record), day_of(record))


def participants(record: Event | Measure | Vote | Signatory) -> Iterator[tuple[str, Actor]]:
    """Who takes part in a record, and as what; signatories are names that no actor was found for."""
    if isinstance(record, Event | Measure):
        yield from (("source", actor) for actor in (record.sources if isinstance(record, Event) else record.imposers))
        yield from (("target", actor) for actor in record.targets)
    elif isinstance(record, Vote):
        yield from (("body", actor) for actor in (record.body,) if actor)
        yield from (("voter", voter.actor) for voter in record.voters)


def form_of(actor: Actor) -> Values:
    """The row of an actor as it is named here."""
    sectors, aliases = (msgspec.json.encode(names).decode() for names in (actor.sectors, actor.aliases))
    said = {"key": actor_key(actor), "name": actor.name, "kind": actor.kind, "country": actor.country, "sectors": sectors, "aliases": aliases}
    return {"fingerprint": digest(*said.values()), **said}
