"""The reference pages, made from the program at every build: what is written by hand cannot fall behind it.

Pages include them from docs/_generated: records.md, knowledge.md, errors.md, codebook-*.md, and command-NAME.md for each command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from itertools import chain
from pathlib import Path
from typing import Any

import click
import msgspec

from demarche.cli import commands
from demarche.cli.support.codebooks import quad, weight
from demarche.errors import REGISTRY
from demarche.importing import pieces
from demarche.knowledge import codes, contents, entries, loader
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.loader import Knowledge
from demarche.records import json_schema

Definition = Mapping[str, Any]
SHOWN = 8  # cues of a context that the documentation has
FORMS = (entries.Actors, codes.CodebookFile, loader.Patterns, contents.Countries, contents.Rules, pieces.Crosswalks)


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx: write the pages before it reads any."""
    app.connect("builder-inited", lambda app: write(Path(app.srcdir) / "_generated"))
    return {"parallel_read_safe": True}


def write(folder: Path) -> None:
    """Write every page."""
    folder.mkdir(exist_ok=True)
    for name, content in pages():
        (folder / f"{name}.md").write_text(content + "\n", encoding="utf-8")


def pages() -> Iterator[tuple[str, str]]:
    """The name and the text of every page."""
    yield "records", sections(json_schema()["$defs"])
    _, definitions = msgspec.json.schema_components(FORMS)
    yield "knowledge", sections(definitions)
    yield from codebook(Knowledge.load().codebook)
    messages = ((literal(code), literal(entry.message), literal(entry.remedy)) for code, entry in REGISTRY.items())
    yield "errors", table(("code", "what it says", "what to do"), messages)
    context = click.Context(commands, info_name="demarche", max_content_width=100)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        if command is not None:
            yield f"command-{name}", "\n\n".join(f"```text\n{text}\n```" for text in helps(command, name, context))


def codebook(book: Codebook) -> Iterator[tuple[str, str]]:
    """The tables of the codebook that ships."""
    modes = {root.code: "; ".join(f"`{mode.name}` {lowered(mode.meaning)}" for mode in root.modes) for root in book.roots}
    yield "codebook-roots", table(("root", "quad, weight", "what it is", "modes"), (
        (root.code, f"{quad(root)}, {weight(root)}", root.meaning, modes[root.code]) for root in book.roots))
    yield "codebook-traits", table(("trait", "what the coder does", "roots"), (
        (f"`{trait}`", meaning, ", ".join(root.code for root in book.roots if trait in root.traits)) for trait, meaning in codes.TRAITS.items()))
    yield "codebook-contexts", table(("context", "what it is", "cues"), (
        (f"`{one.name}`", one.meaning, f"{', '.join([*one.strong, *one.cues][:SHOWN])} … {len(one.strong) + len(one.cues)} in all") for one in book.contexts))
    yield "codebook-cameo", table(("CAMEO", "what it is", "root", "mode", "contexts"), (
        (one.cameo, one.meaning, " or ".join(filter(None, (one.code, *one.also))), one.mode or "", ", ".join(one.contexts)) for one in book.crosswalk))
    yield "codebook-decisions", table(("where", "what was decided"), chain(
        ((root.code, root.note) for root in book.roots if root.note), ((f"CAMEO {one.cameo}", one.note) for one in book.crosswalk if one.note)))


def lowered(sentence: str) -> str:
    """A sentence inside another.

    >>> lowered("Soldiers and units.")
    'soldiers and units'
    """
    return sentence[0].lower() + sentence[1:].rstrip(".")


def helps(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    """The help of a command, and of those below it."""
    context = click.Context(command, parent=parent, info_name=name, terminal_width=100, max_content_width=100)
    yield command.get_help(context)
    if isinstance(command, click.Group):
        for below, each in command.commands.items():
            yield from helps(each, below, context)


def sections(definitions: Mapping[str, Definition]) -> str:
    """A heading, a line and a table of fields for each record or form."""
    return "\n\n".join(section(name, definition) for name, definition in definitions.items() if "properties" in definition)


def section(name: str, definition: Definition) -> str:
    """One record or form."""
    fields: Mapping[str, Definition] = definition["properties"]
    text, meanings = described(cleandoc(str(definition.get("description", ""))), set(fields))
    required = definition.get("required", ())
    rows = [(f"`{key}`", kind(of) + ("" if key in required else default(of)), meanings.get(key, "")) for key, of in fields.items()]
    heads = ("field", "holds", "meaning") if meanings else ("field", "holds")
    return f"### {name}\n\n{text}\n\n{table(heads, (row[:len(heads)] for row in rows))}"


def described(text: str, fields: set[str]) -> tuple[str, dict[str, str]]:
    """A docstring's prose, and what it says of each field in lines like "name   its full name".

    >>> described("An actor.\\n\\nname   as it\\n       calls itself\\nid, url  keys", {"name", "id", "url"})
    ('An actor.', {'name': 'as it calls itself', 'id': 'keys', 'url': 'keys'})
    """
    prose: list[str] = []
    meanings: dict[str, str] = {}
    keys: list[str] = []
    for line in text.splitlines():
        found = re.match(r"(\w+(?:, \w+)*) +(\S.*)", line)
        if found and set(found[1].split(", ")) <= fields:
            keys = found[1].split(", ")
            meanings |= dict.fromkeys(keys, found[2])
        elif keys and line.startswith("  "):
            meanings |= {key: f"{meanings[key]} {line.strip()}" for key in keys}
        else:
            keys = []
            prose.append(line)
    return "\n".join(prose).strip(), meanings


def kind(of: Definition) -> str:
    """What a field holds, in words.

    >>> kind({"type": "array", "items": {"type": "string"}})
    'list of string'
    """
    if "$ref" in of:
        name = str(of["$ref"]).rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in of:
        return ", ".join(f"`{value}`" for value in of["enum"])
    if "anyOf" in of:
        return " or ".join(kind(option) for option in of["anyOf"])
    if "prefixItems" in of:
        return "pair of " + " and ".join(kind(item) for item in of["prefixItems"])
    if isinstance(of.get("items"), Mapping):
        return f"list of {kind(of['items'])}"
    if isinstance(of.get("additionalProperties"), Mapping):
        return f"map to {kind(of['additionalProperties'])}"
    if "pattern" in of:
        examples = f": {', '.join(f'`{one}`' for one in of['examples'])}" if "examples" in of else ""
        return f"string like `{of['pattern']}`".replace("|", "\\|") + examples
    return str(of.get("type", "anything"))


def default(of: Definition) -> str:
    """What a field holds where it is left out."""
    value = of.get("default")
    return "" if value in (None, [], {}, "") else f"; `{json.dumps(value)}` if not given"


def table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """A Markdown table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, ("---",) * len(heads), *rows])


def literal(text: str) -> str:
    """A message as it is, braces and quotes too."""
    return f"`{text}`".replace("|", "\\|")
