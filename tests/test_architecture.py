"""The house's rule: data flows one way, and a room imports only what stands above it."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "demarche"
ROOMS = ["errors", "records", "knowledge", "reading", "language", "importing", "actors", "events", "decisions", "coder", "highlight", "evaluating", "register",
         "cli"]
LATE = {("records", "highlight")}  # what a notebook shows of a record, imported when it is shown


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[1] for name in names if name.startswith("demarche.")}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_stands_above_it(room: str) -> None:
    files = [SOURCE / f"{room}.py"] if (SOURCE / f"{room}.py").exists() else sorted((SOURCE / room).rglob("*.py"))
    assert files
    for path in files:
        below = {name for name in imported(path) if name in ROOMS and ROOMS.index(name) > ROOMS.index(room) and (room, name) not in LATE}
        assert not below, f"{path.name} imports {below}"


def test_every_module_belongs_to_a_room() -> None:
    found = {p.stem for p in SOURCE.iterdir() if p.suffix == ".py" or (p.is_dir() and not p.name.startswith("__"))}
    assert found - {"__init__", "__main__", "py"} <= set(ROOMS)
