"""The documentation is true: its commands run, print what it shows, and its lists are complete."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import demarche
from demarche.cli import COMMANDS
from demarche.coder import Coder

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<content>.*?)^```", re.MULTILINE | re.DOTALL)
COMPARED = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: Path, language: str) -> Iterator[str]:
    """The code blocks of a page in a language."""
    return (block["content"] for block in BLOCK.finditer(page.read_text(encoding="utf-8")) if block["language"] == language)


def commands() -> list[tuple[str, str]]:
    """Each command that a page shows, with the output that it shows, "" where it shows none; the same ones once."""
    shown: dict[tuple[str, str], None] = {}
    for page in PAGES:
        for block in blocks(page, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                shown[command, output] = None
    return list(shown)


@pytest.fixture(scope="module")
def register(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register that the documentation asks: that of the samples and of the story of the register's tests."""
    place = tmp_path_factory.mktemp("register") / "demarche.db"
    folders = [ROOT / "tests" / "samples", ROOT / "tests" / "register" / "story"]
    documents = [one.document for one in demarche.read(folders) if one.document]
    with demarche.Register.open(place) as opened:
        for coded in coder.code_many(documents):
            opened.add(coded)
    return place


@pytest.mark.parametrize(("command", "output"), commands())
def test_a_command_of_the_documentation_runs(command: str, output: str, register: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    settings = {**os.environ, "PATH": path, "COLUMNS": "100", "DEMARCHE_REGISTER": str(register)}
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, env=settings, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    if output.strip():
        assert doctest.OutputChecker().check_output(output, done.stdout, COMPARED), f"shown:\n{output}\nprinted:\n{done.stdout}"


@pytest.mark.parametrize("page", [page for page in PAGES if any(blocks(page, "pycon"))], ids=lambda page: page.name)
def test_python_of_the_documentation_runs(page: Path, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DEMARCHE_REGISTER", str(register))
    session = doctest.DocTestParser().get_doctest("\n".join(blocks(page, "pycon")), {}, page.name, str(page), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=COMPARED).run(session, out=said.append)
    assert result.failed == 0, "".join(said)


def test_every_command_has_its_section() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.findall(r"^## demarche (\w+)", text, re.MULTILINE) == list(COMMANDS)
    assert all(f"_generated/command-{name}.md" in text for name in COMMANDS)


def test_every_public_name_is_listed_and_no_other() -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8").partition("## Public names")[2]
    listed = {name for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert listed == set(demarche.__all__)


def test_every_dependency_is_explained() -> None:
    import tomllib

    from packaging.requirements import Requirement

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    lines = [*settings["build-system"]["requires"], *project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").partition("## What we did not take")[0]
    listed = {name.lower() for row in re.findall(r"^\| (.*?) \|", text, re.MULTILINE) for name in row.split(", ")} - {"package", "---"}
    assert listed == {Requirement(line).name.lower() for line in lines}


def test_the_pages_are_all_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert {page.stem for page in PAGES[1:]} - {"index"} == {name for block in re.findall(r"^```\{toctree\}\n(.*?)^```", index, re.MULTILINE | re.DOTALL)
                                                            for name in re.findall(r"^(\w+)$", block, re.MULTILINE)}
