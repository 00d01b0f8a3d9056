"""Office-holders from the data sets of others, as actor files: who led a state since 1990, and who sat in a cabinet up to 2014.

    python -m training.officeholders --data ../shared/data --out src/demarche/knowledge/actors/officials

Sources, as facts (names, offices, dates): REIGN (Bell 2016, leaders to March 2021; its names and offices made whole by training/facts/reign,
which is written from general knowledge), Wikidata (CC0, 2022; CC BY-SA 4.0, 2026), the Phoenix dictionaries (MIT, to 2014). What the files
written by hand say of a person in an office is left out here: they win.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

from demarche.importing.pieces import crosswalks
from demarche.knowledge.claims import before
from demarche.knowledge.entries import Actors, Entry, Term
from demarche.knowledge.loader import FOLDER, load_file
from demarche.knowledge.names import key_of
from demarche.knowledge.schema import File, Form

FACTS = Path(__file__).parent / "facts"
FIRST, LAST = "1990", "2014"  # years: from when on, and where the Phoenix dictionaries end
GENERATED = ("leaders.yaml", "cabinets.yaml")
MONARCHS = {"monarch", "king", "queen", "emperor", "sultan", "emir", "grand duke", "prince"}
HEADS = {"head_of_state", "head_of_government"}
ROLE = re.compile(r"\[([A-Z]{3})(GOV|MIL)[A-Z]*\s+([<>]?)(\d{6,8})(?:-(\d{6,8}))?\]")
TITLES = {"PRESIDENT", "MINISTER", "PRIME", "KING", "QUEEN", "GENERAL", "AMBASSADOR", "CHANCELLOR", "SECRETARY", "SENATOR", "GOVERNOR", "PREMIER",
          "COLONEL", "FOREIGN", "DEFENSE", "DEFENCE", "DR", "SHEIKH", "PRINCE", "LEADER", "OFFICIAL", "SPOKESMAN", "MINISTRY", "GOVERNMENT", "ARMY",
          "COMMANDER", "CHIEF", "HEAD", "VICE", "DEPUTY"}


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


def wikidata_2022(path: Path, states: dict[str, str]) -> Iterator[Term]:
    """Heads of state and government, by year."""
    with path.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            of = states.get(key_of(row["country"]))
            if of is not None and not re.fullmatch(r"Q\d+", row["officeholderLabel"]):
                office, _, what = row["positionLabel"].lower().partition(" of ")
                office = office if not what or states.get(key_of(what.removeprefix("the "))) == of else row["positionLabel"].lower()
                yield Term(of=of, office=office, name=row["officeholderLabel"], since=row["start_year"] or None, until=row["end_year"] or None)


def wikidata_2026(path: Path) -> Iterator[Term]:
    """Heads of state and government in August 2026, with the day on which they took office."""
    for one in json.loads(path.read_text(encoding="utf-8"))["countries"].values():
        of = crosswalks().alpha2.get(one["country"]["iso_code"])
        for place, position in one["positions"].items():
            holder = position.get("current_holder") if place in HEADS else None
            if of is not None and holder and holder.get("name_en"):
                yield Term(of=of, office=position["title_en"].split(" of ")[0].split(" and ")[0].lower(), name=holder["name_en"], since=holder.get("since"))


def phoenix(path: Path, states: set[str]) -> Iterator[Term]:
    """Members of governments and commanders with their dates; open terms end with the source, in 2014."""
    names: list[str] = []
    closed = False
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.split("#")[0].rstrip()
        if not text.strip():
            continue
        if not line.startswith(("\t", " ")):
            alias = text.startswith("+")
            if not alias or closed:
                names, closed = [], False
            names.append(text.lstrip("+").split("[")[0].strip().strip("_"))
        else:
            closed = True
            for role in ROLE.finditer(text):
                since, until = stretch(role[3], role[4], role[5])
                if role[1] in states and FIRST <= (until or LAST) <= LAST and (since or FIRST) < LAST and not (since and until and before(until, since)):
                    persons = [shown for name in names if (shown := person(name)) is not None]
                    if persons:
                        office = "official" if role[2] == "GOV" else "commander"
                        also = sorted({p for p in persons if key_of(p) != key_of(persons[0])})
                        yield Term(of=role[1], office=office, name=persons[0], names=also, since=since, until=until or LAST)


def joined(terms: Iterable[Term]) -> list[Term]:
    """Terms of one person that touch, as one: Phoenix cuts them by ministry."""
    by_person: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        by_person[term.of, key_of(term.name)].append(term)
    found = []
    for own in by_person.values():
        own.sort(key=lambda t: t.since or "")
        kept = own[:1]
        for term in own[1:]:
            last = kept[-1]
            if int((term.since or FIRST)[:4]) <= int((last.until or LAST)[:4]) + 1:
                kept[-1] = replace(last, until=max(last.until or "", term.until or ""))
            else:
                kept.append(term)
        found += kept
    return found


def stretch(mark: str, first: str, last: str | None) -> tuple[str | None, str | None]:
    """Two dates of Phoenix: ">050101" from then on, "<050101" until then.

    >>> stretch(">", "051122", None), stretch("", "19940922", "20040712")
    (('2005-11', None), ('1994-09', '2004-07'))
    """
    begin = month(first)
    return (None, begin) if mark == "<" else (begin, month(last) if last else None)


def month(digits: str) -> str | None:
    """A date of six or eight digits to the month; none where it is no date."""
    if len(digits) == 7:
        return None
    full = digits if len(digits) == 8 else ("19" if int(digits[:2]) > 30 else "20") + digits
    return f"{full[:4]}-{full[4:6]}" if "01" <= full[4:6] <= "12" else full[:4]


def person(name: str) -> str | None:
    """A name of Phoenix as one writes it; none for what is a title, a single word or no name of letters."""
    words = [word for word in name.split("_") if word]
    if not 2 <= len(words) <= 4 or any(word.strip(".") in TITLES or not re.fullmatch(r"[A-Z'.-]+", word) for word in words) or all(len(w) < 4 for w in words):
        return None
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words)


def merged(terms: Iterable[Term], written: Iterable[Term]) -> list[Term]:
    """The terms that no written one and no earlier one covers: the same person in the same state, in the same office or at the same time."""
    known: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in written:
        for name in (term.name, *term.names):
            known[term.of, key_of(name)].append(term)
    kept = []
    for term in terms:
        rivals = [k for name in (term.name, *term.names) for k in known[term.of, key_of(name)]]
        if not any(same(term, rival) for rival in rivals) and (term.until or "9999") >= FIRST:
            kept.append(term)
            for name in (term.name, *term.names):
                known[term.of, key_of(name)].append(term)
    return sorted(kept, key=lambda t: (t.of, t.office, t.since or "", t.name))


def held_by_another(term: Term, known: Iterable[Term]) -> bool:
    """Whether somebody else is known in an office at the time: a data set often has the same person under another spelling."""
    offices = MONARCHS if term.office in MONARCHS else {term.office}
    return any(other.office in offices and before(term.since, other.until) and before(other.since, term.until) for other in known)


def same(term: Term, other: Term) -> bool:
    """Whether two terms of one person are one: they meet in time, and their offices are one, or one of them says only that there was some."""
    if "official" not in (term.office, other.office) and key_of(term.office) != key_of(other.office):
        return False
    return before(term.since, other.until) and before(other.since, term.until)


def write(path: Path, about: str, licence: str, source: str, terms: list[Term]) -> None:
    """An actor file of terms, one a line."""
    lines = [f"about: {about}", f"licence: {licence}", f"source: {source}", "officials:"]
    for term in terms:
        fields: dict[str, Any] = {"of": term.of, "office": term.office, "name": term.name, "names": term.names, "since": term.since, "until": term.until}
        given = {key: value for key, value in fields.items() if value}
        lines.append("- " + yaml.safe_dump(given, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000).strip())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(terms)} terms")


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(prog="python -m training.officeholders", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=FOLDER / "actors" / "officials")
    opt = parser.parse_args()
    entries = [entry for path in sorted((FOLDER / "actors").glob("*.yaml")) for entry in load_file(path, Actors).actors]
    states = {key_of(name): entry.id for entry in entries if entry.kind == "state" for name in names_of(entry)}
    written = [term for path in sorted(opt.out.glob("*.yaml")) if path.name not in GENERATED for term in load_file(path, Actors).officials]
    holders, dictionaries = opt.data / "officeholders", opt.data / "phoenix"
    leaders = merged([*reign(holders / "reign_leaders_2021.csv"), *wikidata_2026(holders / "wikidata_leaders_2026.json")], written)
    by_state: dict[str, list[Term]] = defaultdict(list)
    for term in (*written, *leaders):
        by_state[term.of].append(term)
    more = [t for t in wikidata_2022(holders / "wikidata_leaders_2022.csv", states) if not held_by_another(t, by_state[t.of])]
    leaders = merged([*leaders, *more], written)
    write(opt.out / "leaders.yaml", "Leaders of states since 1990, generated by training/officeholders.py; never edited by hand.", "CC-BY-SA-4.0",
          "REIGN to March 2021, with training/facts/reign; Wikidata of 2022 and, through a snapshot under CC BY-SA 4.0, of August 2026", leaders)
    after = {successor: entry for entry in entries for successor in entry.successors if entry.until}
    members = phoenix(dictionaries / "Phoenix.Countries.actors.txt", set(states.values()))
    cabinets = merged(joined(t for t in members if t.of not in after or not before(t.until, after[t.of].until)), [*written, *leaders])
    write(opt.out / "cabinets.yaml", "Members of governments from 1990 to 2014, generated by training/officeholders.py; never edited by hand.", "MIT",
          "the Phoenix dictionaries of the Open Event Data Alliance; a term without an end there ends with the source in 2014", cabinets)


def names_of(entry: Entry) -> list[str]:
    """The names by which a data set may call a state."""
    return [entry.name, *entry.names]


if __name__ == "__main__":
    main()
