"""Declarations of ledgers (台账): the columns of a ledger, their kinds and words, and its rules (``row_rules``).

An app declares its ledgers in ``<app>/ledgers.py``, or a module each in ``<app>/ledgers/``::

    register(
        Ledger(
            key="grid",
            title=_("网格整合台账"),
            model="governance.Grid",
            item="3.2",
            columns=[Column("grid_name", _("网格名称"), Kind.NAME, words("网格 网格名"), required=True), ...],
            natural_key=("place", "grid_name"),
            tenure=Tenure.REGISTER,
        )
    )

Everything else (reading, form, list, template, export) is derived from it. The
declaration holds no model: ``model`` is a label for ``apps.get_model``.

Besides its columns, a row always has a place: the reader knows the usual headers of place
columns, and ``place_words`` adds those of one ledger.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.apps import apps

from ledgers.periods import PeriodKind


class Kind(StrEnum):
    """How the cells of a column are read, and the type of their values."""

    TEXT = "text"  # str, as in the cell, ends trimmed
    NAME = "name"  # str, a person or thing, without blanks of any kind
    DATE = "date"  # str, YYYY-MM-DD, or YYYY-MM where only the month is given
    DATETIME = "datetime"  # str, YYYY-MM-DDTHH:MM, or YYYY-MM-DD where no time is given
    PERIOD = "period"  # start and end in one cell; goes to the two fields of ``into``
    YES_NO = "yes_no"  # bool
    MONEY = "money"  # str, yuan with two decimals, whatever the unit of the cell
    PERCENT = "percent"  # float, 0 to 100
    COUNT = "count"  # int, not negative
    DECIMAL = "decimal"  # int or float, not negative: days, hours, square metres
    PHONE = "phone"  # str of digits; two numbers are joined by "、"
    CODE = "code"  # str
    CHOICE = "choice"  # str, one of ``choices``


def words(text):
    """Return a tuple of the words in ``text``. Headers and cells are compared without blanks, so words have none."""
    return tuple(text.split())


@dataclass(frozen=True)
class Choice:
    """One value of a closed list, and other words for it in files."""

    value: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column of a ledger.

    ``synonyms``: other headers of the column; blanks, line breaks, brackets and units are
    ignored when comparing. Only those that the shared vocabulary (``ledgers/vocabulary/ideas.txt``) does not explain:
    a header is also known by the ideas of its words, and by what its cells hold.
    ``groups``: words of the merged header above, which decide between two equal headers.
    ``unit``: the unit of amounts without one in the file (元 or 万元); without it
    such amounts are held back. ``may_lack``: a table without the whole column is
    accepted, although the values of the column are ``required``. ``required_if_new``: who enters a new record by hand
    must fill it in; a file about what exists already may leave it blank. ``of_range``: which end of a range
    (2020.3-2020.12) a single date takes, ``start`` or ``end``; otherwise ranges are held back.
    ``range_start``: the field that takes the start of such a range where no column holds it.
    ``not_in``: units of another measure, whose numbers are held back (days where hours are asked for).
    ``converts``: other units of measure and what they are worth: (("天", 24),) where hours are asked for.
    ``open_words``: answers to a yes-or-no question that count as an empty cell.
    ``unless``: the column is matched only if the named field has no column of its own.
    ``lifelong``: its dates lie anywhere in a life (birth, joining the Party) and do not tell the year of the ledger.
    ``telling``: whether the column helps to recognise the ledger of a file; a column of remarks does not.
    ``codes``: the code table (``CodeTable.Name``) that the texts of the column are classified by; the codes stand in
    the field ``codes_field`` beside the text. ``must_fit``: a row whose text fits no word of the table is held back;
    otherwise it stays without a code.
    ``leaves``: whoever has a value here has left the register: the row ends the record of its key and changes nothing.
    ``why``: of such a column, the column beside it that says why; every register with the one reads the other.
    ``kept``: without it the values are read and shown as read, and stored nowhere: no field of the record, no staged
    row, no cell of the file that is kept as evidence.
    ``refuses_file``: a file with this column lists persons whom the ledger only counts: it is refused and deleted.
    ``seen_by_levels``: only accounts of units of these levels see the column; empty means every level.
    ``own_unit_only``: only the own unit (``masking.in_clear``) sees the column, such as notes about a person.
    ``refers_to``: the key of the ledger whose record the text names, at the same place and in force on the day of the
    row; the record stands in the field ``record_field`` beside the text. A text that names several is held back, one
    that names none only if it ``must_fit``.
    ``of_head``: the value belongs to the head of the row (``Head``) and is the same in all rows of that head.
    """

    field: str
    label: str
    kind: Kind = Kind.TEXT
    synonyms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    required: bool = False
    required_if_new: bool = False
    may_lack: bool = False
    personal: bool = False
    choices: tuple[Choice, ...] = ()
    bad_choice: str = "invalid_choice"
    yes_words: tuple[str, ...] = ()
    no_words: tuple[str, ...] = ()
    open_words: tuple[str, ...] = ()
    unit: str = ""
    not_in: tuple[str, ...] = ()
    converts: tuple[tuple[str, int], ...] = ()
    year_alone: bool = False
    of_range: str = ""
    range_start: str = ""
    into: tuple[str, str] | None = None
    unless: str = ""
    lifelong: bool = False
    telling: bool = True
    codes: str = ""
    must_fit: bool = False
    leaves: bool = False
    why: "Column | None" = None
    kept: bool = True
    refuses_file: bool = False
    seen_by_levels: tuple[str, ...] = ()
    own_unit_only: bool = False
    refers_to: str = ""
    of_head: bool = False
    help: str = ""

    @property
    def is_read(self):
        """Whether the column is a value of a row as read; a period column only feeds two others."""
        return self.into is None and not self.leaves and not self.refuses_file

    @property
    def is_stored(self):
        """Whether the column is a field of the record."""
        return self.is_read and self.kept

    @property
    def codes_field(self):
        """The field of the record with the codes of the text; only for a column with ``codes``."""
        return f"{self.field}_codes"

    @property
    def record_field(self):
        """The field of the record that the text names; only for a column with ``refers_to``."""
        return f"{self.field}_record"

    @property
    def is_restricted(self):
        """Whether some readers of the ledger do not see the column at all."""
        return self.own_unit_only or bool(self.seen_by_levels)


