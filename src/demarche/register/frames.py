"""Frames: answers as tables of pandas or polars, with the columns of `demarche … --format csv`. Needs the extra 'frames'.

    to_frame(register.measures(target="RUS"))
    to_frame(register.events(source="ilo"), engine="polars")
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from demarche.errors import DemarcheError
from demarche.register.rows import row

NUMBERS = ("for", "against", "abstain", "absent", "texts", "denied", "start", "end")
SHARES = ("confidence",)
YES_OR_NO = ("holds",)  # all other columns are strings, also dates: they are as exact as they are told
TYPES = {  # of strings, numbers, shares and answers to yes or no; all of them can be missing
    "pandas": ("string", "Int64", "Float64", "boolean"),
    "polars": ("String", "Int64", "Float64", "Boolean"),
}


def to_frame(answers: Iterable[object], engine: Literal["pandas", "polars"] = "pandas") -> Any:
    """A frame with a row for each event, measure, vote, entry of a timeline or sentence found; several values of a field are joined by "; ".

    No answers are a frame without columns. Raises D724 where the engine is not installed, TypeError where something has no row, ValueError for other engines.
    """
    if engine not in TYPES:
        raise ValueError(f"engine is {' or '.join(TYPES)}, not {engine!r}")
    if find_spec(engine) is None:
        raise DemarcheError("D724", engine=engine)
    library: Any = import_module(engine)
    rows = [row(answer) for answer in answers]
    columns = {name: [one.get(name) for one in rows] for name in dict.fromkeys(name for one in rows for name in one)}
    if engine == "polars":
        return library.DataFrame(columns, schema={name: getattr(library, _type(name, engine)) for name in columns})
    return library.DataFrame({name: library.Series(values, dtype=_type(name, engine)) for name, values in columns.items()})


def _type(name: str, engine: str) -> str:
    text, number, share, answer = TYPES[engine]
    return number if name in NUMBERS else share if name in SHARES else answer if name in YES_OR_NO else text
