"""Every error and warning: its code, what it says, and what to do about it.

An error stops the work on one input and is raised as `DemarcheError`; a warning stays with the record that it concerns
(`CodedDocument.warnings`). Codes never change their meaning.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the registry: the message (a format string) and the remedy."""

    message: str
    remedy: str


REGISTRY: dict[str, Entry] = {
    # reading
    "D101": Entry("{path}: no such file or folder", "check the path; '-' reads standard input"),
    "D102": Entry("{path}: the file is empty", "nothing to code; remove it from the list"),
    "D103": Entry("{path}: this is binary data, not a text", "convert it to text, Markdown, HTML or JSON first"),
    "D104": Entry("{path}: encoding guessed as {encoding}", "store the file as UTF-8 to be sure of its characters"),
    "D105": Entry("{path}: {size} bytes are more than the limit of {limit}", "split the file, or raise --max-bytes"),
    "D106": Entry("{path}, line {line}: invalid JSON: {reason}", "mend or remove that line; the other lines were read"),
    "D107": Entry("{path}, line {line}: not a document: {reason}", 'a document is an object with a string "text" (and id, url, title, publisher, published)'),
    "D108": Entry("{path}: no document of a known format in this folder", "known formats: {formats}"),
    "D109": Entry("{path}: reading {format} needs the extra '{extra}'", "pip install 'demarche[{extra}]'"),
    "D110": Entry("{count} characters that no text has (NUL, lone surrogates) were replaced by spaces", "clean the source if offsets into the original matter"),
    "D111": Entry("text cut after {limit} characters of {size}", "split the document, or raise --max-characters"),
    "D112": Entry("{path}: no main text found in this page", "save the article itself, or give its text"),
    "D113": Entry("'{value}' is no date", "write dates as YYYY-MM-DD"),
    "D114": Entry("{path}: cannot be read: {reason}", "check the permissions and the disk"),
    "D115": Entry("the key '{key}' is no string and was left out", "give id, url, title, publisher, published and language as strings"),
    "D116": Entry("{path}: cannot be written: {reason}", "check the folder, its permissions and the disk"),
    # records
    "D201": Entry("a span says {text!r} at {start}-{end}, where the text has {found!r}", "spans are cut from the canonical text: Span.cut(text, start, end)"),
    "D202": Entry("not a record of schema {schema}: {reason}", "print the schema with 'demarche schema'"),
    "D203": Entry("the span {start}-{end} holds no word of the text of {length} characters", "give spans as (start, end) in code points, end exclusive"),
    # language
    "D301": Entry("the language model is missing or damaged: {path}: {reason}", "reinstall demarche, or rebuild it with 'make model'"),
    "D302": Entry("the text seems to be in another language than English ({share:.0%} of its words are common English ones)",
                  "only English is supported; nothing was coded"),
    "D303": Entry("no sentence found", "the document has no words to code"),
    "D304": Entry("{count} sentences were too long and were cut at clause boundaries", "check their records; such sentences are often tables"),
    # knowledge
    "D401": Entry("{path}: {reason}", "see docs/knowledge for the schema of this file, and run 'demarche lint'"),
    "D402": Entry("{path}: {reason}", "give every knowledge file its 'about', 'licence' and 'source'"),
    "D403": Entry("{path}: not a list of actors in a known format", "known formats: {formats}; say which it is with --format"),
    "D404": Entry("{path}: no actor, office or membership found; left out: {left}", "check that it is the file you meant, and its format (--format)"),
    "D405": Entry("{path}: no codebook: {reason}", "see docs/codebook for the form, and run 'demarche lint --codebook'"),
    "D406": Entry("{path}: {what} names the code {root}, which the codebook {codebook} does not have", "its codes are {known}: add a root, or extend PLOVER"),
    # evaluating
    "D501": Entry("{path}: not a gold document: {reason}", "the format is that of docs/evaluating"),
    "D502": Entry("{figure} is {value:.4f}, below its floor of {floor:.4f}", "mend the rule, or lower the floor with --lower-floors and say why"),
    "D503": Entry("{path}: no floors for this gold set ({digest})", "the gold has changed: look at its figures and set them with --lower-floors"),
    # the register
    "D701": Entry("{place}: the register cannot be opened: {reason}", "check the path or URL, the permissions, and that the database is running"),
    "D702": Entry("{place}: this is no register: {reason}", "give a path or an empty schema of its own; nothing was changed"),
    "D703": Entry("{place}: a newer demarche has made this register (form {found}; known here: {known})", "upgrade demarche; nothing was changed"),
    "D704": Entry("{place}: the register is damaged: {reason}", "restore a backup, or make it anew with 'demarche add'"),
    "D705": Entry("{place}: others write without end: {reason}", "look for a program that hangs, and run this again; nothing was written by halves"),
    "D706": Entry("{place}: cannot be written: {reason}", "check the disk's space and the permissions, and run this again; nothing was written by halves"),
    "D707": Entry("{place}: registers are kept in SQLite or PostgreSQL, not in {kind}", "give a path, or a URL postgresql://user@host/database"),
    "D708": Entry("{place}: PostgreSQL needs the extra 'postgres'", "pip install 'demarche[postgres]'"),
    "D709": Entry("{name}: the coded document cannot be added: {reason}", "code it with 'demarche code --with-text'"),
    "D710": Entry("{place}: only a register in a file is backed up here", "back PostgreSQL up with pg_dump"),
    "D711": Entry("'{name}' names {count} texts: {texts}", "give more of the hash"),
    "D712": Entry("the text {text} is not the one that was stored: {reason}", "restore a backup, or make the register anew with 'demarche add'"),
    "D713": Entry("the record {record} of the text {text}: {reason}", "restore a backup, or make the register anew with 'demarche add'"),
    "D714": Entry("{table}, row {row}: points to nothing in {other}", "restore a backup, or make the register anew with 'demarche add'"),
    "D715": Entry("{words!r} holds no word to look for", 'give words; in double quotes, those that stand side by side'),
    "D716": Entry("{place}: there is something already", "give the path of a new file"),
    "D717": Entry("{place}: there is no register here", "make one with 'demarche add', or say where it is: --register PATH|URL or $DEMARCHE_REGISTER"),
    "D718": Entry("nobody is known as '{who}', here or in the knowledge{near}", "give an id: 'demarche actors find NAME' looks for it"),
    "D719": Entry("no act, measure or record has an id that begins with '{id}'", "the answers of 'demarche events', 'measures' and 'votes' have ids"),
    "D720": Entry("the fields {fields} cannot be corrected so: {reason}", "print the fields of records with 'demarche schema'"),
    "D721": Entry("this is no decision: {reason}", "see 'demarche review decide --help'"),
    "D722": Entry("the register has no record '{record}'", "give the name of a witness, as 'demarche why ID' prints it"),
    "D723": Entry("decision {number} cannot be undone: {reason}", "'demarche review log' prints the numbers of decisions"),
    "D724": Entry("a data frame of {engine} needs the extra 'frames'", "pip install 'demarche[frames]'"),
    "D725": Entry("'{name}': no text has such a hash, no document such an id", "give eight digits of the hash or more, or the document's id"),
    "D726": Entry("{count} ids begin with '{id}': {ids}", "give more of the id"),
    "D727": Entry("the vote {vote} of the text {text}: its check {check} is not that of its numbers: {detail}", "code the document again and add it"),
    "D728": Entry("the measure {measure}, {kind}: {flaw}", "this is what texts tell: 'demarche why {measure}' shows them, 'demarche review' corrects"),
    "D729": Entry("{folder}: there are gold files already", "give a new or an empty folder"),
    "D730": Entry("{table}, row {row}: {reason}", "restore a backup, or make the register anew with 'demarche add'"),
    # the program
    "D601": Entry("{path}: internal error: {reason}", "please report it with the document; the other documents were coded"),
}


class DemarcheError(Exception):
    """What went wrong, with its code.

    >>> str(DemarcheError("D101", path="a.txt"))
    "D101 a.txt: no such file or folder (check the path; '-' reads standard input)"
    """

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        self.message = message(code, **details)
        self.remedy = REGISTRY[code].remedy.format(**details)
        super().__init__(f"{code} {self.message} ({self.remedy})")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.details)


def _rebuild(code: str, details: dict[str, object]) -> DemarcheError:
    return DemarcheError(code, **details)


def message(code: str, **details: object) -> str:
    """The message of a code with its details filled in; raises KeyError for an unknown code."""
    return REGISTRY[code].message.format(**details)
