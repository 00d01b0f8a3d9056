"""Settings of the documentation: `make docs`."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Demarche"
author = "the Demarche authors"
copyright = "the Demarche authors, Apache-2.0"
version = release = version_of("demarche")

extensions = ["myst_parser", "reference"]
exclude_patterns = ["_build", "_generated", "_tables"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"Demarche {version}"
html_copy_source = False
