"""Annotations: what reviewers accepted, as gold documents by which a coder is scored (docs/evaluating).

A document is exported once one of its records was judged. What was accepted or corrected is required, what was rejected is left out. What
nobody has judged is neither asked for nor counted as wrong: events and measures are not required; votes, of which gold cannot say
so, are left out. Signatories, which are not reviewed, are as they were coded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from demarche.errors import DemarcheError
from demarche.evaluating.gold import GoldActor, GoldEvent, GoldGroup, GoldMeasure, GoldSignatory, GoldVote, GoldVoter
from demarche.records import Actor, CodedDocument, Date, Event, Measure, Provision, Span, Vote
from demarche.register.log import KINDS, decided
from demarche.register.reviews import Decision, amended, kind_of
from demarche.register.store import Store

DESCRIBED = ("url", "title", "publisher", "published")
Judgements = dict[tuple[str, str, str], list[Decision]]  # by kind, text and id of a record
R = TypeVar("R", Event, Measure, Vote)


def export(store: Store, folder: str | Path) -> list[Path]:
    """Write a gold file for each document of which a record was judged, named by the hash of its text; gives their paths.

    Raises D729 where the folder has gold files already, D116 where it cannot be written.
    """
    place, written = Path(folder), []
    if any(place.glob("*.json")):
        raise DemarcheError("D729", folder=folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        for sha256, gold in golds(store, store.latest()):
            path = place / f"{sha256[:12]}.json"
            path.write_bytes(msgspec.json.format(msgspec.json.encode(gold), indent=1))
            written.append(path)
    except OSError as error:
        raise DemarcheError("D116", path=error.filename or place, reason=error.strerror) from error
    return written


def golds(store: Store, known_on: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The hash of each judged text, and its gold document."""
    judgements, texts = _judged(store, known_on)
    for sha256 in sorted(texts):
        held = store.document(sha256, known_on)
        if held is not None and held.readings:
            yield sha256, gold([reading.coded for reading in held.readings], held.content, judgements)


def gold(readings: Sequence[CodedDocument], text: str, judgements: Judgements) -> dict[str, Any]:
    """The gold document of a text: all that its readings tell, described as the first describes it, with what was decided."""
    described, sha256 = readings[0].document, readings[0].document.text_sha256
    told_events, told_measures, told_votes, told_signatories = (
        _told(getattr(coded, kind) for coded in readings) for kind in ("events", "measures", "votes", "signatories"))
    events = [(_event(record, bool(judges)), judges) for record, judges in _kept(told_events, sha256, judgements)]
    measures = [(_measure(record, bool(judges)), judges) for record, judges in _kept(told_measures, sha256, judgements)]
    votes = [(_vote(record), judges) for record, judges in _kept(told_votes, sha256, judgements) if judges]
    signatories = [GoldSignatory(name=s.name, role=s.role, organization=s.organization) for s in told_signatories]
    return {"id": described.id or sha256, **{name: getattr(described, name) for name in DESCRIBED}, "text": text,
            "events": _signed(events), "measures": _signed(measures), "votes": _signed(votes), "signatories": msgspec.to_builtins(signatories)}


def _judged(store: Store, known_on: str) -> tuple[Judgements, Collection[str]]:
    """What was decided of the records of the judged texts and of their near copies; the texts in which what was judged stands."""
    log = decided(store, known_on)
    named = sorted({subject.text for entry in log.judged for subject in entry.subjects})
    found: Judgements = {}
    texts = set()
    for kind in KINDS if named else ():
        for witness in store.witnesses(kind, known_on, texts=named):
            judges = log.judgements(witness)
            found.update({(kind, text, name): judges for text, name in ((witness.text, witness.record.id), *witness.copies)})
            if judges:
                texts.add(witness.text)
    return found, texts


def _told(readings: Iterable[Sequence[Any]]) -> list[Any]:
    """What several readings tell, each once."""
    found: list[Any] = []
    for records in readings:
        found += [record for record in records if record not in found]
    return found


def _kept(records: Iterable[R], text: str, judgements: Judgements) -> list[tuple[R, list[Decision]]]:
    """The records that were not rejected, as corrected, with who decided it; the judged ones first, so that they are scored first."""
    told = [(record, judgements.get((kind_of(record), text, record.id), [])) for record in records]
    kept = [(amended(record, judges), judges) for record, judges in told if not judges or judges[-1].verb != "reject"]
    return sorted(kept, key=lambda pair: not pair[1])


def _signed(records: Sequence[tuple[object, list[Decision]]]) -> list[dict[str, Any]]:
    """Gold records with the names of those who judged them."""
    return [{**msgspec.to_builtins(record), "reviewers": sorted({entry.reviewer for entry in judges})} for record, judges in records]


def _event(event: Event, required: bool) -> GoldEvent:
    return GoldEvent(sources=_actors(event.sources), code=event.code, targets=_actors(event.targets), trigger=event.trigger.text, sentence=event.sentence.text,
                     status=event.status, content=_quote(event.content), until=_bound(event.provisions, "until", "unless", "if"),
                     except_=_bound(event.provisions, "except"), date=_day(event.date), required=required)


def _measure(measure: Measure, required: bool) -> GoldMeasure:
    return GoldMeasure(kind=measure.kind, imposers=_actors(measure.imposers), targets=_actors(measure.targets), object=_quote(measure.object),
                       status=measure.status, until=_bound(measure.provisions, "until", "unless", "if"), except_=_bound(measure.provisions, "except"),
                       basis=_bound(measure.provisions, "basis"), date=_day(measure.since), sentence=measure.sentence.text, required=required)


def _vote(vote: Vote) -> GoldVote:
    return GoldVote(body=_actor(vote.body) if vote.body else None, motion=_quote(vote.motion), date=_day(vote.date), result=vote.result,
                    counts=msgspec.to_builtins(vote.counts), by_group=[GoldGroup(group=g.group, option=g.option, count=g.count) for g in vote.by_group],
                    voters=[GoldVoter(actor=_actor(v.actor), option=v.option) for v in vote.voters], seats=vote.seats,
                    sentence=vote.sentences[0].text if vote.sentences else "")


def _actors(actors: Iterable[Actor]) -> list[GoldActor]:
    return [_actor(actor) for actor in actors]


def _actor(actor: Actor) -> GoldActor:
    """An actor with every form of its name: its own first, then how the text has it, its other names, its id."""
    names = (actor.name, _quote(actor.span), *actor.aliases, actor.id)
    return GoldActor(names=list(dict.fromkeys(name for name in names if name)), country=actor.country, kind=actor.kind)


def _quote(span: Span | None) -> str | None:
    return span.text if span else None


def _bound(provisions: Iterable[Provision], *kinds: str) -> str | None:
    """The first provision of these kinds, in the words of the text."""
    return next((p.span.text for p in provisions if p.kind in kinds), None)


def _day(date: Date | None) -> str | None:
    """A day; gold has no months or years."""
    return date.value if date and date.precision == "day" else None
