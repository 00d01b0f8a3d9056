"""A coded document as HTML: its text with the records marked in it, and tables of what was found.

The markup stands alone (inline style, no script) and takes its foreground from the page, so that it reads on light and dark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from demarche.records import Actor, CodedDocument, Event, Measure, Provision, Span, Vote

COLOURS = {  # a kind of span and the colour of its mark, the one that shows where several meet first
    "trigger": "rgba(220, 60, 60, .45)",
    "actor": "rgba(60, 130, 220, .35)",
    "provision": "rgba(160, 90, 210, .3)",
    "content": "rgba(225, 165, 20, .25)",
    "object": "rgba(40, 160, 110, .3)",
    "vote": "rgba(30, 160, 170, .25)",
    "signatory": "rgba(130, 130, 130, .35)",
}
STYLE = (".demarche .text{white-space:pre-wrap;line-height:1.6;max-width:50em}"
         ".demarche mark{color:inherit;border-radius:.2em;padding:.05em 0;background:none}"
         ".demarche .legend mark{margin-right:.6em;padding:.05em .4em}"
         ".demarche table{border-collapse:collapse;margin:.8em 0}.demarche caption{text-align:left;font-weight:bold}"
         ".demarche th,.demarche td{text-align:left;vertical-align:top;padding:.15em .8em .15em 0;border-bottom:1px solid rgba(128,128,128,.3)}"
         + "".join(f".demarche mark.{kind}{{background:{colour}}}" for kind, colour in reversed(COLOURS.items())))

Marked = tuple[int, int, str, str]  # start, end, kind, note


def html(coded: CodedDocument) -> str:
    """The document with its records highlighted, and tables of them; only the tables where it does not hold its text."""
    parts = [f"<style>{STYLE}</style>", f"<h4>{escape(coded.document.title or coded.document.id or 'Document')}</h4>"]
    if coded.document.text is not None:
        marked = list(marks(coded))
        parts += [legend(kind for _, _, kind, _ in marked), f'<div class="text">{highlighted(coded.document.text, marked)}</div>']
    parts += tables(coded)
    return f'<div class="demarche">{"".join(parts)}</div>'


def highlighted(text: str, marked: Sequence[Marked]) -> str:
    """The escaped text with a mark around each marked piece; where marks overlap, they are cut at each other's ends."""
    opening, closing = defaultdict(list), defaultdict(list)
    for mark in marked:
        if mark[0] < mark[1]:
            opening[mark[0]].append(mark)
            closing[mark[1]].append(mark)
    parts: list[str] = []
    open_marks: list[Marked] = []
    last = 0
    for place in sorted({*opening, *closing, len(text)}):
        parts.append(_piece(text[last:place], open_marks))
        for mark in closing[place]:
            open_marks.remove(mark)
        open_marks += opening[place]
        last = place
    return "".join(parts)


def _piece(text: str, inside: Sequence[Marked]) -> str:
    if not inside or not text:
        return escape(text)
    kinds = " ".join(sorted({kind for _, _, kind, _ in inside}))
    notes = "; ".join(dict.fromkeys(note for _, _, _, note in inside))
    return f'<mark class="{kinds}" title="{escape(notes)}">{escape(text)}</mark>'


def marks(coded: CodedDocument) -> Iterator[Marked]:
    """Every span of the records that is worth showing in the text, with its kind and a note."""
    for event in coded.events:
        yield _mark(event.trigger, "trigger", f"{event.code} {event.status}: {names(event.sources)} → {names(event.targets)}")
        yield from _actors((*event.sources, *event.targets))
        if event.attribution:
            yield from _actors([event.attribution])
        if event.content:
            yield _mark(event.content, "content", f"content of {event.code}")
        yield from _provisions(event.provisions)
    for measure in coded.measures:
        if measure.object:
            yield _mark(measure.object, "object", f"{measure.kind} {measure.status}")
        yield from _provisions(measure.provisions)
    for vote in coded.votes:
        yield from (_mark(sentence, "vote", f"vote: {counts(vote)}") for sentence in vote.sentences)
    for signatory in coded.signatories:
        yield _mark(signatory.span, "signatory", "signatory")


def _mark(span: Span, kind: str, note: str) -> Marked:
    return span.start, span.end, kind, note


def _actors(actors: Iterable[Actor]) -> Iterator[Marked]:
    for actor in actors:
        if actor.span:
            yield _mark(actor.span, "actor", f"{actor.name} ({actor.id or 'unknown'}, by {actor.via})")


def _provisions(provisions: Iterable[Provision]) -> Iterator[Marked]:
    for provision in provisions:
        yield _mark(provision.span, "provision", provision.kind)


def legend(kinds: Iterable[str]) -> str:
    """The kinds of marks that a text has, each in its colour."""
    present = set(kinds)
    return f'<p class="legend">{"".join(f"<mark class={kind}>{kind}</mark>" for kind in COLOURS if kind in present)}</p>'


def tables(coded: CodedDocument) -> Iterator[str]:
    """The events, measures and votes, a table each; none where there is nothing."""
    yield _table("Events", ("date", "source", "code", "target", "status", "trigger", "sentence"), map(_event, coded.events))
    yield _table("Measures", ("kind", "by", "against", "object", "bounds", "status"), map(_measure, coded.measures))
    yield _table("Votes", ("body", "counts", "result", "checks that fail"), map(_vote, coded.votes))
    yield _table("Signatories", ("name", "role", "organization"), ((s.name, s.role or "", s.organization or "") for s in coded.signatories))
    yield _table("Warnings", ("code", "message"), ((w.code, w.message) for w in coded.warnings))


def _event(event: Event) -> tuple[str, ...]:
    date = event.date.value if event.date else ""
    return date, names(event.sources), event.code, names(event.targets), event.status, event.trigger.text, event.sentence.text


def _measure(measure: Measure) -> tuple[str, ...]:
    bounds = "; ".join(f"{p.kind}: {p.span.text}" for p in measure.provisions)
    return measure.kind, names(measure.imposers), names(measure.targets), measure.object.text if measure.object else "", bounds, measure.status


def _vote(vote: Vote) -> tuple[str, ...]:
    failing = "; ".join(f"{c.check}: {c.detail}" for c in vote.checks if c.holds is False)
    return vote.body.name if vote.body else "", counts(vote), vote.result or "", failing


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    head = "".join(f"<th>{name}</th>" for name in heads)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def names(actors: Iterable[Actor]) -> str:
    """The names of several actors in a line."""
    return ", ".join(actor.name for actor in actors)


def counts(vote: Vote) -> str:
    """The numbers of a vote that are known: "42 for, 2 against, 8 abstain"."""
    known = {"for": vote.counts.for_, "against": vote.counts.against, "abstain": vote.counts.abstain, "absent": vote.counts.absent}
    return ", ".join(f"{number} {option}" for option, number in known.items() if number is not None)
