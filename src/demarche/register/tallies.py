"""Tallies: whether the numbers of a vote hold, as its stored checks say, and as a reviewer has corrected them."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from demarche.decisions.checks import checks
from demarche.records import Check, Vote
from demarche.register.facts import Witness


def fails(vote: Vote) -> bool:
    """Whether a check of a vote does not hold."""
    return any(check.holds is False for check in vote.checks)


def faults(vote: Vote) -> list[Check]:
    """The stored checks of a vote that are not what its numbers give. One without checks, coded elsewhere, has none."""
    made = [checks(vote.counts, vote.by_group, vote.voters, vote.seats, vote.result, special) for special in (False, True)]
    return [check for check in vote.checks if not any(check in several for several in made)]


def recounted(after: Witness[Any], before: Witness[Any]) -> Witness[Any]:
    """A vote that a reviewer has corrected, with its checks made anew; every other witness as it is."""
    vote = after.record
    if not isinstance(vote, Vote) or vote == before.record or not vote.checks:
        return after
    old = before.record
    special = old.checks != checks(old.counts, old.by_group, old.voters, old.seats, old.result)
    made = checks(vote.counts, vote.by_group, vote.voters, vote.seats, vote.result, special)
    return replace(after, record=replace(vote, checks=made))
