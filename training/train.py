"""Train the language model: `python -m training.train --treebanks ../shared/data/treebanks --out build/model`.

The first epochs learn trees alone; then our own sentences join in, with as many of the trees as `TREES_THEN` says, so that all
heads end on one encoder. What the trees alone have taught by then is kept on our sentences too: their words are parsed by it, and
learnt as parsed. Every epoch leaves a checkpoint, from which a run that was stopped goes on (`--resume`). The seed fixes the order of the
sentences and the first weights; on another machine the last digits may differ.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from demarche.language.pieces import Pieces
from training import relations, sentences
from training.encoding import Inventory, disturbed, inputs, without_full_stop
from training.network import Network, encoder_folder
from training.relations import CODES, STATUSES, Item, taught, tree_loss, varied
from training.treebank import Sentence, load

T = TypeVar("T", Sentence, Item)
TREES_ALONE = 4  # epochs
TREES_THEN = 0.5  # of the trees, drawn anew each epoch


def losses(network: Network, batch: list[Sentence], words: list[list[str]], pieces: Pieces, inventory: Inventory) -> Tensor:
    """The sum of the four cross-entropies of a batch of trees."""
    return tree_loss(network(**inputs(pieces, words)), batch, inventory)


@torch.no_grad()
def figures(network: Network, sentences: list[Sentence], pieces: Pieces, inventory: Inventory) -> dict[str, float]:
    """UPOS accuracy, UAS and LAS (universal labels, no punctuation, greedy heads) on gold words."""
    network.eval()
    right = {"upos": 0, "uas": 0, "las": 0}
    words = scored = 0
    ordered = sorted(sentences, key=lambda s: len(s.words))
    for start in range(0, len(ordered), 32):
        batch = ordered[start:start + 32]
        upos, _, arc, label, *_ = network(**inputs(pieces, [list(s.words) for s in batch]))
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


def batches(given: list[T], size: int, chance: random.Random) -> list[list[T]]:
    """Batches of sentences of like length, in random order."""
    order = sorted(given, key=lambda s: len(s.words) + chance.random() * 6)
    made = [order[i:i + size] for i in range(0, len(order), size)]
    chance.shuffle(made)
    return made


def main() -> None:
    """Train, leaving a checkpoint after every epoch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--epochs", type=int, default=21)
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
    learnt, held_out = relations.parted(sentences.load())
    network = Network(len(inventory.upos), len(inventory.labels), len(inventory.entities), len(CODES), len(STATUSES))
    network.encoder.load_published()
    average = copy.deepcopy(network).eval()
    groups = [{"params": network.encoder.parameters(), "lr": 1.2e-4},
              {"params": [p for n, p in network.named_parameters() if not n.startswith("encoder.")], "lr": 1.5e-3}]
    optimizer = torch.optim.AdamW([{**g, "initial_lr": g["lr"]} for g in groups], weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    half = torch.ops.mkldnn._is_mkldnn_bf16_supported()  # twice as fast where the processor has it, and no worse
    state, begin, step = opt.out / "checkpoint.pt", 0, 0
    if opt.resume and state.exists():
        saved = torch.load(state, weights_only=True)
        network.load_state_dict(saved["network"])
        average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        begin, step = saved["epoch"], saved["step"]
    network.train()
    if begin > TREES_ALONE:
        learnt = taught(learnt, opt.out / "teacher.pt", network, pieces, inventory)
    for epoch in range(begin, opt.epochs):
        chance, clock, total = random.Random(opt.seed + epoch), time.time(), 0.0
        torch.manual_seed(opt.seed + epoch)
        alone = epoch < TREES_ALONE
        if epoch == TREES_ALONE:
            torch.save(average.state_dict(), opt.out / "teacher.pt")
            learnt = taught(learnt, opt.out / "teacher.pt", network, pieces, inventory)
        drawn: list[list[Sentence] | list[Item]] = [*batches(train if alone else chance.sample(train, int(TREES_THEN * len(train))), 16, chance)]
        if not alone:
            drawn += batches(learnt, 16, chance)
            chance.shuffle(drawn)
        for number, batch in enumerate(drawn):
            for group in optimizer.param_groups:
                group["lr"] = group["initial_lr"] * pace((epoch + number / len(drawn)) / opt.epochs)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                loss = of_batch(network, batch, pieces, inventory, chance)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            step += 1
            total += float(loss.detach())
            if step % 4 == 0:
                decay = min(0.992, step / (step + 40))
                with torch.no_grad():
                    torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - decay)
            if step % 100 == 0:
                print(f"epoch {epoch + 1}, batch {number + 1} of {len(drawn)}, loss {total / 100:.3f}, {time.time() - clock:.0f} s", flush=True)
                total = 0.0
        reached = {**figures(average, dev, pieces, inventory), **({} if alone else relations.figures(average, held_out, pieces))}
        print(json.dumps({"epoch": epoch + 1, "seconds": round(time.time() - clock), **{k: round(v, 4) for k, v in reached.items()}}), flush=True)
        torch.save({"network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(),
                    "epoch": epoch + 1, "step": step}, state)
    names = {"upos": inventory.upos, "labels": inventory.labels, "entities": inventory.entities, "codes": CODES, "statuses": STATUSES,
             "seed": opt.seed, "epochs": opt.epochs}
    torch.save({"weights": average.state_dict(), "names": names}, opt.out / "network.pt")
    (opt.out / "names.json").write_text(json.dumps(names, indent=1), encoding="utf-8")


def pace(progress: float) -> float:
    """The learning rate over the run, as a share of its greatest: 4% of warming up, then a straight way down."""
    return min(progress / 0.04, max(0.02, 1 - progress))


def of_batch(network: Network, batch: list[Sentence] | list[Item], pieces: Pieces, inventory: Inventory, chance: random.Random) -> Tensor:
    """The loss of a batch of trees or of marked sentences, as writers vary them."""
    if isinstance(batch[0], Item):
        return relations.losses(network, [varied(x, chance) for x in batch], pieces, inventory)
    trees = [without_full_stop(s) if chance.random() < 0.06 else s for s in batch]
    return losses(network, trees, [disturbed(list(s.words), chance) for s in trees], pieces, inventory)


if __name__ == "__main__":
    main()
