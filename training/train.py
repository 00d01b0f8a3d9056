"""Train the language model: `python -m training.train --treebanks ../shared/data/treebanks --out build/model`.

Every epoch leaves a checkpoint, from which a run that was stopped goes on (`--resume`). The seed fixes the order of the
sentences and the first weights; on another machine the last digits may differ.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from pathlib import Path

import torch
from torch import Tensor, nn

from demarche.language.pieces import Pieces
from training.encoding import Inventory, disturbed, inputs, without_full_stop
from training.network import Network, encoder_folder
from training.treebank import Sentence, load


def losses(network: Network, batch: list[Sentence], words: list[list[str]], pieces: Pieces, inventory: Inventory) -> Tensor:
    """The sum of the four cross-entropies of a batch."""
    fed = inputs(pieces, words)
    gold = inventory.targets(batch, fed["first"].shape[1])
    upos, entity, arc, label = network(**fed)
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
def figures(network: Network, sentences: list[Sentence], pieces: Pieces, inventory: Inventory) -> dict[str, float]:
    """UPOS accuracy, UAS and LAS (universal labels, no punctuation, greedy heads) on gold words."""
    network.eval()
    right = {"upos": 0, "uas": 0, "las": 0}
    words = scored = 0
    ordered = sorted(sentences, key=lambda s: len(s.words))
    for start in range(0, len(ordered), 32):
        batch = ordered[start:start + 32]
        upos, _, arc, label = network(**inputs(pieces, [list(s.words) for s in batch]))
        for b, s in enumerate(batch):
            n = len(s.words) + 1
            tags = upos[b, 1:n].argmax(-1).tolist()
            heads = arc[b, 1:n, :n].argmax(-1)
            labels = label[b, torch.arange(1, n), heads].argmax(-1).tolist()
            for i, (t, h, k) in enumerate(zip(tags, heads.tolist(), labels, strict=True)):
                words += 1
                right["upos"] += inventory.upos[t] == s.upos[i]
                if s.labels[i] != "punct":
                    scored += 1
                    right["uas"] += h == s.heads[i]
                    right["las"] += h == s.heads[i] and inventory.labels[k].split(":")[0] == s.labels[i].split(":")[0]
    network.train()
    return {"upos": right["upos"] / words, "uas": right["uas"] / scored, "las": right["las"] / scored}


def batches(sentences: list[Sentence], size: int, chance: random.Random) -> list[list[Sentence]]:
    """Batches of sentences of like length, in random order."""
    order = sorted(sentences, key=lambda s: len(s.words) + chance.random() * 6)
    made = [order[i:i + size] for i in range(0, len(order), size)]
    chance.shuffle(made)
    return made


def main() -> None:
    """Train, leaving a checkpoint after every epoch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=20220323)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true")
    opt = parser.parse_args()
    opt.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(opt.seed)
    torch.set_num_threads(opt.threads)
    pieces = Pieces.load(encoder_folder() / "vocab.txt")
    train, dev = load(opt.treebanks, "train"), load(opt.treebanks, "dev")
    train = [s for s in train if pieces.length(s.words) <= 200]
    inventory = Inventory(train)
    network = Network(len(inventory.upos), len(inventory.labels), len(inventory.entities))
    network.encoder.load_published()
    average = copy.deepcopy(network).eval()
    groups = [{"params": network.encoder.parameters(), "lr": 1.2e-4},
              {"params": [p for n, p in network.named_parameters() if not n.startswith("encoder.")], "lr": 1.5e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    steps = opt.epochs * len(batches(train, 16, random.Random(0)))
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min(1.0, (i + 1) / (0.05 * steps)) * max(0.02, 1 - i / steps))
    state, begin, step = opt.out / "checkpoint.pt", 0, 0
    if opt.resume and state.exists():
        saved = torch.load(state, weights_only=True)
        network.load_state_dict(saved["network"])
        average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        scheduler.load_state_dict(saved["scheduler"])
        begin, step = saved["epoch"], saved["step"]
    network.train()
    for epoch in range(begin, opt.epochs):
        chance, clock, total = random.Random(opt.seed + epoch), time.time(), 0.0
        torch.manual_seed(opt.seed + epoch)
        for drawn in batches(train, 16, chance):
            batch = [without_full_stop(s) if chance.random() < 0.06 else s for s in drawn]
            words = [disturbed(list(s.words), chance) for s in batch]
            loss = losses(network, batch, words, pieces, inventory)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            scheduler.step()
            step += 1
            total += float(loss.detach())
            if step % 4 == 0:
                decay = min(0.992, step / (step + 40))
                with torch.no_grad():
                    torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - decay)
            if step % 100 == 0:
                print(f"step {step} of {steps}, loss {total / 100:.3f}, {time.time() - clock:.0f} s", flush=True)
                total = 0.0
        row = {"epoch": epoch + 1, "seconds": round(time.time() - clock), **{k: round(v, 4) for k, v in figures(average, dev, pieces, inventory).items()}}
        print(json.dumps(row), flush=True)
        torch.save({"network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(),
                    "scheduler": scheduler.state_dict(), "epoch": epoch + 1, "step": step}, state)
    names = {"upos": inventory.upos, "labels": inventory.labels, "entities": inventory.entities, "seed": opt.seed, "epochs": opt.epochs}
    torch.save({"weights": average.state_dict(), "names": names}, opt.out / "network.pt")
    (opt.out / "names.json").write_text(json.dumps(names, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
