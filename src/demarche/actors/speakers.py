"""Who speaks in a document: its letterhead, its publisher, its signatories."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.actors.gazetteer import Gazetteer
from demarche.actors.mentions import actor_of, distinct, unknown
from demarche.actors.phrases import with_via
from demarche.knowledge.schema import Speech
from demarche.language.tokens import tokenize
from demarche.records import Actor, Document, Signatory


def speakers(document: Document, signatories: Sequence[Signatory], gazetteer: Gazetteer, speech: Speech) -> tuple[Actor, ...]:
    """The actors for whom "we" stands; none where a newsroom publishes, or nobody is named.

    A publisher that no knowledge file has speaks under its own name where the document is signed for it.
    """
    found: list[Actor] = []
    publisher = document.publisher or ""
    if publisher and not any(word in publisher.lower() for word in speech.news):
        found += named(publisher, gazetteer)[:1]
    for signatory in signatories:
        if signatory.organization:
            found += named(signatory.organization, gazetteer)[:1] or [unknown(signatory.organization, kind="ngo")]
    return tuple(with_via(a, "letterhead") for a in distinct(found))


def named(name: str, gazetteer: Gazetteer) -> list[Actor]:
    """The actors that a line of letterhead names, in order."""
    words = [token.text for token in tokenize(name, 0, len(name))]
    return [actor_of(match.entry) for match in gazetteer.find(words) if match.kind != "demonym"]
