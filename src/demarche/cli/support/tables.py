"""A coded document as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from demarche.highlight import counts
from demarche.records import Actor, CodedDocument, Document, Event, Measure, Provision, Signatory, Span, Vote

STATUS = {"considered": "yellow", "denied": "red"}
AROUND = 136  # characters of a sentence that are shown around a trigger
NAMES = 4  # actors that are named; of more the number is given


def sheet(source: str, record: CodedDocument, with_text: bool = False) -> RenderableType:
    """Everything that a document says: a heading, then what there is of events, measures, votes, signatories and warnings."""
    parts: list[RenderableType] = [heading(source, record.document)]
    if with_text and record.document.text:
        parts.append(Padding(record.document.text, (1, 2)))
    if record.events:
        parts.append(section("Events", ("Date", "Act", "Source → target, and the words that say it"), (10, 10, None), map(event_row, record.events)))
    if record.measures:
        parts.append(section("Measures", ("Kind and status", "By → against, what, and within which bounds"), (22, None), map(measure_row, record.measures)))
    if record.votes:
        parts.append(lines("Votes", [line for vote in record.votes for line in vote_lines(vote)]))
    if record.signatories:
        parts.append(lines("Signatories", [signatory_line(signatory) for signatory in record.signatories]))
    if record.warnings:
        parts.append(lines("Warnings", [Text.assemble((warning.code, "yellow"), " ", warning.message) for warning in record.warnings]))
    if not (record.events or record.measures or record.votes or record.signatories or record.warnings):
        parts.append(Text("  Nothing found.\n", style="dim"))
    return Group(*parts)


def heading(source: str, document: Document) -> RenderableType:
    """Title, then who published it when, and where it was read."""
    about = " · ".join(part for part in (document.publisher, document.published, source) if part)
    return Group(Rule(Text(line(document.title or document.id or source), style="bold"), align="left", style="dim"), Text(f"  {about}\n", style="dim"))


def section(title: str, heads: Sequence[str], widths: Sequence[int | None], rows: Iterable[Sequence[Text | str]]) -> RenderableType:
    """A table under its title; the column without a width takes what is left."""
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for head, width in zip(heads, widths, strict=True):
        table.add_column(head, width=width, overflow="fold", ratio=None if width else 1)
    for row in rows:
        table.add_row(*row)
    return Group(Text(title, style="bold cyan"), Padding(table, (0, 0, 1, 2)))


def lines(title: str, content: Sequence[Text]) -> RenderableType:
    """Some lines under their title."""
    return Group(Text(title, style="bold cyan"), Padding(Group(*content), (0, 0, 1, 2)))


def event_row(event: Event) -> tuple[Text | str, ...]:
    """Date; code and status; sources and targets over the sentence around the trigger."""
    act = Text(event.code, style="bold")
    if event.status != "actual":
        act.append(f"\n{event.status}", style=f"not bold {STATUS[event.status]}")
    evidence = around(event.sentence, event.trigger)
    evidence.stylize_before("dim")
    by = f"\n(according to {event.attribution.name})" if event.attribution else ""
    return event.date.value if event.date else "", act, Text.assemble(parties(event.sources, event.targets), "\n", evidence, (by, "dim"))


def measure_row(measure: Measure) -> tuple[Text | str, ...]:
    """Kind and status; imposers and targets over the object and the provisions."""
    told = [parties(measure.imposers, measure.targets)]
    if measure.object:
        told.append(Text(shortened(measure.object.text), style="dim"))
    told += map(bound, measure.provisions)
    return Text.assemble((measure.kind, "bold"), f"\n{measure.status}"), Text("\n").join(told)


def parties(sources: Sequence[Actor], targets: Sequence[Actor]) -> Text:
    """Who does it, and to whom."""
    return Text(f"{names(sources) or 'somebody'} → {names(targets)}" if targets else names(sources))


def bound(provision: Provision) -> Text:
    """A provision, with its kind where its own words do not say it."""
    words = shortened(provision.span.text)
    begins = words.lower().startswith(provision.kind)
    return Text.assemble(("" if begins else f"{provision.kind}: ", "dim"), words)


def vote_lines(vote: Vote) -> Iterable[Text]:
    """The body, the counts and the result; then how groups and named voters voted, and the checks that fail."""
    first = Text(f"{vote.body.name if vote.body else 'A vote'}: {counts(vote) or 'no counts'}")
    if vote.result:
        first.append(f" → {vote.result}", style="bold")
    about = ", ".join(part for part in (vote.method, vote.date and vote.date.value) if part)
    if about:
        first.append(f" ({about})", style="dim")
    yield first
    if vote.by_group:
        yield Text("  " + ", ".join(f"{g.group} {g.count} {g.option}" for g in vote.by_group), style="dim")
    if vote.voters:
        yield Text("  " + ", ".join(f"{v.actor.name} {v.option}" for v in vote.voters), style="dim")
    for check in vote.checks:
        if check.holds is False:
            yield Text(f"  does not add up: {check.check}: {check.detail}", style="red")


def signatory_line(signatory: Signatory) -> Text:
    """Name, role and organization."""
    return Text(", ".join(line(part) for part in (signatory.name, signatory.role, signatory.organization) if part))


def names(actors: Sequence[Actor]) -> str:
    """The names of actors; of many, the first and how many more."""
    shown = ", ".join(actor.name for actor in actors[:NAMES])
    return f"{shown} +{len(actors) - NAMES}" if len(actors) > NAMES else shown


def around(sentence: Span, trigger: Span) -> Text:
    """The part of a sentence around its trigger, which is marked."""
    start, end = trigger.start - sentence.start, trigger.end - sentence.start
    if not 0 <= start <= end <= len(sentence.text):
        return Text(shortened(sentence.text))
    room = max(0, AROUND - (end - start))
    before, after = sentence.text[:start], sentence.text[end:]
    left = min(len(before), max(room // 3, room - len(after)))
    if left < len(before):
        kept = before[len(before) - left:]
        before = f"… {kept.partition(' ')[2] or kept}"
    return Text.assemble(line(before, True), (line(trigger.text), "not dim bold green"), line(shortened(after, room - left, tail=True), True))


def shortened(text: str, most: int = AROUND, tail: bool = False) -> str:
    """The beginning of a text, ended at a word."""
    if len(text) <= most:
        return text if tail else line(text)
    kept = text[:most].rpartition(" ")[0] or text[:most]
    return f"{kept if tail else line(kept)} …"


def line(text: str, edges: bool = False) -> str:
    """A text in one line; its spaces at the edges only where they are wanted."""
    words = " ".join(text.split())
    if not edges or not text:
        return words
    return f"{' ' * text[0].isspace()}{words}{' ' * (bool(words) and text[-1].isspace())}"