@dataclass(frozen=True)
class Cross:
    """How a table of the ledger may hold several records in one row (交叉表).

    With a ``value`` (``progress``), places or the choices of ``by`` (``task``) stand across and each
    cell below them is the value of one record. Without, each merged header is a group of columns
    that makes one record, its words being the text of ``by``: 党员大会〔时间、应到、实到〕, 党课〔…〕.
    """

    by: str
    value: str = ""


@dataclass(frozen=True)
class Head:
    """What several rows of a ledger are about together: the case of a village above its problems.

    A file stays flat and repeats the columns of the head (``Column.of_head``) in each of its rows, which are lines; in
    the database they stand once, in the ``model`` (a ``heads.HeadRecord``). ``key``: the columns that tell the heads of
    one place apart; a row with another key belongs to another head. Without a key the ledger is one of cases, and the
    opening tells them apart (``heads.Heads``). ``level``: heads belong to the unit of this level above the place of
    their lines, as villages of a county share a class; "" means to the same place.

    A project whose ledger has no sheet of its own is declared as the head of its payments in the same way::

        Head("rectification.FundedProject", key=("project",))

    with ``of_head=True`` on the columns project, batch and total_yuan. A project that has a ledger of its own is no
    head: its payments name it by a reference.
    """

    model: str
    key: tuple[str, ...] = ()
    level: str = ""


class Tenure(StrEnum):
    """What a record of a ledger is over time."""

    EVENT = "event"  # happened on a day, which gives its year: a training, a meeting, a demand
    YEARLY = "yearly"  # one for each unit and year, or month: a plan, a monthly report
    REGISTER = "register"  # in force from a first day until a last one, over the end of the year: a secretary, a grid
    CASE = "case"  # opened, worked on and closed, over the end of the year: a weak village, a project


