"""Declarations of workflows (流程): the stages that the records of a ledger walk through, and the steps between them.

An app declares its workflows in ``<app>/workflows.py``::

    declare(
        Workflow(
            key="site",
            title=_("示范点管理"),
            ledger="demo_site",
            stages=(Stage("proposed", _("已推荐"), days=15, working=True), Stage("named", _("已命名"))),
            steps=(
                Step("propose", "→ proposed", _("推荐"), who=editor("township")),
                Step("name", "proposed → named", _("命名"), who=manager("county"), needs=(day("on", _("命名时间")),)),
            ),
            claims=lambda site: "named" if site.named else "proposed",
        )
    )

List, page, forms, 待办, digest, timeline and export are derived from it. The records are those of the ledger, or its
heads where it has heads; their model has the columns of ``models.StagedRecord``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ledgers import declarations as ledgers
from pages.forms import DayField

ARROW = "→"


@dataclass(frozen=True)
class Need:
    """One value that the form of a step asks for; ``day``, ``number`` and ``text`` make them."""

    name: str
    label: str
    make_field: Callable

    def field(self):
        """Return a new form field."""
        return self.make_field(label=self.label)

    def clean(self, value):
        """Return ``value`` as plain JSON data; raise ``ValidationError`` under the name of the need."""
        try:
            cleaned = self.field().clean(value)
        except ValidationError as error:
            raise ValidationError({self.name: error.messages}) from error
        return "" if cleaned is None else str(cleaned)


def day(name, label):
    """A day, such as that of an acceptance."""
    return Need(name, label, DayField)


def number(name, label, *, least=0, most=100):
    """A number with at most one decimal, such as a score or a percentage."""

    def make_field(**options):
        limits = [
            MinValueValidator(least, _("请填写不小于 %(limit_value)s 的数。")),
            MaxValueValidator(most, _("请填写不大于 %(limit_value)s 的数。")),
        ]
        messages = {
            "required": _("请填写数字，例如 92.5。"),
            "invalid": _("请只填写数字，例如 92.5。"),
            "max_decimal_places": _("最多保留一位小数。"),
        }
        return forms.DecimalField(decimal_places=1, validators=limits, error_messages=messages, **options)

    return Need(name, label, make_field)


def text(name, label, *, longest=500):
    """A text, such as the reason of a return."""

    def make_field(**options):
        messages = {
            "required": _("请填写。"),
            "max_length": _("最多 %(limit_value)d 个字，现在有 %(show_value)d 个。"),
        }
        widget = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(max_length=longest, widget=widget, error_messages=messages, **options)

    return Need(name, label, make_field)


@dataclass(frozen=True)
class Stage:
    """One stage (阶段) of a workflow and its clock.

    ``days``, ``months`` or ``until`` say when work in it is due: so many days (with ``working`` working days of the
    published calendar) or months after the stage began, or the day that ``until(record)`` returns, None if unknown.
    ``stops``: the clock stands still in this stage (等候); the limit of the stage that the record goes back to moves
    by the time spent here. ``asked_before``: work or a watch goes on, so that the next step waits in 待办 only from so
    many days before the limit on; without a limit it never does. ``side``: not on the way that is drawn for every
    record, such as a relapse.
    """

    key: str
    label: str
    days: int = 0
    months: int = 0
    until: Callable | None = None
    working: bool = False
    stops: bool = False
    asked_before: int | None = None
    side: bool = False


@dataclass(frozen=True)
class Who:
    """Who may take a step: people of the unit of ``level`` that the place of the record belongs to.

    ``manages``: its managers alone, otherwise its editors too. ``not_same_as``: whoever took this step may not.
    """

    level: str
    manages: bool
    not_same_as: str = ""


def manager(level, *, not_same_as=""):
    """Managers of the record's own unit of ``level``."""
    return Who(level, True, not_same_as)


def editor(level, *, not_same_as=""):
    """Editors and managers of the record's own unit of ``level``."""
    return Who(level, False, not_same_as)


@dataclass(frozen=True)
class Step:
    """One step (办理环节): ``way`` is its sources and its target, ``applied township_accepted → rectifying``.

    A step without a source brings a record into the workflow. ``needs``: what its form asks for. ``guards``:
    functions ``guard(record, on=day)`` that return one Chinese sentence if the step cannot be taken, else nothing; the
    sentence stands on the disabled button and in the refusal. ``void_guards``: the same for declaring the step void.
    ``effect(record, by=, on=, values=)``: what else changes, in the transaction of the step. ``dated``: the need whose
    day begins the new stage; otherwise the day of the step does. ``only_when_due``: the step ends a watch and may be
    taken only when the limit of its stage has passed.
    """

    key: str
    way: str
    label: str
    who: Who
    needs: tuple[Need, ...] = ()
    guards: tuple[Callable, ...] = ()
    void_guards: tuple[Callable, ...] = ()
    effect: Callable | None = None
    dated: str = ""
    only_when_due: bool = False
    sources: tuple[str, ...] = field(init=False)
    target: str = field(init=False)

    def __post_init__(self):
        sources, _arrow, target = self.way.partition(ARROW)
        object.__setattr__(self, "sources", tuple(sources.split()))
        object.__setattr__(self, "target", target.strip())


