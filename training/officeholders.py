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
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

import yaml
from msgspec import to_builtins
from msgspec.structs import replace

from demarche.importing.pieces import crosswalks
from demarche.knowledge.days import before
from demarche.knowledge.entries import Actors, Entry, Term
from demarche.knowledge.loader import FOLDER, load_file
from demarche.knowledge.names import key_of
from demarche.knowledge.schema import File, Form
from training.phoenix import ROLE, lines, person, stretch
from training.reign import FACTS, reign

FIRST, LAST, SNAPSHOT = "1990", "2014", "2022"  # from when on; where the Phoenix dictionaries and the older list of Wikidata end
GENERATED = ("leaders.yaml", "cabinets.yaml")
HEADS = {"head_of_state", "head_of_government"}


class WrongTerm(Form, frozen=True, kw_only=True):
    """A term of a data set that nobody held, and why."""

    of: str
    name: str
    office: str
    why: str


class Wrong(File, frozen=True, kw_only=True):
    """The form of wrong.yaml."""

    terms: list[WrongTerm]
    states: list[str]
    names: list[str]
    titles: list[str]
    words: dict[str, list[str]]
    known_as: dict[str, str]

    def has(self, of: str, name: str) -> bool:
        """Whether a name of Phoenix is left out for a state."""
        return of in self.states or name in self.names or any(word in name.split() for word in self.words.get(of, ()))

    def told(self, term: Term) -> bool:
        """Whether a term is one of those that nobody held."""
        return self.known_as.get(term.name, term.of) != term.of or any((o.of, o.name, o.office) == (term.of, term.name, term.office) for o in self.terms)


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


def phoenix(path: Path, states: set[str], titles: Container[str], wrong: Wrong) -> Iterator[Term]:
    """Members of governments and commanders with their dates; open terms end with the source, in 2014."""
    names: list[str] = []
    closed = False
    for text in lines(path):
        if not text.startswith(("\t", " ")):
            if not text.startswith("+") or closed:
                names, closed = [], False
            names.append(text.lstrip("+").split("[")[0].strip().strip("_"))
            continue
        closed = True
        for role in ROLE.finditer(text):
            since, until = stretch(role[3], role[4], role[5])
            if role[1] not in states or not FIRST <= (until or LAST) <= LAST or (since or FIRST) >= LAST or (since and until and before(until, since)):
                continue
            persons = [shown for name in names if (shown := person(name, titles)) is not None and not wrong.has(role[1], shown)]
            if persons:
                also = sorted({p for p in persons if key_of(p) != key_of(persons[0])})
                yield Term(of=role[1], office="official" if role[2] == "GOV" else "commander", name=persons[0], names=also, since=since, until=until or LAST)


def joined(terms: Iterable[Term]) -> list[Term]:
    """Terms of one person that lie within a year of each other, as one: Phoenix cuts them by ministry."""
    by_person: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for term in terms:
        by_person[term.of, key_of(term.name), term.office].append(term)
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


def merged(terms: Iterable[Term], written: Iterable[Term]) -> list[Term]:
    """The terms that no written one and no earlier one covers: one of the same person in the same state (see `same`)."""
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


def held_by_another(term: Term, known: Iterable[Term], monarchs: Container[str]) -> bool:
    """Whether somebody is known in an office at the time, or the person in another: a data set often has other spellings and names of offices."""
    for other in known:
        office = other.office == term.office or (other.office in monarchs and term.office in monarchs)
        if (office or key_of(term.name) in map(key_of, (other.name, *other.names))) and before(term.since, other.until) and before(other.since, term.until):
            return True
    return False


def same(term: Term, other: Term) -> bool:
    """Whether two terms of one person are one: they meet in time, and their offices are one, or one of them says only that there was some."""
    if "official" not in (term.office, other.office) and key_of(term.office) != key_of(other.office):
        return False
    return before(term.since, other.until) and before(other.since, term.until)


def write(path: Path, about: str, licence: str, source: str, terms: list[Term]) -> None:
    """An actor file of terms, one a line."""
    rows = [f"about: {about}", f"licence: {licence}", f"source: {source}", "officials:"]
    for term in terms:
        rows.append("- " + yaml.safe_dump(to_builtins(term), default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000).strip())
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
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
    roles = load_file(FOLDER / "actors" / "roles.yaml", Actors).roles
    monarchs = next({"monarch", *role.means} for role in roles if role.noun == "monarch")
    wrong = load_file(FACTS / "wrong.yaml", Wrong)
    found = [*reign(holders / "reign_leaders_2021.csv"), *wikidata_2026(holders / "wikidata_leaders_2026.json")]
    leaders = merged((term for term in found if not wrong.told(term)), written)
    by_state: dict[str, list[Term]] = defaultdict(list)
    for term in (*written, *leaders):
        by_state[term.of].append(term)
    more = [t for t in wikidata_2022(holders / "wikidata_leaders_2022.csv", states) if not held_by_another(t, by_state[t.of], monarchs) and not wrong.told(t)]
    leaders = merged([*leaders, *(replace(t, until=t.until or SNAPSHOT) for t in more)], written)  # what is open there ends with the source
    write(opt.out / "leaders.yaml", "Leaders of states since 1990, generated by training/officeholders.py; never edited by hand.", "CC-BY-SA-4.0",
          "REIGN to March 2021, with training/facts/reign; Wikidata of 2022 and, through a snapshot under CC BY-SA 4.0, of August 2026", leaders)
    after = {successor: entry for entry in entries for successor in entry.successors if entry.until}
    titles = {word for role in roles for word in role.noun.lower().split() if role.stands == "organ"}.union(wrong.titles)
    bodies = {key_of(name) for entry in entries for name in names_of(entry)}
    members = (t for t in phoenix(dictionaries / "Phoenix.Countries.actors.txt", set(states.values()), titles, wrong) if key_of(t.name) not in bodies)
    cabinets = merged(joined(t for t in members if t.of not in after or not before(t.until, after[t.of].until)), [*written, *leaders])
    write(opt.out / "cabinets.yaml", "Members of governments from 1990 to 2014, generated by training/officeholders.py; never edited by hand.", "MIT",
          "the Phoenix dictionaries of the Open Event Data Alliance; a term without an end there ends with the source in 2014", cabinets)


def names_of(entry: Entry) -> list[str]:
    """The names by which a data set may call a state."""
    return [entry.name, *entry.names]


if __name__ == "__main__":
    main()
