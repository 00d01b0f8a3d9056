"""Wikidata: entities as Special:EntityData and its dumps give them, or the rows of a SPARQL query.

The formats: https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON and https://www.w3.org/TR/sparql11-results-json/. A query gives
`item` and `itemLabel`, and what it has of `itemAltLabel`, `class`, `iso3` or `iso2`, `inception`, `dissolved`; for officials `holderLabel`,
`officeLabel`, `start` and `end`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from demarche.importing.pieces import Imported, country_of, crosswalks, day_of, first, office_of, others
from demarche.knowledge.entries import Entry, Member, Membership, Term
from demarche.records import Kind


def recognised(objects: list[dict[str, Any]]) -> bool:
    """Whether objects are entities or rows of this format."""
    one = objects[0] if objects else {}
    return isinstance(one.get("entities"), dict) or ("labels" in one and "claims" in one) or isinstance(one.get("results"), dict)


def read(objects: list[dict[str, Any]], imported: Imported) -> None:
    """Entities and rows as actors; positions held (P39) as terms of office, members of (P463) as memberships."""
    given = [entity for one in objects if isinstance(one.get("entities"), dict) for entity in one["entities"].values()]
    entities = [*given, *(one for one in objects if "labels" in one)]
    read_entities({str(entity.get("id")): entity for entity in entities}, imported)
    for one in objects:
        rows(one.get("results", {}).get("bindings", ()) if isinstance(one.get("results"), dict) else (), imported)


def read_entities(entities: dict[str, dict[str, Any]], imported: Imported) -> None:
    """Entities whose names the file gives in English."""
    ids: dict[str, str] = {}
    for number, entity in entities.items():
        name = label(entity)
        if name is None:
            imported.left_out["without an English label"] += 1
        else:
            ids[number] = imported.state_id(first(values(entity, "P298"))) or imported.new_id(name)
    holders = {number for number in ids if values(entities[number], "P39")}
    for number, own in ids.items():
        entity = entities[number]
        name = label(entity) or ""
        if number not in holders:
            since, until = (day_of(first(values(entity, property))) for property in ("P571", "P576"))
            imported.actors.append(Entry(id=own, name=name, kind=kind_of(values(entity, "P31")), names=others(name, aliases(entity)),
                                         country=country(entity, entities), since=since, until=until))
        for position in claims(entity, "P39"):
            term_of(name, entity, position, entities, ids, imported)
    for body, members in member_of(entities, ids, holders):
        imported.memberships.append(Membership(body=body, members=members))


def term_of(name: str, holder: dict[str, Any], position: dict[str, Any], entities: dict[str, dict[str, Any]], ids: dict[str, str], imported: Imported) -> None:
    """One position that a person held: an office of the state or body that the position belongs to (P1001, P361, P17), where the file has it."""
    office = entities.get(value_of(position.get("mainsnak", {})) or "", {})
    owner = first(q for p in ("P1001", "P361", "P2389", "P17") for q in values(office, p) if q in ids)
    if owner is None:
        imported.left_out["positions of what the file does not have"] += 1
        return
    title = office_of(label(office) or "official", label(entities[owner]) or "")
    imported.officials.append(Term(of=ids[owner], office=title, name=name, names=others(name, aliases(holder)),
                                   since=day_of(qualifier(position, "P580")), until=day_of(qualifier(position, "P582"))))


def member_of(entities: dict[str, dict[str, Any]], ids: dict[str, str], holders: set[str]) -> Iterator[tuple[str, list[Member]]]:
    """The members of each body of the file that are in the file too."""
    found: dict[str, list[Member]] = {}
    for number, entity in entities.items():
        for claim in claims(entity, "P463"):
            body = value_of(claim.get("mainsnak", {}))
            if body in ids and number in ids and number not in holders:
                found.setdefault(ids[body], []).append(Member(id=ids[number], since=day_of(qualifier(claim, "P580")), until=day_of(qualifier(claim, "P582"))))
    yield from found.items()


def rows(bindings: Any, imported: Imported) -> None:
    """The rows of a query, joined by their item."""
    joined: dict[str, dict[str, list[str]]] = {}
    for row in bindings:
        cells = {name: cell.get("value", "") for name, cell in row.items()}
        item = joined.setdefault(cells.get("item", ""), {})
        for name, value in cells.items():
            if value and value not in item.setdefault(name, []):
                item[name].append(value)
        if cells.get("holderLabel"):
            item.setdefault("terms", []).append("\t".join(cells.get(name, "") for name in ("holderLabel", "officeLabel", "start", "end")))
    for item in joined.values():
        name = first(item.get("itemLabel", ()))
        if name is None or (name[:1] == "Q" and name[1:].isdigit()):
            imported.left_out["without an English label"] += 1
            continue
        kinds = [value.rsplit("/", 1)[-1] for value in item.get("class", ())]
        state = kind_of(kinds) == "state"
        own = (imported.state_id(first(item.get("iso3", ()))) if state else None) or imported.new_id(name)
        also = [alias for cell in item.get("itemAltLabel", ()) for alias in cell.split(", ")]
        imported.actors.append(Entry(id=own, name=name, kind=kind_of(kinds), names=others(name, also),
                                     country=country_of([*item.get("iso3", ()), *item.get("iso2", ())]),
                                     since=day_of(first(item.get("inception", ()))), until=day_of(first(item.get("dissolved", ())))))
        for term in dict.fromkeys(item.get("terms", ())):
            holder, office, start, end = term.split("\t")
            imported.officials.append(Term(of=own, office=office_of(office or "official", name), name=holder, since=day_of(start), until=day_of(end)))


def label(entity: dict[str, Any]) -> str | None:
    """The English name of an entity."""
    found = entity.get("labels") or {}
    return next((found[language]["value"] for language in ("en", "mul", "en-gb") if language in found), None)


def aliases(entity: dict[str, Any]) -> list[str]:
    """The other English names of an entity."""
    return [alias["value"] for alias in (entity.get("aliases") or {}).get("en", ())]


def values(entity: dict[str, Any], name: str) -> list[str]:
    """The values of a property: ids of entities, dates or strings."""
    return [value for claim in claims(entity, name) if (value := value_of(claim.get("mainsnak", {}))) is not None]


def claims(entity: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The statements of a property, preferred ones first; those that Wikidata has withdrawn are none."""
    found = (entity.get("claims") or {}).get(name, ())
    return sorted((claim for claim in found if claim.get("rank") != "deprecated"), key=lambda claim: claim.get("rank") != "preferred")


