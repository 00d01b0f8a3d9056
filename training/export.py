"""The trained network as one int8 ONNX file, and the relation head beside it.

    python -m training.export --weights build/model/network.pt --out src/demarche/knowledge/models/en
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from demarche.language.pieces import Pieces
from training.encoding import inputs
from training.network import Network, encoder_folder

OUTPUTS = ["upos", "entity", "arc", "label", "act", "taking", "words"]


def load_network(path: Path) -> tuple[Network, dict[str, list[str]]]:
    """The network with its trained weights, and the names of its classes."""
    saved = torch.load(path, weights_only=True)
    names = saved["names"]
    network = Network(len(names["upos"]), len(names["labels"]), len(names["entities"]), len(names["codes"]), len(names["statuses"]))
    network.load_state_dict(saved["weights"])
    return network.eval(), names


def export(network: Network, pieces: Pieces, path: Path) -> None:
    """Write the network in float32, with free batch, piece and word counts."""
    fed = inputs(pieces, [["The", "council", "suspended", "Ruritania", "."], ["Grustark", "left", "."]])
    axes = {name: {0: "batch", 1: "words" if name in ("first", "last") else "pieces"} for name in fed}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    torch.onnx.export(network, tuple(fed.values()), str(path), input_names=list(fed), output_names=OUTPUTS, dynamic_axes=axes, opset_version=17, dynamo=False)


def main() -> None:
    """Export and quantise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    opt = parser.parse_args()
    opt.out.mkdir(parents=True, exist_ok=True)
    network, names = load_network(opt.weights)
    vocabulary = encoder_folder() / "vocab.txt"
    whole = opt.weights.parent / "model-float32.onnx"
    export(network, Pieces.load(vocabulary), whole)
    quantize_dynamic(whole, opt.out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
    head = {name: weights.numpy().astype(np.float16) for name, weights in network.relation.state_dict().items()}
    np.savez_compressed(opt.out / "relations.npz", **head)
    shutil.copy(vocabulary, opt.out / "pieces.txt")
    (opt.out / "names.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