@dataclass(frozen=True)
class Ledger:
    """A register kept by counties, as one declaration.

    ``item``: the item of the speech that it serves; ledgers are listed in this order, those without one first.
    ``derived``: how values that a file leaves out follow from others (``DueAfter``, ``Late``), in their order.
    ``natural_key``: what makes two rows the same record: fields, and the words ``place``,
    ``year`` and ``period`` (the month or quarter). Only a yearly ledger names the year: an event has its
    day in the key, registers and cases go on over the end of the year. ``tenure``: what a record is over time.
    ``since``: the column with the first day of a record, which is the day of an event, the day a register row came
    into force, the day a case was opened; "" where the sheet has none. ``closed_on``: the column with the day on which
    a case was closed. ``handed_on``: when a unit ends, its successor takes over the rows of this register (a grid, not
    a secretary); cases always go on. ``place_levels``: the levels a record may belong to, lowest first. ``period``: the
    ledger is the report of one month or one quarter; "" for others. ``place_in``: the field whose text (湖塘村党支部)
    also names the village of a row, in tables without a column of villages. ``compare``: the text field searched for
    copies of one another.
    ``single_post``: a register in which one unit has one holder at a time (``ledgers.single_posts``).
    ``seen_by_levels``: the ledger exists only for accounts of units of these levels; empty means every level.
    ``order``: the columns by which its list is sorted before the places. ``listed``: the columns that its list shows,
    where they are others than the key, the first text and the first short ones. ``concerns``: what is wrong with a
    record or still to be done (``ledgers.concerns``), the most pressing first.
    ``lines``: the ends of the names of departments (财政局 for 信州区财政局) that may read the ledger of their own city
    or county; others read none. ``head``: what the rows have in common, if several of them belong together.
    ``settled_by``: the yes-or-no column that says a case is done; a case that is confirmed as done and has no day in
    ``closed_on`` is closed at the end of the year of that confirmation (``records.CaseRecord.settled_in``).
    """

    key: str
    title: str
    model: str
    columns: tuple[Column, ...]
    natural_key: tuple[str, ...]
    tenure: Tenure
    since: str = ""
    closed_on: str = ""
    handed_on: bool = False
    item: str = ""
    place_levels: tuple[str, ...] = ("village",)
    place_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple = ()
    derived: tuple = ()
    title_words: tuple[str, ...] = ()
    period: PeriodKind | str = ""
    place_in: str = ""
    cross: Cross | None = None
    compare: str = ""
    order: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    concerns: tuple = ()
    single_post: bool = False
    seen_by_levels: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    head: Head | None = None
    settled_by: str = ""
    description: str = ""

    def __post_init__(self):
        object.__setattr__(self, "columns", tuple(self.columns))
        object.__setattr__(self, "tenure", Tenure(self.tenure))
        if (self.tenure == Tenure.YEARLY) != ("year" in self.natural_key):
            raise ValueError(f"ledger {self.key}: the year is in the key of yearly ledgers, and only there")
        if self.tenure == Tenure.EVENT and not self.since:
            raise ValueError(f"ledger {self.key}: an event needs a column with its day")
        if self.tenure == Tenure.CASE:
            object.__setattr__(self, "handed_on", True)
        if self.handed_on and not self.lasts:
            raise ValueError(f"ledger {self.key}: only registers and cases are handed on")
        named = {self.since, self.closed_on, *self.listed, *(name for each in self.concerns for name in each.fields)}
        if unknown := named - {"", *self.fields}:
            raise ValueError(f"ledger {self.key} has no column {unknown.pop()}")
        self._check_columns()

    def _check_columns(self):
        for column in self.columns:
            if column.field in self.natural_key and (column.is_restricted or not column.kept):
                raise ValueError(f"{self.key}.{column.field} names the records, so it is kept and every reader sees it")
        if (self.tenure == Tenure.REGISTER) != any(column.leaves for column in self.columns):
            raise ValueError(f"ledger {self.key}: registers have a column of who has left, and only they")
        if len(self.leaving_fields) == 1:
            added = (column.why for column in self.columns if column.leaves and column.why)
            object.__setattr__(self, "columns", (*self.columns, *added))
        if len(self.leaving_fields) == 1:
            raise ValueError(f"ledger {self.key}: the column of the last day names the column that says why")
        if (self.closed_on or self.settled_by) and self.tenure != Tenure.CASE:
            raise ValueError(f"ledger {self.key}: only cases are closed and done")
        self._check_head()

    def _check_head(self):
        """Raise ``ValueError`` unless head and columns fit together."""
        if bool(self.head) != bool(self.head_fields):
            raise ValueError(f"ledger {self.key}: columns of a head need a head, and a head needs columns")
        if self.head is None:
            return
        if self.tenure not in (Tenure.EVENT, Tenure.CASE):
            raise ValueError(f"ledger {self.key}: only events and cases have heads")
        telling = self.head.key or (self.since,)
        if not (self.head.key or self.tenure == Tenure.CASE) or not set(telling) <= set(self.head_fields):
            raise ValueError(f"ledger {self.key}: the columns that tell its heads apart are columns of the head")
        if any(column.of_head and (column.codes or column.refers_to) for column in self.columns):
            raise ValueError(f"ledger {self.key}: a column with codes or a reference stays with its row")

    @property
    def lasts(self):
        """Whether records go on over the end of the year."""
        return self.tenure in (Tenure.REGISTER, Tenure.CASE)

    @property
    def area(self):
        """The area of work (领域) that the ledger is listed under: the verbose name of its app."""
        return apps.get_app_config(self.model.partition(".")[0]).verbose_name

    @property
    def leaving_fields(self):
        """The names of the columns with the last day and the reason of who has left a register; else empty."""
        leaving = [column for column in self.columns if column.leaves]
        return tuple(column.field for column in sorted(leaving, key=lambda column: column.kind != Kind.DATE))

    @property
    def read_columns(self):
        """The columns of a row as read, with those that are not kept."""
        return tuple(column for column in self.columns if column.is_read)

    @property
    def unkept_fields(self):
        return {column.field for column in self.columns if not column.kept}

    @property
    def stored_columns(self):
        return tuple(column for column in self.columns if column.is_stored)

    @property
    def coded_columns(self):
        """The columns whose texts are classified by a code table."""
        return tuple(column for column in self.stored_columns if column.codes)

    @property
    def referring_columns(self):
        """The columns whose texts name records of another ledger."""
        return tuple(column for column in self.stored_columns if column.refers_to)

    @property
    def fields(self):
        """The names of the fields of a record, in the order of the declaration."""
        return tuple(column.field for column in self.stored_columns)

    @property
    def head_fields(self):
        """The fields that stand in the head of a record."""
        return tuple(column.field for column in self.stored_columns if column.of_head)

    @property
    def head_title(self):
        """What a head is called: the verbose name of its model."""
        return apps.get_model(self.head.model)._meta.verbose_name

    @property
    def own_fields(self):
        """The fields that stand in the record itself."""
        return tuple(column.field for column in self.stored_columns if not column.of_head)

    def lookup(self, name):
        """Return the path of the field ``name`` of a record in a query: ``head__start_on`` for a field of the head."""
        return f"head__{name}" if name in self.head_fields else name

    def is_open_to(self, user):
        """Whether the ledger exists for ``user``: by the level of the user's unit, or by the name of a department."""
        unit = user.organization
        if unit.is_department:
            return any(unit.name.endswith(line) for line in self.lines)
        return not self.seen_by_levels or unit.level in self.seen_by_levels

    def year_of(self, day, *, default):
        """Return the year (年度) of a record whose column ``since`` has ``day``: of an event the year of a known day.

        ``default`` is the year of the file or of the page.
        """
        return int(day[:4]) if day and self.tenure == Tenure.EVENT else default

    def column(self, name):
        """The column of the field ``name``; KeyError if there is none."""
        for column in self.columns:
            if column.field == name:
                return column
        raise KeyError(name)