def value_of(snak: dict[str, Any]) -> str | None:
    """The value of one statement."""
    value = snak.get("datavalue", {}).get("value")
    if isinstance(value, dict):
        return value.get("id") or time_of(value)
    return value if isinstance(value, str) else None


def time_of(value: dict[str, Any]) -> str | None:
    """A time as far as it is precise: 11 is a day, 10 a month, 9 a year; a decade or a century is no date of ours."""
    length = {11: 11, 10: 8, 9: 5}.get(value.get("precision", 11))
    return str(value["time"])[:length] if length and value.get("time") else None


def qualifier(claim: dict[str, Any], name: str) -> str | None:
    """A qualifier of a statement: when it began or ended."""
    return first(value for snak in (claim.get("qualifiers") or {}).get(name, ()) if (value := value_of(snak)) is not None)


def country(entity: dict[str, Any], entities: dict[str, dict[str, Any]]) -> str | None:
    """The country of an entity, by the codes that it or its country in the file has."""
    own = [entity, *(entities[q] for q in values(entity, "P17") if q in entities)]
    return first(code for one in own if (code := country_of([*values(one, "P298"), *values(one, "P297")])) is not None)


def kind_of(classes: list[str]) -> Kind:
    """Our kind for classes of Wikidata; "other" where none is known."""
    kinds = crosswalks().wikidata.kinds
    return next((kinds[c] for c in classes if c in kinds), "other")
