"""The table of the documentation is that of the actor files."""

from pathlib import Path

from demarche.knowledge.loader import Knowledge
from training.actor_table import ours, shown

TABLE = Path(__file__).parents[2] / "docs" / "_tables" / "actors.md"


def test_the_table_is_current() -> None:
    rows = [line.split(" | ")[:2] for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "---" not in line][1:]
    told = {name.removeprefix("| "): value for name, value in rows}
    assert told == {name: shown(value) for name, value in ours(Knowledge.load()).items()}, "run: python -m training.actor_table"
