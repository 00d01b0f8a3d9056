"""Witnesses made by hand, without the language model: short phrases stand for the sentences of a text."""

import hashlib
from typing import Any

from demarche.records import Actor, Condition, Counts, Date, Event, Measure, Provision, Span, Vote
from demarche.register.facts import R, Source, Witness

ILO = Actor(id="ilo", name="ILO", kind="igo")
RUS = Actor(id="RUS", name="Russia", kind="state", country="RUS")
UKR = Actor(id="UKR", name="Ukraine", kind="state", country="UKR")
BLR = Actor(id="BLR", name="Belarus", kind="state", country="BLR")
EU = Actor(id="european-union", name="European Union", kind="igo")


def span(text: str) -> Span:
    return Span(text, 0, len(text))


def dated(value: str | None) -> Date | None:
    precision = {10: "day", 8: "week", 7: "month", 4: "year"}
    return None if value is None else Date(value=value, precision=precision[len(value)], basis="explicit")  # type: ignore[arg-type]


def until(words: str, day: str | None = None, event: str | None = None, *actors: Actor) -> Provision:
    return Provision(kind="until", span=span(words), date=dated(day), condition=Condition(event=event, actors=actors) if event else None)


def excepting(words: str) -> Provision:
    return Provision(kind="except", span=span(words))


def witness(record: R, text: str, published: str | None = None, sources: int = 1, recorded: str = "2026-11-22T03:10:00.000000Z") -> Witness[R]:
    where = tuple(Source(f"{text} {i}", published, None, None) for i in range(sources))
    return Witness(record, hashlib.sha256(text.encode()).hexdigest(), where, recorded)


def event(text: str, published: str | None = None, *, code: str = "SANCTION", by: tuple[Actor, ...] = (ILO,), at: tuple[Actor, ...] = (RUS,),
          on: str | None = None, says: str = "something happened", trigger: str = "happened", name: str = "e", sources: int = 1, recorded: str = "2026",
          content: str | None = None, **fields: Any) -> Witness[Event]:
    record = Event(id=name, code=code, sources=by, targets=at, date=dated(on), trigger=span(trigger), sentence=span(says),
                   content=span(content) if content else None, rule="test", **fields)
    return witness(record, text, published, sources, recorded)


def measure(text: str, published: str | None = None, *, status: str = "decided", kind: str = "suspend-cooperation", by: tuple[Actor, ...] = (ILO,),
            at: tuple[Actor, ...] = (RUS,), since: str | None = None, what: str | None = "technical cooperation", name: str = "m", sources: int = 1,
            recorded: str = "2026-11-22T03:10:00.000000Z", **fields: Any) -> Witness[Measure]:
    record = Measure(id=name, kind=kind, imposers=by, targets=at, object=span(what) if what else None, status=status,  # type: ignore[arg-type]
                     since=dated(since), sentence=span("a sentence"), **fields)
    return witness(record, text, published, sources, recorded)


def vote(text: str, published: str | None = None, *, body: Actor | None = ILO, on: str | None = None, motion: str | None = None,
         counts: tuple[int | None, ...] = (), name: str = "v", sources: int = 1, **fields: Any) -> Witness[Vote]:
    numbers = Counts(**dict(zip(("for_", "against", "abstain", "absent"), counts, strict=False)))
    record = Vote(id=name, body=body, date=dated(on), motion=span(motion) if motion else None, counts=numbers, **fields)
    return witness(record, text, published, sources)
