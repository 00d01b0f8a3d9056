"""The program: its commands, its help, its version."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import demarche
from demarche.cli import COMMANDS, commands
from demarche.errors import DemarcheError
from demarche.knowledge import linter


def run(*args: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(commands, [str(arg) for arg in args], prog_name="demarche")
    return result.exit_code, result.stdout, result.stderr


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version") == (0, f"demarche {demarche.__version__}\n", "")


def test_the_help_lists_every_command() -> None:
    status, out, _ = run("--help")
    assert status == 0 and all(f"  {name} " in out for name in COMMANDS)


def test_help_and_version_load_no_command() -> None:
    program = ("import sys; from demarche.cli import commands\n"
               "try: commands(['--help'])\n"
               "except SystemExit: print([m for m in ('demarche.cli.code', 'demarche.records', 'rich', 'numpy') if m in sys.modules])")
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert out.endswith("\n[]\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_the_list_says_and_has_an_example(name: str) -> None:
    command: click.Command = import_module(f"demarche.cli.{name}").command
    assert command.name == name
    assert (command.help or "").startswith(COMMANDS[name])
    assert f"demarche {name}" in (command.epilog or "")
    assert run(name, "--help")[0] == 0


@pytest.mark.parametrize("args", [["nothing"], ["code"], ["code", "a.txt", "--format", "xml"], ["code", "a.txt", "--published", "yesterday"],
                                  ["evaluate", "gold", "--lower-floors"], ["code", "-", "--max-bytes", "0"]])
def test_wrong_usage_is_status_2(args: list[str]) -> None:
    status, out, err = run(*args)
    assert status == 2 and not out and "Error: " in err


def test_the_schema_is_one() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is in the extra 'dev'")
    status, out, _ = run("schema")
    jsonschema.Draft202012Validator.check_schema(json.loads(out))
    assert status == 0


def test_lint_prints_findings_and_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(linter, "lint", lambda folder, layers, codebook: [linter.Finding(folder / "a.yaml", "no such code")])
    assert run("lint", tmp_path) == (1, f"{tmp_path / 'a.yaml'}: no such code\n", "")
    monkeypatch.setattr(linter, "lint", lambda folder, layers, codebook: [])
    assert run("lint", tmp_path) == (0, "", "")


@pytest.mark.parametrize(("error", "status", "said"), [
    (KeyboardInterrupt(), 130, "Interrupted."),
    (DemarcheError("D301", path="m", reason="gone"), 1, "D301 "),
])
def test_what_stops_a_command_is_a_message_and_a_status(monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, said: str) -> None:
    def stop(**_: object) -> None:
        raise error

    monkeypatch.setattr("demarche.coder.Coder", stop)
    assert run("code", "-")[0] == status
    assert said in run("code", "-")[2]


def test_a_closed_pipe_ends_the_program_quietly() -> None:
    program = "from demarche.cli import main; main()"
    with subprocess.Popen([sys.executable, "-c", program, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