_ledgers = {}
_by_model = {}


def register(ledger):
    """Register a ledger; a key must not be registered twice."""
    if ledger.key in _ledgers:
        raise ValueError(f"ledger {ledger.key} is declared twice")
    _ledgers[ledger.key] = _by_model[ledger.model.lower()] = ledger
    return ledger


def get(key):
    """Return the ledger of ``key``; raise ``KeyError`` if no app declares it."""
    return _ledgers[key]


def of_model(label):
    """Return the ledger whose model has the ``label`` (``app.model``, in any case), None for other models."""
    return _by_model.get(label.lower())


def all_ledgers():
    """Return every ledger: first the registers of all areas, then the others in the order of the speech."""
    return sorted(_ledgers.values(), key=lambda ledger: item_order(ledger.item))


def item_order(item):
    """The sort key of a number of the speech: 2.10 comes after 2.9, and an empty one first."""
    return tuple(int(part) for part in item.split(".") if part)


def open_to(user):
    """Return the ledgers open to ``user``, in the order of the speech."""
    return [ledger for ledger in all_ledgers() if ledger.is_open_to(user)]


def closed_to(user):
    """Return the keys of the ledgers that are closed to ``user``."""
    return [ledger.key for ledger in all_ledgers() if not ledger.is_open_to(user)]
