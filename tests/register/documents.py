"""Coded documents, made without the language model: each line of a text is a sentence, "ILO SANCTION RUS: the sentence"."""

import re
from itertools import accumulate

from demarche.records import Actor, CodedDocument, CoderInfo, Counts, Date, Document, Event, Measure, Signatory, Span, Vote, Voter, Warning, identity

SAYS = re.compile(r"(\w+) (\w+) (\w+): ")
LONG = " ".join(f"The delegate of country {i} took the floor in the debate and thanked the chair of session {i * 7 % 31}." for i in range(30))


def actor(name: str) -> Actor:
    """A state in capitals, a body in small letters; one with an underscore is not known."""
    if "_" in name:
        return Actor(id=None, name=name.replace("_", " "), kind="group")
    return Actor(id=name, name=name.title(), kind="state" if name.isupper() else "igo", country=name if name.isupper() else None)


def coded(*lines: str, version: str = "1.0", mode: str | None = None, date: str | None = None, confidence: float = 0.5, **said: str | None) -> CodedDocument:
    """A document of these lines; those that say who does what to whom are events; SANCTION is a measure too, VOTE a vote, SIGN a signatory."""
    text = "\n\n".join(lines)
    document = Document.of(text, **said)
    events, measures, votes, signatories = [], [], [], []
    for start, line in zip(accumulate((len(line) + 2 for line in lines), initial=0), lines, strict=False):
        told = SAYS.match(line)
        if not told:
            continue
        who, what, whom = told.groups()
        sentence = Span.cut(text, start, start + len(line))
        when = Date(value=date, precision="day", basis="explicit") if date else None
        name = identity(document.text_sha256, what, start)
        if what == "VOTE":
            voters = (Voter(actor=actor(whom), option="for"),)
            votes.append(Vote(id=name, body=actor(who), voters=voters, counts=Counts(for_=42), date=when, sentences=(sentence,)))
        elif what == "SIGN":
            signatories.append(Signatory(name=who, span=Span.cut(text, start, start + len(who))))
        else:
            events.append(Event(id=name, code=what, mode=mode, sources=(actor(who),), targets=(actor(whom),), sentence=sentence, date=when, rule="test/1",
                                trigger=Span.cut(text, start + told.start(2), start + told.end(2)), confidence=confidence))
        if what == "SANCTION":
            measures.append(Measure(id=name, kind="trade", imposers=(actor(who),), targets=(actor(whom),), status="in-force", since=when, sentence=sentence,
                                    events=(name,)))
    return CodedDocument(document=document, events=tuple(events), measures=tuple(measures), votes=tuple(votes), signatories=tuple(signatories),
                         warnings=(Warning.of("D303"),) if not text.strip() else (), coder=CoderInfo(version=version, codebook="plover", model="none"))
