"""The log: what reviewers decided, in the order in which they did. Entries are added, never changed; the database itself refuses that.

    witness = find(store, "6b1f0c2a9d3e:1f2e3d4c5b6a7988")
    decide(store, "correct", [witness], reviewer="Ada", why="the text denies it", change={"status": "denied"})
    decided(store, store.latest())
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Row, func, insert, select

from demarche.errors import DemarcheError
from demarche.register import recalling
from demarche.register.corrections import corrected
from demarche.register.facts import Witness
from demarche.register.recalling import begins, current
from demarche.register.reviews import VERBS, Decided, Decision, Kind, Subject, Verb, amended, undone
from demarche.register.reviews import decided as holding
from demarche.register.store import Store
from demarche.register.tables import decision, source, text

KINDS: tuple[Kind, ...] = get_args(Kind)
LEAST: dict[str, int] = {"accept": 1, "reject": 1, "correct": 1, "split": 1, "merge": 2, "undo": 0}  # records that a decision is about


def decide(store: Store, verb: Verb, subjects: Iterable[Subject | Witness[Any]] = (), *, reviewer: str, why: str = "",
           change: Mapping[str, Any] | None = None, undoes: int | None = None) -> Decision:
    """Add an entry to the log, and give it back.

    accept, reject, correct   one record or more, with the fields that are corrected (see `corrections`)
    split, merge              records that are an act of their own; records that are one act
    undo                      the entry with the number `undoes` holds no longer; another undo may be undone too

    Raises D720 where a correction does not fit a record, D721 where the decision is not whole, D722 where the register has no such record,
    D723 where there is nothing to undo; nothing is written then.
    """
    about = tuple(one if isinstance(one, Subject) else Subject.of(one) for one in subjects)
    given = _plain(change or {})
    _whole(verb, about, reviewer, why, given, undoes)
    with store.writing() as connection:
        moment = store.now(connection)
        log = _entries(connection, moment, store.place)
        if undoes is not None:
            _undoable(undoes, log)
        found = _present(connection, about, moment)
        about = tuple(subject for subject, _ in found)
        if verb == "correct":
            held = holding(log)
            for witness in (w for _, meant in found for w in meant):
                corrected(amended(witness.record, held.judgements(witness)), given)
        entry = Decision(id=0, recorded=moment, reviewer=reviewer.strip(), verb=verb, subjects=about, change=given, undoes=undoes, why=why.strip())
        return replace(entry, id=_inserted(connection, entry))


def entries(store: Store, known_on: str) -> list[Decision]:
    """All entries of the log up to a moment, in their order. Raises D704 where one cannot be read."""
    with store.reading() as connection:
        return _entries(connection, known_on, store.place)


def decided(store: Store, known_on: str) -> Decided:
    """What held of the log at a moment; raises D704."""
    return holding(entries(store, known_on))


def lapsed(store: Store, log: Sequence[Decision], known_on: str) -> set[int]:
    """The entries that no longer mean any record, as a newer version codes nothing like it; or whose correction does not fit it any more."""
    with store.reading() as connection:
        found = _told(connection, {subject.text for entry in log for subject in entry.subjects}, known_on)
    return {entry.id for entry in log if entry.subjects and not any(_fits(entry, w) for s in entry.subjects for w in found.get(s.text, ()) if s.means(w))}


def find(store: Store, key: str) -> Witness[Any]:
    """The witness of a key, as 'demarche why' prints it: the first 12 digits of its text's hash, a colon, the record's id. Raises D722."""
    beginning, colon, name = key.partition(":")
    if not colon or len(beginning) != 12 or not beginning.isalnum() or not name:
        raise DemarcheError("D722", record=key)
    moment = store.latest()
    with store.reading() as connection:
        named = connection.scalars(select(text.c.sha256).join(source, source.c.text == text.c.id).where(
            begins(text.c.sha256, beginning), current(moment))).all()
        for sha256, witnesses in _told(connection, set(named), moment).items():
            for witness in witnesses:
                if (sha256, name) in ((witness.text, witness.record.id), *witness.copies):
                    return witness
    raise DemarcheError("D722", record=key)


def _inserted(connection: Connection, entry: Decision) -> int:
    """The number of a new row."""
    row = {"recorded": entry.recorded, "reviewer": entry.reviewer, "verb": entry.verb, "subject": _json(entry.subjects), "change": _json(entry.change),
           "why": entry.why, "undoes": entry.undoes}
    connection.execute(insert(decision).values(row))
    return int(connection.execute(select(func.max(decision.c.id))).scalar_one())  # nobody else writes until this transaction ends


def _entries(connection: Connection, known_on: str, place: str) -> list[Decision]:
    rows = connection.execute(select(decision).where(decision.c.recorded <= known_on).order_by(decision.c.id))
    return [_entry(row, place) for row in rows]


def _entry(row: Row[Any], place: str) -> Decision:
    try:
        subjects = msgspec.json.decode(row.subject, type=tuple[Subject, ...])
        change = msgspec.json.decode(row.change, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise DemarcheError("D704", place=place, reason=f"decision {row.id}: {error}") from error
    return Decision(id=row.id, recorded=row.recorded, reviewer=row.reviewer, verb=row.verb, subjects=subjects, change=change, undoes=row.undoes, why=row.why)


def _whole(verb: Verb, subjects: Sequence[Subject], reviewer: str, why: str, change: Mapping[str, Any], undoes: int | None) -> None:
    """Raise D721 unless a decision has all that its verb needs, and no more."""
    several = len(set(subjects))
    reason = None
    if verb not in VERBS:
        reason = f"'{verb}' is none of {', '.join(VERBS)}"
    elif not reviewer.strip():
        reason = "it needs the name of a reviewer"
    elif any(not _writable(words) for words in (reviewer, why)):
        reason = "its name or reason has characters that no text has"
    elif several < LEAST[verb]:
        reason = f"to {verb} takes {'two records' if LEAST[verb] > 1 else 'a record'} or more"
    elif len({subject.kind for subject in subjects}) > 1 and verb not in ("accept", "reject"):
        reason = f"to {verb} takes records of one kind"
    elif verb == "merge" and subjects[0].kind == "measure" and len({subject.code for subject in subjects}) > 1:
        reason = "measures of two kinds are two measures"
    elif (verb == "undo") != (undoes is not None) or (verb == "undo" and subjects):
        reason = "an undo, and nothing else, takes the number of an entry"
    elif change and verb != "correct":
        reason = f"to {verb} changes no field"
    if reason:
        raise DemarcheError("D721", reason=reason)


def _plain(change: Mapping[str, Any]) -> dict[str, Any]:
    """A change as JSON holds it, as it is read again; raises D720 where JSON has no such value."""
    try:
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(change))
    except (TypeError, ValueError) as error:
        raise DemarcheError("D720", fields=", ".join(map(str, change)), reason=str(error)) from error
    return plain


def _writable(words: str) -> bool:
    """Whether databases take it: no NUL, no half of a surrogate pair."""
    return not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in words)


def _undoable(number: int, log: Sequence[Decision]) -> None:
    """Raise D723 unless the log has an entry of this number that holds."""
    if all(entry.id != number for entry in log):
        raise DemarcheError("D723", number=number, reason="the log has no such entry")
    by = undone(log).get(number)
    if by is not None:
        raise DemarcheError("D723", number=number, reason=f"decision {by} has undone it")


def _present(connection: Connection, subjects: Sequence[Subject], known_on: str) -> list[tuple[Subject, list[Witness[Any]]]]:
    """The subjects, each with the witnesses that it means, and knowing those beside it; raises D722 where one means none."""
    told = _told(connection, {subject.text for subject in subjects}, known_on)
    found = []
    for subject in subjects:
        like = [w for w in told[subject.text] if subject.means(w)]
        if not like:
            raise DemarcheError("D722", record=f"{subject.text[:12]}:{subject.record}")
        named = [w for w in like if subject.names(w)]
        coded = Subject.of(named[0]) if named else subject  # a witness may be given as it was corrected
        beside = {name for w in like if named and w not in named for text, name in ((w.text, w.record.id), *w.copies) if text == coded.text}
        found.append((replace(coded, beside=tuple(sorted({*subject.beside, *beside}))), named or like))
    return found


def _told(connection: Connection, texts: set[str], known_on: str) -> dict[str, list[Witness[Any]]]:
    """What is told by texts, or by others of which they are near copies."""
    found: dict[str, list[Witness[Any]]] = {sha256: [] for sha256 in texts}
    if texts:
        for kind in KINDS:
            for witness in recalling.witnesses(connection, kind, known_on, texts=sorted(texts)):
                for sha256 in {witness.text, *(copy for copy, _ in witness.copies)} & texts:
                    found[sha256].append(witness)
    return found


def _fits(entry: Decision, witness: Witness[Any]) -> bool:
    """Whether what an entry corrects can still be corrected in a witness."""
    if entry.verb != "correct":
        return True
    try:
        corrected(witness.record, entry.change)
    except DemarcheError:
        return False
    return True


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")
