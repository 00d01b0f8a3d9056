"""Marked pairs: sentences in which annotators marked who acts and on whom, with the root code of what is done.

Two things are measured: the code that `Coder.relate` gives a pair that is marked for it, and whether `Coder.code` finds the pair unaided.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec

from demarche.coder import Coder
from demarche.errors import DemarcheError
from demarche.evaluating.scoring import Tally
from demarche.knowledge.files import content
from demarche.records import Actor, CodedDocument

TOGETHER = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # one code in the sets that are older than the split


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with a marked source and target: spans (start, end) in code points."""

    id: str
    text: str
    source: list[tuple[int, int]]
    target: list[tuple[int, int]]
    code: str


@dataclass
class PairReport:
    """The figures of a set of marked pairs: by code of the marked ones, and how many were found unaided."""

    pairs: int = 0
    right: int = 0
    found: int = 0
    by_code: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many pairs the figures are of."""
        return self.pairs

    @property
    def figures(self) -> dict[str, float]:
        """The figures that can have a floor."""
        found = {"marked pairs accuracy": self.accuracy, "marked pairs macro f1": self.macro_f1, "pairs found unaided": self.unaided}
        return {name: round(value, 4) for name, value in found.items()}

    @property
    def accuracy(self) -> float:
        """The share of marked pairs with the right root code."""
        return self.right / self.pairs if self.pairs else 0.0

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the codes that the set has."""
        wanted = [tally.f1 for tally in self.by_code.values() if tally.wanted]
        return sum(wanted) / len(wanted) if wanted else 0.0

    @property
    def unaided(self) -> float:
        """The share of pairs that an event joins with the right root code, where nothing was marked."""
        return self.found / self.pairs if self.pairs else 0.0


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a JSON Lines file; raises D101, D114, D106 naming the line."""
    return list(_decoded(path))


def _decoded(path: Path) -> Iterator[Pair]:
    for number, line in enumerate(content(path).splitlines(), 1):
        try:
            yield msgspec.json.decode(line, type=Pair)
        except msgspec.MsgspecError as error:
            raise DemarcheError("D106", path=path, line=number, reason=str(error)) from error


def digest(pairs: Iterable[Pair]) -> str:
    """The hash of a set of pairs, by which its floors are known."""
    return sha256(b"\n".join(msgspec.json.encode(pair) for pair in pairs)).hexdigest()


def score_pairs(coder: Coder, pairs: Sequence[Pair]) -> PairReport:
    """The figures of a coder on marked pairs."""
    report = PairReport(pairs=len(pairs))
    for pair, coded in zip(pairs, coder.code_many(pair.text for pair in pairs), strict=True):
        wanted = TOGETHER.get(pair.code, pair.code)
        said = coder.relate(pair.text, pair.source, pair.target).code
        code = TOGETHER.get(said or "", said or "none")
        found = unaided(coded, pair)
        report.right += code == wanted
        report.found += found
        report.by_code[wanted].wanted += 1
        report.by_code[wanted].found += code == wanted
        report.by_code[code].said += 1
        report.by_code[code].right += code == wanted
        if code != wanted:
            report.confused[wanted, code] += 1
        if code != wanted or not found:
            report.misses.append(f"  {pair.id}  {wanted}, marked {code}, {'found' if found else 'not found'} unaided  « {pair.text} »")
    return report


def unaided(coded: CodedDocument, pair: Pair) -> bool:
    """Whether an event joins the two; the parties of a mutual act are all its sources."""
    wanted = TOGETHER.get(pair.code, pair.code)
    for event in coded.events:
        others = event.targets or (event.sources if len(event.sources) > 1 else ())
        if TOGETHER.get(event.code, event.code) == wanted and at(event.sources, pair.source) and at(others, pair.target):
            return True
    return False


def at(actors: Iterable[Actor], places: Iterable[tuple[int, int]]) -> bool:
    """Whether any of the actors stands at one of the spans."""
    spans = [a.span for a in actors if a.span]
    return any(span.start < end and span.end > start for span in spans for start, end in places)
