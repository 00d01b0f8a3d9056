"""Does requirements.lock fit pyproject.toml? Every dependency that is declared is pinned, within its range, and no other is a root.

And does everything that is pinned run on the oldest Python that the lock serves? Run it where the lock is installed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
OLDEST = "3.11.2"  # Debian 12
EXTRAS = ("dev", "docs", "frames", "html", "postgres")  # train is left out: PyTorch is a matter of `make model`
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ]+).*\n(?P<rest>(?:    .*\n?)*)", re.MULTILINE)
PLACES = re.compile(r"https?://|file:|^\s*--(?!hash)", re.MULTILINE)


def declared(project: dict[str, Any]) -> dict[str, Requirement]:
    """The dependencies and those of the extras that the lock holds."""
    lines = [*project["dependencies"], *(line for extra in EXTRAS for line in project["optional-dependencies"][extra])]
    return {str(canonicalize_name(r.name)): r for r in map(Requirement, lines)}


def problems(lock: str, wanted: dict[str, Requirement]) -> list[str]:
    """What does not fit."""
    pins = {str(canonicalize_name(m["name"])): m for m in PIN.finditer(lock)}
    versions = {name: str(m["version"]) for name, m in pins.items()}
    found = [f"{name} is not pinned" for name in wanted if name not in pins]
    found += [f"{name} {versions[name]} is outside {r.specifier}" for name, r in wanted.items() if name in pins and not r.specifier.contains(versions[name])]
    found += [f"{name} has no hash" for name, m in pins.items() if "--hash=" not in m["rest"]]
    found += [f"{name} is no longer declared" for name, m in pins.items() if re.search(r"\(pyproject\.toml\)", m["rest"]) and name not in wanted]
    found += [f"{name} {versions[name]} needs Python {needed}" for name in pins if not (needed := python(name)).contains(OLDEST)]
    if PLACES.search(lock):
        found.append("the lock file names a place to download from")
    return found


def python(name: str) -> SpecifierSet:
    """The Python that an installed package asks for; any, where it is not installed on this platform."""
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return SpecifierSet()
    return SpecifierSet(",".join(found.get_all("Requires-Python") or []))


def main() -> None:
    """Say what does not fit, and fail; or say nothing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = problems((ROOT / "requirements.lock").read_text(encoding="utf-8"), declared(project["project"]))
    if found:
        sys.exit("requirements.lock does not fit pyproject.toml (make lock renews it):\n" + "\n".join(found))


if __name__ == "__main__":
    main()
