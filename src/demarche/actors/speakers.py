"""Who speaks in a document: its letterhead, its publisher, its signatories."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.actors.gazetteer import Gazetteer
from demarche.actors.mentions import actor_of, distinct, unknown
from demarche.actors.phrases import RoleFinder, with_via
from demarche.knowledge.schema import Speech
from demarche.language.segmentation import Segment
from demarche.language.tokens import tokenize
from demarche.records import Actor, Document, Signatory

HEAD_LINES = 8


def speakers(document: Document, segments: Sequence[Segment], signatories: Sequence[Signatory], gazetteer: Gazetteer, roles: RoleFinder,
             speech: Speech) -> tuple[Actor, ...]:
    """The actors for whom "we" stands; none where a newsroom publishes, or nobody is named.

    A body that signs and that no knowledge file has speaks under its own name.
    """
    found: list[Actor] = []
    publisher = document.publisher or ""
    if publisher and not any(word in publisher.lower() for word in speech.news):
        found += issuer(publisher, gazetteer, roles)[:1]
    for signatory in signatories:
        if signatory.organization:
            found += issuer(signatory.organization, gazetteer, roles)[:1] or [unknown(signatory.organization, kind="ngo")]
    if not found and not publisher:
        found += letterhead(segments, gazetteer)
    return tuple(with_via(a, "letterhead") for a in distinct(found))


def letterhead(segments: Sequence[Segment], gazetteer: Gazetteer) -> list[Actor]:
    """The body that a line of its own names at the head of a text: "The Security Council,"."""
    for segment in segments[:HEAD_LINES]:
        words = [t.text for t in segment.tokens if t.text not in (",", ":", ".")]
        words = words[1:] if words[:1] in (["The"], ["THE"]) else words
        for match in gazetteer.find(words):
            if match.first == 0 and match.end == len(words) and match.entry.kind in ("igo", "ngo"):
                return [actor_of(match.entry)]
    return []


def issuer(line: str, gazetteer: Gazetteer, roles: RoleFinder) -> list[Actor]:
    """The actors that a publisher or a signing body is, in order: by their own name, or by an office of theirs ("Ministry of Labour of Chad").

    A name that only a part of another body's name holds is not it: the Swedish Rowing Federation is not Sweden.
    """
    words = [token.text for token in tokenize(line, 0, len(line))]
    found = []
    for match in gazetteer.find(words):
        before = [w.lower() for w in words[:match.first] if w.lower() not in ("the", "(")]
        office = any(roles.is_office(w.lower()) for w in words[:match.first] + words[match.end:])
        if office or (match.kind not in ("adjective", "demonym") and not before):
            found.append(actor_of(match.entry))
    return found


def named(name: str, gazetteer: Gazetteer) -> list[Actor]:
    """The actors that a title names, in order."""
    words = [token.text for token in tokenize(name, 0, len(name))]
    return [actor_of(match.entry) for match in gazetteer.find(words) if match.kind != "demonym"]
