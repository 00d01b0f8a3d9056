"""Who speaks in a document: its letterhead, its publisher, its signatories."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from demarche.actors.choice import Named
from demarche.actors.mentions import distinct, unknown
from demarche.actors.phrases import RoleFinder, with_via
from demarche.knowledge.schema import Speech
from demarche.language.segmentation import Segment
from demarche.records import Actor, Document, Signatory

HEAD_LINES = 8
LINE = re.compile(r"\A(?:the |THE |The )?(.*?)[\s,:.]*\Z", re.DOTALL)
WORD = re.compile(r"[^\W\d_]+")
Meant = Callable[[str], Sequence[Named]]


def speakers(document: Document, segments: Sequence[Segment], signatories: Sequence[Signatory], meant: Meant, roles: RoleFinder,
             speech: Speech) -> tuple[Actor, ...]:
    """The actors for whom "we" stands; none where a newsroom publishes, or nobody is named.

    A body that signs and that no knowledge file has speaks under its own name.
    """
    found: list[Actor] = []
    publisher = document.publisher or ""
    if publisher and not any(word in publisher.lower() for word in speech.news):
        found += issuer(publisher, meant, roles)[:1]
    for signatory in signatories:
        if signatory.organization:
            found += issuer(signatory.organization, meant, roles)[:1] or [unknown(signatory.organization, kind="ngo")]
    if not found and not publisher:
        found += letterhead(document.text or "", segments, meant)
    return tuple(with_via(a, "letterhead") for a in distinct(found))


def letterhead(text: str, segments: Sequence[Segment], meant: Meant) -> list[Actor]:
    """The body that a line of its own names at the head of a text: "The Security Council,"."""
    for segment in segments[:HEAD_LINES]:
        line = LINE.sub(r"\1", text[segment.start:segment.end])
        for name in meant(line):
            if name.start == 0 and name.end == len(line) and name.actor.kind in ("igo", "ngo") and name.actor.id:
                return [name.actor]
    return []


def issuer(line: str, meant: Meant, roles: RoleFinder) -> list[Actor]:
    """The actors that a publisher or a signing body is, in order: by their own name, or by an office of theirs ("Ministry of Labour of Chad").

    A name that only a part of another body's name holds is not it: the Swedish Rowing Federation is not Sweden.
    """
    found = []
    for name in meant(line):
        before = [w for w in WORD.findall(line[:name.start].lower()) if w != "the"]
        office = any(roles.is_office(w) for w in before + WORD.findall(line[name.end:].lower()))
        if name.actor.id and (office or (name.form != "adjective" and not before)):
            found.append(name.actor)
    return found


def named(title: str, meant: Meant) -> list[Actor]:
    """The actors that a title names, in order."""
    return [name.actor for name in meant(title) if name.actor.id]
