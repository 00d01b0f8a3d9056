"""Web pages: the main text without menus, adverts and footers, and what the page states about itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from demarche.errors import DemarcheError
from demarche.reading.canonical import Draft
from demarche.reading.encoding import bounded, characters
from demarche.reading.settings import Facts, Limits

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
INLINE = ("b", "strong", "i", "em", "u", "mark", "code", "tt", "kbd", "samp", "var", "small", "big", "font")


def parse(stream: BinaryIO, source: str, limits: Limits) -> Iterator[Draft]:
    """One draft: paragraphs parted by blank lines, headings as in Markdown.

    Raises D109 where trafilatura is not installed, D112 where the page has no main text, and D102, D103, D105.
    """
    data = bounded(stream, source, limits.max_bytes)
    declared = DECLARED.search(data[:4096])
    text, warnings = characters(data, source, _encoding(declared[1]) if declared else None)
    page = _main(text.replace("\0", " "), source)
    if page is None or not (page.text or "").strip():
        raise DemarcheError("D112", path=source)
    name = page.sitename if page.sitename != page.hostname and "." not in (page.sitename or "").strip(".") else None
    stated = Facts(url=page.url or None, title=page.title or None, publisher=name or None, published=page.date or None)
    yield Draft(source, page.text.replace("\r\n", "\n").replace("\r", "\n"), stated, warnings)


def _main(html: str, source: str) -> Any:
    """What trafilatura finds, with the emphasis inside sentences taken out first: it would leave its marks in the text."""
    try:
        import trafilatura
        from lxml.etree import strip_tags  # type: ignore[import-untyped]
    except ImportError as error:
        raise DemarcheError("D109", path=source, format="HTML", extra="html") from error
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    tree = trafilatura.load_html(html)
    if tree is None:
        return None
    strip_tags(tree, *INLINE)
    dates = {"extensive_search": False, "original_date": True}
    return trafilatura.bare_extraction(tree, include_comments=False, include_formatting=True, with_metadata=True, date_extraction_params=dates)


def _encoding(name: bytes) -> str:
    """The encoding that a page names; browsers read Latin-1 as Windows-1252, and so do we."""
    label = name.decode("ascii", "replace").lower()
    return "cp1252" if label in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else label
