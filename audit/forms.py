from datetime import date, datetime, time

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit import labels
from audit.models import AuditEntry, below_q

UNITS_MATCHED = 50
SOURCES = [("", _("全部来源")), *AuditEntry.Source.choices]
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


def _day(label):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    message = _("日期格式不对，请填写如 2026-11-23。")
    validators = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
    errors = {"invalid": message}
    return forms.DateField(label=label, required=False, widget=widget, error_messages=errors, validators=validators)


class HistoryFilter(forms.Form):
    """The filters of the history page, all of them in the address."""

    since = _day(_("起始日期"))
    until = _day(_("截止日期"))
    who = forms.CharField(label=_("操作人"), required=False)
    unit = forms.CharField(label=_("单位"), required=False)
    action = forms.ChoiceField(label=_("操作"), required=False)
    source = forms.ChoiceField(
        label=_("来源"), required=False, choices=[("", _("全部来源")), *AuditEntry.Source.choices]
    )
    object = forms.CharField(label=_("对象"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["action"].choices = [("", _("全部操作")), *labels.choices()]

    def clean(self):
        asked = super().clean()
        if asked.get("since") and asked.get("until") and asked["since"] > asked["until"]:
            raise ValidationError(_("起始日期晚于截止日期，请对调后再查。"))
        return asked

    def clean_object(self):
        text = self.cleaned_data["object"]
        if text and text.count(":") != 1:
            raise ValidationError(_("对象须写成“类型:编号”，请从对象页面进入。"))
        return text

    def entries(self, user):
        """The rows in the scope of ``user`` that fit; filters that cannot be understood filter nothing."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        found = AuditEntry.objects.visible_to(user)
        for name, value in asked.items():
            found = found.filter(getattr(self, f"_{name}_q")(value, user))
        return found

    def described(self):
        """The filters as the record of an export tells them: ``操作=登录；来源=页面``."""
        pairs = [
            (self.fields[name].label, self._shown(name, value)) for name, value in self.cleaned_data.items() if value
        ]
        return "；".join(f"{label}={value}" for label, value in pairs)

    def _shown(self, name, value):
        return dict(getattr(self.fields[name], "choices", [])).get(value, value)

    def _since_q(self, day, user):
        return Q(at__gte=timezone.make_aware(datetime.combine(day, time.min)))

    def _until_q(self, day, user):
        return Q(at__lte=timezone.make_aware(datetime.combine(day, time.max)))

    def _who_q(self, text, user):
        return Q(actor_id__in=get_user_model().objects.search(text).order_by().values("pk"))

    def _unit_q(self, text, user):
        """Rows about the units found and what lies below them; none when nothing is found."""
        paths = user.units_matching(text).order_by("path").values_list("path", flat=True)[:UNITS_MATCHED]
        found = Q(pk__in=[])
        for path in paths:
            found |= below_q(path)
        return found

    def _action_q(self, action, user):
        return Q(action=action)

    def _source_q(self, source, user):
        return Q(source=source)

    def _object_q(self, text, user):
        object_type, object_id = text.split(":")
        return Q(object_type=object_type, object_id=object_id)
