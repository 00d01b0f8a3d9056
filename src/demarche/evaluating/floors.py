"""Floors: figures that a gold set had once, below which it must not fall unseen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from demarche.errors import DemarcheError
from demarche.knowledge.files import decoded

MARGIN = 0.01  # by which a new floor lies under its figure: int8 arithmetic differs a little between processors
ABOUT = "The figures below which 'demarche evaluate' must not fall, by gold set. Set by 'demarche evaluate GOLD --floors FILE --lower-floors'."


class Scored(Protocol):
    """Figures that can have floors: a `Report` of gold documents, or a `PairReport`."""

    @property
    def size(self) -> int:
        """How many documents or pairs they are of."""

    @property
    def figures(self) -> dict[str, float]:
        """Each figure by its name."""


class Floor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The floors of one gold set."""

    name: str
    gold_sha256: str
    documents: int
    floors: dict[str, float]


class Floors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of floors, for one gold set or several."""

    about: str = ABOUT
    sets: tuple[Floor, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Floors:
        """The floors of a file; raises D101, D114, or D401 where it is not as its form says."""
        return decoded(path, cls)

    def save(self, path: Path) -> None:
        """Write the file, by name of the gold sets."""
        path.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n")

    def broken(self, path: Path, digest: str, report: Scored) -> Iterator[DemarcheError]:
        """What falls below its floor (D502), or that there are no floors for this gold set (D503)."""
        held = next((each for each in self.sets if each.gold_sha256 == digest), None)
        if held is None:
            yield DemarcheError("D503", path=path, digest=digest[:12])
            return
        reached = report.figures
        for name, floor in held.floors.items():
            value = reached.get(name, 0.0)
            if value < floor:
                yield DemarcheError("D502", figure=f"{held.name}: {name}", value=value, floor=floor)

    def lowered(self, name: str, digest: str, report: Scored) -> Floors:
        """These floors with those of one gold set, known by its name or hash, set anew from its figures."""
        new = Floor(name=name, gold_sha256=digest, documents=report.size,
                    floors={figure: math.floor(max(0.0, value - MARGIN) * 100) / 100 for figure, value in report.figures.items()})
        others = [each for each in self.sets if each.gold_sha256 != digest and each.name != name]
        return Floors(about=self.about, sets=tuple(sorted([*others, new], key=lambda each: each.name)))