@dataclass(frozen=True)
class Workflow:
    """A workflow. The stages stand in the order of the way, the steps in the order in which they are expected.

    The first step that leads out of a stage is the one that waits for somebody (待办); others, such as returns, do not.
    ``claims(record)`` returns the key of the stage that the values of the ledger speak for, "" for none;
    ``claimed_since(record, stage)`` since when they do, None if they do not say. Without ``claims`` a record begins in
    the first stage. ``rounds(record)`` returns the records of the same matter, the oldest first, itself among them.
    """

    key: str
    title: str
    ledger: str
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    claims: Callable | None = None
    claimed_since: Callable | None = None
    rounds: Callable | None = None
    description: str = ""

    def __post_init__(self):
        if len({stage.key for stage in self.stages}) < len(self.stages):
            raise ValueError(f"workflow {self.key}: two stages have the same key")
        if len({step.key for step in self.steps}) < len(self.steps):
            raise ValueError(f"workflow {self.key}: two steps have the same key")
        for step in self.steps:
            self._check(step)
        if unreachable := {stage.key for stage in self.stages} - {step.target for step in self.steps}:
            raise ValueError(f"workflow {self.key}: no step leads to {unreachable.pop()}")

    def _check(self, step):
        if unknown := {*step.sources, step.target} - {stage.key for stage in self.stages}:
            raise ValueError(f"workflow {self.key}: step {step.key} names the stage {unknown.pop()}")
        if step.who.not_same_as and step.who.not_same_as not in {other.key for other in self.steps}:
            raise ValueError(f"workflow {self.key}: no step is called {step.who.not_same_as}")
        if step.dated and step.dated not in {need.name for need in step.needs}:
            raise ValueError(f"workflow {self.key}: step {step.key} is dated by a day that it does not ask for")
        if step.key in RESERVED:
            raise ValueError(f"workflow {self.key}: the address of a page is called {step.key}")

    @cached_property
    def declared_ledger(self):
        return ledgers.get(self.ledger)

    @property
    def line_model(self):
        """The model of the rows of the ledger."""
        return apps.get_model(self.declared_ledger.model)

    @property
    def model(self):
        """The model of the records that walk: the heads of the ledger if it has heads, else its rows."""
        head = self.declared_ledger.head
        return apps.get_model(head.model) if head else self.line_model

    @property
    def first_stage(self):
        return self.stages[0].key

    def stage(self, key):
        """Return the stage ``key``; raise ``KeyError`` if there is none."""
        return {stage.key: stage for stage in self.stages}[key]

    def label_of(self, key):
        """Return the label of the stage ``key``, also if it was declared once and is no more."""
        return next((stage.label for stage in self.stages if stage.key == key), key or _("未进入流程"))

    def order_of(self, key):
        """Return the place of the stage ``key`` on the way; -1 before the first."""
        return next((index for index, stage in enumerate(self.stages) if stage.key == key), -1)

    def step(self, key):
        """Return the step ``key``; raise ``KeyError`` if there is none."""
        return {step.key: step for step in self.steps}[key]

    def step_label(self, key):
        return next((step.label for step in self.steps if step.key == key), key)

    def steps_from(self, stage):
        """Return the steps that lead out of the stage ``stage``; "" means before the first."""
        return [step for step in self.steps if (stage in step.sources if stage else not step.sources)]

    def next_step(self, stage):
        """Return the step that is expected next in the stage ``stage``; None at the end of the way."""
        return next(iter(self.steps_from(stage)), None)

    def step_into(self, stage):
        """Return the step by which a record usually reaches ``stage``: whoever may take it confirms such a claim."""
        return next(step for step in self.steps if step.target == stage)

    def claimed_stage(self, record):
        """Return the key of the stage that the ledger speaks for; "" for none."""
        return self.claims(record) if self.claims else self.first_stage

    def is_open_to(self, user):
        return self.declared_ledger.is_open_to(user)


RESERVED = {"claim", "void"}  # ``urls.py`` has pages with these names beside those of the steps
_workflows = {}


def declare(workflow):
    """Register ``workflow``; raise ``ValueError`` if another one has its key."""
    if workflow.key in _workflows:
        raise ValueError(f"workflow {workflow.key} is declared twice")
    _workflows[workflow.key] = workflow
    return workflow


def all_workflows():
    """Return every workflow, in the order of the speech that their ledgers serve."""
    return sorted(_workflows.values(), key=lambda workflow: ledgers.item_order(workflow.declared_ledger.item))


def open_to(user):
    return [workflow for workflow in all_workflows() if workflow.is_open_to(user)]
