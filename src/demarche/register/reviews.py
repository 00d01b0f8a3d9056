"""Reviews: what people decided about what was coded. A log to which entries are only added; what counts is computed from it.

A decision names its records by where they stand and what they say, so that it holds too for what a newer version codes there, and in near copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar, get_args

import msgspec
from msgspec.structs import replace

from demarche.errors import DemarcheError
from demarche.records import Event, Measure, Span, Vote
from demarche.register.corrections import corrected
from demarche.register.facts import Witness
from demarche.register.likeness import actor_keys

Verb = Literal["accept", "reject", "correct", "split", "merge", "undo"]
Kind = Literal["event", "measure", "vote"]
JUDGING: tuple[Verb, ...] = ("accept", "reject", "correct")
VERBS: tuple[Verb, ...] = get_args(Verb)
R = TypeVar("R", Event, Measure, Vote)


class Subject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record that was judged, as it was coded then.

    text, record      the SHA-256 of its text, and its own id
    kind, code        of an event its code, of a measure its kind; of votes there is one sort
    sources, targets  the keys of who acts (imposes, votes), and at whom
    sentence, words   the sentence that tells it; of an event its trigger, of a measure its object, of a vote its motion
    beside            the ids of other records that said the same in the same words then: they are not meant
    """

    text: str
    record: str
    kind: Kind
    code: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sentence: Span | None = None
    words: Span | None = None
    beside: tuple[str, ...] = ()

    @classmethod
    def of(cls, witness: Witness[Any]) -> Subject:
        """The subject that a witness is."""
        kind, code, sources, targets = statement(witness.record)
        return cls(text=witness.text, record=witness.record.id, kind=kind, code=code, sources=sources, targets=targets,
                   sentence=sentence_of(witness.record), words=words_of(witness.record))

    @property
    def statement(self) -> tuple[Kind, str, tuple[str, ...], tuple[str, ...]]:
        """What it says: its kind and code, who and at whom."""
        return self.kind, self.code, self.sources, self.targets

    def means(self, witness: Witness[Any]) -> bool:
        """Whether a witness is this record, there or in a near copy; or says the same, in the same words of the same sentence, under another id.

        A newer version that says something else there is not meant: nobody has judged that.
        """
        return self.names(witness) or (statement(witness.record) == self.statement and self._stands(witness))

    def names(self, witness: Witness[Any]) -> bool:
        """Whether a witness is the record of this id, there or in a near copy."""
        return kind_of(witness.record) == self.kind and (self.text, self.record) in ((witness.text, witness.record.id), *witness.copies)

    def _stands(self, witness: Witness[Any]) -> bool:
        """Whether a witness is told by the same words of the same sentence; in a near copy, where offsets differ, by equal ones."""
        here = witness.text == self.text
        ids = {name for text, name in ((witness.text, witness.record.id), *witness.copies) if text == self.text}
        if not ids or ids & set(self.beside):
            return False
        words, others = self.words, words_of(witness.record)
        return _same(self.sentence, sentence_of(witness.record), here) and (words is None or others is None or _same(words, others, here))


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

    def judgements(self, witness: Witness[Any]) -> list[Decision]:
        """The judgements of a witness, in their order. It takes as long however many others there are."""
        record, found = witness.record, {}
        kind = kind_of(record)
        for text, name in ((witness.text, record.id), *witness.copies):
            if text in self._texts:
                found.update(self._by_record.get((text, kind, name), {}))
                found.update({e.id: e for s, e in self._by_statement.get((text, *statement(record)), ()) if s.means(witness)})
        return [found[number] for number in sorted(found)]

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(subject.text for entry in self.judged for subject in entry.subjects)

    @cached_property
    def _by_record(self) -> dict[tuple[str, Kind, str], dict[int, Decision]]:
        found: defaultdict[tuple[str, Kind, str], dict[int, Decision]] = defaultdict(dict)
        for entry in self.judged:
            for subject in entry.subjects:
                found[subject.text, subject.kind, subject.record][entry.id] = entry
        return found

    @cached_property
    def _by_statement(self) -> dict[tuple[Any, ...], list[tuple[Subject, Decision]]]:
        found: defaultdict[tuple[Any, ...], list[tuple[Subject, Decision]]] = defaultdict(list)
        for entry in self.judged:
            for subject in entry.subjects:
                found[subject.text, *subject.statement].append((subject, entry))
        return found


