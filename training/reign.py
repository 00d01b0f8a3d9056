"""REIGN (Bell 2016): the leaders of states, a term a row, by abbreviations of states and of names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from demarche.knowledge.days import before
from demarche.knowledge.entries import Term
from demarche.knowledge.loader import load_file
from demarche.knowledge.schema import File, Form

FACTS = Path(__file__).parent / "facts"


class Changed(Form, frozen=True, kw_only=True):
    """A code of REIGN that means another state from a day on."""

    code: str
    day: str
    before: str
    after: str


class Codes(File, frozen=True, kw_only=True):
    """The form of cow-iso.yaml."""

    codes: dict[str, str]
    changed: list[Changed]


class Named(Form, frozen=True, kw_only=True):
    """A leader of REIGN by full name and office; dates where REIGN's are wrong or have gone on."""

    name: str
    office: str
    names: list[str] = []
    since: str | None = None
    until: str | None = None


class Leaders(File, frozen=True, kw_only=True):
    """The form of facts/reign: by abbreviation and first day; null for who held no such office."""

    terms: dict[str, Named | None]


def reign(path: Path) -> Iterator[Term]:
    """The leaders of REIGN that facts/reign names."""
    codes = load_file(FACTS / "cow-iso.yaml", Codes)
    named: dict[str, Named | None] = {}
    for file in sorted((FACTS / "reign").glob("*.yaml")):
        named |= load_file(file, Leaders).terms
    with path.open(encoding="utf-8", errors="replace") as rows:
        for row in csv.DictReader(rows):
            day = f"{row['syear']}-{int(row['smonth']):02}-{int(row['sdate']):02}"
            leader = named.get(f"{row['stateabb']}-{day}")
            if leader is None:
                continue
            of = codes.codes.get(row["stateabb"], row["stateabb"])
            of = next((c.before if day < c.day else c.after for c in codes.changed if c.code == row["stateabb"]), of)
            end = f"{row['eyear']}-{int(row['emonth']):02}" if row["eyear"] else None
            since, until = leader.since or day, leader.until or end
            if until is not None and before(until, since):
                until = None
            yield Term(of=of, office=leader.office, name=leader.name, names=leader.names, since=since, until=until)
