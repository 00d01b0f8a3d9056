"""How the acts of a document were found, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from demarche.events.coding import Told, record
from demarche.events.context import Context
from demarche.events.lexicon import key
from demarche.knowledge.codes import Predicate
from demarche.language.sentence import Sentence
from demarche.records import Actor, Event

FRAME = ("particle", "object", "prep", "adverb", "copula", "source", "target", "content", "bare", "reciprocal")
SHOWN = 6  # words of a frame's choice that are printed


def derivation(context: Context, told: Sequence[Told]) -> RenderableType:
    """Each sentence that tells an act, and under it its acts."""
    if not told:
        return Text(f"  No act found in {len(context.sentences)} sentences.\n", style="dim")
    parts: list[RenderableType] = []
    for _, group in groupby(told, key=lambda one: one.sentence.index):
        acts = list(group)
        parts += [tree(context, acts[0].sentence, acts), *(Padding(act(context, one, number), (0, 0, 1, 2)) for number, one in enumerate(acts, 1))]
    return Group(*parts)


def tree(context: Context, s: Sentence, acts: Sequence[Told]) -> RenderableType:
    """The sentence and its words: number, word, lemma, tag, head, relation, and what the word is to an act."""
    marks: dict[int, list[str]] = {}
    for number, one in enumerate(acts, 1):
        parts = {"trigger": one.match.words, "source": heads_of(s, one.match.sources), "target": heads_of(s, one.targets)}
        for name, words in parts.items():
            for word in words:
                marks.setdefault(word, []).append(f"{name} of {number}")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    for name in ("#", "word", "lemma", "tag", "head", "relation", ""):
        table.add_column(name, justify="right" if name in ("#", "head") else "left", no_wrap=name != "")
    for i, form in enumerate(s.words):
        about = Text(", ".join(marks.get(i, ())), style="cyan")
        head = str(s.heads[i]) if s.heads[i] >= 0 else ""
        table.add_row(str(i), Text(form, style="bold" if i in marks else ""), s.lemmas[i], s.upos[i], head, s.labels[i], about)
    title = Text.assemble((f"Sentence {s.index}  ", "bold cyan"), " ".join(context.text[s.start:s.end].split()))
    return Group(title, Padding(table, (1, 0, 1, 2)))


def act(context: Context, one: Told, number: int) -> RenderableType:
    """One act: what fired, who, and why so."""
    s, event = one.sentence, record(context, one)
    lines = Table.grid(padding=(0, 1, 0, 2))
    lines.add_column(width=9, style="dim")
    lines.add_column(ratio=1)
    lines.add_row("trigger", f"{event.trigger.text} ({', '.join(f'{w} {s.words[w]}' for w in one.match.words)})")
    lines.add_row("rule", f"{event.rule}: {frame(one.match.predicate)}")
    for name, actors in (("source", event.sources), ("target", event.targets)):
        for actor in actors:
            lines.add_row(name, resolved(s, one.match.trigger, actor))
    for name, content in details(s, one, event):
        lines.add_row(name, content)
    return Group(Text.assemble((f"{number}  {event.code}", "bold"), f"  {event.status}  ", (f"event {event.id}, confidence {event.confidence}", "dim")), lines)


def details(s: Sentence, one: Told, event: Event) -> Iterator[tuple[str, str]]:
    """What is known beside the actors: the word that made the status, content, attribution, date."""
    reality, because = one.standing.reality, one.standing.because
    if because >= 0:
        yield "status", f"{event.status}: told as {reality} by {because} {(one.match.led[0] if one.match.led else s).words[because]}"
    if one.code != one.match.predicate.code and one.match.predicate.code:
        yield "code", f"{one.match.predicate.code} becomes {one.code} by what is promised or refused, or because it lies ahead"
    if event.content:
        yield "content", " ".join(event.content.text.split())
    if event.attribution:
        yield "word of", event.attribution.name
    if event.date:
        told = f", “{event.date.span.text}”" if event.date.span else ""
        yield "date", f"{event.date.value} ({event.date.basis}{told})"


def frame(predicate: Predicate) -> str:
    """What a predicate asks for, as its knowledge file says it."""
    kind, lemma = key(predicate)
    parts = [f"{kind} “{lemma}”"]
    for name in FRAME:
        value = getattr(predicate, name)
        if value:
            parts.append(name if value is True else f"{name} {value if isinstance(value, str) else choice(value)}")
    return ", ".join(parts)


def choice(words: Sequence[str]) -> str:
    """One of several words, the first of them named."""
    return " | ".join([*words[:SHOWN], *([f"… ({len(words)} in all)"] if len(words) > SHOWN else [])])


def resolved(s: Sentence, trigger: int, actor: Actor) -> str:
    """An actor: who it is, by which words and how it became so, and the path from the trigger to it."""
    who = f"{actor.name} [{actor.id or 'no id'}, {actor.kind}]"
    if actor.span is None:
        return f"{who} by {actor.via}, not named in this sentence"
    head = head_of(s, actor)
    where = path(s, trigger, head) if head is not None else "named in another sentence"
    return f"{who} by {actor.via} from “{actor.span.text}”: {where}"


def heads_of(s: Sentence, actors: Sequence[Actor]) -> tuple[int, ...]:
    """The words of a sentence on which the words of these actors hang."""
    return tuple(head for actor in actors if (head := head_of(s, actor)) is not None)


def head_of(s: Sentence, actor: Actor) -> int | None:
    """The word of a sentence on which the words of an actor hang; None where they are not in it."""
    if actor.span is None:
        return None
    words = [i for i in range(len(s)) if s.starts[i] < actor.span.end and s.ends[i] > actor.span.start]
    return next((i for i in words if s.heads[i] not in words), None)


def path(s: Sentence, start: int, end: int) -> str:
    """The way in the tree between two words: up to the word that is above both, and down.

    ↑obj means that the word before is the object of the next one, ↓obj that the next one is the object of that before.
    """
    above, below = [start, *s.ancestors(start)], [end, *s.ancestors(end)]
    meeting = next(word for word in above if word in below)
    steps = [s.words[start]]
    for word in above[:above.index(meeting)]:
        steps.append(f"↑{s.labels[word]} {s.words[s.heads[word]]}")
    for word in reversed(below[:below.index(meeting)]):
        steps.append(f"↓{s.labels[word]} {s.words[word]}")
    return " ".join(steps)
