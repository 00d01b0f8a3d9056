"""Rows: answers as plain values, for JSON Lines, CSV and frames. What a person needs to check a fact – the sentence, where it stands – goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any

import msgspec

from demarche.records import Actor, Event, Provision, Vote
from demarche.register.acts import Act
from demarche.register.answers import Dossier, Entry, Standing
from demarche.register.facts import Witness
from demarche.register.holdings import Found, Held
from demarche.register.steps import Step
from demarche.register.tallies import fails

Values = dict[str, Any]


@singledispatch
def plain(answer: object) -> Values:
    """All of an answer, as nested values that JSON has."""
    raise TypeError(f"no answer of the register: {type(answer).__name__}")


@plain.register
def _(answer: Act) -> Values:  # type: ignore[type-arg]
    values: Values = msgspec.to_builtins({name: getattr(answer, name) for name in ("id", "code", "status", "date", "sources", "targets")})
    grounds = dict(answer.grounds)
    return {**values, "dates": msgspec.to_builtins(answer.dates), "contradictions": msgspec.to_builtins(answer.contradictions),
            "witnesses": [{**told(w), "why": grounds[w.key]} for w in answer.witnesses]}


@plain.register
def _(answer: Standing) -> Values:
    chain, state = answer.chain, answer.state
    return {"id": answer.id, "kind": chain.kind, "imposer": msgspec.to_builtins(chain.imposer), "target": msgspec.to_builtins(chain.target),
            "on": answer.on.isoformat(), "status": state.status, "holds": state.holds, "since": state.since, "basis": state.basis, "ended": _iso(state.ended),
            "expiry": _iso(state.expiry), "last_told": answer.last_told, "conditions": list(state.conditions),
            "provisions": msgspec.to_builtins(state.provisions), "vote": state.vote,
            "steps": [{**_step(step), "counts": step in state.steps} for step in chain.steps], "contrary": [told(w) for w in chain.contrary],
            "flaws": list(chain.flaws)}


@plain.register
def _(answer: Entry) -> Values:
    names = ("date", "basis", "kind", "what", "status", "sources", "targets", "id")
    return {**msgspec.to_builtins({name: getattr(answer, name) for name in names}), "witnesses": [told(w) for w in answer.witnesses]}


@plain.register
def _(answer: Found) -> Values:
    values: Values = msgspec.to_builtins(answer)
    return values


@plain.register
def _(answer: Dossier) -> Values:
    parts = ("did", "undergone", "imposed", "borne", "held", "cast")
    return {"key": answer.key, "actor": msgspec.to_builtins(answer.actor), **{part: [plain(one) for one in getattr(answer, part)] for part in parts}}


@plain.register
def _(answer: Held) -> Values:
    values: Values = msgspec.to_builtins(answer)
    return values


def told(witness: Witness[Any]) -> Values:
    """A witness: its key, the record, where it stands and when the register learnt it."""
    values: Values = msgspec.to_builtins({name: getattr(witness, name) for name in ("key", "text", "recorded", "sources", "copies", "record")})
    return values


def _step(step: Step) -> Values:
    names = ("status", "date", "basis", "until", "provisions", "vote")
    return {**msgspec.to_builtins({name: getattr(step, name) for name in names}), "witnesses": [told(w) for w in step.witnesses]}


@singledispatch
def row(answer: object) -> Values:
    """An answer in one row; several values of a field are joined by "; "."""
    raise TypeError(f"no row for this answer: {type(answer).__name__}")


@row.register
def _(answer: Act) -> Values:  # type: ignore[type-arg]
    best, first = answer.best, {"id": answer.id, "date": answer.date, "status": answer.status}
    last = {"contradictions": joined(c.field for c in answer.contradictions), **evidence(answer.witnesses)}
    if isinstance(best, Vote):
        counts = {f"{option}_": getattr(best.counts, name) for option, name in
                  (("for", "for_"), ("against", "against"), ("abstain", "abstain"), ("absent", "absent"))}
        return {**first, **party("body", answer.sources), **{name.rstrip("_"): count for name, count in counts.items()}, "method": best.method,
                "motion": best.motion and best.motion.text, "fails": joined(c.check for w in answer.witnesses if fails(w.record) for c in w.record.checks
                                                                            if c.holds is False), **last}
    bounds: tuple[Provision, ...] = best.provisions
    more = {"mode": best.mode, "content": best.content and best.content.text} if isinstance(best, Event) else {"object": best.object and best.object.text}
    return {**first, "code": answer.code, **party("source", answer.sources), **party("target", answer.targets), **more,
            "until": bounding(bounds, "until", "unless", "if"), "except": bounding(bounds, "except"), "confidence": best.confidence, **last}


@row.register
def _(answer: Standing) -> Values:
    chain, state = answer.chain, answer.state
    return {"id": answer.id, "kind": chain.kind, **party("imposer", [chain.imposer] if chain.imposer else []),
            **party("target", [chain.target] if chain.target else []), "on": answer.on.isoformat(), "status": state.status, "holds": state.holds,
            "since": state.since, "basis": state.basis, "ended": _iso(state.ended), "expiry": _iso(state.expiry), "conditions": joined(state.conditions),
            "except": joined(p.span.text for p in state.exceptions), "vote": state.vote, "denied": len(chain.contrary), "flaws": joined(chain.flaws),
            "last_told": answer.last_told, **evidence(answer.witnesses)}


@row.register
def _(answer: Entry) -> Values:
    values = {name: getattr(answer, name) for name in ("date", "basis", "kind", "what", "status")}
    return {**values, **party("source", answer.sources), **party("target", answer.targets), "id": answer.id, **evidence(answer.witnesses)}


@row.register
def _(answer: Found) -> Values:
    source = answer.sources[0] if answer.sources else None
    return {"text": answer.text, "start": answer.start, "end": answer.end, "sentence": answer.sentence, "publisher": source and source.publisher,
            "published": source and source.published, "url": source and source.url, "title": source and source.title}


def party(role: str, actors: Iterable[Actor]) -> Values:
    """Ids and names of those who have a role."""
    several = list(actors)
    return {f"{role}_id": joined(a.id or "" for a in several), role: joined(a.name for a in several)}


def evidence(witnesses: Sequence[Witness[Any]]) -> Values:
    """How many texts tell it, and what the best of them says, where."""
    texts = len({w.text for w in witnesses})
    if not witnesses:
        return {"texts": texts, "sentence": None, "publisher": None, "published": None, "url": None, "text": None}
    best = witnesses[0]
    source = best.sources[0] if best.sources else None
    return {"texts": texts, "sentence": best.sentence or None, "publisher": source and source.publisher, "published": source and source.published,
            "url": source and source.url, "text": best.text}


def bounding(provisions: Iterable[Provision], *kinds: str) -> str | None:
    """The words of the provisions of these kinds."""
    return joined(p.span.text for p in provisions if p.kind in kinds)


def joined(values: Iterable[str]) -> str | None:
    """The different values in a cell; None where there is none."""
    return "; ".join(dict.fromkeys(value for value in values if value)) or None


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
