"""Agreement: how often two reviewers judge the same record in the same way, and how much more often than by chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from msgspec.structs import replace

from demarche.register.reviews import Decision, Subject, decided


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers: how many records both judged, how many of these alike, and Cohen's kappa."""

    reviewers: tuple[str, str]
    judged: int
    alike: int
    kappa: float | None


def agreements(log: Iterable[Decision]) -> list[Agreement]:
    """The agreement of each two reviewers who judged a record in common; what was undone does not count, and the last judgement of each does."""
    last: defaultdict[Subject, dict[str, str]] = defaultdict(dict)
    for entry in decided(log).judged:
        for subject in entry.subjects:
            last[replace(subject, record="")][entry.reviewer] = entry.verb  # the same words may have been coded under two ids
    pairs: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for each in last.values():
        for one, other in combinations(sorted(each), 2):
            pairs[one, other].append((each[one], each[other]))
    return [Agreement(who, len(judged), sum(a == b for a, b in judged), kappa(judged)) for who, judged in sorted(pairs.items())]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960) of two raters: the share of pairs that agree, less what chance would give, of what chance leaves.

    1.0 is full agreement, 0.0 what chance would give. None without pairs, or where both always said one and the same: chance leaves nothing then.

    >>> kappa([("accept", "accept"), ("accept", "accept"), ("reject", "reject"), ("accept", "reject")])
    0.5
    """
    if not pairs:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    agreed, chance = sum(one == other for one, other in pairs) * len(pairs), sum(first[verb] * second[verb] for verb in first)  # of len(pairs) squared
    return None if chance == len(pairs) ** 2 else (agreed - chance) / (len(pairs) ** 2 - chance)
