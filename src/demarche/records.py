"""The records: what a coded document says, typed and immutable. The contract is docs/records.

All offsets are Unicode code points into the document's canonical text, `end` exclusive, and
`text[start:end] == span.text` always: a `Span` whose length does not fit cannot be made, and a `CodedDocument` that
holds its text refuses a span that is not the text at its offsets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Literal, get_args

import msgspec
import msgspec.structs

from demarche.errors import DemarcheError, message

SCHEMA = "demarche/1"

PLOVER = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
          "MOBILIZE", "COERCE", "ASSAULT")  # the codes of the codebook that ships; one of your own may have others
Code = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Z0-9_-]*$", examples=list(PLOVER))]
Kind = Literal["state", "igo", "ngo", "company", "armed-group", "person", "group", "other"]
Via = Literal["name", "role", "metonym", "coreference", "speaker", "letterhead", "membership", "inferred"]
Status = Literal["actual", "considered", "denied"]
MeasureKind = Literal["suspend-cooperation", "suspend-membership", "suspend-participation", "expel", "withdraw", "downgrade-relations", "trade",
                      "financial", "travel-ban", "arms-embargo", "suspend-aid", "close-access", "boycott", "other"]
MeasureStatus = Literal["proposed", "under-review", "decided", "in-force", "extended", "eased", "lifted", "rejected"]
Option = Literal["for", "against", "abstain", "absent"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """The base of all records: immutable, compared by value, strict when read; no cycle is made of them, so the garbage collector leaves them alone."""


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A piece of the canonical text: text[start:end], in code points.

    >>> Span.cut("They left Geneva.", 10, 16)
    Span(text='Geneva', start=10, end=16)
    """

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or len(self.text) != self.end - self.start:
            raise DemarcheError("D201", text=self.text, start=self.start, end=self.end, found="a piece of another length")

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`; raises D201 where that lies outside the text."""
        return cls(text[start:end], start, end)

    def verify(self, text: str) -> None:
        """Raise D201 unless `text` has this span at its offsets."""
        if text[self.start:self.end] != self.text:
            raise DemarcheError("D201", text=self.text, start=self.start, end=self.end, found=text[self.start:self.end])


class Date(Record, frozen=True, kw_only=True):
    """A date as precise as the text gives it: "2022-03-23", "2022-03" or "2022" ("2022-W12" for a week)."""

    value: str
    precision: Literal["day", "week", "month", "year"]
    basis: Literal["explicit", "relative", "dateline"]
    span: Span | None = None


class Actor(Record, frozen=True, kw_only=True):
    """Who acts or is acted on. `id` is an ISO 3166-1 alpha-3 code for states, a slug for others, None where unknown."""

    id: str | None
    name: str
    kind: Kind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    span: Span | None = None
    via: Via = "name"


class Condition(Record, frozen=True, kw_only=True):
    """An act that ends a measure: "until a ceasefire is agreed"."""

    event: Code
    actors: tuple[Actor, ...] = ()


class Provision(Record, frozen=True, kw_only=True):
    """A clause that bounds an act or a measure."""

    kind: Literal["until", "unless", "if", "except", "basis", "scope"]
    span: Span
    date: Date | None = None
    condition: Condition | None = None


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom, with the sentence that proves it."""

    id: str
    code: Code
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...] = ()
    trigger: Span
    sentence: Span
    status: Status = "actual"
    content: Span | None = None
    provisions: tuple[Provision, ...] = ()
    attribution: Actor | None = None
    date: Date | None = None
    confidence: float = 0.5
    rule: str


class Relation(Record, frozen=True, kw_only=True):
    """What one marked phrase does to another: the likeliest root code, None where likely nothing, and the probability of each code.

    What `scores` lack of 1 is the probability that there is no relation.
    """

    code: Code | None
    scores: dict[Code, float]


class Measure(Record, frozen=True, kw_only=True):
    """An act that changes a standing relation and lasts."""

    id: str
    kind: MeasureKind
    imposers: tuple[Actor, ...]
    targets: tuple[Actor, ...] = ()
    object: Span | None = None
    status: MeasureStatus
    since: Date | None = None
    provisions: tuple[Provision, ...] = ()
    vote: str | None = None
    events: tuple[str, ...] = ()
    sentence: Span
    confidence: float = 0.5


class Counts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False, rename={"for_": "for"}):
    """The numbers of a vote; None where the text gives none."""

    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    absent: int | None = None


class GroupCount(Record, frozen=True, kw_only=True):
    """How many of a group chose an option."""

    group: str
    option: Option
    count: int


class Voter(Record, frozen=True, kw_only=True):
    """A named voter and its choice."""

    actor: Actor
    option: Option


class Check(Record, frozen=True, kw_only=True):
    """One of the four checks on a vote; `holds` is None where the text does not give enough to tell."""

    check: Literal["groups-sum-to-total", "voters-within-counts", "total-within-seats", "result-matches-counts"]
    holds: bool | None
    detail: str


class Vote(Record, frozen=True, kw_only=True):
    """A vote of a body, with its numbers and whether they add up."""

    id: str
    body: Actor | None = None
    motion: Span | None = None
    date: Date | None = None
    method: Literal["recorded", "roll-call", "show-of-hands", "secret", "consensus", "acclamation"] | None = None
    result: Literal["adopted", "rejected"] | None = None
    counts: Counts = Counts()
    by_group: tuple[GroupCount, ...] = ()
    voters: tuple[Voter, ...] = ()
    seats: dict[str, int] | None = None
    checks: tuple[Check, ...] = ()
    sentences: tuple[Span, ...] = ()


class Signatory(Record, frozen=True, kw_only=True):
    """Who signed a statement; `span` is the name."""

    name: str
    role: str | None = None
    organization: str | None = None
    span: Span


class Warning(Record, frozen=True, kw_only=True):
    """What the reader of a record should know about how it was made."""

    code: str
    message: str

    @classmethod
    def of(cls, code: str, **details: object) -> Warning:
        """The warning of a code from the registry."""
        return cls(code=code, message=message(code, **details))


class Document(Record, frozen=True, kw_only=True):
    """A document and its canonical text, to which all offsets point."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    text_sha256: str
    text: str | None = None

    @classmethod
    def of(cls, text: str, **fields: str | None) -> Document:
        """A document with the hash of its text."""
        return cls(text=text, text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(), **fields)


class CoderInfo(Record, frozen=True, kw_only=True):
    """What made a record: versions of the program, the codebook and the language model; the user's own actor files, each with its hash."""

    version: str
    codebook: str
    model: str
    actors: tuple[str, ...] = ()


class CodedDocument(Record, frozen=True, kw_only=True):
    """A document and everything it says, in the order of the text."""

    schema: str = SCHEMA
    document: Document
    events: tuple[Event, ...] = ()
    measures: tuple[Measure, ...] = ()
    votes: tuple[Vote, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    warnings: tuple[Warning, ...] = ()
    coder: CoderInfo

    def __post_init__(self) -> None:
        if self.schema != SCHEMA:
            raise DemarcheError("D202", schema=SCHEMA, reason=f"its schema is {self.schema}")
        if self.document.text is not None:
            for span in spans(self):
                span.verify(self.document.text)

    def above(self, confidence: float) -> CodedDocument:
        """The document with only the events and measures that are at least so sure; a measure keeps the events that are left."""
        events = tuple(e for e in self.events if e.confidence >= confidence)
        kept = {e.id for e in events}
        measures = tuple(msgspec.structs.replace(m, events=tuple(x for x in m.events if x in kept)) for m in self.measures if m.confidence >= confidence)
        return msgspec.structs.replace(self, events=events, measures=measures)

    def to_json(self, with_text: bool = False) -> str:
        """One line of JSON; the text only where it is asked for."""
        document = self.document if with_text else msgspec.structs.replace(self.document, text=None)
        fields = {name: getattr(self, name) for name in self.__struct_fields__}
        record = msgspec.to_builtins({**fields, "document": document})
        if not with_text:
            del record["document"]["text"]
        return msgspec.json.encode(record).decode("utf-8")

    @classmethod
    def from_json(cls, data: str | bytes, text: str | None = None) -> CodedDocument:
        """A coded document from its JSON; `text` gives the canonical text where the JSON leaves it out.

        Raises D202 where it is no such record, D201 where a span is not the text at its offsets.
        """
        try:
            record = msgspec.json.decode(data, type=cls)
        except msgspec.MsgspecError as error:
            raise DemarcheError("D202", schema=SCHEMA, reason=str(error)) from error
        if text is None:
            return record
        if Document.of(text).text_sha256 != record.document.text_sha256:
            raise DemarcheError("D202", schema=SCHEMA, reason="the text given is not the one that was coded")
        return msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=text))

    def _repr_html_(self) -> str:
        from demarche.highlight import html

        return html(self)


def spans(record: object) -> Iterator[Span]:
    """Every span inside a record, or a tuple of records, at any depth and in no certain order."""
    rest: list[Any] = [record]
    while rest:
        one = rest.pop()
        kind: Any = type(one)
        if kind is Span:
            yield one
        elif kind is tuple:
            rest += one
        elif one is not None and (read := _reader(kind)):
            rest += read(one)


@cache
def _reader(kind: Any) -> Callable[[Any], tuple[Any, ...]] | None:
    """What reads the fields of a type that can hold spans; None where it has none: the register walks through every record that it answers from."""
    struct = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    names = [field.name for field in msgspec.structs.fields(kind) if _holds(field.type)] if struct else []
    if len(names) == 1:  # of one name attrgetter makes no tuple
        return lambda one: (getattr(one, names[0]),)
    return attrgetter(*names) if names else None


def _holds(form: Any) -> bool:
    """Whether a value of this type can hold a span."""
    return form is Span or _reader(form) is not None or any(map(_holds, get_args(form)))


def identity(*parts: object) -> str:
    """A short id made of what identifies a record: the same parts, the same id."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8")).hexdigest()[:16]


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a coded document."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(CodedDocument)}
