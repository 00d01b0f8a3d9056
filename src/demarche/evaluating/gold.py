"""Gold documents: what careful readers found in a text, in one JSON file a document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import msgspec

from demarche.errors import DemarcheError


class GoldActor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor: the canonical name first, then every form that a good program may print."""

    names: list[str]
    country: str | None = None
    kind: str | None = None


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An act. One that is not required may be found, and is not missed."""

    sources: list[GoldActor]
    code: str
    targets: list[GoldActor]
    trigger: str | None = None
    sentence: str
    status: str
    content: str | None = None
    until: str | None = None
    except_: str | None = msgspec.field(name="except", default=None)
    date: str | None = None
    required: bool


class GoldMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """A measure."""

    kind: str
    imposers: list[GoldActor]
    targets: list[GoldActor]
    object: str | None
    status: str
    until: str | None = None
    except_: str | None = msgspec.field(name="except", default=None)
    basis: str | None = None
    date: str | None = None
    sentence: str
    required: bool = True


class GoldVoter(msgspec.Struct, frozen=True, kw_only=True):
    """A named voter and its choice."""

    actor: GoldActor
    option: str


class GoldGroup(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a group chose an option."""

    group: str
    option: str
    count: int


class GoldVote(msgspec.Struct, frozen=True, kw_only=True):
    """A vote; counts and a body that the text does not give are None."""

    body: GoldActor | None
    motion: str | None = None
    date: str | None = None
    result: str | None
    counts: dict[str, int | None]
    by_group: list[GoldGroup]
    voters: list[GoldVoter]
    seats: dict[str, int] | None = None
    sentence: str


class GoldSignatory(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed a statement."""

    name: str
    role: str | None = None
    organization: str | None = None


class Gold(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A document and everything that it says."""

    id: str | None = None
    text: str
    events: list[GoldEvent]
    measures: list[GoldMeasure]
    votes: list[GoldVote]
    signatories: list[GoldSignatory]

    @cached_property
    def text_sha256(self) -> str:
        """The hash of the text, by which a coded document is found."""
        return sha256(self.text.encode("utf-8")).hexdigest()


def gold_files(paths: Iterable[str | Path]) -> list[Path]:
    """The gold files of some paths; a folder stands for the *.json in it. Raises D101 where there is nothing."""
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.exists():
            raise DemarcheError("D101", path=path)
        inside = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not inside:
            raise DemarcheError("D501", path=path, reason="there is no *.json in this folder")
        found += inside
    return found


def read_gold(paths: Iterable[str | Path]) -> list[Gold]:
    """The gold documents of files and folders; raises D501 where one is none, D114 where it cannot be read."""
    return [_read(path) for path in gold_files(paths)]


def digest(gold: Iterable[Gold]) -> str:
    """The SHA-256 of a gold set: the same documents and annotations, in whatever order and layout, give the same."""
    each = sorted(sha256(msgspec.json.encode(one, order="sorted")).digest() for one in gold)
    return sha256(b"".join(each)).hexdigest()


def _read(path: Path) -> Gold:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Gold)
    except OSError as error:
        raise DemarcheError("D114", path=path, reason=error.strerror) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DemarcheError("D501", path=path, reason=str(error)) from error
