"""What tests share: one coder with the language model of the package, loaded once."""

import pytest

from demarche.coder import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()
