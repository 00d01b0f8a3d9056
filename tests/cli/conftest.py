"""What the tests of the commands share: the program called in this process, with the language model that all tests share."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from demarche.cli import commands
from demarche.coder import Coder

Run = Callable[..., Result]


@pytest.fixture
def program(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the program; a coder is made as the command asks for it, but for the model."""
    monkeypatch.setattr("demarche.coder.Coder", lambda **given: Coder(**{**given, "model": coder.model}))
    return lambda *args, **options: CliRunner().invoke(commands, [str(arg) for arg in args], prog_name="demarche", **options)
