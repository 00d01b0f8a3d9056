"""What the linter checks of terms of office and of memberships: that who they speak of exists, and that their dates can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from demarche.knowledge.claims import stretch
from demarche.knowledge.contents import Content
from demarche.knowledge.days import before
from demarche.knowledge.entries import Entry, Membership, Term
from demarche.knowledge.names import key_of


def check_officials(content: Content) -> None:
    """Offices of nobody, dates that cannot be, and terms of one person in one office that overlap."""
    actors = {entry.id: entry for _, entry in content.actors}
    held: dict[tuple[str, str, str], list[tuple[Path, Term]]] = defaultdict(list)
    for path, term in content.officials:
        held[term.of, key_of(term.office), key_of(term.name)].append((path, term))
        for problem in term_problems(term, actors.get(term.of)):
            content.report(path, f"{term.of}, {term.office}: {problem}")
    for terms in held.values():
        for (_, first), (path, second) in pairwise(sorted(terms, key=lambda t: t[1].since or "")):
            if before(first.since, second.until) and before(second.since, first.until):
                content.report(path, f"{second.of}, {second.office}: two terms of {second.name} overlap, {span(first)} and {span(second)}")


def term_problems(term: Term, owner: Entry | None) -> Iterator[str]:
    """What is wrong with one term."""
    if owner is None:
        yield f"'{term.of}' is no actor"
        return
    yield from stretch(term.name, term.since, term.until)
    for name in (term.name, *term.names):
        if not name.lstrip("'’‘ʻ")[:1].isalpha() or name != name.strip():
            yield f"'{name}' does not look like a name"
    if owner.until and term.since and before(owner.until, term.since):
        yield f"{term.name} takes office in {term.since}, and {owner.name} ended in {owner.until}"


def span(term: Term) -> str:
    """The time of a term in words."""
    return f"{term.since or '?'} to {term.until or 'today'}"


def check_memberships(content: Content) -> None:
    """Bodies and members that are no actors, members that stand twice at one time, members outside the life of a body."""
    actors = {entry.id: entry for _, entry in content.actors}
    seen: set[str] = set()
    for path, membership in content.memberships:
        if membership.body in seen and path not in content.over:
            content.report(path, f"{membership.body}: its members stand twice")
        seen.add(membership.body)
        body = actors.get(membership.body)
        problems: Sequence[str] = [f"'{membership.body}' is no actor"] if body is None else list(member_problems(membership, body, actors))
        for problem in problems:
            content.report(path, f"members of {membership.body}: {problem}")


def member_problems(membership: Membership, body: Entry, actors: dict[str, Entry]) -> Iterator[str]:
    """What is wrong with the members of one body."""
    by_id = defaultdict(list)
    for member in membership.members:
        by_id[member.id].append(member)
        if member.id not in actors:
            yield f"'{member.id}' is no actor"
        yield from stretch(member.id, member.since, member.until)
        if body.since and member.since and before(member.since, body.since):
            yield f"{member.id} joins in {member.since}, and {body.name} begins in {body.since}"
        if body.until and member.since and before(body.until, member.since):
            yield f"{member.id} joins in {member.since}, and {body.name} ended in {body.until}"
    for same in by_id.values():
        for first, second in pairwise(sorted(same, key=lambda m: m.since or "")):
            if before(first.since, second.until) and before(second.since, first.until):
                yield f"{first.id} is a member twice at one time"
