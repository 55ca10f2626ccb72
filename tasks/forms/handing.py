"""Forms of handing down a task, of changing its assignments, and of opening it for the next year."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import DayField
from tasks.forms.fields import UnitChoiceField, UnitsField
from tasks.forms.reporting import LONGEST_REASON, FigureField
from tasks.forms.tasks import LARGEST_TARGET
from tasks.selection import Selection, offered, suggested_for
from tasks.shares import Method

LARGEST_WEIGHT = 1000


class TaskDownForm(forms.Form):
    """One task of a directive: which units get it, and how its target is divided among them."""

    LATER = "later"

    selection = forms.ChoiceField(label=_("下达给"))
    method = forms.ChoiceField(label=_("目标分配"), choices=Method.choices, required=False)

    def __init__(self, *args, task, place, **kwargs):
        super().__init__(*args, prefix=f"task{task.pk}", initial={"selection": suggested_for(task, place)}, **kwargs)
        self.fields["selection"].choices = [*offered(place), (self.LATER, _("暂不下达"))]
        self.task = task
        if not self.is_counted:
            del self.fields["method"]

    @property
    def is_counted(self):
        """Whether the task has a target to divide among the units."""
        return self.task.is_quantity and self.task.target is not None


class ChosenUnitsForm(forms.Form):
    """The units of the selection 选定的单位, the same for every task of the page."""

    units = UnitsField(label=_("选定的单位"), required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].set_units(units)


class UnitsForm(forms.Form):
    """Choose the units that get one task."""

    selection = forms.ChoiceField(label=_("下达给"), widget=forms.RadioSelect)
    units = UnitsField(label=_("选定的单位"), required=False)

    def __init__(self, *args, units, task, place, **kwargs):
        super().__init__(*args, initial={"selection": suggested_for(task, place)}, **kwargs)
        self.fields["units"].set_units(units)
        self.fields["selection"].choices = offered(place)

    def clean(self):
        data = super().clean()
        if data.get("selection") == Selection.CHOSEN and not data.get("units") and "units" not in self.errors:
            self.add_error("units", _("请至少勾选一个单位。"))
        return data


class Terms(forms.Form):
    """The terms of handing a task down: the same for all units, except the targets."""

    starts_on = DayField(label=_("起始日期"))
    due_on = DayField(label=_("完成期限"), required=False, help_text=_("留空表示尚无期限。"))
    weight = FigureField(label=_("权重"), most=LARGEST_WEIGHT, max_digits=6, decimal_places=2, initial=Decimal(1))
    lead = UnitChoiceField(label=_("牵头部门"), required=False)
    supporting = UnitsField(label=_("配合部门"), required=False)
    responsible = forms.CharField(label=_("责任人"), required=False, max_length=60)
    override_reason = forms.CharField(
        label=_("目标合计与上级目标不一致的理由"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("合计一致时不填。"),
    )

    def __init__(self, *args, departments, units, counted, unit_name="", **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("lead", "supporting"):
            self.fields[name].set_units(departments)
        if not departments:
            del self.fields["lead"], self.fields["supporting"]
        self.units, self.counted = units, counted
        if not counted:
            del self.fields["override_reason"]
        for unit in units if counted else ():
            label = _("%(unit)s目标") % {"unit": unit.label}
            options = {"required": False, "most": LARGEST_TARGET, "max_digits": 14, "decimal_places": 2}
            self.fields[share_name(unit)] = FigureField(label=label, **options)

    @property
    def rows(self):
        """Each unit with the bound field of its target, ``None`` where the task has no quantity."""
        return [(unit, self[share_name(unit)] if self.counted else None) for unit in self.units]

    @property
    def shares(self):
        """``{unit pk: target}`` of the units with a target."""
        if not self.counted:
            return {}
        targets = {unit.pk: self.cleaned_data.get(share_name(unit)) for unit in self.units}
        return {pk: value for pk, value in targets.items() if value is not None}

    @property
    def terms(self):
        """The arguments for ``actions.hand_down`` besides the targets."""
        return {name: self.cleaned_data[name] for name in Terms.base_fields if name in self.fields}

    def suggest(self, shares):
        """Show ``shares`` in the fields instead of the typed targets."""
        self.data = self.data.copy()
        for unit in self.units:
            if unit.pk in shares:
                self.data[share_name(unit)] = f"{shares[unit.pk]:f}"


def share_name(unit):
    return f"share{unit.pk}"


class HoldForm(forms.Form):
    """The issuer does the task itself: until when, who, and for a task measured by quantity how much."""

    due_on = DayField(label=_("完成期限"), required=False, help_text=_("留空表示尚无期限。"))
    responsible = forms.CharField(label=_("责任人"), required=False, max_length=60)
    target = FigureField(
        label=_("本单位的目标"),
        required=False,
        most=LARGEST_TARGET,
        max_digits=14,
        decimal_places=2,
        help_text=_("不从分给下级的目标中扣除；留空的，填报时直接填进度。"),
    )

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, initial={"due_on": task.deadline}, **kwargs)
        if not task.is_quantity:
            del self.fields["target"]


class ChangeForm(forms.Form):
    """Change one assignment; a changed deadline needs a reason."""

    target = FigureField(label=_("目标"), required=False, most=LARGEST_TARGET, max_digits=14, decimal_places=2)
    weight = FigureField(label=_("权重"), most=LARGEST_WEIGHT, max_digits=6, decimal_places=2)
    starts_on = DayField(label=_("起始日期"))
    due_on = DayField(label=_("完成期限"), required=False, help_text=_("留空表示尚无期限。"))
    reason = forms.CharField(
        label=_("变更期限的理由"), required=False, max_length=LONGEST_REASON, help_text=_("期限不变时不填。")
    )
    lead = UnitChoiceField(label=_("牵头部门"), required=False)
    supporting = UnitsField(label=_("配合部门"), required=False)
    responsible = forms.CharField(label=_("责任人"), required=False, max_length=60)
    override_reason = forms.CharField(
        label=_("目标合计与上级目标不一致的理由"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("合计一致时不填。"),
    )

    def __init__(self, *args, assignment, departments, **kwargs):
        names = ("target", "weight", "starts_on", "due_on", "lead", "responsible")
        initial = {name: getattr(assignment, name) for name in names}
        initial["supporting"] = list(assignment.supporting.all())
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("lead", "supporting"):
            self.fields[name].set_units(departments)
        if not assignment.task.is_quantity:
            del self.fields["target"]
        if not assignment.task.is_quantity or assignment.is_held_by_issuer:
            del self.fields["override_reason"]

    @property
    def changes(self):
        """The changed fields, and both reasons."""
        reasons = {"reason", "override_reason"} & set(self.fields)
        return {name: self.cleaned_data[name] for name in {*self.changed_data, *reasons}}


class ReasonForm(forms.Form):
    """The reason for withdrawing, finishing, or marking as (not) applicable."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明理由，以后查得到。")},
    )


class ReassignForm(ReasonForm):
    """Choose the unit that takes over an assignment."""

    to = UnitChoiceField(label=_("改派给"), error_messages={"required": _("请选择改派给哪个单位。")})
    field_order = ["to", "reason"]

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].set_units(units)


class NextYearForm(forms.Form):
    """Choose the tasks to open again for the next year, with or without their assignments."""

    tasks = UnitsField(label=_("要开设的任务"), error_messages={"required": _("请至少勾选一项任务。")})
    with_assignments = forms.BooleanField(
        label=_("同时下达给原来的单位"), required=False, help_text=_("期限顺延，目标和权重照旧，进展从零开始。")
    )

    def __init__(self, *args, tasks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tasks"].set_units(tasks)
