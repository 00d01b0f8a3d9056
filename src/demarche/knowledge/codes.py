"""The forms of a codebook: roots with their modes and traits, predicates, contexts, the crosswalk to CAMEO."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from demarche.knowledge.schema import File, Form
from demarche.records import Code, MeasureKind

CameoCode = Annotated[str, Meta(pattern="^[0-9]{2,4}$")]
Slot = Annotated[str, Meta(pattern="^[a-z-]+$")]
Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]
Trait = Literal["verbal", "holding", "telling", "promising", "threatening", "announced", "presupposed", "personal", "blaming", "armed", "physical",
                "enacted", "restricting", "lasting", "lifting", "measured", "awaited", "bounded"]

TRAITS: dict[Trait, str] = {  # what the coder does with the acts of a root that has it
    "verbal": "done by saying it: an act of who issues a statement has the statement's date",
    "holding": "what is demanded, promised, refused is its content, and no act of its own",
    "telling": "its content is a clause wherever there is one; one of nobody still keeps what is in it from being an act",
    "promising": "has the target of what is promised, and becomes what that says in `promised`",
    "threatening": "told in the conditional it is done (\"would impose sanctions\"); a measure that it names is proposed",
    "announced": "an act that lies ahead counts as done once it is announced, where other acts are only considered",
    "presupposed": "taken for granted where another act asks for its end: \"stop its invasion\" tells an invasion",
    "personal": "its target may be a person who elsewhere stands for a country: \"jailed its former president\"",
    "blaming": "where the object of a verb is a deed, its target is who does the deed, not whom it is done to",
    "armed": "its subject may be a weapon or a part, which acts for its owner: \"Russian missiles struck\"",
    "physical": "done to somebody or to nobody: with an object that is no actor it is no such act (\"withdrew its application\")",
    "enacted": "a passive of the present does what it says, in an order: \"imports are prohibited\"",
    "restricting": "cuts a relation: a demand of it is a measure proposed; what a state forbids its own is done to those whom they dealt with",
    "lasting": "changes what stands: its target may be named by the title, or by the lead-in of a list",
    "lifting": "a measure that it speaks of is lifted",
    "measured": "makes measures",
    "awaited": "what a measure may wait for: \"until a ceasefire is agreed\"",
    "bounded": "what follows \"until\", \"unless\", \"if\", \"except\" or \"under\" bounds it",
}


class Predicate(Form, frozen=True, kw_only=True):
    """A way in which a text tells an act. Exactly one of verb, noun, adjective, modal is given: its lemma.

    object     the act needs one of these nouns as its object (as its subject in the passive): "impose" + "sanctions"
    particle   the verb's particle: "call off"
    prep       the act needs a phrase with one of these prepositions
    adverb     the act needs one of these adverbs or adjectives
    copula     the noun tells the act only as a predicate: "is a violation of"
    source     where the source stands, first that is found; the default is the subject ("by" where it is passive), for a
               noun its possessor or "by"
    target     where the target stands, first that is found
    content    where what is demanded, promised, threatened or praised stands: comp, obj, clause, or a preposition
    bare       the act is told also where no target is found
    reciprocal the parties act together: subject and "with" are all sources, and there is no target
    code       the root; that of its file where none is given
    cameo      the CAMEO code; that of the mode or root where none is given
    """

    verb: str | None = None
    noun: str | None = None
    adjective: str | None = None
    modal: str | None = None
    object: list[str] = []
    particle: str | None = None
    prep: list[str] = []
    adverb: list[str] = []
    copula: bool = False
    source: list[Slot] = []
    target: list[Slot] = []
    content: Slot | None = None
    bare: bool = False
    reciprocal: bool = False
    code: Code = ""
    mode: str | None = None
    cameo: CameoCode | None = None
    measure: MeasureKind | None = None
    example: str | None = None


class Mode(Form, frozen=True, kw_only=True):
    """A way in which an act of a root is done.

    cameo      the most specific CAMEO code that holds all of it
    contexts   what every act of this mode is about
    """

    name: str
    meaning: str
    cameo: CameoCode | None = None
    contexts: list[str] = []


class Root(Form, frozen=True, kw_only=True):
    """An event type of the codebook.

    meaning    in a line; definition: in a few sentences; boundaries: what is it and what is another type, a sentence each
    quad       the class of conflict or cooperation; weight: the value on that scale, -10 to +10
    cameo      the most specific CAMEO code that holds all of it
    traits     what the coder does with its acts: see the table of traits
    future     what the act is where it only lies ahead: aid that will be given is AGREE
    refused    what it is where its source will not do it
    promised   what a promise of it is: promised sanctions are THREATEN
    note       what was decided where the sources of the codebook collide
    """

    code: Code
    meaning: str = ""
    definition: str = ""
    boundaries: list[str] = []
    quad: Quad | None = None
    weight: float | None = None
    cameo: CameoCode | None = None
    modes: list[Mode] = []
    traits: list[Trait] = []
    future: Code | None = None
    refused: Code | None = None
    promised: Code | None = None
    note: str = ""


class ContextCues(Form, frozen=True, kw_only=True):
    """What an act may be about, and the words that show it: in small letters, the singular for the plural too.

    cues       two of them make the context, one of them in the sentence of the act; or three near it
    strong     cues of which one is enough, in the sentence of the act
    mute       phrases that hold a cue and mean something else
    unless     contexts beside which this one says nothing more; beside: contexts beside which it does all the same
    """

    name: str
    meaning: str
    strong: list[str] = []
    cues: list[str] = []
    mute: list[str] = []
    unless: list[str] = []
    beside: list[str] = []


class Cameo(Form, frozen=True, kw_only=True):
    """A CAMEO code and what it corresponds to.

    code       the root; none where the codebook has no such act
    also       other roots whose acts have this CAMEO code too
    becomes    the CAMEO codes of a promise, a refusal or a threat of it
    note       what was decided where the crosswalk and the sources of the codebook collide
    """

    cameo: CameoCode
    meaning: str
    code: Code | None = None
    also: list[Code] = []
    mode: str | None = None
    contexts: list[str] = []
    becomes: list[CameoCode] = []
    note: str = ""


class CodebookFile(File, frozen=True, kw_only=True):
    """A file of a codebook. A codebook is such a file, or a folder of them; one of its files gives its name.

    name, version   of the codebook
    extends    the codebook over which this one is laid; without it, it stands alone
    code       the root of the predicates in this file that name none
    strength   verbs of demanding by how strong they are, the weakest first
    contexts   what acts may be about, in the order in which records have it
    """

    name: str = ""
    version: str = ""
    extends: str = ""
    code: Code = ""
    roots: list[Root] = []
    strength: list[list[str]] = []
    contexts: list[ContextCues] = []
    crosswalk: list[Cameo] = []
    predicates: list[Predicate] = []


class Book(Form, frozen=True, kw_only=True):
    """A codebook as one: what its files say, and what it is laid over."""

    name: str
    version: str
    extends: str = ""
    roots: list[Root]
    strength: list[list[str]] = []
    contexts: list[ContextCues] = []
    crosswalk: list[Cameo] = []
    predicates: list[Predicate] = []
