"""End and merge units in the admin: a form, a preview of the consequences, then the change itself."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations import actions, handover
from organizations.actions import Below
from organizations.models import Organization
from organizations.references import references_to
from pages.forms import DayField, fitted

MOST = 20  # units that can be ended together; more would make the preview too long


class EndForm(forms.Form):
    """Ends units (停用), with or without a successor."""

    title = gettext_lazy("停用单位")
    last_day = DayField(label=gettext_lazy("最后有效日"), help_text=gettext_lazy("次日起不再有效。"))
    successor = forms.CharField(
        label=gettext_lazy("承接单位"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("填写代码；名称不与别处重复时也可填写名称。"),
    )
    below = forms.ChoiceField(
        label=gettext_lazy("下级单位"),
        widget=forms.RadioSelect,
        choices=(
            (Below.REFUSE, gettext_lazy("没有下级单位，如有则不予停用")),
            (Below.END, gettext_lazy("随之停用")),
            (Below.MOVE, gettext_lazy("划归承接单位")),
        ),
        initial=Below.REFUSE,
    )
    hand_over = forms.BooleanField(
        label=gettext_lazy("未办结的任务转由承接单位承担"),
        required=False,
        initial=True,
        help_text=gettext_lazy("不勾选的，任务留在原单位，停用后不再催报。"),
    )

    def __init__(self, *args, units, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.units, self.user = units, user

    def clean_successor(self):
        """Return the unit with this code or name in the user's subtree."""
        text = self.cleaned_data["successor"].strip()
        if not text:
            return None
        visible = Organization.objects.visible_to(self.user)
        unit = visible.filter(code=text).first()
        unit = unit or Organization.objects.resolve(text, within=self.user.organization).unit
        if unit is None:
            raise ValidationError(_("管理范围内没有找到“%(text)s”，或名称不止一个，请改填代码。") % {"text": text})
        return unit

    def clean(self):
        """Make the change and roll it back: the preview must not show a change that would be refused."""
        if not self.errors:
            try:
                with transaction.atomic():
                    self.apply()
                    transaction.set_rollback(True)
            except ValidationError as error:
                raise fitted(error, self) from None

    def apply(self):
        for unit in self.units:
            actions.end(unit, by=self.user, **self.chosen())

    def chosen(self):
        return {name: self.cleaned_data[name] for name in ("last_day", "successor", "below", "hand_over")}


class MergeForm(EndForm):
    """Merges units (合并): all except the successor end; the units below them move to the successor by default."""

    title = gettext_lazy("合并单位")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].required = True
        self.fields["successor"].label = _("并入单位")
        self.fields["below"].initial = Below.MOVE

    def clean_successor(self):
        into = super().clean_successor()
        self.units = [unit for unit in self.units if unit != into]
        if not self.units:
            raise ValidationError(_("请至少选择一个并入单位以外的单位。"))
        return into

    def apply(self):
        chosen = self.chosen()
        actions.merge(self.units, into=chosen.pop("successor"), by=self.user, **chosen)


def may_change_tree(user):
    """Whether ``user`` may end and merge units: in the admin, which checks the same, or with a command."""
    return user.is_active and user.is_staff and user.has_perm("organizations.change_organization")


def preview(modeladmin, request, queryset, form_class):
    """Run the admin action: show the form, then the consequences, and make the change after a confirmation."""
    units = list(queryset[: MOST + 1])
    if len(units) > MOST:
        messages.error(request, _("一次最多选择 %(most)s 个单位。") % {"most": MOST})
        return None
    is_submitted = "last_day" in request.POST
    form = form_class(request.POST if is_submitted else None, units=units, user=request.user)
    if is_submitted and form.is_valid() and "confirm" in request.POST:
        form.apply()
        messages.success(request, _("已处理 %(total)s 个单位。") % {"total": len(form.units)})
        return None
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": form.title,
        "opts": modeladmin.model._meta,
        "units": units,
        "form": form,
        "action": request.POST.get("action"),
        "consequences": consequences(form) if form.is_valid() else [],
        "references": [(unit, references_to(unit, below=True)) for unit in units],
    }
    return TemplateResponse(request, "admin/organizations/end_units.html", context)


def consequences(form):
    """Return sentences that say what the change will do."""
    chosen = form.chosen()
    sentences = []
    for unit in form.units:
        sentences.append(_end_sentence(unit, chosen))
        successor = chosen["successor"] if chosen["hand_over"] else None
        sentences += handover.preview(unit, successor=successor, last_day=chosen["last_day"])
        remaining = Organization.objects.descendants_of(unit).filter(valid_to__isnull=True)
        if total := remaining.count():
            sentences.append(_below_sentence(unit, chosen, total))
            if chosen["below"] == Below.END:
                sentences += [
                    sentence
                    for descendant in remaining
                    for sentence in handover.preview(descendant, successor=None, last_day=chosen["last_day"])
                ]
    return sentences


def _end_sentence(unit, chosen):
    wording = {"name": unit.name, "code": unit.code, "day": (chosen["last_day"] + timedelta(days=1)).isoformat()}
    if chosen["successor"]:
        wording["successor"] = chosen["successor"].name
        return _("“%(name)s”（%(code)s）自 %(day)s 起不再有效，由“%(successor)s”承接。") % wording
    return _("“%(name)s”（%(code)s）自 %(day)s 起不再有效，没有承接单位。") % wording


def _below_sentence(unit, chosen, total):
    wording = {"name": unit.name, "total": total}
    if chosen["below"] == Below.MOVE:
        wording["successor"] = chosen["successor"].name
        return _("“%(name)s”之下的 %(total)s 个单位划归“%(successor)s”。") % wording
    return _("“%(name)s”之下的 %(total)s 个单位同日停用。") % wording
