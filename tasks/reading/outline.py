"""The result of reading a directive (部署文件): an outline of areas and proposed tasks.

Every quotation carries ``start`` and ``end``, offsets into ``Outline.text``, the cleaned text, so that
``outline.text[quote.start:quote.end] == quote.text`` always holds.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Label(StrEnum):
    """Where a deadline comes from; the values are the words that users see."""

    STATED = "原文"
    DERIVED = "推算"
    LOCAL = "本级设定"


class Recurrence(StrEnum):
    """How often the work falls due."""

    ONE_OFF = "one_off"
    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    STANDING = "standing"


class Role(StrEnum):
    """The part of an addressee in a task: it is addressed (各县区市要…), leads (牵头) or supports (配合)."""

    ADDRESSED = "addressed"
    LEAD = "lead"
    SUPPORT = "support"


@dataclass(frozen=True)
class Quote:
    """Words of the cleaned text with their offsets in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Quantity:
    """A figure that the text demands: 每人每年至少参加1次培训 is min 1, no max, unit 次, per 每人每年.

    ``max`` or ``min`` is ``None`` where the text sets no such bound; both are equal for an exact figure.
    """

    what: str
    min: float | None
    max: float | None
    unit: str
    comparator: str
    per: str
    quote: Quote


@dataclass(frozen=True)
class Deadline:
    """A time word and the day it means; ``day`` is ``None`` where a person has to set it."""

    day: date | None
    label: Label
    quote: Quote | None = None


@dataclass(frozen=True)
class Addressee:
    """A body that the text addresses; ``name`` is the name to look it up by (财政部门, 各县区市)."""

    name: str
    role: Role
    quote: Quote


@dataclass(frozen=True)
class Area:
    """A part of the directive (领域): 一、… with the demands of its introduction.

    ``level`` is the level at which its work is handed out, ``levels`` are all that it has; see ``levels``.
    """

    number: str
    heading: str
    title: str
    marker: str
    start: int
    end: int
    phrases: tuple[Quote, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    level: str = "area"
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProposedTask:
    """A task as the text suggests it; a person confirms, edits, merges or drops it."""

    area: str
    number: str
    title: str
    marker: str
    text: str
    start: int
    end: int
    phrases: tuple[Quote, ...]
    quantities: tuple[Quantity, ...]
    deadline: Deadline
    deadlines: tuple[Deadline, ...]
    recurrence: Recurrence
    addressees: tuple[Addressee, ...]


@dataclass(frozen=True)
class Outline:
    """A directive that was read: its cleaned text with areas and proposed tasks.

    ``levels`` are those that a person chose: of an area by its number, of all others by "".
    """

    title: str
    text: str
    year: int
    issued_on: date | None
    preamble: Quote | None = None
    closing: Quote | None = None
    areas: tuple[Area, ...] = field(default=())
    tasks: tuple[ProposedTask, ...] = field(default=())
    levels: dict = field(default_factory=dict)
