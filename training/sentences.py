"""The project's own sentences, with who acts in them on whom: their form is told in `training/sentences/README.md`.

`python -m training.sentences [FILE …]` checks them and counts what they teach.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import get_args

from demarche.records import PLOVER, Status

FOLDER = Path(__file__).parent / "sentences"
CODES, STATUSES = PLOVER, get_args(Status)
MARK = re.compile(r"\[([1-9]):([^\[\]{}]+)\]|\{([a-z]):([^\[\]{}]+)\}")
Range = tuple[int, int]


@dataclass(frozen=True)
class Act:
    """One act: who, told by which trigger, at whom; `mutual` where the sources do it to each other."""

    sources: tuple[str, ...]
    trigger: str
    targets: tuple[str, ...]
    code: str
    status: str = "actual"
    mutual: bool = False


@dataclass(frozen=True)
class Marked:
    """A sentence without its marks; offsets of participants and triggers in code points; pairs that nothing is learnt from."""

    text: str
    participants: dict[str, Range]
    triggers: dict[str, Range]
    acts: tuple[Act, ...]
    open_pairs: frozenset[tuple[str, str]] = frozenset()

    def pairs(self) -> dict[tuple[str, str], Act]:
        """The ordered pairs of participants that an act joins; the first act of a pair wins."""
        found: dict[tuple[str, str], Act] = {}
        for act in self.acts:
            ends = [(a, b) for a in act.sources for b in act.sources if a != b] if act.mutual else [(a, b) for a in act.sources for b in act.targets]
            for pair in ends:
                found.setdefault(pair, act)
        return found


def read(line: str) -> Marked:
    """A sentence from its line; raises ValueError with what is wrong.

    >>> m = read('{"text": "[1:Norway] {a:blamed} [2:Chad].", "acts": ["1 a 2 ACCUSE"]}')
    >>> m.text, m.participants["2"], m.acts[0].code
    ('Norway blamed Chad.', (14, 18), 'ACCUSE')
    """
    given = json.loads(line)
    if set(given) != {"text", "acts"}:
        raise ValueError(f"the keys are text and acts, here {', '.join(given)}")
    marked, at, parts = given["text"], 0, []
    participants: dict[str, Range] = {}
    triggers: dict[str, Range] = {}
    length = 0
    for m in MARK.finditer(marked):
        parts.append(marked[at:m.start()])
        length += len(parts[-1])
        name, words = (m[1], m[2]) if m[1] else (m[3], m[4])
        held = participants if m[1] else triggers
        if name in held:
            raise ValueError(f"{name} is marked twice")
        held[name] = (length, length + len(words))
        parts.append(words)
        length += len(words)
        at = m.end()
    text = "".join([*parts, marked[at:]])
    if set(text) & set("[]{}"):
        raise ValueError("a mark that is not closed, or is nested")
    acts, doubted = [], set()
    for told in given["acts"]:
        words = told.split()
        if len(words) == 4 and words[1] == words[3] == "?":
            ends = [end.split(",") for end in (words[0], words[2])]
            if absent := {name for end in ends for name in end} - set(participants):
                raise ValueError(f"'{told}': no participant {', '.join(sorted(absent))}")
            doubted.update(pair for a, b in product(*ends) for pair in ((a, b), (b, a)))
        else:
            acts.append(act(words, participants, triggers))
    if unused := set(triggers) - {a.trigger for a in acts}:
        raise ValueError(f"no act has the trigger {', '.join(sorted(unused))}")
    return Marked(text, participants, triggers, tuple(acts), frozenset(doubted))


def act(words: list[str], participants: dict[str, Range], triggers: dict[str, Range]) -> Act:
    """An act from its words; raises ValueError."""
    told = " ".join(words)
    if len(words) not in (4, 5):
        raise ValueError(f"'{told}': an act is SOURCE TRIGGER TARGET CODE [STATUS]")
    mutual = "~" in words[0]
    sources = tuple(re.split("[,~]", words[0]))
    targets = () if words[2] == "-" else tuple(words[2].split(","))
    status = words[4] if len(words) == 5 else "actual"
    for name in (*sources, *targets):
        if name not in participants:
            raise ValueError(f"'{told}': no participant {name}")
    if words[1] not in triggers:
        raise ValueError(f"'{told}': no trigger {words[1]}")
    if words[3] not in CODES or status not in STATUSES:
        raise ValueError(f"'{told}': the code or the status is unknown")
    if mutual and targets:
        raise ValueError(f"'{told}': a mutual act has no target")
    return Act(sources, words[1], targets, words[3], status, mutual)


def load(paths: list[Path] | None = None) -> list[Marked]:
    """All sentences, in the order of their files; raises ValueError naming file and line."""
    found = []
    for path in paths or sorted(FOLDER.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                found.append(read(line))
            except (ValueError, KeyError, AttributeError) as error:
                raise ValueError(f"{path.name}:{number}: {error}") from error
    return found


def main() -> int:
    """Check and count."""
    paths = [Path(p) for p in sys.argv[1:]] or sorted(FOLDER.glob("*.jsonl"))
    wrong, sentences = 0, []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                sentences.append(read(line))
            except (ValueError, KeyError, AttributeError) as error:
                wrong += 1
                print(f"{path}:{number}: {error}")
    codes = Counter(a.code for s in sentences for a in s.acts)
    first = Counter(s.acts[0].code if s.acts else "none" for s in sentences)
    statuses = Counter(a.status for s in sentences for a in s.acts)
    copies = [text for text, n in Counter(s.text for s in sentences).items() if n > 1]
    joined = sum(len(s.pairs()) for s in sentences)
    print(f"{len(sentences)} sentences, {joined} pairs with an act, {sum(codes.values())} acts, {first['none']} sentences without one")
    print("acts by code:", ", ".join(f"{c} {codes[c]}" for c in CODES), "| by status:", dict(statuses))
    for text in copies:
        print("twice:", text)
    return int(bool(wrong or copies))


if __name__ == "__main__":
    raise SystemExit(main())
