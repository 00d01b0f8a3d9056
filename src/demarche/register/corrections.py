"""Corrections: other values for the fields of a record. Words are given as the sentence has them, dates as ISO 8601, actors as records.

    corrected(event, {"status": "denied", "date": "2022-03", "content": "the attack"})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from demarche.errors import DemarcheError
from demarche.records import Event, Measure, Span, Vote
from demarche.register.clocks import interval
from demarche.register.soundness import PRECISION, flaws

FIXED = ("id", "rule", "sentence", "sentences", "checks")  # what names and proves a record, and what is computed from it
WORDS = ("content", "object", "motion", "trigger", "span")  # fields that quote the sentence
DATES = ("date", "since")
R = TypeVar("R", Event, Measure, Vote)


def corrected(record: R, change: Mapping[str, Any]) -> R:
    """The record with other values in some fields; its id, its sentence and its rule stay.

    Words become the span of their first place in the record's sentence, so that a correction fits the record in near copies too.
    Raises D720 where a field or a value is none of such a record, or the words are not in the sentence.
    """
    sentences = record.sentences if isinstance(record, Vote) else (record.sentence,)
    try:
        if not change:
            raise ValueError("nothing is given")
        if fixed := [name for name in change if name in FIXED]:
            raise ValueError(f"{', '.join(fixed)} of a record stays as it is")
        given = {name: _whole(name, value, sentences) for name, value in msgspec.to_builtins(dict(change)).items()}
        found = msgspec.convert({**msgspec.to_builtins(record), **given}, type(record))
        if flaw := next(flaws(found), None):
            raise ValueError(flaw)
    except (msgspec.ValidationError, ValueError, TypeError, DemarcheError) as error:
        raise DemarcheError("D720", fields=", ".join(map(str, change)), reason=error.message if isinstance(error, DemarcheError) else str(error)) from error
    return found


def _whole(name: str, value: Any, sentences: Sequence[Span]) -> Any:
    """A value with its words as spans and its days as dates, at any depth."""
    if name in WORDS and value is not None:
        return _quoted(value["text"] if isinstance(value, dict) and "text" in value else value, sentences)
    if name in DATES and isinstance(value, str):
        interval(value)
        return {"value": value, "precision": PRECISION[len(value)], "basis": "explicit"}
    if isinstance(value, dict):
        return {key: _whole(str(key), each, sentences) for key, each in value.items()}
    if isinstance(value, list):
        return [_whole("", each, sentences) for each in value]
    return value


def _quoted(words: Any, sentences: Sequence[Span]) -> dict[str, Any]:
    """The span of the first place where words stand in the sentences."""
    if not isinstance(words, str) or not words.strip():
        raise ValueError(f"{words!r} are no words")
    for sentence in sentences:
        place = sentence.text.find(words)
        if place >= 0:
            return {"text": words, "start": sentence.start + place, "end": sentence.start + place + len(words)}
    raise ValueError(f"the sentence does not have the words {words!r}")
