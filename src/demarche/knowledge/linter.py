"""The linter of the knowledge files: everything that is wrong with them, at once.

`contents` reads the files by their forms; `claims`, `tenures` and `predicates` hold the checks of what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from demarche.knowledge.claims import check_entries, check_roles
from demarche.knowledge.contents import Finding, read
from demarche.knowledge.loader import FOLDER, layer_files
from demarche.knowledge.predicates import check_predicates
from demarche.knowledge.tenures import check_memberships, check_officials

__all__ = ["Finding", "lint"]


def lint(folder: Path = FOLDER, layers: Sequence[Path] = ()) -> list[Finding]:
    """All findings on a knowledge folder, or on actor files laid over it, by file; none where everything is right."""
    content = read(folder, layers)
    check_entries(content)
    check_officials(content)
    check_memberships(content)
    check_roles(content)
    if content.codebook is not None:
        check_predicates(content, folder / "codebook")
    own = {path for layer in layers for path in layer_files(layer)}
    return sorted(finding for finding in set(content.findings) if not layers or finding.path in own)
