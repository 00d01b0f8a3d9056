"""Reviews: what people decided about what was coded. A log to which entries are only added; what counts is computed from it.

A decision names its records by where they stand, so that it holds too for what a newer version codes there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Literal, TypeVar, get_args

import msgspec

from demarche.errors import DemarcheError
from demarche.records import Event, Measure, Span, Vote
from demarche.register.facts import Witness

Verb = Literal["accept", "reject", "correct", "split", "merge", "undo"]
JUDGING: tuple[Verb, ...] = ("accept", "reject", "correct")
VERBS: tuple[Verb, ...] = get_args(Verb)
R = TypeVar("R", Event, Measure, Vote)


class Subject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record that was judged: its text, its own id, its kind and code, and the sentence that it stands in."""

    text: str
    record: str
    kind: Literal["event", "measure", "vote"]
    code: str
    start: int
    end: int

    @classmethod
    def of(cls, witness: Witness[Any]) -> Subject:
        """The subject that a witness is."""
        record, sentence = witness.record, sentence_of(witness.record)
        return cls(text=witness.text, record=record.id, kind=kind_of(record), code=code_of(record), start=sentence.start, end=sentence.end)

    def means(self, witness: Witness[Any]) -> bool:
        """Whether a witness is this record, also where a near copy tells it, or what a newer version codes in its place."""
        record, sentence = witness.record, sentence_of(witness.record)
        if kind_of(record) != self.kind:
            return False
        if (self.text, self.record) in ((witness.text, record.id), *witness.copies):
            return True
        return witness.text == self.text and code_of(record) == self.code and sentence.start < self.end and self.start < sentence.end


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of the log. `change` are the fields that are corrected; `undoes` is the entry that an undo takes back."""

    id: int
    recorded: str
    reviewer: str
    verb: Verb
    subjects: tuple[Subject, ...] = ()
    change: dict[str, Any] = {}
    undoes: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Decided:
    """What holds of a log: the judgements in their order, and which records reviewers set apart or together."""

    judged: tuple[Decision, ...] = ()
    apart: tuple[tuple[Subject, ...], ...] = ()
    together: tuple[tuple[Subject, ...], ...] = ()


def decided(log: Iterable[Decision]) -> Decided:
    """What holds of a log: undone entries do not, and an undo that was undone itself undoes nothing."""
    entries = sorted(log, key=lambda entry: entry.id)
    undone: set[int] = set()
    for entry in reversed(entries):
        if entry.verb == "undo" and entry.undoes is not None and entry.id not in undone:
            undone.add(entry.undoes)
    held = [entry for entry in entries if entry.id not in undone]
    return Decided(tuple(e for e in held if e.verb in JUDGING), tuple(e.subjects for e in held if e.verb == "split"),
                   tuple(e.subjects for e in held if e.verb == "merge"))


def reviewed(witnesses: Iterable[Witness[R]], decisions: Decided) -> list[Witness[R]]:
    """The witnesses as reviewers left them: without the rejected, with the fields that were corrected; the last judgement of a record counts."""
    found = []
    for witness in witnesses:
        judgements = [entry for entry in decisions.judged if any(subject.means(witness) for subject in entry.subjects)]
        if judgements and judgements[-1].verb == "reject":
            continue
        record = witness.record
        for entry in judgements:
            if entry.verb == "correct":
                record = corrected(record, entry.change)
        found.append(replace(witness, record=record))
    return found


def corrected(record: R, change: dict[str, Any]) -> R:
    """The record with other values in some fields; its id stays. Raises D720 where a field or a value is none of such a record."""
    given = msgspec.to_builtins(record)
    try:
        if "id" in change:
            raise ValueError("the id of a record stays as it is")
        return msgspec.convert({**given, **change}, type(record))
    except (msgspec.ValidationError, ValueError) as error:
        raise DemarcheError("D720", fields=", ".join(change), reason=str(error)) from error


def kappa(log: Sequence[Decision]) -> float | None:
    """Cohen's kappa of the reviewers, over the records that two of them judged; None where there are none. (Cohen 1960; several pairs are pooled.)

    A reviewer's last judgement of a record counts. 1.0 is full agreement, 0.0 what chance would give.
    """
    last: dict[tuple[str, str], dict[str, str]] = {}
    for entry in decided(log).judged:
        for subject in entry.subjects:
            last.setdefault((subject.text, subject.record), {})[entry.reviewer] = entry.verb
    pairs = [(each[a], each[b]) for each in last.values() for a, b in combinations(sorted(each), 2)]
    if not pairs:
        return None
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[verb] * second[verb] for verb in first) / len(pairs) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def kind_of(record: Event | Measure | Vote) -> Literal["event", "measure", "vote"]:
    """The kind of a record, in one word."""
    return "event" if isinstance(record, Event) else "measure" if isinstance(record, Measure) else "vote"


def code_of(record: Event | Measure | Vote) -> str:
    """What a record is of its kind: an event's code, a measure's kind; of votes there is one sort."""
    return record.code if isinstance(record, Event) else record.kind if isinstance(record, Measure) else "vote"


def sentence_of(record: Event | Measure | Vote) -> Span:
    """The sentence that tells a record; the first of a vote."""
    return record.sentences[0] if isinstance(record, Vote) else record.sentence
