"""Filing: what of records and actors has columns of its own, by which it is found; and the hashes by which it is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from demarche.records import Actor, CodedDocument, Event, Measure, Signatory, Span, Vote, identity, spans
from demarche.register.likeness import actor_key
from demarche.register.tellings import day_of, group_of, name

Values = dict[str, Any]
SAID = ("url", "title", "publisher", "published", "language")  # of a document, beside its id
FIELDS = {"event": "events", "measure": "measures", "vote": "votes", "signatory": "signatories"}  # of a coded document, by the kind of record
DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(form) for kind, form in (("event", Event), ("measure", Measure), ("vote", Vote), ("signatory", Signatory))}


def digest(*parts: str | None) -> str:
    """A hash of what identifies something; an absent part differs from an empty one."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]


def place_of(sha256: str, said: Mapping[str, str | None]) -> str:
    """What a document is known by: its text with its name and URL; where it has neither, with all that is said of it."""
    known = said["name"], said["url"]
    return digest(sha256, *(known if any(known) else said.values()))


def fingerprint(events: Sequence[Any], measures: Sequence[Any], votes: Sequence[Any], signatories: Sequence[Any], warnings: Any) -> str:
    """A hash of the records and warnings of a coding: of structs, or of the JSON that is stored of them (`msgspec.Raw`)."""
    return hashlib.sha256(msgspec.json.encode((events, measures, votes, signatories, warnings))).hexdigest()


def read(kind: str, body: str, content: str) -> Any:
    """The record in a body, of which every span stands in the text. Raises one of `faults.UNREADABLE`."""
    found = DECODERS[kind].decode(body)
    for span in spans(found):
        span.verify(content)
    return found


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
    return {"fingerprint": form_hash(said), **said}


def form_hash(said: Mapping[str, Any]) -> str:
    """The hash of an actor as it is named: of its key, name, kind, country, sectors and aliases."""
    return digest(*(said[name] for name in ("key", "name", "kind", "country", "sectors", "aliases")))
