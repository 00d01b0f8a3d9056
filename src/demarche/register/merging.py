"""Merging: tellings of one act put together, whatever the order in which they came.

Within a group (same code, same actors) the tellings that date the act best come first: those with a day, then a week, a
month, a year, then none; at each step those that say what the act was about before those that do not. A telling joins an
act that is already there, where it can mean it; those that are left make new acts with their like.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Generic

import msgspec
from msgspec.structs import replace

from demarche.register.clocks import DAY, interval, precision
from demarche.register.facts import R
from demarche.register.likeness import numbers, same_counts
from demarche.register.tellings import Group, Telling

DATELESS = 4  # after the precisions 0 to 3
YEAR = timedelta(days=366)


class Cluster(msgspec.Struct, Generic[R], gc=False):
    """The tellings of one act: those that founded it, by which others are compared, and those that joined it; why each belongs here."""

    date: str | None
    founders: list[Telling[R]]
    joined: list[Telling[R]] = []
    grounds: dict[str, str] = {}

    @property
    def first(self) -> str:
        """The smallest key of a founder."""
        return min(t.witness.key for t in self.founders)

    @property
    def members(self) -> list[Telling[R]]:
        return [*self.founders, *self.joined]

    def takes(self, telling: Telling[R]) -> bool:
        """Whether a telling can be about the same thing as one of the founders."""
        return any(telling.alike(founder) for founder in self.founders) and not any(telling.differs(founder) for founder in self.founders)


def merged(tellings: Iterable[Telling[R]], apart: Iterable[Collection[str]] = (), together: Iterable[Collection[str]] = ()) -> list[Cluster[R]]:
    """The acts that the tellings are of. `apart` and `together` are a reviewer's: keys of witnesses that are of an act of their own, or of one act.

    A witness goes by its own key and by those of its copies, so that a decision holds where an earlier copy comes to stand for the text.
    """
    split: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for keys in sorted({tuple(sorted(set(keys))) for keys in apart}):
        for key in keys:
            split[key].append(keys)
    groups: defaultdict[Group, dict[str, Telling[R]]] = defaultdict(dict)
    for telling in sorted(tellings, key=lambda t: (t.witness.key, t.witness.recorded)):
        groups[telling.group].setdefault(telling.witness.key, telling)
    parts: defaultdict[Group, list[Telling[R]]] = defaultdict(list)
    for group in groups.values():
        here = {name for telling in group.values() for name in telling.witness.keys}  # the id of an act must not hang on other groups
        for telling in group.values():
            decided = sorted({tuple(key for key in keys if key in here) for name in telling.witness.keys for keys in split.get(name, ())})
            one = replace(telling, group=(*telling.group, "apart", *decided)) if decided else telling
            parts[one.group].append(one)
    found = [cluster for part in parts.values() for cluster in _grouped(part)]
    return _united(found, together)


def _grouped(tellings: Sequence[Telling[R]]) -> list[Cluster[R]]:
    """The acts of one group."""
    if len(tellings) == 1:
        return [_founded(tellings[0].date, tellings)]
    levels: defaultdict[tuple[int, bool], list[Telling[R]]] = defaultdict(list)
    for telling in tellings:
        levels[precision(telling.date) if telling.date else DATELESS, telling.bare].append(telling)
    acts: list[Cluster[R]] = []
    for level in sorted(levels):
        rest, joining, dated = [], [], _Calendar(acts)
        for telling in levels[level]:
            choice = dated.choice(telling) or next((c for c in acts if c.date is None and telling.date is None and _same_news(telling, c)), None)
            if choice is None:
                rest.append(telling)
            else:
                joining.append((telling, choice))
        joining.sort(key=lambda pair: not _same_numbers(*pair))  # of two counts that one text gives the act takes its own
        for telling, cluster in joining:
            if any(telling.differs(one) for one in cluster.joined):
                rest.append(telling)
                continue
            cluster.joined.append(telling)
            cluster.grounds[telling.witness.key] = _ground(telling, cluster)
        acts += [_founded(stretch[0].date, part) for stretch in _stretches(rest) for part in _parts(stretch)]
    return acts


class _Calendar(Generic[R]):
    """The dated acts of a group, by their first day; of several that begin on one day the best supported is taken first."""

    def __init__(self, acts: Iterable[Cluster[R]]) -> None:
        dated = [(interval(c.date), c) for c in acts if c.date is not None]
        dated.sort(key=lambda row: row[1].first, reverse=True)
        dated.sort(key=lambda row: (row[0].start, len(row[1].founders)))
        self._rows = dated
        self._starts = [days.start for days, _ in dated]

    def choice(self, telling: Telling[R]) -> Cluster[R] | None:
        """The act that a telling means: the nearest that began before its text was published; the earliest where none did."""
        published, days = telling.published, telling.days
        known = published.last if published else date.max
        if days is None:
            return next((c for c in self._before(known, telling.reach, telling) if c.takes(telling)), None) if published else None
        first, past = bisect_left(self._starts, days.start), bisect_right(self._starts, days.last)
        place = max(first, bisect_right(self._starts, known, first, past)) if published else first
        later = sorted(self._rows[place:past], key=lambda row: (row[0].start, -len(row[1].founders), row[1].first))
        rows = [*reversed(self._rows[first:place]), *later]
        return next((c for told, c in rows if told.within(days) and c.takes(telling)), None)

    def _before(self, known: date, reach: int | None, telling: Telling[R]) -> Iterator[Cluster[R]]:
        """The acts of a day or before, the latest first, that a text of that day can mean without giving a date."""
        for days, cluster in reversed(self._rows[:bisect_right(self._starts, known)]):
            past = known - min(known, days.last)
            if reach is not None and known - days.start > timedelta(days=reach) + YEAR and telling.counts is None:
                return
            near = reach is None or past <= timedelta(days=reach) or _same_numbers(telling, cluster)
            if near and any(founder.certain == telling.certain for founder in cluster.founders):
                yield cluster


def _same_numbers(telling: Telling[R], cluster: Cluster[R]) -> bool:
    """Whether a telling gives the counts of a vote, by which it is known for ever."""
    return telling.counts is not None and any(f.counts is not None and same_counts(telling.counts, f.counts) for f in cluster.founders)


def _same_news(telling: Telling[R], cluster: Cluster[R]) -> bool:
    """Whether a telling without a date is of an act of which no date is known either: as certain, and published at the same time."""
    return cluster.takes(telling) and any(telling.certain == founder.certain and _near(telling, founder) for founder in cluster.founders)


def _near(one: Telling[R], other: Telling[R]) -> bool:
    """Whether two texts were published so near each other that both tell one act as news; of unknown days only with each other."""
    if one.reach is None:
        return True
    if one.published is None or other.published is None:
        return one.published is other.published
    return abs(one.published.last - other.published.last) <= timedelta(days=one.reach)


def _stretches(tellings: Sequence[Telling[R]]) -> Iterator[list[Telling[R]]]:
    """Tellings of the same told date; of those without one, those that are equally certain and published within their reach of the first."""
    by_date: defaultdict[tuple[str, bool, int], list[Telling[R]]] = defaultdict(list)
    for telling in tellings:
        if telling.date is not None:
            by_date[telling.date, True, 0].append(telling)
        else:
            by_date["", telling.certain, -1 if telling.reach is None else telling.reach].append(telling)
    for key in sorted(by_date):
        told, _, reach = key
        if told or reach < 0:
            yield by_date[key]
            continue
        unpublished = [t for t in by_date[key] if t.published is None]
        if unpublished:
            yield unpublished
        news = sorted(((days.last, t.witness.key, t) for t in by_date[key] if (days := t.published) is not None), key=lambda row: row[:2])
        while news:
            until = min(news[0][0], date.max - timedelta(days=reach) - DAY) + timedelta(days=reach)
            yield [t for day, _, t in news if day <= until]
            news = [row for row in news if row[0] > until]


def _parts(tellings: Sequence[Telling[R]]) -> list[list[Telling[R]]]:
    """Tellings parted by what they are about: two belong together where a row of tellings leads from one to the other, each like the next."""
    same: defaultdict[tuple[object, ...], list[Telling[R]]] = defaultdict(list)
    for telling in tellings:
        same[telling.about, telling.counts and numbers(telling.counts), telling.counts and telling.witness.text].append(telling)
    parts: list[list[list[Telling[R]]]] = []
    for equal in same.values():
        whole, others = [equal], []
        for part in parts:
            if any(equal[0].alike(other[0]) for other in part) and not any(one[0].differs(other[0]) for one in whole for other in part):
                whole += part
            else:
                others.append(part)
        parts = [*others, whole]
    return [[telling for equal in part for telling in equal] for part in parts]


def _founded(told: str | None, tellings: Sequence[Telling[R]]) -> Cluster[R]:
    founders = sorted(tellings, key=lambda t: t.witness.key)
    ground = f"gives the day as {told}" if told else "gives no date, and no text that does can be meant"
    return Cluster(told, founders, grounds={t.witness.key: ground for t in founders})


def _ground(telling: Telling[R], cluster: Cluster[R]) -> str:
    """Why a telling has joined an act that others founded."""
    if telling.date == cluster.date:
        return f"gives {f'the day as {telling.date}' if telling.date else 'no date either'}, and does not say what of" if telling.bare else "says the same"
    if telling.date:
        return f"gives the date as {telling.date}, in which {cluster.date} lies"
    return f"gives no date; of the acts that it can mean, that of {cluster.date} is the nearest before its publication ({telling.witness.published})"


def _united(clusters: list[Cluster[R]], together: Iterable[Collection[str]]) -> list[Cluster[R]]:
    """The acts with those made one of which a reviewer says so; what is said of several overlaps makes all of them one."""
    for keys in sorted({tuple(sorted(set(keys))) for keys in together}):
        wanted = set(keys)
        meant = [c for c in clusters if any(t.witness.keys & wanted for t in c.members)]
        if len(meant) < 2:
            continue
        meant.sort(key=lambda c: (c.date is None, precision(c.date) if c.date else 0, c.date or "", c.first))
        joined = [t for c in meant[1:] for t in c.members]
        grounds = {k: v for c in meant for k, v in c.grounds.items()} | {t.witness.key: "a reviewer has put it here" for t in joined}
        whole = Cluster(meant[0].date, meant[0].founders, [*meant[0].joined, *joined], grounds)
        clusters = [c for c in clusters if not any(c is m for m in meant)] + [whole]
    return clusters
