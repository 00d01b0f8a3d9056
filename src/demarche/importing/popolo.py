"""Popolo: persons, organisations and memberships of legislatures and governments, in one JSON object.

The format: https://www.popoloproject.com/specs/
"""

from __future__ import annotations

import re
from typing import Any

from demarche.importing.pieces import Imported, crosswalks, day_of, others
from demarche.knowledge.entries import Entry, Term


def recognised(objects: list[dict[str, Any]]) -> bool:
    """Whether objects are of this format."""
    return len(objects) == 1 and isinstance(objects[0].get("organizations"), list)


def read(objects: list[dict[str, Any]], imported: Imported) -> None:
    """Organisations as actors, memberships as terms of office with the role that they give, or the label of their post."""
    words = crosswalks().popolo
    for one in objects:
        persons = {person.get("id"): person for person in one.get("persons") or ()}
        posts = {post.get("id"): post for post in one.get("posts") or ()}
        organisations = [{"id": f"number {number}", **each} for number, each in enumerate(one["organizations"])]
        ids: dict[str, str] = {}
        for organisation in organisations:
            if organisation.get("name"):
                ids[organisation["id"]] = imported.new_id(organisation["name"])
            else:
                imported.left_out["without a name"] += 1
        for organisation in organisations:
            if organisation.get("id") in ids and organisation.get("name"):
                kind = re.findall(r"[a-z]+", (organisation.get("classification") or "").lower())
                imported.actors.append(Entry(
                    id=ids[organisation["id"]], name=organisation["name"], kind=next((k for word, k in words.kinds.items() if word in kind), "other"),
                    names=others(organisation["name"], names(organisation)), sectors=[s for word, s in words.sectors.items() if word in kind][:1],
                    parent=ids.get(organisation.get("parent_id") or ""), since=day_of(organisation.get("founding_date")),
                    until=day_of(organisation.get("dissolution_date"))))
        for membership in one.get("memberships") or ():
            post = posts.get(membership.get("post_id"), {})
            of = ids.get(membership.get("organization_id") or post.get("organization_id") or "")
            person = persons.get(membership.get("person_id"), {})
            if of is None or not person.get("name"):
                imported.left_out["memberships of what the file does not have"] += 1
                continue
            imported.officials.append(Term(
                of=of, office=(membership.get("role") or post.get("label") or "member").lower(),
                name=person["name"], names=others(person["name"], names(person)),
                since=day_of(membership.get("start_date")), until=day_of(membership.get("end_date"))))


def names(one: dict[str, Any]) -> list[str]:
    """The other names of a person or organisation."""
    return [other["name"] if isinstance(other, dict) else str(other) for other in one.get("other_names") or () if other]
