"""Forms of tasks: one task in full, and one row per task of a directive."""

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.registry import NO_INDICATOR
from ledgers import declarations
from pages.forms import DayField
from tasks import bindings
from tasks.forms.fields import UnitChoiceField, UnitsField
from tasks.forms.reporting import FigureField
from tasks.models import Area, DeadlineLabel, Task

LARGEST_TARGET = 999_999_999_999
NEW_AREA = "new"


class TaskFields(forms.ModelForm):
    """The fields that both forms of tasks share; ``departments`` are fetched once for all forms of a page.

    The form only parses the input; the action validates and stores.
    """

    deadline = DayField(label=_("完成期限"), required=False)
    target = FigureField(label=_("目标总量"), required=False, most=LARGEST_TARGET, max_digits=14, decimal_places=2)
    lead = UnitChoiceField(label=_("牵头部门"), required=False)
    supporting = UnitsField(label=_("配合部门"), required=False)

    class Meta:
        model = Task
        fields = []

    def __init__(self, *args, departments, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("lead", "supporting"):
            self.fields[name].set_units(departments)
        if not departments:
            self._leave_to_words()

    def _leave_to_words(self):
        """Ask for the departments as text, in a portal whose tree has none."""
        del self.fields["lead"], self.fields["supporting"]
        self.fields["departments"].label = _("牵头、配合部门")
        self.fields["departments"].help_text = _("用顿号隔开，牵头部门写在最前。")

    def _post_clean(self):
        """Leave the instance unchanged: the action validates and stores."""

    def clean(self):
        data = super().clean()
        counted = data.get("measure") == Task.Measure.QUANTITY
        if counted and not data.get("unit", "").strip() and "unit" not in self.errors:
            self.add_error("unit", _("按数量计量的任务要写明单位，例如 村、人、个。"))
        if data.get("target") is not None and data.get("measure") and not counted:
            self.add_error("target", _("只有按数量计量的任务才有目标总量；请改计量方式，或清空目标。"))
        return data

    @property
    def changes(self):
        """The changed fields; without a changed label, the action labels a changed deadline 本级设定."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}


class CompletionForm(TaskFields):
    """One task of a directive, as a row of the table that completes all its tasks."""

    class Meta:
        model = Task
        fields = [
            "short_title",
            "measure",
            "unit",
            "target",
            "deadline",
            "period",
            "lead",
            "supporting",
            "departments",
            "is_headline",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["short_title"].widget.attrs["placeholder"] = self.instance.title

    def set_deadline(self, day):
        """Show ``day`` as the deadline where none was typed."""
        name = self.add_prefix("deadline")
        if not self.data.get(name, "").strip():
            self.data = self.data.copy()
            self.data[name] = day.isoformat()


class AreaNameForm(forms.Form):
    """Change the short name of one area."""

    name = forms.CharField(
        label=_("简称"), max_length=20, error_messages={"required": _("领域简称不能为空，最多 20 字。")}
    )

    def __init__(self, *args, area, **kwargs):
        super().__init__(*args, prefix=f"area{area.pk}", initial={"name": area.name}, **kwargs)
        self.area = area


class TaskForm(TaskFields):
    """Create or edit a task with all its fields."""

    area = forms.ChoiceField(label=_("领域"))
    new_area = forms.CharField(
        label=_("新领域的简称"), required=False, max_length=20, help_text=_("领域选“新领域”时填写。")
    )
    indicator = forms.ChoiceField(
        label=_("对应指标"), required=False, help_text=_("选了指标的任务，各期数字由系统按台账填写，已有的填报不变。")
    )

    class Meta:
        model = Task
        fields = [
            "number",
            "title",
            "short_title",
            "text",
            "deadline",
            "deadline_label",
            "deadline_phrase",
            "recurrence",
            "period",
            "measure",
            "unit",
            "target",
            "indicator",
            "lead",
            "supporting",
            "departments",
            "is_headline",
        ]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 5}),
            "number": forms.TextInput(attrs={"class": "short"}),
            "unit": forms.TextInput(attrs={"class": "short"}),
        }
        help_texts = {
            "number": _("例如 2.1；同一年度不能重复。"),
            "short_title": _("表格和一张图上显示的名称。"),
            "text": _("任务出自文件的，写文件原话。"),
            "departments": _("没有列在上面的部门写在这里，用顿号隔开。"),
            "is_headline": _("总览页顶部最多显示五项。"),
        }

    def __init__(self, *args, organization, year, **kwargs):
        instance = kwargs.get("instance")
        if instance:
            initial = {"area": str(instance.area_id), "indicator": chosen_or_proposed(instance)}
            kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        areas = Area.objects.filter(organization=organization, year=year).order_by("number")
        self.areas = {str(area.pk): area for area in areas}
        names = [(pk, f"{area.number} {area.name}") for pk, area in self.areas.items()]
        self.fields["deadline_label"].choices = [("", "—"), *DeadlineLabel.choices]
        self.fields["indicator"].choices = indicator_choices(instance)
        if instance and (indicator := bindings.proposed(instance)):
            self.fields["indicator"].help_text = proposal_text(indicator)
        self.fields["area"].choices = [*names, (NEW_AREA, _("新领域"))]

    def clean(self):
        data = super().clean()
        if data.get("area") == NEW_AREA and not data.get("new_area", "").strip():
            self.add_error("new_area", _("请写新领域的简称。"))
        return data

    @property
    def changes(self):
        """The changed fields; a proposed indicator that is kept is a change, because nothing was stored."""
        changes = {name: value for name, value in super().changes.items() if name != "indicator"}
        if self.cleaned_data["indicator"] != self.instance.indicator:
            changes["indicator"] = self.cleaned_data["indicator"]
        return changes

    @property
    def area_chosen(self):
        """The chosen area; ``None`` for a new one."""
        return self.areas.get(self.cleaned_data["area"])


def indicator_choices(task=None):
    """The choices of an indicator: those of the number of ``task`` first, the others by the item of the speech."""
    groups = {}
    for indicator in bindings.choices():
        groups.setdefault(indicator.item, []).append((indicator.key, str(indicator.label)))
    own = (
        {_("本项任务（%(item)s）") % {"item": task.number}: groups.pop(task.number)}
        if task and task.number in groups
        else {}
    )
    return [("", _("未选择")), (NO_INDICATOR, _("不对应指标")), *own.items(), *groups.items()]


def chosen_or_proposed(task):
    """The key that a form shows for ``task``: the stored one, else the one that its title proposes."""
    indicator = bindings.proposed(task)
    return indicator.key if indicator else task.indicator


def proposal_text(indicator):
    """The hint beside an indicator that is only proposed."""
    return _("建议：按标题似应对应“%(label)s”，保存即采用；不对应的请改选。") % {"label": indicator.label}


def ledger_choices():
    """The choices of the ledgers that prove a task, with their items of the speech."""
    return [(ledger.key, f"{ledger.item} {ledger.title}".strip()) for ledger in declarations.all_ledgers()]


class BindingsForm(forms.Form):
    """The indicator of each of ``tasks``, and the ledgers that prove it besides: two fields for each task."""

    def __init__(self, *args, tasks, **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = tasks
        for task in tasks:
            field = forms.ChoiceField(
                label=str(task), required=False, choices=indicator_choices(task), initial=chosen_or_proposed(task)
            )
            if indicator := bindings.proposed(task):
                field.help_text = proposal_text(indicator)
            self.fields[self.name_of(task)] = field
            self.fields[self.ledgers_name_of(task)] = forms.MultipleChoiceField(
                label=_("另选台账"),
                required=False,
                choices=ledger_choices(),
                initial=task.ledgers,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": _("没有台账“%(value)s”，请从列表中选择。")},
            )

    @staticmethod
    def name_of(task):
        return f"task{task.pk}"

    @staticmethod
    def ledgers_name_of(task):
        return f"ledgers{task.pk}"

    def ledger_boxes(self, task):
        """The boxes of the ledgers: those ticked or of the number of ``task``, and ``{area: boxes}`` of the others."""
        declared = {ledger.key: ledger for ledger in declarations.all_ledgers()}
        near, areas = [], {}
        for box in self[self.ledgers_name_of(task)]:
            ledger = declared[box.data["value"]]
            is_near = box.data["selected"] or ledger.item == task.number
            (near if is_near else areas.setdefault(ledger.area, [])).append(box)
        return near, areas

    @property
    def keys(self):
        """``{task: key}`` as chosen."""
        return {task: self.cleaned_data[self.name_of(task)] for task in self.tasks}

    @property
    def ledgers(self):
        """``{task: keys}`` of the ledgers as chosen."""
        return {task: self.cleaned_data[self.ledgers_name_of(task)] for task in self.tasks}
