"""Forms about rows of a register that leave it (离任、撤销)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledgers.code_tables import CodeTable
from ledgers.forms import PlaceField
from organizations.models import Organization
from organizations.places import LEVELS
from organizations.resolving import place_index
from pages.forms import DayField


def reason_choices():
    """Return the reasons of the code table as choices; the action refuses one that is not valid for the last day."""
    return [("", gettext_lazy("请选择")), *((reason, reason) for reason in CodeTable.objects.leaving_reasons())]


class EndTermForm(forms.Form):
    """Enter that a row of a register leaves it: its last day in force, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(label=gettext_lazy("离任（撤销）时间"), help_text=gettext_lazy("在任、在册的最后一天。"))
    reason = forms.ChoiceField(
        label=gettext_lazy("离任（撤销）原因"),
        choices=reason_choices,
    )


class FullListForm(forms.Form):
    """Declare that a file is the full list of a place and the units below it.

    ``proposed``: the unit that the file seems to cover, or ``None``: then the person has to say it.
    """

    field_order = ["place", "is_full"]

    is_full = forms.BooleanField(
        label=gettext_lazy("文件写全了这个单位（含下级）的人员（事项）"),
        error_messages={"required": gettext_lazy("请先勾选，确认这是全部名单。")},
    )

    def __init__(self, *args, user, proposed=None, **kwargs):
        super().__init__(*args, **kwargs)
        place = PlaceField(user, LEVELS)
        place.label = _("是哪个单位的全部名单")
        place.help_text = _("只写了一个乡镇的，请填这个乡镇，不要填全县。填单位名称或 12 位代码。")
        place.initial = place_index(Organization).full_name(proposed.code) if proposed else ""
        self.fields["place"] = place
        self.order_fields(self.field_order)


class LeaversForm(forms.Form):
    """Tick the records that leave, each with its last day and reason.

    ``day`` and ``reason`` of the whole form serve the rows without own ones. ``cleaned_data["leavers"]`` is
    {id of the record: (last day, reason)}.
    """

    day = DayField(
        label=gettext_lazy("离任（撤销）时间"),
        required=False,
        help_text=gettext_lazy("在任、在册的最后一天。用于下面没有单独填写的各行。"),
    )
    reason = forms.ChoiceField(label=gettext_lazy("离任（撤销）原因"), required=False)

    def __init__(self, *args, records, user, **kwargs):
        super().__init__(*args, **kwargs)
        choices = reason_choices()
        self.fields["reason"].choices = choices
        self.labels = {record.pk: record.label_for(user) for record in records}
        for pk, label in self.labels.items():
            tick = forms.CheckboxInput(attrs={"data-select-row": True, "aria-label": label})
            self.fields[f"leave-{pk}"] = forms.BooleanField(required=False, widget=tick)
            self.fields[f"day-{pk}"] = DayField(required=False, label=_("%(record)s的时间") % {"record": label})
            self.fields[f"reason-{pk}"] = forms.ChoiceField(
                required=False, choices=choices, label=_("%(record)s的原因") % {"record": label}
            )

    @property
    def rows(self):
        """The label of each record and its three fields."""
        return [
            {"label": label, "leave": self[f"leave-{pk}"], "day": self[f"day-{pk}"], "reason": self[f"reason-{pk}"]}
            for pk, label in self.labels.items()
        ]

    def with_all_ticked(self):
        """Return the values of an unbound form that keeps what was typed and has every row ticked."""
        typed = {name: self[name].field.bound_data(self[name].data, None) for name in self.fields}
        return typed | {f"leave-{pk}": True for pk in self.labels}

    def clean(self):
        cleaned = super().clean()
        cleaned["leavers"] = {}
        for pk, label in self.labels.items():
            if cleaned.get(f"leave-{pk}"):
                day = cleaned.get(f"day-{pk}") or cleaned.get("day")
                reason = cleaned.get(f"reason-{pk}") or cleaned.get("reason")
                if day is None and f"day-{pk}" not in self.errors:
                    self.add_error(f"day-{pk}", _("%(record)s：请填写离任（撤销）时间。") % {"record": label})
                if not reason:
                    self.add_error(f"reason-{pk}", _("%(record)s：请选择离任（撤销）原因。") % {"record": label})
                cleaned["leavers"][pk] = (day, reason)
        return cleaned
