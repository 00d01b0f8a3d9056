"""The linter of the knowledge files: everything that is wrong with them, at once.

`contents` reads the files by their forms; `claims`, `tenures`, `roots` and `predicates` hold the checks of what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from demarche.knowledge.claims import check_entries, check_roles
from demarche.knowledge.contents import Finding, read
from demarche.knowledge.loader import FOLDER, layer_files
from demarche.knowledge.predicates import check_predicates
from demarche.knowledge.roots import check_codebook
from demarche.knowledge.tenures import check_memberships, check_officials

__all__ = ["Finding", "lint"]


def lint(folder: Path = FOLDER, layers: Sequence[Path] = (), codebook: Path | None = None) -> list[Finding]:
    """All findings on a knowledge folder, by file; where actor files or a codebook are laid over it, those on them. None where everything is right."""
    content = read(folder, layers, codebook)
    check_entries(content)
    check_officials(content)
    check_memberships(content)
    check_roles(content)
    check_predicates(content, check_codebook(content, folder))
    own = {path for layer in [*layers, *([codebook] if codebook else [])] for path in layer_files(layer)}
    return sorted(finding for finding in set(content.findings) if not own or finding.path in own)
