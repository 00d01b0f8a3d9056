"""FollowTheMoney: entities of people and organisations, one JSON object a line, as OpenSanctions publishes them.

The format: https://followthemoney.tech/explorer/
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from demarche.importing.pieces import Imported, country_of, crosswalks, day_of, first, office_of, others
from demarche.knowledge.entries import Entry, Term


def recognised(objects: list[dict[str, Any]]) -> bool:
    """Whether objects are entities of this format."""
    return bool(objects) and "schema" in objects[0] and isinstance(objects[0].get("properties"), dict)


def read(objects: list[dict[str, Any]], imported: Imported) -> None:
    """Organisations and persons as actors; who holds a post of an organisation in the file (Occupancy, Membership, Directorship) as its official."""
    words = crosswalks().ftm
    known: dict[str, Entry] = {}
    posts: dict[str, dict[str, list[str]]] = {}
    links = []
    for one in objects:
        schema, properties = str(one.get("schema")), one.get("properties") or {}
        name = first(properties.get("name", ())) or one.get("caption")
        name = " ".join(str(name or "").split())
        if schema == "Position":
            posts[str(one.get("id"))] = {**properties, "name": [name]}
        elif schema in ("Membership", "Directorship", "Occupancy", "Employment"):
            links.append(properties)
        elif schema not in words.kinds:
            imported.left_out[f"of schema {schema}"] += 1
        elif not name:
            imported.left_out["without a name"] += 1
        else:
            known[str(one.get("id"))] = entry_of(name, schema, properties, imported)
    for link in links:
        post = posts.get(first(values(link, "post")) or "", {})
        of = next((known[i] for i in [*values(link, "organization", "employer", "post"), *values(post, "organization")] if i in known), None)
        if post and of is None and (country := country_of(values(post, "country"))) is not None:
            terms = held(country, link, post, known)
            imported.officials += terms
            if not terms:
                imported.left_out["links to what the file does not have"] += 1
            continue
        who = known.get(first(values(link, "member", "director", "holder", "employee")) or "")
        if of is None or who is None:
            imported.left_out["links to what the file does not have"] += 1
            continue
        imported.officials.append(Term(of=of.id, office=(first(values(link, "role")) or "official").lower(), name=who.name, names=who.names,
                                       since=day_of(first(values(link, "startDate"))), until=day_of(first(values(link, "endDate")))))
    serving = {i for link in links for i in values(link, "member", "director", "holder", "employee")} if imported.officials else set()
    imported.actors += [entry for i, entry in known.items() if entry.kind != "person" or i not in serving]


def held(country: str, link: dict[str, list[str]], post: dict[str, list[str]], known: dict[str, Entry]) -> list[Term]:
    """A post of a state that a person of the file holds, as OpenSanctions links them."""
    who = known.get(first(values(link, "holder")) or "")
    office = office_of(first(values(post, "name")) or "official", country)
    return [] if who is None else [Term(of=country, office=office, name=who.name, names=who.names,
                                        since=day_of(first(values(link, "startDate"))), until=day_of(first(values(link, "endDate"))))]


def entry_of(name: str, schema: str, properties: dict[str, list[str]], imported: Imported) -> Entry:
    """One actor."""
    words = crosswalks().ftm
    topics = values(properties, "topics")
    kind = next((words.topic_kinds[t] for t in topics if t in words.topic_kinds and schema != "Person"), words.kinds[schema])
    return Entry(id=imported.new_id(name), name=name, kind=kind, names=others(name, values(properties, "name", "alias", "abbreviation", "previousName")),
                 country=country_of(values(properties, "jurisdiction", "country", "nationality")),
                 sectors=list(dict.fromkeys(words.topics[t] for t in topics if t in words.topics)),
                 since=day_of(first(values(properties, "incorporationDate"))), until=day_of(first(values(properties, "dissolutionDate"))))


def values(properties: dict[str, list[str]], *names: str) -> list[str]:
    """The values of some properties, in order."""
    found: Iterable[Any] = (value for name in names for value in properties.get(name, ()))
    return [str(value.get("id", "")) if isinstance(value, dict) else str(value) for value in found]
