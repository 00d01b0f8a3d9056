"""Words whose grammar a tree does not tell, from knowledge/patterns/grammar.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import yaml

DATA = Path(__file__).parent.parent / "knowledge" / "patterns" / "grammar.yaml"


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of the file, as sets; what each is for stands in the file."""

    about: str
    licence: str
    source: str
    appeals: frozenset[str]
    decisions: frozenset[str]
    particles: frozenset[str]
    reasons: frozenset[str]
    measures: frozenset[str]
    numbers: frozenset[str]
    examples: frozenset[str]
    unreal: frozenset[str]
    reviews: frozenset[str]
    forbidding: frozenset[str]
    ongoing: frozenset[str]
    invariant: frozenset[str]


@cache
def grammar() -> Grammar:
    """The file, read once.

    >>> "call" in grammar().appeals
    True
    """
    return msgspec.convert(yaml.load(DATA.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), Grammar)
