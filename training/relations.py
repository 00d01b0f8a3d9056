"""Our sentences as the network learns from them: who takes part, which words tell acts, which pairs are joined and how."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from demarche.language.model import spans
from demarche.language.pieces import Pieces
from demarche.language.segmentation import segment
from training.encoding import Inventory, disturbed, inputs
from training.network import Network
from training.sentences import CODES as ROOTS
from training.sentences import STATUSES, Marked, Range
from training.treebank import Sentence

CODES = (*ROOTS, "NONE")
NONE = len(CODES) - 1
HELD_OUT = 12  # one sentence in so many is not learnt from, but measured
OPEN = -100


@dataclass(frozen=True)
class Item:
    """A marked sentence in words: ends as ranges of words; `pairs` are (source, target, code, status, words of the trigger).

    `tree` is how the network parsed it when it had seen trees alone.
    """

    words: tuple[str, ...]
    participants: tuple[Range, ...]
    acts: tuple[tuple[Range, int], ...]
    pairs: tuple[tuple[Range, Range, int, int, Range | None], ...]
    tree: Sentence | None = None


def item(marked: Marked) -> Item:
    """A sentence cut into words, with every ordered pair of its participants."""
    tokens = [t for s in segment(marked.text) for t in s.tokens]

    def covered(place: Range) -> Range:
        inside = [i for i, t in enumerate(tokens) if t.start < place[1] and t.end > place[0]]
        return (inside[0], inside[-1] + 1) if inside else (0, 1)

    ends = {name: covered(place) for name, place in marked.participants.items()}
    triggers = {name: covered(place) for name, place in marked.triggers.items()}
    joined = marked.pairs()
    pairs = []
    for (a, source), (b, target) in product(ends.items(), ends.items()):
        if a == b or ((a, b) in marked.open_pairs and (a, b) not in joined):
            continue
        act = joined.get((a, b))
        if act is None:
            pairs.append((source, target, NONE, OPEN, None))
        else:
            pairs.append((source, target, CODES.index(act.code), STATUSES.index(act.status), triggers[act.trigger]))
    acts = tuple((triggers[act.trigger], CODES.index(act.code)) for act in marked.acts)
    return Item(tuple(t.text for t in tokens), tuple(ends.values()), acts, tuple(pairs))


def parted(sentences: Iterable[Marked]) -> tuple[list[Item], list[Item]]:
    """What is learnt from, and what is held out, by the text itself."""
    learnt, held = [], []
    for marked in sentences:
        out = int(sha256(marked.text.encode()).hexdigest(), 16) % HELD_OUT == 0
        (held if out else learnt).append(item(marked))
    return learnt, held


def varied(one: Item, chance: random.Random) -> Item:
    """The sentence as others would mark it: ends cut short, and ends that are no participants at all."""
    def shortened(place: Range) -> Range:
        first, end = place
        if end - first > 1 and chance.random() < 0.15:
            return (end - 1, end) if chance.random() < 0.5 else (first, first + 1) if chance.random() < 0.3 else (chance.randrange(first, end - 1), end)
        return place

    pairs = [(shortened(a), shortened(b), *rest) for a, b, *rest in one.pairs]
    taken = {w for first, end in (*one.participants, *(words for words, _ in one.acts)) for w in range(first, end)}
    free = [i for i in range(len(one.words)) if i not in taken]
    if free and one.participants and chance.random() < 0.4:
        at = chance.choice(free)
        other: Range = (at, at + 1)
        known = chance.choice(one.participants)
        pairs.append((*((known, other) if chance.random() < 0.6 else (other, known)), NONE, OPEN, None))
    return replace(one, words=tuple(disturbed(list(one.words), chance)), pairs=tuple(pairs))


def tree_loss(outputs: tuple[Tensor, ...], batch: list[Sentence], inventory: Inventory) -> Tensor:
    """The sum of the cross-entropies of tags, heads, labels and entities."""
    upos, entity, arc, label, *_ = outputs
    gold = inventory.targets(batch, upos.shape[1])
    lengths = torch.tensor([len(s.words) + 1 for s in batch])
    beyond = torch.arange(arc.shape[2])[None, None, :] >= lengths[:, None, None]
    arc = arc.masked_fill(beyond, -1e4)
    heads = gold["heads"].clamp(min=0)
    chosen = label.gather(2, heads[:, :, None, None].expand(-1, -1, 1, label.shape[3])).squeeze(2)
    cross = nn.functional.cross_entropy
    total = cross(upos.flatten(0, 1), gold["upos"].flatten()) + cross(arc.flatten(0, 1), gold["heads"].flatten())
    total = total + cross(chosen.flatten(0, 1), gold["labels"].flatten())
    if (gold["entities"] >= 0).any():
        total = total + cross(entity.flatten(0, 1), gold["entities"].flatten())
    return total


@torch.no_grad()
def taught(items: list[Item], teacher: Path, network: Network, pieces: Pieces, inventory: Inventory) -> list[Item]:
    """The sentences with the trees and entities that a network of these weights gives them, so that learning acts unlearns no grammar."""
    parser = copy.deepcopy(network).eval()
    parser.load_state_dict(torch.load(teacher, weights_only=True))
    found: list[Item] = []
    for start in range(0, len(items), 32):
        batch = items[start:start + 32]
        upos, entity, arc, label, *_ = parser(**inputs(pieces, [list(x.words) for x in batch]))
        for b, one in enumerate(batch):
            n = len(one.words) + 1
            heads = arc[b, 1:n, :n].argmax(-1)
            tags = [inventory.upos[i] for i in upos[b, 1:n].argmax(-1)]
            labels = [inventory.labels[i] for i in label[b, torch.arange(1, n), heads].argmax(-1)]
            named = spans([inventory.entities[i] for i in entity[b, 1:n].argmax(-1)])
            tree = Sentence("", "", one.words, one.words, tuple(tags), tuple(heads.tolist()), tuple(labels), named, (), False)
            found.append(replace(one, tree=tree))
    return found


def losses(network: Network, batch: list[Item], pieces: Pieces, inventory: Inventory) -> Tensor:
    """The sum of the cross-entropies of codes, statuses, triggers, acts and participants, and of the trees that they were given."""
    outputs = network(**inputs(pieces, [list(x.words) for x in batch]))
    *_, act, taking, words = outputs
    length = words.shape[1]
    acts, parts = np.full((len(batch), length), OPEN), np.full((len(batch), length), OPEN)
    for b, x in enumerate(batch):
        n = len(x.words)
        acts[b, 1:n + 1], parts[b, 1:n + 1] = NONE, 0
        for (first, end), code in x.acts:
            acts[b, first + 1:end + 1] = code
        for first, end in x.participants:
            parts[b, first + 1], parts[b, first + 2:end + 1] = 1, 2
    cross = nn.functional.cross_entropy
    total = cross(act.flatten(0, 1), torch.from_numpy(acts).flatten()) + 0.5 * cross(taking.flatten(0, 1), torch.from_numpy(parts).flatten())
    trees = [x.tree for x in batch if x.tree is not None]
    if len(trees) == len(batch):
        total = total + 0.5 * tree_loss(outputs, trees, inventory)
    given = [(b, *pair) for b, x in enumerate(batch) for pair in x.pairs]
    if not given:
        return total
    code, status, attention = network.relation(*ends(words, batch, [g[:3] for g in given]))
    wanted = torch.tensor([g[3] for g in given])
    weight = torch.ones(len(CODES))
    weight[NONE] = 0.5
    total = total + 1.5 * cross(code, wanted, weight=weight, label_smoothing=0.03)
    told = [(i, g[4], g[5]) for i, g in enumerate(given) if g[5] is not None]
    if told:
        rows = torch.tensor([i for i, _, _ in told])
        total = total + 0.4 * cross(status[rows], torch.tensor([s for _, s, _ in told]))
        mass = torch.stack([attention[i, first:end].sum() for i, _, (first, end) in told])
        total = total - 0.3 * torch.log(mass.clamp(min=1e-6)).mean()
    return total


def ends(words: Tensor, batch: list[Item], pairs: list[tuple[int, Range, Range]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What `Relation` reads for pairs (sentence, source, target): states and masks, (P, W)."""
    source, target, present = (torch.zeros(len(pairs), words.shape[1] - 1) for _ in range(3))
    for i, (b, (first, end), (start, stop)) in enumerate(pairs):
        source[i, first:end], target[i, start:stop], present[i, :len(batch[b].words)] = 1, 1, 1
    return words[torch.tensor([p[0] for p in pairs]), 1:], source, target, present


@torch.no_grad()
def figures(network: Network, items: list[Item], pieces: Pieces) -> dict[str, float]:
    """On held-out sentences: the root code of pairs that an act joins (none not allowed), and F1 of the pairs that are found unaided."""
    network.eval()
    right = wanted = said = found = status_right = 0
    for start in range(0, len(items), 32):
        batch = items[start:start + 32]
        given = [(b, *pair) for b, x in enumerate(batch) for pair in x.pairs]
        if not given:
            continue
        *_, words = network(**inputs(pieces, [list(x.words) for x in batch]))
        code, status, _ = network.relation(*ends(words, batch, [g[:3] for g in given]))
        for row, held, g in zip(code, status, given, strict=True):
            best = int(row.argmax())
            said += best != NONE
            if g[3] != NONE:
                wanted += 1
                right += int(row[:NONE].argmax()) == g[3]
                found += best == g[3]
                status_right += int(held.argmax()) == g[4]
    network.train()
    return {"root": right / max(wanted, 1), "pairs": 2 * found / max(said + wanted, 1), "status": status_right / max(wanted, 1)}