def undone(log: Iterable[Decision]) -> dict[int, int]:
    """The entries that do not hold, each with the entry that undoes it; an undo that was undone itself undoes nothing."""
    found: dict[int, int] = {}
    for entry in sorted(log, key=lambda entry: entry.id, reverse=True):
        if entry.verb == "undo" and entry.undoes is not None and entry.id not in found:
            found[entry.undoes] = entry.id
    return found


def decided(log: Iterable[Decision]) -> Decided:
    """What holds of a log."""
    entries = sorted(log, key=lambda entry: entry.id)
    void = undone(entries)
    held = [entry for entry in entries if entry.id not in void]
    return Decided(tuple(e for e in held if e.verb in JUDGING), tuple(e.subjects for e in held if e.verb == "split"),
                   tuple(e.subjects for e in held if e.verb == "merge"))


def reviewed(witnesses: Iterable[Witness[R]], decisions: Decided) -> list[Witness[R]]:
    """The witnesses as reviewers left them: without the rejected, with the fields that were corrected; the last judgement of a record counts."""
    found = []
    for witness in witnesses:
        judgements = decisions.judgements(witness)
        if judgements and judgements[-1].verb == "reject":
            continue
        found.append(replace(witness, record=amended(witness.record, judgements)) if judgements else witness)
    return found


def amended(record: R, judgements: Iterable[Decision]) -> R:
    """The record with what these judgements correct. A correction whose words a newer version no longer has in the sentence falls away."""
    for entry in judgements:
        if entry.verb == "correct":
            try:
                record = corrected(record, entry.change)
            except DemarcheError:  # it was right when it was decided; the log shows it as lapsed
                continue
    return record


def pending(witnesses: Iterable[Witness[R]], decisions: Decided, reviewer: str, second: bool = False) -> list[Witness[R]]:
    """What a reviewer can judge, the least certain first: what nobody has judged; for a second opinion, what others have and this one has not."""
    found = []
    for witness in witnesses:
        judges = {entry.reviewer for entry in decisions.judgements(witness)}
        if bool(judges) == second and reviewer not in judges:
            found.append(witness)
    return sorted(found, key=lambda w: (certainty(w.record), w.published or "9999", w.text, w.record.id))


def certainty(record: Event | Measure | Vote) -> float:
    """How likely a record is to stand: its confidence; a vote is doubtful where a check does not hold, else sure."""
    if isinstance(record, Vote):
        return 0.0 if any(check.holds is False for check in record.checks) else 1.0
    return record.confidence


def kind_of(record: Event | Measure | Vote) -> Kind:
    """The kind of a record, in one word."""
    return "event" if isinstance(record, Event) else "measure" if isinstance(record, Measure) else "vote"


def statement(record: Event | Measure | Vote) -> tuple[Kind, str, tuple[str, ...], tuple[str, ...]]:
    """What a record says: its kind, its code, who acts, at whom."""
    if isinstance(record, Event):
        return "event", record.code, tuple(sorted(actor_keys(record.sources))), tuple(sorted(actor_keys(record.targets)))
    if isinstance(record, Measure):
        return "measure", record.kind, tuple(sorted(actor_keys(record.imposers))), tuple(sorted(actor_keys(record.targets)))
    return "vote", "vote", tuple(actor_keys([record.body] if record.body else [])), ()


def sentence_of(record: Event | Measure | Vote) -> Span | None:
    """The sentence that tells a record; the first of a vote, which may have none."""
    if isinstance(record, Vote):
        return record.sentences[0] if record.sentences else None
    return record.sentence


def words_of(record: Event | Measure | Vote) -> Span | None:
    """The words of its sentence by which a record is told from others: the trigger of an event, the object of a measure, the motion of a vote."""
    return record.trigger if isinstance(record, Event) else record.object if isinstance(record, Measure) else record.motion


def _same(one: Span | None, other: Span | None, here: bool) -> bool:
    if one is None or other is None:
        return one is other
    return one.start < other.end and other.start < one.end if here else one.text.split() == other.text.split()
