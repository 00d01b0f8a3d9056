"""The four checks on a vote: whether its numbers agree with each other and with its result.

A check holds, fails, or cannot be made from what the text says (None); its detail says why in plain words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from demarche.records import Check, Counts, GroupCount, Option, Voter

OPTIONS: tuple[Option, ...] = get_args(Option)


def checks(counts: Counts, by_group: Sequence[GroupCount], voters: Sequence[Voter], seats: Mapping[str, int] | None,
           result: Literal["adopted", "rejected"] | None, special: bool = False) -> tuple[Check, ...]:
    """All four, always in the same order. `special`: the text tells of a veto or of a larger majority than a simple one.

    16 governments, 12 employees and 14 employers for, of 42 → "for: 16 + 12 + 14 = 42, as the total says".
    """
    return (_groups(counts, by_group), _voters(counts, voters), _seats(counts, by_group, seats), _result(counts, result, special))


def told(counts: Counts, option: Option) -> int | None:
    """The number of an option."""
    return {"for": counts.for_, "against": counts.against, "abstain": counts.abstain, "absent": counts.absent}[option]


def _groups(counts: Counts, by_group: Sequence[GroupCount]) -> Check:
    details, holds = [], []
    for option in OPTIONS:
        parts, total = [g.count for g in by_group if g.option == option], told(counts, option)
        if not parts or total is None:
            continue
        holds.append(sum(parts) == total)
        verdict = "as the total says" if sum(parts) == total else f"{_difference(sum(parts) - total)} for the total of {total}"
        details.append(f"{option}: {' + '.join(map(str, parts))} = {sum(parts)}, {verdict}")
    return _check("groups-sum-to-total", holds, details, "no option has both groups and a total")


def _voters(counts: Counts, voters: Sequence[Voter]) -> Check:
    details, holds = [], []
    for option in OPTIONS:
        named, total = sum(v.option == option for v in voters), told(counts, option)
        if not named or total is None:
            continue
        holds.append(named <= total)
        excess = f"{named} named {option}, {_difference(named - total)} for the total of {total}"
        details.append(f"{named} of {total} {option} named" if named <= total else excess)
    return _check("voters-within-counts", holds, details, "no option has both named voters and a total")


def _seats(counts: Counts, by_group: Sequence[GroupCount], seats: Mapping[str, int] | None) -> Check:
    given = [n for option in OPTIONS if (n := told(counts, option)) is not None]
    if not seats or not given:
        return _check("total-within-seats", [], [], "the text does not tell both votes and seats")
    cast, all_seats = sum(given), sum(seats.values())
    details = [f"{cast} of {all_seats} seats" if cast <= all_seats else f"{cast} votes, {_difference(cast - all_seats)} for {all_seats} seats"]
    holds = [cast <= all_seats]
    for group, most in seats.items():
        votes = sum(g.count for g in by_group if g.group == group)
        if votes > most:
            holds.append(False)
            details.append(f"{votes} votes of {group}, {_difference(votes - most)} for {most} seats")
    return _check("total-within-seats", holds, details, "")


def _result(counts: Counts, result: Literal["adopted", "rejected"] | None, special: bool) -> Check:
    if result is None or counts.for_ is None or counts.against is None:
        return _check("result-matches-counts", [], [], "the text does not tell both the result and the votes for and against")
    sides = f"{counts.for_} for, {counts.against} against: {result}"
    if special and result == "rejected" and counts.for_ > counts.against:
        return Check(check="result-matches-counts", holds=None, detail=f"{sides}; a veto or a larger majority than a simple one decides")
    return _check("result-matches-counts", [(counts.for_ > counts.against) == (result == "adopted")], [sides], "")


def _check(name: Literal["groups-sum-to-total", "voters-within-counts", "total-within-seats", "result-matches-counts"], holds: Sequence[bool],
           details: Sequence[str], otherwise: str) -> Check:
    return Check(check=name, holds=all(holds) if holds else None, detail="; ".join(details) or otherwise)


def _difference(by: int) -> str:
    return f"by {abs(by)} too {'many' if by > 0 else 'few'}"
